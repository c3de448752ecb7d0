"""What an archive's stylesheet may ask for: nothing that the compiler reads or the processor writes for it.

What runs is shut in by the processor (see `processor`), but use-when, static variables and shadow attributes are worked
out before that (XSLT 3.0, sections 3.13, 9.7), and xsl:result-document writes wherever it likes. Imports are ours by
name, or files beside the stylesheet, which are looked at in the same way.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from encoder.files import reading, xml
from encoder.values.errors import EncoderError

OURS = "tei-encoder:"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
LINKS = (f"{_XSL}import", f"{_XSL}include")
_REFUSED = {
    f"{_XSL}result-document": "writes a file: the result is the one that is asked for",
    f"{_XSL}use-package": "asks for a package, and there are none",
    f"{_XSL}import-schema": "asks for a schema, and there are none",
}
_COMPILED = {"use-when": "use xsl:if", "static": "use a parameter that is not"}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def read(path: Path, what: str) -> bytes:
    """The bytes of one of the archive's files."""
    try:
        return reading.read(path)
    except (OSError, ValueError) as error:
        raise EncoderError(f"the {what} cannot be read: {getattr(error, 'strerror', None) or error}", path) from None


def vetted(top: Path) -> etree._Element:
    """The root of a stylesheet which, with the files it imports, asks for nothing while it is compiled."""
    roots: dict[Path, etree._Element] = {}
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if path in roots:
            continue
        roots[path] = root = xml.parse(read(path, "stylesheet"), str(path))
        if root.tag not in (f"{_XSL}stylesheet", f"{_XSL}transform"):
            raise EncoderError(f"this is no stylesheet: its root is {etree.QName(root).localname}", path)
        for element in root.iter(etree.Element):
            if why := refused(element):
                raise EncoderError(why, path, element.sourceline)
        waiting += [_beside(link, path) for link in root.iter(*LINKS) if not _is_ours(link, path, top)]
    return roots[top]


def refused(element: etree._Element) -> str | None:
    """Why an element may not be in an archive's stylesheet."""
    name = etree.QName(element)
    if element.tag in _REFUSED:
        return f"xsl:{name.localname} {_REFUSED[str(element.tag)]}"
    for attribute in map(str, element.attrib):
        own = attribute.removeprefix(_XSL)
        xsl = own != attribute or str(element.tag).startswith(_XSL)
        hint = "write the value" if own.startswith("_") else _COMPILED.get(own)
        if xsl and hint:
            return f"{own} is worked out while the stylesheet is compiled, when files could be read: {hint}"
        if attribute == _BASE:
            return "xml:base: the files that a stylesheet imports are named from where it stands"
    return None


def _is_ours(link: etree._Element, path: Path, top: Path) -> bool:
    ours = (link.get("href") or "").startswith(OURS)
    if ours and path != top:
        raise EncoderError(f"{link.get('href')} can be imported by {top} only", path, link.sourceline)
    return ours


def _beside(link: etree._Element, path: Path) -> Path:
    """The file that a link leads to, which is one on this machine."""
    address = link.get("href") or ""
    if not address or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address):
        raise EncoderError(
            f"“{address}” cannot be imported: a stylesheet imports ours by name, such as "
            f"{OURS}html.xsl, and files by their place beside it",
            path,
            link.sourceline,
        )
    return path.parent / unquote(address.partition("#")[0])
