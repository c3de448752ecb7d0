"""Characters that are not what they look like: each kind is told once in a file, with its number and its first places.

The markup is blotted out and the rest searched, so that places are exact, entities apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition, EncodedEdition
from encoder.values.source import Span

_WHERE = "Guidelines: vi. Languages and Character Sets."

CHARACTER_NOT_NFC = Rule(
    "character-not-nfc",
    Severity.WARNING,
    "Characters are not in Unicode normalization form C.",
    f"""The same letter can be one character, or a letter and a combining mark. Many searches find only one of the
two. The Guidelines recommend form C.

Example: `e` + U+0301 where `é` (U+00E9) is meant.

What to do: normalise the file to NFC in your editor, and compare the result.

{_WHERE}""",
)

CHARACTER_BIDI = Rule(
    "character-bidi",
    Severity.WARNING,
    "Invisible characters change the direction of the text.",
    f"""Controls such as U+202E display a text in another order than it is stored. The direction of a text should
follow from its language or, if necessary, from `@style` or `@dir`.

Example: U+202E (RIGHT-TO-LEFT OVERRIDE) in a name.

What to do: delete them, or tag the words with `foreign` and their language.

{_WHERE}""",
)

CHARACTER_CONFUSABLE = Rule(
    "character-confusable",
    Severity.WARNING,
    "A word mixes letters of several scripts that look alike.",
    f"""A Cyrillic `а` in a Latin word is invisible, and searches miss the word. OCR and keyboards produce such words.

Example: `Mоscow` with a Cyrillic `о`.

What to do: write the word in one script.

{_WHERE}""",
)

CHARACTER_OCR = Rule(
    "character-ocr",
    Severity.INFO,
    "A figure or sign stands inside a word, as OCR misreads letters.",
    f"""`w0rd`, `c1ean` or `wi|l`: a digit between lower-case letters, or a bar in a word, is rarely intended.

Example: `Ky0to`.

What to do: compare the original.

{_WHERE}""",
)

CHARACTER_PRIVATE = Rule(
    "character-private",
    Severity.WARNING,
    "Characters have no standard meaning.",
    """A character of the private use area depends on a font; U+FFFD shows that a character was lost.

Example: U+E000; `Gro\ufffd`.

What to do: find the character that is meant, or describe it with `g` and `charDecl`.

Guidelines: 5 Characters, Glyphs, and Writing Modes.""",
)

QUOTES_MIXED = Rule(
    "quotes-mixed",
    Severity.INFO,
    "Straight and curly quotation marks are used in one text.",
    """Mixed quotation marks make searches miss words, and often come from several sources.

Example: `"grain"` and `“harvest”`.

What to do: nothing, if the record has both. Otherwise use one kind.

Guidelines: 3.3.3 Quotation.""",
)

SPACE_DOUBLED = Rule(
    "space-doubled",
    Severity.INFO,
    "Several blanks stand between two words.",
    f"""Readers do not see them, and searches for a phrase miss it. White space at line ends is not reported.

Example: `good  harvest`.

What to do: nothing, if the blanks of the record should be kept. Otherwise leave one.

