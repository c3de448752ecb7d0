"""Names of languages as archives print them, and their BCP 47 tags (IANA subtag registry).

`Original Language: Chinese` becomes ``zh``: the record does not say which Chinese, so the tag does not either.
A name that is not here is a finding, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from heapq import nlargest
from types import MappingProxyType

from encoder import lexicon
from encoder.lexicon.files import by_language
from encoder.lexicon.signs import LETTERS
from encoder.values.diagnostics import Rule, Severity
from encoder.values.excerpt import Excerpt

LANGUAGE_UNKNOWN = Rule(
    "language-unknown",
    Severity.WARNING,
    "The name of the original language has no known tag.",
    """The field `Original Language:` names a language that the program does not know. The edition keeps
the name as printed and declares the language as `und` (undetermined).

The program knows the languages that have a tag of two letters (ISO 639-1), by their names in fourteen languages.

What to do: check the spelling in the record; if it is right, enter the tag (https://www.iana.org/assignments/
language-subtag-registry) as `language/@ident` in the edition.

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

_SAMPLE, _FEW_WORDS, _FEW_SIGNS = 4_000, 25, 10
"""How many characters are looked at; fewer words, or signs of a script, tell nothing."""
_AT_LEAST, _HARDLY = 0.12, 0.05
"""Shares of a text's words that are common ones of a language: a text in it has a third or so, a list of names few."""
_SCRIPTS = (("ko", "\uac00-\ud7a3"), ("ja", "\u3040-\u30ff"), ("zh", "\u4e00-\u9fff"))
_TOKEN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e])+")
"""A word with the marks that Python's `\\w` leaves out: vowel signs of Hindi, points of Hebrew and Arabic."""
_CLEARLY = 1.1
"""How many times as many common words the best language must have as the next: Danish and Norwegian share most."""

_ALSO = {"farsi": "fa"}
"""Names that CLDR has not."""

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
        best = max(common(), key=lambda tag: _common(words, tag))
        return best if _common(words, best) >= _TELLING and not _common(words, expected) else expected
    if _common(words, expected) >= _AT_LEAST * total:
        return expected
    best, next_ = nlargest(2, common(), key=lambda tag: _common(words, tag))
    if _common(words, best) >= _AT_LEAST * total:
        return best if _common(words, best) >= _CLEARLY * _common(words, next_) else "und"
    return expected if best == expected and _common(words, best) >= _HARDLY * total else "und"


def _common(words: Counter[str], tag: str) -> int:
    """How many of the words are common ones of a language."""
    return sum(words[word] for word in common().get(tag, ()))


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
    """The BCP 47 tag of a language by its name in one of the lexicon's languages: Russian, Russisch, русский.

    None if no language of two letters (ISO 639-1) has the name.
    """
    folded = lexicon.fold(name)
    return lexicon.values("languages").get(folded) or _ALSO.get(" ".join(folded))


@cache
def common() -> Mapping[str, frozenset[str]]:
    """The commonest words of languages, in lower case with their accents, by BCP 47 tag."""
    return MappingProxyType({lang: frozenset(words) for lang, _, words in by_language("common")})


_LETTERS_ONLY = {"und-Cyrl": "not told, in Cyrillic letters", "und-Arab": "not told, in Arabic letters"}


def name(tag: str) -> str:
    """The English name of a language whose tag is known; else the tag itself."""
    if tag in _LETTERS_ONLY:
        return _LETTERS_ONLY[tag]
    language = tag.partition("-")[0]
    return _english().get(language, tag)


@cache
def _english() -> Mapping[str, str]:
    return MappingProxyType({tag: words[0] for lang, (tag,), words in by_language("languages") if lang == "en"})
