"""What of a record an edition has changed, lost, added or moved; each finding has both places.

White space, punctuation and hyphens at the ends of lines do not count, nor does what TEI gives another reading for
(`reading.py`). What stands in the header and not in the text is not lost.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from encoder.check.source.alignment import Block, differences
from encoder.check.source.elsewhere import Header, not_in_header, without_header, without_notes
from encoder.check.source.permitted import is_optional, is_reading
from encoder.check.source.reading import Reading, Word, header_words, read, words
from encoder.check.source.rules import SOURCE_ADDED, SOURCE_CHANGED, SOURCE_MISSING, SOURCE_MOVED
from encoder.values.diagnostics import Diagnostic, Related, Rule
from encoder.values.edition import Edition
from encoder.values.source import Source, Span

_LEAST_MOVED = 4
"""Minimum number of equal words in a row that count as moved."""
_SHOWN = 70
"""Maximum length of a quotation in a message, in code points."""


def _texts(some: Sequence[Word], start: int, end: int) -> tuple[str, ...]:
    return tuple(word.text for word in some[start:end])


def check(edition: Edition, source: Source) -> Iterator[Diagnostic]:
    """How an edition differs from its record, in the order of the edition."""
    reading = read(edition.root)
    there = words(reading.text)
    header = Header(header_words(edition.root))
    here = without_header(words(source.text), there, header, source.text)
    here, there = without_notes(here, there, reading, source.text)
    blocks = differences([word.text for word in here], [word.text for word in there])
    told = [block for block in blocks if not is_reading(block, here, there, reading, source.text)]
    told = [rest for block in told for rest in not_in_header(block, here, header, source.text)]
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
        if not is_optional(block, there, reading):
            yield _finding(SOURCE_ADDED, block, here, there, source, places)
    elif block.other_start == block.other_end:
        yield _finding(SOURCE_MISSING, block, here, there, source, places)
    else:
        yield _finding(SOURCE_CHANGED, block, here, there, source, places)


# What was moved ------------------------------------------------------------------------------------------------------


def _moved(blocks: Sequence[Block], here: Sequence[Word], there: Sequence[Word]) -> dict[Block, Block]:
    """The blocks that are missing at one place and stand at another, each with the other."""
    missing: defaultdict[tuple[str, ...], list[Block]] = defaultdict(list)
    for block in blocks:
        if block.other_start == block.other_end and block.end - block.start >= _LEAST_MOVED:
            missing[_texts(here, block.start, block.end)].append(block)
    found: dict[Block, Block] = {}
    for block in blocks:
        if block.start == block.end and (same := missing.get(_texts(there, block.other_start, block.other_end))):
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
