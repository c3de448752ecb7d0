"""A project's site brought up to date: of its files those that are made of something else now.

`site.json` beside the manifest notes by its digest what each file was made of; what the site has no more is taken away.
Before anything is written, what is about to change stands in it without a digest, so that a build that is killed leaves
nothing that the next one takes for done, or does not know of.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice, starmap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from encoder import files
from encoder.batch.manifest import OF_PROJECT as NAME
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

_ENTRY = "/pagefind-entry.json"
"""What stands for an index of the search, which is a folder."""
_AT_ONCE = 50
"""Pages that a process makes before it is given more."""


class Site(NamedTuple):
    """What became of a site: what was found in the register, said of the file at ``path``, and a line of summary."""

    path: str
    findings: tuple[Located, ...]
    summary: str


class _File(NamedTuple):
    """A file of a site: its address, a digest of what it is made of, and how it is made."""

    address: str
    key: str
    made: Page | Callable[[], bytes]


def build(plan: Plan, workers: Workers | None) -> Site:
    """Make what has changed of the site of a project whose records are made."""
    from encoder.site import search

    project = plan.project
    assert project
    listed, pages = _cards(plan, _known(project))
    shares = search.shares(pages) if project.has_site and search.program() else {}
    wanted = [*_pages(project, listed, tuple(shares)), *_shared(project)]
    wanted += _lists(project, listed, [file.address for file in wanted])
    now = {file.address: file.key for file in wanted}
    now |= {search.address(share): _key(*(pages[name] for name in names)) for share, names in shares.items()}
    folder, before = project.output, _read(project.output)
    stale = {address for address, key in now.items() if before.get(address) != key or not (folder / address).is_file()}
    gone = [address for address in before if address not in now]
    is_first = not (folder / NAME).exists() and not any(record.before for record in plan.records)
    if is_first and (theirs := [each for each in sorted(stale) if (folder / each).exists()]):
        raise EncoderError(
            f"{folder / theirs[0]}: is there, and no build has made it; move it away, or choose another “output”"
        )
    if stale or gone:
        _write(folder, before | dict.fromkeys(stale, ""))
        _make([file for file in wanted if file.address in stale], folder, project.language, workers)
        _index({share: names for share, names in shares.items() if search.address(share) in stale}, folder, workers)
        _take_away(folder, gone)
        _write(folder, now)
    return Site(*_found(project, listed), _summary(project, listed, now, stale, gone))


def _known(project: Project) -> frozenset[str]:
    """The keys of those in the house's file of people."""
    from encoder.readers.people import read

    return frozenset(entry.id for entry in read(project.people).entries) if project.people else frozenset()


def _cards(plan: Plan, known: frozenset[str]) -> tuple[Register, dict[str, bytes]]:
    """The register of the records that have a card, and by their names the digests of their pages."""
    from encoder.corpus import register

    assert plan.manifest
    found: list[Card] = []
    pages: dict[str, bytes] = {}
    for record in plan.records:
        card, page = plan.manifest.card(place(record.source))
        if card:
            found.append(card)
            pages[card.file] = page.encode()
    return register.of(found, known), pages


def _summary(project: Project, listed: Register, now: dict[str, str], stale: set[str], gone: list[str]) -> str:
    indexes = {address for address in now if address.endswith(_ENTRY)}
    without = project.has_site and listed.cards and not indexes
    return (
        f"{'site' if project.has_site else 'register'}: {len(now)} files beside {len(listed.cards)} records, "
        f"{len(stale)} made{', search among them' if indexes & stale else ''}"
        f"{f', {len(gone)} taken away' if gone else ''}"
        f"""{'; no search: pip install "tei-encoder[site]"' if without else ""}"""
    )


# What is wanted -------------------------------------------------------------------------------------------------------


def _key(*parts: bytes) -> str:
    return digest(*parts).hex()[:16]


def _pages(project: Project, listed: Register, shares: tuple[str, ...]) -> Iterator[_File]:
    """The pages that `site.xsl` makes."""
    from encoder.site import pages

    if not project.has_site:
        return
    stylesheets = of_program("xslt") + project.language.encode()
    for page in pages.pages(project, listed, shares):
        yield _File(page.address, _key(stylesheets, page.description.encode()), page)


def _shared(project: Project) -> Iterator[_File]:
    """What is the same for all projects: schemas, style sheet, script, the encoding manual."""
    from encoder import __version__, resources
    from encoder.corpus import stand_off
    from encoder.project import schema_file
    from encoder.rendering import customization
    from encoder.site import addresses

    def files_of(*names: str) -> bytes:
        return b"".join(resources.xslt(name).read_bytes() for name in names)

    made: list[tuple[str, Callable[[], bytes]]] = [
        ("schema/tei-encoder.rng", resources.schema("tei-encoder.rng").read_bytes),
        (f"schema/{stand_off.SCHEMA}", resources.schema(stand_off.SCHEMA).read_bytes),
        ("schema/tei-encoder.sch", lambda: customization.schematron().encode()),
        ("schema/edition.schema.json", schema_file),
    ]
    if project.has_site:
        made += [
            ("site.css", lambda: files_of("reading.css", "site-frame.css", "site.css")),
            ("search.js", lambda: files_of("search.js")),
            (addresses.MANUAL, lambda: customization.manual(__version__).encode()),
        ]
    key = _key(of_program("", "schema", "xslt"))
    for address, make in made:
        yield _File(address, key, make)


