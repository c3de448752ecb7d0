"""The index of a corpus: every person and place of its records once, with every use.

A person's key is the archive's own id, or the name. If two records use the same name, that they mean one person is an
inference, and `certainty` shows it. The archive's file of people overrules it, unless the file itself doubts it.
Guidelines: 14.3.2 The Person Element.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from encoder.archives.transcript import TRANSCRIPT
from encoder.corpus.summary import Part, Summary
from encoder.lexicon.names import without_address
from encoder.values.authority import Entry


class Use(NamedTuple):
    """Where a person or place occurs: the record's summary, and the person's part in it."""

    summary: Summary
    part: Part | None = None


@dataclass(slots=True)
class Person:
    """A person of the index; ``names`` with how many records use each, the commonest first."""

    key: str
    names: Counter[str] = field(default_factory=Counter)
    identifiers: dict[str, str] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    partners: Counter[str] = field(default_factory=Counter)
    """Keys of those who speak before or after, and how often."""
    entry: Entry | None = None
    """What the archive's file of people says."""

    @property
    def name(self) -> str:
        """The archive's name, or that which most records use."""
        return self.entry.name if self.entry else self.names.most_common(1)[0][0]

    @property
    def roles(self) -> tuple[str, ...]:
        """The offices that records state."""
        return tuple(dict.fromkeys(use.part.role for use in self.uses if use.part and use.part.role))

    @property
    def records(self) -> int:
        """In how many records the person has a part."""
        return len({use.summary.file for use in self.uses})

    @property
    def speeches(self) -> int:
        """How many speeches there are, in all records."""
        return sum(len(use.part.speeches) for use in self.uses if use.part)

    @property
    def certainty(self) -> str | None:
        """`medium` where only the name says that several records mean one person; None where nothing was inferred."""
        if self.identifiers or self.records < 2 or self.is_settled:
            return None
        return (self.entry and self.entry.cert) or "medium"

    @property
    def is_settled(self) -> bool:
        """Whether the archive's file of people has a row of the person, and does not doubt it."""
        return self.entry is not None and not self.entry.cert


@dataclass(frozen=True, slots=True)
class Index:
    """The persons by key, the places by name, each in the order of the alphabet; the summaries in that of time."""

    summaries: tuple[Summary, ...]
    persons: dict[str, Person]
    places: dict[str, list[Use]]


def of(summaries: Iterable[Summary], house: Iterable[Entry] = ()) -> Index:
    """The index of records; those without a date come last. ``house`` is the archive's file of people."""
    known = {entry.id: entry for entry in house}
    ordered = tuple(sorted(summaries, key=lambda summary: (not summary.date, summary.date, summary.file)))
    persons: dict[str, Person] = {}
    places: dict[str, list[Use]] = {}
    named = {part.key for summary in ordered for part in summary.parts if part.is_person}
    for summary in ordered:
        for part in summary.parts:
            if part.key not in named:  # of a sender whom one letter only calls by name another may say who it is
                continue
            person = persons.setdefault(part.key, Person(part.key, entry=known.get(part.key)))
            person.names.update(part.names)
            person.identifiers.update(part.identifiers)
            person.uses.append(Use(summary, part))
        for later, earlier, number in summary.turns:  # of speakers, who all have a part
            persons[later].partners[earlier] += number
            persons[earlier].partners[later] += number
        for place in summary.places:
            places.setdefault(place, []).append(Use(summary))
    by_name = sorted(persons.values(), key=lambda person: (sorted_by(person.name), person.key))
    by_place = sorted(places.items(), key=lambda place: sorted_by(place[0]))
    return Index(ordered, {each.key: each for each in by_name}, dict(by_place))


def sorted_by(name: str) -> str:
    """Where a name stands in an index: forms of address, case and accents do not count."""
    own = unicodedata.normalize("NFKD", without_address(name, TRANSCRIPT))
    return "".join(letter for letter in own if not unicodedata.combining(letter)).casefold()
