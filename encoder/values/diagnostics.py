"""Rules and what they find.

A rule is one value: its name, how grave it is, a line and a page of documentation. Each stands beside the code that
applies it; `encoder/rules.py` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from encoder.values.doubt import Doubt
from encoder.values.source import NOWHERE, Span


class Severity(IntEnum):
    """Severity of a finding. Severities can be compared."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Edit(NamedTuple):
    """Characters of a source, and what should stand in their place."""

    span: Span
    text: str


class Related(NamedTuple):
    """A place in another file that a finding is about too: 1-based line and column, columns in code points."""

    path: str
    line: int
    column: int
    fragment: str = ""
    """The part of the file that its lines are counted in: `page=3` of a PDF."""

    def __str__(self) -> str:
        part = f"#{self.fragment}" if self.fragment else ""
        return f"{self.path}{part}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding. ``name`` is kebab-case, phenomenon first; ``explanation`` is what `explain` prints."""

    name: str
    severity: Severity
    summary: str
    explanation: str

    def at(
        self, span: Span | None, message: str, *notes: str, fix: Edit | None = None, doubt: Doubt | None = None,
        in_value: bool = False, related: Related | None = None,
    ) -> Diagnostic:  # fmt: skip
        """Return a finding of this rule; with `NOWHERE` it has no location."""
        return Diagnostic(self, message, None if span == NOWHERE else span, notes, fix, doubt, in_value, related)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: what was found and what would be right, in one sentence; ``notes`` add lines of evidence.

    ``span`` counts code points of the source; None if the finding is about the whole file.
    """

    rule: Rule
    message: str
    span: Span | None = None
    notes: tuple[str, ...] = ()
    fix: Edit | None = None
    """A correction that changes no word of the text; None if a person must decide."""
    doubt: Doubt | None = None
    """The question that it tells of, if the program has decided something that an editor may decide otherwise."""
    in_value: bool = False
    """Whether it says that an attribute's value is none which the schema allows."""
    related: Related | None = None
    """The place in another file: that of the record."""

    @property
    def severity(self) -> Severity:
        """The rule's."""
        return self.rule.severity


FORMER = {"decision-idle": "decision-unmatched", "suppression-void": "suppression-invalid"}
"""Former names of rules, which files and command lines may still use."""

Report: TypeAlias = Callable[[Diagnostic], None]
