"""XML that is read as a record, parsed: no entity is resolved, no other file is read."""

from __future__ import annotations

from io import BytesIO

from lxml import etree

from encoder.values.errors import EncoderError


def root_name(data: bytes) -> str:
    """The local name of the root of XML; empty if the data do not begin as XML does."""
    try:
        for _, element in etree.iterparse(
            BytesIO(data), events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        ):
            return name_of(element)
    except etree.XMLSyntaxError:
        pass
    return ""


def parsed(data: bytes, name: str) -> etree._Element:
    """The root of XML. Raises `EncoderError` with the line if it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        why = str(error.msg).partition(", line ")[0]
        raise EncoderError(f"this XML is not well-formed: {why}", name, error.lineno) from None


def name_of(element: etree._Element) -> str:
    """The local name of an element; empty for a comment or an instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
