"""Patterns and their derivatives (Clark, “An algorithm for RELAX NG validation”), interned, n-ary, and memoised.

A pattern is what may still come. Every operation answers with another pattern and remembers its answer, so that a
document walks over a graph that is built as it goes: the schema is never compiled as a whole. Patterns are interned:
equal ones are one object, and are compared and hashed by identity. Choices, groups and interleaves hold any number of
parts, so that no operation recurses along a list.

`opens` differs from Clark's startTagOpenDeriv: instead of an “after” pattern it gives pairs of the content of the
element that begins and what may follow it. So the memory of a pattern never depends on where in a document it is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from encoder.relaxng.errors import LimitError
from encoder.relaxng.names import NameClass, simple

MAX_PATTERNS = 400_000
"""Interned at once; a schema and document that need more are built to explode."""

Pairs = tuple[tuple["Pattern", "Pattern"], ...]


class Pattern:
    """What may come; ``nullable``: nothing need come."""

    __slots__ = ("_atts", "_leaves", "_texts", "closed", "mixed", "nullable", "opened", "parts", "steps", "values")

    nullable: bool
    parts: tuple[Pattern, ...]

    def __init__(self, nullable: bool, parts: tuple[Pattern, ...] = ()) -> None:
        self.nullable = nullable
        self.parts = parts
        self.opened: dict[str, Pairs] = {}
        """What `opens` has answered."""
        self._atts: dict[Any, Pattern] = {}
        self.steps: dict[tuple[str, str], Pattern] = {}
        """What comes after an attribute of this name and value; kept by the validator, for values that do not depend on
        where they stand."""
        self.values: dict[str, tuple[Pattern, ...]] = {}
        self._texts: dict[Any, Pattern] = {}
        self._leaves: tuple[Pattern, ...] | None = None
        self.closed: Pattern | None = None
        """What `close` has answered."""
        self.mixed = False
        """Whether any text may come and changes nothing: what there is in mixed content."""

    # An element begins ------------------------------------------------------------------------------------------

    def opens(self, name: str) -> Pairs:
        """The contents an element of this name may have here, each with what may follow the element."""
        found = self.opened.get(name)
        if found is None:
            found = self.opened[name] = _merged(self._open(name))
        return found

    def _open(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:  # noqa: ARG002
        return ()

    # Its attributes ---------------------------------------------------------------------------------------------

    def attribute_values(self, name: str) -> tuple[Pattern, ...]:
        """The patterns that a value of the attribute may have to match here; none: the attribute is not allowed."""
        found = self.values.get(name)
        if found is None:
            found = self.values[name] = tuple(dict.fromkeys(self._values(name)))
        return found

    def _values(self, name: str) -> Iterable[Pattern]:
        for part in self.parts:
            yield from part.attribute_values(name)

    def after_attribute(self, name: str, matched: tuple[Pattern, ...]) -> Pattern:
        """What may come after the attribute, when its value matches these of the `attribute_values`."""
        key = (name, matched)
        found = self._atts.get(key)
        if found is None:
            found = self._atts[key] = self._after_attribute(name, matched)
        return found

    def _after_attribute(self, name: str, matched: tuple[Pattern, ...]) -> Pattern:  # noqa: ARG002
        return NOT_ALLOWED

    def close(self) -> Pattern:
        """What may come when no more attributes do: a required one that is still missing allows nothing."""
        if self.closed is None:
            self.closed = self._closed()
        return self.closed

    def _closed(self) -> Pattern:
        return self

    # Text -------------------------------------------------------------------------------------------------------

    def leaves(self) -> tuple[Pattern, ...]:
        """The data, values and lists that a text may have to match here."""
        if self._leaves is None:
            self._leaves = tuple(dict.fromkeys(self._find_leaves()))
        return self._leaves

    def _find_leaves(self) -> Iterable[Pattern]:
        return ()

    def after_text(self, matched: tuple[Pattern, ...]) -> Pattern:
        """What may come after a text that matches these of the `leaves`."""
        found = self._texts.get(matched)
        if found is None:
            found = self._texts[matched] = self._after_text(matched)
            self.mixed = found is self and not self.leaves()
        return found

    def _after_text(self, matched: tuple[Pattern, ...]) -> Pattern:  # noqa: ARG002
        return NOT_ALLOWED

    def after(self, text: str, context: Context) -> Pattern:
        """What may come after a text."""
        leaves = self.leaves()
        if not leaves:
            return self.after_text(())
        return self.after_text(tuple(leaf for leaf in leaves if leaf.allows(text, context)))

    @property
    def contextual(self) -> bool:
        """Whether the answer to a text depends on where it stands: on the prefixes that are bound there."""
        return False

    def allows(self, text: str, context: Context) -> bool:
        """Whether a text is all that this pattern asks for: the value of an attribute, the content of an element."""
        return self.after(text, context).nullable or (self.nullable and not text.strip(" \t\r\n"))


Context = Callable[[str], "str | None"]
"""The namespace that a prefix is bound to where the text stands; for the datatype QName."""


class _Constant(Pattern):
    __slots__ = ("_title",)

    def __init__(self, title: str, nullable: bool) -> None:
        super().__init__(nullable)
        self._title = title

    def __repr__(self) -> str:
        return self._title


class _Text(_Constant):
    __slots__ = ()

    def _after_text(self, matched: tuple[Pattern, ...]) -> Pattern:  # noqa: ARG002
        return self


EMPTY = _Constant("empty", True)
NOT_ALLOWED = _Constant("notAllowed", False)
TEXT = _Text("text", True)


class Element(Pattern):
    """An element; its content is made from the schema when the first such element begins."""

    __slots__ = ("_content", "_make", "line", "names", "source")

    def __init__(self, names: NameClass, make: Callable[[], Pattern], source: str, line: int) -> None:
        super().__init__(False)
        self.names = names
        self.source = source
        self.line = line
        self._make = make
        self._content: Pattern | None = None

    @property
    def content(self) -> Pattern:
        """Attributes and children."""
        if self._content is None:
            self._content = self._make()
        return self._content

    def _open(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
        if self.names.contains(name):
            content = self.content
            if content is not NOT_ALLOWED:
                yield content, EMPTY


class Attribute(Pattern):
    """An attribute and its value."""

    __slots__ = ("line", "names", "source", "value")

    def __init__(self, names: NameClass, value: Pattern, source: str, line: int) -> None:
        super().__init__(False)
        self.names = names
        self.value = value
        self.source = source
        self.line = line

    def _values(self, name: str) -> Iterable[Pattern]:
        if self.names.contains(name):
            yield self.value

    def _after_attribute(self, name: str, matched: tuple[Pattern, ...]) -> Pattern:
        return EMPTY if self.value in matched and self.names.contains(name) else NOT_ALLOWED

    def _closed(self) -> Pattern:
        return NOT_ALLOWED


class Choice(Pattern):
    """One of its parts."""

    __slots__ = ("_by_name", "_others")

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(any(part.nullable for part in parts), parts)
        self._by_name: dict[str, list[Pattern]] | None = None
        self._others: list[Pattern] = []

    def _open(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
        if self._by_name is None:
            self._index()
        assert self._by_name is not None
        for part in self._by_name.get(name, ()):
            yield from part._open(name)
        for part in self._others:
            yield from part.opens(name)

    def _index(self) -> None:
        """The elements of a long choice by their names: a class of TEI has hundreds of members."""
        self._by_name = {}
        for part in self.parts:
            names = simple(part.names) if isinstance(part, Element) else None
            if names is None:
                self._others.append(part)
            for name in names or ():
                self._by_name.setdefault(name, []).append(part)

    def _after_attribute(self, name: str, matched: tuple[Pattern, ...]) -> Pattern:
        return choice(part.after_attribute(name, matched) for part in self.parts if part.attribute_values(name))

    def _closed(self) -> Pattern:
        return choice(part.close() for part in self.parts)

    def _find_leaves(self) -> Iterable[Pattern]:
        for part in self.parts:
            yield from part.leaves()

    def _after_text(self, matched: tuple[Pattern, ...]) -> Pattern:
        return choice(_after_text(part, matched) for part in self.parts)


class Group(Pattern):
    """Its parts in their order."""

    __slots__ = ()

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(all(part.nullable for part in parts), parts)

    def _open(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
        for at, part in enumerate(self.parts):
            for content, rest in part.opens(name):
                yield content, group((rest, *self.parts[at + 1 :]))
            if not part.nullable:
                return

    def _after_attribute(self, name: str, matched: tuple[Pattern, ...]) -> Pattern:
        return choice(
            group((*self.parts[:at], part.after_attribute(name, matched), *self.parts[at + 1 :]))
            for at, part in enumerate(self.parts)
            if part.attribute_values(name)
        )

    def _closed(self) -> Pattern:
        return group(part.close() for part in self.parts)

    def _find_leaves(self) -> Iterable[Pattern]:
        for part in self.parts:
            yield from part.leaves()
            if not part.nullable:
                return

    def _after_text(self, matched: tuple[Pattern, ...]) -> Pattern:
        found = []
        for at, part in enumerate(self.parts):
            found.append(group((_after_text(part, matched), *self.parts[at + 1 :])))
            if not part.nullable:
                break
        return choice(found)


class Interleave(Pattern):
    """Its parts in any order, mixed."""

    __slots__ = ()

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(all(part.nullable for part in parts), parts)

    def _with(self, at: int, part: Pattern) -> Pattern:
        return interleave((*self.parts[:at], part, *self.parts[at + 1 :]))

    def _open(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
        for at, part in enumerate(self.parts):
            for content, rest in part.opens(name):
                yield content, self._with(at, rest)

    def _after_attribute(self, name: str, matched: tuple[Pattern, ...]) -> Pattern:
        return choice(
            self._with(at, part.after_attribute(name, matched))
            for at, part in enumerate(self.parts)
            if part.attribute_values(name)
        )

    def _closed(self) -> Pattern:
        return interleave(part.close() for part in self.parts)

    def _find_leaves(self) -> Iterable[Pattern]:
        for part in self.parts:
            yield from part.leaves()

    def _after_text(self, matched: tuple[Pattern, ...]) -> Pattern:
        return choice(self._with(at, _after_text(part, matched)) for at, part in enumerate(self.parts))


class OneOrMore(Pattern):
    """Its part once or more often."""

    __slots__ = ()

    def __init__(self, part: Pattern) -> None:
        super().__init__(part.nullable, (part,))
        # (text | a | b)+ is how schemas say “words and elements, as many as you like”: TEI's macros all do
        self.mixed = (part is TEXT or TEXT in part.parts) and isinstance(part, (_Text, Choice)) and not part.leaves()

    def _again(self) -> Pattern:
        return choice((self, EMPTY))

    def _open(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
        for content, rest in self.parts[0].opens(name):
            yield content, group((rest, self._again()))

    def _after_attribute(self, name: str, matched: tuple[Pattern, ...]) -> Pattern:
        return group((self.parts[0].after_attribute(name, matched), self._again()))

    def _closed(self) -> Pattern:
        return one_or_more(self.parts[0].close())

    def _find_leaves(self) -> Iterable[Pattern]:
        return self.parts[0].leaves()

    def _after_text(self, matched: tuple[Pattern, ...]) -> Pattern:
        return self if self.mixed else group((_after_text(self.parts[0], matched), self._again()))


# Making patterns: the simplifications of RELAX NG 4.20 and 4.21, and interning -------------------------------------

_interned: dict[Any, Pattern] = {}


def _intern(kind: type[Pattern], key: Any, *arguments: Any) -> Pattern:
    found = _interned.get((kind, key))
    if found is None:
        if len(_interned) > MAX_PATTERNS:
            raise LimitError(f"schema and document together need more than {MAX_PATTERNS:,} patterns; given up")
        found = _interned[kind, key] = kind(*arguments)
    return found


def forget() -> None:
    """Let go of all interned patterns; schemas that are still in use stay right, and share less."""
    _interned.clear()


def choice(parts: Iterable[Pattern]) -> Pattern:
    """One of the parts; those that are not allowed are none."""
    found: dict[Pattern, None] = {}
    for part in parts:
        if part is NOT_ALLOWED:
            continue
        if isinstance(part, Choice):
            found.update(dict.fromkeys(part.parts))
        else:
            found[part] = None
    if EMPTY in found and any(part.nullable for part in found if part is not EMPTY):
        del found[EMPTY]
    if len(found) < 2:
        return next(iter(found), NOT_ALLOWED)
    return _intern(Choice, frozenset(found), tuple(found))


def group(parts: Iterable[Pattern]) -> Pattern:
    """The parts in order."""
    found = _flat(parts, Group)
    if found is None:
        return NOT_ALLOWED
    if len(found) < 2:
        return found[0] if found else EMPTY
    return _intern(Group, found, found)


def interleave(parts: Iterable[Pattern]) -> Pattern:
    """The parts in any order."""
    found = _flat(parts, Interleave)
    if found is None:
        return NOT_ALLOWED
    if len(found) < 2:
        return found[0] if found else EMPTY
    return _intern(Interleave, tuple(sorted(found, key=id)), found)


def _flat(parts: Iterable[Pattern], kind: type[Pattern]) -> tuple[Pattern, ...] | None:
    found: list[Pattern] = []
    for part in parts:
        if part is NOT_ALLOWED:
            return None
        if isinstance(part, kind):
            found += part.parts
        elif part is not EMPTY:
            found.append(part)
    return tuple(found)


def one_or_more(part: Pattern) -> Pattern:
    """The part once or more often."""
    if part is NOT_ALLOWED or part is EMPTY or part is TEXT or isinstance(part, OneOrMore):
        return part
    return _intern(OneOrMore, part, part)


def _after_text(part: Pattern, matched: tuple[Pattern, ...]) -> Pattern:
    """The derivative of a part, asked only for the leaves it has: so parts are remembered under few keys."""
    leaves = part.leaves()
    if not leaves:
        return part.after_text(())
    return part.after_text(tuple(leaf for leaf in leaves if leaf in matched))


def _merged(pairs: Iterable[tuple[Pattern, Pattern]]) -> Pairs:
    """Pairs of the same content as one, with a choice of what follows."""
    by_content: dict[Pattern, list[Pattern]] = {}
    for content, rest in pairs:
        if rest is not NOT_ALLOWED:
            by_content.setdefault(content, []).append(rest)
    return tuple((content, choice(rests)) for content, rests in by_content.items())
