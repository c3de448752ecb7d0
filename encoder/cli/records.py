"""The records that a command is about, and how they are read: as their project says, if they belong to one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from encoder.cli import console, options


class Meant(NamedTuple):
    """The paths of records, and what they are read with."""

    paths: tuple[str, ...]
    profile: str
    people: str | None
    weights: str | None = None
    folder: Path = Path()
    """The project's folder, or the current one."""


def meant(sources: tuple[str, ...], profile: str, people: str | None) -> Meant:
    """The records that are named, or those of the project in the current folder.

    Raises `click.UsageError` if there are neither, and `EncoderError` if the project's file is wrong.
    """
    from encoder import project
    from encoder.work.paths import RECORDS

    whole = project.at(Path(sources[0] if sources else ".")) if len(sources) < 2 else None
    file = whole or (project.around(Path(sources[0])) if sources and "://" not in sources[0] else None)
    if file is None:
        if not sources:
            raise click.UsageError("name the records; there is no edition.toml here")
        return Meant(console.files_in(sources, RECORDS), profile, people)
    given = project.read(file)
    own = given.people if people is None else people
    return Meant(
        console.files_in((str(given.records),) if whole else sources, RECORDS),
        profile if options.was_given("profile") else given.profile,
        None if own is None else str(own),
        None if given.weights is None else str(given.weights),
        given.folder,
    )
