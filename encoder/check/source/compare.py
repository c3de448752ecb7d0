"""What of a record an edition has changed, lost, added or moved; each finding has both places.

White space, punctuation and hyphens at the ends of lines do not count, nor does what TEI gives another reading for
(`reading.py`). What stands in the header and not in the text is not lost.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from encoder.check.source.alignment import Block, differences
from encoder.check.source.reading import Alternative, Reading, Word, header_words, read, words
from encoder.values.diagnostics import Diagnostic, Related, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.source import Source, Span

SOURCE_CHANGED = Rule(
    "source-changed",
    Severity.ERROR,
    "A word of the edition differs from the source.",
    """The edition is held against the record that `--source` names. Here it has other words. A correction must be
marked, so that readers see both: silent corrections make an edition unreliable.

Example: the source has “recieve”, the edition “receive”.

What to do: restore the word, or mark the correction: `<choice><sic>recieve</sic><corr>receive</corr></choice>`.

Guidelines: 3.5.1 Apparent Errors; 3.5.2 Regularization and Normalization.""",
)

SOURCE_MISSING = Rule(
    "source-missing",
    Severity.ERROR,
    "Words of the source are missing from the edition.",
    """The record that `--source` names has words that stand neither in the edition's text nor in its header.

Example: “not” is missing, and the sentence says the opposite.

What to do: add the words, or a `gap` with a reason if they were left out on purpose.

Guidelines: 3.5.3 Additions, Deletions, and Omissions.""",
)

SOURCE_ADDED = Rule(
    "source-added",
    Severity.WARNING,
    "The edition has words that the source has not.",
    """The record that `--source` names does not have these words. What an editor adds is marked: `supplied` for words
that are missing in the source, `note` for remarks. Notes that the source has not are not reported.

Example: “[sic]” as plain text.

What to do: remove the words, or mark them.

Guidelines: 3.5.3 Additions, Deletions, and Omissions; 12.3.3.1 Supplied text.""",
)

SOURCE_MOVED = Rule(
    "source-moved",
    Severity.WARNING,
    "Words of the source stand at another place in the edition.",
    """The same words are missing at one place and added at another. Notes may be moved from the foot of a page to
their mark; other text must keep its order.

What to do: move the words back, unless they are a note or a running head.

Guidelines: 3.9.1.1 Encoding Grouped Notes.""",
)

_LEAST_MOVED = 4
"""So many words must be the same in the same order for them to be moved."""
_IN_HEADER = 3
"""A run of so many words of the header is known there again; shorter lines must be there whole."""
_CHOICES = 8
"""Of at most so many alternatives at one place all combinations are tried."""
_SHOWN = 70
"""So many code points of a place are quoted."""


class _Side(NamedTuple):
    """Words of one side."""

    words: Sequence[Word]
    start: int
    end: int

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words[self.start : self.end])

    @property
    def letters(self) -> str:
        return "".join(self.texts)


def check(edition: Edition, source: Source) -> Iterator[Diagnostic]:
    """How an edition differs from its record, in the order of the edition."""
    reading = read(edition.root)
    there = words(reading.text)
    header = _Header(header_words(edition.root))
    here = _without_header(words(source.text), there, header, source.text)
    here, there = _without_notes(here, there, reading, source.text)
    blocks = differences([word.text for word in here], [word.text for word in there])
    told = [block for block in blocks if not _is_reading(block, here, there, reading, source.text)]
    told = [rest for block in told for rest in _not_in_header(block, here, header, source.text)]
    places = _Places(edition, reading)
    moved = _moved(told, here, there)
    for block in told:
        if block in moved:
            if block.start < block.end and not _over_notes(block, moved[block], there, reading):
                yield _finding(SOURCE_MOVED, block, here, there, source, places, moved[block])
            continue
        yield from _told(block, here, there, source, places, reading)


def _told(
    block: Block, here: Sequence[Word], there: Sequence[Word], source: Source, places: _Places, reading: Reading
) -> Iterator[Diagnostic]:
    if block.start == block.end:
        if not _in_note(block, there, reading):
            yield _finding(SOURCE_ADDED, block, here, there, source, places)
    elif block.other_start == block.other_end:
        yield _finding(SOURCE_MISSING, block, here, there, source, places)
    else:
        yield _finding(SOURCE_CHANGED, block, here, there, source, places)


# What is no change ---------------------------------------------------------------------------------------------------


def _is_reading(block: Block, here: Sequence[Word], there: Sequence[Word], reading: Reading, text: str) -> bool:
    """Whether the edition gives what the record has as a reading of its own, or differs in joins of words alone."""
    own = "".join(word.text for word in here[block.start : block.end])
    if own == "".join(word.text for word in there[block.other_start : block.other_end]):
        return True
    start, end = _extent(there, block.other_start, block.other_end, reading.text)
    near = _around(reading.alternatives, start, end)
    if not near:
        return False
    if any(each.is_gap for each in near) and _in_brackets(text, here, block):
        return True
    if block.start < block.end and any(_says(other, here, block) for each in near for other in each.others):
        return True
    return any(own == letters for letters in _readings(near[:_CHOICES], start, end, reading.text))


def _extent(there: Sequence[Word], start: int, end: int, text: str) -> tuple[int, int]:
    """The offsets that words take in a reading; between two words if there are none."""
    if start < end:
        return there[start].start, there[end - 1].end
    before = there[start - 1].end if start else 0
    after = there[start].start if start < len(there) else len(text)
    return before, after


def _around(alternatives: Sequence[Alternative], start: int, end: int) -> list[Alternative]:
    """The alternatives that touch a place."""
    return [each for each in alternatives if each.start <= end and start <= each.end]


def _in_brackets(text: str, here: Sequence[Word], block: Block) -> bool:
    """Whether the record's words stand in brackets: `[illegible]`."""
    if block.start == block.end:
        return False
    before = text[: here[block.start].start].rstrip()[-1:]
    after = text[here[block.end - 1].end :].lstrip(" .…?")[:1]
    return (before, after) in (("[", "]"), ("(", ")"), ("<", ">"), ("{", "}"), ("〔", "〕"), ("（", "）"))


