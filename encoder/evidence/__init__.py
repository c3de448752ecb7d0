"""Decisions from evidence: a question, its features, their weights, and the doubt that is left.

A `Feature` asks one thing of a candidate and has the words in which an editor reads the answer. `Weights` are a small
table under version control, made by `tools/learn.py` from records that were read by people. `odds` adds them up, and
`reasons` says which moved the answer most. A question with several answers has a `Choice`, a column an answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from encoder.evidence.choices import load_choice
from encoder.evidence.features import Feature, Question
from encoder.evidence.weights import FOLDER, Weights, forget, load
from encoder.values.errors import EncoderError


def check(folder: Path) -> None:
    """Read the tables of a folder again. Raises `EncoderError` if one is missing or cannot be read."""
    forget()
    for built_in in sorted(FOLDER.glob("*.tsv")):
        if not (folder / built_in.name).is_file():
            raise EncoderError(f"lacks the table {built_in.name}; tei-encoder learn writes all of them", folder)
        question: Question[Any] = Question(built_in.stem, ())
        is_choice = "\nfeature\t" in built_in.read_text(encoding="utf-8")
        (load_choice if is_choice else load)(question, folder)


__all__ = ["Feature", "Question", "Weights", "check"]
