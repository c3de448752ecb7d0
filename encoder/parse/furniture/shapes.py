"""How lines recur in a record: how often, how far apart, and whether their numbers go up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, pstdev
from typing import cast

from encoder.lexicon.signs import FIGURES, LETTERS
from encoder.parse.furniture.printed import LONGEST, Printed, is_lower, is_open, neighbour
from encoder.parse.furniture.series import at_edges

_SIGNATURE = 5
"""Lines are similar if this many letters at the start or end are the same: OCR garbles the rest."""


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
    climbs: float
    """The share of the steps in which the number at the edge is higher; 0 if there is none."""
    turns: bool
    """Whether the number stands at the start of some and at the end of others, as on left and right pages."""
    breaks: float
    """The share of them that stand within a sentence."""


def shapes(keys: Sequence[str], printed: Sequence[Printed]) -> dict[str, Shape]:
    """How the lines of each key recur; ``keys`` are those of the ``printed`` lines, in their order."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        places[key].append(at)
    letters = {key: "".join(LETTERS.findall(key)) for key in places}
    first, last = (Counter[str](), Counter[str]())
    for key, own in letters.items():
        if len(own) > _SIGNATURE:
            first[own[:_SIGNATURE]] += len(places[key])
            last[own[-_SIGNATURE:]] += len(places[key])
    return {
        key: _shape(key, where, max(first[letters[key][:_SIGNATURE]], last[letters[key][-_SIGNATURE:]]), printed)
        for key, where in places.items()
    }


def _shape(key: str, where: Sequence[int], alike: int, printed: Sequence[Printed]) -> Shape:
    """How the lines of a key recur, which stand at some places; ``alike`` lines begin or end as they do."""
    texts = [printed[at].text for at in where]
    steps = [printed[later].span.start - printed[earlier].span.start for earlier, later in pairwise(where)]
    step = fmean(steps) if steps else 0.0
    around = ((neighbour(printed, at, -1), neighbour(printed, at, 1)) for at in where)
    may_count = len(where) > 1 and len(key) <= LONGEST
    return Shape(
        count=len(where),
        alike=max(alike, len(where)),
        covers=(where[-1] - where[0]) / len(printed),
        even=1 / (1 + pstdev(steps) / step) if len(steps) > 1 else 0.0,
        step=step,
        rises=_rises(texts) if may_count and any(map(FIGURES.search, texts)) else 0.0,
        climbs=_climbs(texts),
        turns=_turns(texts),
        breaks=fmean(is_open(before) and is_lower(after) for before, after in around) if len(where) > 1 else 0.0,
    )


def _rises(texts: Sequence[str]) -> float:
    """The share of the steps in which a figure goes up by one or two: pages may be printed on one side."""
    figures = [[*map(int, FIGURES.findall(text))] for text in texts]
    if len({*map(len, figures)}) > 1:  # the number stands left and right in turn, or was not read everywhere
        figures = [each for each in figures if each]
        columns: Iterable[Sequence[int]] = ([each[0] for each in figures], [each[-1] for each in figures])
    else:
        columns = [*zip(*figures, strict=True)]
    shares = [
        fmean(0 < later - earlier <= 2 for earlier, later in pairwise(column)) for column in columns if len(column) > 1
    ]
    return max(shares, default=0.0)


def _turns(texts: Sequence[str]) -> bool:
    """Whether some of the lines have a number at the start only, and others at the end only."""
    edges = [tuple(number is None for number in at_edges(text)) for text in texts]
    return (False, True) in edges and (True, False) in edges


def _climbs(texts: Sequence[str]) -> float:
    """The share of the steps in which the number at either edge is higher; pages may be left out between them."""
    numbers = [first if first is not None else last for first, last in map(at_edges, texts)]
    if len(numbers) < 2 or None in numbers:
        return 0.0
    return fmean(cast("int", later) > cast("int", earlier) for earlier, later in pairwise(numbers))
