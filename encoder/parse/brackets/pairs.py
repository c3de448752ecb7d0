"""Where brackets open and close, and how they nest.

[The text has Zhong [Zheng] Jiemin here.]      one bracket in another
[this and that.                                never closed: it ends with its paragraph
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.excerpt import Excerpt

BRACKET_UNCLOSED = Rule(
    "bracket-unclosed",
    Severity.WARNING,
    "A bracket is opened and never closed.",
    """An editor's bracket is not closed before its paragraph ends. The edition closes it at the end of the paragraph
and marks it `rend="unclosed"`, because it is unknown where the editor's words end.

Example: `[The original phrase means "evil to the extreme".` at the end of a turn.

What to do: add the closing bracket to the source.""",
)

BRACKET_UNOPENED = Rule(
    "bracket-unopened",
    Severity.WARNING,
    "A bracket is closed that was never opened.",
    """A closing bracket has no opening bracket before it in its paragraph. It stays in the edition as a character of
the text, because it is unknown where the editor's words begin.

What to do: add the opening bracket to the source, or remove the closing one.""",
)

_TOKEN = re.compile(r"[\[\]]")

MAX_DEPTH = 12
"""Brackets nested deeper than this are noise, not notes; the inner ones stay characters of the text."""


@dataclass(slots=True)
class Pair:
    """Where a bracket stands in its text: from the opening character to past the closing one."""

    start: int
    end: int = -1
    closed: bool = True
    inside: list[Pair] = field(default_factory=list)


def pairs(text: Excerpt) -> list[Pair]:
    """The outermost brackets of a text, with those inside them; one left open ends with the text."""
    roots: list[Pair] = []
    stack: list[Pair] = []
    too_deep = 0
    for match in _TOKEN.finditer(text.text):
        at = match.start()
        if match[0] == "[":
            if len(stack) == MAX_DEPTH:
                too_deep += 1
                continue
            pair = Pair(at)
            (stack[-1].inside if stack else roots).append(pair)
            stack.append(pair)
        elif too_deep:
            too_deep -= 1
        elif stack:
            stack.pop().end = at + 1
    for pair in stack:
        pair.end, pair.closed = len(text), False
    return roots


def unmatched(text: Excerpt) -> Iterator[Diagnostic]:
    """A finding for each bracket of a text that is never closed, or was never opened."""
    open_at: list[int] = []
    for match in _TOKEN.finditer(text.text):
        if match[0] == "[":
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        else:
            here = text.span(match.start(), match.end())
            yield BRACKET_UNOPENED.at(here, "“]” closes a bracket that was never opened")
    for at in open_at:
        message = "“[” is never closed; what it opens ends with its paragraph"
        yield BRACKET_UNCLOSED.at(text.span(at, at + 1), message)
