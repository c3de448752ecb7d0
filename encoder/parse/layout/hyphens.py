"""Words divided at a line end: made whole, with their hyphen or without it.

002:  … between Chiang Kai-⏎shek [Jiang Jieshi] …      Chiang Kai-shek
      the conver-⏎sation, and “conversation” elsewhere  conversation
      two-⏎and three-year plans                        two words

A hyphen at the end of a line is the word's or the setter's. Where the record has the whole word elsewhere, and nowhere
the one with a hyphen, it was the setter's, and is listed among the omissions; else it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from encoder.lexicon.signs import COMPOUND
from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.excerpt import DIVIDED
from encoder.values.source import Source, Span

LINE_HYPHEN = Rule(
    "line-hyphen",
    Severity.INFO,
    "A word that was divided at a line end was made whole.",
    """A hyphen at the end of a line can belong to the word (`anti-American`, `Chiang Kai-shek`) or to the setting
(`conver-sation`). If the record has the whole word elsewhere and the hyphened one nowhere, the hyphen is removed and
listed among the omissions. Otherwise it is kept.

What to do: if a hyphen that was kept is only due to the line end, remove it from the source.

Guidelines: 3.2.2 Hyphenation.""",
)

_HYPHEN_LAST = re.compile(r"-[^\S\n]*\n")
_BEFORE = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*$")


class _Division(NamedTuple):
    """A word divided at a line end: where its hyphen stands, and its two parts."""

    hyphen: int
    before: str
    after: str


def undone(source: Source, start: int, report: Report) -> tuple[Span, ...]:
    """The setter's hyphens of the body, in order, and a finding for each word that was divided."""
    divisions = list(_divisions(source.text, start))
    if not divisions:
        return ()
    vocabulary = frozenset(COMPOUND.findall(source.text.casefold()))
    found: list[Span] = []
    for hyphen, before, after in divisions:
        span = Span(hyphen, hyphen + 1)
        whole, hyphened = f"{before}{after}", f"{before}-{after}"
        if whole.casefold() in vocabulary and hyphened.casefold() not in vocabulary:
            found.append(span)
            report(LINE_HYPHEN.at(span, f"“{hyphened}” is “{whole}”: the record has the whole word elsewhere"))
        else:
            report(LINE_HYPHEN.at(span, f"“{hyphened}” was divided at the end of the line, and keeps its hyphen"))
    return tuple(found)


def _divisions(text: str, start: int) -> Iterator[_Division]:
    for end in _HYPHEN_LAST.finditer(text, start):
        match = DIVIDED.match(text, end.start() + 1)
        before = _BEFORE.search(text, max(0, end.start() - 40), end.start())
        after = COMPOUND.match(text, match.end()) if match else None
        if before and after:
            yield _Division(end.start(), before[0], after[0])
