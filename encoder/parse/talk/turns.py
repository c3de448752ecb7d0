"""Where speeches begin, decided from evidence in three passes.

The first pass asks of each label as a whole whether it is a speaker's, the second of each place, knowing the first's
answers for its neighbours and for the whole form; the third asks again, knowing the second's. Labels take turns, and
one form explains a record: what is weak alone is strong together (Guidelines 7.2.2).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from pathlib import Path
from typing import NamedTuple

from encoder.evidence.weights import Weights, load, probability
from encoder.parse.layout.blocks import Block
from encoder.parse.talk import candidates as generator
from encoder.parse.talk import pairs
from encoder.parse.talk.candidates import At, Candidate, Form, in_bracket
from encoder.parse.talk.likeness import Likeness, likeness
from encoder.parse.talk.turn_evidence import Label, Record, observed
from encoder.parse.talk.turn_features import AGAIN, LABEL, PLACE, Asked, Placed
from encoder.values.doubt import LIKELY, OPEN
from encoder.values.source import Span

_MOST = 8.0
"""No pass is surer of a label than this, as a logarithm of odds."""
_CHOSEN = 0.35
"""The probability from which a place is taken: the third pass is cautious, and below it more were wrong than right."""
_OFTEN, _ALONE = 0.3, 0.1
"""A longer label is the whole one where it comes so often as the shorter, or the shorter is alone so seldom."""
_A_TALK, _OF_SEVERAL = 0.8, 0.7
"""A record has speeches if one place is as probable, or one of several that are chosen."""


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


def decide(
    blocks: Sequence[Block],
    text: str,
    known: Sequence[tuple[str, ...]],
    weights: Model,
    bold: Callable[[int, int], bool],
    may_speak: Callable[[str], bool],
    is_speaker: Callable[[int, str], bool | None],
    *,
    separators: Sequence[str] = (),
    labels: Sequence[Span] = (),
) -> Turns:
    """The turns in the blocks of a source's text.

    ``known`` are names that the record gives elsewhere, as compared words. ``may_speak`` is False for labels that the
    archive knows to be nobody; ``is_speaker`` says what an editor has decided of a label at an offset of the source;
    ``separators`` are patterns of what ends a label there. ``labels`` are those that the file itself says are
    speakers'; if there are any, only an editor can decide that another is one.
    """
    found = [
        each for each in generator.find(blocks, text, separators)
        if may_speak(each.name) and not in_bracket(blocks[each.block].text.text, each.start)
    ]  # fmt: skip
    told = frozenset(generator.told(blocks, labels))
    if told:
        places = {each: blocks[each.block].text.offset(each.start) for each in found}
        found = [each for each in found if is_speaker(places[each], each.name) is not None]
        found = sorted({*found, *told}, key=lambda each: (each.block, each.start, each.end))
    record = observed(blocks, found, known, bold)
    if not found:
        return Turns({})
    odds = [weights.label.odds(values) for values in label_values(record)]
    second = [weights.place.odds(PLACE.values(each)) for each in placed(record, blocks, odds)]
    third = of_labels(record, second)
    chances = pairs.together(
        record, [probability(weights.again.odds(AGAIN.values(each))) for each in placed(record, blocks, third)]
    )
    decided = {
        number: said
        for number, each in enumerate(found)
        if (said := is_speaker(blocks[each.block].text.offset(each.start), each.name)) is not None
    }
    decided = {at: True for at, each in enumerate(found) if each in told} | decided
    _apply(decided, found, chances)
    chosen = choose(record, chances)
    taken = {(found[number].block, found[number].start) for number in chosen}
    left = [number for number in _best_left(found, chances, taken) if chances[number] >= OPEN and number not in decided]
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


def _apply(decided: dict[int, bool], found: Sequence[Candidate], chances: list[float]) -> None:
    """Put an editor's decisions into the probabilities; what overlaps a decided label is none."""
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


def choose(record: Record, chances: Sequence[float]) -> list[int]:
    """The numbers of the candidates that are taken, in order: at each place the likeliest, and none inside another."""
    best: dict[tuple[int, int], int] = {}
    for number, each in enumerate(record.candidates):
        place = (each.block, each.start)
        if chances[number] > _CHOSEN and (place not in best or chances[number] > chances[best[place]]):
            best[place] = number
    for number, each in enumerate(record.candidates):  # “Fr. v” gives way to “Fr. v. Langs”
        taken = best.get((each.block, each.start))
        if taken is not None and chances[number] > _CHOSEN and _is_whole(record, taken, number):
            best[each.block, each.start] = number
    chosen: list[int] = []
    for _, number in sorted(best.items()):
        before = record.candidates[chosen[-1]] if chosen else None
        each = record.candidates[number]
        if before is None or before.block != each.block or before.end <= each.start:
            chosen.append(number)
    sure = max((chances[number] for number in chosen), default=0.0)
    return chosen if sure >= (_OF_SEVERAL if len(chosen) > 1 else _A_TALK) else []


