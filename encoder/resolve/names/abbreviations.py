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
from encoder.values.profile import Profile
from encoder.values.record.blocks import Sp

_LETTERS, _MISSING = 3, 2
"""An abbreviation has so many letters at least, and lacks so many."""
_LONG, _SHORT, _OFTENER = 6, 5, 4
"""A spelling of `_SHORT` letters or more is a slip of a name of `_LONG` letters or more that is so much commoner."""
_PART, _MANY = 4, 3
"""In a bad scan one letter in `_PART` may differ; a scan is bad if it has `_MANY` misprinted labels."""


def _distance(one: str, other: str) -> int:
    """How many letters must be changed, put in or taken out to make one word of another (Levenshtein)."""
    above = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for column, each in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != each)))
        above = row
    return above[-1]


# Shaun Apps (SA) · Chairman（主）· not “Anna Weber (SPD)”, if nobody is called SPD
_EXPLAINS = re.compile(r"(?P<name>[^()（）]{3,}?)\s*[(（](?P<short>[^()（）]{1,5})[)）]")


def _explained(labels: Collection[str]) -> dict[str, str]:
    """The labels that another one gives in parentheses behind its name."""
    found = {
        each["short"].strip(): each["name"].strip() for label in labels if (each := _EXPLAINS.fullmatch(label.strip()))
    }
    return {label: name for label in labels if (name := found.get(label.strip(" .:：")))}


def _parted(label: str, profile: Profile) -> tuple[str, ...]:
    """The form of address and the words of a name; the last, if it is a title, is a name all the same."""
    address, own = names.address(label, profile)
    return (*address, *own) or ("",)


def slips(
    turns: Iterable[Sp], profile: Profile, listed: Collection[tuple[str, ...]] = ()
) -> dict[tuple[str, ...], str]:
    """The labels that are misprints of one much commoner label, by their compared words, and that label as printed.

    One letter may differ. More may differ if the record has many such labels, as a bad scan does: `Mr. Wobster` and
    `Mr. Webstor` beside `Mr. Webster`. Only the name counts, not the form of address, and the last word of a ``listed``
    name, as compared words, is no misprint.
    """
    labels = [turn.speaker.name for turn in turns]
    counts = Counter(labels)
    words = {label: names.tokens(label) for label in counts}
    answers = {frozenset(pair) for pair in pairwise(labels)}
    frequent = [label for label in counts if counts[label] >= _OFTENER]
    parted = {label: _parted(label, profile) for label in counts}
    known = {each[-1] for each in listed if each}
    near: dict[str, tuple[str, int]] = {}
    for label, count in counts.items():
        *others, last = parted[label]
        most = max(1, len(last) // _PART)
        if len(last) < _SHORT or last in known:
            continue
        size = len(last) // (most + 1)  # if at most so many letters differ, one piece is intact
        pieces = [last[at * size : (at + 1) * size] for at in range(most + 1)]
        usual = [
            (other, far)
            for other in frequent
            if counts[other] >= _OFTENER * count
            and parted[other][:-1] == tuple(others)
            and len(parted[other][-1]) >= _LONG
            and abs(len(parted[other][-1]) - len(last)) <= most
            and any(piece in parted[other][-1] for piece in pieces)
            and 0 < (far := _distance(last, parted[other][-1])) <= most
        ]
        if len(usual) == 1 and frozenset((label, usual[0][0])) not in answers:
            near[label] = usual[0]
    is_damaged = len(near) >= _MANY
    return {words[label]: other for label, (other, far) in near.items() if far == 1 or is_damaged}


def abbreviations(turns: Iterable[Sp]) -> dict[tuple[str, ...], str]:
    """The labels that abbreviate one other, by their compared words, and the other as printed."""
    labels = [turn.speaker.name for turn in turns]
    words = {label: names.tokens(label) for label in dict.fromkeys(labels)}
    answers = {frozenset(pair) for pair in pairwise(labels)}
    found = {words[short]: name for short, name in _explained(words).items()}
    single = {label: own[0] for label, own in words.items() if len(own) == 1}
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
