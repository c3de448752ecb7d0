"""Pages that were scanned and read by a machine: ALTO, PAGE XML and hOCR.

    <TextLine><String CONTENT="We"/><SP/><String CONTENT="signed"/></TextLine>      ALTO
    <TextLine><TextEquiv><Unicode>We signed</Unicode></TextEquiv></TextLine>        PAGE
    <span class="ocr_line">We signed</span>                                         hOCR

A line stays a line, a block is followed by a blank line, and a page ends with a form feed, so that running heads, page
numbers and words divided at the ends of lines are recognised as in plain text.
Source: ALTO 4 (Library of Congress), PAGE 2019-07-15 (PRImA), hOCR 1.2.
"""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator

from lxml import etree, html

from encoder.read import left_out
from encoder.read.trees import name_of, parsed
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Part, Source

ROOTS = ("alto", "PcGts")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)")
_HOCR = re.compile(rb"<\w+\s[^<>]*class\s*=\s*[\"'][^\"']*\bocr_page\b")
_LOOKED_AT = 20_000
_LINES = ("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat")
_IS_LINE = " or ".join(f"contains(concat(' ', @class, ' '), ' {each} ')" for each in _LINES)
_IS_WORD = "contains(concat(' ', @class, ' '), ' ocrx_word ')"
_Line = tuple[str, int]
"""The words of a line, and its line in the file."""


def is_hocr(data: bytes) -> bool:
    """Whether HTML is a page that a machine has read."""
    return _HOCR.search(data[:_LOOKED_AT]) is not None


def read(data: bytes, name: str, _report: Report) -> Source:
    """The text of ALTO or PAGE XML. Raises `EncoderError` if it is not well-formed or has no words."""
    root = parsed(data, name)
    pages = [each for each in root.iter() if name_of(each) == "Page"]
    return _source([_alto(page) if name_of(root) == "alto" else _page(page) for page in pages], name)


def read_hocr(data: bytes, name: str, report: Report) -> Source:
    """The text of hOCR. Raises `EncoderError` if it has no words."""
    root = html.fromstring(data, parser=html.HTMLParser(encoding=_encoding(data)))
    pages = root.xpath("//*[contains(concat(' ', @class, ' '), ' ocr_page ')]")
    made = _source([_hocr(page) for page in pages], name)
    lost = sum(len("".join(page.text_content().split())) for page in pages) - len("".join(made.text.split()))
    if lost > 0:
        report(left_out.finding("text that stands in no line", f"{lost} characters"))
    return made


def _encoding(data: bytes) -> str:
    """The encoding that HTML states, if there is such a one; UTF-8 otherwise."""
    stated = _CHARSET.search(data[:_LOOKED_AT])
    try:
        return codecs.lookup(stated[1].decode()).name if stated else "utf-8"
    except LookupError:
        return "utf-8"


def _source(pages: list[Iterator[list[_Line]]], name: str) -> Source:
    """The text of pages, each the lines of its blocks."""
    out: list[str] = []
    parts: list[Part] = []
    size = 0
    for number, page in enumerate(pages):
        for at, block in enumerate(each for each in page if each):
            out.append("" if not out else "\f" if at == 0 and number else "\n")
            size += len(out[-1])
            for words, line in block:
                parts.append(Part(size, line))
                out.append(f"{words}\n")
                size += len(out[-1])
    if not parts:
        raise EncoderError("these pages contain no recognised text; read the pictures with an OCR program first", name)
    return Source("".join(out), name, tuple(parts))


def _alto(page: etree._Element) -> Iterator[list[_Line]]:
    """The blocks of a page in their order, what stands below the text last."""
    spaces = sorted((each for each in page if name_of(each)), key=lambda each: name_of(each) == "BottomMargin")
    for block in (each for space in spaces for each in space.iter() if name_of(each) == "TextBlock"):
        lines = [each for each in block if name_of(each) == "TextLine"]
        yield [(words, each.sourceline or 1) for each in lines if (words := _alto_line(each))]


def _alto_line(line: etree._Element) -> str:
    """The words of a line, blanks between them stated (`SP`) or not; a divided word keeps its hyphen."""
    said = ""
    for each in line:
        if name_of(each) == "HYP":
            said += each.get("CONTENT", "-")
        elif name_of(each) == "String":
            is_first_half = each.get("SUBS_TYPE") == "HypPart1"
            hyphen = "-" if is_first_half and all(name_of(other) != "HYP" for other in each.itersiblings()) else ""
            said += f" {each.get('CONTENT', '')}{hyphen}"
    return _whole_line(said)


def _page(page: etree._Element) -> Iterator[list[_Line]]:
    """The regions of a page, in the reading order if it is stated, the others behind."""
    regions = {each.get("id", str(at)): each for at, each in enumerate(page.iter()) if name_of(each) == "TextRegion"}
    order = next((each for each in page if name_of(each) == "ReadingOrder"), None)
    stated = [] if order is None else [name for group in order for name in _order(group) if name in regions]
    for name in dict.fromkeys((*stated, *regions)):
        lines = [each for each in regions[name] if name_of(each) == "TextLine"]
        read = [(words, each.sourceline or 1) for each in lines for words in _unicode(each)]
        inner = (each for each in regions[name] if name_of(each) == "TextRegion")
        is_read_inside = any("".join(each.itertext()).strip() for each in inner)
        whole = () if read or is_read_inside else _unicode(regions[name])
        yield read or [(words, regions[name].sourceline or 1) for words in whole]


def _order(group: etree._Element) -> Iterator[str]:
    """The names of the regions of a group, and of the groups in it, in their order."""
    parts = [each for each in group if name_of(each)]
    for part in sorted(parts, key=lambda each: _number(each.get("index"))):
        if name := part.get("regionRef"):
            yield name
        yield from _order(part)


def _number(written: str | None) -> int:
    """The number in an attribute, by which parts are sorted; a part without one comes last."""
    return int(written) if written and written.isdecimal() else sys.maxsize


def _unicode(element: etree._Element) -> Iterator[str]:
    """The best reading of a line or region, the first of its `TextEquiv`, or else those of its words."""
    readings = [each for each in element if name_of(each) == "TextEquiv"]
    for reading in sorted(readings, key=lambda each: _number(each.get("index")))[:1]:
        said = next((each.text or "" for each in reading if name_of(each) == "Unicode"), "")
        yield from filter(None, map(_whole_line, said.splitlines()))
    if not readings:
        words = (each for each in element if name_of(each) == "Word")
        if said := " ".join(part for word in words for part in _unicode(word)):
            yield said


def _whole_line(words: str) -> str:
    """The words of a line; `¬` or a soft hyphen at its end is the hyphen of a divided word."""
    return re.sub(r"[¬\u00ad]$", "-", " ".join(words.split()))


def _hocr(page: html.HtmlElement) -> Iterator[list[_Line]]:
    """The lines of a page by their paragraphs; words that stand in no line are a line of their own."""
    block: list[_Line] = []
    holder = None
    for each in page.xpath(
        f".//*[{_IS_LINE}][not(ancestor::*[{_IS_LINE}])] | .//*[{_IS_WORD}][not(ancestor::*[{_IS_LINE}])]"
    ):
        words = _whole_line(each.text_content())
        around = each.xpath("ancestor::*[contains(@class, 'ocr_par') or contains(@class, 'ocr_carea')][1]")
        if block and around != holder:
            yield block
            block = []
        holder = around
        if words:
            block.append((words, each.sourceline or 1))
    yield block
