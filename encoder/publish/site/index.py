"""Indexes of names: of persons, of places, of what has too many values to stand on each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree
from lxml.builder import E

from encoder.corpus.index import sorted_by
from encoder.project import Project
from encoder.publish.site import addresses
from encoder.publish.site.page import Page, page

_LETTER = 200
"""Entries on one page of an index; more are parted by letters."""


class Entry(NamedTuple):
    """A line of an index."""

    name: str
    href: str
    records: int
    speeches: int = 0
    note: str = ""


def index_pages(project: Project, kind: str, address: str, entries: list[Entry]) -> Iterator[Page]:
    """An index, on one page or on one for each letter; then the first page has those that are in most records."""
    if len(entries) <= _LETTER:
        yield page(project, address, "", _entries(entries, addresses.root_of(address)), word=kind)
        return
    letters: dict[str, list[Entry]] = {}
    for entry in entries:
        letter = sorted_by(entry.name)[:1].upper()
        letters.setdefault(letter if letter.isalpha() else "#", []).append(entry)
    most = sorted(entries, key=lambda entry: (-entry.records, -entry.speeches, entry.name))[:_LETTER]
    for letter, listed in (("", sorted(most, key=lambda entry: sorted_by(entry.name))), *letters.items()):
        here = addresses.of_letter(address, letter) if letter else address
        root = addresses.root_of(here)
        bar = E.letters(
            *(
                E.letter(
                    each, {"here": "here"} if each == letter else {"href": root + addresses.of_letter(address, each)}
                )
                for each in letters
            )
        )
        yield page(project, here, letter, bar, _entries(listed, root), word=kind)


def _entries(entries: Iterable[Entry], root: str) -> etree._Element:
    made = E.entries()
    for entry in entries:
        given = {
            "name": entry.name, "href": root + entry.href, "records": str(entry.records),
            "speeches": str(entry.speeches or ""), "note": entry.note,
        }  # fmt: skip
        made.append(E.entry({name: value for name, value in given.items() if value}))
    return made
