"""The blocks as nodes: what stands before the talk, the speeches, and what stands below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from encoder.parse.draft import Draft
from encoder.parse.front import opening
from encoder.parse.layout import structure
from encoder.parse.layout.blocks import Block
from encoder.parse.letter import correspondence
from encoder.parse.notes.nodes import marked
from encoder.parse.talk import ending, speech
from encoder.parse.talk.block_kinds import Kind
from encoder.values.blocks import Block as Node
from encoder.values.blocks import Byline, Classification, Dateline, Head, Reference
from encoder.values.inline import Note


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
    top = True  # TEI wants titles and date lines before the first paragraph (Guidelines 4.2)
    for at, block in enumerate(body):
        if block.after_page:
            nodes.append(block.after_page)
        node: Node
        if at in draft.listed:
            node = draft.listed[at]
        else:
            found = opening.recognise(block, draft.title, context) if top else _heading(body, at, draft)
            node = found or speech.loose(block, context)
        nodes.append(node)
        top = top and isinstance(node, (Head, Byline, Classification, Dateline, Note, Reference))
    return tuple(nodes)


def _heading(body: tuple[Block, ...], at: int, draft: Draft) -> Head | None:
    """A heading below the top; a line in capitals that ends a record is a signature."""
    is_last = at + 1 == len(body)
    if is_last and draft.turns.first is None:
        return None
    heading = speech.heading(body[at], draft.context)
    if heading or is_last:
        return heading
    return speech.between_paragraphs(body[at], body[at - 1], body[at + 1], draft.context)
