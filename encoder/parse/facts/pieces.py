"""Pieces of a record's opening and ending that may state a fact about it, before anybody asks which.

    Brussels, 30 October 1964                 a date, and what stands before it
    SUBJECT: Pacific Pact                     what a field says
    [NAA: A1838, 3107/33/1/1, xiii]           what brackets enclose
    CABLEGRAM TO CANBERRA                     what stands before and after a word such as to or by
    BK, 21 – 30100, Bd. 80. - Vermerk des …   parts of a paragraph

The generator is generous; `evidence.py` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.signs import LETTERS
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block
from encoder.values.record.inline import DateValue


class Made(Enum):
    """How a piece was cut out."""

    WHOLE = "whole"
    VALUE = "value"
    DATE = "date"
    BEFORE_DATE = "before-date"
    AFTER_DATE = "after-date"
    PART = "part"
    PARTS = "parts"
    INSIDE = "inside"
    BEFORE_WORD = "before-word"
    AFTER_WORD = "after-word"


class Piece(NamedTuple):
    """Characters of a block, by their offsets in its text."""

    block: int
    start: int
    end: int
    made: Made
    label: frozenset[str] = frozenset()
    """The flags of the field's name before it, or of the word; `other` if that has none."""
    day: DateValue | None = None
    """What the date means."""


OPENING, ENDING = 40, 12
"""How many blocks at the beginning and at the end are looked at."""
_IN_TALK = 12
"""Of the first blocks dates and places are looked at, even if somebody speaks there."""
_LINE = 300
"""Further down, what has more code points is running text and states nothing."""
_LONG, _LOOKED_AT = 1_200, 400
"""A paragraph of more than `_LONG` code points is not split; only its first `_LOOKED_AT` code points are searched."""
_MOST_PARTS = 12
_SHORT_PART = 24
"""Shorter parts may belong together."""
_LABEL_WORDS = 4
_OTHER = frozenset(("other",))

# SUBJECT: Pacific Pact · 日期：一九四九年 · not “9:30 a.m.”
_LABEL = re.compile(r"[\W\d]{0,8}(?P<label>[^\W\d_][^:：\n]{0,40}?)\s*(?:[:：]+|\s(?=[:：]))\s*")
# 96. Minutes of Meeting · • Minutes · not “1961 was a year”
_NUMBERING = re.compile(r"(?:\d{1,4}[.)]|[•*#>|–—-]+)\s+")
# BK, Bd. 80. - Vermerk · Genève; Paris · not “Mr. Miller”
_BETWEEN = re.compile(
    r"(?<=[^\W_]{3}[.!?])\s+(?=[^\W_])|(?<=[\d)][.])\s+(?=[^\W\d_])|\s+[-–—]\s+|[;；。]\s*|\s*[\[\]|\t]\s*|\s{3,}"
)
_EDGE = " \t\n.,;:：、，。|*_#•·\"“”„«»'‘’‹›–—-"
_OPEN, _CLOSE = "[(（【", "])）】"


def pieces(blocks: Sequence[Block], first: int | None, marks: Mapping[int, int]) -> Iterator[Piece]:
    """The pieces of a record.

    ``first`` is the number of the block in which somebody begins to speak, None if nobody does. ``marks`` are the marks
    of notes, by the offsets where they begin, with those where they end.
    """
    opening = min(OPENING if first is None else first, len(blocks))
    for at in range(len(blocks)):
        spoken = first is not None and at >= first
        if at >= max(opening, min(_IN_TALK, len(blocks))) and at < len(blocks) - ENDING:
            continue
        block = blocks[at]
        if block.note or (at >= _IN_TALK and len(block.text) > _LINE):
            continue
        for start, end in _segments(block):
            last = _without_mark(block, start, end, marks)
            if spoken and at < len(blocks) - ENDING:
                found = _around_dates(block, at, start, min(last, start + _LOOKED_AT))
                yield from (each for each in found if each.made is Made.DATE)
            else:
                yield from _of_segment(blocks, at, start, last)


def _segments(block: Block) -> Iterator[tuple[int, int]]:
    """The block; where its lines begin with fields, each of them."""
    text = block.text.text
    cuts = [0, *(at for at in block.lines if _label(text, at, len(text))), len(text)]
    yield from pairwise(cuts)


def _without_mark(block: Block, start: int, end: int, marks: Mapping[int, int]) -> int:
    """The end of a segment before the mark of a note that closes it."""
    for at in range(max(start, end - 6), end):
        stop = marks.get(block.text.offset(at))
        if stop is not None and stop >= block.text.offset(end - 1):
            return at
    return end


