"""Documents against schemas: one pass, an explicit stack, no recursion.

Events come from a tree (`tree.py`) or a stream (`stream.py`).
The state inside an element is one pattern, or several where the schema is ambiguous about which of its elements this
one is. When an element begins, `Pattern.opens` gives the contents it may have and what may follow it; when it ends, the
contents that may end there decide what follows. After a fault the validator goes on as if the fault were mended, so
that the rest of the document is checked, and one fault gives one message.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from encoder.relaxng.algebra.operators import choice
from encoder.relaxng.algebra.patterns import EMPTY, NOT_ALLOWED, TEXT, Context, Pattern
from encoder.relaxng.errors import Error
from encoder.relaxng.validating import explain, recovery

BLANK = " \t\r\n"
_STEPS = 512
"""How many values of attributes a pattern remembers."""


Report = Callable[[Error], None]
ContextAt = Callable[[Any], Context]
States = tuple[Pattern, ...]
Routes = tuple[tuple[tuple[int, Pattern], ...], ...]


class Definitions(Protocol):
    """What a validator asks of a schema."""

    start: Pattern

    def element_contents(self, name: str) -> list[Pattern]:
        """The contents of all elements of that name in the schema, used to continue after an error."""

    def anything(self) -> Pattern:
        """Any elements of the schema, and text: the content of an element that the schema does not have."""


class Validator:
    """A document on its way through a schema: call `begin`, `text` and `end` as its parts are met."""

    def __init__(self, schema: Definitions, report: Report) -> None:
        self._schema = schema
        self._report = report
        self._states: States = (schema.start,)
        # for each open element: name, place, the context of places, the states before it, and its routes or, where
        # there is but one state and one content, what follows it
        self._open: list[tuple[str, Any, ContextAt, States, Routes | None, Pattern]] = []
        self._leaf = True

    # An element begins ---------------------------------------------------------------------------------------------

    def begin(self, name: str, attributes: Sequence[tuple[str, str]], place: Any, context: ContextAt) -> bool:
        """Enter an element; True where its content is unknown, so that the caller passes over all of it.

        ``context`` is a function that gives the `Context` for the place: it is seldom asked.
        """
        states = self._states
        if len(states) == 1:
            state = states[0]
            pairs = state.opened.get(name) or state.opens(name)
            if len(pairs) == 1:
                content, rest = pairs[0]
                self._open.append((name, place, context, states, None, rest))
                for pair in attributes:
                    content = content.steps.get(pair) or self._attribute(content, *pair)
                closed = content.closed
                if closed is None or closed is NOT_ALLOWED:
                    closed = self._closed(content)
                self._states = (closed,)
                self._leaf = True
                return False
        contents, routes = _routes(states, name)
        if not contents:
            return self._unexpected(name, attributes, place, context)
        self._open.append((name, place, context, states, routes, EMPTY))
        self._states = self._all_attributes(contents, attributes)
        self._leaf = True
        return False

    def leaf(
        self, name: str, attributes: Sequence[tuple[str, str]], place: Any, context: ContextAt, text: str | None
    ) -> None:
        """An element without children, whole: what `begin` and `end` do, at once where nothing is remarkable."""
        states = self._states
        if len(states) == 1:
            state = states[0]
            pairs = state.opened.get(name) or state.opens(name)
            if len(pairs) == 1:
                content: Pattern | None
                content, rest = pairs[0]
                for pair in attributes:
                    content = content.steps.get(pair)
                    if content is None:
                        break
                if content and (closed := content.closed) and closed.nullable and (closed.mixed or not text):
                    self._states = (rest,)
                    self._leaf = False
                    return
        if not self.begin(name, attributes, place, context):
            self.end(text)

    def standing(self, name: str, place: Any) -> None:
        """An element that stands elsewhere and is judged there, such as one that is included: only its place counts."""
        contents, routes = _routes(self._states, name)
        if contents:
            self._states = _after([True] * len(contents), self._states, routes)
        else:
            parent = self._open[-1][0] if self._open else None
            known = bool(self._schema.element_contents(name))
            later = any(recovery.opens_later(state, name) for state in self._states)
            self._report(Error(explain.element_not_allowed(name, parent, choice(self._states), known, later), place))
        self._leaf = False

    def _here(self) -> Context:
        """The namespaces at the innermost element."""
        _, place, context, *_ = self._open[-1]
        return context(place)

    def _attributes(self, content: Pattern, attributes: Sequence[tuple[str, str]]) -> Pattern:
        """The content after the attributes of the innermost element, faults reported and mended."""
        for pair in attributes:
            content = content.steps.get(pair) or self._attribute(content, *pair)
        return self._closed(content)

    def _closed(self, content: Pattern) -> Pattern:
        """The content when no more attributes come; those that are missing are reported and taken as there."""
        closed = content.close()
        if closed is NOT_ALLOWED:
            name, place, *_ = self._open[-1]
            self._report(Error(explain.missing_attributes(name, content), place))
            return recovery.closed(content)
        return closed

    def _attribute(self, content: Pattern, name: str, value: str) -> Pattern:
        """The content after an attribute; the same content where the attribute is a fault and is passed over."""
        element, place, *_ = self._open[-1]
        values = content.attribute_values(name)
        if not values:
            self._report(Error(explain.attribute_not_allowed(element, name, content), place, name, is_unknown=True))
            return content
        context = self._here()
        matched = tuple(v for v in values if v is TEXT or v.allows(value, context))
        after = content.after_attribute(name, matched) if matched else NOT_ALLOWED
        if after is NOT_ALLOWED:
            self._report(Error(explain.attribute_value(name, value, values), place, name, in_value=True))
            after = content.after_attribute(name, values)
            return content if after is NOT_ALLOWED else after
        if len(content.steps) < _STEPS and not any(leaf.contextual for v in values for leaf in v.leaves()):
            content.steps[name, value] = after
        return after

    def _all_attributes(self, contents: States, attributes: Sequence[tuple[str, str]]) -> States:
        """The same for several contents: those that fit go on; where none fits, the first tells what is wrong."""
        context = self._here()
        after = []
        for content in contents:
            for name, value in attributes:
                values = content.attribute_values(name)
                content = content.after_attribute(name, tuple(v for v in values if v.allows(value, context)))  # noqa: PLW2901
            after.append(content.close())
        if any(content is not NOT_ALLOWED for content in after):
            return tuple(after)
        return (self._attributes(contents[0], attributes), *after[1:])

    # Text and ends -------------------------------------------------------------------------------------------------

    def text(self, text: str) -> None:
        """Words beside elements; white space alone need not be told."""
        states = self._states
        if len(states) == 1 and states[0].mixed:
            return
        context = self._here()
        after = tuple(state.after(text, context) for state in states)
        if all(state is NOT_ALLOWED for state in after):
            name, place, *_ = self._open[-1]
            self._report(Error(explain.text_not_allowed(name, text, states[0]), place, text=text))
            return
        self._states = after

    def end(self, text: str | None) -> None:
        """Leave the innermost element; ``text`` is what stands after its last child, or in it if it has none."""
        states = self._states
        state = states[0]
        if state.nullable and (state.mixed or not text or not text.strip(BLANK)) and len(states) == 1:
            ends = _ONE
        else:
            ends = self._ends(states, text or "")
        *_, before, routes, rest = self._open.pop()
        self._leaf = False
        self._states = (rest,) if routes is None else _after(ends, before, routes)

    def _ends(self, states: States, text: str) -> list[bool]:
        """Whether each content may end, after a text that is yet to be judged."""
        blank = not text.strip(BLANK)
        if self._leaf:
            ends = self._leaf_ends(text, blank, states)
        else:
            if not blank:
                self.text(text)
                states = self._states
            ends = [state.nullable for state in states]
            if not any(ends):
                name, place, *_ = self._open[-1]
                self._report(Error(explain.unfinished(name, states), place, at_end=True))
                ends = [True] * len(states)
        return ends

    def _leaf_ends(self, text: str, blank: bool, states: States) -> list[bool]:
        """Whether each content may end, in an element that holds a text and no element."""
        context = self._here()
        ends = [(blank and state.nullable) or state.after(text, context).nullable for state in states]
        if not any(ends):
            name, place, *_ = self._open[-1]
            at_end = blank and not states[0].leaves()
            self._report(
                Error(explain.content(name, text, blank, states), place, text=None if blank else text, at_end=at_end)
            )
            return [True] * len(states)
        return ends

    # Recovery ------------------------------------------------------------------------------------------------------

    def _unexpected(self, name: str, attributes: Sequence[tuple[str, str]], place: Any, context: ContextAt) -> bool:
        """An element that may not stand here: report it, and find the content to check it by."""
        states = self._states
        parent = self._open[-1][0] if self._open else None
        later = [recovery.opens_later(state, name) for state in states]
        known = self._schema.element_contents(name)
        early = not any(later) and parent is not None and self._stands_first(name, parent)
        message = explain.element_not_allowed(name, parent, choice(states), bool(known), any(later), early)
        self._report(Error(message, place, is_unknown=not known))
        routes: Routes
        if any(later):
            at = next(at for at, pairs in enumerate(later) if pairs)
            content, rest = later[at][0]
            routes = (((at, rest),),)
        elif known:
            content, routes = known[0], (tuple(enumerate(states)),)
        else:  # its attributes are not judged, what is in it is
            self._open.append((name, place, context, states, (tuple(enumerate(states)),), EMPTY))
            self._states = (self._schema.anything(),)
            self._leaf = True
            return False
        self._open.append((name, place, context, states, routes, EMPTY))
        self._states = (self._attributes(content, attributes),)
        self._leaf = True
        return False

    def _stands_first(self, name: str, parent: str) -> bool:
        """Whether an element may stand at the beginning of its parent, where others stand now."""
        contents = (recovery.closed(content) for content in self._schema.element_contents(parent))
        return any(content.opens(name) for content in contents)


_ONE = [True]


def _routes(states: States, name: str) -> tuple[States, Routes]:
    """The contents of an element, and for each the states it comes from with what follows there."""
    found: dict[Pattern, list[tuple[int, Pattern]]] = {}
    for at, state in enumerate(states):
        for content, rest in state.opens(name):
            found.setdefault(content, []).append((at, rest))
    return tuple(found), tuple(map(tuple, found.values()))


def _after(ends: list[bool], before: States, routes: Routes) -> States:
    """The states after an element, given which of its contents may end."""
    follows: list[list[Pattern]] = [[] for _ in before]
    for may_end, route in zip(ends, routes, strict=True):
        if may_end:
            for at, rest in route:
                follows[at].append(rest)
    return tuple(choice(rests) for rests in follows)
