"""OpenDocument Text, by way of HTML: paragraphs, headings, lists, tables, notes, bold and italics.

Lines in messages are the blocks of the document, counted from 1. OASIS OpenDocument 1.3, part 3: 4 Text Document
Content, 6.3 Notes; deleted text of tracked changes (5.5.5), comments (14.1) and pictures are reported.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html
from lxml.html import builder

from encoder.read import left_out
from encoder.read.page import html as page
from encoder.read.word import properties
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Part, Source

KIND = "application/vnd.oasis.opendocument.text"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_AS = {  # an element of OpenDocument, the element of HTML
    f"{_TEXT}p": "p", f"{_TEXT}list": "ul", f"{_TEXT}list-item": "li", f"{_TEXT}list-header": "li",
    f"{_TABLE}table": "table", f"{_TABLE}table-row": "tr", f"{_TABLE}table-cell": "td", f"{_TEXT}section": "div",
    f"{_TEXT}a": "a",
}  # fmt: skip
_LEFT_OUT = {
    f"{_TEXT}tracked-changes": "deleted text", f"{_OFFICE}annotation": "comments", f"{_DRAW}image": "pictures",
}  # fmt: skip
_DEEPEST = 200


def read(archive: zipfile.ZipFile, name: str, report: Report) -> Source:
    """The text of a document. Raises `EncoderError` if its content is not well-formed or nests too deeply."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(archive.read("content.xml"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise EncoderError(f"the content of this ODT is not well-formed: {error.msg}", name) from None
    matter = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if matter is None:
        raise EncoderError("this ODT has no text", name)
    made = _Made(name, dict(_styles(root)))
    body = builder.BODY()
    made.fill(body, matter, 0)
    for note in made.notes:
        body.append(note)
    for each in properties.told(archive):
        report(each)
    for what, words in made.left_out.items():
        report(left_out.finding(f"{what} of the document", " ".join(words)))
    document = builder.HTML(body)
    source = page.read(html.tostring(document, encoding="utf-8"), name, report, encoding="utf-8")
    parts = tuple(Part(part.start, number) for number, part in enumerate(source.parts, 1))
    return replace(source, parts=parts)


def _styles(root: etree._Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The automatic styles of spans that are bold or italic, as elements of HTML."""
    for style in root.iter(f"{_STYLE}style"):
        for text in style.iterfind(f"{_STYLE}text-properties"):
            weight, slope = text.get(f"{_FO}font-weight", ""), text.get(f"{_FO}font-style", "")
            raised = text.get(f"{_STYLE}text-position", "").startswith(("super", "33%"))
            found = (("b", weight == "bold" or weight > "600"), ("i", slope == "italic"), ("sup", raised))
            if tags := tuple(tag for tag, stands in found if stands):
                yield style.get(f"{_STYLE}name", ""), tags


class _Made:
    """The HTML of a document as it is made, and what is not in it."""

    def __init__(self, name: str, styles: dict[str, tuple[str, ...]]) -> None:
        self._name, self._styles = name, styles
        self.notes: list[html.HtmlElement] = []
        self.left_out: dict[str, list[str]] = {}

    def fill(self, target: etree._Element, element: etree._Element, depth: int) -> None:
        """Add the content of an element."""
        if depth > _DEEPEST:
            raise EncoderError(f"this ODT nests more than {_DEEPEST} elements deep", self._name)
        _say(target, element.text)
        for child in element:  # comments and processing instructions too, for the words behind them
            if isinstance(child.tag, str):
                self._add(target, child, depth + 1)
            _say(target, child.tail)

    def _add(self, target: etree._Element, child: etree._Element, depth: int) -> None:
        tag = str(child.tag)
        if tag in _LEFT_OUT:
            words = " ".join("".join(child.itertext()).split())
            self.left_out.setdefault(_LEFT_OUT[tag], []).append(words)
        elif tag == f"{_TEXT}h":
            said = child.get(f"{_TEXT}outline-level", "")
            level = min(6, max(1, int(said))) if said.isdecimal() else 1
            self.fill(etree.SubElement(target, f"h{level}"), child, depth)
        elif tag == f"{_TEXT}s":
            _say(target, " ")
        elif tag == f"{_TEXT}tab":
            _say(target, "\u2003")
        elif tag == f"{_TEXT}line-break":
            etree.SubElement(target, "br")
        elif tag == f"{_TEXT}note":
            self._note(target, child, depth)
        elif tag == f"{_TEXT}span":
            self._span(target, child, depth)
        elif tag in _AS:
            made = etree.SubElement(target, _AS[tag])
            if tag == f"{_TEXT}p":
                made = self._styled(made, child)
            self.fill(made, child, depth)
        else:
            self.fill(target, child, depth)

    def _span(self, target: etree._Element, child: etree._Element, depth: int) -> None:
        self.fill(self._styled(target, child), child, depth)

    def _styled(self, target: etree._Element, child: etree._Element) -> etree._Element:
        """The innermost of the elements that show how a span or paragraph is printed."""
        tags = self._styles.get(child.get(f"{_TEXT}style-name", ""), ())
        if not tags and child.tag != f"{_TEXT}p":
            return etree.SubElement(target, "span")
        for tag in tags:
            target = etree.SubElement(target, tag)
        return target

    def _note(self, target: etree._Element, child: etree._Element, depth: int) -> None:
        """A footnote as a link and a paragraph at the end, as a page has it."""
        citation, body = child.find(f"{_TEXT}note-citation"), child.find(f"{_TEXT}note-body")
        if body is None:
            return
        number = len(self.notes) + 1
        link = etree.SubElement(target, "a", href=f"#note-{number}")
        link.text = (citation.text if citation is not None else None) or str(number)
        holder = builder.DIV(id=f"note-{number}")
        self.notes.append(holder)
        self.fill(holder, body, depth)


def _say(target: etree._Element, words: str | None) -> None:
    if not words:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + words
    else:
        target.text = (target.text or "") + words
