"""The tables of questions with several answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import sklearn

from encoder.evidence import Question
from encoder.evidence.weights import BIAS


class Model(NamedTuple):
    """Of each answer the weights of the features and a bias."""

    answers: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray


def write(question: Question[Any], model: Model, folder: Path, houses: Sequence[str]) -> None:
    """The table: a column an answer, a line a feature."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"# {question.name}: learned by tools/learn.py with scikit-learn {sklearn.__version__} from",
        f"# {' '.join(sorted(set(houses)))}",
        "\t".join(("feature", *model.answers)),
        "\t".join((BIAS, *(f"{each:.3f}" for each in model.bias))),
        *(
            "\t".join((feature.name, *(f"{each:.3f}" for each in column)))
            for feature, column in zip(question.features, model.weights.T, strict=True)
        ),
    ]
    (folder / f"{question.name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
