"""A schema: files read, grammars put together, definitions made into patterns when they are first met (section 4).

Loading checks the syntax of every file and collects what the grammars define; nothing is converted yet. Validating
converts as it goes; `check` converts all and applies the restrictions of section 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from encoder.relaxng import compact, names, syntax
from encoder.relaxng.datatypes import BUILTIN, DatatypeError, datatype
from encoder.relaxng.errors import SchemaError
from encoder.relaxng.names import NameClass
from encoder.relaxng.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Data,
    Element,
    List,
    Pattern,
    Value,
    choice,
    group,
    interleave,
    one_or_more,
)  # fmt: skip
from encoder.relaxng.syntax import PREFIX, children, local

MAX_DEPTH = 120
"""Patterns nested deeper than this, definitions included, are refused: no schema of people's does it."""

Read = Callable[[str], bytes]
"""The bytes at an address, for `include` and `externalRef`; raises OSError."""


def read_file(address: str) -> bytes:
    """The bytes of a local file; the network is never used."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "file"):
        raise OSError(f"{address}: only local files are read")
    return Path(unquote(parts.path)).read_bytes()


class Grammar:
    """A `grammar` element, or the file around a bare pattern: its definitions by name, its parent."""

    def __init__(self, parent: Grammar | None) -> None:
        self.parent = parent
        self.defined: dict[str, list[etree._Element]] = {}
        self.sources: dict[etree._Element, str] = {}
        self.patterns: dict[str, Pattern] = {}
        self.open: set[str] = set()


START = "\x00start"  # a name that no definition can have


class Schema:
    """A RELAX NG schema, ready to validate. Made by `open_schema` or `Schema.of`."""

    def __init__(self, root: etree._Element, address: str, read: Read = read_file) -> None:
        self._read = read
        self._source = address
        self._files: dict[str, etree._Element] = {}
        self._grammars: list[_Converter] = []
        self._elements: dict[etree._Element, Element] = {}
        self._by_name: dict[str, list[Element]] | None = None
        syntax.check(root, address)
        outer = Grammar(None)
        self.start = _Converter(self, outer, address, (address,)).pattern(root)

    @classmethod
    def of(cls, data: bytes, address: str = "schema.rng", read: Read = read_file) -> Schema:
        """The schema in the bytes of a file at that address; `SchemaError` where it is none."""
        return cls(_parse(data, address), address, read)

    def check(self) -> None:
        """Convert everything and apply all restrictions; `SchemaError` where one is broken."""
        from encoder.relaxng.restrictions import check

        for grammar in self._grammars:  # the list grows while contents are converted
            grammar.everything()
        check(self.start, self._source)

    def element_contents(self, name: str) -> list[Pattern]:
        """The contents of the elements of that name anywhere in the schema: to go on by, after a fault."""
        if self._by_name is None:
            for grammar in list(self._grammars):
                grammar.everything()
            self._by_name = {}
            for element in self._all_elements():
                for each in names.simple(element.names) or ():
                    self._by_name.setdefault(each, []).append(element)
        return [element.content for element in self._by_name.get(name, [])]

    def _all_elements(self) -> Iterator[Element]:
        """Every element that the patterns made so far reach."""
        stack: list[Pattern] = [self.start, *(p for g in self._grammars for p in g.made())]
        seen: set[Pattern] = set(stack)
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
            syntax.check(root, address)
            self._files[address] = root
        return self._files[address], address


def _xml_base(node: etree._Element, source: str) -> str:
    bases = [b for n in (node, *node.iterancestors()) if (b := n.get("{http://www.w3.org/XML/1998/namespace}base"))]
    for base in reversed(bases):
        source = urljoin(source, base)
    return source


def _parse(data: bytes, address: str) -> etree._Element:
    """The root of a schema file in the XML syntax; one in the compact syntax is read into it."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"\0" not in data[:4]:
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


class _Converter:
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
        known = self._schema._elements.get(node)
        if known is not None:
            return known
        named, inside = self._named(node, attribute=False)
        here = _Converter(self._schema, self._grammar, self._source, self._via)
        made = Element(named, lambda: here.grouped(inside), self._source, node.sourceline or 1)
        if len(self._via) == 1:  # a file that is included twice may stand in two scopes
            self._schema._elements[node] = made
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

    def _datatype(self, node: etree._Element, name: str, facets: tuple[tuple[str, str], ...]):  # type: ignore[no-untyped-def]
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
        return _Converter(self._schema, outer, address, (*self._via, address), self._depth).pattern(root)

    # Grammars ----------------------------------------------------------------------------------------------------

    def _grammar_element(self, node: etree._Element) -> Pattern:
        grammar = Grammar(self._grammar)
        inner = _Converter(self._schema, grammar, self._source, self._via, self._depth)
        self._schema._grammars.append(inner)
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
        inner = _Converter(self._schema, self._grammar, address, (*self._via, address), self._depth)
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

    def made(self) -> Iterator[Pattern]:
        """The definitions that were converted."""
        yield from self._grammar.patterns.values()

    def everything(self) -> None:
        """Convert every definition of the grammar, used or not."""
        for name, nodes in self._grammar.defined.items():
            try:
                self._defined(name, nodes[0])
            except SchemaError as error:
                if error.section != "4.19":  # a definition that nobody refers to may refer to itself
                    raise

    def _ref(self, node: etree._Element) -> Pattern:
        return self._defined(node.get("name", "").strip(), node)

    def _parent_ref(self, node: etree._Element) -> Pattern:
        if self._grammar.parent is None:
            raise self._error(node, "there is no grammar around this one", "4.18")
        outer = _Converter(self._schema, self._grammar.parent, self._source, self._via, self._depth)
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
        if source == self._source:
            return self.grouped(children(node))
        return _Converter(self._schema, self._grammar, source, (*self._via, source), self._depth).grouped(
            children(node)
        )


def _inherited(node: etree._Element, attribute: str) -> str:
    """An attribute's nearest value on the element or around it, or nothing (4.4, 4.9)."""
    current: etree._Element | None = node
    while current is not None:
        value = current.get(attribute)
        if value is not None:
            return value
        current = current.getparent()
    return ""


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


_KINDS: dict[str, Callable[[_Converter, etree._Element], Pattern]] = {
    "element": _Converter._element,
    "attribute": _Converter._attribute,
    "group": _Converter._group,
    "interleave": _Converter._interleave,
    "choice": _Converter._choice,
    "optional": _Converter._optional,
    "zeroOrMore": _Converter._zero_or_more,
    "oneOrMore": _Converter._one_or_more,
    "list": _Converter._list,
    "mixed": _Converter._mixed,
    "ref": _Converter._ref,
    "parentRef": _Converter._parent_ref,
    "empty": lambda _converter, _node: EMPTY,
    "text": lambda _converter, _node: TEXT,
    "notAllowed": lambda _converter, _node: NOT_ALLOWED,
    "value": _Converter._value,
    "data": _Converter._data,
    "externalRef": _Converter._external,
    "grammar": _Converter._grammar_element,
}


def open_schema(path: Path) -> Schema:
    """The schema in a file; `SchemaError` where it is none, OSError where there is no file."""
    address = str(path)
    return Schema.of(path.read_bytes(), address)


__all__ = ["PREFIX", "Read", "Schema", "SchemaError", "open_schema", "read_file"]
