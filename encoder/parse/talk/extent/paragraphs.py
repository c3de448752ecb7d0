"""Paragraphs as questions about them see them: the text, what stands around it, how it resembles others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.signs import FIGURES, WORD
from encoder.parse.layout.blocks import Block

IN_BRACKETS = re.compile(r"[(（\[{〔].*[)）\]}〕][.。]?", re.DOTALL)
FEW = 15
"""The most words of a heading."""
_LOOKED_AT = 400
"""How much of a paragraph is read, in code points."""
SHORT_NAME = 3
"""The most letters of a name by which no paragraph is recognised."""
NEVER = 1000
"""The distance to a speech if the record has none, in paragraphs."""


class Paragraph(NamedTuple):
    """A paragraph and what stands around it."""

    text: str
    words: tuple[str, ...]
    size: int
    """The number of its words."""
    before: str
    """The text of the paragraph before; nothing at the start."""
    after: str
    in_talk: bool
    """Whether a speech begins before it."""
    no_talk: bool
    """Whether no speech begins in the record."""
    since: int
    """Paragraphs since the last speech began."""
    until: int
    """Paragraphs until the next begins."""
    repeats: int
    """How many paragraphs are the same, figures apart."""
    indent: float
    """How much further in it begins than most, in code points."""
    common: float
    """The share of its words that the record has in lower case elsewhere."""
    names_speaker: bool
    """Whether it begins with the name of a speaker."""
    parenthetic: float
    """The share of the record's paragraphs that are in parentheses."""
    headed: bool
    """Whether the file says that it is a heading."""
    page: bool
    """Whether a page ends beside it."""
    number: int
    """Which block of the record it is, counted from 0."""
    place: float
    """Where it stands in the record, 0 to 1."""
    alike: int
    """How many other short paragraphs begin or end with the same word, each above a longer one of its own."""


def paragraphs(
    blocks: Sequence[Block],
    text: str,
    starts: Sequence[int],
    speakers: Collection[str],
    heads: Collection[int],
    wanted: Iterable[int] | None = None,
) -> dict[int, Paragraph]:
    """The blocks of a source's ``text`` as the question sees them, by their numbers; of all, or of those ``wanted``.

    ``starts`` are the numbers of the blocks that speeches begin in, in order; ``speakers`` are their labels; ``heads``
    are offsets of what the file says is a heading.
    """
    texts = [block.text.text for block in blocks]
    lower = {word for each in texts for word in WORD.findall(each) if word[:1].islower()}
    same = Counter(FIGURES.sub("0", each) for each in texts)
    usual = median([_indent(block, text) for block in blocks]) if blocks else 0
    names = tuple(name for name in speakers if len(name) > SHORT_NAME)
    parenthetic = sum(bool(IN_BRACKETS.fullmatch(each)) for each in texts) / max(1, len(texts))
    alike = Counter(
        each
        for one, below in pairwise(texts)
        if lexicon.word_count(one) <= FEW < lexicon.word_count(below)
        for each in _ends(one)
    )
    found = {}
    for at in range(len(blocks)) if wanted is None else wanted:
        block, own, place = blocks[at], texts[at], bisect_left(starts, at)
        words = lexicon.fold(own[:_LOOKED_AT])
        several = WORD.findall(own[:_LOOKED_AT])
        found[at] = Paragraph(
            own, words, lexicon.word_count(own),
            before=texts[at - 1] if at else "",
            after=texts[at + 1] if at + 1 < len(texts) else "",
            in_talk=place > 0,
            no_talk=not starts,
            since=at - starts[place - 1] if place else NEVER,
            until=starts[place] - at if place < len(starts) else NEVER,
            repeats=same[FIGURES.sub("0", own)],
            indent=_indent(block, text) - usual,
            common=sum(word.casefold() in lower for word in several) / max(1, len(several)),
            names_speaker=own.startswith(names),
            parenthetic=parenthetic,
            headed=bool(own) and block.text.offset(0) in heads,
            page=block.after_page is not None or (at + 1 < len(blocks) and blocks[at + 1].after_page is not None),
            number=at,
            place=at / len(blocks),
            alike=max((alike[each] - 1 for each in _ends(own) if each in alike), default=0),
        )  # fmt: skip
    return found


def _ends(text: str) -> set[str]:
    """What headings of one series share: the first word and the last, without case, figures as one sign."""
    words = FIGURES.sub("0", text.casefold()).split()
    return {f"{words[0]} …", f"… {words[-1].strip('.:')}"} if words else set()


def _indent(block: Block, text: str) -> int:
    """How far in a block begins, in code points."""
    start = block.text.offset(0) if block.text.text else 0
    return start - (text.rfind("\n", 0, start) + 1)
