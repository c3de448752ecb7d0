"""Lines to blocks: where a paragraph begins, and which line ends are only wraps.

    118978:  Wu Xiuquan: When do we plant them?⏎⏎Kim: In July. It …      two blocks, a blank line between
    002:     …and first⏎secretaries cdes. [Nikolai] Fedorenko …           one block, wrapped
    styles:  Dor⏎Wahrhaftig! und wie es scheint …                         two blocks: the first line had room left

Whether a line end is a wrap is measured, not presumed: a line that would have had room for the next line's first word
was ended on purpose. Files whose lines are whole paragraphs have no wraps at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from encoder.lexicon.signs import BULLETS, CLAUSE_END
from encoder.values.excerpt import Excerpt, concat
from encoder.values.record.inline import Content, Inline, Pb
from encoder.values.source import Source, Span

LINE = re.compile(r"[^\S\n\f]*(?P<text>[^\n\f]*)(?P<end>[\n\f]|\Z)")
_OPENING = "\"'“‘«„(["
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]"
)
"""Characters that are printed two columns wide (Unicode Standard Annex 11)."""

_FIRST = re.compile(rf"{_WIDE.pattern}|\S+")
"""What a line could have had at its end: a word, or a character of a script whose lines end anywhere."""

# APPEARANCES: · I N D E X · not “USSR”
_SHOUTED = re.compile(r"[^\W\d_]{5}|(?:[^\W\d_] ){4}")

_UNWRAPPED = 160
"""Lines that are longer than this were not wrapped for reading."""

_LONGER, _OF_TEXT, _SEVERAL = 1.5, 0.06, 3
"""Nor were any, if several lines that much longer than most hold this share of the text: a list of short lines hides
them. One long line is an address or a shelf mark."""

_NARROW = 60
"""Lines wrapped at less than this are nearly all full; where they are not, they end where their writer ended them."""

_ROOM = 0.8
"""A line end is deliberate if the next word would not have filled the line to this share of the usual width."""


class NoteMark(NamedTuple):
    """The mark that a note begins with: its number, where it ends in the block's text, and the note's id."""

    n: str
    end: int
    id: str
    in_brackets: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's text, unwrapped, with the page breaks inside it and the places where its lines began.

    ``pbs`` pairs offsets in ``text`` with breaks; ``lines`` are offsets in ``text``. ``after_page`` is the break that
    the file shows before the block, ``gap`` the white space before it when that is more than a line end.
    """

    text: Excerpt
    pbs: tuple[tuple[int, Pb], ...] = ()
    lines: tuple[int, ...] = ()
    after_page: Pb | None = None
    gap: Span | None = None
    note: NoteMark | None = None
    """The mark, if the block is a note."""

    def part(self, start: int, end: int | None = None) -> Block:
        """The block's characters from ``start`` to ``end``, with the breaks that stand between them."""
        end = len(self.text) if end is None else end
        pbs = tuple((at - start, pb) for at, pb in self.pbs if start < at < end)
        return Block(self.text[start:end], pbs, tuple(at - start for at in self.lines if start < at < end))

    def content(self, start: int = 0, end: int | None = None) -> Content:
        """Characters and page breaks as inline nodes; the blank of a join stands before its break."""
        end = len(self.text) if end is None else end
        pieces: list[Inline] = []
        at = start
        for place, pb in self.pbs:
            if start < place < end:
                pieces += (self.text[at:place], pb)
                at = place
        if at < end:
            pieces.append(self.text[at:end])
        return tuple(pieces)


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    gap: Span | None
    pb: Pb | None
    columns: int
    """How far it reaches, its indentation included."""


def blocks(
    source: Source, start: int = 0, but: Iterable[Span] = (), hyphens: tuple[Span, ...] = ()
) -> tuple[Block, ...]:
    """The blocks of a source from an offset on, in order; together they hold every character but white space.

    Lines that begin where one of the spans ``but`` does are skipped, as far as the span goes; ``hyphens``, in
    order, are taken out of their words.
    """
    lines = tuple(_lines(source.text, start, {span.start: span.end for span in but}))
    width = _width(lines)
    told = {region.start for region in source.regions}
    found: list[Block] = []
    group: list[_Line] = []
    for line in lines:
        if group and (line.start in told or not _wraps(source.text, group[-1], line, width)):
            found.append(_block(source, group, hyphens))
            group = []
        group.append(line)
    if group:
        found.append(_block(source, group, hyphens))
    return tuple(found)


