"""Where in a document's tree a finding stands: `TEI/text/body/div/sp/@who=#kim`.

Lines, columns and the number of siblings change with each edit elsewhere; the names of the ancestors do not. So a
finding is known again by this path, in a baseline and in the reports of forges.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property

from lxml import etree

from encoder.values.edition import Edition, OpenedEdition
from encoder.values.namespaces import XML
from encoder.values.source import Span

_LONGEST = 200
"""Maximum length of a value in a path: a whole paragraph in @n would make the path unreadable."""


def paths(edition: Edition) -> Callable[[Span | None], str]:
    """A function from spans of an edition's file to paths; empty for an edition that was made from a record."""
    return Tree(edition).path if isinstance(edition, OpenedEdition) else lambda _: ""


class Tree:
    """Which element of an opened edition a place stands in. The tags are found at the first question."""

    def __init__(self, edition: OpenedEdition) -> None:
        self._edition = edition

    @cached_property
    def _tags(self) -> tuple[list[int], list[etree._Element]]:
        placed = sorted(
            ((span.start, element) for element, span in self._edition.spans.items()), key=lambda tag: tag[0]
        )
        return [start for start, _ in placed], [element for _, element in placed]

    def element(self, span: Span | None) -> etree._Element | None:
        """The innermost element whose tags or text a span begins in; None before the root, or without a span."""
        if span is None:
            return None
        starts, elements = self._tags
        at = bisect_right(starts, span.start) - 1
        element = elements[at] if at >= 0 else None
        while element is not None and self._is_closed(element, span.start):
            element = element.getparent()
        return element

    def path(self, span: Span | None) -> str:
        """The names from the root to the element that a span stands in, and the attribute with its value."""
        element = self.element(span)
        if span is None or element is None:
            return ""
        names = [etree.QName(each).localname for each in (*reversed([*element.iterancestors()]), element)]
        return "/".join((*names, *self._attribute(element, span)))

    def _is_closed(self, element: etree._Element, place: int) -> bool:
        """Whether an element ends before a place; one with a single tag ends where the next begins."""
        start, end = self._edition.spans.get(element), self._edition.ends.get(element)
        if start is None or end is None:
            return False
        if end != start:
            return place >= end.end
        return place > self._edition.source.text.find(">", start.end)

    def _attribute(self, element: etree._Element, span: Span) -> tuple[str, ...]:
        for name, value in element.items():
            named, valued = self._edition.attribute_span(element, name), self._edition.value_span(element, name)
            if (
                named
                and valued
                and named.start <= span.start <= valued.end
                and named != self._edition.spans.get(element)
            ):
                local = name.replace(f"{{{XML}}}", "xml:").rpartition("}")[2]
                return (f"@{local}={' '.join(value.split())[:_LONGEST]}",)
        return ()
