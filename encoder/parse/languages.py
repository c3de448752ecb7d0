"""Names of languages as archives print them, and their BCP 47 tags (IANA subtag registry).

`Original Language: Chinese` becomes ``zh``: the record does not say which Chinese, so the tag does not either.
A name that is not here is a finding, never a guess.
"""

from __future__ import annotations

import re

from encoder.diagnostics import Rule, Severity
from encoder.excerpt import Excerpt

LANGUAGE_UNKNOWN = Rule(
    "language-unknown",
    Severity.WARNING,
    "The name of the original language has no known tag.",
    """The field `Original Language:` names a language that the table of language names does not hold. The edition
keeps the name as printed and declares the language as `und` (undetermined), since a guessed tag would be worse than
none.

What to do: check the spelling in the record; if it is right, add the name and its tag (https://www.iana.org/
assignments/language-subtag-registry) to `encoder/parse/languages.py`.

Guidelines: 2.4.2 Language Usage.""",
)

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


def name(tag: str) -> str:
    """The English name of a language whose tag is known; the tag itself where the table does not hold it."""
    language = tag.partition("-")[0]
    return next((word.title() for word, known in TAGS.items() if known == language), tag)
