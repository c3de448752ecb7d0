"""Lines that may be furniture, with what recurs of them elsewhere in the record, and what stands around them.

    2054 Employment Relations (Amendment) Bill 2023 21 st Nov., 2023     recurs, its first number rises
    6568                                                                 the next number on a line of its own is 6569
    7⏎8⏎9⏎                                                              line numbers in a margin

Lengths and distances are in code points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from encoder.lexicon.signs import FIGURES, LETTERS, WORD
from encoder.parse.furniture.printed import LONGEST, Printed, neighbour, printed_lines
from encoder.parse.furniture.series import NO_SERIES, Series
from encoder.parse.furniture.series import find as series_of
from encoder.parse.furniture.shapes import Shape, shapes
from encoder.values.source import Source, Span

_LONGEST_AT_RIM = 900
"""Most code points of a candidate at the rim of a record: whole paragraphs there are about the record itself."""
RIM, _LONG = 3, 6
"""Number of lines at each end of a record that are its rim, and the lines that a record with a rim must have."""
NUMBER = re.compile(r"\W*(?P<number>\d{1,5})\W*")
_READ_ELSEWHERE = re.compile(r"\[.*\]|[(（].*[^\W\d_]{2}.*[)）][.。]?|\|.*\|.*")
"""`[[Page S705]]`, `(Laughter.)` and `| Ayes | 12 |` are read later, as brackets, actions and tables."""
_LABEL = re.compile(r"(?P<label>\S[^:：]{0,60}?)\s?[:：]")
_FIGURE = "\0"
"""What stands in a key for a number; no record has it."""
_EDGE = re.compile(rf"[\W{_FIGURE}]*")
HEAD = 12
"""Number of lines at the start that may hold the title and the date, which running heads repeat."""


class Line(NamedTuple):
    """A candidate."""

    span: Span
    number: int
    """Which line it is of those that are not blank, counted from 0."""
    text: str
    key: str
    """The text as it is compared: without case and blanks, each figure a sign."""
    shape: Shape
    same: int
    """How many lines are the same, numbers included."""
    before: str
    """The nearest line before that has words."""
    after: str
    gap_before: bool
    """Whether a blank line, or the end of a page, stands before it."""
    gap_after: bool
    edge: bool
    """Whether a page ends before or after it."""
    at_edges: bool
    """Whether it is the first or last of many pages (`pages`)."""
    paged: bool
    """Whether the record shows where its pages end."""
    series: Series
    """The numbers that go up through the record of which it has one, alone or at an edge."""
    of_head: float
    """The share of its words that stand in one of the first lines, if it is further on."""
    label_again: bool
    """Whether it ends in a colon as a label does, and stands as such elsewhere."""
    rim: bool
    """Whether it is one of the first or last lines of the record."""
    margin: int
    """How many lines next to each other are numbers that go up one by one, if it is one of them."""
    place: float
    """Where it stands in the record, 0 to 1."""
    label: int
    """How many lines of other shapes begin with the same words before a colon."""
    fills: float
    """Its length as a share of that of the record's long lines."""

    is_last: bool
    """Whether it is the last line of the record."""

    @property
    def has_words(self) -> bool:
        """Whether there is a word of three letters in it, or more than one."""
        return sum(map(len, LETTERS.findall(self.text))) > 2


def lines(source: Source, start: int, edges: frozenset[int] = frozenset()) -> tuple[Line, ...]:
    """The candidates of a source from an offset on; ``edges`` are where lines begin that `pages` found."""
    told = frozenset(region.start for region in source.regions if region.kind in ("row", "item"))
    sheet = _Sheet(tuple(printed_lines(source.text, start)), edges)
    return tuple(sheet.line(at) for at in range(len(sheet.printed)) if sheet.may_be(at, told))


