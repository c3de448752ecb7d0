"""Weights moved towards an editor's answers, and no further than these show.

    general weights    what many archives have in common
    + a change         as small as explains the answers: each weight resists by the square of its change

This is regression with the general weights as the mean of a normal prior: a few answers move the weights a little, many
move them far, and a feature that no answer has does not move at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

_STEPS, _GAIN = 200, 1e-5
"""The most steps, and the gain of a step, as a share of the loss, below which no other follows."""
_SMALLEST = 1e-9
"""The smallest step that is tried."""


class Example(NamedTuple):
    """A candidate whose answer is known: the values of its features, and the number of the answer."""

    values: tuple[float, ...]
    answer: int
    weight: float = 1.0
    """How much it counts."""
    is_decided: bool = True
    """Whether an editor has decided it; otherwise they left it as the program had it."""


Columns = tuple[tuple[float, ...], ...]
"""The weights of a question: for each answer the bias, and those of the features.

A question of yes and no has one column for yes, and one without weights for no, which never changes.
"""


def likeliest(columns: Columns, values: Sequence[float]) -> int:
    """The number of the likeliest answer."""
    odds = [column[0] + sum(map(float.__mul__, column[1:], values)) if column else 0.0 for column in columns]
    return odds.index(max(odds))


def adapted(general: Columns, examples: Sequence[Example], trust: float) -> Columns:
    """The weights that explain the examples best for their distance from the general ones.

    ``trust`` is how far a weight is expected to move, as a variance: the more, the further weights move.
    """
    told = [_Told(example) for example in examples]
    change = [[0.0] * len(column) for column in general]
    loss, slope = _loss(general, change, told, trust)
    step = 1.0
    for _ in range(_STEPS):
        tried, new, new_slope = change, loss, slope
        while new >= loss and step > _SMALLEST:
            tried = _moved(change, slope, -step)
            new, new_slope = _loss(general, tried, told, trust)
            step = step * 2 if new < loss else step / 2
        if new >= loss:
            break
        gain, loss, change, slope = loss - new, new, tried, new_slope
        if gain < _GAIN * loss:
            break
    return tuple(map(tuple, _moved(general, change, 1.0)))


def _moved(columns: Sequence[Sequence[float]], by: Sequence[Sequence[float]], step: float) -> list[list[float]]:
    """The columns, each weight moved by a step along its slope."""
    return [[one + step * other for one, other in zip(*both, strict=True)] for both in zip(columns, by, strict=True)]


class _Told:
    """An example by the features that it has: most values are 0. The bias is a feature that each has."""

    def __init__(self, example: Example) -> None:
        self.values = ((0, 1.0), *((at, value) for at, value in enumerate(example.values, 1) if value))
        self.answer, self.weight = example.answer, example.weight


def _loss(
    general: Columns, change: Sequence[Sequence[float]], told: Sequence[_Told], trust: float
) -> tuple[float, list[list[float]]]:
    """What the examples and the change cost, a negative logarithm of their probability, and its slope."""
    weights = _moved(general, change, 1.0)
    loss = sum(by * by for column in change for by in column) / (2 * trust)
    slope = [[by / trust for by in column] for column in change]
    for each in told:
        odds = [sum(column[at] * value for at, value in each.values) if column else 0.0 for column in weights]
        most = max(odds)
        parts = [exp(own - most) for own in odds]
        total = sum(parts)
        loss -= each.weight * (odds[each.answer] - most - log(total))
        for number, column in enumerate(slope):
            by = each.weight * (parts[number] / total - (number == each.answer))
            for at, value in each.values if column else ():
                column[at] += by * value
    return loss, slope
