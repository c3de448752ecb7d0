"""Document to Document: labels and names become pointers to persons, each with its reason."""

from __future__ import annotations

from dataclasses import replace

from encoder.decisions import Decided
from encoder.diagnostics import Report
from encoder.document import Document
from encoder.memory import consumed
from encoder.parse.register import Register
from encoder.profile import Profile
from encoder.resolve import identifications, speakers


def resolve(document: Document, profile: Profile, report: Report, register: Register, decided: Decided) -> Document:
    """The document with its speakers and the persons its notes mean.

    Its blocks are let go one by one, each for the one that takes its place, if nobody else holds it.
    """
    found = speakers.find(document, profile, report, register, decided)
    named = identifications.naming(found.participants)
    blocks = consumed(document.blocks)
    document = replace(document, blocks=(), participants=found.participants, readings=found.readings)
    return replace(document, blocks=tuple(named(found.pointed(block)) for block in blocks))


__all__ = ["resolve"]
