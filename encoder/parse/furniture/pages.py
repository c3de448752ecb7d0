r"""The edges of pages, where form feeds or lines that count the pages show them, and what recurs there.

    066:  … the leadership, "it⏎⏎                           6⏎\f…          the number of a page
          Approved For Release 1999/09/26 : CIA-RDP79R…⏎\f               a stamp at the foot of each
    044:  … undertaken by the recent⏎⏎Page 2⏎⏎9th December 1998⏎⏎1455⏎⏎the makings of a Minister …

What stands first or last on a third of the pages, figures apart, is no part of the text; nor is a number alone there,
where the numbers rise from page to page. This is certain, so that `decide` asks only of the other lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from encoder.parse.furniture import glued
from encoder.parse.furniture.printed import LINE
from encoder.values.diagnostics import Rule, Severity
from encoder.values.source import Source, Span

RUNNING_HEAD = Rule(
    "running-head",
    Severity.INFO,
    "Running heads, page numbers or stamps were left out of the text.",
    """Pages have numbers, running heads and stamps of archives. They are not part of the record, and would interrupt
its sentences. A line is left out if it is the first or last line of at least a third of the pages (digits ignored),
or if it is a number that increases from page to page. Other lines are decided from evidence. The edition lists each
line among the omissions.

Example: `Approved For Release 1999/09/26 : CIA-RDP79R01141A000100150001-2`, `- 12 -`.

What to do: nothing, if the lines are not part of the text. If one is, quote it in `NAME.decisions.toml` next to the
record as a `[[block]]` with `kind = "words"`.

Guidelines: 11.6 (forme work), of which this encoding keeps nothing in the text.""",
)

_NUMBER = re.compile(
    r"\W*(?:page\s+|p\.\s*)?(?P<number>\d{1,4}|[ivxlc]{1,7})(?:\s+of\s+\d+|\s+(?P=number))?\W*", re.IGNORECASE
)
_COUNT = re.compile(r"^[^\S\n]*Page (?P<number>\d{1,4})(?: of \d{1,4})?[^\S\n]*$", re.MULTILINE)
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?]$|\d[.]$|:$")
"""`1 Ibid., p. 12.` comes back at the foot of pages, and so may a speech of a word; no running head ends so."""
_PAGES, _SHARE = 3, 1 / 3
_LONGEST = 120
_DEEPEST = 3
"""Most lines at the top and at the foot of a page that may be furniture."""


class _Edge(NamedTuple):
    """A line at the top or foot of a page."""

    page: int
    span: Span
    text: str

    @property
    def key(self) -> str:
        return " ".join(_FIGURES.sub("#", self.text.casefold()).split())


def possible(text: str) -> bool:
    """Whether a text may have pages: most have none."""
    return "\f" in text or "\nPage " in text


def find(source: Source, start: int) -> tuple[Span, ...]:
    """The lines that are furniture, from an offset on, in their order."""
    pages = list(_pages(source.text, start))
    if len(pages) < _PAGES or source.paragraphs:
        return ()
    tops = _recurring(pages, lambda lines: lines)
    feet = _recurring(pages, lambda lines: lines[::-1])
    return tuple(sorted(tops | feet))


def find_glued(source: Source, start: int, found: Collection[Span]) -> tuple[Span, ...]:
    """The running heads that stand at the start of a page's first line of text; ``found`` are lines of furniture."""
    pages = [[line for line in lines if line[0] not in found] for lines in _pages(source.text, start)]
    if len(pages) < _PAGES or source.paragraphs:
        return ()
    return glued.find([lines[0] for lines in pages[1:] if lines])


def _pages(text: str, start: int) -> Iterator[list[tuple[Span, str]]]:
    """The lines of each page that are not blank."""
    begin = start
    for stop in (*_ends(text, start), len(text)):
        yield [(Span(*match.span("text")), match["text"]) for match in LINE.finditer(text, begin, stop)]
        begin = stop + (text[stop : stop + 1] == "\f")


def _ends(text: str, start: int) -> list[int]:
    """Where pages end: at form feeds, or else before lines that count them one by one."""
    if "\f" in text:
        return [match.start() for match in re.compile("\f").finditer(text, start)]
    found = list(_COUNT.finditer(text, start))
    numbers = [int(match["number"]) for match in found]
    counted = all(later == number + 1 for number, later in pairwise(numbers))
    return [match.start() for match in found] if counted and len(found) >= _PAGES else []


def _recurring(
    pages: list[list[tuple[Span, str]]], inward: Callable[[list[tuple[Span, str]]], list[tuple[Span, str]]]
) -> set[Span]:
    """The lines that come back at one edge, the outermost first, and those behind them."""
    found: set[Span] = set()
    rest = {number: inward(lines) for number, lines in enumerate(pages)}
    for depth in range(_DEEPEST):
        edges = [_Edge(number, *lines[depth]) for number, lines in rest.items() if len(lines) > depth + 1]
        same = {edge.page for edge in (*_heads(edges, len(pages)), *_numbers(edges, len(pages)))}
        found |= {edge.span for edge in edges if edge.page in same}
        rest = {number: lines for number, lines in rest.items() if number in same}
    return found


def _heads(edges: list[_Edge], pages: int) -> Iterator[_Edge]:
    """Lines that are the same on many pages, figures apart."""
    alike: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        if len(edge.text) <= _LONGEST and not _SENTENCE.search(edge.text) and edge.key.strip("# .-–—"):
            alike[edge.key].append(edge)
    for group in alike.values():
        if len(group) >= max(_PAGES, pages * _SHARE):
            yield from group


def _numbers(edges: list[_Edge], pages: int) -> Iterator[_Edge]:
    """Numbers alone on their line, each higher than the one before."""
    alone = [(match["number"], edge) for edge in edges if (match := _NUMBER.fullmatch(edge.text))]
    figures = [int(number) for number, _ in alone if number.isdigit()]  # the others are those of a preface: i, ii
    if len(figures) >= max(_PAGES, pages * _SHARE) and all(one < other for one, other in pairwise(figures)):
        yield from (edge for _, edge in alone)
