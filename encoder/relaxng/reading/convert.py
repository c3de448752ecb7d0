"""Elements of a schema file to patterns: sections 4.8 to 4.21 of the specification, in the scope of a grammar.

A definition is converted when it is first referred to, the content of an element when the first such element begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from encoder.relaxng.algebra.datatypes import BUILTIN, Datatype, DatatypeError, datatype
from encoder.relaxng.algebra.leaves import Data, List, Value
from encoder.relaxng.algebra.operators import choice, group, interleave, one_or_more
from encoder.relaxng.algebra.patterns import EMPTY, NOT_ALLOWED, TEXT, Attribute, Element, Pattern
from encoder.relaxng.errors import SchemaError
from encoder.relaxng.reading import syntax
from encoder.relaxng.reading.files import MAX_DEPTH, Files
from encoder.relaxng.reading.grammar import START, Grammar, names_in
from encoder.relaxng.reading.grammar import named as in_words
from encoder.relaxng.reading.nameclasses import named
from encoder.relaxng.reading.syntax import children, inherited, local


@dataclass(frozen=True, slots=True)
class Shared:
    """What the converters of one schema have in common: its files, its grammars, the elements that are made."""

    files: Files
    grammars: list[Converter] = field(default_factory=list)
    elements: dict[etree._Element, Element] = field(default_factory=dict)


class Converter:
    """Elements of one file to patterns, in the scope of one grammar."""

    def __init__(self, shared: Shared, grammar: Grammar, source: str, via: tuple[str, ...], depth: int = 0) -> None:
        self._shared = shared
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
        known = self._shared.elements.get(node)
        if known is not None:
            return known
        names, inside = named(node, self._source, attribute=False)
        here = Converter(self._shared, self._grammar, self._source, self._via)
        made = Element(names, lambda: here.grouped(inside), self._source, node.sourceline or 1)
        if len(self._via) == 1:  # a file that is included twice may stand in two scopes
            self._shared.elements[node] = made
        return made

    def _attribute(self, node: etree._Element) -> Pattern:
        names, inside = named(node, self._source, attribute=True)
        value = self.pattern(inside[0]) if inside else TEXT
        if value is NOT_ALLOWED:
            return NOT_ALLOWED
        return Attribute(names, value, self._source, node.sourceline or 1)

    def _data(self, node: etree._Element) -> Pattern:
        inside = children(node)
        facets = tuple((child.get("name", "").strip(), child.text or "") for child in inside if local(child) == "param")
        kind = self._datatype(node, node.get("type", "").strip(), facets)
        excepted = None
        if inside and local(inside[-1]) == "except":
            excepted = choice(list(self._all(children(inside[-1]))))
        return Data(kind, excepted)

    def _datatype(self, node: etree._Element, name: str, facets: tuple[tuple[str, str], ...]) -> Datatype:
        library = inherited(node, "datatypeLibrary").strip()
        try:
            return datatype(library, name, facets)
        except DatatypeError as error:
            raise self._error(node, str(error), "4.16") from None

    def _value(self, node: etree._Element) -> Pattern:
        name = node.get("type")
        kind = datatype(BUILTIN, "token") if name is None else self._datatype(node, name.strip(), ())
        text = node.text or ""
        namespaces = {**node.nsmap, None: inherited(node, "ns")}
        value = kind.value(text, lambda prefix: namespaces.get(prefix or None))
        if value is None:
            raise self._error(node, f"“{text}” is no {kind.name}", "4.16")
        return Value(kind, text, value)

    def _external(self, node: etree._Element) -> Pattern:
        root, address = self._shared.files.load(node, self._source, self._via)
        root = _handed_on(node, root)
        outer = Grammar(None)
        return Converter(self._shared, outer, address, (*self._via, address), self._depth).pattern(root)

    # Grammars ----------------------------------------------------------------------------------------------------

    def _grammar_element(self, node: etree._Element) -> Pattern:
        grammar = Grammar(self._grammar)
        inner = Converter(self._shared, grammar, self._source, self._via, self._depth)
        self._shared.grammars.append(inner)
        inner._collect(node, set(), None)
        grammar.check_combined()
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
        root, address = self._shared.files.load(node, self._source, self._via)
        if local(root) != "grammar":
            raise self._error(node, f"{address} is included and is no grammar", "4.7")
        root = _handed_on(node, root)
        own = names_in(node)
        there: set[str] = set()
        inner = Converter(self._shared, self._grammar, address, (*self._via, address), self._depth)
        inner._collect(root, overridden | own, there)
        for name in own - there:
            raise self._error(node, f"the included grammar has no definition of {in_words(name)} to override", "4.7")
        if found is not None:
            found |= there
        self._collect(node, overridden, found)

    def everything(self) -> None:
        """Convert every definition of the grammar, used or not."""
        reached = self._grammar.reached()
        for name, nodes in self._grammar.defined.items():
            try:
                self._defined(name, nodes[0])
            except SchemaError as error:
                if error.section != "4.19" or name in reached:  # one that nothing leads to may refer to itself
                    raise

    def _ref(self, node: etree._Element) -> Pattern:
        return self._defined(node.get("name", "").strip(), node)

    def _parent_ref(self, node: etree._Element) -> Pattern:
        if self._grammar.parent is None:
            raise self._error(node, "there is no grammar around this one", "4.18")
        outer = Converter(self._shared, self._grammar.parent, self._source, self._via, self._depth)
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
        return Converter(self._shared, self._grammar, source, (*self._via, source), self._depth).grouped(children(node))


def _handed_on(node: etree._Element, root: etree._Element) -> etree._Element:
    """The root of another file in place of a reference: it inherits the namespace there (4.6, 4.7, 4.9)."""
    namespace = inherited(node, "ns")
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
