"""A project's site brought up to date: of its pages those whose description has changed, and what goes with them.

`site.json` beside the manifest notes by its digest what each file was made of; what the site has no more is taken away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from encoder import files
from encoder.batch import places
from encoder.batch.manifest import place
from encoder.batch.store import digest, of_program
from encoder.errors import EncoderError

if TYPE_CHECKING:
    from encoder.batch.build import Plan
    from encoder.batch.pool import Workers
    from encoder.corpus.card import Card
    from encoder.corpus.register import Register
    from encoder.project import Project
    from encoder.reports import Located
    from encoder.site.pages import Page

NAME = "site.json"
_AT_ONCE = 50
"""Pages that a process makes before it is given more."""


class Site(NamedTuple):
    """What became of a site: what was found in the register, said of the file at ``path``, and a line of summary."""

    path: str
    findings: tuple[Located, ...]
    summary: str


def build(plan: Plan, workers: Workers | None) -> Site:
    """Make what has changed of the site of a project whose records are made."""
    from encoder.corpus import register
    from encoder.site import search

    project, kept = plan.project, plan.manifest
    assert project
    assert kept
    if places.is_address(str(project.output)):
        raise EncoderError(f"{project.output}: a site is built in a folder of this machine, and copied from there")
    cards: list[Card] = []
    htmls: list[str] = []
    for record in plan.records:
        card, html = kept.card(place(record.source))
        if card:
            cards.append(card)
            htmls.append(html)
    listed = register.of(cards)
    folder = project.output
    before = _before(folder)
    ready = search.program() is not None and bool(cards)
    stylesheets = of_program("xslt").hex() + project.language
    now: dict[str, str] = {}
    stale: list[Page] = []
    for page in _pages(project, listed, searchable=ready) if project.has_site else ():
        now[page.address] = digest(stylesheets.encode(), page.description.encode()).hex()[:16]
        if before.get(page.address) != now[page.address] or not (folder / page.address).is_file():
            stale.append(page)
    for address in _made(stale, folder, project.language, workers):
        assert address in now
    written = len(stale) + _write(_others(project, listed, [*now]), folder, before, now)
    indexed = project.has_site and ready and _search(folder, htmls, before, now)
    gone = [address for address in before if address not in now]
    for address in gone:
        with suppress(OSError):
            (folder / address).unlink()
    if now != before:
        told = {"version": 1, "files": dict(sorted(now.items()))}
        files.write(folder / NAME, json.dumps(told, indent=0).encode() + b"\n")
    told_of_search = (
        "" if ready or not cards or not project.has_site else '; no search: pip install "tei-encoder[site]"'
    )
    summary = (
        f"{'site' if project.has_site else 'register'}: {len(now)} files beside {len(cards)} records, {written} made"
        f"{', search made anew' if indexed else ''}{f', {len(gone)} taken away' if gone else ''}{told_of_search}"
    )
    return Site(*_found(project, listed), summary)


def _pages(project: Project, listed: Register, *, searchable: bool) -> Iterator[Page]:
    from encoder.site import pages

    return pages.pages(project, listed, searchable=searchable)


def _before(folder: Path) -> dict[str, str]:
    try:
        told = json.loads((folder / NAME).read_bytes())["files"]
        return {str(address): str(value) for address, value in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _made(pages: list[Page], folder: Path, language: str, workers: Workers | None) -> Iterator[str]:
    """The pages made, in several processes where there are many; their addresses."""
    rest = iter(pages)
    heaps = list(iter(lambda: [*islice(rest, _AT_ONCE)], []))
    work = partial(_write_pages, folder=folder, language=language)
    if workers is None or len(heaps) < 2 or not workers.breaks:
        results: Iterable[list[str]] = map(work, heaps)
    else:
        from encoder.batch.pool import each

        results = each(work, heaps, workers, _lost)
    for addresses in results:
        yield from addresses


def _lost(pages: list[Page]) -> list[str]:
    raise EncoderError(f"{pages[0].address}: the process that made this page was killed, perhaps for want of memory")


def _write_pages(pages: list[Page], folder: Path, language: str) -> list[str]:
    from encoder.saxon.processor import TransformError, transformer

    saxon = transformer(("site.xsl",))
    for page in pages:
        try:
            policy = _policy(page)
            result = saxon.transform(
                "site.xsl", saxon.parse(page.description), {"language": language, "policy": policy}
            )
        except TransformError as error:
            raise EncoderError(f"{page.address}: this page of the site cannot be made: {error}") from None
        files.write(folder / page.address, result.encode(), durably=False)
    return [page.address for page in pages]


def _policy(page: Page) -> str:
    """What a page may load: its style sheet; the search its script, its index, and the program that reads it."""
    from encoder.site.addresses import SEARCH

    shared = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'"
    return f"{shared}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" if page.address == SEARCH else shared


def _others(project: Project, listed: Register, pages: list[str]) -> Iterator[tuple[str, bytes]]:
    """The files of a site that are no pages of `site.xsl`."""
    from encoder import __version__, resources
    from encoder.corpus import register
    from encoder.project import schema_file
    from encoder.rendering import customization
    from encoder.site import addresses, feeds

    yield "schema/tei-encoder.rng", resources.schema("tei-encoder.rng").read_bytes()
    yield "schema/tei-encoder.sch", customization.schematron().encode()
    yield "schema/edition.schema.json", schema_file()
    yield addresses.REGISTER, register.tei(listed, project.title, project.language)
    yield addresses.TABLE, feeds.table(listed.cards)
    if not project.has_site:
        return
    yield (
        "site.css",
        b"".join(resources.xslt(name).read_bytes() for name in ("reading.css", "site-frame.css", "site.css")),
    )
    yield "search.js", resources.xslt("search.js").read_bytes()
    yield addresses.MANUAL, customization.manual(__version__).encode()
    yield addresses.ROBOTS, feeds.robots(project)
    if project.site_address:
        yield addresses.FEED, feeds.feed(project, listed.cards)
        yield from feeds.sitemaps(project, pages, listed.cards).items()
        if atom := feeds.atom(project, listed.cards):
            yield addresses.ATOM, atom


def _write(others: Iterator[tuple[str, bytes]], folder: Path, before: dict[str, str], now: dict[str, str]) -> int:
    """Write what is other than before; how many files."""
    number = 0
    for address, data in others:
        now[address] = digest(data).hex()[:16]
        if before.get(address) != now[address] or not (folder / address).is_file():
            files.write(folder / address, data, durably=False)
            number += 1
    return number


def _search(folder: Path, htmls: list[str], before: dict[str, str], now: dict[str, str]) -> bool:
    """Make the search's index anew where a page of a record has changed; whether it was."""
    from encoder.site import search

    whole = digest(*sorted(html.encode() for html in htmls))
    address = f"{search.FOLDER}/pagefind-entry.json"
    now[address] = whole.hex()[:16]
    if before.get(address) == now[address] and (folder / address).is_file():
        return False
    search.index(folder)
    return True


def _found(project: Project, listed: Register) -> tuple[str, tuple[Located, ...]]:
    """What an editor should look at in the register."""
    from encoder.corpus import candidates
    from encoder.project import NAME as PROJECT
    from encoder.readers.people import read
    from encoder.reports.located import Located

    settled = {entry.id for entry in read(project.people).entries} if project.people else set()
    path = str(project.people or project.folder / PROJECT)
    found = candidates.check(listed, settled)
    return path, tuple(Located(path, 0, 0, 0, 0, finding, "") for finding in found)
