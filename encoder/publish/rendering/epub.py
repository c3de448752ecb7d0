"""An edition as an EPUB 3 book of one chapter (https://www.w3.org/TR/epub-33/): the page, its style, what it is called.

The bytes depend on the edition alone: the archive's times are fixed, and the book's own is that of the edition's last
change, or 1970 where it states none.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from encoder.files import resources
from encoder.saxon.processor import Transformer
from encoder.values.edition import Edition
from encoder.values.namespaces import TEI

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TIME = (1980, 1, 1, 0, 0, 0)
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def pack(edition: Edition, saxon: Transformer, document: object, *, language: str) -> bytes:
    """The book's bytes, from the stylesheets `epub.xsl` and `data.xsl`."""
    chapter = saxon.transform("epub.xsl", document, {"language": language})
    facts = json.loads(saxon.transform("data.xsl", document, {}))["metadata"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        _add(book, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _add(book, "META-INF/container.xml", _CONTAINER)
        _add(book, "EPUB/package.opf", _package(edition, facts, language=language, svg="<svg" in chapter))
        _add(book, "EPUB/nav.xhtml", _contents(chapter, facts, language))
        _add(book, "EPUB/text.xhtml", chapter)
        _add(book, "EPUB/reading.css", resources.xslt("reading.css").read_text(encoding="utf-8"))
    return out.getvalue()


def _add(book: zipfile.ZipFile, name: str, content: str, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    book.writestr(entry, content)


def _package(edition: Edition, facts: dict[str, object], *, language: str, svg: bool) -> str:
    """The package document: what the book is called, and what is in it."""
    change = edition.root.find(f".//{{{TEI}}}revisionDesc/{{{TEI}}}change[@when]")
    when = "" if change is None else change.get("when", "")
    modified = f"{when}T00:00:00Z" if re.fullmatch(r"\d{4}-\d\d-\d\d", when) else "1970-01-01T00:00:00Z"
    stated = "".join(
        f"    <dc:{name}>{escape(str(value))}</dc:{name}>\n"
        for name, value in (
            *(("creator", author) for author in _list(facts.get("authors"))),
            *(("contributor", translator) for translator in _list(facts.get("translators"))),
            ("date", facts.get("day")), ("publisher", facts.get("publisher")), ("source", facts.get("url")),
            ("description", facts.get("summary")), ("rights", facts.get("licence")),
        )
        if value
    )  # fmt: skip
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">{escape(str(facts["id"]))}</dc:identifier>
    <dc:title>{escape(str(facts["title"]))}</dc:title>
    <dc:language>{escape(str(facts.get("language") or "und"))}</dc:language>
{stated}    <meta property="dcterms:modified">{modified}</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityHazard">none</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="text" href="text.xhtml" media-type="application/xhtml+xml"{' properties="svg"' if svg else ""}/>
    <item id="css" href="reading.css" media-type="text/css"/>
  </manifest>
  <spine><itemref idref="text"/></spine>
</package>
"""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _contents(chapter: str, facts: dict[str, object], language: str) -> str:
    """The table of contents: the headings that can be led to, and the text."""
    root = etree.fromstring(chapter.encode())
    places: list[tuple[str, str]] = []
    for element in root.iter(f"{_XHTML}main", f"{_XHTML}h2"):
        id_ = element.get("id")
        if id_:
            heading = " ".join("".join(element.itertext()).split())
            places.append((id_, str(facts["title"]) if element.tag == f"{_XHTML}main" else heading))
    items = "".join(f"<li><a href={quoteattr(f'text.xhtml#{id_}')}>{escape(words)}</a></li>" for id_, words in places)
    title = escape(str(facts["title"]))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="{language}" xml:lang="{language}">
<head><title>{title}</title></head>
<body><nav epub:type="toc"><h1>{title}</h1><ol>{items}</ol></nav></body>
</html>
"""
