"""Conflicts that a merge has marked: somebody must decide them before the edition goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from encoder.tei.merge import CONFLICT
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import OpenedEdition
from encoder.values.source import Span

MERGE_CONFLICT = Rule(
    "merge-conflict",
    Severity.ERROR,
    "A merge conflict is not resolved.",
    """`tei-encoder merge` combines changes made in an edition with changes of its record. If both changed the same
words or the same attribute, the edited version stays in the text, and a processing instruction before it quotes the
record.

Example: `<?tei-encoder-conflict Our arable land is even smaller.?>Our arable land is still smaller.`

What to do: choose one of the two versions, and delete the instruction.""",
)


_MARK = re.compile(rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(?P<mark><\?{CONFLICT}(?:\s+(?P<told>.*?))?\?>)", re.DOTALL)


def check(edition: OpenedEdition) -> Iterator[Diagnostic]:
    """The conflicts, each with what the record says."""
    if CONFLICT not in edition.source.text:
        return
    for found in _MARK.finditer(edition.source.text):
        if found["mark"]:
            yield MERGE_CONFLICT.at(Span(*found.span("mark")), f"the record now has here: {found['told'] or 'nothing'}")
