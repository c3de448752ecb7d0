"""Pages that were scanned and read by a machine: ALTO, PAGE XML and hOCR.

    <TextLine><String CONTENT="We"/><SP/><String CONTENT="signed"/></TextLine>      ALTO
    <TextLine><TextEquiv><Unicode>We signed</Unicode></TextEquiv></TextLine>        PAGE
    <span class="ocr_line">We signed</span>                                         hOCR

A line stays a line, a block is followed by a blank line, and a page ends with a form feed, so that running heads, page
numbers and words divided at the ends of lines are recognised as in plain text.
Source: ALTO 4 (Library of Congress), PAGE 2019-07-15 (PRImA), hOCR 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from encoder.read.trees import local, parsed
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Part, Source

ROOTS = ("alto", "PcGts")
_HOCR = re.compile(rb"class\s*=\s*[\"'][^\"']*\bocr_page\b")
_LOOKED_AT = 20_000
_Line = tuple[str, int]
"""The words of a line, and its line in the file."""


def is_hocr(data: bytes) -> bool:
    """Whether HTML is a page that a machine has read."""
    return _HOCR.search(data[:_LOOKED_AT]) is not None


def read(data: bytes, name: str, _report: Report) -> Source:
    """The text of ALTO or PAGE XML. Raises `EncoderError` if it is not well-formed or has no words."""
    root = parsed(data, name)
    pages = [each for each in root.iter() if local(each) == "Page"]
    return _source([_alto(page) if local(root) == "alto" else _page(page) for page in pages], name)


def read_hocr(data: bytes, name: str, _report: Report) -> Source:
    """The text of hOCR. Raises `EncoderError` if it has no words."""
    root = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    pages = root.xpath("//*[contains(concat(' ', @class, ' '), ' ocr_page ')]")
    return _source([_hocr(page) for page in pages], name)


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
        raise EncoderError("there are no words on these pages; read them with OCR first", name)
    return Source("".join(out), name, tuple(parts))


def _alto(page: etree._Element) -> Iterator[list[_Line]]:
    """The blocks of a page in their order; `HYP` is the hyphen at the end of a line."""
    for block in (each for each in page.iter() if local(each) == "TextBlock"):
        lines = []
        for line in (each for each in block if local(each) == "TextLine"):
            pieces = (
                each.get("CONTENT", "-") if local(each) in ("String", "HYP") else " " if local(each) == "SP" else ""
                for each in line
            )
            lines.append((" ".join("".join(pieces).split()), line.sourceline or 1))
        yield [line for line in lines if line[0]]


def _page(page: etree._Element) -> Iterator[list[_Line]]:
    """The regions of a page, in the reading order if it is stated."""
    order = {
        each.get("regionRef", ""): int(each.get("index", "0"))
        for each in page.iter() if local(each) == "RegionRefIndexed"
    }  # fmt: skip
    regions = [each for each in page.iter() if local(each) == "TextRegion"]
    for region in sorted(regions, key=lambda each: order.get(each.get("id", ""), len(order))):
        lines = [each for each in region if local(each) == "TextLine"] or [region]
        yield [(words, each.sourceline or 1) for each in lines for words in _unicode(each)]


def _unicode(element: etree._Element) -> Iterator[str]:
    """The best reading of a line, or of a region that has no lines: the first of `TextEquiv`."""
    readings = [each for each in element if local(each) == "TextEquiv"]
    for reading in sorted(readings, key=lambda each: int(each.get("index", "0") or 0))[:1]:
        said = next((each.text or "" for each in reading if local(each) == "Unicode"), "")
        yield from filter(None, (" ".join(line.split()) for line in said.splitlines()))


def _hocr(page: html.HtmlElement) -> Iterator[list[_Line]]:
    """The paragraphs of a page, or its areas, or the page as one block."""
    for kind in ("ocr_par", "ocr_carea", "ocr_page"):
        blocks = page.xpath(f"descendant-or-self::*[contains(concat(' ', @class, ' '), ' {kind} ')]")
        if blocks:
            break
    for block in blocks:
        lines = block.xpath(
            ".//*[contains(@class, 'ocr_line') or contains(@class, 'ocrx_line') or contains(@class, 'ocr_header') or "
            "contains(@class, 'ocr_caption') or contains(@class, 'ocr_textfloat')]"
        )
        yield [
            (words, each.sourceline or 1) for each in lines if (words := " ".join(each.text_content().split()))
        ]  # fmt: skip
