"""One record made: encoded, checked, rendered, written; or left as it is, where nothing that it depends on has changed.

A function of a record and a recipe, which any process can run. What it depends on is a digest: the source and the data
beside it, the profile, the people, the options, the program. The rendering has one of its own, so that another style
sheet renders again without encoding again.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

from encoder.batch.judge import STDIO
from encoder.batch.store import digest, of_program
from encoder.errors import EncoderError

if TYPE_CHECKING:
    from encoder.batch.store import Store
    from encoder.edition import Edition
    from encoder.reports import Located


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is made of each record, and how."""

    profile: str
    people: str | None
    date: str | None
    language: str
    time_limit: float | None = None
    """Seconds after which the work on one record is given up."""


class Record(NamedTuple):
    """A source, where its results go (`xml`, `html` …), and what was made of it before."""

    source: str
    targets: dict[str, str]
    before: Made | None = None


class Made(NamedTuple):
    """What became of a record. ``state``: `new`, `changed`, `rendered`, `edited`, `same`, or `failed`."""

    source: str
    state: str = "failed"
    encoding: str = ""
    rendering: str = ""
    """What edition and pages depended on, as digests."""
    results: dict[str, str] = {}  # noqa: RUF012 -- a value, never changed
    """The digests of the files that were written, by kind; the edition's alone where pages could not be made."""
    summary: str = ""
    findings: tuple[Located, ...] = ()
    refused: str = ""
    fault: str = ""
    traceback: str = ""


def make(record: Record, recipe: Recipe) -> Made:
    """Make a record; it never raises."""
    try:
        with _limited(recipe.time_limit):
            return _made(record, recipe)
    except EncoderError as error:
        return Made(record.source, refused=str(error))
    except Exception as error:
        import traceback

        told = "".join(traceback.format_exception(error))
        return Made(record.source, fault=f"{type(error).__name__}: {error}", traceback=told)


def _made(record: Record, recipe: Recipe) -> Made:
    encoding, rendering = needs(record.source, recipe, _content)
    before = record.before
    written = {kind: _content(path) for kind, path in record.targets.items()}
    if before is None:
        return _encoded(record, recipe, "new", encoding, rendering)
    edited = written["xml"] and written["xml"] != before.results.get("xml")
    if edited and not (before.encoding != encoding and _is_ours(record, recipe, written["xml"])):
        return _rendered(record, recipe, "edited", encoding, rendering, written["xml"])
    if before.encoding != encoding or not written["xml"]:
        return _encoded(record, recipe, "changed", encoding, rendering)
    if before.rendering != rendering or written != before.results:
        return _rendered(record, recipe, "rendered", encoding, rendering, written["xml"])
    return before._replace(state="same")


def _is_ours(record: Record, recipe: Recipe, written: str) -> bool:
    """Whether an edition is what the record gives now: a build that was killed wrote it, and could not say so."""
    from encoder.tei.serialize import serialize

    try:
        return digest(serialize(_edition(record, recipe))).hex() == written
    except EncoderError:
        return False


def unchanged(record: Record, recipe: Recipe, store: Store) -> Made | None:
    """What was made before, if nothing has changed since: quick, since files are known again by size and time."""

    def content(path: str) -> str:
        try:
            return store.content(path)[0].hex()
        except OSError:
            return ""

    before = record.before
    if before is None or record.source == STDIO:
        return None
    same = (before.encoding, before.rendering) == needs(record.source, recipe, content)
    if same and before.results == {kind: content(path) for kind, path in record.targets.items()}:
        return before._replace(state="same")
    return None


def needs(source: str, recipe: Recipe, content: Callable[[str], str]) -> tuple[str, str]:
    """What the edition of a source depends on, and what its pages depend on besides.

    ``content`` gives the digest of a file, or nothing where there is none.
    """
    from encoder.readers.metadata import SUFFIX

    if source == STDIO:
        return "", ""
    stem = os.path.splitext(source)[0]  # noqa: PTH122 -- there may be many thousand
    shared = [_shared(name) for name in (recipe.people, recipe.profile) if name]
    parts = [content(source), content(stem + SUFFIX), *shared]
    options = [recipe.profile, recipe.people, recipe.date]
    told = json.dumps([os.path.basename(source), options, parts]).encode()  # noqa: PTH119
    encoding = digest(of_program("", "schema"), told).hex()
    return encoding, digest(of_program("", "xslt"), recipe.language.encode()).hex()


