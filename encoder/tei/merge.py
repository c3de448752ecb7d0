"""Three editions made one: what the program made before, what a person made of it, and what the program makes now.

    before   <gloss>Triangle Hill</gloss>                        <p>One. Two.</p>
    by hand  <gloss xml:lang="en">Triangle Hill</gloss>          <p>One. Two.</p><!-- checked -->
    now      <gloss>Triangle Hill</gloss>                        <p>One. Two. Three.</p>
    merged   <gloss xml:lang="en">Triangle Hill</gloss>          <p>One. Two. Three.</p><!-- checked -->

Elements, words, comments and instructions are compared, attributes one by one; what only one of the two changed is
taken, and where both changed the same thing the hand's version stays, behind an instruction that quotes the other:

    <?tei-encoder-conflict Our arable land is even smaller.?>

After S. Khanna, K. Kunal, B. Pierce, “A Formal Investigation of Diff3” (2007), on trees instead of lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, partial
from itertools import count
from typing import NamedTuple, TypeAlias

from lxml import etree

from encoder.tei.canonical import ELEMENTS_ONLY
from encoder.values.namespaces import XML_ID

CONFLICT = "tei-encoder-conflict"
"""The target of the instruction that marks a conflict."""

Node: TypeAlias = "etree._Element | str"
_PIECES = re.compile(r"\s+|[^\s]+")
_NUMBERS = frozenset((XML_ID, "n"))
"""Attributes that count: they change where something is put in before, and tell nothing of what an element is."""
_SHOWN = 400
_AHEAD = 60
"""How far ahead the other half of a pair is looked for, in nodes."""
_LIKE = 0.5
"""Elements that have so much in common are one, changed."""


class Merged(NamedTuple):
    """The merged root, and how many conflicts are marked in it."""

    root: etree._Element
    conflicts: int


def merge(before: etree._Element, by_hand: etree._Element, now: etree._Element) -> Merged:
    """The three as one; comments and instructions beside the root are those of the hand's file, and not in it."""
    work = _Merge()
    work.note_names(before, now)
    root = work.element(before, by_hand, now)
    work.follow()
    work.tell_apart(root)
    for known in (_sign, _words):  # which hold the trees
        known.cache_clear()
    return Merged(root, work.conflicts)


@dataclass
class _Merge:
    """A merge at work: how many conflicts there were, which `xml:id` the program gives anew, what is the hand's."""

    conflicts: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    """Of those elements by their former `xml:id` the former `n`, and what it is now."""
    by_hand: list[etree._Element] = field(default_factory=list)
    set_by_hand: list[tuple[etree._Element, str]] = field(default_factory=list)

    def element(self, before: etree._Element, by_hand: etree._Element, now: etree._Element) -> etree._Element:
        """One element out of three."""
        was, hand, program = (_sign(each, exactly=True) for each in (before, by_hand, now))
        if hand == was:
            return deepcopy(now)
        if program == was or not isinstance(by_hand.tag, str):
            return self._of_hand(by_hand)
        made = etree.Element(by_hand.tag, nsmap=by_hand.nsmap)
        notes = self._attributes(made, before, by_hand, now)
        nodes = self._nodes(*(_nodes(each) for each in (before, by_hand, now)))
        _fill(made, [*notes, *nodes])
        return made

    def note_names(self, before: etree._Element, now: etree._Element) -> None:
        """Note which elements have another `xml:id`, or number, now."""
        was, renamed = before.get(XML_ID), now.get(XML_ID)
        if was and renamed and was != renamed:
            self.renamed[was] = renamed
            self.numbers[was] = (before.get("n"), now.get("n"))
        old, new = _nodes(before), _nodes(now)
        for i, j in _pairs(old, new).items():
            one, other = old[i], new[j]
            if not isinstance(one, str) and not isinstance(other, str):
                self.note_names(one, other)

    def _of_hand(self, node: etree._Element) -> etree._Element:
        copy = deepcopy(node)
        self.by_hand.append(copy)
        return copy

    def _attributes(
        self, made: etree._Element, before: etree._Element, by_hand: etree._Element, now: etree._Element
    ) -> list[Node]:
        """Set the attributes; what the two disagree about is the hand's, and told."""
        notes: list[Node] = []
        old, ours, theirs = (dict(each.attrib) for each in (before, by_hand, now))
        for name in dict.fromkeys((*theirs, *ours, *old)):
            was, hand, program = old.get(name), ours.get(name), theirs.get(name)
            if hand != program and was not in (hand, program):
                told = f'="{program}"' if program is not None else " taken away"
                notes.append(self._conflict(f"@{etree.QName(name).localname}{told}"))
            value = program if hand == was else hand
            if value is not None:
                made.set(name, value)
            if value == hand != program:
                self.set_by_hand.append((made, str(name)))
        return notes

    def _nodes(self, before: list[Node], by_hand: list[Node], now: list[Node]) -> list[Node]:
        """The content of an element: between what all three have, what one of them changed."""
        hand, program = _pairs(before, by_hand), _pairs(before, now)
        made: list[Node] = []
        start = (0, 0, 0)
        for at in [*sorted(hand.keys() & program.keys()), len(before)]:
            end = (at, hand.get(at, len(by_hand)), program.get(at, len(now)))
            made += self._between(before[start[0] : end[0]], by_hand[start[1] : end[1]], now[start[2] : end[2]])
            if at < len(before):
                made.append(self._one(before[at], by_hand[end[1]], now[end[2]]))
            start = (end[0] + 1, end[1] + 1, end[2] + 1)
        return made

    def _one(self, before: Node, by_hand: Node, now: Node) -> Node:
        if isinstance(before, str) or isinstance(by_hand, str) or isinstance(now, str):
            return by_hand
        return self.element(before, by_hand, now)

    def _between(self, before: list[Node], by_hand: list[Node], now: list[Node]) -> list[Node]:
        if _alike(by_hand, before) or _alike(by_hand, now):
            return [deepcopy(node) for node in now]
        if _alike(now, before):
            return [node if isinstance(node, str) else self._of_hand(node) for node in by_hand]
        told = " ".join("".join(map(_text, now)).split())
        return [
            self._conflict(told or "taken away"),
            *(node if isinstance(node, str) else self._of_hand(node) for node in by_hand),
        ]

    def _conflict(self, told: str) -> etree._Element:
        self.conflicts += 1
        shown = told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
        return etree.ProcessingInstruction(CONFLICT, shown.replace("?>", "? >"))

    def follow(self) -> None:
        """Let what is the hand's be called, and point to what it pointed to, as the program calls it now."""
        for element in (each for node in self.by_hand for each in node.iter("*")):
            name = element.get(XML_ID)
            if name in self.renamed:
                element.set(XML_ID, self.renamed[name])
                was, now = self.numbers[name]
                if now is not None and element.get("n") == was:
                    element.set("n", now)
        moved = {f"#{was}": f"#{now}" for was, now in self.renamed.items()}
        inside = [(each, str(name)) for node in self.by_hand for each in node.iter("*") for name in each.attrib]
        for element, name in (*inside, *self.set_by_hand) if moved else ():
            value = str(element.get(name))
            if "#" in value:
                element.set(name, " ".join(moved.get(part, part) for part in value.split(" ")))

    def tell_apart(self, root: etree._Element) -> None:
        """Give what the hand has put in another `xml:id`, where the program has given its to something else."""
        taken = Counter(element.get(XML_ID) for element in root.iter("*") if element.get(XML_ID))
        for element in (each for node in self.by_hand for each in node.iter("*")):
            name = element.get(XML_ID)
            if name and taken[name] > 1:
                taken[name] -= 1
                new = next(each for number in count(2) if (each := f"{name}-{number}") not in taken)
                element.set(XML_ID, new)
                taken[new] += 1


