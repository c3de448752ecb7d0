"""Names of speakers that a page or document sets off by type alone: bold, a colour, a class, a style of its own.

    <b>Ann Roe</b> We signed.        labels: Ann Roe, Jan Nowak
    <b>Jan Nowak</b> We did not.

A class or style that says so (`speaker`, `Sprecher`) is enough. Otherwise the type must begin many lines, with
short names that come back. Names with a colon behind them need no such hint, and get none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from encoder import lexicon
from encoder.lexicon.signs import CLAUSE_END
from encoder.read.speaker_tables import are_names
from encoder.values.source import Span

_LEAST = 3
"""So many lines must begin in the type at the least,"""
_SHARE = 0.3
"""and such a share of all."""
_SHORT = 40
"""A name has fewer code points."""
# speakerName · not “speaker name”
_WORDS = re.compile(r"[^\W\d_]?[^\WA-Z\d_]+")
# one · not “\n”
_LINE_START = re.compile(r"^(?=\S)", re.MULTILINE)


def labels(text: str, runs: Mapping[str, Sequence[Span]]) -> tuple[Span, ...]:
    """The names of speakers among the runs of a text, in order; runs are by the type that they are set in."""
    starts = {found.end() for found in _LINE_START.finditer(text)}
    found: set[Span] = set()
    for kind, spans in runs.items():
        opening = [span for span in spans if span.start in starts]
        names = [span for span in opening if _may_be(text, span)]
        if _says_speaker(kind) or (_come_back(text, names, opening) and len(names) >= _SHARE * len(starts)):
            found.update(names)
    return tuple(_outermost(sorted(found)))


def _may_be(text: str, span: Span) -> bool:
    words = text[span.start : span.end].strip()
    is_short = 0 < len(words) < _SHORT and "\n" not in words and any(map(str.isalpha, words))
    behind = text[span.end : span.end + 2].lstrip()[:1]
    folded = lexicon.fold(words)
    is_field = lexicon.longest("fields", folded, ambiguous=False) == len(folded)
    return is_short and not is_field and not CLAUSE_END.search(words) and behind not in (":", "：")


def _come_back(text: str, names: Sequence[Span], opening: Sequence[Span]) -> bool:
    """Whether most of what begins in the type are names that come back."""
    return _LEAST <= len(names) > 0.8 * len(opening) and are_names([text[slice(*span)] for span in names])


def _says_speaker(kind: str) -> bool:
    words = [word.casefold() for word in _WORDS.findall(kind)]
    return any("speaker" in match.flags for match in lexicon.matches("columns", words))


def _outermost(spans: Iterable[Span]) -> Iterable[Span]:
    """Spans without those that begin inside one before."""
    end = -1
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
