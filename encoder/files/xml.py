"""XML read safely: nothing is fetched, nothing is expanded.

A DOCTYPE that has a subset is refused before the parser sees it, and with it entities, external subsets and expansion
bombs; one that only names the root is harmless. XInclude is not followed.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from lxml import etree

from encoder.values.errors import EncoderError

_REFUSED = (
    "a DOCTYPE is refused, since it can define entities and fetch files; TEI is validated by RELAX NG, "
    "so remove the declaration"
)
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<")


def parse(data: bytes, name: str, *, declared: str | None = None) -> etree._Element:
    """The root of the document in the bytes of a file called ``name``; `EncoderError` where it is none, or unsafe.

    ``declared`` is the encoding, whatever the file's declaration says.
    """
    _refuse_doctype(data, name, declared)
    parser = etree.XMLParser(
        encoding=declared,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        collect_ids=False,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        if "Excessive depth" in str(error.msg):
            deep = "elements are nested more than 2,048 deep, which no edition is; the file is refused"
            raise EncoderError(deep, name, line, max(1, column)) from None
        words = re.sub(r",? line \d+, column \d+$", "", str(error.msg))
        raise EncoderError(f"this is not well-formed XML: {words}", name, line, max(1, column)) from None
    except (ValueError, LookupError) as error:
        raise EncoderError(f"this is not XML: {error}", name) from None
    if _declares(root.getroottree().docinfo):  # where expat gave up before it: it knows fewer letters of names
        raise EncoderError(_REFUSED, name)
    return root


def _declares(document: etree.DocInfo) -> bool:
    """Whether a DOCTYPE names a file or declares something."""
    subset = document.internalDTD
    has_more = subset is not None and any(True for _ in (*subset.iterentities(), *subset.iterelements()))
    return bool(document.system_url or document.public_id) or has_more


def _refuse_doctype(data: bytes, name: str, declared: str | None) -> None:
    parser = expat.ParserCreate(declared)

    if data.startswith(_UTF_32):  # expat does not read it, so that a DOCTYPE would pass unseen
        raise EncoderError("this XML is written in UTF-32; save it as UTF-8", name)

    def doctype(_root: str, system: str | None, public: str | None, has_subset: int) -> None:
        if not (system or public or has_subset):
            return
        raise EncoderError(_REFUSED, name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    class RootReached(Exception):  # noqa: N818 -- a way out, not an error
        pass

    def begin(*_: object) -> None:
        raise RootReached

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begin
    try:
        parser.Parse(data, True)
    except (RootReached, expat.ExpatError):
        return  # a fault of the XML is reported by lxml, which words it better
    except (LookupError, ValueError) as error:  # an encoding that Python does not know, or cannot read by the byte
        raise EncoderError(f"its XML declaration names an encoding that cannot be read: {error}", name) from None