# The content of an element as nodes: words, the blanks between, elements ---------------------------------------------


def _nodes(element: etree._Element) -> list[Node]:
    """Words, blanks, elements, comments and instructions; without blanks where TEI allows elements only."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    white = element.tag in ELEMENTS_ONLY and not any(text.strip() for text in texts)
    nodes: list[Node] = [] if white else [*_PIECES.findall(texts[0])]
    for child, tail in zip(element, texts[1:], strict=True):
        nodes.append(child)
        nodes += [] if white else _PIECES.findall(tail)
    return nodes


def _fill(made: etree._Element, nodes: list[Node]) -> None:
    last: etree._Element | None = None
    for node in nodes:
        if not isinstance(node, str):
            node.tail = None
            made.append(node)
            last = node
        elif last is None:
            made.text = (made.text or "") + node
        else:
            last.tail = (last.tail or "") + node


def _pairs(before: list[Node], after: list[Node]) -> dict[int, int]:
    """Which nodes of one list are which of another, in order: those that are the same, and changed elements."""
    old, new = [_sign(node) for node in before], [_sign(node) for node in after]
    found: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found |= zip(range(i1, i2), range(j1, j2), strict=True)
        elif tag == "replace":
            found |= _changed(before, after, (i1, i2), (j1, j2))
    return found


def _changed(before: list[Node], after: list[Node], old: tuple[int, int], new: tuple[int, int]) -> dict[int, int]:
    """Elements in two stretches that are one, changed: the best of each, none before another that was found."""
    found: dict[int, int] = {}
    at = new[0]
    for i in range(*old):
        node = before[i]
        if isinstance(node, str):
            continue
        likeness = partial(_likeness, node)
        rest = [(j, other) for j in range(at, min(new[1], at + _AHEAD)) if not isinstance(other := after[j], str)]
        scored = [(likeness(other), -j) for j, other in rest if other.tag == node.tag]
        score, j = max(scored, default=(0.0, 0))
        if score >= _LIKE or (scored and old[1] - old[0] == new[1] - new[0] == 1):
            found[i], at = -j, 1 - j
    return found


def _likeness(one: etree._Element, other: etree._Element) -> float:
    """The share of words that two elements have in common."""
    words, others = _words(one), _words(other)
    if not words and not others:
        return 1.0
    return 2 * (words & others).total() / (words.total() + others.total())


@cache
def _words(element: etree._Element) -> Counter[str]:
    return Counter("".join(element.itertext("*")).split())


@cache
def _sign(node: Node, *, exactly: bool = False) -> str:
    """What a node says, without what only counts unless it is wanted exactly; all blanks are one."""
    if isinstance(node, str):
        return " " if node.isspace() else node
    copy = deepcopy(node)
    copy.tail = None
    for element in copy.iter():
        if isinstance(element.tag, str):
            kept = sorted(
                (str(name), str(value)) for name, value in element.attrib.items() if exactly or name not in _NUMBERS
            )
            element.attrib.clear()
            element.attrib.update(kept)
        if element.tag in ELEMENTS_ONLY and not any(
            (text or "").strip() for text in (element.text, *(c.tail for c in element))
        ):
            element.text = None
            for child in element:
                child.tail = None
    return etree.tostring(copy, encoding="unicode", method="xml")


def _alike(one: Sequence[Node], other: Sequence[Node]) -> bool:
    return len(one) == len(other) and all(_sign(a) == _sign(b) for a, b in zip(one, other, strict=True))


def _text(node: Node) -> str:
    if isinstance(node, str):
        return node
    return "".join(node.itertext("*")) or f"<{etree.QName(node).localname}>" if isinstance(node.tag, str) else ""
