"""HTML and XHTML: a saved web page, a chapter of an EPUB, what a word processor exports.

Of a page that says which part is its matter (`main`, `article`) that part is read, of any other the whole; scripts,
navigation and forms are left out, and a finding says how much. Each block becomes lines of their own, as a browser
shows it, and leads back to its line in the file. Bold and italics are kept as styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree, html

from encoder.diagnostics import Report, Rule, Severity
from encoder.errors import EncoderError
from encoder.source import Part, Source, Span, Styled

PAGE_FURNITURE = Rule(
    "page-furniture",
    Severity.INFO,
    "Parts of a web page around the record were left out.",
    """Navigation, search forms, buttons, headers and footers of a web page are no part of the record. They are known by
their elements (`nav`, `form`, `aside` …) and by standing outside the page's `main` or `article`; they are not in the
edition.

What to do: nothing, if the words shown are not the record's. If they are, save the page as text and encode that.""",
)

_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer h1 h2
    h3 h4 h5 h6 header hgroup hr legend li main ol p pre section summary table tbody td tfoot th thead title tr
    ul""".split()
)
_LINES = frozenset("dd dt li tr".split())
"""Blocks that stand on the next line rather than behind a blank one."""
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset("script style noscript template head svg math iframe object audio video canvas".split())
_FURNITURE = frozenset("nav aside form button select input textarea menu dialog".split())
_AROUND = frozenset(("header", "footer"))
_ROLES = frozenset("navigation banner contentinfo search complementary menu toolbar".split())
_STYLES: dict[str, Literal["bold", "italic"]] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\n\f\r]+")
_PART = re.compile(rb"<(?:head|body|main|article|section|div|p|h[1-6]|ul|ol|table|blockquote|meta|title)(?:\s[^<>]*)?>")
_SHARE = 0.5
"""A `main` or `article` is the page's matter if it holds this share of its words."""


