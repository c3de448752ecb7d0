"""What is in the content of a document's blocks: its nodes, nested ones too, and its words."""

from __future__ import annotations

from collections.abc import Iterator

from encoder.document import Block, Content, Ex, Gap, Inline, Note, Pb, Sp, Stage
from encoder.excerpt import Excerpt


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


def nodes(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Every inline node of the blocks, in their order."""
    for block in blocks:
        if isinstance(block, Sp):
            yield from inside(block.speaker.content)
            for part in block.content:
                yield from inside((part,) if isinstance(part, (Pb, Stage)) else part.content)
        elif isinstance(block, (Note, Pb, Stage)):
            yield from inside((block,))
        else:
            yield from inside(block.content)


def inside(content: Content) -> Iterator[Inline]:
    """Every node of some content, each before those it holds."""
    for node in content:
        yield node
        inner = getattr(node, "content", None)
        if isinstance(inner, tuple):
            yield from inside(inner)
