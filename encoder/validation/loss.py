"""The proof that no character was lost, none doubled, none changed.

Every letter, digit and mark of the source stands in the edition exactly once as text, or is a delimiter that the
markup carries (a bracket, a question mark of doubt, Markdown's asterisks), or is listed in the header's omissions with
a reason. An edition made from a record knows for each run of its text where it stood; here the tree as it is now is
held against the source as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition, Trace
from encoder.source import Span

TEXT_LOST = Rule(
    "text-lost",
    Severity.ERROR,
    "Characters of the source stand nowhere in the edition.",
    """Every character of the source must be text of the edition, or a delimiter that the markup carries, or listed in
the header's omissions. These characters are none of the three.

Only a fault of the program can do this. What to do: report it, with the record; the edition is incomplete.""",
)

TEXT_DOUBLED = Rule(
    "text-doubled",
    Severity.ERROR,
    "Characters of the source stand in the edition twice.",
    """Every character of the source stands in the edition once. These stand at two places.

Only a fault of the program can do this. What to do: report it, with the record.""",
)

TEXT_CHANGED = Rule(
    "text-changed",
    Severity.ERROR,
    "Text of the edition is not what the source says at that place.",
    """The edition was made from a record and changed since, so that a run of its text no longer says what the source
says. Nothing may be corrected silently: a correction is markup.

What to do: restore the text, and mark the correction with `choice`, `sic` and `corr`, or with a note.

Guidelines: 3.5.1 Apparent Errors.""",
)

DELIMITERS = frozenset("[]*?")
"""Marks that markup can carry: the brackets of an editorial element, emphasis, the doubt in `[Zheng?]`."""

_WHITE = re.compile(r"\s+")
_NOT_WHITE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a source's characters, white space apart, in code points."""

    characters: int
    text: int
    delimiters: int
    omitted: int
    lost: int


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Nothing for an edition opened from a file: it has no record to be held against."""
    if not edition.traces:
        return
    seen, doubled, changed = _marked(edition)
    for trace in changed:
        message = f"the source has “{_short(trace.excerpt.text)}” here, the edition has not"
        yield TEXT_CHANGED.at(trace.excerpt.span(), message)
    for span in doubled:
        yield TEXT_DOUBLED.at(
            span, f"“{_short(edition.source.text[span.start : span.end])}” stands twice in the edition"
        )
    for span in _lost(edition.source.text, seen):
        yield TEXT_LOST.at(
            span, f"“{_short(edition.source.text[span.start : span.end])}” stands nowhere in the edition"
        )


def account(edition: Edition) -> Account:
    """The balance of an edition made from a record."""
    seen, _, _ = _marked(edition)
    text = omitted = delimiters = lost = 0
    for run in _NOT_WHITE.finditer(edition.source.text):
        became = seen[run.start() : run.end()]
        text += became.count(_TEXT)
        omitted += became.count(_OMITTED)
        if _NOTHING in became:
            rest = [character for at, character in enumerate(run[0]) if became[at] == 0]
            delimiters += sum(character in DELIMITERS for character in rest)
            lost += sum(character not in DELIMITERS for character in rest)
    return Account(text + omitted + delimiters + lost, text, delimiters, omitted, lost)


_NOTHING, _TEXT, _OMITTED = b"\0", b"\1", b"\2"


def _marked(edition: Edition) -> tuple[bytearray, list[Span], list[Trace]]:
    """For each character what it became; the spans that came twice; the traces whose text is no longer there."""
    seen = bytearray(len(edition.source.text))
    doubled: list[Span] = []
    changed: list[Trace] = []

    def mark(span: Span, became: bytes) -> None:
        length = span.end - span.start
        if seen.count(_NOTHING, span.start, span.end) < length and edition.source.text[span.start : span.end].strip():
            doubled.append(span)
        seen[span.start : span.end] = became * length

    for trace in edition.traces:
        whole = (trace.element.tail if trace.tail else trace.element.text) or ""
        if whole[trace.at : trace.at + len(trace.excerpt)] != trace.excerpt.text:
            changed.append(trace)
            continue
        for span in trace.excerpt.spans():
            mark(span, _TEXT)
    for excerpt in edition.omissions:
        for span in excerpt.spans():
            mark(span, _OMITTED)
    return seen, doubled, changed


def _lost(text: str, seen: bytearray) -> Iterator[Span]:
    """The runs of characters that became nothing and are neither white space nor delimiters."""
    at = seen.find(_NOTHING)
    while at >= 0:
        end = at
        while end < len(seen) and seen[end] == 0:
            end += 1
        run = text[at:end]
        if any(not character.isspace() and character not in DELIMITERS for character in run):
            start = at + len(run) - len(run.lstrip())
            yield Span(start, at + len(run.rstrip()))
        at = seen.find(_NOTHING, end)


def _short(text: str) -> str:
    text = _WHITE.sub(" ", text)
    return text if len(text) <= 60 else f"{text[:59]}…"
