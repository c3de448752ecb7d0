"""Lists, tables and quotations, made of paragraphs that stand one below the other.

    • grain for the army              a bullet or a number before each: the label of its item
    • coal for the railway
    <li>, <tr>, <blockquote>          what the file itself says (HTML, DOCX)

A numbered paragraph is a paragraph: a list of a text file is short, and its numbers or letters go on one by one from
the first (Guidelines 3.8, 14.1.1, 3.3.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from encoder.lexicon.signs import BULLETS
from encoder.values.excerpt import Excerpt
from encoder.values.record.blocks import Block, Item, List, P, Quote, Sp, Table, TableCell
from encoder.values.record.content import plain
from encoder.values.record.inline import Content, extent
from encoder.values.source import Region

_B = TypeVar("_B")

_BULLET = re.compile(rf"(?P<label>[{BULLETS}]|[-–—*](?=\s))\s+(?=\S)")
_NUMBER = re.compile(r"(?P<label>\(?(?P<number>\d{1,2}|[a-z])[.)])\s+(?=\S)")
_BULLETS, _NUMBERS = 2, 3
"""Least number in a row that makes a list."""
_LONGEST = 300
"""A numbered paragraph of more code points is no item of a list."""


def gather(blocks: tuple[Block, ...], regions: tuple[Region, ...]) -> tuple[Block, ...]:
    """The blocks of a record, with lists, tables and quotations where paragraphs are such, in its turns too."""
    told = {region.start: region for region in regions if region.kind in ("item", "row", "quote")}
    found = _gather(blocks, told)
    return tuple(_in_turn(block, told) if isinstance(block, Sp) else block for block in found)


def _in_turn(turn: Sp, told: dict[int, Region]) -> Sp:
    """A turn with its lists; most have one paragraph, and so none."""
    if len(turn.content) < _BULLETS:
        return turn
    return replace(turn, content=tuple(_gather(turn.content, told)))


def _gather(blocks: Iterable[_B], told: dict[int, Region]) -> Iterator[Any]:
    """Runs of paragraphs of one kind become one block; a lone bullet stays a paragraph."""
    run: list[P] = []
    kind = ""
    for block in (*blocks, None):
        now = _kind(block, run, kind, told) if isinstance(block, P) else ""
        if run and (now != kind or not now or _begins_anew(block, run, now)):
            yield from _made(run, kind, told)
            run = []
        kind = now
        if now and isinstance(block, P):
            run.append(block)
        elif block is not None:
            yield block


def _begins_anew(block: object, run: list[P], kind: str) -> bool:
    """Whether a numbered paragraph does not go on from the last: another list begins at its own 1."""
    if kind != "number" or not isinstance(block, P) or not isinstance(first := block.content[0], Excerpt):
        return False
    number = _NUMBER.match(first.text)
    return number is not None and not _follows(run[-1], number["number"])


def _kind(block: P, run: list[P], before: str, told: dict[int, Region]) -> str:
    """What a paragraph is a part of: `item`, `row`, `quote`, `bullet`, `number`; nothing where it is just one."""
    span = extent(block.content)
    region = told.get(span.start) if span else None
    if region:
        return region.kind
    if before == "quote" and span and any(r.kind == "quote" and r.start < span.start < r.end for r in _open(run, told)):
        return "quote"
    text = block.content[0] if block.content else None
    if not isinstance(text, Excerpt):
        return ""
    if _BULLET.match(text.text):
        return "bullet"
    number = _NUMBER.match(text.text)
    if not number or len(plain(block.content)) > _LONGEST:
        return ""
    follows = before == "number" and run and _follows(run[-1], number["number"])
    return "number" if follows or number["number"] in ("1", "a") else ""


def _open(run: list[P], told: dict[int, Region]) -> Iterator[Region]:
    for block in run:
        span = extent(block.content)
        if span and span.start in told:
            yield told[span.start]


def _follows(block: P, number: str) -> bool:
    text = block.content[0]
    before = _NUMBER.match(text.text) if isinstance(text, Excerpt) else None
    if before is None:
        return False
    last = before["number"]
    return int(last) + 1 == int(number) if last.isdigit() and number.isdigit() else ord(last[-1]) + 1 == ord(number[0])


def _made(run: list[P], kind: str, told: dict[int, Region]) -> Iterator[Block]:
    match kind:
        case "item":
            yield List(tuple(Item(block.content) for block in run))
        case "row":
            yield Table(tuple(_cells(block.content, told) for block in run))
        case "quote":
            yield Quote(tuple(run))
        case _ if len(run) >= (_BULLETS if kind == "bullet" else _NUMBERS):
            yield List(tuple(_labelled(block.content) for block in run))
        case _:
            yield from run


def _labelled(content: Content) -> Item:
    """An item whose bullet or number is printed before it."""
    text = content[0]
    assert isinstance(text, Excerpt)
    found = _BULLET.match(text.text) or _NUMBER.match(text.text)
    assert found is not None
    return Item((text[found.end() :], *content[1:]), (text.group(found, "label"),))


def _cells(content: Content, told: dict[int, Region]) -> tuple[TableCell, ...]:
    """A row's content, cut where its cells end."""
    span = extent(content)
    assert span is not None
    cells = told[span.start].cells
    found: list[TableCell] = []
    rest = content
    for cell in cells[:-1]:
        words, rest = _cut(rest, cell.end) if cell.end > cell.start else ((), rest)
        found.append(TableCell(words, cell.label))
    return (*found, TableCell(rest, cells[-1].label if cells else False))


def _cut(content: Content, offset: int) -> tuple[Content, Content]:
    """What stands before an offset of the source and what after it; a node with markup is not cut."""
    for at, node in enumerate(content):
        span = extent((node,))
        if span is None or span.end <= offset:
            continue
        if isinstance(node, Excerpt) and span.start < offset:
            index = node.index(offset)
            return (*content[:at], node[:index]), _begun((node[index:], *content[at + 1 :]))
        return content[:at], _begun(content[at:])
    return content, ()


def _begun(content: Content) -> Content:
    """The content of a cell without the blank that parts it from the one before."""
    first = content[0]
    if not isinstance(first, Excerpt):
        return content
    first = first[len(first) - len(first.text.lstrip()) :]
    return ((first,) if first.text else ()) + content[1:]
