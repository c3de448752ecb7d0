"""A tree under construction, which notes where every element and every character of it came from."""

from __future__ import annotations

from functools import cache

from lxml import etree

from encoder.excerpt import Excerpt
from encoder.namespaces import TEI, XML_ID, XML_LANG
from encoder.source import Span
from encoder.traces import Elements, Spans, Traces

ELEMENT_CONTENT = frozenset(
    f"{{{TEI}}}{tag}"
    for tag in """TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability notesStmt sourceDesc msDesc
    msIdentifier msContents msItem history origin encodingDesc editorialDecl correction
    normalization hyphenation segmentation interpretation appInfo application profileDesc abstract
    langUsage textClass keywords particDesc listPerson person settingDesc setting revisionDesc
    correspDesc correspAction text body div opener closer address list sp table row quote""".split()
)
"""Elements of the house schema that hold elements only. (`origin` and `opener` could hold text; the house's do not.)"""

_NAMES = {"id": XML_ID, "lang": XML_LANG, "from_": "from"}


class Writer:
    """Elements and text go in, in the order of the document; `spans` and `traces` are what an `Edition` needs besides.

    Attributes are named as in TEI, with ``id`` and ``lang`` for `xml:id` and `xml:lang`, and ``from_`` since Python has
    a `from` of its own; those whose value is None are not written.
    """

    def __init__(self) -> None:
        self.traced = True
        """Whether excerpts are the record's; those of the data beside it are words like the program's own."""
        self._elements = Elements()
        self.spans = Spans(self._elements)
        self.traces = Traces(self._elements)
        self._open: list[_Open] = []
        """The elements that can still be written to, outermost first."""

    def root(self, tag: str, **attributes: str | None) -> etree._Element:
        """The element that all others stand in."""
        name = _qualified(tag)
        root = etree.Element(name, _attributes(attributes), nsmap={None: TEI})
        self._enter(root, name, None)
        return root

    def element(
        self, parent: etree._Element, tag: str, text: Excerpt | str | None = None, /, *, span: Span | None = None,
        **attributes: str | None,
    ) -> etree._Element:  # fmt: skip
        """A new last child, with text: an `Excerpt` is traced to the source, a string is the program's own.

        Its place is ``span``, or else that of the excerpt.
        """
        above = self._return_to(parent)
        if above.last is None and parent.text is None and not _may_be_indented(parent):
            parent.text = ""  # an element that has a text, be it empty, is written as it stands
        name = _qualified(tag)
        element = etree.SubElement(parent, name, _attributes(attributes) if attributes else None)
        above.last = element
        if isinstance(text, Excerpt):
            if self.traced:
                above.last_number = self._enter(element, name, span or text.span())
                self.traces.add(above.last_number, False, 0, text)
            else:
                above.last_number = self._enter(element, name, None)
            element.text = text.text
            return element
        above.last_number = self._enter(element, name, span if self.traced else None)
        if text:
            element.text = text
        return element

    def text(self, parent: etree._Element, text: Excerpt | str) -> None:
        """Text at the end of an element's content."""
        above = self._return_to(parent)
        last = above.last
        before = (parent.text if last is None else last.tail) or ""
        if isinstance(text, Excerpt) and self.traced:
            number = above.number if last is None else above.last_number
            self.traces.add(number, last is not None, len(before), text)
        if last is None:
            parent.text = before + str(text)
        else:
            last.tail = before + str(text)

    def _enter(self, element: etree._Element, name: str, span: Span | None) -> int:
        number = self._elements.add(element, name)
        self._open.append(_Open(element, number))
        self.spans.add(span)
        return number

    def _return_to(self, parent: etree._Element) -> _Open:
        """Closes what was opened inside ``parent``: a tree grows at its end only."""
        while self._open[-1].element is not parent:
            self._open.pop()
        return self._open[-1]


class _Open:
    """An element that can still be written to, its number, and its last child with its number."""

    __slots__ = ("element", "last", "last_number", "number")

    def __init__(self, element: etree._Element, number: int) -> None:
        self.element = element
        self.number = number
        self.last: etree._Element | None = None
        self.last_number = -1


@cache
def _qualified(tag: str) -> str:
    return f"{{{TEI}}}{tag}"


def _may_be_indented(element: etree._Element) -> bool:
    """Whether white space between its children is none of the record's."""
    return element.tag in ELEMENT_CONTENT or element.get("type") == "omissions"


def _attributes(given: dict[str, str | None]) -> dict[str, str]:
    """Attributes by their names in TEI, without those that have no value."""
    return {_NAMES.get(name, name): value for name, value in given.items() if value is not None}
