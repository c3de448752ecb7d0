"""ID, IDREF and IDREFS, as DTDs know them: an option (RELAX NG DTD Compatibility, section 5).

A schema is sound for it if an attribute's kind follows from its name and its element's alone. Whether an identifier is
there once, and whether a reference leads to one, is then asked of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from encoder.relaxng.algebra import names
from encoder.relaxng.algebra.datatypes import COMPATIBILITY, XSD, words_of
from encoder.relaxng.algebra.leaves import Data, Value
from encoder.relaxng.algebra.patterns import Attribute, Element, Pattern
from encoder.relaxng.errors import Error, SchemaError

_KINDS = frozenset(("ID", "IDREF", "IDREFS"))

Kinds = dict[tuple[str, str], str]
"""For names of an element and an attribute of it: `ID`, `IDREF` or `IDREFS`."""


def kinds(elements: Sequence[Element]) -> Kinds:
    """What the attributes of a schema's elements are; `SchemaError` where that depends on more than the names."""
    attributes = {element: tuple(_attributes(element)) for element in elements}
    found: Kinds = {}
    for element, owned in attributes.items():
        for attribute in owned:
            kind = _kind(attribute.value)
            if kind:
                own = names.simple(element.names)
                if own is None or not isinstance(attribute.names, names.Name):
                    raise _unsound(attribute, f"{kind} needs an attribute of one name, on elements without wildcard")
                found.update({(each, attribute.names.name): kind for each in own})
            elif kind is None:
                raise _unsound(attribute, _ALONE)
    _agree(found, attributes)
    return found


_ALONE = "ID, IDREF or IDREFS is all that an attribute holds, and nothing else holds one"


def _unsound(pattern: Attribute | Element, message: str) -> SchemaError:
    return SchemaError(message, pattern.source, pattern.line, "DTD Compatibility 5")


def _agree(found: Kinds, attributes: dict[Element, tuple[Attribute, ...]]) -> None:
    """Whether every pattern for the same names says the same."""
    for (name, key), kind in found.items():
        for element, owned in attributes.items():
            if not element.names.contains(name):
                continue
            for attribute in owned:
                if attribute.names.contains(key) and _kind(attribute.value) != kind:
                    told = f"{names.split(key)[1]} of <{names.split(name)[1]}>"
                    raise _unsound(attribute, f"the attribute {told} is {kind} here and something else there")


def _attributes(element: Element) -> Iterator[Attribute]:
    """The attributes of an element, from its content."""
    stack, seen = [element.content], {element.content}
    while stack:
        current = stack.pop()
        if isinstance(current, Attribute):
            yield current
        elif isinstance(current, (Data, Value)) and _kind(current):
            raise _unsound(element, _ALONE)
        for part in current.parts:
            if part not in seen and not isinstance(part, Element):
                seen.add(part)
                stack.append(part)


def _kind(value: Pattern) -> str | None:
    """The kind of an attribute's value: empty for none, None where it is only one among others."""
    if isinstance(value, (Data, Value)):
        kind = value.datatype
        return kind.name if kind.library in (XSD, COMPATIBILITY) and kind.name in _KINDS else ""
    return None if any(_kind(part) != "" for part in value.parts) else ""


class IdCheck:
    """The identifiers and references of one document, as its elements are met."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._seen: set[str] = set()
        self._references: list[tuple[str, str, Any]] = []

    def see(self, name: str, attributes: Sequence[tuple[str, str]], place: Any) -> Iterator[Error]:
        """The identifiers of an element that were there before."""
        for key, value in attributes:
            kind = self._kinds.get((name, key))
            if kind == "ID":
                identifier = value.strip(" \t\r\n")
                if identifier in self._seen:
                    yield Error(f"the ID “{identifier}” is used a second time", place, key)
                self._seen.add(identifier)
            elif kind:
                self._references += ((each, key, place) for each in words_of(value))

    def finish(self) -> Iterator[Error]:
        """The references that lead to no identifier."""
        for reference, key, place in self._references:
            if reference not in self._seen:
                yield Error(f"“{reference}” is the ID of no element", place, key)
