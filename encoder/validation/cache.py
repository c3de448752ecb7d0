"""Verdicts that were given before: what they depend on, and how they are written down.

A verdict depends on the file, the schemas, the options and the program; on the day too, where an instruction in the
file may end.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from encoder.validation.one_file import HOUSE, MODEL, Job, Verdict, schema_for
from encoder.values.errors import EncoderError
from encoder.work.store import Store, digest, of_program, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from encoder.check.across import Facts
    from encoder.check.located import Located
    from encoder.values.diagnostics import Rule

_INSTRUCTION = b"<?tei-encoder"


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
            with suppress(ValueError, KeyError, TypeError):
                told[paths[key]] = _read(paths[key], json.loads(text))
        return told

    def put(self, key: bytes, verdict: Verdict) -> None:
        """Keep a verdict; not one on a file that could not be used, or that has changed since its key was made."""
        try:
            if state_of(verdict.path) != self._states.get(verdict.path):
                return
        except OSError:
            return
        if not verdict.refused and not verdict.fault:
            told = {"findings": written(verdict.findings), "facts": verdict.facts, "schema": verdict.schema}
            self._store.put(key, json.dumps(told, ensure_ascii=False))


def _of_job(job: Job) -> bytes:
    options = {name: value for name, value in asdict(job).items() if name != "today"}
    schemas = [*([job.schema] if job.schema not in (None, MODEL, HOUSE) else []), *job.schematron]
    told = json.dumps(options, sort_keys=True).encode()
    return digest(told, of_program("", "schema", "xslt"), *(of_schema(Path(path)) for path in schemas))


def _schemas(path: str, job: Job) -> bytes:
    """The digest of the schema that a file is judged by, of the rules that it names, and of the catalog."""
    from encoder.check.model import rules_for
    from encoder.files.encoding import written_in

    data = Path(path).read_bytes()
    text = data.decode(written_in(data, None)[1], errors="replace")
    schema = schema_for(text, path, job).path
    rules = rules_for(text, path, schema, job.catalog).found
    catalog = Path(job.catalog).read_bytes() if job.catalog else b""
    return digest(catalog, *map(of_schema, (schema, *(place for place, _ in rules))))


def of_schema(schema: Path) -> bytes:
    """The digest of a schema's file and of all that it includes."""
    from encoder.check.model import files_of

    parts: list[bytes] = []
    for path in files_of(schema):
        with suppress(OSError):
            parts += [str(path).encode(errors="surrogateescape"), path.read_bytes()]
    return digest(*parts)


def _read(path: str, told: dict[str, Any]) -> Verdict:
    found = read(path, told["findings"]) if told["findings"] else ()
    return Verdict(path, found, facts=_facts(told["facts"]), schema=tuple(told["schema"]))


def _facts(told: list[Any] | None) -> Facts | None:
    if told is None:
        return None
    from encoder.check.across import Facts, Place, Pointer

    identifier, pointers = told
    return Facts(identifier, tuple(Pointer(file, name, Place(*at)) for file, name, at in pointers))


def written(findings: Iterable[Located]) -> dict[str, Any]:
    """Findings as JSON has them, each rule once; an empty object where there are none."""
    found = [*findings]
    rules = {each.rule: each.finding.rule for each in found}
    return {"rules": written_rules(rules), "found": written_found(found)} if found else {}


def read(path: str, told: dict[str, Any]) -> tuple[Located, ...]:
    """Findings from JSON."""
    return read_found(path, told["found"], read_rules(told["rules"]))


def written_rules(rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Rules by their names, as JSON has them."""
    return {name: [int(rule.severity), rule.summary, rule.explanation] for name, rule in rules.items()}


def read_rules(told: dict[str, Any]) -> dict[str, Rule]:
    """Rules from JSON."""
    from encoder.values.diagnostics import Rule, Severity

    return {name: Rule(name, Severity(said[0]), said[1], said[2]) for name, said in told.items()}


def written_found(findings: Iterable[Located]) -> list[Any]:
    """Findings without the texts of their rules."""
    return [
        [
            each.rule, each.finding.message, each.finding.notes, each.finding.span,
            [each.line, each.column, each.end_line, each.end_column], each.text, each.before, each.fragment,
        ]
        for each in findings
    ]  # fmt: skip


def read_found(path: str, told: list[Any], rules: Mapping[str, Rule]) -> tuple[Located, ...]:
    """The same from JSON, told of the file at a path."""
    from encoder.check.located import Located
    from encoder.values.diagnostics import Diagnostic
    from encoder.values.source import Span

    found = []
    for name, message, notes, span, (line, column, end_line, end_column), text, before, fragment in told:
        finding = Diagnostic(rules[name], message, Span(*span) if span else None, tuple(notes))
        found.append(Located(path, line, column, end_line, end_column, finding, text, before, fragment))
    return tuple(found)
