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

from encoder.read.page import notes, speaker_marks, speaker_tables
from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.errors import EncoderError
from encoder.values.source import Cell, Part, Region, Rend, Source, Span, Styled

PAGE_FURNITURE = Rule(
    "page-furniture",
    Severity.INFO,
    "Parts of a web page around the record were left out.",
    """Navigation, search forms, buttons, headers and footers of a web page are not part of the record. They are
recognised by their elements (`nav`, `form`, `aside` …), or because they are outside the page's `main` or `article`.

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
_STYLES: dict[str, Rend] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
    "sup": "superscript", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
}  # fmt: skip
_SMALL_CAPS = re.compile(r"small-?caps|\bsc\b", re.IGNORECASE)
_REGIONS: dict[str, Literal["head", "item", "row", "quote"]] = {
    "h1": "head", "h2": "head", "h3": "head", "h4": "head", "h5": "head", "h6": "head",
    "li": "item", "tr": "row", "blockquote": "quote",
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
        raise EncoderError(f"this is no HTML that can be read: {error}", name) from None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):  # what follows would be lost silently
        fault = next(entry for entry in parser.error_log if entry.level_name == "FATAL")
        raise EncoderError(f"this HTML cannot be read on: {fault.message}", name, fault.line, max(1, fault.column))
    return read_tree(root, name, report)


def read_tree(root: etree._Element, name: str, report: Report) -> Source:
    """The text of a page that is parsed already."""
    matter = root if root.tag == "body" else _matter(root)
    page = _Page(notes.find(matter), whole=matter.tag == "body")
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


def _type(element: etree._Element, tag: str) -> str:
    """The type that an element is set in: its name, class, style and colour; empty if it has none of its own."""
    said = " ".join(element.get(name, "") for name in ("class", "style", "color")).strip()
    if tag in _STYLES or tag in ("dt", "u") or (said and tag in ("p", "div", "span", "a", "font")):
        return f"{_STYLES.get(tag, tag)} {said}".rstrip()
    return ""


class _Page:
    """The text of a page as it grows: blocks become lines, runs of white space one blank."""

    def __init__(self, noted: notes.Notes, *, whole: bool) -> None:
        self._notes = noted
        self._whole = whole
        self._marked = -1  # where the last note's number ends: its words follow on the same line
        self._row = 0  # rows of tables that are open: all in one stands on one line
        self._out: list[str] = []
        self._starts: list[int] = []
        self._length = 0
        self._blank = False  # white space before the next word
        self._pending = ""  # line ends before the next word
        self._line = 1
        self._parts: list[Part] = []
        self._styled: list[Styled] = []
        self._regions: list[Region] = []
        self._cells: list[Cell] = []  # of the row that is open
        self._runs: dict[str, list[Span]] = {}  # what is set in a type of its own, outside tables
        self._size = 0  # of all text, in code points
        self.dropped: list[str] = []

    def source(self, name: str) -> Source:
        """The text that was read, with its places and styles."""
        parts, styled = tuple(self._parts), tuple(self._styled)
        text, regions = "".join(self._out), tuple(sorted(self._regions))
        labels = speaker_tables.labels(text, regions) or speaker_marks.labels(text, self._runs)
        return Source(text, name, parts, styled, regions, paragraphs=True, labels=labels)

    def read(self, top: etree._Element) -> None:
        """Add an element and all in it; an explicit stack, since pages nest as deep as they like."""
        self._size = len("".join(top.itertext()))
        stack = [(top, False, False, -1)]  # element, whether it ends here, whether in `pre`, pieces before it
        while stack:
            element, after, pre, start = stack.pop()
            tag = str(element.tag)
            if after:
                self._leave(element, tag, start)
                if element is not top:
                    self._say(element.tail, pre)
                continue
            if element in self._notes.marks or element in self._notes.passed:
                self._mark(element)
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
            if element in self._notes.bodies:
                self._put(f"[{self._notes.bodies[element]}]")
                self._marked, self._blank = self._length, True
            self._say(element.text, inside)
            stack += [(child, False, inside, -1) for child in reversed(element)]

    def _left_out(self, element: etree._Element, tag: str) -> bool:
        if not isinstance(element.tag, str) or tag in _SILENT or tag in _FURNITURE:
            return tag != "form" or not self._is_page(element)
        if element.get("hidden") is not None or element.get("aria-hidden") == "true" or element.get("role") in _ROLES:
            return True
        return tag in _AROUND and self._whole and element.getparent() is not None and element.getparent().tag == "body"  # type: ignore[union-attr]

    def _is_page(self, form: etree._Element) -> bool:
        """Whether a form holds most of the page, as on sites where each page is one."""
        return len("".join(form.itertext())) > _SHARE * self._size

    def _mark(self, element: etree._Element) -> None:
        """A footnote's mark, glued to its word; of a link back to one, nothing."""
        if element in self._notes.marks:
            self._blank = self._blank and not self._out
            self._put(f"[{self._notes.marks[element]}]")

    def _enter(self, element: etree._Element, tag: str) -> None:
        self._line = element.sourceline or self._line
        if tag == "br":
            self._break("\n")
        elif tag == "tab":
            self._tab()
        elif tag in _BLOCKS:
            self._break(self._pending if tag in _LINES and self._pending else self._ends(element, tag))
        self._row += tag == "tr"
        if tag == "tr" and self._row == 1:
            self._cells = []

    def _leave(self, element: etree._Element, tag: str, start: int) -> None:
        self._row -= tag == "tr"
        if tag in _BLOCKS:
            self._break(self._ends(element, tag))
        if start >= len(self._out):
            if tag in _CELLS and self._row == 1:  # an empty cell is a cell: without it the figures would change columns
                self._cells.append(Cell(self._length, self._length, tag == "th"))
            return
        first = self._out[start]
        begin = self._starts[start] + len(first) - len(first.lstrip())
        if tag in _CELLS and self._row == 1:
            self._cells.append(Cell(begin, self._length, tag == "th"))
        if tag == "tr" and self._row == 0:
            self._regions.append(Region(begin, self._length, "row", tuple(self._cells)))
        elif tag in _REGIONS and tag != "tr" and element not in self._notes.bodies:
            self._regions.append(Region(begin, self._length, _REGIONS[tag]))
        if not self._row and (kind := _type(element, tag)):
            self._runs.setdefault(kind, []).append(Span(begin, self._length))
        rend: Rend | None = _STYLES.get(tag)
        if tag == "span" and _SMALL_CAPS.search(f"{element.get('class', '')} {element.get('style', '')}"):
            rend = "small-caps"
        if rend and (not self._styled or self._styled[-1].end <= begin < self._length):
            self._styled.append(Styled(begin, self._length, rend))

    def _ends(self, element: etree._Element, tag: str) -> str:
        """The line ends around a block: a note in a list of notes is a paragraph, whatever stands beside it."""
        return "\n" if tag in _LINES and element not in self._notes.bodies else "\n\n"

    def _break(self, ends: str) -> None:
        """The end of a line, or of a paragraph; inside a row of a table, a blank."""
        if self._row or self._marked == self._length:
            self._blank = True
        else:
            self._pending = self._pending if ends == "\n" and self._pending else ends

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

    def _tab(self) -> None:
        """A tab of a word processor stays one within a line: it may part a speaker from the words."""
        if self._out and not self._pending and not self._row:
            self._blank = False
            self._put("\t")
        else:
            self._blank = True

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
