"""Footnotes: a mark in the text, `[1]`, and a paragraph below that begins with the same.

    030:  … 3 p.m. in Chequers[1]          the mark, which points to
          [1] BArch, B 136/59748, …        its note

Only what has both is joined: a mark without a note points nowhere, and a paragraph without a mark stays one. Notes that
end the record stand after its last turn, not in it (Guidelines 3.9.1.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from encoder.parse.layout.blocks import Block
from encoder.values.content import changed, inside
from encoder.values.content import nodes as inside_all
from encoder.values.document import Block as Node
from encoder.values.document import Content, Footnote, Inline, P, Ref, Sp

_MARK = re.compile(r"\[[1-9]\d{0,2}\]")
_BODY = re.compile(r"\[[1-9]\d?\]\s*\S|[¹²³⁴-⁹]+\s*\S")
_NOTE_BEHIND = re.compile(r"(?<=\S(?P<mark>\[[1-9]\])) (?=(?P=mark) \S)")


def possible(text: str) -> bool:
    """Whether a text has anything like a mark: most have none."""
    return _MARK.search(text) is not None


def begins(text: str) -> bool:
    """Whether a paragraph begins as a note does: with a mark in brackets or a raised one."""
    return _BODY.match(text) is not None


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


def join(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The blocks with their marks and notes told apart and joined."""
    if not any(isinstance(node, Ref) for node in inside_all(nodes)):
        return nodes
    bodies = {id(p): p.content[0] for p in _paragraphs(nodes) if p.content and isinstance(p.content[0], Ref)}
    first = {id(mark) for mark in bodies.values()}  # the number of a note is no mark of one
    own = {
        id(node) for p in _paragraphs(nodes) if id(p) in bodies for node in inside(p.content)
    }  # nor is one in a note
    marks = {node.n for node in inside_all(nodes) if isinstance(node, Ref) and id(node) not in first | own}
    noted: set[str] = set()
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Sp):
            parts: list[Any] = []
            for part in node.content:  # a turn begins with words, not with a note
                said = any(isinstance(before, P) for before in parts)
                parts.append(_footnote(part, bodies, marks, noted) if said and isinstance(part, P) else part)
            found.append(replace(node, content=tuple(parts)))
        else:
            found.append(_footnote(node, bodies, marks, noted) if isinstance(node, P) else node)
    found = _after_the_last_turn(found)
    return tuple(changed(node, lambda content: _pointing(content, noted), lists=True) for node in found)


def _footnote(p: P, bodies: Mapping[int, Inline], marks: set[str], noted: set[str]) -> P | Footnote:
    mark = bodies.get(id(p))
    if not isinstance(mark, Ref) or mark.n not in marks or mark.n in noted:
        return p
    noted.add(mark.n)
    return Footnote(mark.n, mark.content, p.content[1:], mark.span, mark.rend)


def _after_the_last_turn(nodes: list[Node]) -> list[Node]:
    """Footnotes at the end of a record belong to the record, whatever closes it below them."""
    at = max((place for place, node in enumerate(nodes) if isinstance(node, Sp)), default=-1)
    last = nodes[at] if nodes else None
    if not isinstance(last, Sp):
        return nodes
    keep = len(last.content)
    while keep and isinstance(last.content[keep - 1], Footnote):
        keep -= 1
    ends: list[Any] = list(last.content[keep:])
    return [*nodes[:at], replace(last, content=last.content[:keep]), *ends, *nodes[at + 1 :]]


def _pointing(content: Content, noted: set[str]) -> Content:
    """Content whose marks point to the notes there are."""
    if not any(isinstance(each, Ref) for each in inside(content)):
        return content
    return tuple(_pointed(each, noted) for each in content)


def _pointed(node: Inline, noted: set[str]) -> Inline:
    if isinstance(node, Ref):
        return replace(node, target=f"fn{node.n}") if node.n in noted else node
    inner = getattr(node, "content", None)
    return replace(node, content=_pointing(inner, noted)) if isinstance(inner, tuple) else node  # type: ignore[type-var]


def _paragraphs(nodes: tuple[Node, ...]) -> Iterator[P]:
    for node in nodes:
        yield from (part for part in (node.content if isinstance(node, Sp) else (node,)) if isinstance(part, P))
