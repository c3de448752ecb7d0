"""The files of a schema: read once, found by what includes them, in either syntax (RELAX NG 4.5, 4.6)."""

from __future__ import annotations

import errno
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from encoder.relaxng.algebra import names
from encoder.relaxng.errors import SchemaError
from encoder.relaxng.reading import syntax

MAX_DEPTH = 120
"""Files that include each other deeper than this are refused, and so are patterns that are nested deeper."""

# file:/a.rng · not “C:” · not “a.rng”
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
MAX_BYTES = 64 * 1024 * 1024

Read = Callable[[str], bytes]
"""The bytes at an address, for `include` and `externalRef`; raises OSError."""


def read_file(address: str) -> bytes:
    """The bytes of a local file; the network is never used."""
    scheme = _SCHEME.match(address)
    if scheme is None:
        return read_local(Path(address))
    if scheme[0].lower() != "file:":
        raise OSError(f"{address}: only local files are read")
    return read_local(Path(unquote(urlsplit(address).path)))


def joined(base: str, href: str) -> str:
    """The address that a reference leads to. A path stays a path, in which `#` and `%` are parts of names."""
    if _SCHEME.match(base) or _SCHEME.match(href):
        return urljoin(base, href)
    folder = base if base.endswith("/") else posixpath.dirname(base)
    return posixpath.normpath(posixpath.join(folder, unquote(href)))


def read_local(path: Path) -> bytes:
    """The bytes of a file; raises `OSError`, before it waits for them, if it is a device or a pipe."""
    if not (path.is_file() or path.is_dir()) and path.exists():
        raise OSError(errno.EINVAL, "it is a device or a pipe, not a file", str(path))
    if path.stat().st_size > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it has more than the {MAX_BYTES:,} bytes that a schema's file may have", str(path))
    return path.read_bytes()


class Files:
    """The files of one schema by their addresses."""

    def __init__(self, root: etree._Element, address: str, read: Read) -> None:
        syntax.check_frame(root, address)
        self.read = {address: root}
        self._read = read

    def load(self, node: etree._Element, source: str, via: tuple[str, ...]) -> tuple[etree._Element, str]:
        """The root of the file that an `include` or `externalRef` names, and its address."""
        base = node.get(f"{{{names.XMLNS}}}base") or source
        address = joined(_xml_base(node, base), (node.get("href") or "").strip())
        line = node.sourceline or 1
        if address in via:
            raise SchemaError(f"{address} includes itself", source, line, "4.5, 4.6")
        if len(via) > MAX_DEPTH:
            raise SchemaError("files include each other too deeply", source, line, "4.5, 4.6")
        if address not in self.read:
            try:
                root = parse(self._read(address), address)
            except OSError as error:
                raise SchemaError(f"{address} cannot be read: {error}", source, line, "4.5") from None
            syntax.check_frame(root, address)
            self.read[address] = root
        return self.read[address], address


def _xml_base(node: etree._Element, source: str) -> str:
    bases = [b for n in (node, *node.iterancestors()) if (b := n.get(f"{{{names.XML}}}base"))]
    for base in reversed(bases):
        source = joined(source, base) + "/" * base.endswith("/")
    return source


def parse(data: bytes, address: str) -> etree._Element:
    """The root of a schema file in the XML syntax; one in the compact syntax is read into it."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"\0" not in data[:4]:
        from encoder.relaxng.reading import compact

        try:
            return compact.parse(data.decode("utf-8"), address)
        except UnicodeDecodeError as error:
            raise SchemaError(f"not UTF-8 at byte {error.start}", address, 1, "C.2") from None
    if b"<!DOCTYPE" in data[:4096] and b"<!ENTITY" in data:
        raise SchemaError("a schema with entities is refused", address, 1, "3")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"not well-formed XML: {error.msg}", address, error.position[0], "3") from None