def _shared(name: str) -> str:
    """The digest of a file that all records depend on; nothing where the name is that of no file."""
    try:
        return _read_once(name, os.stat(name).st_mtime_ns)  # noqa: PTH116
    except OSError:
        return ""


@lru_cache(maxsize=8)
def _read_once(name: str, _changed: int) -> str:
    return _content(name)


def _content(path: str) -> str:
    """The digest of a file's bytes; empty where there is none."""
    try:
        return digest(Path(path).read_bytes()).hex()
    except OSError:
        return ""


def _edition(record: Record, recipe: Recipe) -> Edition:
    import encoder

    source = sys.stdin.buffer.read() if record.source == STDIO else record.source
    return encoder.encode(
        source, name="<stdin>", profile=recipe.profile, date=recipe.date, people=recipe.people
    )  # fmt: skip


def _encoded(record: Record, recipe: Recipe, state: str, encoding: str, rendering: str) -> Made:
    import encoder
    from encoder.reports import locate
    from encoder.tei.serialize import serialize

    edition = _edition(record, recipe)
    found = (*edition.findings, *encoder.validate(edition))
    written = _write(record.targets["xml"], serialize(edition))
    told = tuple(locate(finding, edition.source) for finding in found)
    return _with_pages(
        edition, record, recipe, Made(record.source, state, encoding, rendering, {"xml": written}, "", told)
    )


def _rendered(record: Record, recipe: Recipe, state: str, encoding: str, rendering: str, written: str) -> Made:
    """Pages of an edition that stays as it is; one that was edited is checked as it is now."""
    import encoder
    from encoder.reports import locate
    from encoder.reports.located import EDITION_EDITED

    edition = encoder.open_edition(record.targets["xml"])
    before = record.before
    told = before.findings if before else ()
    if state == "edited":
        behind = before and before.encoding != encoding
        words = "its record or the program has changed since" if behind else "it stays as it is"
        finding = EDITION_EDITED.at(None, f"the edition was edited by hand: {words}")
        told = tuple(locate(each, edition.source) for each in (finding, *encoder.validate(edition)))
        encoding = before.encoding if before else encoding
        written = before.results["xml"] if before else written  # it is edited still, the next time
    return _with_pages(
        edition, record, recipe, Made(record.source, state, encoding, rendering, {"xml": written}, "", told)
    )


def _with_pages(edition: Edition, record: Record, recipe: Recipe, made: Made) -> Made:
    """The rest of what is made; where pages cannot be, the edition stands all the same, with what was found in it."""
    from encoder import rendering

    wanted = {kind: {"language": recipe.language} for kind in record.targets if kind != "xml"}
    try:
        pages = rendering.render_all(edition, wanted)
        written = {kind: _write(record.targets[kind], text.encode()) for kind, text in pages.items()}
    except EncoderError as error:
        return made._replace(state="failed", rendering="", refused=str(error))
    return made._replace(results={**made.results, **written}, summary=summary(edition, record))


def _write(target: str, data: bytes) -> str:
    from encoder import files

    files.write(Path(target), data)
    return digest(data).hex()


def summary(edition: Edition, record: Record) -> str:
    """Two lines: what was made, and what became of the source's characters."""
    from encoder.namespaces import TEI
    from encoder.validation.loss import account

    people = sum(1 for _ in edition.root.iter(f"{{{TEI}}}person"))
    speeches = sum(1 for _ in edition.root.iter(f"{{{TEI}}}sp"))
    editorial = sum(1 for element in edition.root.iter("*") if element.get("resp", "#encoder") != "#encoder")
    told = (
        f"{edition.id}: {speeches} speeches, {people} persons, {editorial} editorial notes → "
        f"{', '.join(record.targets.values())}"
    )
    if not edition.from_record:
        return told
    balance = account(edition)
    return (
        f"{told}\n{' ' * len(edition.id)}  {balance.characters:,} characters: {balance.text:,} text, "
        f"{balance.delimiters} delimiters, {balance.omitted} listed as omitted, {balance.lost} lost"
    )


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """Give up after so many seconds, where the system can tell (`SIGALRM`) and this is the process's main thread."""
    if seconds is None or not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> None:
        raise EncoderError(f"it took more than {seconds:g} seconds, and was given up (--time-limit)")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
