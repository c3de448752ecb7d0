"""Findings for a terminal: place, severity, sentence, rule; then the line with a caret below it.

118978.txt:62:1: info: “Kim” fits 4 participants; read as Kim Il Sung, who is named in the title … [speaker-short-name]
  62 | Kim: [North] Korea also saw unusual weather patterns this year.
     | ^^^^
     = the others: Kim Chang-man, Kim Gwang-hyeop, Kim Soon Ho
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from encoder.diagnostics import Diagnostic
from encoder.source import Source, Span

_WIDTH = 96
"""How much of a source line is shown, in code points."""


def lines(diagnostic: Diagnostic, source: Source) -> Iterator[str]:
    """A finding as lines without line ends."""
    place = source.name
    if diagnostic.span is not None:
        position = source.position(diagnostic.span.start)
        fragment = source.fragment(diagnostic.span.start)
        place = f"{source.name}{fragment and f'#{fragment}'}:{position.line}:{position.column}"
    yield f"{place}: {diagnostic.severity}: {diagnostic.message} [{diagnostic.rule.name}]"
    margin = ""
    if diagnostic.span is not None and source.text:
        number, shown, caret = _excerpt(source, diagnostic.span)
        margin = " " * len(number)
        yield f"  {number} | {shown}"
        yield f"  {margin} | {caret}"
    for note in diagnostic.notes:
        yield f"  {margin} = {note}"


def _excerpt(source: Source, span: Span) -> tuple[str, str, str]:
    """Line number, the part of the line around the span, and a caret line of the same width."""
    position = source.position(span.start)
    line = source.line(span.start).rstrip("\r")
    at = position.column - 1
    length = max(1, min(span.end - span.start, len(line) - at))
    start = max(0, at - _WIDTH // 3) if len(line) > _WIDTH else 0
    end = start + _WIDTH
    before, marked = line[start:at], line[at : min(at + length, end)] or " "
    lead = "…" if start else ""
    shown = f"{lead}{line[start:end]}{'…' if end < len(line) else ''}"
    return str(position.line), _plain(shown), " " * _columns(lead + before) + "^" * max(1, _columns(marked))


def _plain(text: str) -> str:
    """Tabs as blanks and controls made visible, so that carets stand under what they mean."""
    return "".join(" " if c in "\t\f" else c if c.isprintable() else "\ufffd" for c in text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
