"""Fifteen records beside what people read in them: what works keeps working, also in a fresh clone.

The minimum figures are slightly below what was measured. If a change raises a figure, raise its minimum here.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import encoder
from encoder.check import fidelity
from encoder.values.diagnostics import Severity
from tests.accuracy import SAMPLES, compared

LEAST = {"turns": 0.94, "mouth": 0.95, "quiet": 0.9, "list": 0.5, "heads": 0.6, "stage": 0.35, "notes": 0.96}
MOST_WRONG = 0.01
"""The share of what is spoken that may stand in another's mouth."""


@cache
def measured() -> Counter[str]:
    return sum(map(compared, SAMPLES), Counter())


def test_there_are_fifteen() -> None:
    assert len(SAMPLES) == 15


@pytest.mark.parametrize("figure", LEAST)
def test_how_much_is_right(figure: str) -> None:
    counts = measured()
    share = counts[f"{figure}-right"] / counts[figure]
    if f"{figure}-found" in counts:  # F1: what is made and should not be is wrong too
        share = 2 * counts[f"{figure}-right"] / (counts[figure] + counts[f"{figure}-found"])
    assert share >= LEAST[figure], f"{figure}: {share:.3f}"


def test_how_much_stands_in_anothers_mouth() -> None:
    assert measured()["mouth-wrong"] <= MOST_WRONG * measured()["mouth"]


@pytest.mark.parametrize("gold", SAMPLES, ids=lambda gold: f"{gold.parent.name}-{gold.name[:3]}")
def test_each_is_valid_and_loses_nothing(gold: Path) -> None:
    edition = encoder.encode(gold.with_name(gold.name.removesuffix(".gold.json") + ".txt"))
    assert [each.message for each in encoder.validate(edition) if each.severity is Severity.ERROR] == []
    assert fidelity.account(edition).lost == 0
