"""Weights: a table a question, a line a feature, plain text under version control; nobody edits one by hand.

    # turn-label: learned from 33 archives by tools/learn.py
    bias            -4.210
    comes-back       1.327
    log-count        0.802

A feature that a table lacks weighs nothing, so that a table learned before it was added stays usable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, isfinite
from pathlib import Path
from typing import TypeVar

from encoder.evidence.features import Question
from encoder.values.errors import EncoderError

_C = TypeVar("_C")
_F = TypeVar("_F", bound=Callable[..., object])
FOLDER = Path(__file__).with_name("tables")
BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a question's features, in their order, and the bias."""

    bias: float
    by_feature: tuple[float, ...]

    def odds(self, values: Sequence[float]) -> float:
        """The logarithm of the odds that the answer is yes."""
        return self.bias + sum(map(float.__mul__, self.by_feature, values))

    def reasons(self, question: Question[_C], values: Sequence[float], most: int = 3) -> tuple[str, ...]:
        """The phrases of the features that spoke most for the answer, the strongest first."""
        moved = sorted(
            (
                (weight * value, feature)
                for weight, value, feature in zip(self.by_feature, values, question.features, strict=True)
            ),
            key=lambda each: -each[0],
        )
        return tuple(feature.phrase for weight, feature in moved[:most] if weight > 0 and feature.phrase)


def probability(odds: float) -> float:
    """What a logarithm of odds means, 0 to 1."""
    return 1 / (1 + exp(-max(-40.0, min(40.0, odds))))


def load(question: Question[_C], folder: Path | None = None) -> Weights:
    """The weights of a question from its table. Raises `EncoderError` if the table is missing or a line is invalid."""
    table = read((folder or FOLDER) / f"{question.name}.tsv")
    return Weights(table.get(BIAS, 0.0), tuple(table.get(feature.name, 0.0) for feature in question.features))


_FORGET: list[Callable[[], None]] = []


def remembered(function: _F) -> _F:
    """Remember what a function of a folder of tables has read, until `forget`."""
    made = cache(function)
    _FORGET.append(made.cache_clear)
    return made  # type: ignore[return-value]


def forget() -> None:
    """Read all tables again when they are needed: they may have changed."""
    for each in _FORGET:
        each()


@remembered
def read(path: Path) -> Mapping[str, float]:
    """The lines of a table: the name of a feature and its weight."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise EncoderError(f"cannot be read: {error.strerror}", path) from None
    except UnicodeDecodeError:
        raise EncoderError("is not UTF-8; a table of weights is plain text", path) from None
    found: dict[str, float] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, weight = line.partition("\t")
        try:
            found[name.strip()] = float(weight)
            sound = isfinite(found[name.strip()])
        except ValueError:
            sound = False
        if not sound:
            raise EncoderError("a line has a feature, a tab and its weight", path, number) from None
    return found
