"""Labels that stand for another of the same record: `Maj:` for `Major:`, `SA:` for `Shaun Apps (SA):`.

`General Marshal:` is a slip for `General Marshall:`.

A beginning of a name can be a name too (Kim and Kimura), so more than the letters must speak for it: it lacks two
letters at least, begins one other label only, and the two never answer each other. Even then it is not certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise

from encoder.lexicon import names
from encoder.values.blocks import Sp

_LETTERS, _MISSING = 3, 2
"""An abbreviation has so many letters at least, and lacks so many."""
_LONG, _OFTENER = 6, 4
"""A spelling that differs in a letter is a slip where the name has so many, and the other comes so much oftener."""


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two names differ in one letter that is other, missing or too many: a slip, if they are long."""
    if one == other or min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rest_of_other = one[shared:], other[shared:]
    return rest[1:] == rest_of_other[1:] or rest[1:] == rest_of_other or rest == rest_of_other[1:]


# Shaun Apps (SA) · Chairman（主）· not “Anna Weber (SPD)”, if nobody is called SPD
_EXPLAINS = re.compile(r"(?P<name>[^()（）]{3,}?)\s*[(（](?P<short>[^()（）]{1,5})[)）]")


def _explained(labels: Collection[str]) -> dict[str, str]:
    """The labels that another one gives in parentheses behind its name."""
    found = {
        each["short"].strip(): each["name"].strip() for label in labels if (each := _EXPLAINS.fullmatch(label.strip()))
    }
    return {label: name for label in labels if (name := found.get(label.strip(" .:：")))}


def abbreviations(turns: Iterable[Sp]) -> dict[tuple[str, ...], str]:
    """The labels that abbreviate one other or are a slip for it, by their compared words, and the other as printed."""
    labels = [turn.speaker.name for turn in turns]
    words = {label: names.tokens(label) for label in dict.fromkeys(labels)}
    answers = {frozenset(pair) for pair in pairwise(labels)}
    found = {words[short]: name for short, name in _explained(words).items()}
    single = {label: own[0] for label, own in words.items() if len(own) == 1}
    counts = Counter(labels)
    frequent = [label for label in words if counts[label] >= _OFTENER]
    for label, own in words.items():
        usual = [
            other
            for other in frequent
            if counts[other] >= _OFTENER * counts[label] and _one_letter_apart("".join(own), "".join(words[other]))
        ]
        if len(usual) == 1 and frozenset((label, usual[0])) not in answers:
            found[own] = usual[0]
    for label, word in single.items():
        if words[label] in found:
            continue
        longer = [
            other
            for other, full in single.items()
            if len(word) >= _LETTERS and len(full) >= len(word) + _MISSING and full.startswith(word)
        ]
        if len(longer) == 1 and frozenset((label, longer[0])) not in answers:
            found[(word,)] = longer[0]
    return found
