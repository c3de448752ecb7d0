"""What an archive's web page says of a record, kept as data beside its text: `025.meta.json` for `025.txt`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """Data about a record; what is not stated is empty. ``file`` is the name of their file."""

    file: str
    title: str = ""
    date: str = ""
    url: str = ""
    number: str = ""
    source: str = ""
    """Archive and shelf mark, and who contributed or translated: the last part of a citation."""
    archive: str = ""
    summary: str = ""
    credits: str = ""
    rights: str = ""
    classification: str = ""
    uploaded: str = ""
    """A day in ISO 8601."""
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    of_pages: bool = False
    """Whether the fields are those of the Wilson Center's pages."""
    unread: tuple[str, ...] = ()
    """The names of fields that the header has no place for."""