def _says(other: str, here: Sequence[Word], block: Block) -> bool:
    """Whether each of the record's words is one of those that an attribute gives: a number, a name."""
    known = {word.text.casefold() for word in words(other)}
    return bool(known) and all(word.text.casefold() in known for word in here[block.start : block.end])


def _readings(near: Sequence[Alternative], start: int, end: int, text: str) -> Iterator[str]:
    """The letters of every combination of readings at a place."""
    near = [each for each in near if start <= each.start and each.end <= end]
    nested = [each for each in near if not any(_holds(other, each) for other in near if other is not each)]
    options = [(None, *each.others) for each in nested]
    for chosen in product(*options):
        parts, at = [], start
        for each, other in zip(nested, chosen, strict=True):
            if other is None:
                continue
            parts += [text[at : max(at, each.start)], other]
            at = max(at, each.end)
        parts.append(text[at:end])
        yield "".join(word.text for word in words("".join(parts)))


def _holds(outer: Alternative, inner: Alternative) -> bool:
    return (
        outer.start <= inner.start and inner.end <= outer.end and (outer.start, outer.end) != (inner.start, inner.end)
    )


def _in_note(block: Block, there: Sequence[Word], reading: Reading) -> bool:
    """Whether the added words are the whole of a note, or of another element that the record may lack."""
    start, end = _extent(there, block.other_start, block.other_end, reading.text)
    around = (each for each in reading.alternatives if each.start <= start and end <= each.end and "" in each.others)
    return any(not words(reading.text[each.start : start] + " " + reading.text[end : each.end]) for each in around)


# The header ----------------------------------------------------------------------------------------------------------


class _Header:
    """The words of a header, to be found again in runs."""

    def __init__(self, found: Sequence[str]) -> None:
        self._words = found
        self._runs = {tuple(found[at : at + _IN_HEADER]) for at in range(len(found) - _IN_HEADER + 1)}
        self._text = f" {' '.join(found)} "

    def covers(self, line: Sequence[str]) -> bool:
        """Whether each word of a line is part of a run that the header has; a short line must be there whole."""
        if len(line) < _IN_HEADER:
            return f" {' '.join(line)} " in self._text
        known = [False] * len(line)
        for at in range(len(line) - _IN_HEADER + 1):
            if tuple(line[at : at + _IN_HEADER]) in self._runs:
                known[at : at + _IN_HEADER] = [True] * _IN_HEADER
        return all(known)


def _without_header(here: Sequence[Word], there: Sequence[Word], header: _Header, text: str) -> list[Word]:
    """The record's words without the lines that the header has and the edition's text has not."""
    printed = f" {' '.join(word.text for word in there)} "
    kept: list[Word] = []
    at = 0
    while at < len(here):
        end = at + 1
        while end < len(here) and not _begins_line(here, end, text):
            end += 1
        line = [word.text for word in here[at:end]]
        if f" {' '.join(line)} " in printed or not header.covers(line):
            kept += here[at:end]
        at = end
    return kept


def _not_in_header(block: Block, here: Sequence[Word], header: _Header, text: str) -> Iterator[Block]:
    """What is missing without whole lines that the header has: of several alike some may stand in the text."""
    if block.other_start < block.other_end or block.start == block.end:
        yield block
        return
    start = at = block.start
    while at < block.end:
        end = at + 1
        while end < block.end and not _begins_line(here, end, text):
            end += 1
        is_whole = _begins_line(here, at, text) and _begins_line(here, end, text)
        if is_whole and header.covers([word.text for word in here[at:end]]):
            if start < at:
                yield Block(start, at, block.other_start, block.other_end)
            start = end
        at = end
    if start < block.end:
        yield Block(start, block.end, block.other_start, block.other_end)


