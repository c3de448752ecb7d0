"""Edition to diagnostics: every check reads TEI, and knows nothing of how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from encoder import resources
from encoder.diagnostics import Diagnostic
from encoder.edition import Edition
from encoder.errors import EncoderError
from encoder.validation import grammar, identifiers, languages, loss, pointers

CHECKS = (identifiers.check, pointers.check, languages.check, loss.check)


def validate(
    edition: Edition, schema: Path | None = None, engine: str = "own", *, ids: bool = False
) -> Iterator[Diagnostic]:
    """The findings of the schema (the house's, if none is named) and of all checks, in the order of the source.

    ``engine`` is ``own``, or the name of another validator that is to be asked instead: ``libxml2``, ``jing``.
    """
    judged = grammar.check(edition, schema, ids=ids) if engine == "own" else _asked(engine, edition, schema)
    found = [*judged, *(finding for check in CHECKS for finding in check(edition))]
    yield from sorted(found, key=lambda finding: finding.span.start if finding.span else -1)


def _asked(engine: str, edition: Edition, schema: Path | None) -> Iterator[Diagnostic]:
    """What another validator says."""
    from encoder.validation.second_opinion import ENGINES

    if engine not in ENGINES:
        raise EncoderError(f"there is no engine “{engine}”; known are own, {', '.join(ENGINES)}")
    return ENGINES[engine](edition, schema or resources.schema("tei-encoder.rng"))
