"""Who a note means: `you [referring to Kim Il Sung]` names a listed participant, and points to him.

Only full names are taken, and only of persons the record lists (Guidelines 14.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from encoder.content import changed
from encoder.document import Block, Content, Inline, Note, PersName, Person, PersonGroup
from encoder.excerpt import Excerpt


def naming(participants: tuple[PersonGroup, ...]) -> Callable[[Block], Block]:
    """What puts `PersName` around the listed names in a block's notes of type `identification`."""
    persons = {person.name: person for group in participants for person in group.persons}
    if not persons:
        return lambda block: block
    longest_first = sorted(persons, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda block: changed(block, lambda content: _content(content, pattern, persons))


def _content(content: Content, pattern: re.Pattern[str], persons: dict[str, Person]) -> Content:
    if not any(isinstance(node, Note) for node in content):
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
