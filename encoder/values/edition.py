"""An edition: a TEI tree that knows where its elements and its text came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from encoder.values.diagnostics import Diagnostic
from encoder.values.errors import EncoderError
from encoder.values.excerpt import Excerpt
from encoder.values.namespaces import XML
from encoder.values.source import Position, Source, Span
from encoder.values.traces import Spans, Traces

_ATTRIBUTE = re.compile(r"""\s+(?P<name>[^\s=<>/]+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""")


@dataclass(frozen=True, eq=False)
class Edition:
    """A TEI document. Made from a record, its places are the record's; opened from a file, they are the file's.

    ``spans`` are those of the elements in ``source.text``. ``traces`` and ``omissions`` are there only for an edition
    that was made from a record: together they account for every character of it (`validation/loss.py`).
    """

    tree: etree._ElementTree
    source: Source
    spans: Mapping[etree._Element, Span] = field(default_factory=Spans)
    traces: Traces = field(default_factory=Traces)
    omissions: tuple[Excerpt, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    """What encoding had to decide; empty for an edition opened from a file."""
    from_record: bool = False

    @property
    def root(self) -> etree._Element:
        """The `TEI` element."""
        return self.tree.getroot()

    @property
    def id(self) -> str:
        """The edition's `xml:id`, or the empty string."""
        return self.root.get("{http://www.w3.org/XML/1998/namespace}id", "")

    def span(self, element: etree._Element | None) -> Span | None:
        """Where an element stands in the source: its own span, or that of the nearest ancestor that has one."""
        while element is not None and element not in self.spans:
            element = element.getparent()
        return None if element is None else self.spans[element]

    def end_span(self, element: etree._Element) -> Span | None:
        """Where an element's end tag stands, in an edition opened from a file."""
        ends = getattr(self.spans, "ends", None)
        return ends().get(element) if ends else None

    def attribute_span(self, element: etree._Element, name: str) -> Span | None:
        """Where the name of an element's attribute stands, in an edition opened from a file; else the element's span.

        ``name`` is as lxml has it: with its namespace in braces, if it has one.
        """
        found = self._attribute(element, name)
        return Span(*found.span("name")) if found else self.span(element)

    def value_span(self, element: etree._Element, name: str) -> Span | None:
        """Where the value of an element's attribute stands between its quotes, in an edition opened from a file."""
        found = self._attribute(element, name)
        return Span(found.start("value") + 1, found.end("value") - 1) if found else None

    def _attribute(self, element: etree._Element, name: str) -> re.Match[str] | None:
        """An attribute in the text of its start tag."""
        if self.from_record or element not in self.spans:
            return None
        namespace, _, local = name.removeprefix("{").rpartition("}")
        prefixes = ["xml"] if namespace == XML else [p for p, uri in element.nsmap.items() if p and uri == namespace]
        wanted = {f"{prefix}:{local}" for prefix in prefixes} if namespace else {local}
        at = self.spans[element].end
        while found := _ATTRIBUTE.match(self.source.text, at):
            if found["name"] in wanted:
                return found
            at = found.end()
        return None

    def locate(self, element: etree._Element) -> Position | None:
        """Line and column of an element in the source."""
        span = self.span(element)
        return self.source.position(span.start) if span else None


def check_day(text: str) -> str:
    """A day as `revisionDesc` states it, such as `2026-11-23`; `EncoderError` where the calendar has none."""
    from datetime import date

    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise EncoderError(f"“{text}” is no day; write it as 2026-11-23")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise EncoderError(f"the calendar has no day {text}") from None
