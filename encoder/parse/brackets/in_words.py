"""Brackets inside a word or glued to one, and brackets that complete a person's name.

arrested[?]              the word is doubtful
Com[munist], c[omrade]s  the editor completed it
meeting[s], [W]ith       a letter is supplied
12.[4] million, 19[58]   a figure is completed
[Lavrentii] Beria        one name
"""

from __future__ import annotations

import re
from typing import NamedTuple

from encoder.parse.brackets import completed_names
from encoder.parse.brackets.bracket import Bracket
from encoder.parse.brackets.pairs import Pair
from encoder.parse.inline.emphasis import emphasis
from encoder.parse.layout.blocks import Block
from encoder.values.record.inline import Ex, Expan, Inline, PersName, Supplied, Unclear
from encoder.values.source import Styled

_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_FIGURE_BEFORE = re.compile(r"\d[.,]$|(?<!\d{3})\d$")
"""`12.[4] million`, `19[58]`; behind a whole year it is the mark of a note: `1958[4]`."""
_LETTERS = re.compile(r"[^\W\d_]*")
_FRAGMENT = re.compile(r"(?P<letters>[^\W\d_]+[.]?)(?P<query>\?)?$")
_INFLECTION = re.compile(r"(?:e?s|e?d|n|en|t|ing|al|['’]s|ly|r|er)$")


class Around(NamedTuple):
    """A node that holds a bracket and what stands beside it, and where in the block it begins and ends."""

    start: int
    node: Inline
    end: int


def around_name(block: Block, at: int, pair: Pair, bracket: Bracket, styled: tuple[Styled, ...]) -> Around | None:
    """A bracket that completes a person's name."""
    found = None if pair.inside else completed_names.place(block.text.text, at, pair.start, pair.end, bracket)
    if found is None:
        return None
    start, end = found
    inside = block.content(pair.start + 1, pair.end - 1)
    name = Supplied(bracket.certain(inside), bracket.span, bracket.resp, bracket.cert, bracket.rend)
    before = emphasis(block, start, pair.start, styled)
    return Around(start, PersName((*before, name, *emphasis(block, pair.end, end, styled))), end)


def around_word(block: Block, at: int, pair: Pair, bracket: Bracket) -> Around | None:
    """A bracket inside a word or a figure, or glued to one."""
    text = block.text.text
    if bracket.closed and bracket.text.text.isdigit() and _FIGURE_BEFORE.search(text, at, pair.start):
        return Around(pair.start, Supplied((bracket.text,), bracket.span, bracket.resp), pair.end)
    if not bracket.closed or pair.inside or not text[at : pair.start][-1:].isalpha():
        return None
    before = _WORD_BEFORE.search(text, at, pair.start)
    if before is None:
        return None
    word = before.start()
    if bracket.words == "" and bracket.query:
        content = block.content(word, pair.start)
        return Around(word, Unclear(content, block.text.span(word, pair.end), bracket.resp, "query-after"), pair.end)
    fragment = _FRAGMENT.match(bracket.text.text)
    if fragment is None:
        return None
    letters = bracket.text.group(fragment, "letters")
    after = _LETTERS.match(text, pair.end)
    end = after.end() if after else pair.end
    is_letter = len(letters.text) == 1 and len(before[0]) > 1  # the[m] lacks one, and is no abbreviation
    if end == pair.end and (is_letter or (len(before[0]) > 2 and _INFLECTION.match(letters.text))):
        return Around(
            pair.start, Supplied((letters,), bracket.span, bracket.resp, bracket.cert, bracket.rend), pair.end
        )
    ex = Ex(letters, bracket.span, bracket.resp, bracket.cert, bracket.rend)
    return Around(word, Expan((*block.content(word, pair.start), ex, *block.content(pair.end, end))), end)
