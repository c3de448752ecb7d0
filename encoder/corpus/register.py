"""The register of a corpus: every person and place of its records once, with every use.

A person is known by a key: the house's own id, or the name. That two records mean one person because they use one name
is an inference, and says so (`certainty`); what the house's file of people knows is certain.
Guidelines: 14.3.2 The Person Element; 14.3.4 Names and Nyms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from lxml import etree

from encoder.corpus.card import RECEIVED, SENT, Card, Part
from encoder.namespaces import TEI, XML, XML_ID


class Use(NamedTuple):
    """Where a person or place occurs: the record's card, and the person's part in it."""

    card: Card
    part: Part | None = None


@dataclass(slots=True)
class Person:
    """A person of the register; ``names`` with how many records use each, the commonest first."""

    key: str
    names: Counter[str] = field(default_factory=Counter)
    identifiers: dict[str, str] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    partners: Counter[str] = field(default_factory=Counter)
    """Keys of those who speak before or after, and how often."""

    @property
    def name(self) -> str:
        """The name that most records use."""
        return self.names.most_common(1)[0][0]

    @property
    def roles(self) -> tuple[str, ...]:
        """The offices that records state."""
        return tuple(dict.fromkeys(use.part.role for use in self.uses if use.part and use.part.role))

    @property
    def records(self) -> int:
        """In how many records the person has a part."""
        return len({use.card.file for use in self.uses})

    @property
    def speeches(self) -> int:
        """How many speeches there are, in all records."""
        return sum(len(use.part.speeches) for use in self.uses if use.part)

    @property
    def certainty(self) -> str | None:
        """`medium` where only the name says that several records mean one person; None where nothing was inferred."""
        return None if self.identifiers or self.records < 2 else "medium"


@dataclass(frozen=True, slots=True)
class Register:
    """The persons by key, the places by name, each in the order of the alphabet; the cards in that of time."""

    cards: tuple[Card, ...]
    persons: dict[str, Person]
    places: dict[str, list[Use]]


def of(cards: Iterable[Card]) -> Register:
    """The register of records; those without a date come last."""
    ordered = tuple(sorted(cards, key=lambda card: (not card.date, card.date, card.file)))
    persons: dict[str, Person] = {}
    places: dict[str, list[Use]] = {}
    named = {part.key for card in ordered for part in card.parts if part.part not in (SENT, RECEIVED)}
    for card in ordered:
        for part in card.parts:
            if part.key not in named:  # “All Provincial Premiers”, who got a letter, are nobody that we know
                continue
            person = persons.setdefault(part.key, Person(part.key))
            person.names.update(part.names)
            person.identifiers.update(part.identifiers)
            person.uses.append(Use(card, part))
        for later, earlier, number in card.turns:
            persons[later].partners[earlier] += number
            persons[earlier].partners[later] += number
        for place in card.places:
            places.setdefault(place, []).append(Use(card))
    by_name = sorted(persons.values(), key=lambda person: (person.name.casefold(), person.key))
    return Register(ordered, {each.key: each for each in by_name}, dict(sorted(places.items())))


def tei(register: Register, title: str, language: str) -> bytes:
    """The register as TEI: `listBibl`, `listPerson`, `listPlace` in `standOff`, each use a pointer into an edition.

    Editions are beside it in `records/`. What was inferred has `@cert`.
    """
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    header = _sub(root, "teiHeader")
    header.set(f"{{{XML}}}lang", language)
    file = _sub(header, "fileDesc")
    _sub(_sub(file, "titleStmt"), "title", f"{title}: persons and places")
    _sub(_sub(file, "publicationStmt"), "p", "Made with the edition by tei-encoder.")
    _sub(_sub(file, "sourceDesc"), "p", f"The {len(register.cards)} records of the edition.")
    _sub(_sub(_sub(header, "profileDesc"), "langUsage"), "language", ident=language)
    stand_off = _sub(root, "standOff")
    listed = _sub(stand_off, "listBibl")
    for card in register.cards:
        bibl = _sub(listed, "bibl")
        _sub(bibl, "title", card.title)
        _sub(bibl, "ptr", target=f"records/{quote(card.file)}.xml")
    if not register.cards:
        _sub(listed, "bibl", "There are no records yet.")
    if register.persons:
        listed = _sub(stand_off, "listPerson")
        for person in register.persons.values():
            _person(listed, person)
    if register.places:
        listed = _sub(stand_off, "listPlace")
        for number, (name, uses) in enumerate(register.places.items(), 1):
            place = _sub(listed, "place")
            place.set(XML_ID, f"place-{number}")
            _sub(place, "placeName", name)
            targets = " ".join(f"records/{quote(use.card.file)}.xml" for use in uses)
            _sub(_sub(place, "linkGrp", type="uses"), "ptr", target=targets)
    etree.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode").encode() + b"\n"


def _person(listed: etree._Element, person: Person) -> None:
    made = _sub(listed, "person")
    made.set(XML_ID, person.key)
    if person.certainty:
        made.set("cert", person.certainty)
    for name, _ in person.names.most_common():
        _sub(made, "persName", name)
    for scheme, value in sorted(person.identifiers.items()):
        _sub(made, "idno", value, type=scheme)
    for role in person.roles:
        _sub(made, "note", role, type="role")
    group = _sub(made, "linkGrp", type="uses")
    for use in person.uses:
        part = use.part
        if part is None:
            continue
        file = f"records/{quote(use.card.file)}.xml"
        ids = dict.fromkeys((*part.speeches, *part.mentions))
        pointers = " ".join(f"{file}#{id_}" for id_ in ids) or (f"{file}#{part.id}" if part.id else file)
        _sub(group, "ptr", type=part.part or "participant", target=pointers)


def _sub(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{TEI}}}{name}", attributes)
    element.text = text
    return element
