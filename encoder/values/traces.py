"""Where the elements and the words of a tree came from: kept in columns of numbers, since a long record has many.

A tree costs a dozen times its text already; an object for each element and each run of text would double that. So the
elements themselves are not held, but found again by their order when somebody asks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from encoder.values.excerpt import Excerpt
from encoder.values.namespaces import TEI
from encoder.values.source import Span

_NONE = -1
"""No place. The columns are of 32 bits: a record has at most 128 MB (`readers.MAX_BYTES`)."""


class Elements:
    """The elements of a tree in the order they were made, which is that of the document."""

    __slots__ = ("_found", "_known", "_root", "_tags")

    def __init__(self) -> None:
        self._root: etree._Element | None = None
        self._known: dict[str, int] = {}
        self._tags = array("H")  # numbers of `_known`
        self._found: list[etree._Element | None] | None = None

    def __len__(self) -> int:
        return len(self._tags)

    def add(self, tag: str) -> int:
        """The number of the next element of TEI; the first is the root."""
        known = self._known.get(tag)
        if known is None:
            known = self._known[tag] = len(self._known)
        self._tags.append(known)
        return len(self._tags) - 1

    def grown(self, root: etree._Element) -> None:
        """The tree that they are in, when it is whole."""
        self._root = root

    def found(self) -> list[etree._Element | None]:
        """Each element, from the first question on the same; None for one that was taken out of the tree before."""
        if self._found is None:
            now = [] if self._root is None else list(self._root.iter("*"))
            known = {f"{{{TEI}}}{tag}": number for tag, number in self._known.items()}
            tags = array("H", [known.get(str(element.tag), len(known)) for element in now])
            self._found = [*now] if tags == self._tags else self._aligned(now, tags)
        return self._found

    def _aligned(self, now: list[etree._Element], tags: array[int]) -> list[etree._Element | None]:
        """The same for a tree that was changed since: what stands between equal names in equal order is found again."""
        from difflib import SequenceMatcher  # few trees are changed

        found: list[etree._Element | None] = [None] * len(self._tags)
        for block in SequenceMatcher(None, self._tags, tags, autojunk=False).get_matching_blocks():
            found[block.a : block.a + block.size] = now[block.b : block.b + block.size]
        return found


class Spans(Mapping[etree._Element, Span]):
    """The place of each element in the source; elements that came from nowhere in it have none."""

    __slots__ = ("_elements", "_ends", "_index", "_starts")

    def __init__(self, elements: Elements | None = None) -> None:
        self._elements = Elements() if elements is None else elements
        self._starts = array("i")
        self._ends = array("i")
        self._index: dict[etree._Element, int] | None = None

    def add(self, span: Span | None) -> None:
        """The place of the next element, if it has one."""
        self._starts.append(_NONE if span is None else span[0])
        self._ends.append(_NONE if span is None else span[1])

    def _indexed(self) -> dict[etree._Element, int]:
        if self._index is None:
            places = zip(self._elements.found(), self._starts, strict=True)
            self._index = {
                each: at for at, (each, start) in enumerate(places) if each is not None and start != _NONE
            }  # fmt: skip
        return self._index

    def __getitem__(self, element: etree._Element) -> Span:
        at = self._indexed()[element]
        return Span(self._starts[at], self._ends[at])

    def __iter__(self) -> Iterator[etree._Element]:
        return iter(self._indexed())

    def __len__(self) -> int:
        return len(self._indexed())


class Trace(NamedTuple):
    """Characters of the edition and where they stood: ``(tail or text)[at:at + end - start]`` of ``element``.

    They are the source's from ``start`` to ``end``, but for white space: a line end became a blank. ``element`` is None
    where it was taken out of the tree.
    """

    element: etree._Element | None
    tail: bool
    at: int
    start: int
    end: int


class Traces:
    """Every run of the edition's text that is the source's, in the order of the document."""

    __slots__ = ("_ats", "_elements", "_ends", "_numbers", "_starts")

    def __init__(self, elements: Elements | None = None) -> None:
        self._elements = Elements() if elements is None else elements
        self._numbers = array("i")  # twice that of the element, and one more for a tail
        self._ats = array("i")
        self._starts = array("i")
        self._ends = array("i")

    def add(self, number: int, tail: bool, at: int, excerpt: Excerpt) -> None:
        """The next run, from character ``at`` of an element's text or tail on; pieces that touch become one."""
        end = _NONE
        for start, after in excerpt.spans():
            if start == end:
                self._ends[-1] = after
            else:
                self._numbers.append(2 * number + tail)
                self._ats.append(at)
                self._starts.append(start)
                self._ends.append(after)
            at += after - start
            end = after

    def __iter__(self) -> Iterator[Trace]:
        elements = self._elements.found()
        for number, at, start, end in zip(self._numbers, self._ats, self._starts, self._ends, strict=True):
            yield Trace(elements[number >> 1], bool(number & 1), at, start, end)

    def __len__(self) -> int:
        return len(self._numbers)
