"""Each place and each label as a pass sees it: with what the pass before thinks of it and of its neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log

from encoder.evidence.weights import probability
from encoder.lexicon.signs import COMPOUND
from encoder.parse.layout.blocks import Block
from encoder.parse.talk.turns.candidates import At, Candidate, Form
from encoder.parse.talk.turns.features import LABEL, Asked, Placed
from encoder.parse.talk.turns.labels import Record
from encoder.parse.talk.turns.likeness import Likeness, likeness

_LOOKED_BACK, _SHORTEST = 300, 3
"""How far before a label its name is searched for, in code points, and the minimum letters of such a name."""
_MOST = 8.0
"""No pass is surer of a label than this, as a logarithm of odds."""


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
            called=_is_called(each, blocks),
            alike=alike,
            kin=max((probability(self._odds[other]) for other in label.kin), default=0.0),
        )  # fmt: skip


def _is_called(candidate: Candidate, blocks: Sequence[Block]) -> bool:
    """Whether the last word of a name stands in the words before its label: `I call on Mr. Clegg.⏎Nick Clegg:`."""
    last = (COMPOUND.findall(candidate.name) or ("",))[-1]
    if len(last) < _SHORTEST or not last[0].isupper():
        return False
    before = blocks[candidate.block].text.text[max(0, candidate.start - _LOOKED_BACK) : candidate.start]
    if candidate.block and len(before) < _LOOKED_BACK:
        before = blocks[candidate.block - 1].text.text[len(before) - _LOOKED_BACK :] + before
    return last.casefold() in map(str.casefold, COMPOUND.findall(before))


def _kind(candidate: Candidate) -> tuple[Form, bool]:
    return candidate.form, candidate.at is At.SENTENCE
