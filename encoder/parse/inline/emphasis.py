"""Words that the record emphasises: Markdown's asterisks, and what the file shows in bold or italics.

**Kim Il Sung** came.      bold, the asterisks carried by the markup
2**3, ** alone             no emphasis
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from encoder.parse.layout.blocks import Block
from encoder.values.record.inline import Content, Hi, Inline
from encoder.values.source import Rend, Styled

_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\s*])(?P<words>[^*]{1,300}?)(?<=[^\s*])\*\*(?![\w*])")

Mark = tuple[int, int, int, int, Rend]
"""Where emphasis begins and ends, delimiters included, where its words do, and its kind."""


def emphasis(block: Block, start: int, end: int, styled: tuple[Styled, ...]) -> Content:
    """A block's characters and page breaks from ``start`` to ``end``, what is emphasised as `Hi`."""
    marked = block.text.text.find("**", start, end) >= 0
    if not marked and not styled:
        return block.content(start, end)
    marks = sorted((*(_asterisks(block, start, end) if marked else ()), *_shown(block, start, end, styled)))
    nodes: list[Inline] = []
    at = start
    for first, last, word, after, rend in marks:
        if first < at:  # inside emphasis already
            continue
        nodes += block.content(at, first)
        nodes.append(Hi(block.content(word, after), rend, block.text.span(first, last)))
        at = last
    return (*nodes, *block.content(at, end))


def _asterisks(block: Block, start: int, end: int) -> Iterator[Mark]:
    for match in _BOLD.finditer(block.text.text, start, end):
        yield match.start(), match.end(), match.start("words"), match.end("words"), "bold"


def _shown(block: Block, start: int, end: int, styled: tuple[Styled, ...]) -> Iterator[Mark]:
    """The styles of the file that fall into the range."""
    if start >= end or not styled:
        return
    span = block.text.span(start, end)
    at = max(0, bisect_left(styled, (span.start,)) - 1)
    while at < len(styled) and styled[at].start < span.end:
        style = styled[at]
        first = block.text.index(max(style.start, span.start), start)
        last = block.text.index(min(style.end, span.end), first)
        if first < last <= end:
            yield first, last, first, last, style.rend
        at += 1
