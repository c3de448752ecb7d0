"""What may be a note, and what may be the mark of one.

    65 A correspondent of the paper.             a note: its number, bare, and its words
    [1] See document 5.                          a number in brackets
    ⁴ In the first draft: …                      a raised number
    * See page 4.                                a sign
    … the interview65                            a mark in the text, glued to a word
    … the next step. [1]                         a mark in brackets

Generous: a numbered paragraph is a candidate too, and a figure behind a word a mark. `evidence.py` decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.signs import CAPITAL, LETTERS
from encoder.parse.layout.blocks import Block
from encoder.parse.notes.printed import BODY, MARK, MARKS, RAISED
from encoder.values.source import Styled


class Form(Enum):
    """How the mark of a note is printed before its words."""

    BRACKET = "bracket"
    PARENTHESES = "parentheses"
    STOP = "stop"
    BARE = "bare"
    GLUED = "glued"
    RAISED = "raised"
    LETTER = "letter"
    SIGN = "sign"


class Body(NamedTuple):
    """A block, or a part of one, that may be a note."""

    block: int
    start: int
    """Where its mark begins in the block's text."""
    end: int
    """Where its mark ends, brackets and full stop too."""
    n: str
    """The number, letter or sign without brackets."""
    value: int | None
    """The number, or the place of the letter in the alphabet; of a sign how often it stands."""
    form: Form


class Mark(NamedTuple):
    """A place in the text that may refer to a note; offsets of the source."""

    start: int
    end: int
    n: str
    strength: float
    """1 where it can hardly be anything else, less where it can."""
    block: int
    kind: str
    """How it is printed: a key of `printed.MARKS`."""


_NOTE_BEHIND = re.compile(r"(?<=\S(?P<mark>\[[1-9]\])) (?=(?P=mark) \S)")
_SIGN = re.compile(rf"[\d\[*†‡§¶]|{RAISED}")
_NEXT = re.compile(r"(?<=[.!?”\"’')\]]) (?=\S)")
_ENCLOSED = ("bracket", "parentheses")
"""Marks with signs around the number, which are part of them."""
_AROUND = 24
"""Code points of context on each side of a mark."""
_WEAK = 0.6
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)\.?\s?$|[№§]\s?$")
"""What stands before a figure: `Article 1`, `№ 5`, `5 km²`."""
_DESIGNATION = re.compile(rf"(?<![.!?:] )(?<!^)\b[^\W\d_]*{CAPITAL}[^\W\d_]*$")


def possible(text: str, styled: Sequence[Styled]) -> bool:
    """Whether a text may have notes: a line of it begins as one, or one stands behind its mark."""
    is_raised = any(style.rend == "superscript" for style in styled)
    return is_raised or _LINE.search(text) is not None or _NOTE_BEHIND.search(text) is not None


_LINE = re.compile(rf"^[^\S\n]*(?:{BODY.pattern})", re.MULTILINE)


def apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, cut where a note stands behind its mark on the same line: `…the next step.[1] [1] Peng Dehuai, …`."""
    return tuple(part for block in blocks for part in _apart(block))


def _apart(block: Block) -> Iterator[Block]:
    cuts = [found.end() for found in _NOTE_BEHIND.finditer(block.text.text)]
    if not cuts:
        yield block
        return
    for start, end in pairwise((0, *cuts, len(block.text))):
        part = block.part(start, end)
        part = replace(part, text=part.text.strip())
        yield part if start else replace(part, after_page=block.after_page, gap=block.gap)


def bodies(blocks: Sequence[Block], styled: Sequence[Styled] = ()) -> list[Body]:
    """The blocks that may be notes, in their order; notes that run together in one block are parts of it."""
    raised = {each.start: each.end for each in styled if each.rend == "superscript"}
    found: list[Body] = []
    for number, block in enumerate(blocks):
        first = _begins(number, block, 0, raised)
        if first is None:
            continue
        found.append(first)
        last = first
        for gap in _NEXT.finditer(block.text.text):
            more = _begins(number, block, gap.end(), raised)
            if more and more.form is last.form and more.value is not None and follows(last, more):
                found.append(more)
                last = more
    return found


def follows(one: Body, other: Body) -> bool:
    """Whether a note's number is the next after another's; letters leave some out."""
    if one.value is None or other.value is None:
        return False
    step = other.value - one.value
    return step == 1 or (one.form in (Form.LETTER, Form.RAISED) and 1 < step <= _LEFT_OUT)


_LEFT_OUT = 4


def _begins(number: int, block: Block, start: int, raised: Mapping[int, int]) -> Body | None:
    text = block.text.text
    offset = block.text.offset(start) if start < len(text) else -1
    if offset in raised:
        end = start + raised[offset] - offset
        n = unicodedata.normalize("NFKC", text[start:end].strip())
        return Body(number, start, end, n, _value(n, Form.RAISED), Form.RAISED) if n else None
    match = BODY.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    form = Form(match.lastgroup)
    n = unicodedata.normalize("NFKC", match[match.lastgroup].strip())
    if form is Form.LETTER and n in "ivx" and start == 0 and text[1:2] == ".":
        return None  # i. ii. iii.
    end = match.end(match.lastgroup)
    end += {Form.BRACKET: 1, Form.PARENTHESES: 1}.get(form, 0) + (
        form in (Form.STOP, Form.LETTER) and text[end : end + 1] in "./)"
    )
    return Body(number, start, end, n, _value(n, form), form)


def _value(n: str, form: Form) -> int | None:
    if n.isdecimal():
        return int(n)
    if form is Form.SIGN:
        return len(n)
    return ord(n) - ord("a") + 1 if len(n) == 1 and n.isalpha() else None


def marks(blocks: Sequence[Block], styled: Sequence[Styled] = ()) -> dict[str, list[Mark]]:
    """What may be marks, by number: not at the beginning of a block, where a note's own stands."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for number, block in enumerate(blocks):
        if _SIGN.search(block.text.text):
            for mark in _marks(number, block):
                found[mark.n].append(mark)
    own = [(block.text.span(), number) for number, block in enumerate(blocks) if block.text.text]
    at = 0
    for each in sorted(each for each in styled if each.rend == "superscript"):
        while at < len(own) and own[at][0].end <= each.start:
            at += 1
        if at < len(own) and own[at][0].start < each.start:
            block = blocks[own[at][1]]
            first = block.text.index(each.start, 0)
            n = unicodedata.normalize("NFKC", block.text.text[first : first + each.end - each.start].strip())
            found[n].append(Mark(each.start, each.end, n, 1.0, own[at][1], "raised"))
    return found


def _marks(number: int, block: Block) -> Iterator[Mark]:
    text = block.text.text
    for match in MARK.finditer(text):
        kind = str(match.lastgroup)
        is_enclosed = kind in _ENCLOSED
        start, end = match.span() if is_enclosed else match.span(kind)
        before = text[max(0, start - _AROUND) : start]
        if start == 0 or (not is_enclosed and (_is_counted(before) or _dates(before, text[end : end + _AROUND]))):
            continue
        strength = MARKS[kind].strength
        if kind == "glued" and _DESIGNATION.search(before):
            strength = _WEAK  # MiG15, UN1
        n = unicodedata.normalize("NFKC", match[kind])
        yield Mark(block.text.offset(start), block.text.offset(end - 1) + 1, n, strength, number, kind)


def _is_counted(before: str) -> bool:
    """Whether a figure is the number of what stands before it, or the power of a unit."""
    last = _LAST_WORD.search(before)
    return last is not None and (last["word"] is None or lexicon.contains("counted", last["word"]))


def _dates(before: str, after: str) -> bool:
    """Whether a figure stands beside the name of a month."""
    words = *LETTERS.findall(before)[-1:], *LETTERS.findall(after)[:1]
    return any(lexicon.contains("months", word) for word in words)
