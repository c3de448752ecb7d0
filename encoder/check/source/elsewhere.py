"""Words of the record that stand elsewhere in the edition: in the header, or in notes at their marks.

They are removed before the texts are aligned, so that they are not reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from encoder.check.source.alignment import Block
from encoder.check.source.reading import Reading, Word

_LINES = 6
"""Maximum number of lines of a title."""
_IN_HEADER = 3
"""Minimum words of a run that is found in the header. A shorter line must be a whole text of the header."""


class Header:
    """The words of a header, to be found again in runs, and its short texts whole."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        found = [word for text in texts for word in text]
        self._runs = {tuple(found[at : at + _IN_HEADER]) for at in range(len(found) - _IN_HEADER + 1)}
        self._whole = {tuple(text) for text in texts}

    def covers(self, line: Sequence[str]) -> bool:
        """Whether each word of a line is part of a run that the header has; a short line must be a text of its own."""
        if len(line) < _IN_HEADER:
            return tuple(line) in self._whole
        known = [False] * len(line)
        for at in range(len(line) - _IN_HEADER + 1):
            if tuple(line[at : at + _IN_HEADER]) in self._runs:
                known[at : at + _IN_HEADER] = [True] * _IN_HEADER
        return all(known)


def without_header(here: Sequence[Word], there: Sequence[Word], header: Header, text: str) -> list[Word]:
    """The record's words, without the lines that are in the header but not in the edition's text."""
    printed = f" {' '.join(word.text for word in there)} "
    kept: list[Word] = []
    at = 0
    while at < len(here):
        end = at + 1
        while end < len(here) and not _begins_line(here, end, text):
            end += 1
        line = [word.text for word in here[at:end]]
        if not header.covers(line) or f" {' '.join(line)} " in printed:
            kept += here[at:end]
        at = end
    return kept


def not_in_header(block: Block, here: Sequence[Word], header: Header, text: str) -> Iterator[Block]:
    """What is missing without whole lines that the header has: of several alike some may stand in the text."""
    if block.other_start < block.other_end or block.start == block.end:
        yield block
        return
    edges = [at for at in range(block.start, block.end + 1) if _begins_line(here, at, text)]
    start = at = block.start
    while at < block.end:
        ends = [edge for edge in edges if edge > at][:_LINES] if at in edges else []
        whole = next((end for end in reversed(ends) if header.covers([word.text for word in here[at:end]])), None)
        if whole is not None:  # a title may stand on several short lines
            if start < at:
                yield Block(start, at, block.other_start, block.other_end)
            start = whole
        at = whole or next((edge for edge in edges if edge > at), block.end)
    if start < block.end:
        yield Block(start, block.end, block.other_start, block.other_end)


def _begins_line(here: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word is the first of its line, or behind the last word."""
    return at in (0, len(here)) or "\n" in text[here[at - 1].end : here[at].start]


def without_notes(
    here: Sequence[Word], there: Sequence[Word], reading: Reading, text: str
) -> tuple[list[Word], list[Word]]:
    """Both without the notes that the record has word for word, at their mark, at the foot or at the end.

    The number before a note in the record goes with it.
    """
    own = [word.text for word in here]
    printed = f" {' '.join(own)} "
    offsets = [1]
    for word in own:
        offsets.append(offsets[-1] + len(word) + 1)
    gone_here: set[int] = set()
    gone_there: set[int] = set()
    for start, end in reading.notes:
        first, last = (bisect_left(there, edge, key=lambda word: word.start) for edge in (start, end))
        wanted = f" {' '.join(word.text for word in there[first:last])} "
        found = printed.find(wanted) if last > first and first not in gone_there else -1
        while found >= 0:
            at = bisect_left(offsets, found + 1)
            run = range(at, at + last - first)
            begins = _begins_line(here, at, text)
            is_numbered = not begins and at > 0 and own[at - 1].isdecimal() and _begins_line(here, at - 1, text)
            if gone_here.isdisjoint(run) and (is_numbered or begins):
                gone_here.update(run if not is_numbered else (at - 1, *run))
                gone_there.update(range(first, last))
                break
            found = printed.find(wanted, found + 1)
    return _but(here, gone_here), _but(there, gone_there)


def _but(some: Sequence[Word], gone: Collection[int]) -> list[Word]:
    return [word for at, word in enumerate(some) if at not in gone]
