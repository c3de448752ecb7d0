"""Everything that is checked in an edition, in one call: the schema first, then what no schema sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from encoder import resources
from encoder.diagnostics import Diagnostic, Severity
from encoder.edition import Edition
from encoder.errors import EncoderError
from encoder.validation import (
    characters,
    content,
    dates,
    grammar,
    header,
    identifiers,
    languages,
    loss,
    pages,
    pointers,
    speeches,
)

CHECKS = (
    identifiers.check, pointers.check, languages.check, dates.check, header.check, content.check, speeches.check,
    pages.check, characters.check, loss.check,
)  # fmt: skip


def validate(
    edition: Edition, schema: Path | None = None, engine: str = "own", *, ids: bool = False,
    schematron: Iterable[Path] = (), phase: str = "#DEFAULT",
) -> Iterator[Diagnostic]:  # fmt: skip
    """The findings of the schema (the house's, if none is named) and of all checks, in the order of the source.

    ``engine`` is ``own``, or the name of another validator that is to be asked instead: ``libxml2``, ``jing``.
    ``schematron`` are schemas of rules besides, in the ``phase`` that is named.
    """
    judged = list(grammar.check(edition, schema, ids=ids) if engine == "own" else _asked(engine, edition, schema))
    checked = [finding for check in CHECKS for finding in check(edition)]
    for path in schematron:
        from encoder.validation import schematron as rules  # Saxon is heavy

        checked += rules.check(edition, path, phase)
    yield from sorted(_once(judged, checked), key=lambda finding: finding.span.start if finding.span else -1)


def _once(judged: list[Diagnostic], checked: list[Diagnostic]) -> Iterator[Diagnostic]:
    """A fault at one place is told once: by a check that is as grave as the schema; else by the schema."""
    by_schema = {finding.span for finding in judged if finding.span}
    by_check = {finding.span for finding in checked if finding.severity is Severity.ERROR and finding.span}
    yield from (finding for finding in judged if finding.span not in by_check)
    yield from (finding for finding in checked if finding.severity is Severity.ERROR or finding.span not in by_schema)


def _asked(engine: str, edition: Edition, schema: Path | None) -> Iterator[Diagnostic]:
    """What another validator says."""
    from encoder.validation.second_opinion import ENGINES

    if engine not in ENGINES:
        raise EncoderError(f"there is no engine “{engine}”; known are own, {', '.join(ENGINES)}")
    return ENGINES[engine](edition, schema or resources.schema("tei-encoder.rng"))
