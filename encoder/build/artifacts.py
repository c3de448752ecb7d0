"""The files that a project has besides its records: the index, tables, schemas; of a site its pages, map and feeds.

Each has a key, by which one knows whether it must be made again; how it is made is told, and not done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from encoder.work.store import digest, of_program

if TYPE_CHECKING:
    from encoder.corpus.index import Index
    from encoder.project import Project
    from encoder.publish.site.page import Page


class File(NamedTuple):
    """A file: its address, a digest of what it is made of, and how it is made: a page, or pieces."""

    address: str
    key: str
    made: Page | Callable[[], Iterable[bytes]]


def files(project: Project, listed: Index, shares: tuple[str, ...]) -> Iterator[File]:
    """The files of a project; ``shares`` are the indexes of its search."""
    addresses: list[str] = []
    for file in chain(_pages(project, listed, shares), _shared(project)):
        addresses.append(file.address)
        yield file
    yield from _lists(project, listed, addresses)


def key(*parts: bytes) -> str:
    """The key of what is made of these."""
    return digest(*parts).hex()[:16]


def _digest(pieces: Iterable[bytes]) -> str:
    """That of what is not in memory as a whole."""
    whole = hashlib.blake2b(digest_size=8)
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()


def _pages(project: Project, listed: Index, shares: tuple[str, ...]) -> Iterator[File]:
    """The pages that `site.xsl` makes."""
    from encoder.publish.site import pages

    if not project.has_site:
        return
    stylesheets = of_program("xslt") + project.language.encode()
    for page in pages.pages(project, listed, shares):
        yield File(page.address, key(stylesheets, page.description), page)


def _shared(project: Project) -> Iterator[File]:
    """What is the same for all projects: schemas, style sheet, script, the encoding manual."""
    from encoder.corpus import people
    from encoder.files import resources
    from encoder.host.version import __version__
    from encoder.project.written import schema_file
    from encoder.publish.rendering import customization
    from encoder.publish.site import addresses

    def files_of(*names: str) -> bytes:
        return b"".join(resources.xslt(name).read_bytes() for name in names)

    made: list[tuple[str, Callable[[], bytes]]] = [
        ("schema/tei-encoder.rng", resources.schema("tei-encoder.rng").read_bytes),
        (f"schema/{people.SCHEMA}", resources.schema(people.SCHEMA).read_bytes),
        ("schema/tei-encoder.sch", lambda: customization.schematron().encode()),
        ("schema/edition.schema.json", schema_file),
    ]
    if project.has_site:
        made += [
            ("site.css", lambda: files_of("reading.css", "site-frame.css", "site.css")),
            ("search.js", lambda: files_of("search.js")),
            (addresses.MANUAL, lambda: customization.manual(__version__).encode()),
        ]
    of_ours = key(of_program("", "schema", "xslt"))
    for address, make in made:
        yield File(address, of_ours, partial(_whole, make))


def _whole(make: Callable[[], bytes]) -> list[bytes]:
    return [make()]


def _lists(project: Project, listed: Index, pages: list[str]) -> Iterator[File]:
    """What lists all records: the index, a table, and for machines the map and the feeds of a site."""
    from encoder.corpus import people, tei_corpus
    from encoder.publish.site import addresses, feeds

    register = partial(people.tei, listed, project)
    yield File(addresses.REGISTER, _digest(register()), register)
    corpus = partial(tei_corpus.tei, listed, project, addresses.REGISTER)
    yield File(addresses.CORPUS, _digest(corpus()), corpus)
    made = {addresses.TABLE: feeds.table(listed.summaries)}
    if project.has_site:
        made[addresses.ROBOTS] = feeds.robots(project)
    if project.has_site and project.site_address:
        made |= feeds.sitemaps(project, [page for page in pages if page.endswith(".html")], listed.summaries)
        made[addresses.FEED] = feeds.feed(project, listed.summaries)
        if atom := feeds.atom(project, listed.summaries):
            made[addresses.ATOM] = atom
    for address, data in made.items():
        yield File(address, key(data), lambda data=data: [data])  # type: ignore[misc]
