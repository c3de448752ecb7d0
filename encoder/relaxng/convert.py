"""Elements of a schema file to patterns: sections 4.8 to 4.21 of the specification, in the scope of a grammar.

A definition is converted when it is first referred to, the content of an element when the first such element begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from encoder.relaxng import names, syntax
from encoder.relaxng.datatypes import BUILTIN, Datatype, DatatypeError, datatype
from encoder.relaxng.errors import SchemaError
from encoder.relaxng.leaves import Data, List, Value
from encoder.relaxng.names import NameClass
from encoder.relaxng.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Element,
    Pattern,
    choice,
    group,
    interleave,
    one_or_more,
)
from encoder.relaxng.syntax import PREFIX, children, local

if TYPE_CHECKING:
    from encoder.relaxng.schema import Schema

MAX_DEPTH = 120
"""Patterns nested deeper than this, definitions included, are refused: no schema of people's does it."""


class Grammar:
    """A `grammar` element, or the file around a bare pattern: its definitions by name, its parent."""

    def __init__(self, parent: Grammar | None) -> None:
        self.parent = parent
        self.defined: dict[str, list[etree._Element]] = {}
        self.sources: dict[etree._Element, str] = {}
        self.patterns: dict[str, Pattern] = {}
        self.open: set[str] = set()


START = "\x00start"  # a name that no definition can have


