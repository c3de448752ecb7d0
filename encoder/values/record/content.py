"""What is in the content of a document's blocks: its nodes, nested ones too, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import is_
from typing import TypeVar

from encoder.values.excerpt import Excerpt
from encoder.values.record.blocks import Block, Item, List, P, Participants, Quote, Sp, Table, TableCell
from encoder.values.record.inline import Content, Ex, Gap, Inline, Note, Pb, Stage

_B = TypeVar("_B", bound=Block)


def plain(content: Content) -> str:
    """The words of inline nodes as the record prints them, without the delimiters of nested ones."""
    return "".join(_words(node) for node in content)


def _words(node: Inline) -> str:
    match node:
        case Excerpt():
            return node.text
        case Gap():
            return node.desc.text
        case Ex():
            return node.content.text
        case Pb():
            return ""
        case _:
            return plain(node.content)


def contents(block: Block) -> Iterator[Content]:
    """The contents of a block, in their order: one of a paragraph, several of a turn, a list or a table."""
    match block:
        case Sp():
            if not block.continues:
                yield block.speaker.content
            for part in block.content:
                yield from contents(part)
        case List():
            for item in block.items:
                yield from (item.label, item.content)
        case Table():
            for row in block.rows:
                yield from (cell.content for cell in row)
        case Quote():
            yield from (paragraph.content for paragraph in block.paragraphs)
        case Note() | Pb() | Stage():
            yield (block,)
        case _:
            yield block.content


def changed(block: _B, change: Callable[[Content], Content], *, lists: bool = False) -> _B:
    """A block with the content of its paragraphs, items and cells changed; labels, notes and breaks stay.

    With ``lists`` lists of participants are changed too. It is the same block where nothing changes.
    """
    match block:
        case Sp():
            parts = tuple(changed(part, change) for part in block.content)
            return block if all(map(is_, parts, block.content)) else replace(block, content=parts)
        case List():
            return replace(block, items=tuple(Item(change(item.content), item.label) for item in block.items))
        case Table():
            return replace(
                block, rows=tuple(tuple(TableCell(change(c.content), c.label) for c in row) for row in block.rows)
            )
        case Quote():
            return replace(block, paragraphs=tuple(P(change(paragraph.content)) for paragraph in block.paragraphs))
        case Note() | Pb() | Stage():
            return block
        case Participants() if not lists:
            return block
        case _:
            content = change(block.content)
            return block if content is block.content else replace(block, content=content)


def nodes(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Every inline node of the blocks, in their order."""
    for block in blocks:
        for content in contents(block):
            yield from inside(content)


def inside(content: Content) -> Iterator[Inline]:
    """Every node of some content, each before those it holds."""
    for node in content:
        yield node
        inner = getattr(node, "content", None)
        if isinstance(inner, tuple):
            yield from inside(inner)
