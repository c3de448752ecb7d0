"""Words divided at a line end: `Excerpt.unwrap` makes them whole and keeps their hyphens; here that is said.

002:  … between Chiang Kai-⏎shek [Jiang Jieshi] …      Chiang Kai-shek
      two-⏎and three-year plans                        two words
"""

from __future__ import annotations

import re

from encoder.diagnostics import Report, Rule, Severity
from encoder.excerpt import DIVIDED
from encoder.source import Source, Span

LINE_HYPHEN = Rule(
    "line-hyphen",
    Severity.INFO,
    "A word that was divided at a line end was joined, and keeps its hyphen.",
    """A hyphen at the end of a line can belong to the word (`anti-American`, `Chiang Kai-shek`) or to the setting
(`conver-sation`); the text alone does not tell. The word is made whole and the hyphen kept: nothing is lost, and what
is wrong is seen.

What to do: where the hyphen was the setter's, remove it from the source, or mark it in the edition.

Guidelines: 3.2.2 Hyphenation.""",
)

_HYPHEN_LAST = re.compile(r"-[^\S\n]*\n")
_PART = re.compile(r"[\w’'-]*")


def tell(source: Source, start: int, report: Report) -> None:
    """A finding for each word of the body that was divided."""
    for end in _HYPHEN_LAST.finditer(source.text, start):
        match = DIVIDED.match(source.text, end.start() + 1)
        if match is None:
            continue
        before = source.text[max(0, match.start() - 30) : match.start()].split()[-1]
        after = _PART.match(source.text, match.end())
        word = f"{before}{after[0] if after else ''}"
        report(LINE_HYPHEN.at(Span(match.start() - 1, match.start()), f"“{word}” was divided at the end of the line"))
