"""A schema: files read, grammars put together, definitions made into patterns when they are first met (section 4).

Loading reads every file and collects what the grammars define; nothing is converted yet. Validating checks and
converts definitions as it meets them; `check` converts all and applies the restrictions of section 7.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from encoder.relaxng.algebra import names
from encoder.relaxng.algebra.operators import choice, one_or_more
from encoder.relaxng.algebra.patterns import EMPTY, TEXT, Element, Pattern
from encoder.relaxng.errors import Error
from encoder.relaxng.reading import syntax
from encoder.relaxng.reading.convert import Converter, Shared
from encoder.relaxng.reading.files import Files, Read, parse, read_file, read_local
from encoder.relaxng.reading.grammar import Grammar
from encoder.relaxng.validating import stream, tree
from encoder.relaxng.validating.ids import IdCheck, Kinds, kinds


class Schema:
    """A RELAX NG schema, ready to validate. Made by `load` or `Schema.of`."""

    def __init__(self, root: etree._Element, address: str, read: Read = read_file) -> None:
        self._source = address
        self._shared = Shared(Files(root, address, read))
        self._by_name: dict[str, list[Element]] | None = None
        self._anything: Pattern | None = None
        self.start = Converter(self._shared, Grammar(None), address, (address,)).pattern(root)

    @classmethod
    def of(cls, data: bytes, address: str = "schema.rng", read: Read = read_file) -> Schema:
        """Read a schema from the bytes of a file at that address; raises `SchemaError` if it is invalid."""
        return cls(parse(data, address), address, read)

    def iter_errors(
        self,
        document: etree._Element | etree._ElementTree | BinaryIO,
        *,
        ids: bool = False,
        fragment: bool = False,
        standing: Mapping[etree._Element, str] | None = None,
    ) -> Iterator[Error]:
        """Yield the errors of a document, in document order; nothing if it is valid.

        For an lxml tree, the place of an error is its element. A binary file is read as a stream, in constant memory,
        and the place of an error is a `Place`; `NotWellFormed` is raised if it is not well-formed XML. ``ids`` also
        checks ID, IDREF and IDREFS; `SchemaError` is raised if the schema's ID types are inconsistent. If ``fragment``,
        any element of the schema may be the root of a tree. ``standing`` has elements of a tree that stand for others,
        such as `xi:include`, each with the name of the other in Clark's notation; what is in them is not judged.
        """
        check = IdCheck(self.ids) if ids else None
        if isinstance(document, etree._ElementTree):
            document = document.getroot()
        if isinstance(document, etree._Element):
            definitions = _Fragment(self, str(document.tag)) if fragment else self
            return tree.errors(definitions, document, check, standing or {})
        return stream.errors(self, document, check)

    def is_valid(self, document: etree._Element | etree._ElementTree | BinaryIO, *, ids: bool = False) -> bool:
        """Whether a document has no errors; arguments and exceptions are those of `iter_errors`."""
        return next(self.iter_errors(document, ids=ids), None) is None

    @cached_property
    def ids(self) -> Kinds:
        """Which attributes are identifiers and references; `SchemaError` if that depends on more than names."""
        return kinds(list(self._all_elements()))

    def check(self) -> None:
        """Convert everything and apply all restrictions; raises `SchemaError` if one is violated."""
        from encoder.relaxng.reading.restrictions import check

        for address, root in self._shared.files.read.items():
            syntax.check(root, address)
        for grammar in self._shared.grammars:  # the list grows while contents are converted
            grammar.everything()
        check(self.start, self._source)

    def element_contents(self, name: str) -> list[Pattern]:
        """The contents of all elements of that name in the schema, used to continue after an error."""
        if self._by_name is None:
            self._by_name = {}
            for element in self._all_elements():
                for each in names.simple(element.names) or ():
                    self._by_name.setdefault(each, []).append(element)
        return [element.content for element in self._by_name.get(name, [])]

    def anything(self) -> Pattern:
        """Any elements of the schema, and text: the content of an element that the schema does not have."""
        if self._anything is None:
            self._anything = choice((one_or_more(choice((*self._all_elements(), TEXT))), EMPTY))
        return self._anything

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


class _Fragment:
    """The definitions of a schema, of which any element of a name may begin a document."""

    def __init__(self, schema: Schema, name: str) -> None:
        self._schema = schema
        found = [each for each in schema._all_elements() if each.names.contains(name)]
        self.start: Pattern = choice(found) if found else schema.start

    def element_contents(self, name: str) -> list[Pattern]:
        """Those of the schema."""
        return self._schema.element_contents(name)

    def anything(self) -> Pattern:
        """That of the schema."""
        return self._schema.anything()


def load(path: str | os.PathLike[str]) -> Schema:
    """Read a schema from a file; raises `SchemaError` if it is invalid, OSError if there is no file."""
    return Schema.of(read_local(Path(path)), os.fspath(path))
