"""Verdicts that were given before: what they depend on, and how they are written down.

A verdict depends on the file, the schemas, the options and the program; on the day too, where an instruction in the
file may end.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from encoder.check.across import Facts
from encoder.check.corpora import Root
from encoder.check.kept import Kept, KeptRule, found, kept, kept_rules, rules_of
from encoder.files import reading
from encoder.validation.one_file import HOUSE, MODEL, Job, Verdict, record_of, schema_for
from encoder.values.errors import EncoderError
from encoder.work.store import Store, digest, of_program, state_of

_INSTRUCTION = b"<?tei-encoder"


class _Told(NamedTuple):
    """A verdict as it is kept."""

    schema: tuple[str, str, str]
    facts: Facts | None
    rules: dict[str, KeptRule]
    findings: tuple[Kept, ...]


class Cache:
    """Verdicts in a store, for one job."""

    def __init__(self, store: Store, job: Job) -> None:
        self._store = store
        self._job = job
        self._base = _of_job(job)
        self._states: dict[str, str] = {}

    def key(self, path: str) -> bytes | None:
        """What a verdict on a file depends on; None where that cannot be said, so that it is judged anew."""
        try:
            self._states[path] = state_of(path)
            content, may_end = self._store.content(path, _INSTRUCTION)
            schemas = _schemas(path, self._job)
        except (OSError, ValueError, EncoderError):
            return None
        day = self._job.today.isoformat() if may_end else ""
        return digest(self._base, path.encode(errors="surrogateescape"), content, schemas, day.encode())

    def get(self, keys: dict[str, bytes | None]) -> dict[str, Verdict]:
        """The verdicts that were given, by their paths."""
        paths = {key: path for path, key in keys.items() if key}
        told: dict[str, Verdict] = {}
        for key, text in self._store.get(paths).items():
            with suppress(msgspec.DecodeError, KeyError):
                told[paths[key]] = _read(paths[key], text)
        return told

    def put(self, key: bytes, verdict: Verdict) -> None:
        """Keep a verdict; not one on a file that could not be used, or that has changed since its key was made."""
        try:
            if state_of(verdict.path) != self._states.get(verdict.path):
                return
        except OSError:
            return
        if not verdict.refused and not verdict.fault:
            rules = kept_rules({each.rule: each.finding.rule for each in verdict.findings})
            told = _Told(verdict.schema, verdict.facts, rules, kept(verdict.findings))
            self._store.put(key, msgspec.json.encode(told).decode())


def _read(path: str, text: str) -> Verdict:
    told = msgspec.json.decode(text, type=_Told)
    return Verdict(path, found(path, told.findings, rules_of(told.rules)), facts=told.facts, schema=told.schema)


def _of_job(job: Job) -> bytes:
    options = {name: value for name, value in asdict(job).items() if name not in ("today", "roots")}
    schemas = [*([job.schema] if job.schema not in (None, MODEL, HOUSE) else []), *job.schematron]
    told = json.dumps(options, sort_keys=True).encode()
    return digest(told, of_program("", "schema", "xslt"), *(of_schema(Path(path)) for path in schemas))


def _schemas(path: str, job: Job) -> bytes:
    """The digest of the schema that a file is judged by, of the rules that it names, and of the catalog."""
    from encoder.check.schemas.model import further, rules_for
    from encoder.files.encoding import written_in

    data = reading.read(path)
    text = data.decode(written_in(data, None)[1], errors="replace")
    schema = schema_for(text, path, job).path
    rules = rules_for(text, path, schema, job.catalog).found
    catalog = reading.read(job.catalog) if job.catalog else b""
    others = further(text, path, schema, job.catalog)
    record = reading.read(record_of(path, job.source)) if job.source else b""
    return digest(
        catalog, record, _of_corpora(job.roots), *map(of_schema, (schema, *others, *(place for place, _ in rules)))
    )


@lru_cache(maxsize=8)
def _of_corpora(roots: tuple[Root, ...]) -> bytes:
    """The state of all files of the corpora: where one changes, pointers of others may lead elsewhere."""
    from encoder.check import corpora

    return digest(
        *(f"{path} {state_of(path)}".encode() for root in roots for path in (root.path, *corpora.files_of(root.path)))
    )


def of_schema(schema: Path) -> bytes:
    """The digest of a schema's file and of all that it includes."""
    from encoder.check.schemas.model import files_of

    parts: list[bytes] = []
    for path in files_of(schema):
        with suppress(OSError):
            parts += [str(path).encode(errors="surrogateescape"), reading.read(path)]
    return digest(*parts)
