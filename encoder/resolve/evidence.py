"""What speaks for one of several persons whom a short label fits: weights, and the words a finding gives as reasons.

118978:  “Kim” fits four; Kim Il Sung is named in the title, was introduced by a full label before, heads a list
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from encoder.lexicon import names
from encoder.resolve.names.matching import Reasons
from encoder.values.record.blocks import Head, Sp, Speaker
from encoder.values.record.content import plain
from encoder.values.record.document import Document
from encoder.values.record.inline import extent
from encoder.values.record.persons import Person

_SEVERAL = 3
"""Full labels that come so often tell who talks most."""


def evidence(document: Document, turns: list[Sp]) -> Callable[[Person, Sp], Reasons]:
    """What speaks for a candidate, whose short label a turn is the first with: weights and words."""
    heads = [plain(block.content) for block in document.blocks if isinstance(block, Head)]
    titles = " ".join((plain(document.header.title), *heads[:1]))
    summary = document.header.summary.text if document.header.summary else ""
    leading = {group.persons[0].id for group in document.participants if group.persons}
    first: dict[str, int] = {}
    for turn in turns:
        first.setdefault(turn.speaker.name, _start(turn.speaker))

    talking = _talking(document, turns)

    def reasons(person: Person, turn: Sp) -> Reasons:
        introduced = first.get(person.name)
        before = introduced is not None and introduced < _start(turn.speaker)
        signs = (
            (person.name in titles, 4, "is named in the title"),
            (before, 2, "was introduced by a full label before"),
            (introduced is not None and not before, 1, "has a full label later"),
            (person.name in summary, 1, "is named in the summary"),
            (person.id in leading, 1, "heads a list of participants"),
            (person.id in talking, 2, "speaks most under a full label"),
            (person.interpreter, -3, "is an interpreter"),
        )
        return tuple((weight, words) for there, weight, words in signs if there)

    return reasons


def _talking(document: Document, turns: list[Sp]) -> frozenset[str]:
    """Ids of persons whose full label opens twice as many speeches as that of anybody who shares a name with them."""
    counts = Counter(turn.speaker.name for turn in turns)
    persons = [person for group in document.participants for person in group.persons]
    by_word: dict[str, list[Person]] = {}
    for person in persons:
        for word in names.tokens(person.name):
            by_word.setdefault(word, []).append(person)
    return frozenset(
        person.id
        for person in persons
        if counts[person.name] >= _SEVERAL
        and all(
            counts[person.name] >= 2 * counts[other.name]
            for word in names.tokens(person.name)
            for other in by_word[word]
            if other is not person
        )
    )


def _start(speaker: Speaker) -> int:
    span = extent(speaker.content)
    return span.start if span else 0
