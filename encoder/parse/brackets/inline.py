"""A block's text as inline nodes: brackets told apart, emphasis marked, page breaks in place.

    118978:  [North] Korea did fairly well                                   supplied
    118978:  billions of tons [original unclear] of vinalon                  gap
    118978:  Chairman Mao sends you [referring to Kim Il Sung] his regards   identification
    118978:  Shangganling [Triangle Hill]                                    gloss
    008:     the com[munist] party                                           expansion
    001:     On October [5?] of this year                                    unclear

Guidelines 3.5, 12.3.
"""

from __future__ import annotations

import re

from encoder import lexicon
from encoder.parse.brackets import evidence
from encoder.parse.brackets.bracket import CONTEXT, Bracket
from encoder.parse.brackets.in_words import Around, around_name, around_word
from encoder.parse.brackets.kinds import MAKERS
from encoder.parse.brackets.pairs import Pair, pairs, unmatched
from encoder.parse.context import Context
from encoder.parse.inline.emphasis import emphasis
from encoder.parse.layout.blocks import Block
from encoder.values.record.inline import Content, Inline, Note, Pb, Resp

_LETTER = re.compile(r"[^\W\d_]")
_NO_HEADNOTES = frozenset(("omission", "page", "timestamp", "action", "delivery", "signature", "footnote"))
"""Kinds that are no headnote, even as a paragraph of their own."""
_TELLING = 6
"""A bracket with at least this many words, alone in a paragraph before the talk, is a headnote."""
_AS_PRINTED = frozenset(("page", "footnote", "illegible", "missing", "redacted", "untranslated", "omission"))
"""Kinds that keep their words as one text, brackets inside them too."""


def inline(block: Block, context: Context, start: int = 0) -> Content:
    """A block's text from ``start`` on as inline nodes."""
    text = block.text.text
    if "[" not in text and "]" not in text:
        return emphasis(block, start, len(text), context.styled)
    if start:
        return inline(block.part(start), context)
    for each in unmatched(block.text):
        context.report(each)
    return _content(block, pairs(block.text), 0, len(text), context)


def headnote(block: Block, context: Context) -> Note | None:
    """The note that a paragraph is when one bracket holds the whole of it; else None."""
    text = block.text.text
    if not text.startswith("[") or not _LETTER.search(text):
        return None  # “[…]” is an omission, and tells nothing of what follows
    found = pairs(block.text)
    if len(found) != 1 or found[0].end != len(block.text):
        return None
    bracket = bracket_at(block, found[0], context)
    if context.decided.of("bracket", bracket.span.start):
        return None  # an editor has said what it is
    read = evidence.read(bracket, evidence.model(context.weights))
    if read.kind in _NO_HEADNOTES:
        return None
    if len(bracket.tokens) < _TELLING and evidence.doubt(bracket, read):
        return None  # too short to be surely a headnote
    for each in unmatched(block.text):
        context.report(each)
    return Note("headnote", _inside(block, found[0], context), bracket.span, bracket.resp, rend=bracket.rend_unqueried)


def bracket_at(block: Block, pair: Pair, context: Context) -> Bracket:
    """The bracket at a place of a block, with what stands around it."""
    text = block.text.text
    start, end = _edges(pair)
    return Bracket(
        text=block.text[start:end],
        span=block.text.span(pair.start, pair.end),
        before=text[max(0, pair.start - CONTEXT) : pair.start],
        after=text[pair.end : pair.end + CONTEXT],
        closed=pair.closed,
        resp=_resp(text[start:end], context),
        mentions=context.mentions,
        languages=context.languages,
        is_mark=block.text.offset(pair.start) in context.marks,
    )


def _content(block: Block, found: list[Pair], start: int, end: int, context: Context) -> Content:
    """The nodes of ``block.text[start:end]``, in which ``found`` are the outermost brackets."""
    nodes: list[Inline] = []
    at = start
    for pair in found:
        bracket = bracket_at(block, pair, context)
        around = _around(block, pair, at, bracket, context)
        if around is None:
            nodes += (*emphasis(block, at, pair.start, context.styled), *_made(block, pair, bracket, context))
            at = pair.end
        else:
            nodes += (*emphasis(block, at, around.start, context.styled), around.node)
            at = around.end
    return (*nodes, *emphasis(block, at, end, context.styled))


def _around(block: Block, pair: Pair, at: int, bracket: Bracket, context: Context) -> Around | None:
    """The node that holds a bracket and what stands beside it: a word, or somebody's name."""
    if context.decided.of("bracket", bracket.span.start):
        return None
    return around_word(block, at, pair, bracket) or around_name(block, at, pair, bracket, context.styled)


def _made(block: Block, pair: Pair, bracket: Bracket, context: Context) -> Content:
    """The nodes of a bracket: of the kind that an editor has decided, or that the evidence says."""
    decision = context.decided.of("bracket", bracket.span.start)
    if decision:
        inside = _breaks(block, pair) if decision.says in _AS_PRINTED else _inside(block, pair, context)
        return MAKERS[decision.says](bracket, inside, None)
    found = evidence.read(bracket, evidence.model(context.weights))
    doubt = evidence.doubt(bracket, found)
    if doubt:
        context.report(evidence.finding(doubt))
    inside = _breaks(block, pair) if found.kind in _AS_PRINTED else _inside(block, pair, context)
    return MAKERS[found.kind](bracket, inside, found.cert)


def _inside(block: Block, pair: Pair, context: Context) -> Content:
    """What stands in a bracket, as nodes."""
    return _content(block, pair.inside, *_edges(pair), context)


def _breaks(block: Block, pair: Pair) -> Content:
    """The page breaks in a bracket that keeps its words as one text."""
    return tuple(node for node in block.content(*_edges(pair)) if isinstance(node, Pb))


def _edges(pair: Pair) -> tuple[int, int]:
    return pair.start + 1, pair.end - 1 if pair.closed else pair.end


def _resp(words: str, context: Context) -> Resp:
    """Whose a bracket is: what it says itself, else whose all are."""
    if context.resp == "archive":
        return "archive"
    said = lexicon.fold(words[:CONTEXT])
    if lexicon.longest("brackets", said, translator=True):
        return "translator"
    return "editor" if lexicon.longest("brackets", said, editor=True) else context.resp
