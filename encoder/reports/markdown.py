"""A table in Markdown: for a comment, or the summary page of a job."""

from __future__ import annotations

import re
from collections.abc import Sequence

from encoder.reports.located import Located


def report(findings: Sequence[Located]) -> str:
    """A row for each finding; a sentence where there is none."""
    if not findings:
        return "No findings.\n"
    rows = "".join(
        f"| {_cell(each.path)}{f':{each.line}:{each.column}' if each.line else ''} | {each.severity} "
        f"| {_cell(each.finding.message)} | `{each.rule}` |\n"
        for each in findings
    )
    return f"| place | severity | finding | rule |\n|---|---|---|---|\n{rows}"


def _cell(text: str) -> str:
    return re.sub(r"([\\|*_`<>\[\]])", r"\\\1", " ".join(text.split()))
