"""Edition to diagnostics: every check reads TEI, and knows nothing of how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from encoder.diagnostics import Diagnostic
from encoder.edition import Edition
from encoder.validation import grammar, identifiers, languages, loss, pointers

CHECKS = (identifiers.check, pointers.check, languages.check, loss.check)


def validate(edition: Edition, schema: Path | None = None) -> Iterator[Diagnostic]:
    """The findings of the schema (the house's, if none is named) and of all checks, in the order of the source."""
    found = [*grammar.check(edition, schema), *(finding for check in CHECKS for finding in check(edition))]
    yield from sorted(found, key=lambda finding: finding.span.start if finding.span else -1)
