"""Who a note means: `you [referring to Kim Il Sung]` names a listed participant, and points to him.

Only full names are taken, and only of persons the record lists (Guidelines 14.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from encoder import lexicon
from encoder.lexicon.signs import STOPS
from encoder.values.excerpt import Excerpt
from encoder.values.record.blocks import Block
from encoder.values.record.content import changed
from encoder.values.record.inline import Content, Inline, Note, PersName
from encoder.values.record.persons import Person, PersonGroup

_NEAR = 40
"""How far a word beside a name is looked for, in code points."""
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"(?P<word>\w+)\.? $"), re.compile(r" (\w+)")


def naming(participants: tuple[PersonGroup, ...]) -> Callable[[Block], Block]:
    """What puts `PersName` around the listed names in a block's notes of type `identification`."""
    persons = {person.name: person for group in participants for person in group.persons}
    if not persons:
        return lambda block: block
    return lambda block: changed(block, lambda content: _content(content, persons))


def _content(content: Content, persons: dict[str, Person]) -> Content:
    if not any(isinstance(node, Note) for node in content):
        return content
    return tuple(_note(node, persons) for node in content)


def _note(node: Inline, persons: dict[str, Person]) -> Inline:
    if not isinstance(node, Note) or node.type != "identification":
        return node
    named: list[Inline] = []
    for part in node.content:
        named += _names(part, persons) if isinstance(part, Excerpt) else (part,)
    return replace(node, content=tuple(named))


def _names(text: Excerpt, persons: dict[str, Person]) -> Content:
    nodes: list[Inline] = []
    at = 0
    for start, name in _found(text.text, persons):
        if start >= at:
            nodes += (text[at:start], PersName((text[start : start + len(name)],), persons[name].id))
            at = start + len(name)
    return tuple(node for node in (*nodes, text[at:]) if not isinstance(node, Excerpt) or node.text)


def _found(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Where names stand in a text as whole words, in order; of those that begin at one place the longest first."""
    found = [(at, name) for name in names if name in text for at in _places(text, name)]
    return sorted(found, key=lambda place: (place[0], -len(place[1])))


def _stands_in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word has another with a capital beside it: the Weber of “Karl Weber” need not be the listed one.

    A form of address, an office, or the first word of a sentence before it says nothing.
    """
    near = text[max(0, start - _NEAR) : start]
    before, after = _WORD_BEFORE.search(near), _WORD_BEHIND.match(text, end, end + _NEAR)
    if after and after[1][0].isupper():
        return True
    if before is None or not before["word"][0].isupper():
        return False
    words = lexicon.fold(before["word"])
    opens = not near[: before.start()].strip() or near[: before.start()].rstrip()[-1:] in STOPS
    return not opens and not any(lexicon.longest(name, words) for name in ("titles", "offices"))


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        is_word = not any(beside.isalnum() or beside == "_" for beside in (before, after))
        if is_word and (" " in name or not _stands_in_a_name(text, at, at + len(name))):
            yield at
        at = text.find(name, at + 1)
