"""The compact syntax (ISO/IEC 19757-2, annex C), read into elements of the XML syntax.

    default namespace = "http://www.tei-c.org/ns/1.0"
    start = element TEI { attribute xml:id { xsd:ID }?, text }

So everything after reading — the checks, includes, restrictions — is the same for both, and errors know their lines.
Annotations and comments are passed over.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from encoder.relaxng.algebra.datatypes import XSD
from encoder.relaxng.errors import SchemaError
from encoder.relaxng.reading.syntax import PREFIX
from encoder.relaxng.reading.tokens import KEYWORDS, Tokens

_MAX_DEPTH = 100


def parse(text: str, source: str) -> etree._Element:
    """The schema in a text as an element of the XML syntax; `SchemaError` where it is none."""
    return _Parser(text, source).schema()


class _Parser:
    """Tokens to elements, by recursive descent."""

    def __init__(self, text: str, source: str) -> None:
        self._tokens = Tokens(text, source)
        self._source = source
        self._depth = 0
        self._namespaces: dict[str, str | None] = {"xml": "http://www.w3.org/XML/1998/namespace"}
        self._default: str | None = None  # None: inherited
        self._libraries = {"xsd": XSD}

    def _element(self, tag: str, *children: etree._Element, **attributes: str | None) -> etree._Element:
        made = etree.Element(
            PREFIX + tag, {key.rstrip("_"): value for key, value in attributes.items() if value is not None}
        )
        made.sourceline = self._tokens.token.line  # type: ignore[misc]  # the stubs know the getter alone
        made.extend(children)
        return made

    # A schema ----------------------------------------------------------------------------------------------------

    def schema(self) -> etree._Element:
        """Declarations, then a pattern or the content of a grammar."""
        while self._declaration():
            pass
        self._tokens.annotations()
        if self._tokens.token.kind == "end" or self._component_begins():
            made = self._element("grammar", *self._components("the end"))
        else:
            made = self._pattern()
        if self._tokens.token.kind != "end":
            raise self._tokens.error(f"“{self._tokens.token.text}” is too much")
        return made

    def _declaration(self) -> bool:
        following = self._tokens.after
        if self._tokens.stands("namespace") and following.kind == "name":
            self._tokens.next()
            prefix = self._prefix()
            self._namespaces[prefix] = self._namespace()
        elif self._tokens.stands("default") and following.text == "namespace":
            self._tokens.next()
            self._tokens.next()
            prefix = "" if self._tokens.stands("=") else self._prefix()
            self._default = self._namespace()
            if prefix:
                self._namespaces[prefix] = self._default
        elif self._tokens.stands("datatypes") and following.kind == "name":
            self._tokens.next()
            prefix = self._prefix()
            self._tokens.need("=")
            self._libraries[prefix] = self._tokens.literal()
        else:
            return False
        return True

    def _prefix(self) -> str:
        return self._tokens.next().text.removeprefix("\\")

    def _namespace(self) -> str | None:
        self._tokens.need("=")
        return None if self._tokens.take("inherit") else self._tokens.literal()

    # Grammars ----------------------------------------------------------------------------------------------------

    def _component_begins(self) -> bool:
        token, after = self._tokens.token, self._tokens.after
        if token.kind == "name" and token.text in ("div", "include", "start"):
            return token.text != "start" or after.text in ("=", "|=", "&=")
        if token.kind in ("name", "cname") and after.text == "[" and token.text not in KEYWORDS:
            return True
        return token.kind == "name" and after.text in ("=", "|=", "&=")

    def _components(self, end: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        while True:
            self._tokens.annotations()
            if self._tokens.token.text == end or self._tokens.token.kind == "end":
                return found
            if not self._component_begins():
                raise self._tokens.error(f"a definition is expected, not “{self._tokens.token.text}”")
            made = self._component()
            if made is not None:
                found.append(made)

    def _component(self) -> etree._Element | None:
        if self._tokens.take("div"):
            return self._element("div", *self._braced())
        if self._tokens.take("include"):
            href = self._tokens.literal()
            namespace = self._inherit()
            return self._element(
                "include", *(self._braced() if self._tokens.stands("{") else ()), href=href, ns=namespace
            )
        if self._tokens.after.text == "[":  # an annotation element among the definitions
            self._tokens.next()
            self._tokens.annotations()
            return None
        start = self._tokens.token.text == "start"
        name = None if self._tokens.take("start") else self._tokens.identifier()
        combine = {"=": None, "|=": "choice", "&=": "interleave"}[self._tokens.next().text]
        return self._element("start" if start else "define", self._pattern(), name=name, combine=combine)

    def _braced(self) -> list[etree._Element]:
        self._tokens.need("{")
        found = self._components("}")
        self._tokens.need("}")
        return found

    def _inherit(self) -> str | None:
        """The namespace an included file inherits: the default one, or that of a named prefix."""
        if not self._tokens.take("inherit"):
            return self._default
        self._tokens.need("=")
        return self._namespaces.get(self._prefix())

    # Patterns ----------------------------------------------------------------------------------------------------

    def _pattern(self) -> etree._Element:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._tokens.error("patterns are nested too deeply")
        parts = [self._particle()]
        sign = self._tokens.token.text
        kinds = {"|": "choice", ",": "group", "&": "interleave"}
        while self._tokens.token.text in kinds and self._tokens.token.kind == "sign":
            if self._tokens.token.text != sign:
                raise self._tokens.error(f"“{sign}” and “{self._tokens.token.text}” need parentheses between them")
            self._tokens.next()
            parts.append(self._particle())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else self._element(kinds[sign], *parts)

    def _particle(self) -> etree._Element:
        self._tokens.annotations()
        made = self._primary()
        self._tokens.annotations()
        for sign, tag in (("*", "zeroOrMore"), ("+", "oneOrMore"), ("?", "optional")):
            if self._tokens.take(sign):
                made = self._element(tag, made)
                break
        self._tokens.annotations()
        return made

    def _primary(self) -> etree._Element:
        token = self._tokens.token
        if self._tokens.take("("):
            made = self._pattern()
            self._tokens.need(")")
            return made
        if token.kind == "literal":
            return self._value("", None)
        if token.kind == "cname":
            self._tokens.next()
            prefix, _, name = token.text.partition(":")
            if prefix not in self._libraries:
                raise self._tokens.error(f"the prefix “{prefix}” is declared by no “datatypes”")
            return self._typed(self._libraries[prefix], name)
        if token.kind != "name":
            raise self._tokens.error(f"a pattern is expected, not “{token.text}”")
        if token.text not in _PRIMARIES:
            return self._element("ref", name=self._tokens.identifier())
        self._tokens.next()
        return _PRIMARIES[token.text](self, token.text)

    def _inside(self, tag: str) -> etree._Element:
        self._tokens.need("{")
        made = self._element(tag, self._pattern())
        self._tokens.need("}")
        return made

    def _named(self, tag: str) -> etree._Element:
        self._tokens.annotations()
        names = self._name_class(attribute=tag == "attribute")
        self._tokens.need("{")
        made = self._element(tag, names, self._pattern())
        self._tokens.need("}")
        return made

    def _plain(self, tag: str) -> etree._Element:
        return self._element(tag)

    def _parent(self, _tag: str) -> etree._Element:
        return self._element("parentRef", name=self._tokens.identifier())

    def _external(self, _tag: str) -> etree._Element:
        return self._element("externalRef", href=self._tokens.literal(), ns=self._inherit())

    def _grammar(self, _tag: str) -> etree._Element:
        return self._element("grammar", *self._braced())

    def _builtin(self, name: str) -> etree._Element:
        return self._typed("", name)

    def _typed(self, library: str, name: str) -> etree._Element:
        """A datatype with what follows it: a value, parameters, an exception."""
        if self._tokens.token.kind == "literal":
            return self._value(library, name)
        made = self._element("data", type=name, datatypeLibrary=library)
        if self._tokens.take("{"):
            while not self._tokens.take("}"):
                self._tokens.annotations()
                key = self._prefix()
                self._tokens.need("=")
                param = self._element("param", name=key)
                param.text = self._tokens.literal()
                made.append(param)
        if self._tokens.take("-"):
            made.append(self._element("except", self._primary()))
        return made

    def _value(self, library: str, name: str | None) -> etree._Element:
        made = self._element("value", type=name or "token", datatypeLibrary=library, ns=self._default)
        made.text = self._tokens.literal()
        return made

    # Names -------------------------------------------------------------------------------------------------------

    def _name_class(self, *, attribute: bool) -> etree._Element:
        parts = [self._name_primary(attribute=attribute)]
        while self._tokens.take("|"):
            parts.append(self._name_primary(attribute=attribute))
        return parts[0] if len(parts) == 1 else self._element("choice", *parts)

    def _name_primary(self, *, attribute: bool) -> etree._Element:
        self._tokens.annotations()
        if self._tokens.take("("):
            made = self._name_class(attribute=attribute)
            self._tokens.need(")")
            return made
        token = self._tokens.next()
        if token.text == "*":
            return self._excepted(self._element("anyName"), attribute=attribute)
        if token.kind == "any":
            namespace = self._bound(token.text.removesuffix(":*"))
            return self._excepted(self._element("nsName", ns=namespace), attribute=attribute)
        if token.kind == "cname":
            prefix, _, local = token.text.partition(":")
            made = self._element("name", ns=self._bound(prefix))
            made.text = local
            return made
        if token.kind != "name":
            raise SchemaError(f"a name is expected, not “{token.text}”", self._source, token.line, "C.1")
        made = self._element("name", ns="" if attribute else self._default)
        made.text = token.text.removeprefix("\\")
        return made

    def _excepted(self, made: etree._Element, *, attribute: bool) -> etree._Element:
        if self._tokens.take("-"):
            made.append(self._element("except", self._name_primary(attribute=attribute)))
        return made

    def _bound(self, prefix: str) -> str | None:
        if prefix not in self._namespaces:
            raise self._tokens.error(f"the prefix “{prefix}” is not declared")
        return self._namespaces[prefix]


_PRIMARIES: dict[str, Callable[[_Parser, str], etree._Element]] = {
    "element": _Parser._named,
    "attribute": _Parser._named,
    "mixed": _Parser._inside,
    "list": _Parser._inside,
    "empty": _Parser._plain,
    "text": _Parser._plain,
    "notAllowed": _Parser._plain,
    "parent": _Parser._parent,
    "external": _Parser._external,
    "grammar": _Parser._grammar,
    "string": _Parser._builtin,
    "token": _Parser._builtin,
}
