"""Document to Document: labels and names become pointers to persons, each with its reason."""

from __future__ import annotations

from dataclasses import replace

from encoder.archives.people import KnownPeople
from encoder.host.memory import consumed
from encoder.resolve import identifications, speakers
from encoder.values.decisions import Decided
from encoder.values.diagnostics import Report
from encoder.values.profile import Profile
from encoder.values.record.document import Document


def resolve(
    document: Document, text: str, profile: Profile, report: Report, people: KnownPeople, decided: Decided
) -> Document:
    """The document with its speakers and the persons its notes mean.

    Its blocks are let go one by one, each for the one that takes its place, if nobody else holds it.
    """
    found = speakers.find(document, text, profile, report, people, decided)
    named = identifications.naming(found.participants)
    blocks = consumed(document.blocks)
    document = replace(document, blocks=(), participants=found.participants, readings=found.readings)
    return replace(document, blocks=tuple(named(found.pointed(block)) for block in blocks))


__all__ = ["resolve"]
