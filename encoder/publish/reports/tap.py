"""TAP 14, the Test Anything Protocol (https://testanything.org/tap-version-14-specification.html): a file a test."""

from __future__ import annotations

import json
from collections.abc import Sequence

from encoder.check.located import Located
from encoder.values.diagnostics import Severity


def report(findings: Sequence[Located], files: Sequence[str]) -> str:
    """A test for each file, which fails where it has an error; all its findings in the block below it."""
    told: dict[str, list[Located]] = {}
    for each in findings:
        told.setdefault(each.path, []).append(each)
    paths = [*dict.fromkeys((*files, *told))]
    lines = ["TAP version 14", f"1..{len(paths)}"]
    for number, path in enumerate(paths, 1):
        group = told.get(path, [])
        failed = any(each.severity is Severity.ERROR for each in group)
        lines.append(f"{'not ok' if failed else 'ok'} {number} - {_description(path)}")
        if group:
            lines += ["  ---", "  findings:", *(f"    - {_yaml(each)}" for each in group), "  ..."]
    return "".join(f"{line}\n" for line in lines)


def _description(path: str) -> str:
    """A path on one line in which nothing is a directive."""
    return " ".join(path.split()).replace("\\", "\\\\").replace("#", "\\#")


def _yaml(each: Located) -> str:
    """A finding as a flow mapping, which is JSON (YAML 1.2)."""
    place = {"line": each.line, "column": each.column} if each.line else {}
    return json.dumps(
        {**place, "severity": str(each.severity), "rule": each.rule, "message": each.finding.message},
        ensure_ascii=False,
    )
