"""What forges show beside a change: annotations of GitHub, code quality of GitLab."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from encoder.check.located import Located
from encoder.values.diagnostics import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10
"""GitHub shows so many annotations of each kind in a step; what is more is counted."""

_GRADES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def github(findings: Sequence[Located], _files: Sequence[str]) -> str:
    """Workflow commands, and what else there is as a line in the log."""
    lines = []
    seen: Counter[Severity] = Counter()
    for each in findings:
        seen[each.severity] += 1
        if seen[each.severity] <= _SHOWN:
            lines.append(_command(each))
    for severity, count in seen.items():
        if count > _SHOWN:
            lines.append(f"{count - _SHOWN} more findings of severity {severity} are not shown as annotations")
    return "".join(f"{line}\n" for line in lines)


def _command(each: Located) -> str:
    place = {"file": each.path}
    if each.line:
        place |= {"line": str(each.line), "col": str(each.column)}
        if each.end_line == each.line:
            place["endColumn"] = str(each.end_column)
    properties = ",".join(f"{key}={_property(value)}" for key, value in {**place, "title": each.rule}.items())
    return f"::{_COMMANDS[each.severity]} {properties}::{_data(each.finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(findings: Sequence[Located], _files: Sequence[str]) -> str:
    """A Code Quality report."""
    counted: Counter[str] = Counter()
    issues = []
    for each in findings:
        counted[each.fingerprint] += 1  # two faults of one line may say the same; each needs a fingerprint of its own
        issues.append({
            "description": each.finding.message,
            "check_name": each.rule,
            "fingerprint": f"{each.fingerprint}-{counted[each.fingerprint]}",
            "severity": _GRADES[each.severity],
            "location": {"path": each.path, "lines": {"begin": max(1, each.line)}},
        })  # fmt: skip
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
