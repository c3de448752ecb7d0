"""Whom each label of a record means: what it fits, what answers it, whose office or alias it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Literal, TypeAlias

from encoder import lexicon
from encoder.lexicon import names
from encoder.lexicon.signs import LETTERS
from encoder.resolve import questions
from encoder.resolve.evidence import evidence
from encoder.resolve.names.address import of_a_woman
from encoder.resolve.names.matching import Match, People
from encoder.resolve.unlisted import Known
from encoder.values.doubt import Cert, weaker
from encoder.values.profile import Profile
from encoder.values.record.blocks import Sp
from encoder.values.record.document import Document
from encoder.values.record.inline import extent
from encoder.values.record.persons import Person, PersonGroup
from encoder.values.source import Span

_LETTERS = 3
"""A label of up to this many letters may be initials."""

Pointers: TypeAlias = tuple[tuple[str, ...], Cert | None]
"""The ids of persons, and how certain it is that they are meant."""


class Present:
    """Those whom a record lists, as labels may mean them."""

    def __init__(self, groups: tuple[PersonGroup, ...], profile: Profile) -> None:
        persons = [person for group in groups for person in group.persons]
        self._people = People(profile, persons)
        self._offices = [_office(person.role) for person in persons if person.role]
        self._aliases = {names.tokens(alias) for each in persons if each.entry for alias in each.entry.aliases}

    def has(self, label: str, known: Known) -> bool:
        """Whether a label, or each of the names joined in one, may mean somebody who is listed."""
        parts = [known.meaning(part) for part in names.SEVERAL.split(label)]
        if questions.is_role(label) and label == known.meaning(label):
            return False  # Q is no Mr. Quint
        label = known.meaning(label)
        return self._fits(label) or (len(parts) > 1 and all(map(self._fits, parts)))

    def _fits(self, name: str) -> bool:
        words = _office(name)
        if names.tokens(name) in self._aliases or self._people.fitting(name):
            return True
        return any(words and each[: len(words)] == words for each in self._offices)


def is_collective(label: str) -> bool:
    """Whether a label is several at once, or nobody in particular: Voices, Several members, ALL."""
    words = lexicon.fold(label)
    return bool(words) and lexicon.longest("offices", words, collective=True) == len(words)


class Labels:
    """The labels of a document and what it knows of those whom they may name."""

    def __init__(
        self,
        document: Document,
        turns: list[Sp],
        apart: frozenset[frozenset[str]],
        known: Known,
        undecided: frozenset[str],
        profile: Profile,
    ) -> None:
        self._persons = [person for group in document.participants for person in group.persons]
        self._people = People(profile, self._persons)
        self._listed = People(profile, (person for person in self._persons if not person.label))
        """A short label means a listed person before one known only from a label."""
        self._entered = {person.label: person for person in self._persons if person.label}
        self._aliases = {
            names.tokens(alias): person
            for person in self._persons
            if person.entry
            for alias in (person.entry.name, *person.entry.aliases)
        }
        self._counts = Counter(turn.speaker.name for turn in turns)
        self._known = known
        self._undecided = undecided
        self._answers: dict[str, set[str]] = {}
        for pair in apart:
            for name in pair:
                self._answers.setdefault(name, set()).update(pair - {name})
        self._evidence = evidence(document, turns)

    def read(self, turn: Sp) -> list[tuple[str, Match]]:
        """The names in a turn's label, each with whom it means: one, or several that are joined."""
        label = turn.speaker.name
        whole = self._match(label, turn)
        parts = names.SEVERAL.split(label)
        if whole.kind == "full" or len(parts) == 1:
            return [(label, whole)]
        several = [(part, self._match(part, turn)) for part in parts]
        if all(match.person for _, match in several):
            return several
        # a comma may stand inside one name; “and” joins two
        return [(label, whole if "," in label else Match("unknown"))]

    def _match(self, name: str, turn: Sp) -> Match:
        if entered := self._entered.get(name):
            is_bare = len(names.tokens(name)) == 1 and len(name.strip(".")) == 1 and not questions.is_role(name)
            is_short = len(name.strip(".")) <= _LETTERS
            is_guess = is_short and not set(names.tokens(name)) <= set(names.tokens(entered.name))  # DB, not ROE
            kind: Literal["own", "full", "initials"] = "initials" if is_guess else "full"
            if name in self._undecided or is_bare:
                kind = "own"
            return Match(kind, (entered, *self._others(name, entered)))
        meant = self._known.meaning(name)
        if questions.is_role(name) and meant == name:
            return Match("unknown")
        people = self._listed if self._listed.fitting(meant) else self._people
        match = people.match(meant, frozenset(self._answers.get(name, ())), lambda person: self._evidence(person, turn))
        if match.person and self._somebody_else(name, match.person):
            return Match("unknown")
        if match.person is None and (holders := self._holding(name)):
            return Match("office", holders) if len(holders) == 1 else Match("ambiguous", holders)
        alias = self._aliases.get(names.tokens(name))
        if alias and match.person is None:
            return Match("known", (alias,))
        if name in self._undecided and match.person:
            others = (person for person in self._people.agreeing(name) if person != match.person)
            return Match("own", (match.person, *others))
        if match.kind != "full" or meant == name:
            return match
        if names.tokens(name) in self._known.answering:
            return replace(match, kind="answering")
        return replace(match, kind="only" if self._known.by_legend(name) else "abbreviated")

    def asking(self, every: list[Sp]) -> dict[Span | None, Pointers]:
        """Who asks, by the place of the label, where a line above it names the examiner."""
        found: dict[Span | None, Pointers] = {}
        for turn, name in questions.examiners(every):
            match = self._match(name, turn)
            if match.person:
                found[extent(turn.speaker.content)] = (match.person.id,), weaker(match.cert, "medium")
        return found

    def _others(self, name: str, person: Person) -> tuple[Person, ...]:
        return (
            tuple(other for other in self._people.agreeing(name) if other != person) if name in self._undecided else ()
        )

    def _somebody_else(self, name: str, person: Person) -> bool:
        """Whether a label is a wife's where the person is called by the bare surname: Mrs. Marshall, Marshall."""
        address, words = self._people.parts(name)
        if not of_a_woman(address) or of_a_woman(self._people.parts(person.name)[0]):
            return False
        return any(
            self._people.parts(other)[1] == words and not of_a_woman(self._people.parts(other)[0])
            for other in self._counts
        )

    def _holding(self, name: str) -> tuple[Person, ...]:
        """Those whose listed office a label begins: `The Secretary` is who is listed as the Secretary of State."""
        words = _office(name)
        return tuple(p for p in self._persons if p.role and words and _begins_office(p.role, words))


def pointed(matches: list[tuple[str, Match]]) -> Pointers:
    """The ids of the persons and the least certainty; no ids where a name is not resolved."""
    persons = [match.person for _, match in matches]
    ids = tuple(person.id for person in persons if person)
    if len(ids) < len(persons):
        return (), None
    cert = None
    for _, match in matches:
        cert = weaker(cert, match.cert)
    return ids, cert


def _office(words: str) -> tuple[str, ...]:
    tokens = names.tokens(words)
    return tokens[1:] if tokens[:1] == ("the",) else tokens


def _begins_office(role: str, words: tuple[str, ...]) -> bool:
    """Whether an office is these words, or goes on with `of …` or after a comma: a Court Clerk is no Court."""
    own = _office(role)
    if own[: len(words)] != words:
        return False
    printed = [*LETTERS.finditer(role)]
    at = len(printed) - len(own) + len(words)
    return (
        at >= len(printed)
        or printed[at][0].islower()
        or not role[printed[at - 1].end() : printed[at].start()].isspace()
    )
