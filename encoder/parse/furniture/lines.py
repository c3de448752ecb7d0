"""Lines that may be furniture, with what recurs of them elsewhere in the record, and what stands around them.

    2054 Employment Relations (Amendment) Bill 2023 21 st Nov., 2023     recurs, its first number rises
    6568                                                                 the next number on a line of its own is 6569
    7⏎8⏎9⏎                                                              line numbers in a margin

Lengths and distances are in code points.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, pstdev
from typing import NamedTuple

from encoder.lexicon.signs import FIGURES, LETTERS
from encoder.values.source import Source, Span

LONGEST = 140
"""No line of more code points is a candidate."""
LINE = re.compile(r"[^\S\n\f]*(?P<text>\S[^\n\f]*?)[^\S\n\f]*(?P<end>[\n\f]|$)")
NUMBER = re.compile(r"\W*(?P<number>\d{1,5})\W*")
_READ_ELSEWHERE = re.compile(r"\[.*\]|[(（].*[^\W\d_]{2}.*[)）][.。]?|\|.*\|.*")
"""`[[Page S705]]`, `(Laughter.)` and `| Ayes | 12 |` are read later, as brackets, actions and tables."""
_LABEL = re.compile(r"(?P<label>\S[^:：]{0,60}?)\s?[:：]")
_OPEN = re.compile(r"[\w,;(“‘«-]$")
_LOWER = re.compile(r"\W{0,2}[^\W\d_]")
_FIGURE = "\0"
"""What stands in a key for a number; no record has it."""
_SIGNATURE = 5
"""Lines are similar if this many letters at the start or end are the same: OCR garbles the rest."""
_AWAY = 40
"""How many earlier numbers are searched for the one before."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line recurs in the record, numbers disregarded."""

    count: int
    """How many lines are the same except for numbers."""
    alike: int
    """How many lines begin or end as it does."""
    covers: float
    """The share of the record from the first of them to the last; 0 if there is one."""
    even: float
    """How evenly they stand in code points, 1 if at equal distances."""
    step: float
    """How far apart they stand on the average, in code points; 0 if there is one."""
    rises: float
    """The share of the steps from one to the next in which a figure goes up by one or two."""
    breaks: float
    """The share of them that stand within a sentence."""


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
    series: int
    """Of a number alone: how many such there are that go up one by one, in the order of the record."""
    series_first: int
    """Which line the first of these is, counted from 0."""
    series_step: float
    """How far apart these stand on the average, in code points."""
    margin: int
    """How many lines next to each other are numbers that go up one by one, if it is one of them."""
    place: float
    """Where it stands in the record, 0 to 1."""
    label: int
    """How many lines of other shapes begin with the same words before a colon."""
    fills: float
    """Its length as a share of that of the record's long lines."""

    @property
    def has_words(self) -> bool:
        """Whether there is a word of three letters in it, or more than one."""
        return sum(map(len, LETTERS.findall(self.text))) > 2


class _Printed(NamedTuple):
    span: Span
    text: str
    gap: bool
    page: bool


def lines(source: Source, start: int, edges: frozenset[int] = frozenset()) -> tuple[Line, ...]:
    """The candidates of a source from an offset on; ``edges`` are where lines begin that `pages` found."""
    told = {region.start for region in source.regions if region.kind in ("row", "item")}
    printed = tuple(_printed(source.text, start))
    keys = [_key(each.text) for each in printed]
    shapes = _shapes(keys, printed)
    labels = _labels(keys, printed)
    same = Counter(each.text for each in printed)
    series = _series(printed)
    margins = _margins(printed)
    width = _width([len(each.text) for each in printed])
    paged = any(each.page for each in printed)
    found = []
    for at, each in enumerate(printed):
        gap_after = at + 1 == len(printed) or printed[at + 1].gap
        shape = shapes[keys[at]]
        is_set_off = each.gap or gap_after or shape.count > 2 or at in margins
        if (
            len(each.text) > LONGEST
            or not is_set_off
            or _READ_ELSEWHERE.fullmatch(each.text)
            or each.text.endswith((":", "："))  # a label
            or each.span.start in told
        ):
            continue
        found.append(
            Line(
                span=each.span,
                number=at,
                text=each.text,
                key=keys[at],
                shape=shape,
                same=same[each.text],
                before=_neighbour(printed, at, -1),
                after=_neighbour(printed, at, 1),
                gap_before=each.gap,
                gap_after=gap_after,
                edge=each.page or (at + 1 < len(printed) and printed[at + 1].page),
                at_edges=each.span.start in edges,
                paged=paged,
                series=series[at][0] if at in series else 0,
                series_first=series[at][1] if at in series else 0,
                series_step=series[at][2] if at in series else 0.0,
                margin=margins.get(at, 0),
                place=at / len(printed),
                label=labels[at],
                fills=len(each.text) / width,
            )
        )
    return tuple(found)


