"""A schema: files read, grammars put together, definitions made into patterns when they are first met (section 4).

Loading reads every file and collects what the grammars define; nothing is converted yet. Validating checks and
converts definitions as it meets them; `check` converts all and applies the restrictions of section 7.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from encoder.relaxng import names, stream, syntax, tree
from encoder.relaxng.convert import MAX_DEPTH, Converter, Grammar
from encoder.relaxng.errors import Error, SchemaError
from encoder.relaxng.ids import IdCheck, Kinds, kinds
from encoder.relaxng.patterns import Element, Pattern

Read = Callable[[str], bytes]
"""The bytes at an address, for `include` and `externalRef`; raises OSError."""


def read_file(address: str) -> bytes:
    """The bytes of a local file; the network is never used."""
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(address)
    if parts.scheme not in ("", "file"):
        raise OSError(f"{address}: only local files are read")
    return Path(unquote(parts.path)).read_bytes()


class Schema:
    """A RELAX NG schema, ready to validate. Made by `load` or `Schema.of`."""

    def __init__(self, root: etree._Element, address: str, read: Read = read_file) -> None:
        self._read = read
        self._source = address
        self._files = {address: root}
        self.grammars: list[Converter] = []
        self.elements: dict[etree._Element, Element] = {}
        self._by_name: dict[str, list[Element]] | None = None
        syntax.check_frame(root, address)
        outer = Grammar(None)
        self.start = Converter(self, outer, address, (address,)).pattern(root)

    @classmethod
    def of(cls, data: bytes, address: str = "schema.rng", read: Read = read_file) -> Schema:
        """The schema in the bytes of a file at that address; `SchemaError` where it is none."""
        return cls(_parse(data, address), address, read)

    def iter_errors(
        self, document: etree._Element | etree._ElementTree | BinaryIO, *, ids: bool = False
    ) -> Iterator[Error]:
        """What is wrong with a document, as it is met; nothing where it is valid.

        A tree is one of lxml's, and the place of an error its element. A binary file is read as a stream, in memory
        that does not grow with it; the place of an error is a `Place`. `NotWellFormed` is raised where it is no XML.
        ``ids`` checks ID, IDREF and IDREFS too; `SchemaError` where the schema is not sound for that.
        """
        check = IdCheck(self.ids) if ids else None
        if isinstance(document, etree._ElementTree):
            document = document.getroot()
        if isinstance(document, etree._Element):
            return tree.errors(self, document, check)
        return stream.errors(self, document, check)

    def is_valid(self, document: etree._Element | etree._ElementTree | BinaryIO, *, ids: bool = False) -> bool:
        """Whether a document has no error; `iter_errors` says what it takes and raises."""
        return next(self.iter_errors(document, ids=ids), None) is None

    @cached_property
    def ids(self) -> Kinds:
        """Which attributes are identifiers and references; `SchemaError` where the names alone do not tell."""
        return kinds(list(self._all_elements()))

    def check(self) -> None:
        """Convert everything and apply all restrictions; `SchemaError` where one is broken."""
        from encoder.relaxng.restrictions import check

        for address, root in self._files.items():
            syntax.check(root, address)
        for grammar in self.grammars:  # the list grows while contents are converted
            grammar.everything()
        check(self.start, self._source)

    def element_contents(self, name: str) -> list[Pattern]:
        """The contents of the elements of that name anywhere in the schema: to go on by, after a fault."""
        if self._by_name is None:
            self._by_name = {}
            for element in self._all_elements():
                for each in names.simple(element.names) or ():
                    self._by_name.setdefault(each, []).append(element)
        return [element.content for element in self._by_name.get(name, [])]

    def _all_elements(self) -> Iterator[Element]:
        """Every element that a document can have; definitions that nothing leads to are not even converted."""
        stack, seen = [self.start], {self.start}
        while stack:
            current = stack.pop()
            inside = (current.content,) if isinstance(current, Element) else current.parts
            if isinstance(current, Element):
                yield current
            for part in inside:
                if part not in seen:
                    seen.add(part)
                    stack.append(part)

    def load(self, node: etree._Element, source: str, via: tuple[str, ...]) -> tuple[etree._Element, str]:
        """The root of the file that an `include` or `externalRef` names, and its address."""
        from urllib.parse import urljoin

        base = node.get(f"{{{names.XMLNS}}}base") or source
        address = urljoin(_xml_base(node, base), (node.get("href") or "").strip())
        line = node.sourceline or 1
        if address in via:
            raise SchemaError(f"{address} includes itself", source, line, "4.5, 4.6")
        if len(via) > MAX_DEPTH:
            raise SchemaError("files include each other too deeply", source, line, "4.5, 4.6")
        if address not in self._files:
            try:
                root = _parse(self._read(address), address)
            except OSError as error:
                raise SchemaError(f"{address} cannot be read: {error}", source, line, "4.5") from None
            syntax.check_frame(root, address)
            self._files[address] = root
        return self._files[address], address


def _xml_base(node: etree._Element, source: str) -> str:
    from urllib.parse import urljoin

    bases = [b for n in (node, *node.iterancestors()) if (b := n.get("{http://www.w3.org/XML/1998/namespace}base"))]
    for base in reversed(bases):
        source = urljoin(source, base)
    return source


def _parse(data: bytes, address: str) -> etree._Element:
    """The root of a schema file in the XML syntax; one in the compact syntax is read into it."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"\0" not in data[:4]:
        from encoder.relaxng import compact

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


def load(path: str | os.PathLike[str]) -> Schema:
    """The schema in a file; `SchemaError` where it is none, OSError where there is no file."""
    return Schema.of(Path(path).read_bytes(), os.fspath(path))
