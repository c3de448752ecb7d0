"""Everything that is checked in an edition, in one call: the schema first, then what no schema sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

from encoder.check import fidelity
from encoder.check.rules import (
    characters,
    conflicts,
    content,
    dates,
    header,
    identifiers,
    includes,
    languages,
    pages,
    pointers,
    speeches,
)
from encoder.check.schemas import grammar, model
from encoder.files import resources
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition, OpenedEdition
from encoder.values.errors import EncoderError

SECONDS = 30.0
"""The time limit for rules that a file names."""
LONGEST = 300.0
"""The time limit for rules that are given by hand."""
CHECKS = (identifiers, pointers, includes, languages, dates, header, content, speeches, pages, characters)
"""Modules that check one thing each, in any edition."""
_OWN_PRACTICE = (languages.LANGUAGE_UNDECLARED, pointers.POINTER_DANGLING)
"""Rules of which other projects have a practice of their own: no errors there."""
OF_FILES, OF_RECORDS = (conflicts,), (fidelity,)
"""Those for an edition that was opened from a file, and those for one that was made from a record."""


def validate(
    edition: Edition, schema: Path | None = None, engine: str = "own", *, ids: bool = False,
    schematron: Iterable[Path] = (), phase: str = "#DEFAULT",
) -> Iterator[Diagnostic]:  # fmt: skip
    """The findings of the schema (if none is given, that of `model.of_edition`) and of all checks, in their order.

    ``engine`` is ``own``, or the name of another validator that is to be asked instead: ``libxml2``, ``jing``.
    ``schematron`` are schemas of rules besides, in the ``phase`` that is named.
    """
    yield from once(gather(edition, schema, engine, ids=ids, schematron=schematron, phase=phase))


def gather(
    edition: Edition, schema: Path | None = None, engine: str = "own", *, ids: bool = False,
    schematron: Iterable[Path] = (), phase: str = "#DEFAULT", is_chosen: Callable[[str], bool] = lambda _: True,
    catalog: str | None = None, by_named_rules: bool = True,
) -> list[Diagnostic]:  # fmt: skip
    """The same with what is told twice, in no order; checks of which no rule ``is_chosen`` are left out."""
    schema = schema or model.of_edition(edition).path
    schemas = [schema]
    if isinstance(edition, OpenedEdition):
        schemas += model.further(edition.source.text, edition.source.name, schema, catalog)
    found = [
        finding
        for each in schemas
        for finding in (grammar.check(edition, each, ids=ids) if engine == "own" else _asked(engine, edition, each))
    ]
    own = OF_FILES if isinstance(edition, OpenedEdition) else OF_RECORDS
    wanted = [module for module in (*CHECKS, *own) if any(is_chosen(rule.name) for rule in _rules(module))]
    found += [finding for module in wanted for finding in module.check(edition)]
    if not model.is_own(schema):
        found = [_milder(finding) if finding.rule in _OWN_PRACTICE else finding for finding in found]
    given = [*schematron]
    for path in given:
        from encoder.check.schematron import schema as rules

        found += rules.check(edition, path, phase, seconds=LONGEST)
    if by_named_rules and isinstance(edition, OpenedEdition):
        found += _by_named_rules(edition, schema, given, catalog)
    return found


def _by_named_rules(
    edition: Edition, schema: Path, given: Sequence[Path], catalog: str | None
) -> Iterator[Diagnostic]:  # fmt: skip
    """The findings of the Schematron rules in the schema, and of those that the file names."""
    from encoder.check.schematron import schema as rules

    bundled = resources.schema(f"{model.TEI_ALL}.rng")
    named = model.rules_for(edition.source.text, edition.source.name, schema, catalog)
    for path, phase in named.found:
        if path in given:
            continue
        try:
            seconds = None if path == bundled else SECONDS
            yield from list(rules.check(edition, path, phase, seconds=seconds))
        except EncoderError as error:
            yield rules.SCHEMATRON_NOT_RUN.at(None, f"{path.name}: its rules were not run: {error.words}")
    for address in named.missing:
        yield replace(rules.SCHEMATRON_NOT_RUN, severity=Severity.INFO).at(
            None, f"rules named in xml-model were not found: {address}"
        )


def once(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In the order of the source, and each fault once.

    Where the schema says that a value is none, and a check which is as grave says why, the check says it; a warning
    about what the schema calls an error is left out.
    """
    found = list(findings)
    schemas = [finding for finding in found if finding.rule is grammar.RELAXNG_INVALID]
    by_schema = {finding.span for finding in schemas if finding.span}
    others = [finding for finding in found if finding.rule is not grammar.RELAXNG_INVALID]
    by_check = {finding.span for finding in others if finding.severity is Severity.ERROR}
    kept = [
        finding
        for finding in found
        if finding.span is None
        or not (
            finding.span in by_check and finding.in_value
            if finding.rule is grammar.RELAXNG_INVALID
            else finding.span in by_schema and finding.severity is not Severity.ERROR
        )
    ]
    return sorted(kept, key=_order)


def _order(finding: Diagnostic) -> tuple[int, int, str, str]:
    """By place, then by name and words: the order does not depend on which check ran first."""
    start, end = finding.span or (-1, -1)
    return start, end, finding.rule.name, finding.message


def _milder(finding: Diagnostic) -> Diagnostic:
    return replace(finding, rule=replace(finding.rule, severity=Severity.WARNING))


@cache
def _rules(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


def _asked(engine: str, edition: Edition, schema: Path) -> Iterator[Diagnostic]:
    """What another validator says."""
    from encoder.check.schemas.second_opinion import ENGINES

    if engine not in ENGINES:
        raise EncoderError(f"there is no engine “{engine}”; known are own, {', '.join(ENGINES)}")
    return ENGINES[engine](edition, schema)
