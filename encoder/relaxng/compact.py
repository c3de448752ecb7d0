"""The compact syntax (ISO/IEC 19757-2, annex C), read into elements of the XML syntax.

    default namespace = "http://www.tei-c.org/ns/1.0"
    start = element TEI { attribute xml:id { xsd:ID }?, text }

So everything after reading — the checks, includes, restrictions — is the same for both, and errors know their lines.
Annotations and comments are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from encoder.relaxng.datatypes import XSD
from encoder.relaxng.errors import SchemaError
from encoder.relaxng.expressions import NAME_MORE, NAME_START
from encoder.relaxng.syntax import PREFIX

_NAME = rf"[{NAME_START}][{NAME_MORE}]*"
_LONG_LITERAL = r"\"\"\"(?:[^\"]|\"(?!\"\"))*\"\"\"|\'\'\'(?:[^\']|\'(?!\'\'))*\'\'\'"
_LITERAL = r"\"[^\"\n]*\"|\'[^\'\n]*\'"
_SIGN = r"\|=|&=|>>|[=|,&*+?(){}\[\]~-]"
_TOKEN = re.compile(
    rf"(?P<blank>\s+|\#[^\n]*)|(?P<literal>{_LONG_LITERAL}|{_LITERAL})"
    rf"|(?P<any>{_NAME}:\*)|(?P<cname>{_NAME}:{_NAME})|(?P<name>\\?{_NAME})|(?P<sign>{_SIGN})"
)
_ESCAPE = re.compile(r"\\x+\{([0-9a-fA-F]+)\}")
_KEYWORDS = frozenset(
    """attribute datatypes default div element empty external grammar include inherit list mixed namespace notAllowed
    parent start string text token""".split()
)
_MAX_DEPTH = 100


_DELIMITERS = frozenset(map(ord, "\n\r\"'"))
"""Characters that, escaped, must not end the string they stand in: they are put in when it has been read."""


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return chr(number) if number < 0x110000 else match[0]


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def parse(text: str, source: str) -> etree._Element:
    """The schema in a text as an element of the XML syntax; `SchemaError` where it is none."""
    return _Parser(_tokens(text, source), source).schema()


def _tokens(text: str, source: str) -> list[_Token]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = _ESCAPE.sub(lambda match: match[0] if int(match[1], 16) in _DELIMITERS else _character(match), text)
    found: list[_Token] = []
    at, line = 0, 1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise SchemaError(
                f"“{text[at : at + 12].splitlines()[0]}” is no part of the compact syntax", source, line, "C.2"
            )
        kind = match.lastgroup or ""
        if kind != "blank":
            found.append(_Token(kind, match[0], line))
        line += match[0].count("\n")
        at = match.end()
    found.append(_Token("end", "the end", line))
    return found


class _Parser:
    """Tokens to elements, by recursive descent."""

    def __init__(self, tokens: list[_Token], source: str) -> None:
        self._tokens = tokens
        self._at = 0
        self._source = source
        self._depth = 0
        self._namespaces: dict[str, str | None] = {"xml": "http://www.w3.org/XML/1998/namespace"}
        self._default: str | None = None  # None: inherited
        self._libraries = {"xsd": XSD}

    # Tokens ------------------------------------------------------------------------------------------------------

    @property
    def _token(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is(self, text: str) -> bool:
        return self._token.text == text and self._token.kind in ("sign", "name")

    def _take(self, text: str) -> bool:
        if self._is(text):
            self._at += 1
            return True
        return False

    def _need(self, text: str) -> None:
        if not self._take(text):
            raise self._error(f"“{text}” is expected, not “{self._token.text}”")

    def _error(self, message: str) -> SchemaError:
        return SchemaError(message, self._source, self._token.line, "C.1")

    def _element(self, tag: str, *children: etree._Element, **attributes: str | None) -> etree._Element:
        made = etree.Element(
            PREFIX + tag, {key.rstrip("_"): value for key, value in attributes.items() if value is not None}
        )
        made.sourceline = self._token.line  # type: ignore[misc]  # the stubs know the getter alone
        made.extend(children)
        return made

    def _literal(self) -> str:
        parts = [self._string()]
        while self._take("~"):
            parts.append(self._string())
        return "".join(parts)

    def _string(self) -> str:
        token = self._next()
        if token.kind != "literal":
            raise SchemaError(f"a string is expected, not “{token.text}”", self._source, token.line, "C.1")
        quotes = 3 if token.text[:3] in ('"""', "'''") else 1
        return _ESCAPE.sub(_character, token.text[quotes:-quotes])

    def _identifier(self) -> str:
        token = self._next()
        if token.kind != "name" or token.text in _KEYWORDS:
            raise SchemaError(f"a name is expected, not “{token.text}”", self._source, token.line, "C.1")
        return token.text.removeprefix("\\")

    def _annotations(self) -> None:
        """Pass over `[ … ]` before a thing, and `>> name [ … ]` after one."""
        while self._is("[") or self._is(">>"):
            if self._take(">>"):
                self._next()
            self._need("[")
            depth = 1
            while depth:
                token = self._next()
                if token.kind == "end":
                    raise self._error("an annotation is not closed")
                depth += (token.text == "[") - (token.text == "]") if token.kind == "sign" else 0

    # A schema ----------------------------------------------------------------------------------------------------

    def schema(self) -> etree._Element:
        """Declarations, then a pattern or the content of a grammar."""
        while self._declaration():
            pass
        self._annotations()
        if self._token.kind == "end" or self._component_begins():
            made = self._element("grammar", *self._components("the end"))
        else:
            made = self._pattern()
        if self._token.kind != "end":
            raise self._error(f"“{self._token.text}” is too much")
        return made

    def _declaration(self) -> bool:
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        if self._is("namespace") and following.kind == "name":
            self._next()
            prefix = self._prefix()
            self._namespaces[prefix] = self._namespace()
        elif self._is("default") and following.text == "namespace":
            self._at += 2
            prefix = "" if self._is("=") else self._prefix()
            self._default = self._namespace()
            if prefix:
                self._namespaces[prefix] = self._default
        elif self._is("datatypes") and following.kind == "name":
            self._next()
            prefix = self._prefix()
            self._need("=")
            self._libraries[prefix] = self._literal()
        else:
            return False
        return True

    def _prefix(self) -> str:
        return self._next().text.removeprefix("\\")

    def _namespace(self) -> str | None:
        self._need("=")
        return None if self._take("inherit") else self._literal()

    # Grammars ----------------------------------------------------------------------------------------------------

    def _component_begins(self) -> bool:
        token, after = self._token, self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        if token.kind == "name" and token.text in ("div", "include", "start"):
            return token.text != "start" or after.text in ("=", "|=", "&=")
        if token.kind in ("name", "cname") and after.text == "[" and token.text not in _KEYWORDS:
            return True
        return token.kind == "name" and after.text in ("=", "|=", "&=")

    def _components(self, end: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        while True:
            self._annotations()
            if self._token.text == end or self._token.kind == "end":
                return found
            if not self._component_begins():
                raise self._error(f"a definition is expected, not “{self._token.text}”")
            made = self._component()
            if made is not None:
                found.append(made)

    def _component(self) -> etree._Element | None:
        if self._take("div"):
            return self._element("div", *self._braced())
        if self._take("include"):
            href = self._literal()
            namespace = self._inherit()
            return self._element("include", *(self._braced() if self._is("{") else ()), href=href, ns=namespace)
        if self._tokens[self._at + 1].text == "[":  # an annotation element among the definitions
            self._next()
            self._annotations()
            return None
        start = self._token.text == "start"
        name = None if self._take("start") else self._identifier()
        combine = {"=": None, "|=": "choice", "&=": "interleave"}[self._next().text]
        return self._element("start" if start else "define", self._pattern(), name=name, combine=combine)

    def _braced(self) -> list[etree._Element]:
        self._need("{")
        found = self._components("}")
        self._need("}")
        return found

    def _inherit(self) -> str | None:
        """The namespace an included file inherits: the default one, or that of a named prefix."""
        if not self._take("inherit"):
            return self._default
        self._need("=")
        return self._namespaces.get(self._prefix())

    # Patterns ----------------------------------------------------------------------------------------------------

    def _pattern(self) -> etree._Element:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._error("patterns are nested too deeply")
        parts = [self._particle()]
        sign = self._token.text
        kinds = {"|": "choice", ",": "group", "&": "interleave"}
        while self._token.text in kinds and self._token.kind == "sign":
            if self._token.text != sign:
                raise self._error(f"“{sign}” and “{self._token.text}” need parentheses between them")
            self._next()
            parts.append(self._particle())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else self._element(kinds[sign], *parts)

    def _particle(self) -> etree._Element:
        self._annotations()
        made = self._primary()
        self._annotations()
        for sign, tag in (("*", "zeroOrMore"), ("+", "oneOrMore"), ("?", "optional")):
            if self._take(sign):
                made = self._element(tag, made)
                break
        self._annotations()
        return made

    def _primary(self) -> etree._Element:
        token = self._token
        if self._take("("):
            made = self._pattern()
            self._need(")")
            return made
        if token.kind == "literal":
            return self._value("", None)
        if token.kind == "cname":
            self._next()
            prefix, _, name = token.text.partition(":")
            if prefix not in self._libraries:
                raise self._error(f"the prefix “{prefix}” is declared by no “datatypes”")
            return self._typed(self._libraries[prefix], name)
        if token.kind != "name":
            raise self._error(f"a pattern is expected, not “{token.text}”")
        if token.text not in _PRIMARIES:
            return self._element("ref", name=self._identifier())
        self._next()
        return _PRIMARIES[token.text](self, token.text)

    def _inside(self, tag: str) -> etree._Element:
        self._need("{")
        made = self._element(tag, self._pattern())
        self._need("}")
        return made

    def _named(self, tag: str) -> etree._Element:
        self._annotations()
        names = self._name_class(attribute=tag == "attribute")
        self._need("{")
        made = self._element(tag, names, self._pattern())
        self._need("}")
        return made

    def _plain(self, tag: str) -> etree._Element:
        return self._element(tag)

    def _parent(self, _tag: str) -> etree._Element:
        return self._element("parentRef", name=self._identifier())

    def _external(self, _tag: str) -> etree._Element:
        return self._element("externalRef", href=self._literal(), ns=self._inherit())

    def _grammar(self, _tag: str) -> etree._Element:
        return self._element("grammar", *self._braced())

    def _builtin(self, name: str) -> etree._Element:
        return self._typed("", name)

    def _typed(self, library: str, name: str) -> etree._Element:
        """A datatype with what follows it: a value, parameters, an exception."""
        if self._token.kind == "literal":
            return self._value(library, name)
        made = self._element("data", type=name, datatypeLibrary=library)
        if self._take("{"):
            while not self._take("}"):
                self._annotations()
                key = self._prefix()
                self._need("=")
                param = self._element("param", name=key)
                param.text = self._literal()
                made.append(param)
        if self._take("-"):
            made.append(self._element("except", self._primary()))
        return made

    def _value(self, library: str, name: str | None) -> etree._Element:
        made = self._element("value", type=name or "token", datatypeLibrary=library, ns=self._default)
        made.text = self._literal()
        return made

    # Names -------------------------------------------------------------------------------------------------------

    def _name_class(self, *, attribute: bool) -> etree._Element:
        parts = [self._name_primary(attribute=attribute)]
        while self._take("|"):
            parts.append(self._name_primary(attribute=attribute))
        return parts[0] if len(parts) == 1 else self._element("choice", *parts)

    def _name_primary(self, *, attribute: bool) -> etree._Element:
        self._annotations()
        if self._take("("):
            made = self._name_class(attribute=attribute)
            self._need(")")
            return made
        token = self._next()
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
        if self._take("-"):
            made.append(self._element("except", self._name_primary(attribute=attribute)))
        return made

    def _bound(self, prefix: str) -> str | None:
        if prefix not in self._namespaces:
            raise self._error(f"the prefix “{prefix}” is not declared")
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
