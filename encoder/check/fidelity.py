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

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import EncodedEdition
from encoder.values.source import Span

TEXT_LOST = Rule(
    "text-lost",
    Severity.ERROR,
    "Characters of the source are missing from the edition.",
    """Every character of the source must be text of the edition, a delimiter that the markup replaces, or listed in
the header's omissions. These characters are missing.

This is a bug of the program. What to do: report it, with the record; the edition is incomplete.""",
)

TEXT_DOUBLED = Rule(
    "text-doubled",
    Severity.ERROR,
    "Characters of the source are in the edition twice.",
    """Every character of the source must be in the edition once. These are in two places.

This is a bug of the program. What to do: report it, with the record.""",
)

TEXT_CHANGED = Rule(
    "text-changed",
    Severity.ERROR,
    "Text of the edition differs from the source.",
    """The edition was made from a record and was changed later, so its text differs from the source. Corrections must
be marked, not made silently.

What to do: restore the text, and mark the correction with `choice`, `sic` and `corr`, or with a note.

Guidelines: 3.5.1 Apparent Errors.""",
)

DELIMITERS = frozenset("[]*?")
"""Marks that markup can carry: the brackets of an editorial element, emphasis, the doubt in `[Zheng?]`."""

_WHITE = re.compile(r"\s+")
_LOSS = re.compile(rf"[^\s{re.escape(''.join(sorted(DELIMITERS)))}]")
_UNSEEN = re.compile(rb"\0+")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a source's characters, white space apart, in code points."""

    characters: int
    text: int
    delimiters: int
    omitted: int
    lost: int


def check(edition: EncodedEdition) -> Iterator[Diagnostic]:
    """What of the record is not in the edition as it was, or stands there twice."""
    text = edition.source.text
    seen, doubled, changed = _marked(edition)
    for span in changed:
        yield TEXT_CHANGED.at(span, f"the source has {_quoted(text, span)} here, the edition has not")
    for span in doubled:
        yield TEXT_DOUBLED.at(span, f"{_quoted(text, span)} stands twice in the edition")
    for span in _lost(text, seen):
        yield TEXT_LOST.at(span, f"{_quoted(text, span)} stands nowhere in the edition")


def account(edition: EncodedEdition) -> Account:
    """The balance of an edition made from a record."""
    source = edition.source.text
    seen, _, _ = _marked(edition)
    text, omitted = len(_became(_TEXT, seen, source)), len(_became(_OMITTED, seen, source))
    rest = _became(_NOTHING, seen, source)
    delimiters = sum(map(rest.count, DELIMITERS))
    return Account(text + omitted + len(rest), text, delimiters, omitted, len(rest) - delimiters)


def _became(mark: bytes, seen: bytearray, source: str) -> str:
    """The characters with a mark, white space apart."""
    runs = re.finditer(re.escape(mark) + b"+", seen)
    return "".join(" ".join([source[run.start() : run.end()] for run in runs]).split())


_NOTHING, _TEXT, _OMITTED = b"\0", b"\1", b"\2"


def _marked(edition: EncodedEdition) -> tuple[bytearray, list[Span], list[Span]]:
    """For each character what it became; the spans that came twice; those whose text is no longer there."""
    source = edition.source.text
    seen = bytearray(len(source))
    doubled: list[Span] = []
    changed: list[Span] = []
    furthest = 0  # nothing is marked from there on

    def mark(start: int, end: int, became: bytes) -> None:
        nonlocal furthest
        if start < furthest and seen.count(_NOTHING, start, end) < end - start and not source[start:end].isspace():
            doubled.append(Span(start, end))
        seen[start:end] = became * (end - start)
        furthest = max(furthest, end)

    holder, in_tail, whole = None, False, ""
    for element, tail, at, start, end in edition.traces:
        if element is not holder or tail is not in_tail:
            holder, in_tail = element, tail
            whole = "" if element is None else (element.tail if tail else element.text) or ""
        if _says(whole[at : at + end - start], source[start:end]):
            mark(start, end, _TEXT)
        else:
            changed.append(Span(start, end))
    for excerpt in edition.omissions:
        for span in excerpt.spans():
            mark(*span, _OMITTED)
    return seen, doubled, changed


def _says(words: str, source: str) -> bool:
    """Whether the words are the source's, white space for white space."""
    return words == source or (len(words) == len(source) and words.split() == source.split())


def _lost(text: str, seen: bytearray) -> Iterator[Span]:
    """The runs of characters that became nothing and are neither white space nor delimiters."""
    for run in _UNSEEN.finditer(seen):
        words = text[run.start() : run.end()]
        if not words.isspace() and _LOSS.search(words):
            yield Span(run.start() + len(words) - len(words.lstrip()), run.start() + len(words.rstrip()))


def _quoted(text: str, span: Span) -> str:
    words = _WHITE.sub(" ", text[span.start : span.end])
    return f"“{words}”" if len(words) <= 60 else f"“{words[:59]}…”"