def _lines(text: str, start: int, but: Mapping[int, int]) -> Iterator[_Line]:
    """The lines that are not blank, each with what came before it: a gap, a page break.

    ``but`` are starts of lines, each with the end of what is no part of the text there.
    """
    end_before: int | None = None
    blank = False
    pb: Pb | None = None
    for match in LINE.finditer(text, start):
        at = match.start("text")
        own = text[max(at, but.get(at, at)) : match.end("text")].strip()
        stripped = match["text"].rstrip()
        if own:
            at = text.index(own, max(at, but.get(at, at)))
            stripped = own
            gap = Span(end_before, at) if blank and end_before is not None else None
            indent = match.start("text") - match.start()
            yield _Line(at, at + len(stripped), indent, gap, pb, indent + _columns(stripped))
            end_before, blank, pb = at + len(stripped), False, None
        else:
            blank = True
            if stripped and pb is None and end_before is not None:  # what stands at the edge of pages shows them
                pb = Pb(Span(match.start(), match.start()))
        if match["end"] == "\f":
            blank, pb = True, Pb(Span(match.start("end"), match.end("end")))
        if match.end() == len(text):
            break


def _width(lines: tuple[_Line, ...]) -> int:
    """The width the lines were wrapped at, in columns; 0 where lines are paragraphs."""
    lengths = sorted(line.columns for line in lines)
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.95)]
    longer = [length for length in lengths if length > _LONGER * width]
    if len(longer) >= _SEVERAL and longer[-1] > _UNWRAPPED and sum(longer) > _OF_TEXT * sum(lengths):
        return 0
    if width < _NARROW and sum(length >= _ROOM * width for length in lengths) < 0.5 * len(lengths):
        return 0  # short lines of every length: none of them was full
    return 0 if width > _UNWRAPPED else width


def _wraps(text: str, before: _Line, line: _Line, width: int) -> bool:
    """Whether the end of the line before is a wrap."""
    if line.gap is not None or line.pb is not None:
        return False
    if _item(text, before, line) or _is_set_off(text[before.start : before.end], text[line.start : line.end]):
        return False
    open_sentence = not CLAUSE_END.search(text[max(before.start, before.end - 8) : before.end])
    if open_sentence and _is_small(text[line.start : line.start + 2].lstrip(_OPENING)[:1]):
        return True
    if not width or line.indent >= before.indent + 2:
        return False
    word = _FIRST.match(text, line.start, line.end)
    assert word is not None
    return before.columns + 1 + _columns(word[0]) >= _ROOM * width


def _columns(text: str) -> int:
    """How many columns a text takes where each letter is as wide as the next."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _is_small(sign: str) -> bool:
    """Whether a sign is a letter and no capital; in scripts without capitals each letter is."""
    return sign.isalpha() and not sign.isupper()


def _is_set_off(before: str, line: str) -> bool:
    """Whether one of two lines is in capitals, as headings are, and the other is not; no sentence goes on there."""
    if line.isupper() == before.isupper():
        return False
    if line.isupper():
        is_open = not CLAUSE_END.search(before[-8:]) or line[-1] in ".,;"
        return not is_open and _SHOUTED.search(line) is not None and any(map(str.islower, before))
    is_open = before[-1] in ",;" or line.lstrip(_OPENING)[:1].islower()
    return not is_open and _SHOUTED.search(before) is not None and any(map(str.islower, line))


def _item(text: str, before: _Line, line: _Line) -> bool:
    """Whether a line begins an item of a list; a dash that does is no dash of a sentence: others begin so too."""
    mark = text[line.start : line.start + 2]
    if mark[1:].isspace() and mark[0] in BULLETS:
        return True
    return mark in ("- ", "– ", "* ") and (text.startswith(mark, before.start) or text[before.end - 1] == ":")


def _block(source: Source, group: list[_Line], hyphens: tuple[Span, ...]) -> Block:
    excerpt = Excerpt.of(source, group[0].start, group[-1].end).unwrap()
    for span in hyphens[bisect_left(hyphens, (group[0].start,)) : bisect_left(hyphens, (group[-1].end,))]:
        at = excerpt.index(span.start)
        excerpt = concat((excerpt[:at], excerpt[at + 1 :]))
    if len(group) == 1:
        return Block(excerpt, after_page=group[0].pb, gap=group[0].gap)
    starts: list[int] = []
    at = 0
    for line in group[1:]:
        at = excerpt.index(line.start, at)
        starts.append(at)
    return Block(excerpt, lines=tuple(starts), after_page=group[0].pb, gap=group[0].gap)