def _of_segment(blocks: Sequence[Block], at: int, start: int, end: int) -> Iterator[Piece]:
    text = blocks[at].text.text
    if end - start > _LONG:
        yield from _around_dates(blocks[at], at, start, start + _LOOKED_AT)
        return
    enclosed = text[start] in _OPEN and text[end - 1] in _CLOSE
    label = None if enclosed else _label(text, start, end)
    if label:
        value, flags = label
        if value < end:
            yield from _cut(text, at, value, end, Made.VALUE, flags)
            yield from _parts(text, at, value, end, flags)
        elif at + 1 < len(blocks):
            below = blocks[at + 1].text.text
            yield from _cut(below, at + 1, 0, min(len(below), _LOOKED_AT), Made.VALUE, flags)
    else:
        numbered = _NUMBERING.match(text, start, end)
        begin = numbered.end() if numbered else start
        yield from _cut(text, at, begin, end, Made.WHOLE)
        if enclosed:
            yield from _cut(text, at, start + 1, end - 1, Made.INSIDE)
        yield from _parts(text, at, start, end)
        yield from _around_words(text, at, begin, end)
    yield from _around_dates(blocks[at], at, start, end)


def _label(text: str, start: int, end: int) -> tuple[int, frozenset[str]] | None:
    """Where the value of a field begins, and the flags of its name; None if no known name stands there."""
    found = _LABEL.match(text, start, end)
    words = lexicon.fold(found["label"] if found else text[start : min(end, start + 40)])
    if not words or len(words) > _LABEL_WORDS:
        return None
    flags = field(words)
    if flags is None or (found is None and (flags == _OTHER or not text[start:end].isupper())):
        return None
    return (found.end() if found else end), flags


def field(words: tuple[str, ...]) -> frozenset[str] | None:
    """The flags of a field name; None if the words are not a field name."""
    match = next((each for each in lexicon.matches("fields", words) if each.at == 0 and each.size == len(words)), None)
    return None if match is None else match.flags - {"ambiguous"} or _OTHER


def _cut(
    text: str, block: int, start: int, end: int, made: Made, label: frozenset[str] = frozenset()
) -> Iterator[Piece]:
    """A piece without signs at its edges, if a letter or figure is left; a closing bracket stays with its opening."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if any(map(str.isalnum, text[start:end])):
        yield Piece(block, start, end, made, label)


def _parts(text: str, block: int, start: int, end: int, label: frozenset[str] = frozenset()) -> Iterator[Piece]:
    cuts = [*_BETWEEN.finditer(text, start, end)][:_MOST_PARTS]
    if not cuts:
        return
    parts = [*pairwise((start, *(edge for cut in cuts for edge in cut.span()), min(end, cuts[-1].end() + _LOOKED_AT)))][
        ::2
    ]
    for first, last in parts:
        yield from _cut(text, block, first, last, Made.PART, label)
    for number, (_, last) in enumerate(parts[1:-1], 1):  # RGANI. F. 52. Op. 1. | Original.
        if all(stop - begin <= _SHORT_PART for begin, stop in parts[: number + 1]):
            yield from _cut(text, block, start, last, Made.PARTS, label)


def _around_words(text: str, block: int, start: int, end: int) -> Iterator[Piece]:
    """The text before and after a word that marks a sender or recipient: `X to Y`, `Memorandum, by Z`."""
    if end - start > _LOOKED_AT:
        return
    words = [*LETTERS.finditer(text, start, end)]
    for number, word in enumerate(words[1:], 1):
        flags = field((lexicon.fold(word[0]) or ("",))[:1])
        if not flags or flags.isdisjoint(("sender", "recipient")):
            continue
        if number < len(words) - 1:
            yield from _cut(text, block, word.end(), end, Made.AFTER_WORD, flags)
        yield from _cut(text, block, start, word.start(), Made.BEFORE_WORD, flags)


def _around_dates(block: Block, at: int, start: int, end: int) -> Iterator[Piece]:
    text = block.text.text[:end]
    for date in dates.find(text[start:]):
        first, last = start + date.start, start + date.end
        yield Piece(at, first, last, Made.DATE, day=date.value)
        before = [cut.end() for cut in _BETWEEN.finditer(text, start, first)]
        after = _BETWEEN.search(text, last)
        left = max((cut for cut in before if text[cut:first].strip(_EDGE)), default=start)
        yield from _cut(text, at, left, _before_weekday(text, left, first), Made.BEFORE_DATE)
        yield from _cut(text, at, last, after.start() if after else end, Made.AFTER_DATE)


def _before_weekday(text: str, start: int, end: int) -> int:
    """The end of what stands before a date, without the weekday and words such as `den`."""
    words = [*LETTERS.finditer(text, start, end)]
    while words:
        folded = lexicon.fold(words[-1][0])
        if not (folded in lexicon.values("weekdays") or lexicon.longest("dates", folded) == len(folded)):
            break
        end = words.pop().start()
    return end
