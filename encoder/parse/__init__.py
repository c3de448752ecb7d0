"""Source to Document: every text has one. A doubt is a diagnostic, never an exception.

The whole parser is the table `STEPS`. Persons are found here, where they are listed; whom a label means is decided
afterwards, in `encoder/resolve/`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from encoder.parse.brackets.evidence import BRACKET_KIND_UNKNOWN, most_telling
from encoder.parse.draft import Draft, Inputs, begun, inputs
from encoder.parse.steps import body, facts, header, layout, participants, setting, speeches
from encoder.values.diagnostics import Diagnostic
from encoder.values.record.document import Document


class Step(NamedTuple):
    """A step of the parser: its name, the fields of the draft that it needs, and what it does."""

    name: str
    needs: str
    """Fields that an earlier step has filled; the inputs and the context are always there."""
    run: Callable[[Draft], Draft]


STEPS = (
    Step("header", "", header.read),
    Step("furniture", "header start", layout.leave_out),
    Step("blocks", "start left_out hyphens", layout.divide),
    Step("notes", "body", layout.tell_notes),
    Step("pages", "body hyphens", layout.join_pages),
    Step("lists", "body", participants.read_lists),
    Step("turns", "header body listed participants", speeches.find_turns),
    Step("facts", "header title body turns", facts.find),
    Step("titles", "title body turns facts participants", participants.read_titles),
    Step("paragraphs", "header body listed turns", speeches.read_paragraphs),
    Step("headings", "body listed turns kinds", speeches.read_headings),
    Step("body", "title body listed turns kinds headings", body.write),
    Step("letter", "header title turns facts nodes", setting.correspond),
)


def parse(given: Inputs) -> Document:
    """The document in a source."""
    brackets: list[Diagnostic] = []

    def report(finding: Diagnostic) -> None:
        (brackets.append if finding.rule is BRACKET_KIND_UNKNOWN else given.report)(finding)

    document = setting.document(drafted(replace(given, report=report)))
    for finding in most_telling(brackets):
        given.report(finding)
    return document


def drafted(given: Inputs, until: str = "letter") -> Draft:
    """The draft after a step, by its name, or after the last. What weights are learned from is read at such points."""
    draft = begun(given)
    for step in STEPS:
        draft = step.run(draft)
        if step.name == until:
            return draft
    raise ValueError(until)


__all__ = ["STEPS", "Inputs", "Step", "drafted", "inputs", "parse"]
