"""Speakers of a record that lists nobody: the labels, and its legend if it has one, are all there is.

“General Marshall” and “Marshall” become one person under the fuller name. A short label that fits several of the fuller
ones, and opens more speeches than any of them, is a name of the record too: it is entered by itself, and marked as
undecided (Guidelines 15.2.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from encoder.archives.people import KnownPeople
from encoder.lexicon import names
from encoder.lexicon.offices import name_and_office
from encoder.resolve import questions
from encoder.resolve.names.address import of_a_woman
from encoder.resolve.names.full_names import FullNames
from encoder.resolve.names.matching import People
from encoder.values.diagnostics import Report
from encoder.values.profile import Profile
from encoder.values.record.blocks import Sp
from encoder.values.record.persons import SPEAKERS, Person, PersonGroup


@dataclass(frozen=True, slots=True)
class Known:
    """What labels stand for, by their compared words: by the record's own legend, or as abbreviations of others."""

    legend: dict[tuple[str, ...], str]
    abbreviations: dict[tuple[str, ...], str]
    answering: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Whom the title names, of a label that says only that somebody answers."""

    def by_legend(self, label: str) -> str | None:
        """What the legend says of a label."""
        return self.legend.get(names.tokens(label))

    def meaning(self, label: str) -> str:
        """The name a label stands for; mostly its own."""
        words = names.tokens(label)
        return self.by_legend(label) or self.answering.get(words) or self.abbreviations.get(words, label)


def from_labels(  # noqa: PLR0917 -- what is known of a record's labels
    turns: list[Sp],
    groups: tuple[PersonGroup, ...],
    apart: frozenset[frozenset[str]],
    known: Known,
    profile: Profile,
    people: KnownPeople,
    report: Report,
    fuller: FullNames,
    nobody: Callable[[str], bool],
) -> tuple[PersonGroup, frozenset[str]]:
    """Persons as the labels or their legend name them, the fullest form of each, but for those who are listed.

    And the names of those among them that may be somebody else's short label. ``fuller`` knows the fullest name that
    the record gives; ``nobody`` says of a label that it is no person of its own: it is listed, or several at once.
    """
    counts = Counter(turn.speaker.name for turn in turns)
    listed = People(profile, (person for group in groups for person in group.persons))
    forms = list(dict.fromkeys(known.meaning(turn.speaker.name) for turn in turns))
    labels = frozenset(map(names.tokens, (*forms, *(turn.speaker.name for turn in turns))))
    found = People(profile)
    fullest: set[str] = set()
    undecided: set[str] = set()
    for name in sorted(forms, key=lambda form: -len(found.parts(form)[1])):  # in their order among equals
        same = [
            person
            for person in found.agreeing(name)
            if frozenset((name, person.name)) not in apart
            and of_a_woman(found.parts(name)[0]) == of_a_woman(found.parts(person.name)[0])
        ]
        if len(same) > 1 and not nobody(name) and counts[name] > max(counts[person.name] for person in same):
            undecided.add(name)
            same = []
        if not _joins(name, labels) and not same:
            fullest.add(name)
            found.add(Person("", name, name))
    taken = Counter((*names.RESERVED, *(person.id for group in groups for person in group.persons)))
    persons = []
    for name in forms:
        is_new = questions.is_role(name) or not listed.agreeing(name)
        if name in fullest and is_new and not nobody(name):
            own, office = name_and_office(name)
            words = found.parts(own)[1]
            is_whole = name in known.answering.values()  # as the title has it
            full = (not is_whole and fuller.of(words, names.without_address(own, profile))) or own
            persons.append(
                replace(people.person(full, taken, report), role=office or None, label=name, is_group=_asks(name))
            )
    return PersonGroup(SPEAKERS, tuple(persons)), frozenset(undecided)


def _asks(label: str) -> bool:
    """Whether a label is a letter for whoever asks."""
    return questions.is_role(label) and questions.asks(label)


def _joins(name: str, known: frozenset[tuple[str, ...]]) -> bool:
    """Whether a label names several: two of its parts are labels too, or it says so with more than a comma.

    A comma alone, or one beside “and”, may stand inside an office: `Roe, Minister of Trade and Industry`.
    """
    parts = names.SEVERAL.split(name)
    return len(parts) > 1 and ("," not in name or sum(names.tokens(part) in known for part in parts) > 1)