class Converter:
    """Elements of one file to patterns, in the scope of one grammar."""

    def __init__(self, schema: Schema, grammar: Grammar, source: str, via: tuple[str, ...], depth: int = 0) -> None:
        self._schema = schema
        self._grammar = grammar
        self._source = source
        self._via = via
        self._depth = depth

    def pattern(self, node: etree._Element) -> Pattern:
        """The pattern an element is."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(node, "patterns are nested too deeply", "4.19")
        try:
            return _KINDS[local(node)](self, node)
        finally:
            self._depth -= 1

    def _error(self, node: etree._Element, message: str, section: str) -> SchemaError:
        return SchemaError(message, self._source, node.sourceline or 1, section)

    def _all(self, nodes: list[etree._Element]) -> Iterator[Pattern]:
        for node in nodes:
            yield self.pattern(node)

    def grouped(self, nodes: list[etree._Element]) -> Pattern:
        """The patterns as a group."""
        return group(list(self._all(nodes)))

    def _group(self, node: etree._Element) -> Pattern:
        return self.grouped(children(node))

    def _choice(self, node: etree._Element) -> Pattern:
        return choice(list(self._all(children(node))))

    def _interleave(self, node: etree._Element) -> Pattern:
        return interleave(list(self._all(children(node))))

    def _optional(self, node: etree._Element) -> Pattern:
        return choice((self._group(node), EMPTY))

    def _one_or_more(self, node: etree._Element) -> Pattern:
        return one_or_more(self._group(node))

    def _zero_or_more(self, node: etree._Element) -> Pattern:
        return choice((one_or_more(self._group(node)), EMPTY))

    def _mixed(self, node: etree._Element) -> Pattern:
        return interleave((self._group(node), TEXT))

    def _list(self, node: etree._Element) -> Pattern:
        inside = self._group(node)
        return NOT_ALLOWED if inside is NOT_ALLOWED else List(inside)

    def _element(self, node: etree._Element) -> Pattern:
        known = self._schema.elements.get(node)
        if known is not None:
            return known
        named, inside = self._named(node, attribute=False)
        here = Converter(self._schema, self._grammar, self._source, self._via)
        made = Element(named, lambda: here.grouped(inside), self._source, node.sourceline or 1)
        if len(self._via) == 1:  # a file that is included twice may stand in two scopes
            self._schema.elements[node] = made
        return made

    def _attribute(self, node: etree._Element) -> Pattern:
        named, inside = self._named(node, attribute=True)
        value = self.pattern(inside[0]) if inside else TEXT
        if value is NOT_ALLOWED:
            return NOT_ALLOWED
        return Attribute(named, value, self._source, node.sourceline or 1)

    def _named(self, node: etree._Element, *, attribute: bool) -> tuple[NameClass, list[etree._Element]]:
        inside = children(node)
        name = node.get("name")
        if name is None:
            named, inside = self.name_class(inside[0], attribute=attribute), inside[1:]
        else:
            namespace = (node.get("ns") or "") if attribute else self._ns(node)
            named = self._name(node, name, namespace, attribute=attribute)
        return named, inside

    def name_class(self, node: etree._Element, *, attribute: bool, inside: str = "") -> NameClass:
        """The name class an element is; ``inside`` is the class whose exceptions these are."""
        kind = local(node)
        if kind == "name":
            return self._name(node, node.text or "", self._ns(node), attribute=attribute)
        if kind == "choice":
            return names.NameChoice(
                tuple(self.name_class(child, attribute=attribute, inside=inside) for child in children(node))
            )
        if (inside == "anyName" and kind == "anyName") or inside == "nsName":
            raise self._error(node, f"<{kind}> may not be excepted from <{inside}>", "4.16")
        excepted = None
        if exceptions := children(node):
            parts = [self.name_class(child, attribute=attribute, inside=kind) for child in children(exceptions[0])]
            excepted = parts[0] if len(parts) == 1 else names.NameChoice(tuple(parts))
        if kind == "anyName":
            return names.AnyName(excepted)
        namespace = self._ns(node)
        if attribute and namespace == names.XMLNS:
            raise self._error(node, "an attribute cannot be in the namespace of xmlns", "4.16")
        return names.NsName(namespace, excepted)

    def _name(self, node: etree._Element, name: str, namespace: str, *, attribute: bool) -> names.Name:
        prefix, colon, base = name.strip().rpartition(":")
        if colon:
            found = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else node.nsmap.get(prefix)
            if found is None:
                raise self._error(node, f"the prefix of “{name.strip()}” is not declared", "4.10")
            namespace = found
        if attribute and (namespace == names.XMLNS or (not namespace and base == "xmlns")):
            raise self._error(node, "an attribute cannot be called xmlns", "4.16")
        return names.Name(names.clark(namespace, base))

    @staticmethod
    def _ns(node: etree._Element) -> str:
        """The `ns` in force (4.9)."""
        return _inherited(node, "ns")

    def _data(self, node: etree._Element) -> Pattern:
        inside = children(node)
        facets = tuple((child.get("name", "").strip(), child.text or "") for child in inside if local(child) == "param")
        kind = self._datatype(node, node.get("type", "").strip(), facets)
        excepted = None
        if inside and local(inside[-1]) == "except":
            excepted = choice(list(self._all(children(inside[-1]))))
        return Data(kind, excepted)

    def _datatype(self, node: etree._Element, name: str, facets: tuple[tuple[str, str], ...]) -> Datatype:
        library = _inherited(node, "datatypeLibrary").strip()
        try:
            return datatype(library, name, facets)
        except DatatypeError as error:
            raise self._error(node, str(error), "4.16") from None

    def _value(self, node: etree._Element) -> Pattern:
        name = node.get("type")
        kind = datatype(BUILTIN, "token") if name is None else self._datatype(node, name.strip(), ())
        text = node.text or ""
        namespaces = {**node.nsmap, None: self._ns(node)}
        value = kind.value(text, lambda prefix: namespaces.get(prefix or None))
        if value is None:
            raise self._error(node, f"“{text}” is no {kind.name}", "4.16")
        return Value(kind, text, value)

    def _external(self, node: etree._Element) -> Pattern:
        root, address = self._schema.load(node, self._source, self._via)
        root = _handed_on(node, root)
        outer = Grammar(None)
        return Converter(self._schema, outer, address, (*self._via, address), self._depth).pattern(root)

    # Grammars ----------------------------------------------------------------------------------------------------

    def _grammar_element(self, node: etree._Element) -> Pattern:
        grammar = Grammar(self._grammar)
        inner = Converter(self._schema, grammar, self._source, self._via, self._depth)
        self._schema.grammars.append(inner)
        inner._collect(node, set(), None)
        inner._combined()
        if START not in grammar.defined:
            raise self._error(node, "the grammar has no start", "4.18")
        return inner._defined(START, node)

    def _collect(self, node: etree._Element, overridden: set[str], found: set[str] | None) -> None:
        """Enter the definitions in a grammar, `div` or included grammar; those overridden are only marked as found."""
        for child in children(node):
            kind = local(child)
            if kind == "div":
                self._collect(child, overridden, found)
            elif kind == "include":
                self._include(child, overridden, found)
            else:
                name = START if kind == "start" else child.get("name", "").strip()
                if found is not None:
                    found.add(name)
                if name not in overridden:
                    self._grammar.defined.setdefault(name, []).append(child)
                    self._grammar.sources[child] = self._source

    def _include(self, node: etree._Element, overridden: set[str], found: set[str] | None) -> None:
        root, address = self._schema.load(node, self._source, self._via)
        if local(root) != "grammar":
            raise self._error(node, f"{address} is included and is no grammar", "4.7")
        root = _handed_on(node, root)
        own: set[str] = set()
        _names_in(node, own)
        there: set[str] = set()
        inner = Converter(self._schema, self._grammar, address, (*self._via, address), self._depth)
        inner._collect(root, overridden | own, there)
        for name in own - there:
            what = "start" if name == START else f"definition of “{name}”"
            raise self._error(node, f"the included grammar has no {what} to override", "4.7")
        if found is not None:
            found |= there
        self._collect(node, overridden, found)

    def _combined(self) -> None:
        """Definitions of one name agree in how they are combined (4.17)."""
        for name, nodes in self._grammar.defined.items():
            ways = {node.get("combine", "").strip() for node in nodes}
            plain = sum(1 for node in nodes if node.get("combine") is None)
            what = "start" if name == START else f"“{name}”"
            if plain > 1:
                raise self._error(nodes[1], f"{what} is defined twice without combine", "4.17")
            if len(ways - {""}) > 1:
                raise self._error(nodes[1], f"the definitions of {what} are combined in two ways", "4.17")

    def everything(self) -> None:
        """Convert every definition of the grammar, used or not."""
        reached = self._reached()
        for name, nodes in self._grammar.defined.items():
            try:
                self._defined(name, nodes[0])
            except SchemaError as error:
                if error.section != "4.19" or name in reached:  # one that nothing leads to may refer to itself
                    raise

    def _reached(self) -> set[str]:
        """The definitions that references lead to from the start, whatever becomes of them (4.18)."""
        found, stack = {START}, [START]
        while stack:
            for definition in self._grammar.defined.get(stack.pop(), ()):
                for name in _references(definition) - found:
                    found.add(name)
                    stack.append(name)
        return found

    def _ref(self, node: etree._Element) -> Pattern:
        return self._defined(node.get("name", "").strip(), node)

    def _parent_ref(self, node: etree._Element) -> Pattern:
        if self._grammar.parent is None:
            raise self._error(node, "there is no grammar around this one", "4.18")
        outer = Converter(self._schema, self._grammar.parent, self._source, self._via, self._depth)
        return outer._defined(node.get("name", "").strip(), node)

    def _defined(self, name: str, node: etree._Element) -> Pattern:
        grammar = self._grammar
        found = grammar.patterns.get(name)
        if found is not None:
            return found
        nodes = grammar.defined.get(name)
        if nodes is None:
            raise self._error(node, f"“{name}” is not defined", "4.18")
        if name in grammar.open:
            raise self._error(node, f"“{name}” refers to itself outside any element", "4.19")
        grammar.open.add(name)
        try:
            parts = [self._definition(definition) for definition in nodes]
        finally:
            grammar.open.discard(name)
        combine = next((way.strip() for n in nodes if (way := n.get("combine"))), "choice")
        made = grammar.patterns[name] = choice(parts) if combine == "choice" else interleave(parts)
        return made

    def _definition(self, node: etree._Element) -> Pattern:
        source = self._grammar.sources[node]
        syntax.check(node, source)
        if source == self._source:
            return self.grouped(children(node))
        return Converter(self._schema, self._grammar, source, (*self._via, source), self._depth).grouped(children(node))


def _inherited(node: etree._Element, attribute: str) -> str:
    """An attribute's nearest value on the element or around it, or nothing (4.4, 4.9)."""
    current: etree._Element | None = node
    while current is not None:
        value = current.get(attribute)
        if value is not None:
            return value
        current = current.getparent()
    return ""


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


