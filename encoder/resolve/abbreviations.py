"""Labels that abbreviate another label of the same record: `Maj:` and `Major:`, `Grom.:` and `Gromyko:`.

A beginning of a name can be a name too (Kim and Kimura), so more than the letters must speak for it: it lacks two
letters at least, begins one other label only, and the two never answer each other. Even then it is not certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from encoder.document import Sp
from encoder.parse import names

_LETTERS, _MISSING = 3, 2
"""An abbreviation has so many letters at least, and lacks so many."""


def abbreviations(turns: Iterable[Sp]) -> dict[tuple[str, ...], str]:
    """The labels that abbreviate one other, by their compared words, and the other as it is printed."""
    labels = [turn.speaker.name for turn in turns]
    words = {label: names.tokens(label) for label in dict.fromkeys(labels)}
    answers = {frozenset(pair) for pair in pairwise(labels)}
    found: dict[tuple[str, ...], str] = {}
    single = {label: own[0] for label, own in words.items() if len(own) == 1}
    for label, word in single.items():
        longer = [
            other
            for other, full in single.items()
            if len(word) >= _LETTERS and len(full) >= len(word) + _MISSING and full.startswith(word)
        ]
        if len(longer) == 1 and frozenset((label, longer[0])) not in answers:
            found[(word,)] = longer[0]
    return found