def is_html(data: bytes) -> bool:
    """Whether the bytes are a page, or a part of one that begins with an element, rather than a text."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    begins = head.startswith((b"<!doctype html", b"<html")) or _PART.match(head) is not None
    return begins or (head.startswith(b"<?xml") and b"<html" in head)


def read(data: bytes, name: str, report: Report, *, encoding: str | None = None) -> Source:
    """The text of a page, whose encoding is what it says of itself unless it is given."""
    parser = html.HTMLParser(
        encoding=encoding or _encoding(data), remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EncoderError(f"{name}: this is no HTML that can be read: {error}") from None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):  # what follows would be lost silently
        fault = next(entry for entry in parser.error_log if entry.level_name == "FATAL")
        raise EncoderError(f"{name}:{fault.line}:{max(1, fault.column)}: this HTML cannot be read on: {fault.message}")
    matter = _matter(root)
    page = _Page(whole=matter.tag == "body")
    page.read(matter)
    outside = _SPACE.sub(" ", "".join(_words(root, matter))).strip()
    dropped = " ".join(part for part in (outside, *page.dropped) if part)
    if dropped:
        short = dropped if len(dropped) < 80 else f"{dropped[:79]}…"
        report(PAGE_FURNITURE.at(Span(0, 0), f"{len(dropped):,} characters around the record were left out: “{short}”"))
    return page.source(name)


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are that, whatever they say of themselves; else None, and the parser looks for itself."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _matter(root: etree._Element) -> etree._Element:
    """The element that holds the record."""
    body = root.find("body")
    if body is None:
        return root
    whole = len("".join(body.itertext()))
    for path in ("//main", "//*[@role='main']", "//article"):
        found: list[etree._Element] = body.xpath(path)
        if len(found) == 1 and len("".join(found[0].itertext())) >= _SHARE * whole:
            return found[0]
    return body


def _words(root: etree._Element, matter: etree._Element) -> Iterator[str]:
    """What stands in the body outside its matter and is seen."""
    body = root.find("body")
    stack = [] if body is None or body is matter else [body]
    while stack:
        element = stack.pop()
        if element is matter or element.tag in _SILENT or not isinstance(element.tag, str):
            continue
        yield f"{element.text or ''} "
        yield from (f"{child.tail or ''} " for child in element)
        stack += list(element)[::-1]


def _alone_in_cell(element: etree._Element) -> bool:
    """Whether a block is all that a cell of a table holds: then it is on the line of the cell."""
    parent = element.getparent()
    return parent is not None and parent.tag in _CELLS and len(parent) == 1


class _Page:
    """The text of a page as it grows: blocks become lines, runs of white space one blank."""

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole
        self._out: list[str] = []
        self._starts: list[int] = []
        self._length = 0
        self._blank = False  # white space before the next word
        self._pending = ""  # line ends before the next word
        self._line = 1
        self._parts: list[Part] = []
        self._styled: list[Styled] = []
        self.dropped: list[str] = []

    def source(self, name: str) -> Source:
        """The text that was read, with its places and styles."""
        return Source("".join(self._out), name, tuple(self._parts), tuple(self._styled), paragraphs=True)

    def read(self, top: etree._Element) -> None:
        """Add an element and all in it; an explicit stack, since pages nest as deep as they like."""
        stack = [(top, False, False, -1)]  # element, whether it ends here, whether in `pre`, pieces before it
        while stack:
            element, after, pre, start = stack.pop()
            tag = str(element.tag)
            if after:
                self._leave(element, tag, start)
                if element is not top:
                    self._say(element.tail, pre)
                continue
            if self._left_out(element, tag):
                if tag not in _SILENT:
                    self.dropped.append(_SPACE.sub(" ", "".join(element.itertext())).strip())
                self._say(element.tail, pre)
                continue
            self._enter(element, tag)
            inside = pre or tag == "pre"
            stack.append((element, True, pre, len(self._out)))
            self._say(element.text, inside)
            stack += [(child, False, inside, -1) for child in reversed(element)]

    def _left_out(self, element: etree._Element, tag: str) -> bool:
        if not isinstance(element.tag, str) or tag in _SILENT or tag in _FURNITURE:
            return True
        if element.get("hidden") is not None or element.get("aria-hidden") == "true" or element.get("role") in _ROLES:
            return True
        return tag in _AROUND and self._whole and element.getparent() is not None and element.getparent().tag == "body"  # type: ignore[union-attr]

    def _enter(self, element: etree._Element, tag: str) -> None:
        self._line = element.sourceline or self._line
        if tag == "br":
            self._pending = self._pending or "\n"
        elif tag in _CELLS:
            self._blank = True
        elif tag in _BLOCKS and not _alone_in_cell(element):
            self._pending = self._pending if tag in _LINES and self._pending else "\n" if tag in _LINES else "\n\n"

    def _leave(self, element: etree._Element, tag: str, start: int) -> None:
        if tag in _CELLS:
            self._blank = True
        elif tag in _BLOCKS and not _alone_in_cell(element):
            self._pending = "\n" if tag in _LINES else "\n\n"
        rend = _STYLES.get(tag)
        if rend and start < len(self._out):
            first = self._out[start]
            begin = self._starts[start] + len(first) - len(first.lstrip())
            if not self._styled or self._styled[-1].end <= begin < self._length:
                self._styled.append(Styled(begin, self._length, rend))

    def _say(self, text: str | None, pre: bool) -> None:
        """Add words, with the white space that is due before them."""
        if not text:
            return
        if pre:
            self._put(text)
            return
        words = _SPACE.sub(" ", text)
        if words == " ":
            self._blank = True
            return
        if words.startswith(" "):
            self._blank, words = True, words[1:]
        ends = words.endswith(" ")
        self._put(words[:-1] if ends else words)
        self._blank = ends

    def _put(self, words: str) -> None:
        if not self._out:
            self._pending, self._blank = "", False
        before = self._pending or (" " if self._blank else "")
        if self._pending or not self._out:
            self._parts.append(Part(self._length + len(before), self._line))
        self._out.append(before + words)
        self._starts.append(self._length)
        self._length += len(before) + len(words)
        self._pending, self._blank = "", False
