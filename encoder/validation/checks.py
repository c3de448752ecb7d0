"""Everything that is checked in an edition, in one call: the schema first, then what no schema sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from encoder import resources
from encoder.diagnostics import Diagnostic, Rule, Severity
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

CHECKS = (identifiers, pointers, languages, dates, header, content, speeches, pages, characters, loss)
"""Modules that check one thing each."""


def validate(
    edition: Edition, schema: Path | None = None, engine: str = "own", *, ids: bool = False,
    schematron: Iterable[Path] = (), phase: str = "#DEFAULT", is_chosen: Callable[[str], bool] = lambda _: True,
) -> Iterator[Diagnostic]:  # fmt: skip
    """The findings of the schema (the house's, if none is named) and of all checks, in the order of the source.

    ``engine`` is ``own``, or the name of another validator that is to be asked instead: ``libxml2``, ``jing``.
    ``schematron`` are schemas of rules besides, in the ``phase`` that is named. Checks of which no rule ``is_chosen``
    are left out; what others find is given whole.
    """
    judged = list(grammar.check(edition, schema, ids=ids) if engine == "own" else _asked(engine, edition, schema))
    wanted = [module for module in CHECKS if any(is_chosen(rule.name) for rule in _rules(module))]
    checked = [finding for module in wanted for finding in module.check(edition)]
    for path in schematron:
        from encoder.validation import schematron as rules  # Saxon is heavy

        checked += rules.check(edition, path, phase)
    yield from sorted(_once(judged, checked), key=lambda finding: finding.span.start if finding.span else -1)


@cache
def _rules(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))


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
