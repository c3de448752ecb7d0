"""Verdicts that were given before, kept under what they depend on: the file, the schemas, the options, the program.

A key is a digest of all of these, so nothing needs to be made invalid: what has changed has another key. The store is
an SQLite file, in the user's cache folder if no other is named.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from encoder.batch.judge import MODEL, Job, Verdict
from encoder.errors import EncoderError

if TYPE_CHECKING:
    from encoder.reports import Located
    from encoder.validation.corpus import Facts

_MOST = 200_000
"""Verdicts that are kept; the oldest go."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells whether it has changed."""
_INCLUDES = re.compile(rb"\b(?:include|externalRef|external)\b")
_PACKAGE = Path(__file__).parent.parent


def default_folder() -> Path:
    """Where users keep what can be made again (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tei-encoder"


class Cache:
    """The store; what cannot be read or written is judged anew, and nobody is bothered with it."""

    def __init__(self, folder: Path, job: Job) -> None:
        self._job = job
        self._base = _digest_of_job(job)
        folder.mkdir(parents=True, exist_ok=True)
        self._store = sqlite3.connect(folder / "verdicts.sqlite", timeout=2)
        self._store.execute("CREATE TABLE IF NOT EXISTS verdict (key BLOB PRIMARY KEY, told TEXT) WITHOUT ROWID")
        self._store.execute(
            "CREATE TABLE IF NOT EXISTS seen (path TEXT PRIMARY KEY, state TEXT, digest BLOB) WITHOUT ROWID"
        )
        self._seen = {path: (state, digest) for path, state, digest in self._store.execute("SELECT * FROM seen")}

    def key(self, path: str) -> bytes | None:
        """What a verdict on a file depends on; None where that cannot be said, so that it is judged anew."""
        try:
            digest = blake2b(self._base, digest_size=20)
            digest.update(path.encode() + b"\0" + self._content(path))
            if self._job.schema == MODEL:
                from encoder.validation.model import named_by

                head = Path(path).read_text(encoding="utf-8", errors="replace")
                digest.update(_digest_of_schema(named_by(head, path, self._job.catalog)))
        except (OSError, ValueError, EncoderError):
            return None
        return digest.digest()

    def _content(self, path: str) -> bytes:
        """A digest of a file's bytes; a file whose size and time are what they were is not read again (as Git does).

        With the day, if there are instructions in it that may end.
        """
        found = os.stat(path)  # noqa: PTH116 -- a thousand of them
        state = f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"
        known = self._seen.get(path)
        if known and known[0] == state:
            digest: bytes = known[1]
        else:
            data = Path(path).read_bytes()
            digest = blake2b(data, digest_size=20).digest() + (b"s" if b"<?tei-encoder" in data else b"")
            if time.time_ns() - found.st_mtime_ns > _SETTLED:  # one that was written just now may be written again
                with suppress(sqlite3.Error):
                    self._store.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (path, state, digest))
        return digest + (self._job.today.isoformat().encode() if digest.endswith(b"s") and len(digest) > 20 else b"")

    def get(self, keys: dict[str, bytes | None]) -> dict[str, Verdict]:
        """The verdicts that were given, by their paths."""
        paths = {key: path for path, key in keys.items() if key}
        told: dict[str, Verdict] = {}
        with suppress(sqlite3.Error, ValueError, KeyError, TypeError):
            for some in _portions([*paths]):
                asked = f"SELECT key, told FROM verdict WHERE key IN ({','.join('?' * len(some))})"
                for key, text in self._store.execute(asked, some):
                    told[paths[key]] = _read(paths[key], json.loads(text))
        return told

    def put(self, key: bytes, verdict: Verdict) -> None:
        """Keep a verdict; one on a file that could not be used, or on which the program failed, is not kept."""
        if not verdict.refused and not verdict.fault:
            with suppress(sqlite3.Error):
                told = json.dumps(_written(verdict), ensure_ascii=False)
                self._store.execute("INSERT OR REPLACE INTO verdict VALUES (?, ?)", (key, told))

    def close(self) -> None:
        """Write what was put."""
        with suppress(sqlite3.Error):
            (number,) = self._store.execute("SELECT count(*) FROM verdict").fetchone()
            if number > _MOST:
                self._store.execute(
                    "DELETE FROM verdict WHERE key IN (SELECT key FROM verdict LIMIT ?)", (number - _MOST,)
                )
            self._store.commit()
        self._store.close()


@contextmanager
def opened(folder: Path | None, job: Job) -> Iterator[Cache | None]:
    """The cache in a folder; None where there is none, or it cannot be used."""
    try:
        cache = Cache(folder, job) if folder else None
    except (OSError, sqlite3.Error):
        cache = None
    try:
        yield cache
    finally:
        if cache:
            cache.close()


def _portions(keys: list[bytes], size: int = 500) -> Iterator[list[bytes]]:
    """As many as SQLite takes in one question."""
    for at in range(0, len(keys), size):
        yield keys[at : at + size]


def _digest_of_job(job: Job) -> bytes:
    digest = blake2b(digest_size=20)
    options = {name: value for name, value in asdict(job).items() if name != "today"}
    digest.update(json.dumps([options, _program()], sort_keys=True).encode())
    if job.schema and job.schema != MODEL:
        digest.update(_digest_of_schema(Path(job.schema)))
    for path in job.schematron:
        digest.update(_digest_of_schema(Path(path)))
    return digest.digest()


def _digest_of_schema(schema: Path) -> bytes:
    """Of a schema's file; where it includes others, of all schemas in its folder and below."""
    digest = blake2b(digest_size=20)
    with suppress(OSError):
        data = schema.read_bytes()
        digest.update(data)
        if schema.suffix in (".rng", ".rnc") and _INCLUDES.search(data):
            for path in sorted(schema.parent.rglob("*.rn[gc]")):
                digest.update(path.read_bytes())
    return digest.digest()


