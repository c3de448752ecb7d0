"""A tree under construction, which notes where every element and every character of it came from.

What is written goes through lxml's parser piece by piece, for a tree that was parsed is smaller than one that was put
together: short values stand in its nodes, and no table of identifiers is kept.
"""

from __future__ import annotations

import re

from lxml import etree

from encoder.values.excerpt import Elsewhere, Excerpt
from encoder.values.namespaces import TEI
from encoder.values.record.identifiers import qualified
from encoder.values.source import NOWHERE, Span
from encoder.values.traces import Elements, Spans, Traces

ELEMENT_CONTENT = frozenset(
    """TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability notesStmt sourceDesc msDesc
    msIdentifier msContents msItem history origin encodingDesc editorialDecl correction
    normalization hyphenation segmentation interpretation refsDecl appInfo application profileDesc abstract
    langUsage textClass keywords particDesc listPerson person personGrp settingDesc setting revisionDesc
    correspDesc correspAction text body div opener closer address list sp table row quote""".split()
)
"""Elements of the program's schema that hold elements only. (`origin` and `opener` could hold text.)"""

_NAMES = {"id": "xml:id", "lang": "xml:lang", "from_": "from"}
_PIECE = 1 << 14
"""Bytes that are given to the parser at once, or a little more."""
_EMPTY_TEXT = "<![CDATA[]]>"
"""An element that begins with it has a text, be it empty, and so is written as it stands: no line ends for the eye."""


class Element:
    """An element that is being written: what is needed to go on with it, until its parent is."""

    __slots__ = ("is_indented", "last", "number", "run", "tag")

    def __init__(self, tag: str, number: int, *, is_indented: bool) -> None:
        self.tag = tag
        self.number = number
        self.is_indented = is_indented
        """Whether white space between its children is none of the record's."""
        self.last: Element | None = None
        """Its last child."""
        self.run = 0
        """Characters of its text, or of the text behind its last child."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it yet."""
        return self.last is None and not self.run


class Writer:
    """Elements and text go in, in the order of the document; `spans` and `traces` are what an `Edition` needs besides.

    Attributes are named as in TEI, with ``id`` and ``lang`` for `xml:id` and `xml:lang`, and ``from_`` since Python has
    a `from` of its own; those whose value is None are not written. Identifiers, and pointers to them, are those within
    the record; what is written begins with the record's own.
    """

    def __init__(self, record: str) -> None:
        self._record = record
        self._elements = Elements()
        self.spans = Spans(self._elements)
        self.traces = Traces(self._elements)
        self._open: list[Element] = []
        """The elements that can still be written to, outermost first."""
        self._parser = etree.XMLParser(
            collect_ids=False, huge_tree=True, resolve_entities=False, no_network=True, remove_blank_text=False
        )
        self._written = bytearray()
        """What the parser has not been given yet, in one piece: small strings would keep the memory around them."""

    def root(self, tag: str, **attributes: str | None) -> Element:
        """The element that all others stand in; its `xml:id` is the record's."""
        self._put(f'<{tag} xmlns="{TEI}" xml:id="{self._record}"{_attributes(attributes)}>')
        return self._enter(tag, None, attributes)

    def element(
        self, parent: Element, tag: str, text: Excerpt | str | None = None, /, *, span: Span | None = None,
        **attributes: str | None,
    ) -> Element:  # fmt: skip
        """A new last child, with text: an `Excerpt` is traced to the source, a string is the program's own.

        Its place is ``span``, or else that of the excerpt.
        """
        self._return_to(parent)
        empty = _EMPTY_TEXT if parent.last is None and not parent.run and not parent.is_indented else ""
        written = f"{empty}<{tag}{_attributes(self._qualified(attributes))}>" if attributes else f"{empty}<{tag}>"
        if span is None and isinstance(text, Excerpt):
            span = text.span()
        if span == NOWHERE:
            span = None
        child = self._enter(tag, span, attributes)
        parent.last, parent.run = child, 0
        self._put(written + self._said(child, text) if text else written)
        return child

    def text(self, parent: Element, text: Excerpt | str) -> None:
        """Text at the end of an element's content."""
        self._return_to(parent)
        self._put(self._said(parent, text))

    def finish(self) -> etree._Element:
        """The root of the tree; nothing can be written after that."""
        while self._open:
            self._put(f"</{self._open.pop().tag}>")
        self._feed()
        root = self._parser.close()
        self._elements.grown(root)
        return root

    def _qualified(self, attributes: dict[str, str | None]) -> dict[str, str | None]:
        """The attributes; identifiers, and pointers within the record, begin with the record's."""
        return {
            name: qualified(self._record, value) if value and name == "id" else self._pointing(value)
            for name, value in attributes.items()
        }

    def _pointing(self, value: str | None) -> str | None:
        if value is None or value[:1] != "#":
            return value
        return " ".join(f"#{qualified(self._record, each[1:])}" for each in value.split(" "))

    def _said(self, parent: Element, text: Excerpt | str) -> str:
        """Text as it is written at the end of an element's content, traced if it is the record's."""
        if isinstance(text, Excerpt):
            if not isinstance(text, Elsewhere):
                last = parent.last
                self.traces.add((last or parent).number, last is not None, parent.run, text)
            text = text.text
        parent.run += len(text)
        return _escaped(text)

    def _enter(self, tag: str, span: Span | None, attributes: dict[str, str | None]) -> Element:
        number = self._elements.add(tag)
        self.spans.add(span)
        indented = tag in ELEMENT_CONTENT or attributes.get("type") == "omissions"
        element = Element(tag, number, is_indented=indented)
        self._open.append(element)
        return element

    def _return_to(self, parent: Element) -> None:
        """Closes what was opened inside ``parent``: a tree grows at its end only."""
        opened = self._open
        while opened[-1] is not parent:
            self._put(f"</{opened.pop().tag}>")

    def _put(self, piece: str) -> None:
        self._written += piece.encode()
        if len(self._written) >= _PIECE:
            self._feed()

    def _feed(self) -> None:
        self._parser.feed(bytes(self._written))
        self._written.clear()


def _attributes(given: dict[str, str | None]) -> str:
    """Attributes by their names in TEI, without those that have no value."""
    written = ""
    for name, value in given.items():
        if value is not None:
            inside = value if _PLAIN(value) else _escaped(value).translate(_INSIDE)
            written += f' {_NAMES.get(name, name)}="{inside}"'
    return written


_PLAIN = re.compile(r"[^&<>\"\r\n\t]*").fullmatch
"""A value that is written as it stands; in others a parser would take line ends for blanks."""
_INSIDE = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def _escaped(text: str) -> str:
    """Text as XML writes it."""
    for sign, written in _SIGNS.items():
        if sign in text:
            text = text.replace(sign, written)
    return text
