"""JSON, one document or a finding a line: for programs of one's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from encoder.check.located import Located
from encoder.values.diagnostics import Related


def as_json(findings: Sequence[Located], files: Sequence[str]) -> str:
    """All files and findings as one document; its form is laid down in `schema/report.schema.json`."""
    found = [_fields(each) for each in findings]
    return json.dumps({"files": [*files], "findings": found}, ensure_ascii=False, indent=2) + "\n"


def as_lines(findings: Sequence[Located], _files: Sequence[str]) -> str:
    """A finding a line (JSON Lines)."""
    return "".join(json.dumps(_fields(each), ensure_ascii=False) + "\n" for each in findings)


def _place(other: Related) -> dict[str, Any]:
    return {"file": other.path, "line": other.line, "column": other.column}


def _fields(each: Located) -> dict[str, Any]:
    place = {"line": each.line, "column": each.column, "endLine": each.end_line, "endColumn": each.end_column}
    return {
        "file": each.path,
        **(place if each.line else {}),
        "severity": str(each.severity),
        "rule": each.rule,
        "message": each.finding.message,
        "notes": list(each.finding.notes),
        **({"related": _place(other)} if (other := each.finding.related) else {}),
        "fingerprint": each.fingerprint,
    }