class _Sheet:
    """The lines of a record that are not blank, and what they show together."""

    def __init__(self, printed: tuple[Printed, ...], edges: frozenset[int]) -> None:
        self.printed = printed
        self._edges = edges
        self._keys = [_key(each.text) for each in printed]
        self._shapes = shapes(self._keys, printed)
        self._labels = _labels(self._keys, printed)
        self._same = Counter(each.text for each in printed)
        self._series = series_of([(each.span.start, each.text) for each in printed])
        self._heads = [_words(each.text) for each in printed[:HEAD]]
        self._begun = Counter(match["label"] for each in printed if (match := _LABEL.match(each.text)))
        self._margins = _margins(printed)
        self._width = _width([len(each.text) for each in printed])
        self._paged = any(each.page for each in printed)

    def may_be(self, at: int, told: frozenset[int]) -> bool:
        """Whether a line is a candidate: set off, not long, and read by nobody else; ``told`` are rows and items."""
        each, shape = self.printed[at], self._shapes[self._keys[at]]
        is_set_off = each.gap or self._gap_after(at) or shape.count > 2 or at in self._margins
        is_set_off = is_set_off or self._series.get(at, NO_SERIES).size > 2
        longest = _LONGEST_AT_RIM if self._is_rim(at) else LONGEST
        is_read = _READ_ELSEWHERE.fullmatch(each.text) is not None or each.span.start in told
        return is_set_off and len(each.text) <= longest and not is_read

    def _gap_after(self, at: int) -> bool:
        return at + 1 == len(self.printed) or self.printed[at + 1].gap

    def _is_rim(self, at: int) -> bool:
        return len(self.printed) >= _LONG and (at < RIM or at >= len(self.printed) - RIM)

    def line(self, at: int) -> Line:
        """A candidate."""
        each, printed = self.printed[at], self.printed
        return Line(
            span=each.span,
            number=at,
            text=each.text,
            key=self._keys[at],
            shape=self._shapes[self._keys[at]],
            same=self._same[each.text],
            before=neighbour(printed, at, -1),
            after=neighbour(printed, at, 1),
            gap_before=each.gap,
            gap_after=self._gap_after(at),
            edge=each.page or (at + 1 < len(printed) and printed[at + 1].page),
            at_edges=each.span.start in self._edges,
            paged=self._paged,
            series=self._series.get(at, NO_SERIES),
            of_head=_of_head(each.text, self._heads[: max(0, at - RIM)]),
            label_again=self._begun[each.text.rstrip(" :：")] > 0,
            rim=self._is_rim(at),
            is_last=at + 1 == len(printed),
            margin=self._margins.get(at, 0),
            place=at / len(printed),
            label=self._labels[at],
            fills=len(each.text) / self._width,
        )


def _width(lengths: Sequence[int]) -> int:
    """The length of long lines: nine of ten are no longer."""
    return sorted(lengths)[len(lengths) * 9 // 10] if lengths else 1


def _key(text: str) -> str:
    """The text as it is compared. A number at either edge is no part of it: left and right pages have one head."""
    key = "".join(FIGURES.sub(_FIGURE, text.casefold()).split())
    first = _edge(key)
    last = len(key) - _edge(key[::-1])
    inner = key[first : max(first, last)]
    return inner if len(LETTERS.findall(inner)) else key


def _edge(key: str) -> int:
    """How many signs at the start of a key are a number and the signs around it; 0 if there is no number."""
    signs = _EDGE.match(key)[0]  # type: ignore[index]  # it matches everything
    return len(signs) if _FIGURE in signs else 0


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))


def _of_head(text: str, heads: Sequence[frozenset[str]]) -> float:
    """The share of a line's words and figures that one of the heads has; 0 for less than two words."""
    own = _words(text)
    if sum(not word.isdecimal() for word in own) < 2:
        return 0.0
    return max((len(own & head) / len(own) for head in heads), default=0.0)


def _labels(keys: Sequence[str], printed: Sequence[Printed]) -> list[int]:
    """For each line how many others have its words before a colon, and go on otherwise."""
    own = [match["label"] if (match := _LABEL.match(each.text)) else "" for each in printed]
    every, alike = Counter(own), Counter(zip(own, keys, strict=True))
    return [every[label] - alike[label, key] if label else 0 for label, key in zip(own, keys, strict=True)]


def _margins(printed: Sequence[Printed]) -> dict[int, int]:
    """For each number alone the length of the column of numbers it is in, each the next one."""
    found: dict[int, int] = {}
    run: list[int] = []
    last = -1
    for at, each in enumerate((*printed, None)):
        match = NUMBER.fullmatch(each.text) if each else None
        number = int(match["number"]) if match else -1
        if match and run and 0 < number - last <= 2:
            run.append(at)
        else:
            if len(run) > 1:
                found |= dict.fromkeys(run, len(run))
            run = [at] if match else []
        last = number
    return found
