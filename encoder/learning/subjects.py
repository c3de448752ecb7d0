"""What decisions teach: each question with its tables of weights, and the examples of a record.

    [[label]] quote = "The Question is:" speaker = false      the values of that label's places, and: no speaker
    [[block]] quote = "He left the room." kind = "action"     the values of that paragraph, and: an action
    [[bracket]] quote = "[Triangle Hill]" kind = "gloss"      the values of that bracket, and: a gloss

What an editor left as the program had it, in a record in which they decided something, counts too, but less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from encoder.evidence import Question
from encoder.evidence.choices import load_choice
from encoder.evidence.weights import BIAS, load
from encoder.learning.adapt import Columns, Example
from encoder.parse.brackets.evidence import KIND
from encoder.parse.brackets.inline import bracket_at
from encoder.parse.brackets.kinds import kind_of
from encoder.parse.brackets.pairs import pairs
from encoder.parse.draft import Draft
from encoder.parse.furniture.decide import FURNITURE_SAYS, decided_lines
from encoder.parse.furniture.evidence import FURNITURE
from encoder.parse.steps import speeches
from encoder.parse.talk.extent.block_kinds import LEARNED, QUESTIONS, Kind
from encoder.parse.talk.extent.headings import HEADING
from encoder.parse.talk.turns import decide as turns
from encoder.parse.talk.turns.features import AGAIN

_LEFT = 0.5
"""What an answer counts that an editor left as it was."""


class Subject(NamedTuple):
    """A question, or several that exclude each other, and where its examples are found."""

    name: str
    """What its decisions are called: `labels`."""
    questions: tuple[Question[Any], ...]
    examples: Callable[[Draft], Iterator[Example]]
    """Of the draft of a record that has decisions."""
    is_choice: bool = False
    """Whether one table has a column for each answer."""

    def columns(self, folder: Path | None = None) -> Columns:
        """The weights in the tables of a folder, or the general ones."""
        if self.is_choice:
            choice = load_choice(self.questions[0], folder)
            return tuple((bias, *own) for bias, own in zip(choice.bias, choice.weights, strict=True))
        tables = [load(question, folder) for question in self.questions]
        columns = tuple((table.bias, *table.by_feature) for table in tables)
        return columns if len(columns) > 1 else (*columns, ())

    def tables(self, columns: Columns) -> Mapping[str, str]:
        """The lines of the tables with these weights, by the names of their files."""
        if self.is_choice:
            question = self.questions[0]
            names = (BIAS, *(feature.name for feature in question.features))
            rows = zip(names, *columns, strict=True)
            head = "\t".join(("feature", *load_choice(question).answers))
            return {f"{question.name}.tsv": "\n".join((head, *("\t".join(map(_printed, row)) for row in rows)))}
        return {
            f"{question.name}.tsv": "\n".join(
                f"{name}\t{_printed(weight)}"
                for name, weight in zip((BIAS, *(each.name for each in question.features)), column, strict=True)
            )
            for question, column in zip(self.questions, columns, strict=False)
        }


def _printed(cell: str | float) -> str:
    return cell if isinstance(cell, str) else f"{cell:.3f}"


def _labels(draft: Draft) -> Iterator[Example]:
    """Each place of a label: a speech begins there, or none does."""
    spoken, asked = speeches.turns_asked(draft)
    found = turns.seen(asked)
    taken = {(turn.candidate.block, turn.candidate.start, turn.candidate.end) for turn in draft.turns.every}
    for each in found:
        candidate = each.candidate
        place = (spoken[candidate.block], candidate.start, candidate.end)
        offset = draft.body[place[0]].text.offset(candidate.start)
        said = draft.context.decided.is_speaker(offset, candidate.name)
        answer = place in taken if said is None else said
        weight = (1.0 if said is not None else _LEFT) / each.label.count**0.5
        yield Example(tuple(each.values), int(not answer), weight, said is not None)


def _paragraphs(draft: Draft) -> Iterator[Example]:
    """Each paragraph of the talk that no speech begins in: words, an action, a heading, or apart from the talk."""
    for at, paragraph in speeches.between(draft).items():
        read = draft.kinds.get(draft.body[at].text.offset(0))
        kind, is_decided = (read.kind, read.is_decided) if read else (Kind.WORDS, False)
        if kind in LEARNED:
            values = tuple(QUESTIONS[kind].values(paragraph))
            yield Example(values, LEARNED.index(kind), 1.0 if is_decided else _LEFT, is_decided)


def _headings(draft: Draft) -> Iterator[Example]:
    """Each block outside the talk: a heading, or not."""
    for at, paragraph in speeches.outside(draft).items():
        read = draft.headings[at]
        values = tuple(HEADING.values(paragraph))
        is_heading = read.kind is Kind.HEADING
        yield Example(values, int(not is_heading), 1.0 if read.is_decided else _LEFT, read.is_decided)


def _lines(draft: Draft) -> Iterator[Example]:
    """The lines of which an editor has said whether they are furniture."""
    for line, said in decided_lines(draft.given.source, draft.start, draft.context.decided):
        if said in (FURNITURE_SAYS, Kind.WORDS.value):
            yield Example(tuple(FURNITURE.values(line)), int(said != FURNITURE_SAYS))


def _brackets(draft: Draft) -> Iterator[Example]:
    """The brackets of which an editor has said what they are."""
    answers = load_choice(KIND).answers
    for block in draft.body:
        for pair in pairs(block.text) if "[" in block.text.text else ():
            bracket = bracket_at(block, pair, draft.context)
            said = draft.context.decided.at.get(("bracket", bracket.span.start))
            fitting = [answer for answer in answers if said and kind_of(answer, bracket) == said.says]
            if said and fitting:
                answer = said.says if said.says in fitting else fitting[0]
                yield Example(tuple(KIND.values(bracket)), answers.index(answer))


SUBJECTS = (
    Subject("labels", (AGAIN,), _labels),
    Subject("paragraphs", tuple(QUESTIONS.values()), _paragraphs),
    Subject("headings", (HEADING,), _headings),
    Subject("lines", (FURNITURE,), _lines),
    Subject("brackets", (KIND,), _brackets, is_choice=True),
)


def examples(draft: Draft) -> dict[str, list[Example]]:
    """The examples of a record by the name of their subject; none if an editor has decided nothing in it."""
    found = {subject.name: list(subject.examples(draft)) for subject in SUBJECTS}
    counts = Counter(each.is_decided for some in found.values() for each in some)
    return found if counts[True] else {}
