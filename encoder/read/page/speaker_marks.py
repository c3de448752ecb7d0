"""Names of speakers that a page or document sets off by type alone: bold, a colour, a class, a style of its own.

    <b>Ann Roe</b> We signed.        labels: Ann Roe, Jan Nowak
    <b>Jan Nowak</b> We did not.

A class or style that says so (`speaker`, `Sprecher`) is enough. Otherwise the type must begin many lines, with short
names that come back, and words of talk must follow on the same line. Names with a colon after them need no hint.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from encoder import lexicon
from encoder.lexicon.names import is_capital
from encoder.lexicon.signs import CLAUSE_END, LETTERS
from encoder.read.page.speaker_tables import are_names
from encoder.values.source import Span

_LEAST = 3
"""The fewest lines that must begin in the type,"""
_SHARE = 0.3
"""and the least share of all lines."""
_TALK = 0.25
"""The least share of what is said that has words such as I, we or you."""
_SHORT = 40
"""A name has fewer code points."""
# speakerName · not “speaker name”
_WORDS = re.compile(r"[^\W\d_]?[^\WA-Z\d_]+")
# one · not “\n”
_LINE_START = re.compile(r"^(?=\S)", re.MULTILINE)


def labels(text: str, runs: Mapping[str, Sequence[Span]]) -> tuple[Span, ...]:
    """The names of speakers among the runs of a text, in order; runs are by the type that they are set in."""
    starts = {found.end() for found in _LINE_START.finditer(text)}
    lower = frozenset(word for word in LETTERS.findall(text) if word.islower())
    found: set[Span] = set()
    for kind, spans in runs.items():
        opening = [span for span in spans if span.start in starts]
        names = [span for span in opening if _may_be(text, span)]
        if _says_speaker(kind) or (
            len(names) >= _SHARE * len(starts) and _come_back(text, names, opening) and _speak(text, names, lower)
        ):
            found.update(names)
    return tuple(_outermost(sorted(found)))


def _may_be(text: str, span: Span) -> bool:
    words = text[span.start : span.end].strip()
    is_short = 0 < len(words) < _SHORT and "\n" not in words and any(map(str.isalpha, words))
    behind = text[span.end : span.end + 2].lstrip()[:1]
    folded = lexicon.fold(words)
    is_other = lexicon.longest("fields", folded, ambiguous=False) == len(folded) or any(
        lexicon.longest(name, folded) == len(folded) for name in ("weekdays", "months", "territories")
    )
    return is_short and not is_other and not CLAUSE_END.search(words) and behind not in (":", "：")


def _come_back(text: str, names: Sequence[Span], opening: Sequence[Span]) -> bool:
    """Whether most of what begins in the type are names that come back."""
    return _LEAST <= len(names) > 0.8 * len(opening) and are_names([text[slice(*span)] for span in names])


def _speak(text: str, names: Sequence[Span], lower: Collection[str]) -> bool:
    """Whether they may be persons who speak: words that stand with a capital only, and words of talk on the same line.

    A line in bold by itself is a heading, unless more than the type says that it is not.
    """
    are_capital = all(
        is_capital(word) and word.lower() not in lower for span in names for word in LETTERS.findall(text[slice(*span)])
    )
    said = [text[span.end : _line_end(text, span.end)] for span in names]
    talk = sum(lexicon.contains("talk", each, ambiguous=False) for each in said)
    return are_capital and all(each.strip() for each in said) and talk >= _TALK * len(said)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _says_speaker(kind: str) -> bool:
    """Whether a class or a style is called after speakers, and after nothing else: `speaker`, not `speaker-bio`."""
    for each in kind.split()[1:]:
        words = [word.casefold() for word in _WORDS.findall(each)]
        if words and lexicon.longest("columns", words, speaker=True, vague=False) == len(words):
            return True
    return False


def _outermost(spans: Iterable[Span]) -> Iterable[Span]:
    """Spans without those that begin inside one before."""
    end = -1
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
