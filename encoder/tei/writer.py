"""A tree under construction, which notes where every element and every character of it came from."""

from __future__ import annotations

from lxml import etree

from encoder.excerpt import Excerpt
from encoder.namespaces import TEI, XML_ID, XML_LANG
from encoder.source import Span
from encoder.traces import Spans, Traces

ELEMENT_CONTENT = frozenset(
    f"{{{TEI}}}{tag}"
    for tag in """TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability notesStmt sourceDesc msDesc
    msIdentifier msContents msItem history origin encodingDesc editorialDecl correction normalization hyphenation
    segmentation interpretation appInfo application profileDesc abstract langUsage textClass keywords particDesc
    listPerson person settingDesc setting revisionDesc correspDesc correspAction text body div opener closer list sp
    table row""".split()
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
        self.spans = Spans()
        self.traces = Traces()
        self._open: list[etree._Element] = []
        self._last: list[etree._Element | None] = []
        """The elements that can still be written to, outermost first, and the last child of each."""

    def root(self, tag: str, **attributes: str | None) -> etree._Element:
        """The element that all others stand in."""
        root = etree.Element(f"{{{TEI}}}{tag}", _attributes(attributes), nsmap={None: TEI})
        self._enter(root, None)
        return root

    def element(
        self, parent: etree._Element, tag: str, text: Excerpt | str | None = None, /, *, span: Span | None = None,
        **attributes: str | None,
    ) -> etree._Element:  # fmt: skip
        """A new last child, with text: an `Excerpt` is traced to the source, a string is the program's own.

        Its place is ``span``, or else that of the excerpt.
        """
        self._return_to(parent)
        if self._last[-1] is None and parent.text is None and not _may_be_indented(parent):
            parent.text = ""  # an element that has a text, be it empty, is written as it stands
        element = etree.SubElement(parent, f"{{{TEI}}}{tag}", _attributes(attributes) if attributes else None)
        self._last[-1] = element
        if isinstance(text, Excerpt) and self.traced:
            self._enter(element, span or text.span())
            self.traces.add(element, False, 0, text)
        else:
            self._enter(element, span if self.traced else None)
        if text:
            element.text = str(text)
        return element

    def text(self, parent: etree._Element, text: Excerpt | str) -> None:
        """Text at the end of an element's content."""
        self._return_to(parent)
        last = self._last[-1]
        before = (parent.text if last is None else last.tail) or ""
        if isinstance(text, Excerpt) and self.traced:
            self.traces.add(parent if last is None else last, last is not None, len(before), text)
        if last is None:
            parent.text = before + str(text)
        else:
            last.tail = before + str(text)

    def _enter(self, element: etree._Element, span: Span | None) -> None:
        self.spans.add(element, span)
        self._open.append(element)
        self._last.append(None)

    def _return_to(self, parent: etree._Element) -> None:
        """Closes what was opened inside ``parent``: a tree grows at its end only."""
        while self._open[-1] is not parent:
            self._open.pop()
            self._last.pop()


def _may_be_indented(element: etree._Element) -> bool:
    """Whether white space between its children is none of the record's."""
    return element.tag in ELEMENT_CONTENT or element.get("type") == "omissions"


def _attributes(given: dict[str, str | None]) -> dict[str, str]:
    """Attributes by their names in TEI, without those that have no value."""
    return {_NAMES.get(name, name): value for name, value in given.items() if value is not None}