def _printed(text: str, start: int) -> Iterator[_Printed]:
    """The lines that are not blank."""
    end, page = start, False
    for match in LINE.finditer(text, start):
        gap = text.count("\n", end, match.start("text")) > 1 or "\f" in text[end : match.start("text")] or end == start
        page = page or "\f" in text[end : match.start("text")]
        yield _Printed(Span(*match.span("text")), match["text"], gap or page, page)
        end, page = match.end("text"), match["end"] == "\f"


def _width(lengths: Sequence[int]) -> int:
    """The length of long lines: nine of ten are no longer."""
    return sorted(lengths)[len(lengths) * 9 // 10] if lengths else 1


def _key(text: str) -> str:
    return "".join(FIGURES.sub(_FIGURE, text.casefold()).split())


def _labels(keys: Sequence[str], printed: Sequence[_Printed]) -> list[int]:
    """For each line how many others have its words before a colon, and go on otherwise."""
    own = [match["label"] if (match := _LABEL.match(each.text)) else "" for each in printed]
    every, alike = Counter(own), Counter(zip(own, keys, strict=True))
    return [every[label] - alike[label, key] if label else 0 for label, key in zip(own, keys, strict=True)]


def _shapes(keys: Sequence[str], printed: Sequence[_Printed]) -> dict[str, Shape]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        places[key].append(at)
    first, last = (Counter[str](), Counter[str]())
    for key, where in places.items():
        letters = "".join(LETTERS.findall(key))
        if len(letters) > _SIGNATURE:
            first[letters[:_SIGNATURE]] += len(where)
            last[letters[-_SIGNATURE:]] += len(where)
    found = {}
    for key, where in places.items():
        letters = "".join(LETTERS.findall(key))
        alike = max(first[letters[:_SIGNATURE]], last[letters[-_SIGNATURE:]], len(where))
        steps = [printed[later].span.start - printed[earlier].span.start for earlier, later in pairwise(where)]
        step = fmean(steps) if steps else 0.0
        even = 1 / (1 + pstdev(steps) / step) if len(steps) > 1 else 0.0
        around = ((_neighbour(printed, at, -1), _neighbour(printed, at, 1)) for at in where)
        breaks = fmean(is_open(before) and is_lower(after) for before, after in around) if len(where) > 1 else 0.0
        has_figures = _FIGURE in key and len(where) > 1 and len(key) <= LONGEST
        rises = _rises([printed[at].text for at in where]) if has_figures else 0.0
        found[key] = Shape(len(where), alike, (where[-1] - where[0]) / len(keys), even, step, rises, breaks)
    return found


def _rises(texts: Sequence[str]) -> float:
    """The share of the steps in which a figure goes up by one or two: pages may be printed on one side."""
    columns = zip(*(map(int, FIGURES.findall(text)) for text in texts), strict=True)
    shares = [fmean(0 < later - earlier <= 2 for earlier, later in pairwise(column)) for column in columns]
    return max(shares, default=0.0)


def _neighbour(printed: Sequence[_Printed], at: int, step: int) -> str:
    """The next line with words; lines of up to three letters are skipped."""
    for away in range(1, 5):
        other = at + step * away
        if not 0 <= other < len(printed):
            return ""
        if sum(map(len, LETTERS.findall(printed[other].text))) > 3:
            return printed[other].text
    return ""


def _series(printed: Sequence[_Printed]) -> dict[int, tuple[int, int, float]]:
    """Of each number alone the series it is one of, as those of pages are: how many, the first, how far apart."""
    alone = [(at, int(match["number"])) for at, each in enumerate(printed) if (match := NUMBER.fullmatch(each.text))]
    latest: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for index, (at, number) in enumerate(alone):
        earlier = latest.get(number - 1)
        goes_on = earlier is not None and index - earlier <= _AWAY and at - alone[earlier][0] > 1
        members[index] = members[earlier] if goes_on and earlier is not None else []
        members[index].append(at)
        latest[number] = index
    found: dict[int, tuple[int, int, float]] = {}
    for series in members.values():
        length = printed[series[-1]].span.start - printed[series[0]].span.start
        found |= dict.fromkeys(series, (len(series), series[0], length / max(1, len(series) - 1)))
    return found


def _margins(printed: Sequence[_Printed]) -> dict[int, int]:
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


def is_open(text: str) -> bool:
    """Whether a sentence is open at the end of a line."""
    return _OPEN.search(text) is not None


def is_lower(text: str) -> bool:
    """Whether a line begins in lower case."""
    match = _LOWER.match(text)
    return match is not None and match[0][-1].islower()
