"""The blocks as nodes: what stands before the talk, the speeches, and what stands below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from encoder.parse.brackets.inline import inline
from encoder.parse.draft import Draft
from encoder.parse.front import opening
from encoder.parse.layout import structure
from encoder.parse.layout.blocks import Block
from encoder.parse.letter import correspondence
from encoder.parse.notes.nodes import marked
from encoder.parse.talk import doubts, ending, speech
from encoder.parse.talk.extent.block_kinds import Kind, Read
from encoder.values.record.blocks import Block as Node
from encoder.values.record.blocks import Byline, Classification, Dateline, Head, P, Reference
from encoder.values.record.inline import Note

_ASKED = 0.2
"""From this probability of the other answer it is asked whether a line is a heading: no words depend on it."""


def write(draft: Draft) -> Draft:
    """The nodes of the body, grouped into lists, tables and quotations."""
    if draft.turns.first is None:
        nodes = correspondence.parts(_preamble(correspondence.apart(draft.body), draft))
    else:
        talk = draft.talk
        before = _preamble(draft.body[: talk.start], draft)
        below = ending.nodes(draft.body, talk.stop, draft.listed, draft.context)
        nodes = (*before, *_spoken(draft, talk), *below)
    nodes = structure.gather(marked(nodes, draft.context.marks, draft.given.report), draft.given.source.regions)
    return replace(draft, nodes=nodes)


def _spoken(draft: Draft, talk: range) -> Iterator[Node]:
    """The speeches, and what stands between them."""
    blocks = draft.body[talk.start : talk.stop]
    listed = {draft.body[at].text.offset(0): node for at, node in draft.listed.items() if at in talk}
    gone = {at for at, each in draft.kinds.items() if each.kind is Kind.FURNITURE}
    cuts = (
        each for each in speech.cut(blocks, talk.start, draft.turns)
        if each.block.text.offset(0) not in gone
    )  # fmt: skip
    return speech.turns(cuts, draft.turns, draft.kinds, draft.context, listed)


def _preamble(body: tuple[Block, ...], draft: Draft) -> tuple[Node, ...]:
    """What stands before the first turn; in a record without direct speech, all of it."""
    context = draft.context
    nodes: list[Node] = []
    asked: list[tuple[Block, Read]] = []  # of which nothing but the evidence says what they are
    top = True  # TEI wants titles and date lines before the first paragraph (Guidelines 4.2)
    for at, block in enumerate(body):
        if block.after_page:
            nodes.append(block.after_page)
        node: Node
        if at in draft.listed:
            node = draft.listed[at]
        else:
            found = opening.recognise(block, draft.title, context) if top else None
            node = found or _heading(block, at, draft) or speech.loose(block, context)
            if not found and at in draft.headings and isinstance(node, Head | P):
                asked.append((block, draft.headings[at]))
        nodes.append(node)
        top = top and isinstance(node, (Head, Byline, Classification, Dateline, Note, Reference))
    doubts.report_paragraphs(
        ((block, read) for block, read in asked if not read.is_decided and read.other_chance >= _ASKED), context
    )
    return tuple(nodes)


def _heading(block: Block, at: int, draft: Draft) -> Head | None:
    """A heading below the title."""
    read = draft.headings.get(at)
    if read is None or read.kind is not Kind.HEADING or speech.is_stage(block, draft.context):
        return None
    return Head(inline(block, draft.context))
