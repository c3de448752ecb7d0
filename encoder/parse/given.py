"""What is given of a record: its text, what stands beside it, the archive that it comes from, and the known persons."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from encoder import archives, read
from encoder.archives.auto import choose
from encoder.archives.people import KnownPeople
from encoder.parse.draft import Inputs, inputs
from encoder.read.beside.people import read as read_people
from encoder.values.authority import Authority
from encoder.values.decisions import Decisions
from encoder.values.diagnostics import Report
from encoder.values.metadata import Metadata
from encoder.values.profile import Profile
from encoder.values.source import Source


def given_of(  # noqa: PLR0913 -- what may be said of a record
    source: str | os.PathLike[str] | bytes | Source,
    report: Report,
    *,
    name: str = "<bytes>",
    profile: Profile | str = archives.AUTO,
    metadata: Metadata | None = None,
    people: Authority | str | os.PathLike[str] | None = None,
    decisions: Decisions | None = None,
    publisher: str | None = None,
    licence: str | None = None,
    weights: str | os.PathLike[str] | None = None,
) -> tuple[Source, Inputs]:
    """The source as it was read, and the inputs of the parser. The arguments are those of `encoder.encode`.

    Raises `EncoderError` if a file cannot be read.
    """
    text = _text(source, name, report)
    if isinstance(source, str | os.PathLike):
        metadata, decisions = _beside(Path(source), metadata, decisions)
    archive = _published(
        _profile(profile, text, report, has_data=metadata is not None and metadata.of_pages), publisher, licence
    )
    known = KnownPeople(_authority(people), archive)
    tables = Path(weights) if weights else None
    return text, inputs(text, archive, report, known, metadata or text.metadata, decisions, tables)


def _text(source: str | os.PathLike[str] | bytes | Source, name: str, report: Report) -> Source:
    match source:
        case Source():
            return read.check(source, report)
        case bytes():
            return read.read_bytes(source, name, report)
        case _:
            return read.read_file(Path(source), report)


def _beside(
    path: Path, metadata: Metadata | None, decisions: Decisions | None
) -> tuple[Metadata | None, Decisions | None]:
    """What stands beside a file, where nothing else is given."""
    return metadata or read.metadata.beside(path), decisions or read.decisions.beside(path)


def _profile(profile: Profile | str, text: Source, report: Report, *, has_data: bool) -> Profile:
    if not isinstance(profile, str):
        return profile
    if profile == archives.AUTO:
        return choose(text, report, has_data=has_data)
    return archives.by_name(profile)


def _authority(people: Authority | str | os.PathLike[str] | None) -> Authority:
    if not people:
        return Authority("", ())
    return people if isinstance(people, Authority) else read_people(Path(people))


def _published(archive: Profile, publisher: str | None, licence: str | None) -> Profile:
    if publisher is not None:
        archive = replace(archive, publisher=publisher, own=True)
    return archive if licence is None else replace(archive, licence=licence)
