"""Where text came from: a source, the spans in it, and the places people can find them at.

Everything that flows through the program carries spans; lines and columns are computed only when a message is printed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in ``Source.text``."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as an editor shows it: 1-based line, 1-based column in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """The decoded text of one file, a code point for a code point, with line feeds as the only line ends.

    ``name`` is what messages print before the line number; for text that has no file it says so (``<stdin>``).
    """

    text: str
    name: str

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Line and column of a code point; the end of the text is a place too."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The code point at a line and column, both 1-based; the nearest there is."""
        line = min(max(line, 1), len(self._line_starts))
        return min(self._line_starts[line - 1] + max(column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line end."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]