def _begins_line(here: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word is the first of its line, or behind the last word."""
    return at in (0, len(here)) or "\n" in text[here[at - 1].end : here[at].start]


def _without_notes(
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
            is_numbered = at > 0 and own[at - 1].isdecimal() and _begins_line(here, at - 1, text)
            if gone_here.isdisjoint(run) and (is_numbered or _begins_line(here, at, text)):
                gone_here.update(run if not is_numbered else (at - 1, *run))
                gone_there.update(range(first, last))
                break
            found = printed.find(wanted, found + 1)
    return _but(here, gone_here), _but(there, gone_there)


def _but(some: Sequence[Word], gone: Collection[int]) -> list[Word]:
    return [word for at, word in enumerate(some) if at not in gone]


# What was moved ------------------------------------------------------------------------------------------------------


def _moved(blocks: Sequence[Block], here: Sequence[Word], there: Sequence[Word]) -> dict[Block, Block]:
    """The blocks that are missing at one place and stand at another, each with the other."""
    missing: defaultdict[tuple[str, ...], list[Block]] = defaultdict(list)
    for block in blocks:
        if block.other_start == block.other_end and block.end - block.start >= _LEAST_MOVED:
            missing[_Side(here, block.start, block.end).texts].append(block)
    found: dict[Block, Block] = {}
    for block in blocks:
        if block.start == block.end and (same := missing.get(_Side(there, block.other_start, block.other_end).texts)):
            other = same.pop(0)
            found[block], found[other] = other, block
    return found


def _over_notes(block: Block, other: Block, there: Sequence[Word], reading: Reading) -> bool:
    """Whether words were moved over notes alone, or notes over words: a note stands at its mark or at the foot."""
    first, last = sorted((block, other), key=lambda each: each.other_start)
    between = there[first.other_end : last.other_start]
    added = there[other.other_start : other.other_end]
    return any(all(_is_in(word, reading.notes) for word in some) for some in (between, added) if some)


def _is_in(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in spans)


# What is said --------------------------------------------------------------------------------------------------------


class _Places:
    """Where the words of a reading stand in the file."""

    def __init__(self, edition: Edition, reading: Reading) -> None:
        self._edition = edition
        self._reading = reading

    def printed(self, some: Sequence[Word]) -> str:
        """Words as the edition prints them."""
        return self._reading.text[some[0].start : some[-1].end] if some else ""

    def span(self, word: Word) -> Span | None:
        """The place of a word: in the text behind its element's tag, or the tag itself."""
        at = bisect_right(self._reading.starts, word.start) - 1
        if at < 0:
            return self._edition.span(self._edition.root)
        element, is_tail = self._reading.holders[at]
        tag = (self._edition.end_span(element) if is_tail else None) or self._edition.span(element)
        if tag is None:
            return None
        printed = self._reading.text[word.start : word.end]
        text = self._edition.source.text
        skip = word.start - self._reading.starts[at]
        found = text.find(printed, min(tag.end + max(0, skip // 2), len(text)))
        found = found if found >= 0 else text.find(printed, tag.end)
        limit = tag.end + 4 * (skip + len(printed)) + 2_000
        return Span(found, found + len(printed)) if 0 <= found <= limit else tag


def _finding(
    rule: Rule, block: Block, here: Sequence[Word], there: Sequence[Word], source: Source, places: _Places,
    other: Block | None = None,
) -> Diagnostic:  # fmt: skip
    if other:
        block = Block(block.start, block.end, other.other_start, other.other_end)
    own = source.text[here[block.start].start : here[block.end - 1].end] if block.start < block.end else ""
    made = places.printed(there[block.other_start : block.other_end])
    message = {
        SOURCE_CHANGED.name: f"the source has {_quoted(own)}, the edition {_quoted(made)}{_how(own, made)}",
        SOURCE_MISSING.name: f"{_quoted(own)} of the source is not in the edition",
        SOURCE_ADDED.name: f"{_quoted(made)} is not in the source",
        SOURCE_MOVED.name: f"{_quoted(own)} stands at another place in the source",
    }[rule.name]
    beside = there[min(block.other_start, len(there) - 1)] if there else None
    place = places.span(beside) if beside else None
    related = _related(block, here, source)
    notes = (f"in the source: {related}",) if related else ()
    return rule.at(place, message, *notes, related=related)


def _related(block: Block, here: Sequence[Word], source: Source) -> Related | None:
    """The place in the record."""
    if not here:
        return None
    word = here[min(block.start, len(here) - 1)]
    line, column = source.position(word.start)
    return Related(source.name, line, column, source.fragment(word.start))


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown}”" if len(shown) <= _SHOWN else f"“{shown[:_SHOWN].rpartition(' ')[0] or shown[:_SHOWN]} …”"


def _how(own: str, made: str) -> str:
    """What alone differs, if it is only the case or the marks of letters."""
    if own.casefold() == made.casefold():
        return " (capitals differ)"
    return " (marks on letters differ)" if _bare(own) == _bare(made) else ""


def _bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
