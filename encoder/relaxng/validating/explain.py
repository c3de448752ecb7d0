"""The sentence for a fault: the cause first, then what could stand there, the required and the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from encoder.relaxng.algebra.leaves import Data, List, Value
from encoder.relaxng.algebra.names import simple, split
from encoder.relaxng.algebra.operators import Choice, Group, Interleave, OneOrMore
from encoder.relaxng.algebra.patterns import NOT_ALLOWED, TEXT, Attribute, Element, Pattern
from encoder.relaxng.validating.likeness import likest, meant

MOST = 5
"""How many names a message lists."""


# What could stand there ---------------------------------------------------------------------------------------------


def first_elements(pattern: Pattern) -> dict[str, bool]:
    """The names of the elements that may come next, and whether something must come: the required ones first."""
    found: dict[str, bool] = {}
    for required in (True, False):
        for element in _first(pattern, required=not pattern.nullable):
            for name in simple(element.names) or ("any element",):
                found.setdefault(name, required)
    return found


def _first(pattern: Pattern, *, required: bool) -> Iterator[Element]:
    if isinstance(pattern, Element):
        yield pattern
    elif isinstance(pattern, Group):
        for part in pattern.parts:
            yield from _first(part, required=required)
            if not part.nullable:
                return
    elif isinstance(pattern, (Choice, Interleave, OneOrMore)):
        # what must come stands before what may
        for part in sorted(pattern.parts, key=lambda part: part.nullable):
            yield from _first(part, required=required)


def _required(pattern: Pattern) -> list[str]:
    """The elements of which one must come next; none where the pattern may end."""
    if pattern.nullable:
        return []
    if isinstance(pattern, Group):
        for part in pattern.parts:
            if not part.nullable:
                return list(first_elements(part))
    if isinstance(pattern, Interleave):
        return [name for part in pattern.parts if not part.nullable for name in _required(part)]
    return list(first_elements(pattern))


def attributes(pattern: Pattern) -> list[Attribute]:
    """The attributes that a content may still have."""
    found: dict[Attribute, None] = {}
    stack = [pattern]
    seen = {pattern}
    while stack:
        current = stack.pop()
        if isinstance(current, Attribute):
            found[current] = None
        elif not isinstance(current, Element):
            for part in reversed(current.parts):
                if part not in seen:
                    seen.add(part)
                    stack.append(part)
    return list(found)


def _values(patterns: Iterable[Pattern]) -> list[str]:
    """The values or datatypes that a text could have, in words."""
    found: dict[str, None] = {}
    for pattern in patterns:
        if pattern is TEXT:
            found["any text"] = None
        for leaf in pattern.leaves():
            if isinstance(leaf, Value):
                found[f"“{leaf.text}”"] = None
            elif isinstance(leaf, Data):
                found[leaf.datatype.describe()] = None
            elif isinstance(leaf, List):
                inside = _values(leaf.parts)
                found[f"a list of {_or(inside)}" if inside else "a list"] = None
    return list(found)


_UNBROKEN = ("\u00a0", "\u202f", "\u2007")
"""Blanks that do not part words; they look like those that do."""


# Sentences ----------------------------------------------------------------------------------------------------------


def _tag(name: str) -> str:
    return f"<{split(name)[1]}>"


def _or(names: list[str], most: int = MOST) -> str:
    shown = names[:most]
    more = f" or {len(names) - most} others" if len(names) > most else ""
    if more or len(shown) < 2:
        return ", ".join(shown) + more
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


@lru_cache(maxsize=1024)
def _expected(state: Pattern, found: str) -> str:
    required = _required(state)
    allowed = [name for name in first_elements(state) if name not in required]
    parts = []
    if required:
        parts.append(f"required is {_or([_tag(name) for name in likest(required, found)])}")
    if allowed:
        parts.append(f"allowed {'too ' if required else ''}is {_or([_tag(name) for name in likest(allowed, found)])}")
    if not parts:
        return (
            "nothing more may come"
            if state.nullable
            else "only text may come"
            if state.leaves()
            else "no element may come"
        )
    return "; ".join(parts)


def element_not_allowed(
    name: str, parent: str | None, state: Pattern, known: bool, later: bool, early: bool = False
) -> str:
    """The sentence for an element that may not stand here."""
    where = f"in {_tag(parent)}" if parent is not None else "as the root"
    if later:
        missing = _or([_tag(n) for n in _required(state) or likest(first_elements(state), name)])
        return f"{_tag(name)} comes too early {where}: {missing} must come before it"
    if not known:
        near = meant(name, first_elements(state))
        suggestion = f"; did you mean {_tag(near)}?" if near else ""
        namespace = split(name)[0]
        foreign = (
            "" if any(split(n)[0] == namespace for n in first_elements(state)) else f" of the namespace “{namespace}”"
        )
        if same := next((n for n in first_elements(state) if split(n)[1] == split(name)[1]), None):
            own = f"in the namespace “{namespace}”" if namespace else 'in no namespace (xmlns="")'
            return f"{_tag(name)} is {own}; {where} it must be in “{split(same)[0]}”"
        return f"the schema has no element {_tag(name)}{foreign}{suggestion or f'; {where} {_expected(state, name)}'}"
    here = "only further up" if early else ""
    return f"{_tag(name)} is not allowed here {where}{here and f', {here}'}; {_expected(state, name)}"


def attribute_not_allowed(element: str, name: str, content: Pattern) -> str:
    """The sentence for an attribute that the element does not have."""
    allowed = [n for attribute in attributes(content) for n in simple(attribute.names) or ()]
    names = [_attribute(n) for n in likest(allowed, name)]
    if name in allowed:
        return f"@{_attribute(name)} does not go with the other attributes of {_tag(element)}"
    if near := meant(name, allowed):
        return f"{_tag(element)} has no attribute @{_attribute(name)}; did you mean @{_attribute(near)}?"
    can = f"; it can have @{_or(names)}" if names else "; it has no more attributes"
    return f"{_tag(element)} has no attribute @{_attribute(name)}{can}"


def _attribute(name: str) -> str:
    namespace, local = split(name)
    return f"xml:{local}" if namespace.endswith("/XML/1998/namespace") else local


def attribute_value(name: str, value: str, values: tuple[Pattern, ...]) -> str:
    """The sentence for a wrong value."""
    shown = value if len(value) <= 40 else f"{value[:39]}…"
    allowed = _values(values)
    near = meant(value, (text.strip("“”") for text in allowed if text.startswith("“")))
    order = sorted(allowed, key=lambda text: text != f"“{near}”")
    blanks = " (with a no-break space)" if any(blank in value for blank in _UNBROKEN) else ""
    return f"@{_attribute(name)} cannot be “{shown}”{blanks}; it is {_or(order) if order else 'empty'}"


def missing_attributes(name: str, content: Pattern) -> str:
    """The sentence for attributes that must be there and are not."""
    missing = _missing(content)
    alternatives = " or ".join(" and ".join(f"@{_attribute(n)}" for n in names) for names in missing[:3])
    return f"{_tag(name)} needs the attribute {alternatives}"


def _missing(pattern: Pattern) -> list[tuple[str, ...]]:
    """The sets of attributes that would do, the smallest first; one empty set where none is missing."""
    if pattern.close() is not NOT_ALLOWED:
        return [()]
    if isinstance(pattern, Attribute):
        return [(next(iter(simple(pattern.names) or ("…",))),)]
    if isinstance(pattern, Choice):
        found = {names for part in pattern.parts for names in _missing(part)}
        return sorted(found, key=lambda names: (len(names), names))[:4]
    sets: list[tuple[str, ...]] = [()]
    for part in pattern.parts:
        sets = [(*names, *(n for n in more if n not in names)) for names in sets for more in _missing(part)][:16]
    return sorted(sets, key=len)[:4]


def unfinished(element: str, states: tuple[Pattern, ...]) -> str:
    """The sentence for an element that ends before it has what it must have."""
    needed = list(dict.fromkeys(name for state in states for name in _required(state)))
    if needed:
        return f"{_tag(element)} is not complete: it needs {_or([_tag(name) for name in needed])}"
    return f"{_tag(element)} is not complete"


def text_not_allowed(element: str, text: str, state: Pattern) -> str:
    """The sentence for words where none may stand."""
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    return f"text is not allowed here in {_tag(element)}: “{shown}”; {_expected(state, '')}"


def content(element: str, text: str, blank: bool, states: tuple[Pattern, ...]) -> str:
    """The sentence for an element whose only content is a text that will not do."""
    if blank and not any(state.leaves() for state in states):
        return unfinished(element, states)
    allowed = _values(states)
    if not allowed:
        return text_not_allowed(element, text, states[0])
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    return f"{_tag(element)} cannot hold “{shown}”; it is {_or(allowed)}"
