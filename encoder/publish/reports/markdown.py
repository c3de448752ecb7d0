"""A table in Markdown: for a comment, or the summary page of a job, and no longer than GitHub takes (1 MiB)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from encoder.check.located import Located

_LIMIT = 1_000_000
"""Bytes of the rows; https://docs.github.com/actions: a summary of a step has at most 1 MiB."""


def report(findings: Sequence[Located], _files: Sequence[str]) -> str:
    """A row for each finding, the gravest first if not all fit; a sentence where there is none."""
    if not findings:
        return "No findings.\n"
    rows = [_row(each) for each in findings]
    if sum(len(row.encode()) for row in rows) > _LIMIT:
        rows = [_row(each) for each in sorted(findings, key=lambda each: -each.severity)]
    kept, size = [], 0
    for row in rows:
        size += len(row.encode())
        if size > _LIMIT:
            break
        kept.append(row)
    rest = f"\n{len(rows) - len(kept)} more findings do not fit here.\n" if len(kept) < len(rows) else ""
    return f"| place | severity | finding | rule |\n|---|---|---|---|\n{''.join(kept)}{rest}"


def _row(each: Located) -> str:
    place = f"{_cell(each.path)}{f':{each.line}:{each.column}' if each.line else ''}"
    return f"| {place} | {each.severity} | {_cell(each.finding.message)} | `{each.rule}` |\n"


def _cell(text: str) -> str:
    return re.sub(r"([\\|*_`<>\[\]])", r"\\\1", " ".join(text.split()))
