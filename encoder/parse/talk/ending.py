"""What stands below the last turn and is nobody's words: who else was there, where and when, who wrote it down.

    Also present: Wang Li, Xi Daochong           a list of participants
    Pyongyang, 12 September 1961                 a date line
    Recorded by Li Ming                          a signature

Only such lines at the very end are told apart; anything else belongs to the turn before (Guidelines 4.2.2).
"""

from __future__ import annotations

from collections.abc import Mapping

from encoder.lexicon import formulas
from encoder.parse.brackets.inline import inline
from encoder.parse.context import Context
from encoder.parse.front import opening
from encoder.parse.layout.blocks import Block
from encoder.parse.talk import speech
from encoder.values.record.blocks import Block as Node
from encoder.values.record.blocks import Dateline, Signed

MOST = 12
"""Most blocks at the end that can be such."""


def start(body: tuple[Block, ...], first: int, listed: Mapping[int, Node], context: Context) -> int:
    """The number of the block from which on nothing is a turn; that of the last and one more where all is."""
    at = len(body)
    while at > first + 1 and (at - 1 in listed or body[at - 1].note or _is_closing(body[at - 1], context)):
        at -= 1
    while at < len(body) and body[at].note:
        at += 1  # notes alone are the talk's
    return at


def nodes(body: tuple[Block, ...], at: int, listed: Mapping[int, Node], context: Context) -> tuple[Node, ...]:
    """The blocks from a number on, as what they are."""
    lists_end = max((place for place in listed if place >= at), default=-1)  # TEI wants the list before the closer
    found: list[Node] = []
    for place in range(at, len(body)):
        block = body[place]
        if block.after_page:
            found.append(block.after_page)
        if place in listed:
            found.append(listed[place])
            continue
        node = _kind(block, context) if place > lists_end and not block.note else None
        found.append(node or speech.loose(block, context))
    return tuple(found)


def _is_closing(block: Block, context: Context) -> bool:
    return formulas.is_recorded(block.text.text) or opening.is_dateline(block, context)


def _kind(block: Block, context: Context) -> Dateline | Signed | None:
    if formulas.is_recorded(block.text.text):
        return Signed(inline(block, context))
    return opening.dateline(block, context)
