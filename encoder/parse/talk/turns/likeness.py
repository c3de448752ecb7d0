"""How much a label is printed as those are that are believed to be speakers'.

`M. Haentjens. Elle n'a jamais été …` comes once in its record. But twenty other labels that are believed begin with
“M.” too, and `Dirk Niebel, Bundesminister …:⏎` ends in a colon at the end of its line as all others do. Labels that are
printed alike are of one kind. Every value is a logarithm of odds: 0 if nothing is known, above 0 if similar labels are
believed more often than all candidates of the record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from math import log
from typing import NamedTuple

from encoder.parse.layout.blocks import Block
from encoder.parse.talk.turns.candidates import At, Candidate, Form
from encoder.parse.talk.turns.labels import Label, Record

_BEHIND = re.compile(r"[^\w\s)\]）]+(?=\s*$)")
_BLANK = re.compile(r"\s*")


class Likeness(NamedTuple):
    """Evidence for a label from the labels that are printed like it, each value a logarithm of odds."""

    traits: float
    """Of its traits, each for itself."""
    sign: float
    """Of the other labels that are set off by exactly the same sign."""
    first_word: float
    """Of the others that begin with the same word and are set off in the same form."""
    make: float
    """Of the others with the same sign, capitals, form of address and parenthesis."""


def likeness(record: Record, blocks: Sequence[Block], chances: Sequence[float]) -> list[Likeness]:
    """The likeness of each candidate; ``chances`` are what is believed of them, those of a label alike."""
    signs = [sign(each, blocks[each.block]) for each in record.candidates]
    made = [(each.capitals, each.titled, each.parenthesis) for each in record.labels]
    traits = _of_traits(record, chances)
    groups: tuple[Callable[[int], Hashable], ...] = (
        lambda at: signs[at],
        lambda at: _first_word(record.candidates[at]),
        lambda at: signs[at] and (signs[at], made[record.label_of[at]]),
    )
    others = [_of_others(record, chances, group) for group in groups]
    return [Likeness(traits[record.label_of[at]], *values) for at, values in enumerate(zip(*others, strict=True))]


def sign(candidate: Candidate, block: Block) -> tuple[str, bool] | None:
    """What sets a label off from its words, with `⏎` where the line ends there, and whether that is inside a line.

    None for a gap, which is no sign: most words have one behind them.
    """
    if candidate.form is Form.GAP:
        return None
    text = block.text.text
    behind = _BEHIND.search(text[candidate.start : candidate.end])
    blank = _BLANK.match(text, candidate.end)
    words = blank.end() if blank else candidate.end
    line_ends = words >= len(text) or words in block.lines
    return (behind[0] if behind else "") + ("⏎" if line_ends else ""), candidate.at is At.SENTENCE


def _first_word(candidate: Candidate) -> tuple[str, Form] | None:
    """The first word of a label of several words, and how the label is set off."""
    words = candidate.name.split()
    return (words[0].casefold(), candidate.form) if len(words) > 1 else None


def _of_others(record: Record, chances: Sequence[float], group: Callable[[int], Hashable]) -> list[float]:
    """For each candidate what is believed of the other labels in its group, against all; 0 for the group None."""
    believed: dict[Hashable, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    weight: dict[Hashable, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    groups = [group(at) for at in range(len(record.candidates))]
    for at, (own, label) in enumerate(zip(groups, record.label_of, strict=True)):
        each = record.labels[label].count ** -0.5
        weight[own][label] += each
        believed[own][label] += each * chances[at]
    sums = {own: (sum(believed[own].values()), sum(weight[own].values())) for own in weight}
    every = (sum(each for each, _ in sums.values()) + 0.5) / (sum(each for _, each in sums.values()) + 1)
    found = []
    for own, label in zip(groups, record.label_of, strict=True):
        if own is None:
            found.append(0.0)
            continue
        one, whole = sums[own][0] - believed[own][label], sums[own][1] - weight[own][label]
        share = (one + every) / (whole + 1)  # where there is no other, they are thought to be as all are
        found.append(log(share / (1 - share)) - log(every / (1 - every)))
    return found


def _traits(label: Label) -> tuple[bool, ...]:
    """How a label is printed, yes or no."""
    return (
        label.capitals, label.titled, label.inside, 2 * label.nothing > label.count, label.parenthesis,
        len(label.words) == 1, len(label.words) > 3, "," in label.name, 2 * label.bold > label.count,
        2 * label.starts > label.count, label.name[:4].casefold() == "the ", 2 * label.glued > label.count,
    )  # fmt: skip


def _of_traits(record: Record, chances: Sequence[float]) -> list[float]:
    """For each label how much more its traits are those of speakers than those of all candidates."""
    traits = [_traits(label) for label in record.labels]
    sums = [[0.0, 0.0] for _ in traits[0]] if traits else []
    believed = whole = 0.0
    for label, own in zip(record.labels, traits, strict=True):
        weight, root = sum(chances[place] for place in label.places) / label.count**0.5, label.count**0.5
        believed, whole = believed + weight, whole + root
        for at, has in enumerate(own):
            if has:
                sums[at][0] += weight
                sums[at][1] += root
    ratios = []
    for one, every in sums:
        q = (every + 0.5) / (whole + 1)
        p = (one + q) / (believed + 1)  # where little is believed, speakers are thought to be as all candidates are
        ratios.append((log(p / q), log((1 - p) / (1 - q))))
    return [sum(ratio[0] if has else ratio[1] for has, ratio in zip(own, ratios, strict=True)) for own in traits]
