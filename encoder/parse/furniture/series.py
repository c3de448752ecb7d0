"""Numbers that go up from line to line, as those of pages do: alone on a line, or at an edge of one.

5504    Deutscher Bundestag – 17. Wahlperiode        the number stands left and right in turn
Deutscher Bundestag – 17. Wahlperiode    5505
26⏎ … ⏎27Signal copy                                 alone, and glued to a stamp
ii⏎ … ⏎iii                                           Roman
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from encoder.lexicon import joined

_ALONE = re.compile(r"\W*(?P<number>\d{1,5}|[ivxlc]{1,7})\W*", re.IGNORECASE)
_FIRST = re.compile(r"[^\w\n]{0,3}(?P<number>\d{1,5})(?![\d.,:;)\]°%/'’\-–]|\s?[.)])")
_LAST = re.compile(r"(?<![\d.,:/$£€§#\-–])(?P<number>\d{1,5})[^\w\n.,:;?!)]{0,3}$")
"""A number at the start is not a page number if it counts an item (`1.`, `2)`) or begins a time or a date."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONGEST = 140
"""Maximum length of a running head with its number, in code points."""
_AWAY = 40
"""How many earlier numbers are searched for the one before."""
_STEP = 2
"""Of pages that are printed on one side, each second number stands there."""


class Series(NamedTuple):
    """Numbers that go up by one or two, in the order of the record."""

    size: int = 0
    first: int = 0
    """Which line the first stands on."""
    step: float = 0.0
    """How far apart they stand on the average, in code points."""


NO_SERIES = Series()


class _Number(NamedTuple):
    line: int
    value: int
    place: int
    alone: bool


def roman(text: str) -> int:
    """The value of a Roman number in small or capital letters; 0 if it is not written as one."""
    total = before = 0
    for letter in reversed(text.casefold()):
        value = _ROMAN.get(letter, 0)
        total += value if value >= before else -value
        before = max(before, value)
    return total if text and _written(total) == text.casefold() else 0


def _written(number: int) -> str:
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    parts = []
    for value, sign in signs:
        parts.append(sign * (number // value))
        number %= value
    return "".join(parts)


def find(lines: Sequence[tuple[int, str]]) -> dict[int, Series]:
    """The longest series that each line is one of; ``lines`` are offsets and texts."""
    numbers = [number for at, (place, text) in enumerate(lines) for number in _numbers(at, place, text)]
    latest: dict[tuple[int, bool], int] = {}
    members: list[list[_Number]] = []
    every: list[list[_Number]] = []
    for index, each in enumerate(numbers):
        earlier = next((at for at in _earlier(each, latest, index) if each.line - numbers[at].line > 1), None)
        if earlier is None:
            every.append([])
        series = every[-1] if earlier is None else members[earlier]
        series.append(each)
        members.append(series)
        latest[each.value, each.alone] = index
    found: dict[int, Series] = {}
    for series in every:
        step = (series[-1].place - series[0].place) / max(1, len(series) - 1)
        made = Series(len(series), series[0].line, step)
        for each in series if made.size > 1 else ():
            if made.size > found.get(each.line, NO_SERIES).size:
                found[each.line] = made
    return found


def _numbers(at: int, place: int, text: str) -> list[_Number]:
    if len(text) > _LONGEST:
        return []
    if alone := _ALONE.fullmatch(text):
        written = alone["number"]
        value = int(written) if written.isdecimal() else roman(written)
        return [_Number(at, value, place, alone=True)] if value else []
    return [_Number(at, value, place, alone=False) for value in at_edges(text) if value is not None]


def at_edges(text: str) -> tuple[int | None, int | None]:
    """The numbers at the start and at the end of a line; where words have no blanks between them, none is one."""
    first, last = _FIRST.match(text), _LAST.search(text)
    if first and joined(text[first.end("number") :][:1]):
        first = None
    if last and joined(text[: last.start("number")][-1:]):
        last = None
    return first and int(first["number"]), last and int(last["number"])


def _earlier(each: _Number, latest: dict[tuple[int, bool], int], index: int) -> list[int]:
    """The last numbers that this may follow, the nearest value first; what stands alone follows its like first."""
    wanted = [(each.value - step, alone) for step in range(1, _STEP + 1) for alone in (each.alone, not each.alone)]
    return [latest[key] for key in wanted if key in latest and index - latest[key] <= _AWAY]
