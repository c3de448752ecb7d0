"""Patterns put together: choice, group, interleave, one or more (RELAX NG 4.20, 4.21), interned and n-ary.

Equal patterns are one object, and are compared and hashed by identity. Choices, groups and interleaves hold any number
of parts, so that no operation recurses along a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from encoder.relaxng.algebra.names import simple
from encoder.relaxng.algebra.patterns import EMPTY, NOT_ALLOWED, TEXT, Element, Pairs, Pattern
from encoder.relaxng.errors import LimitError

MAX_PATTERNS = 400_000
"""Interned at once; a schema and document that need more are built to explode."""


class _Operator(Pattern):
    """A pattern of parts; what an element opens in several is merged."""

    __slots__ = ()

    def _open(self, name: str) -> Pairs:
        return _merged(self._pairs(name))

    def _pairs(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
        raise NotImplementedError


class Choice(_Operator):
    """One of its parts."""

    __slots__ = ("_by_name", "_others")

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(any(part.nullable for part in parts), parts)
        self._by_name: dict[str, list[Pattern]] | None = None
        self._others: list[Pattern] = []

    def _pairs(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
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


class Group(_Operator):
    """Its parts in their order."""

    __slots__ = ()

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(all(part.nullable for part in parts), parts)

    def _pairs(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
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


class Interleave(_Operator):
    """Its parts in any order, mixed."""

    __slots__ = ()

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(all(part.nullable for part in parts), parts)

    def _with(self, at: int, part: Pattern) -> Pattern:
        return interleave((*self.parts[:at], part, *self.parts[at + 1 :]))

    def _pairs(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
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


class OneOrMore(_Operator):
    """Its part once or more often."""

    __slots__ = ()

    def __init__(self, part: Pattern) -> None:
        super().__init__(part.nullable, (part,))
        # (text | a | b)+ is how schemas say “words and elements, as many as you like”: TEI's macros all do
        of_words = part is TEXT or (isinstance(part, Choice) and TEXT in part.parts)
        self.mixed = of_words and not part.leaves()

    def _again(self) -> Pattern:
        return choice((self, EMPTY))

    def _pairs(self, name: str) -> Iterable[tuple[Pattern, Pattern]]:
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
    """One of the parts; `notAllowed` parts are dropped."""
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