{_WHERE}""",
)

_MARKUP = re.compile(
    r"""<!--.*?-->|<\?.*?\?>|<!\[CDATA\[|\]\]>|<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""", re.DOTALL
)
_LIKE = "[\u0370-\u03ff\u0400-\u04ff]"
"""Greek and Cyrillic, whose letters look like Latin ones."""
_SEARCHES = (  # each begins with few characters, which is quick; rule, what is searched for, what it is called
    (CHARACTER_BIDI, re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"), "direction controls"),
    (CHARACTER_CONFUSABLE, re.compile(f"{_LIKE}(?<=[a-zA-Z]{_LIKE})|{_LIKE}(?=[a-zA-Z])"), "words in two scripts"),
    (CHARACTER_OCR, re.compile(r"[01|](?<=[a-z][01|])[01|]*(?=[a-z])"), "words with a figure or bar inside"),
    (CHARACTER_PRIVATE, re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]"), "characters without a known meaning"),
    (SPACE_DOUBLED, re.compile(r"[ \u00a0](?<=\S[ \u00a0])[ \u00a0]+(?=[^\s\x01])"), "blanks between two words"),
)  # fmt: skip
_WORDS = (CHARACTER_CONFUSABLE, CHARACTER_OCR)
"""Rules whose finding is the word around what was found."""
_NOT_ASCII = (CHARACTER_BIDI, CHARACTER_CONFUSABLE, CHARACTER_PRIVATE)
_BEFORE, _AFTER = re.compile(r"[^\W\d_]*$"), re.compile(r"[^\W\d_]*")
_TEXT = re.compile(r"<(?:[\w.-]+:)?text[\s>]")
_CURLY, _STRAIGHT = re.compile("[“”]"), re.compile(r'>[^<>"]*"')
_LONG = 40
"""Code points of a word that are looked at on each side."""
_LISTED = 8
"""Most further places that are named."""


def check(edition: Edition) -> Iterator[Diagnostic]:
    """A finding for each kind of character, at its first place."""
    raw, is_record = edition.source.text, isinstance(edition, EncodedEdition)
    plain = raw if is_record else None  # without markup, made when something is found
    for rule, pattern, words in _SEARCHES:
        if (rule in _NOT_ASCII and raw.isascii()) or (rule is SPACE_DOUBLED and is_record):
            continue  # a record's own blanks are its layout
        if not pattern.search(raw):
            continue
        plain = plain or _without_markup(raw)
        places = [Span(*found.span()) for found in pattern.finditer(plain)]
        if rule in _WORDS:
            places = [*dict.fromkeys(_word(plain, place) for place in places)]
        if places:
            yield _told(edition, rule, places, f"{words}: {_shown(plain, places[0])}")
    if not unicodedata.is_normalized("NFC", raw):
        plain = plain or _without_markup(raw)
        composed = [word for word in re.finditer(r"[^\s\x01]+", plain) if not unicodedata.is_normalized("NFC", word[0])]
        if composed:
            places = [Span(*word.span()) for word in composed]
            yield _told(edition, CHARACTER_NOT_NFC, places, f"words that are not in form C: {_shown(plain, places[0])}")
    if not is_record:
        yield from _quotes(edition)


def _without_markup(text: str) -> str:
    """A file's text with all tags, comments and instructions blotted out, so that the rest keeps its places."""
    return _MARKUP.sub(lambda tag: "\x01" * len(tag[0]), text)


def _word(text: str, part: Span) -> Span:
    """The word around some characters of it."""
    before = _BEFORE.search(text, max(0, part.start - _LONG), part.start)
    after = _AFTER.match(text, part.end, part.end + _LONG)
    return Span(before.start() if before else part.start, after.end() if after else part.end)


def _quotes(edition: Edition) -> Iterator[Diagnostic]:
    """Two kinds in the text itself: a header quotes titles as their archives print them."""
    raw = edition.source.text
    body = _TEXT.search(raw)
    start = body.start() if body else 0
    if not (_CURLY.search(raw, start) and _STRAIGHT.search(raw, start)):
        return
    text = _without_markup(raw)
    straight = [Span(*found.span()) for found in re.compile('"').finditer(text, start)]
    curly = [Span(*found.span()) for found in _CURLY.finditer(text, start)]
    if straight and curly:
        fewer, many = sorted((straight, curly), key=len)
        message = f"{text[fewer[0].start]} beside {len(many)} of {text[many[0].start]}"
        yield _told(edition, QUOTES_MIXED, fewer, f"quotation marks of two kinds: {message}")


def _told(edition: Edition, rule: Rule, places: list[Span], message: str) -> Diagnostic:
    """One finding for all places: at the first, with their number and the lines of the next."""
    lines = dict.fromkeys(edition.source.position(place.start).line for place in places[1 : _LISTED + 1])
    more = " …" if len(places) - 1 > _LISTED else ""
    next_ = f"{len(places)} in the file; the next in line {', '.join(map(str, lines))}{more}"
    return rule.at(places[0], message, *([next_] if lines else []))


def _shown(text: str, at: Span) -> str:
    """The characters, those that cannot be seen by their numbers."""
    said = text[at.start : at.end]
    if said.isspace():
        return f"{len(said)} of them"
    names = "".join(c if c.isprintable() and not unicodedata.combining(c) else f"[U+{ord(c):04X}]" for c in said)
    scripts = [f"“{c}” is {unicodedata.name(c, '?')}" for c in said if "\u0370" <= c <= "\u04ff"][:1]
    return f"“{names}”{f', where {scripts[0]}' if scripts else ''}"
