"""Tables of a project's own, from the decisions beside its records.

Whether they are better is measured on records that the tables of that measurement were not made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from encoder.evidence.weights import FOLDER
from encoder.learning.adapt import Columns, Example, adapted, likeliest
from encoder.learning.subjects import SUBJECTS, Subject, examples
from encoder.parse import Inputs, drafted

TRUST = 0.1
"""How far a weight may move from one group of records to another, as a variance; chosen by `tools/teach.py`."""
_UNTIL = "headings"

Taught = Mapping[str, Sequence[Example]]
"""The examples of a record by the name of their subject."""


class Score(NamedTuple):
    """How many of an editor's decisions a table would have made, in records that it was not made from."""

    decided: int = 0
    general: int = 0
    """By the general tables."""
    own: int = 0
    """By those made of the other records."""


class Learned(NamedTuple):
    """The tables of a project by the names of their files, and what they were made of."""

    tables: dict[str, str]
    decisions: dict[str, int]
    """How many decisions taught each subject."""
    records: int
    """How many records have decisions."""
    score: Score


def taught(given: Inputs) -> Taught:
    """The examples of a record; nothing if an editor has decided nothing in it that weights could explain."""
    return examples(drafted(given, _UNTIL))


def learn(records: Iterable[Taught], trust: float = TRUST) -> Learned:
    """The tables that a project's records teach; those that nothing is decided for are the general ones."""
    told = [each for each in records if each]
    tables = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.tsv"))}
    decisions = {}
    score = Score()
    for subject in SUBJECTS:
        of_records = [each.get(subject.name, ()) for each in told]
        number = sum(each.is_decided for some in of_records for each in some)
        if not number:
            continue
        decisions[subject.name] = number
        head = f"# {{}}: the general weights, moved by {number} decisions about {subject.name} in {len(told)} records\n"
        for name, lines in subject.tables(_adapted(subject, of_records, trust)).items():
            tables[name] = head.format(name.removesuffix(".tsv")) + lines + "\n"
        score = _sum(score, _score(subject, of_records, trust))
    return Learned(tables, decisions, len(told), score)


def _adapted(subject: Subject, of_records: Iterable[Sequence[Example]], trust: float) -> Columns:
    return adapted(subject.columns(), [each for some in of_records for each in some], trust)


def _score(subject: Subject, of_records: Sequence[Sequence[Example]], trust: float) -> Score:
    """The decisions of each record, made by the tables of the others."""
    score = Score()
    general = subject.columns()
    for at, some in enumerate(of_records):
        decided = [each for each in some if each.is_decided]
        others = [*of_records[:at], *of_records[at + 1 :]]
        if not decided or not any(each.is_decided for other in others for each in other):
            continue
        own = _adapted(subject, others, trust)
        right = [sum(likeliest(by, each.values) == each.answer for each in decided) for by in (general, own)]
        score = _sum(score, Score(len(decided), *right))
    return score


def _sum(one: Score, other: Score) -> Score:
    return Score(*map(sum, zip(one, other, strict=True)))
