"""Where the elements and the words of a tree came from: kept in columns of numbers, since a long record has many.

A tree costs a dozen times its text already; an object for each element and each run of text would double that.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from encoder.excerpt import Excerpt
from encoder.source import Span

_NONE = -1


class Spans(Mapping[etree._Element, Span]):
    """The place of each element in the source; elements that came from nowhere in it have none."""

    __slots__ = ("_elements", "_ends", "_index", "_starts")

    def __init__(self) -> None:
        self._elements: list[etree._Element] = []
        self._starts = array("q")
        self._ends = array("q")
        self._index: dict[etree._Element, int] | None = None

    def add(self, element: etree._Element, span: Span | None) -> None:
        """The next element, with its place or without one."""
        self._elements.append(element)
        self._starts.append(_NONE if span is None else span[0])
        self._ends.append(_NONE if span is None else span[1])

    def __getitem__(self, element: etree._Element) -> Span:
        if self._index is None:  # made at the first question: most editions are never asked
            self._index = {each: at for at, each in enumerate(self._elements) if self._starts[at] != _NONE}
        at = self._index[element]
        return Span(self._starts[at], self._ends[at])

    def __iter__(self) -> Iterator[etree._Element]:
        return (element for element, start in zip(self._elements, self._starts, strict=True) if start != _NONE)

    def __len__(self) -> int:
        return len(self._starts) - self._starts.count(_NONE)


class Trace(NamedTuple):
    """Characters of the edition and where they stood: ``(tail or text)[at:at + end - start]`` of ``element``.

    They are the source's from ``start`` to ``end``, but for white space: a line end became a blank.
    """

    element: etree._Element
    tail: bool
    at: int
    start: int
    end: int


class Traces:
    """Every run of the edition's text that is the source's, in the order of the document."""

    __slots__ = ("_ats", "_elements", "_ends", "_starts", "_tails")

    def __init__(self) -> None:
        self._elements: list[etree._Element] = []
        self._tails: list[bool] = []
        self._ats = array("q")
        self._starts = array("q")
        self._ends = array("q")

    def add(self, element: etree._Element, tail: bool, at: int, excerpt: Excerpt) -> None:
        """The next run, from character ``at`` of the element's text or tail on; pieces that touch become one."""
        end = _NONE
        for start, after in excerpt.spans():
            if start == end:
                self._ends[-1] = after
            else:
                self._elements.append(element)
                self._tails.append(tail)
                self._ats.append(at)
                self._starts.append(start)
                self._ends.append(after)
            at += after - start
            end = after

    def __iter__(self) -> Iterator[Trace]:
        return map(Trace, self._elements, self._tails, self._ats, self._starts, self._ends)

    def __len__(self) -> int:
        return len(self._elements)
