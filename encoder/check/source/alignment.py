"""Two sequences aligned: which runs of one stand in place of which runs of the other.

Runs that occur once in each, in the same order, are anchors (patience diff); what is between them is aligned the same
way with shorter runs, and in the end word by word. The time grows with the length where texts are mostly alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_RUNS = (6, 3, 2, 1)
"""The lengths of anchors, the longest first."""
_PRODUCT = 1_000_000
"""Where the lengths multiplied are more than this, no pair of words is looked for one by one."""


class Block(NamedTuple):
    """``one[start:end]`` stands in the place of ``other[other_start:other_end]``; either may be empty."""

    start: int
    end: int
    other_start: int
    other_end: int


def differences(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Block]:
    """The blocks in which two sequences differ, in order."""
    return [*_within(one, other, 0, len(one), 0, len(other), 0)]


def _within(
    one: Sequence[Hashable], other: Sequence[Hashable], a: int, b: int, c: int, d: int, level: int
) -> Iterator[Block]:
    """The differences of ``one[a:b]`` and ``other[c:d]``."""
    while a < b and c < d and one[a] == other[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and one[b - 1] == other[d - 1]:
        b, d = b - 1, d - 1
    if a == b and c == d:
        return
    if a == b or c == d:
        yield Block(a, b, c, d)
        return
    while level < len(_RUNS):
        size = _RUNS[level]
        anchors = _anchors(one, other, a, b, c, d, size)
        level += 1
        if anchors:
            for left, right in anchors:
                if left >= a and right >= c:
                    yield from _within(one, other, a, left, c, right, level)
                    a, c = left + size, right + size
            yield from _within(one, other, a, b, c, d, level)
            return
    if (b - a) * (d - c) > _PRODUCT:
        yield Block(a, b, c, d)
        return
    for tag, i, j, k, m in SequenceMatcher(None, one[a:b], other[c:d], autojunk=False).get_opcodes():
        if tag != "equal":
            yield Block(a + i, a + j, c + k, c + m)


def _anchors(
    one: Sequence[Hashable], other: Sequence[Hashable], a: int, b: int, c: int, d: int, size: int
) -> list[tuple[int, int]]:
    """Where runs of a size begin that occur once in each, the longest series that is in order in both."""
    left, right = _once(one, a, b, size), _once(other, c, d, size)
    pairs = [(at, right[run]) for run, at in left.items() if run in right]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        last[at : at + 1] = [number]
    found: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _once(some: Sequence[Hashable], start: int, end: int, size: int) -> dict[tuple[Hashable, ...], int]:
    """The runs of a size that occur once, by where they begin, in order."""
    found: dict[tuple[Hashable, ...], int] = {}
    again: set[tuple[Hashable, ...]] = set()
    for at in range(start, end - size + 1):
        run = tuple(some[at : at + size])
        if run in found:
            again.add(run)
        else:
            found[run] = at
    return {run: at for run, at in found.items() if run not in again}
