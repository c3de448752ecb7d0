"""Which of the candidates are taken as turns, when each has its probability.

    Fr. v. Langs    two candidates, “Fr. v” and “Fr. v. Langs”: the longer one, if it comes back

At each place at most one is taken, none inside another, and none at all if the record seems to have no speeches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from encoder.parse.talk.turns.candidates import Candidate, Form
from encoder.parse.talk.turns.labels import Record

_CHOSEN = 0.35
"""The probability from which a place is taken: the third pass is cautious, and below it more were wrong than right."""
_OFTEN, _ALONE = 0.3, 0.1
"""A longer label is the whole one where it comes so often as the shorter, or the shorter is alone so seldom."""
_A_TALK, _OF_SEVERAL = 0.8, 0.7
"""A record has speeches if one place is as probable, or one of several that are chosen."""
_TOGETHER = 6.0
"""It also has speeches if this many are expected. Of records without any, only one, with names as heads, had 5."""


def choose(record: Record, chances: Sequence[float]) -> list[int]:
    """The numbers of the candidates that are taken, in order: at each place the likeliest, and none inside another."""
    best: dict[tuple[int, int], int] = {}
    shadowed = _shadowed(record, chances)
    for number, each in enumerate(record.candidates):
        place = (each.block, each.start)
        if (
            number not in shadowed
            and chances[number] > _CHOSEN
            and (place not in best or chances[number] > chances[best[place]])
        ):
            best[place] = number
    for number, each in enumerate(record.candidates):  # “Fr. v” gives way to “Fr. v. Langs”
        taken = best.get((each.block, each.start))
        if taken is not None and chances[number] > _CHOSEN and _is_whole(record, taken, number):
            best[each.block, each.start] = number
    chosen: list[int] = []
    for _, number in sorted(best.items()):
        before = record.candidates[chosen[-1]] if chosen else None
        each = record.candidates[number]
        if before is None or before.block != each.block or before.end <= each.start:
            chosen.append(number)
    chosen = [
        number
        for at, number in enumerate(chosen)
        if chances[number] == 1 or not _has_no_words(record, number, chosen[at + 1 : at + 2])  # 1: it was decided
    ]
    sure = max((chances[number] for number in chosen), default=0.0)
    is_talk = sure >= (_OF_SEVERAL if len(chosen) > 1 else _A_TALK)
    return chosen if is_talk or sum(chances[number] for number in chosen) >= _TOGETHER else []


def _has_no_words(record: Record, number: int, following: Sequence[int]) -> bool:
    """Whether a label on a line of its own comes once, right above another: a name in a title."""
    each, label = record.candidates[number], record.labels[record.label_of[number]]
    after = [record.candidates[other] for other in following]
    is_above = any((other.block, other.start) == (each.block + 1, 0) for other in after)
    return each.form is Form.LINE and label.count == 1 and is_above


def _shadowed(record: Record, chances: Sequence[float]) -> set[int]:
    """Of several cuts with one end those that come once and begin before one that comes back: `A.M. 108 PRESIDENT`."""
    at_end: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, each in enumerate(record.candidates):
        if chances[number] > _CHOSEN:
            at_end[each.block, each.end].append(number)
    found: set[int] = set()
    for numbers in at_end.values():
        back = [number for number in numbers if record.labels[record.label_of[number]].count > 1]
        starts = max((record.candidates[number].start for number in back), default=0)
        once = (number for number in numbers if number not in back)
        found.update(number for number in once if record.candidates[number].start < starts)
    return found


def _is_whole(record: Record, short: int, long: int) -> bool:
    """Whether of two cuts at one place the longer is the whole label: it comes back, or the shorter is never alone."""
    one, two = record.candidates[short], record.candidates[long]
    if one.form is not two.form or two.end <= one.end:
        return False
    shorter, longer = record.labels[record.label_of[short]], record.labels[record.label_of[long]]
    return (
        longer.count > 1
        and not longer.inner_stop
        and (longer.count >= _OFTEN * shorter.count or shorter.alone < _ALONE)
    )


def best_left(found: Sequence[Candidate], chances: Sequence[float], taken: set[tuple[int, int]]) -> list[int]:
    """The numbers of the likeliest candidates at places where none was taken; a place is a block and an offset."""
    best: dict[tuple[int, int], int] = {}
    for number, each in enumerate(found):
        place = (each.block, each.start)
        if place not in taken and (place not in best or chances[number] > chances[best[place]]):
            best[place] = number
    return sorted(best.values())
