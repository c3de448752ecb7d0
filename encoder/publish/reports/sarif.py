"""SARIF 2.1.0 (OASIS): code scanning of GitHub, Azure and editors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from encoder.check.located import Located
from encoder.host.version import __version__
from encoder.values.diagnostics import Related, Rule, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


_MOST = 25_000
"""Results in a run that GitHub takes (https://docs.github.com/code-security, SARIF support)."""


def report(findings: Sequence[Located], _files: Sequence[str]) -> str:
    """One run, with the documentation of each rule that was met; of very many findings the gravest."""
    missing = max(0, len(findings) - _MOST)
    if missing:
        findings = sorted(findings, key=lambda each: -each.severity)[:_MOST]
    rules = list({each.rule: each.finding.rule for each in findings}.values())
    index = {rule.name: at for at, rule in enumerate(rules)}
    driver = {
        "name": "tei-encoder",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, index[each.rule]) for each in findings],
    }
    if missing:
        told = f"{missing:,} findings are not in this report, which has the {_MOST:,} gravest: GitHub takes no more."
        run["invocations"] = [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [{"level": "warning", "message": {"text": told}}],
            }
        ]
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _elsewhere(other: Related) -> dict[str, Any]:
    """The place in the record that a finding is about too."""
    return {
        "id": 1,
        "message": {"text": "the source"},
        "physicalLocation": {
            "artifactLocation": {"uri": quote(other.path.replace("\\", "/"))},
            "region": {"startLine": other.line, "startColumn": other.column},
        },
    }


def _result(each: Located, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(each.path.replace("\\", "/"))}}
    if each.line:
        place["region"] = {
            "startLine": each.line, "startColumn": each.column, "endLine": each.end_line, "endColumn": each.end_column,
        }  # fmt: skip
    where: dict[str, Any] = {"physicalLocation": place}
    if each.where:
        where["logicalLocations"] = [{"fullyQualifiedName": each.where}]
    other = each.finding.related
    related = [_elsewhere(other)] if other else []
    return {
        "ruleId": each.rule,
        "ruleIndex": index,
        "level": _LEVELS[each.severity],
        "message": {"text": ". ".join((each.finding.message, *each.finding.notes))},
        "locations": [where],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"findingHash/v2": each.fingerprint},
    }
