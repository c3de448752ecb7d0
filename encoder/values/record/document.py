"""A record, understood: what parsing gives and what TEI is made from.

The nodes are named after the TEI elements they become, hold `Excerpt`s where a record's own words stand, and carry
the span they cover, delimiters included: a `Supplied` spans ``[North]`` and its content is ``North``. No node has
behaviour; `encoder/tei/` alone knows how one is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from encoder.values.doubt import Cert
from encoder.values.record.blocks import Block, Dateline
from encoder.values.record.fact import Fact, FactKind
from encoder.values.record.header import Header
from encoder.values.record.inline import Date, DateValue
from encoder.values.record.persons import PersonGroup


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when the conversation was held, as far as the record says."""

    date: DateValue | None = None
    time: str | None = None
    locale: str | None = None
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who sent or received something, as the record calls them: a person, or an office, a body, several."""

    name: str
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who wrote to whom (Guidelines 2.4.6), in the words of title, fields, salute and signature."""

    sender: Party | None
    recipient: Party | None
    date: DateValue | None = None
    place: str | None = None
    cert: Cert = "high"
    """High where title or fields say so; a salute or a signature may hold more than a name."""


@dataclass(frozen=True, slots=True)
class Document:
    """A record: its header, its blocks in source order, and what was understood of both."""

    header: Header
    blocks: tuple[Block, ...]
    genre: str
    language: str
    """The BCP 47 tag of the text's language."""
    setting: Setting = field(default_factory=Setting)
    correspondence: Correspondence | None = None
    participants: tuple[PersonGroup, ...] = ()
    readings: tuple[Reading, ...] = ()
    facts: tuple[Fact, ...] = ()
    """What the text states about the record."""
    day: DateValue | None = None
    """What title or headnote say of the day."""

    def fact(self, kind: FactKind) -> Fact | None:
        """What the text states of this kind."""
        return next((fact for fact in self.facts if fact.kind is kind), None)

    @property
    def dated(self) -> DateValue | None:
        """The day that the text states: of the letter, of the talk, or of its first date line."""
        if self.correspondence and self.correspondence.date:
            return self.correspondence.date
        lines = (node for block in self.blocks if isinstance(block, Dateline) for node in block.content)
        return self.day or next((node.value for node in lines if isinstance(node, Date)), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a short label was read: for the edition's own account of its interpretation."""

    label: str
    person: str
    cert: Cert
    reason: str
