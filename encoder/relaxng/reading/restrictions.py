"""The restrictions of section 7, on patterns as simplification leaves them: each names its section and the element.

A pattern that is not allowed has vanished by then, and what vanished restricts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from encoder.relaxng.algebra.leaves import Data, List, Value
from encoder.relaxng.algebra.names import NameClass, overlap, simple
from encoder.relaxng.algebra.operators import Group, Interleave, OneOrMore
from encoder.relaxng.algebra.patterns import EMPTY, TEXT, Attribute, Element, Pattern
from encoder.relaxng.errors import SchemaError

_KIND = {
    Attribute: "attribute", Data: "data", Element: "element", Group: "group", Interleave: "interleave", List: "list",
    OneOrMore: "oneOrMore", Value: "value",
}  # fmt: skip

PROHIBITED = (  # inside what, what may not stand, the section
    ("attribute", ("element", "attribute"), "7.1.1"),
    ("list", ("list", "element", "attribute", "text", "interleave"), "7.1.3"),
    ("except", ("element", "attribute", "list", "text", "empty", "group", "interleave", "oneOrMore"), "7.1.4"),
    ("start", ("attribute", "data", "value", "list", "text", "group", "interleave", "oneOrMore", "empty"), "7.1.5"),
)
_PROHIBITED = {place: (frozenset(kinds), section) for place, kinds, section in PROHIBITED}


@dataclass(frozen=True, slots=True)
class _Place:
    source: str
    line: int

    def error(self, message: str, section: str) -> SchemaError:
        return SchemaError(message, self.source, self.line, section)


def check(start: Pattern, source: str) -> None:
    """Raise `SchemaError` at the first restriction that the patterns reachable from ``start`` break."""
    seen: set[Element] = set()
    paths: set[object] = set()  # what was looked at: patterns are shared, and so is what is known of them
    kinds: dict[Pattern, int | None] = {}
    attributes: dict[Pattern, tuple[NameClass, ...]] = {}
    interleaved: set[Pattern] = set()
    waiting = list(_elements(start))
    _paths(start, ("start",), _Place(source, 1), set())
    while waiting:
        element = waiting.pop()
        if element in seen:
            continue
        seen.add(element)
        content = element.content
        place = _Place(element.source, element.line)
        _paths(content, (), place, paths)
        if _content_type(content, place, kinds) is None:
            raise place.error("text data and elements stand side by side", "7.2")
        _attributes(content, place, attributes)
        _interleaved(content, place, interleaved)
        waiting += _elements(content)


def _kind(pattern: Pattern) -> str:
    if pattern is TEXT:
        return "text"
    if pattern is EMPTY:
        return "empty"
    return _KIND.get(type(pattern), "choice")


def _elements(pattern: Pattern) -> Iterator[Element]:
    """The elements that stand in a pattern, not those inside them."""
    stack, seen = [pattern], {pattern}
    while stack:
        current = stack.pop()
        if isinstance(current, Element):
            yield current
        for part in current.parts:
            if part not in seen:
                seen.add(part)
                stack.append(part)


def _paths(pattern: Pattern, inside: tuple[str, ...], place: _Place, seen: set[object]) -> None:
    """Contextual restrictions (7.1): no prohibited kind inside a place that prohibits it."""
    if (pattern, inside) in seen:
        return
    seen.add((pattern, inside))
    kind = _kind(pattern)
    for outer in inside:
        if outer in _PROHIBITED and kind in _PROHIBITED[outer][0]:
            raise place.error(f"<{kind}> may not stand in <{outer}>", _PROHIBITED[outer][1])
    if kind == "attribute" and "repeated group" in inside:
        raise place.error("an attribute may not stand in a group or interleave that is repeated", "7.1.2")
    if isinstance(pattern, Attribute):
        if simple(pattern.names) is None and "oneOrMore" not in inside:
            raise place.error("an attribute of any name must be repeatable: put it into <oneOrMore>", "7.3")
        _paths(pattern.value, ("attribute",), place, seen)
        return
    if isinstance(pattern, Data):
        if pattern.excepted is not None:
            _paths(pattern.excepted, ("except",), place, seen)
        return
    within = {
        "list": ("list",),
        "oneOrMore": ("oneOrMore",),
        "group": ("repeated group",) if "oneOrMore" in inside else (),
        "interleave": ("repeated group",) if "oneOrMore" in inside else (),
    }.get(kind, ())
    below = tuple(dict.fromkeys((*inside, *within)))
    for part in pattern.parts:
        _paths(part, below, place, seen)


_EMPTY, _COMPLEX, _DATA = 0, 1, 2


def _content_type(pattern: Pattern, place: _Place, known: dict[Pattern, int | None]) -> int | None:
    """Empty, complex or data (7.2); None where the parts of the pattern cannot stand together."""
    if pattern not in known:
        known[pattern] = _type_of(pattern, place, known)
    return known[pattern]


def _type_of(pattern: Pattern, place: _Place, known: dict[Pattern, int | None]) -> int | None:
    if isinstance(pattern, (Data, Value, List)):
        return _DATA
    if isinstance(pattern, Element) or pattern is TEXT:
        return _COMPLEX
    if isinstance(pattern, Attribute):
        return None if _content_type(pattern.value, place, known) is None else _EMPTY
    found = [_content_type(part, place, known) for part in pattern.parts]
    kinds = [kind for kind in found if kind is not None]
    if len(kinds) < len(found):
        return None
    if isinstance(pattern, (Group, Interleave)) and _DATA in kinds and sum(kind != _EMPTY for kind in kinds) > 1:
        return None
    if isinstance(pattern, OneOrMore) and kinds[0] == _DATA:
        return None
    return max(kinds, default=_EMPTY)


def _attributes(pattern: Pattern, place: _Place, known: dict[Pattern, tuple[NameClass, ...]]) -> tuple[NameClass, ...]:
    """The names of the attributes in a pattern; none may be there twice, infinite ones must repeat (7.3)."""
    if pattern in known:
        return known[pattern]
    found: tuple[NameClass, ...] = ()
    if isinstance(pattern, Attribute):
        found = (pattern.names,)
    elif not isinstance(pattern, (Element, List)):
        parts = [_attributes(part, place, known) for part in pattern.parts]
        if isinstance(pattern, (Group, Interleave)):
            _distinct(parts, place, "attribute", "7.3")
        found = tuple(dict.fromkeys(names for part in parts for names in part))
    known[pattern] = found
    return found


def _distinct(parts: Iterable[tuple[NameClass, ...]], place: _Place, what: str, section: str) -> None:
    """No name of one part is a name of another."""
    names: set[str] = set()
    infinite: list[NameClass] = []
    finite: list[NameClass] = []
    for part in parts:
        mine = [simple(each) for each in part]
        for each, known in zip(part, mine, strict=True):
            others = (*infinite, *finite) if known is None else infinite
            clash = sorted(known & names)[:1] if known else []
            if clash or any(overlap(each, other) for other in others):
                raise place.error(
                    f"the {what} {clash[0] if clash else ''} can be there twice".replace("  ", " "), section
                )
        for each, known in zip(part, mine, strict=True):
            if known is None:
                infinite.append(each)
            else:
                finite.append(each)
                names |= known


def _interleaved(pattern: Pattern, place: _Place, seen: set[Pattern]) -> None:
    """Parts of an interleave share no element name, and one at most has text (7.4)."""
    if pattern in seen:
        return
    seen.add(pattern)
    if isinstance(pattern, Interleave):
        _distinct([tuple(e.names for e in _elements(part)) for part in pattern.parts], place, "element", "7.4")
        if sum(_has_text(part) for part in pattern.parts) > 1:
            raise place.error("text stands in two parts of an interleave", "7.4")
    if not isinstance(pattern, (Element, Attribute)):
        for part in pattern.parts:
            _interleaved(part, place, seen)


def _has_text(pattern: Pattern) -> bool:
    if pattern is TEXT:
        return True
    return not isinstance(pattern, (Element, Attribute)) and any(map(_has_text, pattern.parts))
