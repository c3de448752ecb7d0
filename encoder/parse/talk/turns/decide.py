"""Where speeches begin, decided from evidence in three passes.

The first pass asks of each label as a whole whether it is a speaker's, the second of each place, knowing the first's
answers for its neighbours and for the whole form; the third asks again, knowing the second's. Labels take turns, and
one form explains a record: what is weak alone is strong together (Guidelines 7.2.2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from pathlib import Path
from typing import NamedTuple

from encoder.evidence.weights import Weights, load, probability
from encoder.parse.layout.blocks import Block
from encoder.parse.talk.turns import candidates as generator
from encoder.parse.talk.turns import pairs
from encoder.parse.talk.turns.candidates import Candidate, Form
from encoder.parse.talk.turns.choice import best_left, choose
from encoder.parse.talk.turns.evidence import is_whole, observed
from encoder.parse.talk.turns.features import AGAIN, LABEL, PLACE
from encoder.parse.talk.turns.label_shape import in_bracket
from encoder.parse.talk.turns.labels import Label, Record
from encoder.parse.talk.turns.surroundings import label_values, of_labels, placed
from encoder.values.doubt import LIKELY, OPEN
from encoder.values.source import Span

_NOBODY = ("title", "subject", "date", "place", "number", "secrecy")
"""Fields that no speaker has for a name."""
_SHARPER, _LIKELIER, _SURE = 2.0, 0.8, 0.985
"""Factor and summand of the logarithm of odds where a place was taken, and the greatest probability that they give.

The weights were learned from records without speeches too. In records in which people surely speak, the probabilities
were too low: of places with 70 to 80 %, 98 % were speeches, in archives left out (`tools/calibration.py`).
"""
_FIELD, _MOSTLY = 0.3, 0.5
"""No field is a likelier speaker, if at most of its places no sentence follows."""


IsSpeaker = Callable[[int, str], bool | None]
"""What an editor has decided of a label at an offset of the source; None: nothing."""


class Turn(NamedTuple):
    """A speech begins here: the candidate, and how probable that is."""

    candidate: Candidate
    chance: float
    label: Label
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Turns:
    """The turns of a record by the number of the block they begin in, and the candidates that were not taken."""

    by_block: dict[int, tuple[Turn, ...]]
    left: tuple[Turn, ...] = ()
    """Candidates that could be turns all the same, one a place."""

    @cached_property
    def first(self) -> int | None:
        """The number of the first block that a turn begins in."""
        return min(self.by_block, default=None)

    def moved(self, numbers: Sequence[int]) -> Turns:
        """The same in another numbering of the blocks: that of a block is the number at its place."""

        def at(turn: Turn) -> Turn:
            return turn._replace(candidate=turn.candidate._replace(block=numbers[turn.candidate.block]))

        by_block = {numbers[block]: tuple(map(at, turns)) for block, turns in self.by_block.items()}
        return Turns(by_block, tuple(map(at, self.left)))

    def stands_alone(self, block: int, blocks: Sequence[Block]) -> bool:
        """Whether a label ends a block, so that the next one has its words."""
        turns = self.by_block.get(block, ())
        return bool(turns) and turns[-1].candidate.end >= len(blocks[block].text)

    @property
    def every(self) -> list[Turn]:
        """All turns in order."""
        return [turn for _, turns in sorted(self.by_block.items()) for turn in turns]


class Model(NamedTuple):
    """The weights of the three passes."""

    label: Weights
    place: Weights
    again: Weights


def model(folder: Path | None = None) -> Model:
    """The weights in a folder of tables; without one the general ones."""
    return Model(load(LABEL, folder), load(PLACE, folder), load(AGAIN, folder))


class Asked(NamedTuple):
    """What is known when it is asked where speeches begin in the blocks of a source's text."""

    blocks: Sequence[Block]
    text: str
    known: Sequence[tuple[str, ...]]
    """Names that the record gives elsewhere, as compared words."""
    weights: Model
    bold: Callable[[int, int], bool]
    may_speak: Callable[[str], bool]
    """False for labels that the archive knows to be nobody."""
    is_speaker: IsSpeaker
    separators: Sequence[str] = ()
    """Patterns of what ends a label."""
    labels: Sequence[Span] = ()
    """Those that the file itself says are speakers'; if there are any, only an editor can decide on another."""


def decide(asked: Asked) -> Turns:
    """The turns in the blocks."""
    blocks, weights = asked.blocks, asked.weights
    said = frozenset(generator.told(blocks, asked.labels))
    found = _candidates(asked, said)
    record = observed(blocks, found, asked.known, asked.bold)
    if not found:
        return Turns({})
    third = _third(record, asked)
    chances = _chances(record, third, asked)
    decided = _decided(found, blocks, said, asked.is_speaker)
    _apply(decided, found, chances)
    chosen = choose(record, chances)
    if any(LIKELY <= chances[number] < 1 for number in chosen):  # else it is doubtful whether anybody speaks
        for number in chosen:
            chances[number] = _when_taken(chances[number])
    taken = {(found[number].block, found[number].start) for number in chosen}
    left = [number for number in best_left(found, chances, taken) if chances[number] >= OPEN and number not in decided]
    doubtful = [number for number in (*chosen, *left) if chances[number] < LIKELY]
    reasons = {
        number: weights.again.reasons(AGAIN, AGAIN.values(each))
        for number, each in zip(doubtful, placed(record, blocks, third, doubtful), strict=True)
    }

    def turn(number: int) -> Turn:
        return Turn(found[number], chances[number], record.labels[record.label_of[number]], reasons.get(number, ()))

    by_block: dict[int, list[Turn]] = defaultdict(list)
    for number in chosen:
        by_block[found[number].block].append(turn(number))
    return Turns({block: tuple(turns) for block, turns in by_block.items()}, tuple(map(turn, left)))