def _is_whole(record: Record, short: int, long: int) -> bool:
    """Whether of two cuts at one place the longer is the whole label: it comes back, or the shorter is never alone."""
    one, two = record.candidates[short], record.candidates[long]
    if one.form is not two.form or two.end <= one.end:
        return False
    shorter, longer = record.labels[record.label_of[short]], record.labels[record.label_of[long]]
    return (
        longer.count > 1
        and not longer.inner_stop
        and (longer.count >= _OFTEN * shorter.count or shorter.alone < _ALONE)
    )


def _best_left(found: Sequence[Candidate], chances: Sequence[float], taken: set[tuple[int, int]]) -> list[int]:
    best: dict[tuple[int, int], int] = {}
    for number, each in enumerate(found):
        place = (each.block, each.start)
        if place not in taken and (place not in best or chances[number] > chances[best[place]]):
            best[place] = number
    return sorted(best.values())


def label_values(record: Record) -> list[list[float]]:
    """The features of each label, for the first pass."""
    return [LABEL.values(Asked(label, record.forms[label.form, label.inside], record)) for label in record.labels]


def of_labels(record: Record, odds: Sequence[float]) -> list[float]:
    """What a pass thinks of each label, all its places together, from what it thinks of each place."""
    found = []
    for label in record.labels:
        chance = sum(probability(odds[place]) for place in label.places) / label.count
        chance = min(max(chance, 1e-4), 1 - 1e-4)
        found.append(log(chance / (1 - chance)))
    return found


def placed(
    record: Record, blocks: Sequence[Block], odds: Sequence[float], only: Sequence[int] | None = None
) -> Iterator[Placed]:
    """Each candidate, or ``only`` some, with what the pass before thinks of it and of its neighbours.

    ``odds`` are those of the pass before, a label each.
    """
    odds = [max(-_MOST, min(_MOST, each)) for each in odds]
    chances = [probability(odds[label]) for label in record.label_of]
    around = _Around(record, odds, chances)
    alike = likeness(record, blocks, chances)
    for number in range(len(record.candidates)) if only is None else only:
        label = record.label_of[number]
        yield around.placed(number, odds[label], alike[number], blocks)


class _Around:
    """What stands around each candidate, as a pass sees it."""

    def __init__(self, record: Record, odds: Sequence[float], chances: Sequence[float]) -> None:
        self._record = record
        self._odds = odds
        self._chances = chances
        total = max(1, record.blocks)
        shares: dict[tuple[Form, bool], float] = defaultdict(float)
        at_place: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, each in enumerate(record.candidates):
            shares[_kind(each)] += chances[number] / total
            at_place[each.block, each.start].append(number)
        self._shares = shares
        self._best = max(shares.values(), default=0.0)
        self._others = {form: max((s for k, s in shares.items() if k != form), default=0.0) for form in shares}
        self._at_place = at_place
        order = sorted(at_place)
        self._index = {place: at for at, place in enumerate(order)}
        self._strongest = [max(chances[n] for n in at_place[place]) for place in order]
        self._briefs = [max(self._brief(n) for n in at_place[place]) for place in order]
        self._believed = [place[0] for place, chance in zip(order, self._strongest, strict=True) if chance > 0.5]

    def _brief(self, number: int) -> float:
        label = self._record.labels[self._record.label_of[number]]
        return label.share(label.brief)

    def placed(self, number: int, odds: float, alike: Likeness, blocks: Sequence[Block]) -> Placed:
        """A candidate in its surroundings."""
        record, strongest, believed = self._record, self._strongest, self._believed
        each = record.candidates[number]
        label = record.labels[record.label_of[number]]
        at = self._index[each.block, each.start]
        text = blocks[each.block].text.text
        rest = text[each.end : each.end + 40].lstrip(" \t\"'“‘([*_…-–—")
        near = strongest[max(0, at - 5) : at] + strongest[at + 1 : at + 6]
        where, after = bisect_left(believed, each.block), bisect_right(believed, each.block)
        total = max(1, record.blocks)
        share = self._shares[_kind(each)]
        return Placed(
            each, label, record.forms[label.form, label.inside], record, odds,
            share=min(1.0, share),
            best_share=min(1.0, self._best),
            before=strongest[at - 1] if at else 0.0,
            after=strongest[at + 1] if at + 1 < len(strongest) else 0.0,
            rival=max((self._chances[n] for n in self._at_place[each.block, each.start] if n != number), default=0.0),
            lower=rest[:1].islower(),
            nothing=not rest,
            gap=each.block - (believed[where - 1] if where else 0) if believed else 0,
            until=(believed[after] if after < len(believed) else record.blocks) - each.block if believed else 0,
            near=sum(near) / max(1, len(near)),
            other_share=min(1.0, self._others[_kind(each)]),
            brief_near=sum(self._briefs[max(0, at - 3) : at] + self._briefs[at + 1 : at + 4]) / 6,
            early=float(each.block < total / 5 and where <= len(believed) / 10),
            alike=alike,
            kin=max((probability(self._odds[other]) for other in label.kin), default=0.0),
        )  # fmt: skip


def _kind(candidate: Candidate) -> tuple[Form, bool]:
    return candidate.form, candidate.at is At.SENTENCE
