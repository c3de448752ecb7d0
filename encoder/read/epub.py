"""EPUB: the chapters in the order of the book, each read as a page is.

The places of findings count lines of the chapters, one after the other. Navigation and pictures are left out and
reported. EPUB 3.3, 5 Package document; the spine says the order.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import replace
from urllib.parse import unquote, urldefrag

from lxml import etree, html
from lxml.html import builder

from encoder.read import left_out
from encoder.read.page import html as page
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.metadata import Metadata
from encoder.values.source import Part, Source

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html")
_PARTS = ("main", "aside", "article", "section", "header", "footer")
"""In a book they are chapters and footnotes, where on a page of a site they are what stands beside the record."""
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?encoding=[\"']([\w.-]+)")
_DC = "{http://purl.org/dc/elements/1.1/}"


def read(archive: zipfile.ZipFile, name: str, report: Report) -> Source:
    """The text of a book. Raises `EncoderError` if its package is damaged or encrypted, or holds no chapters."""
    if "META-INF/encryption.xml" in archive.namelist():
        raise EncoderError("this EPUB is encrypted; give one without copy protection", name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        container = etree.fromstring(archive.read(_CONTAINER), parser=parser)
        place = next(each.get("full-path", "") for each in container.iter("{*}rootfile"))
        package = etree.fromstring(archive.read(place), parser=parser)
    except (etree.XMLSyntaxError, KeyError, StopIteration) as error:
        raise EncoderError(f"the package of this EPUB cannot be read: {error}", name) from None
    items = {each.get("id"): each for each in package.iter("{*}item")}
    body = builder.BODY()
    seen = dict.fromkeys(each.get("idref", "") for each in package.iter("{*}itemref"))
    spine = [items[ref] for ref in seen if ref in items and _is_chapter(items[ref])]
    numbers = {_address(item.get("href", ""), place): number for number, item in enumerate(spine)}
    for address in numbers:
        try:
            data = archive.read(address)
        except KeyError:
            report(left_out.finding(f"the chapter {address}, which is not in the file"))
            continue
        chapter = _chapter(data, address, numbers)
        if chapter is None:
            report(left_out.finding(f"the chapter {address}, which is empty"))
        else:
            body.append(chapter)
    pictures = sum((item.get("media-type") or "").startswith("image/") for item in items.values())
    if pictures:
        report(left_out.finding("1 picture" if pictures == 1 else f"{pictures} pictures"))
    if not len(body):
        raise EncoderError("this EPUB has no chapters", name)
    source = page.read(html.tostring(builder.HTML(body), encoding="utf-8"), name, report, encoding="utf-8")
    parts = tuple(Part(part.start, number) for number, part in enumerate(source.parts, 1))
    return replace(source, parts=parts, metadata=_metadata(package, name))


def _is_chapter(item: etree._Element) -> bool:
    return item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()


def _address(href: str, base: str) -> str:
    """Where in the archive a file is that another file names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))


def _chapter(data: bytes, address: str, numbers: dict[str, int]) -> html.HtmlElement | None:
    """The body of a chapter, None if it is empty.

    Its ids are made unique in the book; links into this or another chapter lead to them.
    """
    stated = _ENCODING.match(data)
    try:
        text = data.decode(stated[1].decode("ascii") if stated else "utf-8-sig", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except etree.ParserError:
        return None
    found = root.find("body")
    chapter = root if found is None else found
    chapter.tag = "div"
    for element in chapter.iter(etree.Element):
        if element.tag in _PARTS:
            element.tag = "div"
        for key in ("id", "name"):
            if element.get(key):
                element.set(key, f"c{numbers[address]}-{element.get(key)}")
        target = urldefrag(element.get("href") or "")
        number = numbers.get(_address(target.url, address) if target.url else address)
        if target.fragment and number is not None:
            element.set("href", f"#c{number}-{target.fragment}")
    return chapter


def _metadata(package: etree._Element, name: str) -> Metadata | None:
    """Title and authors of the book. Its date is that of the file, not of the record."""

    def said(tag: str) -> tuple[str, ...]:
        return tuple(words for each in package.iter(f"{_DC}{tag}") if (words := " ".join((each.text or "").split())))

    titles = said("title")
    if not titles:
        return None
    return Metadata(file=name, title=titles[0], authors=said("creator"), rights=" ".join(said("rights")))
