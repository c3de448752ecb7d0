"""The properties of a document (title, author, dates), which are about the file and not part of its text.

They are reported: who typed a record is not its author, and a template's title is none (ECMA-376, part 2, 11;
OpenDocument 1.3, part 3, 4.3).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from encoder.read import left_out
from encoder.values.diagnostics import Diagnostic

_DC, _META = "{http://purl.org/dc/elements/1.1/}", "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TOLD = {
    f"{_DC}title": "title", f"{_DC}subject": "subject", f"{_DC}description": "description",
    f"{_CORE}keywords": "keywords",
    f"{_META}keyword": "keywords", f"{_DC}creator": "author", f"{_META}initial-creator": "first author",
    f"{_CORE}lastModifiedBy": "last changed by", f"{_TERMS}created": "made", f"{_META}creation-date": "made",
}  # fmt: skip
MEMBERS = ("docProps/core.xml", "meta.xml")
_MOST_BYTES = 1024 * 1024


def told(archive: zipfile.ZipFile) -> Iterator[Diagnostic]:
    """The finding about the properties of a DOCX or ODT file that have words; none if they have none."""
    said = "; ".join(dict.fromkeys(part for member in MEMBERS for part in _said(archive, member)))
    if said:
        yield left_out.finding("properties of the document", said)


def _said(archive: zipfile.ZipFile, member: str) -> Iterator[str]:
    if member not in archive.namelist() or archive.getinfo(member).file_size > _MOST_BYTES:
        return
    try:
        root = etree.fromstring(archive.read(member), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return  # the text may be whole all the same
    for element in root.iter(*_TOLD):
        words = " ".join((element.text or "").split())
        if words:
            yield f"{_TOLD[str(element.tag)]}: {words}"
