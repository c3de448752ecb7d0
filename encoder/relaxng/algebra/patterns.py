"""Patterns and their derivatives (Clark, “An algorithm for RELAX NG validation”), memoised: elements and attributes.

A pattern is what may still come. Every operation answers with another pattern and remembers its answer, so that a
document walks over a graph that is built as it goes: the schema is never compiled as a whole. `operators.py` puts
patterns together, `leaves.py` has those that a whole text matches.

`opens` differs from Clark's startTagOpenDeriv: instead of an “after” pattern it gives pairs of the content of the
element that begins and what may follow it. So the memory of a pattern never depends on where in a document it is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from encoder.relaxng.algebra.names import NameClass

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
            found = self.opened[name] = tuple(self._open(name))
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
