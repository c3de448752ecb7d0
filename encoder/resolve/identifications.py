"""Who a note means: `you [referring to Kim Il Sung]` names a listed participant, and points to him.

Only full names are taken, and only of persons the record lists (Guidelines 14.2.1).
"""

from __future__ import annotations

import re
from dataclasses import replace

from encoder.document import Block, Content, Document, Inline, Note, P, PersName, Person, Sp
from encoder.excerpt import Excerpt


def resolve(document: Document) -> Document:
    """The document with `PersName` around the listed names in notes of type `identification`."""
    persons = {person.name: person for group in document.participants for person in group.persons}
    if not persons:
        return document
    longest_first = sorted(persons, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return replace(document, blocks=tuple(_block(block, pattern, persons) for block in document.blocks))


def _block(block: Block, pattern: re.Pattern[str], persons: dict[str, Person]) -> Block:
    match block:
        case Sp() if any(isinstance(part, P) and len(part.content) > 1 for part in block.content):
            content = tuple(
                replace(part, content=_content(part.content, pattern, persons)) if isinstance(part, P) else part
                for part in block.content
            )
            return replace(block, content=content)
        case P():
            return replace(block, content=_content(block.content, pattern, persons))
        case _:
            return block


def _content(content: Content, pattern: re.Pattern[str], persons: dict[str, Person]) -> Content:
    if len(content) < 2 and not any(isinstance(node, Note) for node in content):
        return content
    return tuple(_note(node, pattern, persons) for node in content)


def _note(node: Inline, pattern: re.Pattern[str], persons: dict[str, Person]) -> Inline:
    if not isinstance(node, Note) or node.type != "identification":
        return node
    named: list[Inline] = []
    for part in node.content:
        named += _names(part, pattern, persons) if isinstance(part, Excerpt) else (part,)
    return replace(node, content=tuple(named))


def _names(text: Excerpt, pattern: re.Pattern[str], persons: dict[str, Person]) -> Content:
    nodes: list[Inline] = []
    at = 0
    for match in pattern.finditer(text.text):
        nodes += (text[at : match.start()], PersName((text.group(match),), persons[match[0]].id))
        at = match.end()
    return tuple(node for node in (*nodes, text[at:]) if not isinstance(node, Excerpt) or node.text)
