"""The lines of a record that are not blank, and which lines stand around each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from encoder.lexicon.signs import LETTERS
from encoder.values.source import Span

LONGEST = 140
"""Most code points of a line that may be furniture, except at the rim of a record."""
LINE = re.compile(r"[^\S\n\f]*(?P<text>\S[^\n\f]*?)[^\S\n\f]*(?P<end>[\n\f]|$)")
_OPEN = re.compile(r"[\w,;(“‘«-]$")
_LOWER = re.compile(r"\W{0,2}[^\W\d_]")


class Printed(NamedTuple):
    """A line that is not blank."""

    span: Span
    text: str
    gap: bool
    """Whether a blank line, or the end of a page, stands before it."""
    page: bool
    """Whether a page ends before it."""


def printed_lines(text: str, start: int) -> Iterator[Printed]:
    """The lines that are not blank."""
    end, page = start, False
    for match in LINE.finditer(text, start):
        gap = text.count("\n", end, match.start("text")) > 1 or "\f" in text[end : match.start("text")] or end == start
        page = page or "\f" in text[end : match.start("text")]
        yield Printed(Span(*match.span("text")), match["text"], gap or page, page)
        end, page = match.end("text"), match["end"] == "\f"


def neighbour(printed: Sequence[Printed], at: int, step: int) -> str:
    """The next line with words; lines of up to three letters are skipped."""
    for away in range(1, 5):
        other = at + step * away
        if not 0 <= other < len(printed):
            return ""
        if sum(map(len, LETTERS.findall(printed[other].text))) > 3:
            return printed[other].text
    return ""


def is_open(text: str) -> bool:
    """Whether a sentence is open at the end of a line."""
    return _OPEN.search(text) is not None


def is_lower(text: str) -> bool:
    """Whether a line begins in lower case."""
    match = _LOWER.match(text)
    return match is not None and match[0][-1].islower()
