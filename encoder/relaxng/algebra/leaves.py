"""The patterns that a whole text matches or not: data, a value, a list of words (RELAX NG 6.2.8, 6.2.9)."""

from __future__ import annotations

from collections.abc import Iterable

from encoder.relaxng.algebra.datatypes import Datatype, words_of
from encoder.relaxng.algebra.patterns import EMPTY, NOT_ALLOWED, Context, Pattern


class _Leaf(Pattern):
    """Something a whole text matches or not; it remembers the last texts."""

    __slots__ = ("_known",)

    def __init__(self, parts: tuple[Pattern, ...] = ()) -> None:
        super().__init__(False, parts)
        self._known: dict[str, bool] = {}

    def _find_leaves(self) -> Iterable[Pattern]:
        yield self

    def _values(self, name: str) -> Iterable[Pattern]:  # noqa: ARG002
        return ()

    def _after_text(self, matched: tuple[Pattern, ...]) -> Pattern:
        return EMPTY if self in matched else NOT_ALLOWED

    def allows(self, text: str, context: Context) -> bool:
        known = self._known.get(text)
        if known is None:
            known = self._matches(text, context)
            if len(self._known) < 1024 and not self.contextual:
                self._known[text] = known
        return known

    def _matches(self, text: str, context: Context) -> bool:
        raise NotImplementedError


def _leaves_in(pattern: Pattern) -> Iterable[Pattern]:
    """All leaves of what stands in a list or an exception, not only those that may come first."""
    return (*pattern.leaves(), *(leaf for part in pattern.parts for leaf in _leaves_in(part)))


class Data(_Leaf):
    """A datatype, perhaps with an exception."""

    __slots__ = ("_contextual", "datatype", "excepted")

    def __init__(self, datatype: Datatype, excepted: Pattern | None) -> None:
        super().__init__((excepted,) if excepted else ())
        self.datatype = datatype
        self.excepted = excepted
        self._contextual = datatype.contextual or any(
            leaf.contextual for part in self.parts for leaf in _leaves_in(part)
        )

    @property
    def contextual(self) -> bool:
        """That of the datatype, or of a value that is excepted."""
        return self._contextual

    def _matches(self, text: str, context: Context) -> bool:
        if self.datatype.value(text, context) is None:
            return False
        return self.excepted is None or not self.excepted.allows(text, context)


class Value(_Leaf):
    """One value of a datatype."""

    __slots__ = ("_value", "datatype", "text")

    def __init__(self, datatype: Datatype, text: str, value: object) -> None:
        super().__init__()
        self.datatype = datatype
        self.text = text
        self._value = value

    @property
    def contextual(self) -> bool:
        """That of the datatype."""
        return self.datatype.contextual

    def _matches(self, text: str, context: Context) -> bool:
        value = self.datatype.value(text, context)
        return value is not None and value == self._value


class List(_Leaf):
    """A text of words, matched one after the other."""

    __slots__ = ("_contextual",)

    def __init__(self, inside: Pattern) -> None:
        super().__init__((inside,))
        self._contextual = any(leaf.contextual for leaf in _leaves_in(inside))

    @property
    def contextual(self) -> bool:
        """That of a word in it."""
        return self._contextual

    def _matches(self, text: str, context: Context) -> bool:
        pattern = self.parts[0]
        for word in words_of(text):
            pattern = pattern.after(word, context)
        return pattern.nullable
