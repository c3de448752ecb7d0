"""The participants of a record as they are entered, group after group: each once, each with an id of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from encoder.lexicon import names
from encoder.parse.context import Context
from encoder.values.diagnostics import Rule, Severity
from encoder.values.excerpt import Excerpt
from encoder.values.record.persons import Person, PersonGroup

PARTICIPANT_DUPLICATE = Rule(
    "participant-duplicate",
    Severity.WARNING,
    "Two participants have the same name.",
    """A list of participants has the same name twice. These may be two persons, so each becomes a `person` with its own
id (`kim`, `kim-2`), and a label that fits both gets no `@who`. A full name, or a name with a form of
address, that appears in two lists of one record is taken to be the same person.

What to do: if they are one person, remove one from the list, or merge the two in the edition.

Guidelines: 15.2.2 The Participant Description.""",
)


class Persons:
    """Groups of persons; the last is open."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._taken = Counter(names.RESERVED)
        self._seen: set[tuple[str, ...]] = set()
        self._in_office_before: dict[tuple[tuple[str, ...], str | None], Person] = {}
        self._groups: list[PersonGroup] = []
        self._above: defaultdict[tuple[str, ...], list[Person]] = defaultdict(list)
        """The persons of closed groups by their compared names."""

    @property
    def found(self) -> tuple[PersonGroup, ...]:
        """The groups that have a person."""
        return tuple(group for group in self._groups if group.persons)

    @property
    def last(self) -> Person | None:
        """The last person of the open group."""
        return next(reversed(self._groups[-1].persons), None)

    def replace_last(self, person: Person) -> None:
        """Put what is now known of the last person in its place."""
        group = self._groups[-1]
        self._groups[-1] = replace(group, persons=(*group.persons[:-1], person))

    def open(self, head: str) -> None:
        """Begin a group under its heading as printed."""
        also = re.fullmatch(self._context.profile.also_present, head, re.IGNORECASE) is not None
        if self._groups:
            for person in self._groups[-1].persons:
                self._above[names.tokens(person.name)].append(person)
        self._groups.append(PersonGroup(head, (), not also))

    def enter(self, persons: Sequence[Person]) -> None:
        """Add persons to the last group, each once."""
        entered = {person.id for group in self._groups for person in group.persons}
        new = {person.id: person for person in persons if person.id not in entered}
        group = self._groups[-1]
        self._groups[-1] = replace(group, persons=(*group.persons, *new.values()))

    def person(self, name: Excerpt, role: str | None, form: str = "", *, interprets: bool) -> Person:
        """The person of a name; the same one where name and role came before. `enter` puts it into the group.

        ``form`` is a form of address that the record prints once for several persons.
        """
        words = " ".join(f"{form} {name.text}".split())
        key = names.tokens(words)
        if again := self._in_office_before.get((key, role)) or self._listed_before(key, role):
            return again  # a heading that each session repeats: Interviewee: David Baltimore
        if key in self._seen:
            message = f"“{words}” is in the list of participants twice"
            self._context.report(PARTICIPANT_DUPLICATE.at(name.span(), message))
        self._seen.add(key)
        person = self._context.people.person(words, self._taken, self._context.report)
        person = replace(person, role=role, interpreter=interprets or self.interprets(role))
        if role:
            self._in_office_before[key, role] = person
        return person

    def _listed_before(self, key: tuple[str, ...], role: str | None) -> Person | None:
        """Who has that name, of more than one word, in a list above, with no other office."""
        same = self._above.get(key, [])
        return same[0] if len(key) > 1 and len(same) == 1 and role in (None, same[0].role) else None

    def in_office(self, person: Person, office: str) -> Person:
        """A person with an office, which may be that of an interpreter."""
        return replace(person, role=office, interpreter=person.interpreter or self.interprets(office))

    def interprets(self, role: str | None) -> bool:
        """Whether a role is that of an interpreter."""
        return role is not None and re.search(self._context.profile.interpreter, role, re.IGNORECASE) is not None