def _names_in(node: etree._Element, found: set[str]) -> None:
    for child in children(node):
        if local(child) == "div":
            _names_in(child, found)
        else:
            found.add(START if local(child) == "start" else child.get("name", "").strip())


def _handed_on(node: etree._Element, root: etree._Element) -> etree._Element:
    """The root of another file in place of a reference: it inherits the namespace there (4.6, 4.7, 4.9)."""
    namespace = _inherited(node, "ns")
    if not namespace or root.get("ns") is not None:
        return root
    copied = etree.fromstring(etree.tostring(root))
    copied.set("ns", namespace)
    return copied


_KINDS: dict[str, Callable[[Converter, etree._Element], Pattern]] = {
    "element": Converter._element,
    "attribute": Converter._attribute,
    "group": Converter._group,
    "interleave": Converter._interleave,
    "choice": Converter._choice,
    "optional": Converter._optional,
    "zeroOrMore": Converter._zero_or_more,
    "oneOrMore": Converter._one_or_more,
    "list": Converter._list,
    "mixed": Converter._mixed,
    "ref": Converter._ref,
    "parentRef": Converter._parent_ref,
    "empty": lambda _converter, _node: EMPTY,
    "text": lambda _converter, _node: TEXT,
    "notAllowed": lambda _converter, _node: NOT_ALLOWED,
    "value": Converter._value,
    "data": Converter._data,
    "externalRef": Converter._external,
    "grammar": Converter._grammar_element,
}
