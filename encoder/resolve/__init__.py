"""Document to Document: labels and names become pointers to persons, each with its reason."""

from __future__ import annotations

from encoder.decisions import Decided
from encoder.diagnostics import Report
from encoder.document import Document
from encoder.parse.register import Register
from encoder.profile import Profile
from encoder.resolve import identifications, speakers


def resolve(document: Document, profile: Profile, report: Report, register: Register, decided: Decided) -> Document:
    """The document with its speakers and the persons its notes mean."""
    return identifications.resolve(speakers.resolve(document, profile, report, register, decided))


__all__ = ["resolve"]
