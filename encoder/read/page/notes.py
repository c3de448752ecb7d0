"""Footnotes of a page: links to a place further down, and what stands there.

A browser shows `word` and a raised 1 that leads to a list item below with an arrow back. As text that is `word[1]` and
a paragraph `[1] See …`, which is how records without links print it; so one recogniser reads both. The notes of
FRUS, of EPUB, of word processors and of our own reader of DOCX share the link and its target, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§¶]{1,3}|[A-Z]{1,3}\d{1,3})\s*[\])]?")
_BACK = re.compile(r"(?:[↑↩^⏎][\ufe0e\ufe0f]?|[\[(]?\d{1,3}[\])]?\.?|[*†‡§¶]{1,3}|back|return)", re.IGNORECASE)
_SAYS = re.compile(r"[^\W\d_]")
_HOLDERS = frozenset("li p div aside dd td section tr".split())
"""What can hold a note as a whole."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a page: links in the text and what holds their notes, each with its number; what is passed over."""

    marks: dict[etree._Element, int] = field(default_factory=dict)
    bodies: dict[etree._Element, int] = field(default_factory=dict)
    passed: frozenset[etree._Element] = frozenset()


def find(root: etree._Element) -> Notes:
    """The notes of a page, numbered in the order of their marks."""
    order = {element: at for at, element in enumerate(root.iter("*"))}
    places = {named: element for element in order for named in (element.get("id"), element.get("name")) if named}
    marks: dict[etree._Element, int] = {}
    bodies: dict[etree._Element, int] = {}
    passed: set[etree._Element] = set()
    for link in root.iter("a"):
        target = _target(link, places)
        if target is None or order[target] <= order[link] or not _MARK.fullmatch(_words(link)):
            continue
        holder = _holder(target)
        if holder is None or holder in bodies or holder in link.iterancestors() or not _SAYS.search(_words(holder)):
            continue
        marks[link] = bodies[holder] = len(marks) + 1
        passed |= {*_back(holder, link, places)}
    return Notes(marks, bodies, frozenset(passed))


def _words(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()


def _target(link: etree._Element, places: dict[str, etree._Element]) -> etree._Element | None:
    address = link.get("href") or ""
    return places.get(address[1:]) if address.startswith("#") else None


def _holder(target: etree._Element) -> etree._Element | None:
    """The element that holds the note whose place the target marks."""
    element: etree._Element | None = target
    while element is not None and element.tag not in _HOLDERS:
        element = element.getparent()
    return element


def _back(holder: etree._Element, mark: etree._Element, places: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """The links in a note that only lead back to its mark."""
    near = {mark, *mark.iterancestors("sup", "span"), *mark.iter()}
    for link in holder.iter("a"):
        back = _target(link, places)
        if (back is not None and back in near) or _BACK.fullmatch(_words(link)):
            yield link
