"""Fifteen records beside what people read in them: what works stays so, in a fresh clone too."""

from __future__ import annotations

from collections import Counter
from functools import cache

from tests.accuracy import SAMPLES, compared


@cache
def measured() -> dict[str, Counter[str]]:
    return {f"{gold.parent.name}/{gold.name[:3]}": compared(gold) for gold in SAMPLES}


def test_there_are_fifteen() -> None:
    assert len(SAMPLES) == 15


def test_print() -> None:
    for name, counts in measured().items():
        print(name, dict(counts))
    total = sum(measured().values(), Counter())
    print(dict(total))
    assert 0
