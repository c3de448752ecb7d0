"""The definitions of a grammar by name, and what their names lead to (RELAX NG 4.17, 4.18)."""

from __future__ import annotations

from lxml import etree

from encoder.relaxng.algebra.patterns import Pattern
from encoder.relaxng.errors import SchemaError
from encoder.relaxng.reading.syntax import PREFIX, children, local

START = "\x00start"  # a name that no definition can have


class Grammar:
    """A `grammar` element, or the file around a bare pattern: its definitions by name, its parent."""

    def __init__(self, parent: Grammar | None) -> None:
        self.parent = parent
        self.defined: dict[str, list[etree._Element]] = {}
        self.sources: dict[etree._Element, str] = {}
        self.patterns: dict[str, Pattern] = {}
        self.open: set[str] = set()

    def check_combined(self) -> None:
        """Definitions of one name agree in how they are combined (4.17); `SchemaError` where they do not."""
        for name, nodes in self.defined.items():
            ways = {node.get("combine", "").strip() for node in nodes}
            plain = sum(1 for node in nodes if node.get("combine") is None)
            if plain > 1:
                raise self._error(nodes[1], f"{named(name)} is defined twice without combine")
            if len(ways - {""}) > 1:
                raise self._error(nodes[1], f"the definitions of {named(name)} are combined in two ways")

    def _error(self, node: etree._Element, message: str) -> SchemaError:
        return SchemaError(message, self.sources[node], node.sourceline or 1, "4.17")

    def reached(self) -> set[str]:
        """The definitions that references lead to from the start, whatever becomes of them (4.18)."""
        found, stack = {START}, [START]
        while stack:
            for definition in self.defined.get(stack.pop(), ()):
                for name in _references(definition) - found:
                    found.add(name)
                    stack.append(name)
        return found


def named(name: str) -> str:
    """A definition's name in a message."""
    return "start" if name == START else f"“{name}”"


def names_in(node: etree._Element) -> set[str]:
    """The names that an `include` overrides."""
    found: set[str] = set()
    for child in children(node):
        if local(child) == "div":
            found |= names_in(child)
        else:
            found.add(START if local(child) == "start" else child.get("name", "").strip())
    return found


def _references(definition: etree._Element) -> set[str]:
    """The names in its own grammar that a definition refers to."""
    found = set()
    for node in definition.iter(f"{PREFIX}ref", f"{PREFIX}parentRef"):
        inner = sum(1 for _ in node.iterancestors(f"{PREFIX}grammar")) - sum(
            1 for _ in definition.iterancestors(f"{PREFIX}grammar")
        )
        if inner == (local(node) == "parentRef"):
            found.add(node.get("name", "").strip())
    return found
