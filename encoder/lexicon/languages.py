"""Names of languages as archives print them, and their BCP 47 tags (IANA subtag registry).

`Original Language: Chinese` becomes ``zh``: the record does not say which Chinese, so the tag does not either.
A name that is not here is a finding, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from heapq import nlargest

from encoder.lexicon.signs import LETTERS
from encoder.values.diagnostics import Rule, Severity
from encoder.values.excerpt import Excerpt

LANGUAGE_UNKNOWN = Rule(
    "language-unknown",
    Severity.WARNING,
    "The name of the original language has no known tag.",
    """The field `Original Language:` names a language that is not in the table of language names. The edition keeps
the name as printed and declares the language as `und` (undetermined).

What to do: check the spelling in the record; if it is right, add the name and its tag (https://www.iana.org/
assignments/language-subtag-registry) to `encoder/lexicon/languages.py`.

Guidelines: 2.4.2 Language Usage.""",
)

LANGUAGE_OF_TEXT = Rule(
    "text-language",
    Severity.INFO,
    "The text is not in the language that is usual for its archive.",
    """An archive usually publishes translations into one language. The most frequent words of this text (the, of, and
…) belong to another language, or to none that is known. `text/@xml:lang` says so, and `langUsage` that it was
inferred; where no language is recognised it is `und` (undetermined).

What to do: nothing, if it is right; otherwise correct `xml:lang` in the edition.

Guidelines: 2.4.2 Language Usage; 1.3.1.1.1 (@xml:lang).""",
)

COMMON = {  # the words that texts of a language are full of and others are not
    "en": "the of and to in that is was for with as on by at be this have from or had not are which but",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "fr": "le la les de des et un une du en que qui est dans pour pas au sur ne se par plus avec ce il sont",
    "es": "el la los las de y en que un una por con no para su se del al es lo como más pero",
    "it": "il la di che e un una per non in con del della è si da sono le i al nel ma anche",
    "pt": "o a os as de do da e em um uma que não para com se por dos das no na ao mais",
    "nl": "de het een van en in is dat op te zijn voor met niet aan er ook als maar bij om",
    "pl": "i w na z do się nie że to jest o jak po za od przez przy dla ale oraz",
    "cs": "a v na se je že to s z do o k pro jako by ale po ve bylo nebo jsem",
    "sv": "och i att det som en på är av för med den till inte om ett han har de var",
    "hu": "a az és hogy nem is egy ez meg de van volt csak vagy mint már el kell",
    "ro": "de și în la a cu pe nu să din un o că se care mai este pentru sau",
    "ru": "и в не на что с по как это он к но за из от так же у о для мы бы его был",
    "uk": "і в не на що з по як це він до але за із від та у про для ми його був",
    "ar": "في من على أن إلى هذا التي عن مع ما كان لا هذه بين كل ذلك قد هو",
    "bg": "и в на да се от за не е по с че са като до ще това си но",
    "ca": "de la i el que a en les per un una els amb és no del al com més",
    "da": "og i at det som en på er af den til ikke for med jeg vi har de et om",
    "el": "και το η να του της με για από που δεν τον την θα είναι στο σε τα οι αλλά",
    "et": "ja on ei et see oli ta mis kui ka aga siis nii ma oma või mida me",
    "fa": "و در به از که این را با است برای آن یک خود تا بر هم نیز ما",
    "fi": "ja on ei että se oli hän ovat mutta kun niin tai kuin joka mitä minä olen ole tämä nyt",
    "he": "של את על לא הוא זה עם כי גם אני יש מה היא אבל אם או כל",
    "hi": "के में की है से को का और ने पर हैं यह कि एक भी नहीं था",
    "hr": "i u je na da se za su od s ne to kao što ali iz o bi po sam",
    "ms": "yang dan di ini itu dengan untuk dari tidak dalam akan pada ke juga kami saya ialah bahawa kerana boleh",
    "id": "yang dan di ini itu dengan untuk dari tidak dalam akan pada ke juga kami saya adalah bahwa karena bisa saja",
    "lt": "ir kad į su yra buvo bet iš jis tai kaip ne už po apie mes aš jau dar",
    "lv": "un ir ka no uz par ar bet kas kā tas viņš es mēs nav arī vai lai pie",
    "af": "die en van in is het dat nie wat te vir met op ek hy sy ons as maar aan",
    "mk": "и на во да се од за не е со што го ја по тоа како ќе беше но",
    "no": "og i at det som en på er av den til ikke for med jeg vi har de et om",
    "sk": "a v na sa je to že s z do o k ako pre po ale by som nie sú",
    "sl": "in je na da se za so od s ne to kot ki pa ali iz o bi po sem",
    "sr": "и у је на да се за су од са не то као што али из о би по",
    "sw": "na ya wa kwa ni katika la za cha kuwa hii hiyo kama lakini yake au pia siku mimi sana",
    "tr": "ve bir bu da de için ile olarak çok daha gibi ama olan ne var kadar sonra o ben değil",
    "vi": "và của là có không được cho trong một các người với này đã những để ông khi tôi",
}
_SAMPLE, _FEW_WORDS, _FEW_SIGNS = 4_000, 25, 10
"""How many characters are looked at; fewer words, or signs of a script, tell nothing."""
_AT_LEAST, _HARDLY = 0.12, 0.05
"""Shares of a text's words that are common ones of a language: a text in it has a third or so, a list of names few."""
_SCRIPTS = (("ko", "\uac00-\ud7a3"), ("ja", "\u3040-\u30ff"), ("zh", "\u4e00-\u9fff"))
_TOKEN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e])+")
"""A word with the marks that Python's `\\w` leaves out: vowel signs of Hindi, points of Hebrew and Arabic."""
_CLEARLY = 1.1
"""How many times as many common words the best language must have as the next: Danish and Norwegian share most."""

