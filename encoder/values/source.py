"""Where text came from: a source, the spans in it, and the places people can find them at.

Everything that flows through the program carries spans; lines and columns are computed only when a message is printed.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from encoder.values.metadata import Metadata


class Span(NamedTuple):
    """A half-open range of code points in ``Source.text``."""

    start: int
    end: int


NOWHERE = Span(-1, -1)
"""The span of what does not stand in the source."""


class Position(NamedTuple):
    """Line and column in a file, both 1-based; columns count code points."""

    line: int
    column: int


class Part(NamedTuple):
    """From offset ``start`` of a source on, lines are counted from ``line``.

    ``fragment`` names the part of the file that they are counted in: `page=3` of a PDF (RFC 8118).
    """

    start: int
    line: int
    fragment: str = ""


Rend: TypeAlias = Literal["bold", "italic", "small-caps", "superscript", "strikethrough"]


class Styled(NamedTuple):
    """Characters of a source that the file shows in another style."""

    start: int
    end: int
    rend: Rend


class Cell(NamedTuple):
    """Characters of a row that are one cell; ``label``: the file says that it is the head of a row or column."""

    start: int
    end: int
    label: bool = False


class Region(NamedTuple):
    """Characters of a source that the file itself says are a heading, an item of a list, a row of a table.

    A row stands on one line.
    """

    start: int
    end: int
    kind: Literal["head", "item", "row", "quote"]
    cells: tuple[Cell, ...] = ()
    """Those of a row, in order; one without words begins and ends where the one before it ended."""


@dataclass(frozen=True)
class Source:
    """The text of one file. Lines end with line feeds.

    * ``name``: what messages print before the line number (``<stdin>`` for text without a file)
    * ``parts``: in order, where the text stands in a file whose lines are others (PDF, HTML, DOCX)
    * ``styled``: in order and without overlap, what the file emphasises
    * ``regions``: in order, the structure that the file states: headings, items, rows
    * ``paragraphs``: the file marks paragraphs (HTML, DOCX), so a blank line is not the end of a page
    * ``labels``: in order, names of speakers, if the file itself marks them (captions, tables)
    * ``unnamed``: in order, the paragraphs without a named speaker, in a file that names others
    * ``voiced``: the file names speakers itself, so nothing is a heading or a running head
    * ``metadata``: what the file says about the record (an interview of an oral history site)
    """

    text: str
    name: str
    parts: tuple[Part, ...] = ()
    styled: tuple[Styled, ...] = ()
    regions: tuple[Region, ...] = ()
    paragraphs: bool = False
    labels: tuple[Span, ...] = ()
    unnamed: tuple[Span, ...] = ()
    voiced: bool = False
    metadata: Metadata | None = None

    @cached_property
    def _line_starts(self) -> array[int]:
        starts, at = array("q", (0,)), self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Line and column of a code point in the file; the end of the text is a valid position."""
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        part = self._part(offset)
        if part is None:
            return Position(line, offset - start + 1)
        number = part.line + line - bisect_right(self._line_starts, part.start)
        return Position(number, offset - max(start, part.start) + 1)

    def fragment(self, offset: int) -> str:
        """The part of the file in which lines are counted at a code point; empty if it is the whole file."""
        part = self._part(offset)
        return part.fragment if part else ""

    def _part(self, offset: int) -> Part | None:
        at = bisect_right(self.parts, (offset, sys.maxsize)) - 1
        return None if at < 0 else self.parts[at]

    def offset(self, line: int, column: int) -> int:
        """The code point nearest to a line and column, both 1-based."""
        line = min(max(line, 1), len(self._line_starts))
        return min(self._line_starts[line - 1] + max(column, 1) - 1, len(self.text))

    def around(self, offset: int, most: int) -> tuple[str, int]:
        """The line of a code point, cut to ``most`` code points on each side, and how many were cut before."""
        number = bisect_right(self._line_starts, offset)
        start = self._line_starts[number - 1]
        end = self._line_starts[number] - 1 if number < len(self._line_starts) else len(self.text)
        if end - start <= 2 * most:
            return self.line(offset), 0
        part = self._part(offset)
        first = max(start, part.start if part else 0)
        low = max(first, offset - most)
        return self.text[low : min(end, offset + most)].partition("\f")[0], low - first

    def line(self, offset: int) -> str:
        """The line of the text that a code point stands in, without its line end."""
        start = self._line_starts[bisect_right(self._line_starts, offset) - 1]
        part = self._part(offset)
        end = self.text.find("\n", offset)
        line = self.text[max(start, part.start if part else 0) : len(self.text) if end < 0 else end]
        return line.partition("\f")[0] if part else line
