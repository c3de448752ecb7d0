"""Which name was meant, and which names are like it.

<pesrName>      persName: two letters are swapped
<foo>           none: suggestions that are far off mislead
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from encoder.relaxng.algebra.names import split

_LETTERS = 4
"""One letter in this many may differ for a name to be suggested; in a shorter name, one."""


def likest(names: Iterable[str], to: str) -> list[str]:
    """Names in the order of their likeness to what was found."""
    return sorted(names, key=lambda name: -_likeness(split(name)[1], split(to)[1]))


def meant(written: str, names: Iterable[str]) -> str | None:
    """The one name of a namespace that was probably meant: a letter or two are wrong; None where two are as near."""
    namespace, own = split(written)
    found: dict[int, set[str]] = {}
    for name in names:
        other_namespace, wanted = split(name)
        most = max(1, min(len(own), len(wanted)) // _LETTERS)
        if namespace == other_namespace and abs(len(own) - len(wanted)) <= most:
            distance = _distance(own.casefold(), wanted.casefold())
            if distance <= most and distance < max(len(own), len(wanted)):
                found.setdefault(distance, set()).add(name)
    nearest = found[min(found)] if found else set()
    return nearest.pop() if len(nearest) == 1 else None


def _distance(one: str, other: str) -> int:
    """How many letters are to be put in, taken out, changed or swapped (Damerau, restricted)."""
    last: list[int] = []
    before: list[int] = []
    row = [*range(len(other) + 1)]
    for at, sign in enumerate(one, 1):
        last, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (sign != wanted))
            if at > 1 and to > 1 and sign == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
    return int(row[-1])


@lru_cache(maxsize=1 << 16)
def _likeness(one: str, other: str) -> float:
    """From 0 to 1; names that share too few letters are not compared closely."""
    from difflib import SequenceMatcher  # only a document with errors needs it

    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.quick_ratio() > 0.5 else 0.0
