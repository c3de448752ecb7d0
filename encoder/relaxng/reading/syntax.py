"""The full syntax of RELAX NG (section 3) as a table: which elements may stand where, with which attributes.

What stands around the definitions is checked when a file is read, a definition before anything is made of it, so that
the rest may rely on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from encoder.relaxng.algebra.expressions import is_ncname
from encoder.relaxng.errors import SchemaError

RNG = "http://relaxng.org/ns/structure/1.0"
PREFIX = f"{{{RNG}}}"
_ANY = f"{PREFIX}*"

PATTERNS = frozenset(
    """element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty text value
    data notAllowed externalRef grammar""".split()
)
NAME_CLASSES = frozenset("name anyName nsName choice".split())
COMPONENTS = frozenset("start define div include".split())


@dataclass(frozen=True, slots=True)
class _Rule:
    """Attributes besides `ns` and `datatypeLibrary`: required and optional; children: which, how many at least."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    children: frozenset[str] = frozenset()
    least: int = 0
    most: int | None = None
    text: bool = False


_MANY = _Rule(children=PATTERNS, least=1)
RULES = {
    "group": _MANY, "interleave": _MANY, "choice": _MANY, "optional": _MANY, "zeroOrMore": _MANY, "oneOrMore": _MANY,
    "list": _MANY, "mixed": _MANY,
    "element": _Rule(optional=("name",), children=PATTERNS | NAME_CLASSES),
    "attribute": _Rule(optional=("name",), children=PATTERNS | NAME_CLASSES),
    "ref": _Rule(("name",)), "parentRef": _Rule(("name",)),
    "empty": _Rule(), "text": _Rule(), "notAllowed": _Rule(),
    "value": _Rule(optional=("type",), text=True),
    "data": _Rule(("type",), children=frozenset(("param", "except"))),
    "param": _Rule(("name",), text=True),
    "externalRef": _Rule(("href",)),
    "include": _Rule(("href",), children=frozenset(("start", "define", "div"))),
    "grammar": _Rule(children=COMPONENTS),
    "div": _Rule(children=COMPONENTS),
    "start": _Rule(optional=("combine",), children=PATTERNS, least=1, most=1),
    "define": _Rule(("name",), ("combine",), PATTERNS, least=1),
    "name": _Rule(text=True),
    "anyName": _Rule(children=frozenset(("except",)), most=1),
    "nsName": _Rule(children=frozenset(("except",)), most=1),
}  # fmt: skip
_URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:(?:[^#%\s]|%[0-9A-Fa-f]{2})+)?")


def children(node: etree._Element) -> list[etree._Element]:
    """The RELAX NG elements in an element; annotations are passed over."""
    return list(node.iterchildren(_ANY))


def local(node: etree._Element) -> str:
    """The name of a RELAX NG element."""
    return str(node.tag).removeprefix(PREFIX)


def check_frame(root: etree._Element, source: str) -> None:
    """Raise `SchemaError` where a schema file is not of the full syntax, its definitions apart.

    They are checked by `check` when they are first used: of a large schema a document needs a part.
    """
    if not str(root.tag).startswith(PREFIX) or local(root) not in PATTERNS:
        raise SchemaError(f"<{etree.QName(root).localname}> is no RELAX NG pattern", source, root.sourceline or 1, "3")
    _walk(root, source, frozenset(("start", "define")) if local(root) == "grammar" else frozenset())


def check(node: etree._Element, source: str) -> None:
    """Raise `SchemaError` at the first element that is not of the full syntax, in a definition or a whole file."""
    _walk(node, source, frozenset())


def _walk(top: etree._Element, source: str, closed: frozenset[str]) -> None:
    """Check an element and all in it, but for the content of those whose names are ``closed``."""
    stack = [(top, frozenset((local(top),)))]
    references: set[str] = set()  # most of a schema
    while stack:
        node, allowed = stack.pop()
        if node.tag == _REF and allowed >= _REFERENCES and len(node) == 0 and not node.text:
            (key, value), *more = node.items() or (("", ""),)
            if key == "name" and not more:
                references.add(value)
                continue
        name = local(node)
        if name not in allowed:
            raise _error(node, source, f"<{name}> may not stand here")
        rule = RULES[name] if allowed is PATTERNS else _rule(node, name, allowed)
        if attributes := node.items():
            _attributes(node, name, rule, attributes, source)
        elif rule.required:
            raise _error(node, source, f"<{name}> needs the attribute “{rule.required[0]}”")
        if rule is _MANY:
            inside = _without_text(node, name, source)
            if not inside:
                raise _error(node, source, f"<{name}> is empty")
            stack += [(child, PATTERNS) for child in inside]
        elif name not in closed:
            inside = _without_text(node, name, source) if not rule.text else children(node)
            _content(node, name, rule, inside, source)
            stack += [(child, rule.children) for child in inside]
    for reference in references:
        if not is_ncname(reference.strip()):
            raise SchemaError(f"a reference to “{reference}”, which is no name", source, top.sourceline or 1, "3")


def _without_text(node: etree._Element, name: str, source: str) -> list[etree._Element]:
    """The `children` of an element that holds no words."""
    words = node.text
    inside = []
    for child in node:
        words = words if words and words.strip(_BLANK) else child.tail
        tag = child.tag
        if isinstance(tag, str) and tag.startswith(PREFIX):
            inside.append(child)
    if words and words.strip(_BLANK):
        raise _error(node, source, f"<{name}> holds no text")
    return inside


_BLANK = " \t\r\n"
_REF = f"{PREFIX}ref"
_REFERENCES = frozenset(("ref",))


def _is_qname(text: str) -> bool:
    prefix, colon, name = text.partition(":")
    return is_ncname(prefix) and (not colon or is_ncname(name))


def _error(node: etree._Element, source: str, message: str, section: str = "3") -> SchemaError:
    return SchemaError(message, source, node.sourceline or 1, section)


_NAME_CHOICE = _Rule(children=NAME_CLASSES, least=1)
_EXCEPT_NAME = _Rule(children=NAME_CLASSES, least=1)
_INCLUDE_DIV = _Rule(children=frozenset(("start", "define", "div")))


def _rule(node: etree._Element, name: str, allowed: frozenset[str]) -> _Rule:
    if name == "choice" and _in_name_class(node):
        return _NAME_CHOICE
    if name == "except":
        parent = node.getparent()
        return _MANY if parent is not None and local(parent) == "data" else _EXCEPT_NAME
    if name == "div" and "include" not in allowed:
        return _INCLUDE_DIV
    return RULES[name]


def _in_name_class(node: etree._Element) -> bool:
    """Whether a choice stands where a name class must: first in an element without @name, or inside a name class."""
    parent = node.getparent()
    if parent is None:
        return False
    tag = local(parent) if str(parent.tag).startswith(PREFIX) else ""
    if tag in ("element", "attribute"):
        return parent.get("name") is None and children(parent)[0] is node
    if tag == "choice":
        return _in_name_class(parent)
    grand = parent.getparent()
    return tag == "except" and grand is not None and local(grand) in ("anyName", "nsName")


def _attributes(node: etree._Element, name: str, rule: _Rule, attributes: list[tuple[str, str]], source: str) -> None:
    for key, value in attributes:
        if key.startswith("{"):
            if key.startswith(PREFIX):
                raise _error(node, source, f"the attribute {key} is in the namespace of RELAX NG")
            continue
        if key not in rule.required and key not in rule.optional and key not in ("ns", "datatypeLibrary"):
            raise _error(node, source, f"<{name}> has no attribute “{key}”")
        _value(node, name, key, value.strip(), source)
    for key in rule.required:
        if node.get(key) is None:
            raise _error(node, source, f"<{name}> needs the attribute “{key}”")


def _value(node: etree._Element, element: str, key: str, value: str, source: str) -> None:
    if key == "datatypeLibrary" and not _URI.fullmatch(value):
        raise _error(node, source, f"“{value}” is no absolute URI without fragment", "4.3")
    if key == "combine" and value not in ("choice", "interleave"):
        raise _error(node, source, f"combine is choice or interleave, not “{value}”")
    qualified = key == "name" and element in ("element", "attribute")
    if key in ("name", "type") and not (_is_qname(value) if qualified else is_ncname(value)):
        raise _error(node, source, f"“{value}” is no name")
    if key == "href" and "#" in value:
        raise _error(node, source, "an href has no fragment", "4.5")


def _content(node: etree._Element, name: str, rule: _Rule, inside: list[etree._Element], source: str) -> None:
    if rule.text:
        if any(isinstance(child.tag, str) for child in node):
            raise _error(node, source, f"<{name}> holds text only")
        if name == "name" and not _is_qname(_text(node).strip()):
            raise _error(node, source, f"“{_text(node).strip()}” is no name")
        return
    if name in ("element", "attribute"):
        _named(node, name, inside, source)
        return
    if len(inside) < rule.least:
        raise _error(node, source, f"<{name}> is empty")
    if rule.most is not None and len(inside) > rule.most:
        raise _error(node, source, f"<{name}> holds at most {rule.most} element")
    if name == "data":
        kinds = [local(child) for child in inside]
        if "except" in kinds[:-1]:
            raise _error(node, source, "<except> stands last in <data>, and once")


def _text(node: etree._Element) -> str:
    return "".join(str(text) for text in node.xpath("text()"))


def _named(node: etree._Element, name: str, inside: list[etree._Element], source: str) -> None:
    """An element or attribute: its name or name class, then patterns."""
    kinds = [local(child) for child in inside]
    classed = node.get("name") is None
    if classed and (not kinds or kinds[0] not in NAME_CLASSES):
        raise _error(node, source, f"<{name}> needs a name or a name class")
    patterns = inside[1:] if classed else inside
    for child in patterns:
        if local(child) not in PATTERNS:
            raise _error(child, source, f"<{local(child)}> may not stand here")
    if name == "element" and not patterns:
        raise _error(node, source, "<element> needs a pattern")
    if name == "attribute" and len(patterns) > 1:
        raise _error(node, source, "<attribute> holds one pattern")


def inherited(node: etree._Element, attribute: str) -> str:
    """An attribute's nearest value on the element or around it, or nothing (4.4, 4.9)."""
    current: etree._Element | None = node
    while current is not None:
        value = current.get(attribute)
        if value is not None:
            return value
        current = current.getparent()
    return ""
