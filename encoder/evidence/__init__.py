"""Decisions from evidence: a question, its features, their weights, and the doubt that is left.

A `Feature` asks one thing of a candidate and has the words in which an editor reads the answer. `Weights` are a small
table under version control, made by `tools/learn.py` from records that were read by people. `odds` adds them up, and
`reasons` says which moved the answer most. A question with several answers has a `Choice`, a column an answer.
"""

from __future__ import annotations

from encoder.evidence.features import Feature, Question
from encoder.evidence.weights import Weights

__all__ = ["Feature", "Question", "Weights"]