class Seen(NamedTuple):
    """A candidate as the third pass sees it: what an editor's answer teaches."""

    candidate: Candidate
    label: Label
    values: list[float]


def seen(asked: Asked) -> list[Seen]:
    """All candidates with the values of the features of `AGAIN`; of a file that marks its labels, none."""
    if asked.labels:
        return []
    found = _candidates(asked, frozenset())
    record = observed(asked.blocks, found, asked.known, asked.bold)
    if not found:
        return []
    return [
        Seen(each, record.labels[label], AGAIN.values(place))
        for each, label, place in zip(
            found, record.label_of, placed(record, asked.blocks, _third(record, asked)), strict=True
        )
    ]


def _candidates(asked: Asked, told: frozenset[Candidate]) -> list[Candidate]:
    """The places to judge. If the file marks its labels, only those and the ones an editor decided."""
    blocks = asked.blocks
    found = [
        each for each in generator.find(blocks, asked.text, asked.separators)
        if asked.may_speak(each.name) and not in_bracket(blocks[each.block].text.text, each.start)
    ]  # fmt: skip
    if told:
        found = [each for each in found if asked.is_speaker(_offset(each, blocks), each.name) is not None]
        found = sorted({*found, *told}, key=lambda each: (each.block, each.start, each.end))
    return found


def _third(record: Record, asked: Asked) -> list[float]:
    """What the third pass knows of each label: the odds that the second gives to its places."""
    first = [asked.weights.label.odds(values) for values in label_values(record)]
    second = [asked.weights.place.odds(PLACE.values(each)) for each in placed(record, asked.blocks, first)]
    return of_labels(record, second)


def _chances(record: Record, third: Sequence[float], asked: Asked) -> list[float]:
    """What the third pass thinks of each place, as probability."""
    again = asked.weights.again
    chances = [probability(again.odds(AGAIN.values(each))) for each in placed(record, asked.blocks, third)]
    for label in (each for each in record.labels if _states(each)):
        for number in label.places:
            chances[number] = min(chances[number], _FIELD)
    for form in _of_reports(record, chances):
        for label in (each for each in record.labels if each.form is form):
            for number in label.places:
                chances[number] = min(chances[number], _FIELD)
    return pairs.together(record, chances)


def _when_taken(chance: float) -> float:
    """The probability of a place that was taken, in a record of which it is known that people speak."""
    if chance >= _SURE:
        return chance
    return min(_SURE, probability(_SHARPER * log(chance / (1 - chance)) + _LIKELIER))


def _states(label: Label) -> bool:
    """Whether a label is the name of a field and states something: `DATE: 7 May 1994`, once for each interview.

    `Title` and `Date` never speak; `Interviewer` does, unless a name follows each time.
    """
    if len(label.key) < 2 or not is_whole("fields", label.name):
        return False
    return label.share(label.brief) > _MOSTLY or any(is_whole("fields", label.name, each) for each in _NOBODY)


def _of_reports(record: Record, chances: Sequence[float]) -> Iterator[Form]:
    """The forms of labels that stand above reports of what was said: `Mr. Rusk⏎Mr. Rusk said that …`."""
    expected: dict[Form, float] = defaultdict(float)
    echoed: dict[Form, float] = defaultdict(float)
    for label in record.labels:
        here = sum(chances[number] for number in label.places)
        expected[label.form] += here
        echoed[label.form] += here * label.share(label.echoes)
    yield from (form for form, number in expected.items() if echoed[form] > _MOSTLY * number)


def _decided(
    found: Sequence[Candidate], blocks: Sequence[Block], told: frozenset[Candidate], is_speaker: IsSpeaker
) -> dict[int, bool]:
    """The candidates that are certain, by number: an editor decided them, or the file marks them."""
    by_editor = {
        number: said
        for number, each in enumerate(found)
        if (said := is_speaker(_offset(each, blocks), each.name)) is not None
    }
    return {number: True for number, each in enumerate(found) if each in told} | by_editor


def _offset(candidate: Candidate, blocks: Sequence[Block]) -> int:
    """Where a label begins in the source."""
    return blocks[candidate.block].text.offset(candidate.start)


def _apply(decided: dict[int, bool], found: Sequence[Candidate], chances: list[float]) -> None:
    """Put an editor's decisions into the probabilities; what overlaps a decided label is no label."""
    for number, said in decided.items():
        chances[number] = float(said)
    spoken = [found[number] for number, said in decided.items() if said]
    blocks = {each.block for each in spoken}
    for number, each in enumerate(found):
        if (
            each.block in blocks
            and not decided.get(number)
            and any(each.block == own.block and each.start < own.end and own.start < each.end for own in spoken)
        ):
            chances[number] = 0.0