TAGS = {
    "albanian": "sq", "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "belarusian": "be", "bengali": "bn",
    "bulgarian": "bg", "burmese": "my", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi", "french": "fr",
    "georgian": "ka", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "icelandic": "is", "indonesian": "id", "italian": "it", "japanese": "ja", "kazakh": "kk", "khmer": "km",
    "korean": "ko", "lao": "lo", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "malay": "ms",
    "mongolian": "mn", "norwegian": "no", "pashto": "ps", "persian": "fa", "farsi": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "serbo-croatian": "sh", "slovak": "sk",
    "slovenian": "sl", "spanish": "es", "swahili": "sw", "swedish": "sv", "tajik": "tg", "thai": "th",
    "tibetan": "bo", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "uzbek": "uz", "vietnamese": "vi",
}  # fmt: skip

_SEPARATOR = re.compile(r"\s*(?:[,;/&]|\band\b)\s*", re.IGNORECASE)


_TELLING = 4
"""Common words of another language, with none of the expected one, that decide even for a few lines."""


def written_in(text: str, expected: str) -> str:
    """The tag of a text's language, by its beginning: ``expected`` unless another is plain, `und` for none known.

    Korean, Japanese and Chinese are told by their script.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        letters = sum(map(len, LETTERS.findall(sample)))
        for tag, script in _SCRIPTS:
            if len(re.findall(f"[{script}]", sample)) > max(_FEW_SIGNS, letters * 0.2):
                return tag
    words = Counter(_TOKEN.findall(unicodedata.normalize("NFC", sample).casefold()))
    total = words.total()
    if total < _FEW_WORDS:
        best = max(COMMON, key=lambda tag: _common(words, tag))
        return best if _common(words, best) >= _TELLING and not _common(words, expected) else expected
    if _common(words, expected) >= _AT_LEAST * total:
        return expected
    best, next_ = nlargest(2, COMMON, key=lambda tag: _common(words, tag))
    if _common(words, best) >= _AT_LEAST * total:
        return best if _common(words, best) >= _CLEARLY * _common(words, next_) else "und"
    return expected if best == expected and _common(words, best) >= _HARDLY * total else "und"


def _common(words: Counter[str], tag: str) -> int:
    """How many of the words are common ones of a language."""
    return sum(words[word] for word in COMMON.get(tag, "").casefold().split())


def names(field: Excerpt) -> tuple[Excerpt, ...]:
    """The names in a field: “Russian and Chinese” holds two."""
    return tuple(name for part in field.split(_SEPARATOR) if (name := part.strip()).text)


def tagged(field: Excerpt) -> dict[str, Excerpt]:
    """The tags of a field and the name each has there; `und` for the first name that is not known."""
    found: dict[str, Excerpt] = {}
    for name in names(field):
        found.setdefault(tag(name.text) or "und", name)
    return found


def between(field: Excerpt) -> tuple[Excerpt, ...]:
    """What a field has besides the names that `tagged` gives: “and”, and a language that is named twice."""
    kept = {name.span() for name in tagged(field).values()}
    again = [name for name in names(field) if name.span() not in kept]
    joints = [part for match in _SEPARATOR.finditer(field.text) if (part := field.group(match).strip()).text]
    return tuple(sorted((*again, *joints), key=lambda part: part.span()))


def tag(name: str) -> str | None:
    """The BCP 47 tag of a language's English name; None where the table does not hold it."""
    return TAGS.get(name.strip().rstrip(".").lower())


_LETTERS_ONLY = {"und-Cyrl": "not told, in Cyrillic letters", "und-Arab": "not told, in Arabic letters"}


def name(tag: str) -> str:
    """The English name of a language whose tag is known; the tag itself where the table does not hold it."""
    if tag in _LETTERS_ONLY:
        return _LETTERS_ONLY[tag]
    language = tag.partition("-")[0]
    return next((word.title() for word, known in TAGS.items() if known == language), tag)
