"""A project's site brought up to date: of its files those that are made of something else now.

`site.json` beside the manifest records, as digests, what each file was made from and what was written. A file that the
site no longer has is deleted if it is still as written. Before anything is written, whatever is about to change is
listed without digests, so that a killed build leaves nothing that the next one takes to be finished.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from itertools import islice, starmap
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from msgspec import DecodeError, Struct
from msgspec.json import decode, encode

from encoder.build import artifacts
from encoder.build.inputs import content_of
from encoder.build.kept.manifest import OF_PROJECT as NAME
from encoder.build.kept.manifest import place
from encoder.files import writing
from encoder.host.extras import install
from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    from encoder.build.artifacts import File
    from encoder.build.plan import Plan
    from encoder.check.located import Located
    from encoder.corpus.index import Index
    from encoder.corpus.summary import Summary
    from encoder.project import Project
    from encoder.publish.site.page import Page
    from encoder.values.authority import Entry
    from encoder.work.pool import Workers

_ENTRY = "/pagefind-entry.json"
"""What stands for an index of the search, which is a folder."""
_VERSION = 2
_GENERATOR, _HEAD = b'name="generator" content="tei-encoder', 4_000
"""What marks a page of ours, and how many bytes at its beginning are searched for it."""
_AT_ONCE = 50
"""Pages that a process makes before it is given more."""


class Noted(NamedTuple):
    """What is noted of a file: the key of what it was made of, and the digest of what was written."""

    key: str = ""
    content: str = ""


class _Told(Struct):
    """What is noted of the files, by their addresses."""

    version: int
    files: dict[str, Noted]


class Site(NamedTuple):
    """What became of a site: what was found in the index, said of the file at ``path``, and a line of summary."""

    path: str
    findings: tuple[Located, ...]
    summary: str


def build(plan: Plan, workers: Workers | None) -> Site:
    """Make what has changed of the site of a project whose records are made."""
    from encoder.publish.site import search

    project = plan.project
    assert project
    listed, pages = _summaries(plan, _house(project))
    shares = search.shares(pages) if project.has_site and search.program() else {}
    folder, before = project.output, _read(project.output)

    def is_stale(address: str, key: str) -> bool:
        return before.get(address, Noted()).key != key or not (folder / address).is_file()

    now: dict[str, str] = {}
    waiting: list[File] = []
    for file in artifacts.files(project, listed, tuple(shares)):
        now[file.address] = file.key
        if is_stale(file.address, file.key):
            waiting.append(_packed(file))
    indexes = {
        search.address(share): artifacts.key(*(pages[name] for name in names)) for share, names in shares.items()
    }
    now |= indexes
    stale = {file.address for file in waiting} | {each for each, key in indexes.items() if is_stale(each, key)}
    gone = [address for address in before if address not in now]
    is_first = plan.is_first and not (folder / NAME).exists()
    if is_first and (theirs := [each for each in sorted(stale) if (folder / each).exists()]):
        raise EncoderError(
            "is there, and no build has made it; move it away, or choose another “output”", folder / theirs[0]
        )
    if stale or gone:
        _write(folder, before | {each: Noted("", before.get(each, Noted()).content) for each in stale})
        _make(waiting, folder, project.language, workers)
        _index({share: names for share, names in shares.items() if search.address(share) in stale}, folder, workers)
        _take_away(folder, {address: before[address].content for address in gone})
        written = {each: content_of(str(folder / each)) if each in stale else before[each].content for each in now}
        written |= indexes  # Pagefind writes other bytes each time
        _write(folder, {address: Noted(key, written[address]) for address, key in now.items()})
    return Site(*_found(project, listed), _summary(project, listed, now, stale, gone))


def _packed(file: File) -> File:
    """A file that waits to be made: the descriptions of the pages for ten thousand records are fifty megabytes."""
    if callable(file.made):
        return file
    return file._replace(made=file.made._replace(description=zlib.compress(file.made.description, level=1)))


def _house(project: Project) -> tuple[Entry, ...]:
    """The archive's file of people."""
    from encoder.read.beside.people import read

    return read(project.people).entries if project.people else ()


def _summaries(plan: Plan, house: tuple[Entry, ...]) -> tuple[Index, dict[str, bytes]]:
    """The register of the records that have a summary, and by their names the digests of their pages."""
    from encoder.corpus import index

    assert plan.manifest
    found: list[Summary] = []
    pages: dict[str, bytes] = {}
    for source in plan.records.names:
        summary, page = plan.manifest.summary(place(source))
        if summary:
            found.append(summary)
            pages[summary.file] = page.encode()
    return index.of(found, house), pages


def _summary(project: Project, listed: Index, now: dict[str, str], stale: set[str], gone: list[str]) -> str:
    indexes = {address for address in now if address.endswith(_ENTRY)}
    without = project.has_site and listed.summaries and not indexes
    return (
        f"{'site' if project.has_site else 'register'}: {len(now)} files in addition to "
        f"{len(listed.summaries)} records, "
        f"{len(stale)} written{', with search' if indexes & stale else ''}"
        f"{f', {len(gone)} deleted' if gone else ''}" + (f"; no search: {install('site')}" if without else "")
    )


