"""Terms of the original: romanised Chinese and Russian, and what stands in letters of its own.

[napravlenie]   ru-Latn            [gongzuo]   zh-Latn-pinyin            [熱河]   zh            [movement]   none
"""

from __future__ import annotations

import re

from encoder.lexicon.signs import COMPOUND

_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|üan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|üe|a|e|i|o|u|ü)"
    r"[’'-]?)+",
    re.IGNORECASE,
)
_BOTH = frozenset(
    "a an can he she me men long fan pan tan tie die pie sun sang song gang bang hang rang ban man pin bin sin lie ran fen "
    "den ten pen hen then than chin shin china cheng bean mean lean dean hang ping ling sing wing wang dong bong hong "
    "manage machine banana women woman human name game same take make like time line mine fine pine gone done "
    "one bone tone lone life mile wife here there more none no so to do go be we me ye ha hi ho".split()
)  # fmt: skip
_ROMANISED = re.compile(r"[a-z’'-]+")
_RUSSIAN_ENDINGS = tuple(
    """ie iya iia yy yi iy aya aia oye oe ogo ykh ikh akh yakh ami yami nost stvo sya sia ovat ivat anie enie tsiya est
    ost ist ov ev ikov chik nik ka ki ku koy om em am ye yu yut yat""".split()
)
_RUSSIAN_LETTERS = ("zh", "shch")
_RUSSIAN_PREPOSITIONS = frozenset("s so v vo na po za iz ot do k ko u o ob pod pri dlya bez nad pered".split())
_SOFT_SIGN = re.compile(r"[a-z]+[bdlnrtzs]['’](?!(?:s|t|d|ll|re|ve|m)$)[a-z]+")  # pravil'ny · not don't
_OF_ENGLISH = frozenset("of the and with for by from at is are was this that".split())
_ENGLISH_ENDINGS = re.compile(
    r"(?:tion|sion|ing|ed|ly|ness|ment|ous|ive|able|ible|est|ist|them|him|from|whom|system|problem)$"
)


def is_foreign(words: str, languages: tuple[str, ...]) -> str | None:
    """The BCP 47 tag of a romanised term of the original language: `[napravlenie]`; None where it may be English.

    Only lower-case words are looked at (a capitalised one is a name), and only for languages the record was in.
    """
    tokens = COMPOUND.findall(words)
    if not tokens or any(token[0].isupper() for token in tokens) or len(tokens) > 6 or _OF_ENGLISH & {*tokens}:
        return None
    if "zh" in languages and all(_PINYIN.fullmatch(token) for token in tokens):
        telling = [token for token in tokens if token not in _BOTH and not _ENGLISH_ENDINGS.search(token)]
        length = sum(map(len, telling))
        if len(telling) * 2 > len(tokens) and (length >= 5 or (length == 4 and not telling[0].endswith("e"))):
            return "zh-Latn-pinyin"
    if "ru" in languages:
        telling = [token for token in tokens if _is_russian(token) and not _ENGLISH_ENDINGS.search(token)]
        if telling and all(token in telling or len(token) <= 4 for token in tokens):
            return "ru-Latn"
        if tokens[0] in _RUSSIAN_PREPOSITIONS and (len(tokens) == 2 or tokens == ["pod"]):
            return "ru-Latn"
        if any(_SOFT_SIGN.fullmatch(token) for token in tokens):
            return "ru-Latn"
    return None


_SCRIPTS = (  # letters, the tag of the language that they are, or of their script where it has several
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7a3]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u0400-\u04ff]"), "und-Cyrl"),
    (re.compile(r"[\u0600-\u06ff]"), "und-Arab"),
)


def script(words: str) -> str | None:
    """The tag of a term of the original in its own letters: `[熱河]`; None where it has Latin ones."""
    if re.search(r"[A-Za-z]", words):
        return None
    return next((tag for letters, tag in _SCRIPTS if letters.search(words)), None)


_LATIN = frozenset(("en", "de", "fr", "es", "it", "pt", "pl", "cs", "hu", "ro", "nl", "sv"))


def of_original(words: str, languages: tuple[str, ...]) -> str | None:
    """The tag of a term of the original: by its letters, its look, or because the original is in one language only."""
    found = script(words) or is_foreign(words, languages)
    if found or len(languages) != 1:
        return found
    return languages[0] if languages[0].split("-")[0] in _LATIN else f"{languages[0]}-Latn"


def _is_russian(token: str) -> bool:
    """Whether a word in Latin letters has the ending or the consonants of a Russian one: `napravlenie`, `zhizn`."""
    return _ROMANISED.fullmatch(token) is not None and (
        token.rstrip("’'").endswith(_RUSSIAN_ENDINGS) or any(letters in token for letters in _RUSSIAN_LETTERS)
    )
