"""A tree under construction, which notes where every element and every character of it came from."""

from __future__ import annotations

from lxml import etree

from encoder.edition import Trace
from encoder.excerpt import Excerpt
from encoder.namespaces import TEI, XML_ID, XML_LANG
from encoder.source import Span

_NAMES = {"id": XML_ID, "lang": XML_LANG}


class Writer:
    """Elements and text go in; `spans` and `traces` are what an `Edition` needs besides the tree.

    Attributes are named as in TEI, with ``id`` and ``lang`` for `xml:id` and `xml:lang` and a trailing underscore
    where Python needs one; those whose value is None are not written.
    """

    def __init__(self) -> None:
        self.spans: dict[etree._Element, Span] = {}
        self.traces: list[Trace] = []

    def root(self, tag: str, **attributes: str | None) -> etree._Element:
        """The element that all others stand in."""
        return etree.Element(f"{{{TEI}}}{tag}", _attributes(attributes), nsmap={None: TEI})

    def element(
        self, parent: etree._Element, tag: str, text: Excerpt | str | None = None, /, *, span: Span | None = None,
        **attributes: str | None,
    ) -> etree._Element:  # fmt: skip
        """A new last child, with text: an `Excerpt` is traced to the source, a string is the program's own."""
        element = etree.SubElement(parent, f"{{{TEI}}}{tag}", _attributes(attributes) if attributes else None)
        if isinstance(text, Excerpt):
            self.spans[element] = text.span()
            self.text(element, text)
        elif text:
            element.text = text
        if span is not None:
            self.spans[element] = span
        return element

    def text(self, parent: etree._Element, text: Excerpt | str) -> None:
        """Text at the end of an element's content."""
        last = next(parent.iterchildren(reversed=True), None)  # len(parent) would count all children
        before = (parent.text if last is None else last.tail) or ""
        if isinstance(text, Excerpt):
            self.traces.append(Trace(parent if last is None else last, last is not None, len(before), text))
        if last is None:
            parent.text = before + str(text)
        else:
            last.tail = before + str(text)


def _attributes(given: dict[str, str | None]) -> dict[str, str]:
    """Attributes by their names in TEI, without those that have no value."""
    return {_NAMES.get(name) or name.rstrip("_"): value for name, value in given.items() if value is not None}