def _program() -> list[Any]:
    """The version, and when its files were last changed: somebody may be working on them."""
    from encoder import __version__, resources

    folders = (_PACKAGE, resources.schema("").resolve(), resources.xslt("").resolve())
    newest = max(file.stat().st_mtime_ns for folder in folders for file in folder.rglob("*.*") if file.suffix != ".pyc")
    return [__version__, newest]


def _written(verdict: Verdict) -> dict[str, Any]:
    rules = {each.rule: each.finding.rule for each in verdict.findings}
    return {
        "rules": {name: [int(rule.severity), rule.summary, rule.explanation] for name, rule in rules.items()},
        "findings": [_of_finding(each) for each in verdict.findings],
        "facts": verdict.facts,
    }


def _of_finding(each: Located) -> list[Any]:
    place = [each.line, each.column, each.end_line, each.end_column]
    return [each.rule, each.finding.message, each.finding.notes, each.finding.span, place, each.text, each.fragment]


def _read(path: str, told: dict[str, Any]) -> Verdict:
    if not told["findings"] and told["facts"] is None:
        return Verdict(path)
    from encoder.diagnostics import Diagnostic, Rule, Severity
    from encoder.reports.located import Located
    from encoder.source import Span

    rules = {name: Rule(name, Severity(said[0]), said[1], said[2]) for name, said in told["rules"].items()}
    found = []
    for name, message, notes, span, (line, column, end_line, end_column), text, fragment in told["findings"]:
        finding = Diagnostic(rules[name], message, Span(*span) if span else None, tuple(notes))
        found.append(Located(path, line, column, end_line, end_column, finding, text, fragment))
    return Verdict(path, tuple(found), facts=_facts(told["facts"]))


def _facts(told: list[Any] | None) -> Facts | None:
    if told is None:
        return None
    from encoder.validation.corpus import Facts, Place, Pointer

    identifier, pointers = told
    return Facts(identifier, tuple(Pointer(file, name, Place(*at)) for file, name, at in pointers))
