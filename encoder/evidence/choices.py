"""A question with several answers, of which one is right: a table with a column an answer, a line a feature.

# bracket: learned from 25 archives by tools/learn.py
feature     gap      gloss    supplied
bias        -0.420   0.310    1.022
illegible   4.127    -0.802   -1.200
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite
from pathlib import Path
from typing import Generic, TypeVar

from encoder.evidence.features import Question
from encoder.evidence.weights import BIAS, FOLDER, remembered
from encoder.values.errors import EncoderError

_C = TypeVar("_C")


@dataclass(frozen=True, slots=True)
class Choice(Generic[_C]):
    """The answers of a question, and for each the weight of each of its features, in their order."""

    question: Question[_C]
    answers: tuple[str, ...]
    bias: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    """Of each answer the weights of the features."""

    def chances(self, values: Sequence[float]) -> dict[str, float]:
        """The probability of each answer; together they are 1."""
        told = [(at, value) for at, value in enumerate(values) if value]  # most features say nothing
        odds = [
            bias + sum(own[at] * value for at, value in told) for bias, own in zip(self.bias, self.weights, strict=True)
        ]
        most = max(odds)
        parts = [exp(own - most) for own in odds]
        total = sum(parts)
        return {answer: part / total for answer, part in zip(self.answers, parts, strict=True)}

    def reasons(self, values: Sequence[float], answer: str, other: str, most: int = 3) -> tuple[str, ...]:
        """The phrases of the features that spoke most for an answer and against another, the strongest first."""
        own, against = (self.weights[self.answers.index(each)] for each in (answer, other))
        moved = sorted(
            (
                (value * (w - o), f.phrase)
                for value, w, o, f in zip(values, own, against, self.question.features, strict=True)
            ),
            key=lambda each: -each[0],
        )
        return tuple(phrase for weight, phrase in moved[:most] if weight > 0 and phrase)


@remembered
def load_choice(question: Question[_C], folder: Path | None = None) -> Choice[_C]:
    """The weights of a question from its table. Raises `EncoderError` if the table is missing or a line is invalid."""
    path = (folder or FOLDER) / f"{question.name}.tsv"
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    except OSError as error:
        raise EncoderError(f"cannot be read: {error.strerror}", path) from None
    except UnicodeDecodeError:
        raise EncoderError("is not UTF-8; a table of weights is plain text", path) from None
    head = lines[0].split("\t") if lines else []
    rows: dict[str, tuple[float, ...]] = {}
    for number, line in enumerate(lines, 1):
        name, *cells = line.split("\t")
        if number == 1:
            continue
        try:
            rows[name] = tuple(map(float, cells))
            sound = len(cells) == len(head) - 1 and all(map(isfinite, rows[name]))
        except ValueError:
            sound = False
        if not sound:
            raise EncoderError(f"the line of {name!r} must have {len(head) - 1} numbers, one for each answer", path)
    if len(head) < 3 or BIAS not in rows:
        raise EncoderError(f"the first line must name the answers, another must be {BIAS!r}", path)
    nothing = (0.0,) * (len(head) - 1)
    columns = [rows.get(feature.name, nothing) for feature in question.features]
    return Choice(question, tuple(head[1:]), rows[BIAS], tuple(zip(*columns, strict=True)))
