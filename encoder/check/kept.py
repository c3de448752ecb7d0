"""Findings as the cache of verdicts and the manifest keep them: compact JSON, each rule's text once.

["pointer-dangling", "“#kim” points at nothing here", [], [310, 314], [12, 8, 12, 12], "<sp who=…", 0, ""]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from encoder.check.located import Located
from encoder.values.diagnostics import Diagnostic, Related, Rule, Severity
from encoder.values.source import Span


class KeptRule(NamedTuple):
    """A rule's texts."""

    severity: Severity
    summary: str
    explanation: str


class Kept(NamedTuple):
    """A finding, without the texts of its rule and the path of its file."""

    rule: str
    message: str
    notes: tuple[str, ...]
    span: Span | None
    place: tuple[int, int, int, int]
    """Line and column of its beginning and its end, as in `Located`."""
    text: str
    before: int
    fragment: str
    where: str
    related: Related | None = None


def kept(findings: Iterable[Located]) -> tuple[Kept, ...]:
    """Findings as they are kept."""
    return tuple(
        Kept(
            each.rule, each.finding.message, each.finding.notes, each.finding.span,
            (each.line, each.column, each.end_line, each.end_column), each.text, each.before, each.fragment, each.where,
            each.finding.related,
        )
        for each in findings
    )  # fmt: skip


def found(path: str, findings: Iterable[Kept], rules: Mapping[str, Rule]) -> tuple[Located, ...]:
    """The same as findings again, told of the file at a path; `KeyError` if a rule is not there."""
    return tuple(
        Located(
            path, *each.place, Diagnostic(rules[each.rule], each.message, each.span, each.notes, related=each.related),
            each.text, each.before, each.fragment, each.where,
        )
        for each in findings
    )  # fmt: skip


def kept_rules(rules: Mapping[str, Rule]) -> dict[str, KeptRule]:
    """The texts of rules, by their names."""
    return {name: KeptRule(rule.severity, rule.summary, rule.explanation) for name, rule in sorted(rules.items())}


def rules_of(kept: Mapping[str, KeptRule]) -> dict[str, Rule]:
    """The rules again."""
    return {name: Rule(name, *texts) for name, texts in kept.items()}