# What is made ---------------------------------------------------------------------------------------------------------


def _put(out: BinaryIO, pieces: Iterable[bytes]) -> None:
    out.writelines(pieces)


def _make(waiting: list[File], folder: Path, language: str, workers: Workers | None) -> None:
    """Make files, pages in several processes where there are many."""
    pages: list[Page] = []
    for file in waiting:
        if callable(file.made):
            put = partial(_put, pieces=file.made())
            writing.write(folder / file.address, put, durably=False, follow=False)
        else:
            pages.append(file.made)
    rest = iter(pages)
    heaps = list(iter(lambda: [*islice(rest, _AT_ONCE)], []))
    work = partial(_write_pages, folder=folder, language=language)
    if workers is None or len(heaps) < 2 or not workers.breaks:
        results: Iterable[None] = map(work, heaps)
    else:
        from encoder.work.pool import each

        results = each(work, heaps, workers, _lost)
    for _ in results:
        pass


def _index(shares: dict[str, list[str]], folder: Path, workers: Workers | None) -> None:
    """Make indexes of the search, as many at once as there are processes: each is made by a program of its own."""
    from concurrent.futures import ThreadPoolExecutor

    from encoder.publish.site import search

    with ThreadPoolExecutor(workers.number if workers and workers.breaks else 1) as pool:
        for _ in pool.map(lambda share: search.index(folder, *share), shares.items()):
            pass


def _lost(pages: list[Page]) -> None:
    raise EncoderError("the process that made this page was killed, perhaps for want of memory", pages[0].address)


def _write_pages(pages: list[Page], folder: Path, language: str) -> None:
    from encoder.saxon.processor import TransformError, transformer

    saxon = transformer(("site.xsl",))
    for page in pages:
        given = {"language": language, "policy": _policy(page)}
        try:
            result = saxon.transform("site.xsl", saxon.parse(zlib.decompress(page.description).decode()), given)
        except TransformError as error:
            raise EncoderError(f"this page of the site cannot be made: {error}", page.address) from None
        writing.write(folder / page.address, result.encode(), durably=False, follow=False)


def _policy(page: Page) -> str:
    """What a page may load: its style sheet; the search its script, its index, and the program that reads it."""
    from encoder.publish.site.addresses import SEARCH

    shared = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'"
    return f"{shared}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" if page.address == SEARCH else shared


def _take_away(folder: Path, gone: dict[str, str]) -> None:
    """Delete files that the site no longer has, and folders left empty by that.

    ``gone`` has the digest of what was written to each. Nothing outside the site is deleted, and nothing that differs
    from what was written: notes can be wrong, and people put files of their own into folders. An index of the search is
    known by its place.
    """
    from encoder.publish.site import search

    inside = folder.resolve()
    for address, content in gone.items():
        path = (folder / address).resolve()
        is_index = search.is_index(address)
        if inside not in path.parents or not (is_index or _is_ours(path, content)):
            continue
        with suppress(OSError):
            if is_index:
                path = path.parent
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
            for above in path.parents[: path.parents.index(inside)]:
                above.rmdir()  # which only an empty one lets happen


def _is_ours(path: Path, content: str) -> bool:
    """Whether a file is what was written, or a page of a build that was killed before it could note it."""
    if content and content_of(str(path)) == content:
        return True
    with suppress(OSError):
        return path.suffix == ".html" and _GENERATOR in path.read_bytes()[:_HEAD]
    return False


# What is noted --------------------------------------------------------------------------------------------------------


def _read(folder: Path) -> dict[str, Noted]:
    try:
        told = decode((folder / NAME).read_bytes(), type=_Told)
    except (OSError, DecodeError):
        return {}
    return told.files if told.version == _VERSION else {}


def _write(folder: Path, made: dict[str, Noted]) -> None:
    lines = b",\n".join(b"%b: %b" % (encode(address), encode(noted)) for address, noted in sorted(made.items()))
    writing.write(folder / NAME, b'{"version": %d, "files": {\n%b\n}}\n' % (_VERSION, lines))


def _found(project: Project, listed: Index) -> tuple[str, tuple[Located, ...]]:
    """What an editor should look at in the index, and editions that cannot be told apart."""
    from encoder.check import across
    from encoder.check.located import Located, between
    from encoder.corpus import candidates
    from encoder.project.keys import NAME as PROJECT

    path = str(project.people or project.folder / PROJECT)
    found = [Located(path, 0, 0, 0, 0, finding, "") for finding in candidates.check(listed)]
    editions = (
        (str(project.output / "records" / f"{summary.file}.xml"), across.Facts(summary.id, ()))
        for summary in listed.summaries
    )
    return path, (*found, *starmap(between, across.check(editions)))