def _lists(project: Project, listed: Register, pages: list[str]) -> Iterator[_File]:
    """What lists all records: the register, a table, and for machines the map and the feeds of a site."""
    from encoder.corpus import stand_off
    from encoder.site import addresses, feeds

    made = {
        addresses.REGISTER: stand_off.tei(listed, project),
        addresses.TABLE: feeds.table(listed.cards),
    }
    if project.has_site:
        made[addresses.ROBOTS] = feeds.robots(project)
    if project.has_site and project.site_address:
        made |= feeds.sitemaps(project, [page for page in pages if page.endswith(".html")], listed.cards)
        made[addresses.FEED] = feeds.feed(project, listed.cards)
        if atom := feeds.atom(project, listed.cards):
            made[addresses.ATOM] = atom
    for address, data in made.items():
        yield _File(address, _key(data), partial(bytes, data))


# What is made ---------------------------------------------------------------------------------------------------------


def _make(wanted: list[_File], folder: Path, language: str, workers: Workers | None) -> None:
    """Make files, pages in several processes where there are many."""
    pages: list[Page] = []
    for file in wanted:
        if callable(file.made):
            files.write(folder / file.address, file.made(), durably=False)
        else:
            pages.append(file.made)
    rest = iter(pages)
    heaps = list(iter(lambda: [*islice(rest, _AT_ONCE)], []))
    work = partial(_write_pages, folder=folder, language=language)
    if workers is None or len(heaps) < 2 or not workers.breaks:
        results: Iterable[None] = map(work, heaps)
    else:
        from encoder.batch.pool import each

        results = each(work, heaps, workers, _lost)
    for _ in results:
        pass


def _index(shares: dict[str, list[str]], folder: Path, workers: Workers | None) -> None:
    """Make indexes of the search, as many at once as there are processes: each is made by a program of its own."""
    from concurrent.futures import ThreadPoolExecutor

    from encoder.site import search

    with ThreadPoolExecutor(workers.number if workers and workers.breaks else 1) as pool:
        for _ in pool.map(lambda share: search.index(folder, *share), shares.items()):
            pass


def _lost(pages: list[Page]) -> None:
    raise EncoderError(f"{pages[0].address}: the process that made this page was killed, perhaps for want of memory")


def _write_pages(pages: list[Page], folder: Path, language: str) -> None:
    from encoder.saxon.processor import TransformError, transformer

    saxon = transformer(("site.xsl",))
    for page in pages:
        given = {"language": language, "policy": _policy(page)}
        try:
            result = saxon.transform("site.xsl", saxon.parse(page.description), given)
        except TransformError as error:
            raise EncoderError(f"{page.address}: this page of the site cannot be made: {error}") from None
        files.write(folder / page.address, result.encode(), durably=False)


def _policy(page: Page) -> str:
    """What a page may load: its style sheet; the search its script, its index, and the program that reads it."""
    from encoder.site.addresses import SEARCH

    shared = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'"
    return f"{shared}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" if page.address == SEARCH else shared


def _take_away(folder: Path, gone: list[str]) -> None:
    """Take away files that the site has no more, and folders that are empty then; nothing outside of it."""
    inside = folder.resolve()
    for address in gone:
        path = (folder / address).resolve()
        if inside not in path.parents:
            continue
        with suppress(OSError):
            if address.endswith(_ENTRY):
                path = path.parent
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
            for above in path.parents[: path.parents.index(inside)]:
                above.rmdir()  # which only an empty one lets happen


# What is noted --------------------------------------------------------------------------------------------------------


def _read(folder: Path) -> dict[str, str]:
    try:
        told = json.loads((folder / NAME).read_bytes())["files"]
        return {str(address): str(value) for address, value in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(folder: Path, made: dict[str, str]) -> None:
    told = {"version": 1, "files": dict(sorted(made.items()))}
    files.write(folder / NAME, json.dumps(told, indent=0).encode() + b"\n")


def _found(project: Project, listed: Register) -> tuple[str, tuple[Located, ...]]:
    """What an editor should look at in the register, and editions that cannot be told apart."""
    from encoder.corpus import candidates
    from encoder.project import NAME as PROJECT
    from encoder.reports.located import Located, between
    from encoder.validation import corpus

    path = str(project.people or project.folder / PROJECT)
    found = [Located(path, 0, 0, 0, 0, finding, "") for finding in candidates.check(listed)]
    editions = (
        (str(project.output / "records" / f"{card.file}.xml"), corpus.Facts(card.id, ())) for card in listed.cards
    )
    return path, (*found, *starmap(between, corpus.check(editions)))
