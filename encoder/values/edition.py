"""An edition: a TEI tree that knows where its elements and its text came from."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
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
class Edition(ABC):
    """A TEI document and the text it came from. A span counts the code points of ``source.text``."""

    tree: etree._ElementTree
    source: Source
    spans: Mapping[etree._Element, Span] = field(default_factory=Spans)
    """Where the elements stand."""

    @property
    def root(self) -> etree._Element:
        """The `TEI` element."""
        return self.tree.getroot()

    @property
    def id(self) -> str:
        """The edition's `xml:id`, or the empty string."""
        return self.root.get("{http://www.w3.org/XML/1998/namespace}id", "")

    def span(self, element: etree._Element | None) -> Span | None:
        """Where an element stands: its own span, or that of the nearest ancestor that has one."""
        while element is not None and element not in self.spans:
            element = element.getparent()
        return None if element is None else self.spans[element]

    def locate(self, element: etree._Element) -> Position | None:
        """Line and column of an element in the source."""
        span = self.span(element)
        return self.source.position(span.start) if span else None

    @abstractmethod
    def end_span(self, element: etree._Element, /) -> Span | None:
        """Where an element's end tag stands, if the source has tags."""

    @abstractmethod
    def attribute_span(self, element: etree._Element, name: str, /) -> Span | None:
        """Where the name of an element's attribute stands, or else the element.

        ``name`` is as lxml has it: with its namespace in braces, if it has one.
        """

    @abstractmethod
    def value_span(self, element: etree._Element, name: str, /) -> Span | None:
        """Where the value of an element's attribute stands between its quotes, if the source has attributes."""

    @abstractmethod
    def text_span(self, element: etree._Element, words: str, /) -> Span | None:
        """Where words in an element stand, or else the element."""


@dataclass(frozen=True, eq=False)
class EncodedEdition(Edition):
    """An edition made from a record: its places are the record's, which has no tags."""

    traces: Traces = field(default_factory=Traces)
    """With ``omissions`` they account for every character of the record (`encoder/check/fidelity.py`)."""
    omissions: tuple[Excerpt, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    """What encoding had to decide."""

    def end_span(self, _element: etree._Element, /) -> Span | None:
        """None."""
        return None

    def attribute_span(self, element: etree._Element, _name: str, /) -> Span | None:
        """Where the element stands."""
        return self.span(element)

    def value_span(self, _element: etree._Element, _name: str, /) -> Span | None:
        """None."""
        return None

    def text_span(self, element: etree._Element, _words: str, /) -> Span | None:
        """Where the element stands."""
        return self.span(element)


@dataclass(frozen=True, eq=False)
class OpenedEdition(Edition):
    """An edition opened from a file: its places are the file's, and ``spans`` those of the start tags."""

    elsewhere: frozenset[str] = frozenset()
    """The identifiers of the other files of its corpus, to which it may point as to its own."""
    ends: Mapping[etree._Element, Span] = field(default_factory=dict)
    """Where the end tags stand; for an empty element its only tag."""

    def end_span(self, element: etree._Element, /) -> Span | None:
        """Where an element's end tag stands."""
        return self.ends.get(element)

    def attribute_span(self, element: etree._Element, name: str, /) -> Span | None:
        """Where the name of an element's attribute stands, or else its start tag."""
        found = self._attribute(element, name)
        return Span(*found.span("name")) if found else self.span(element)

    def value_span(self, element: etree._Element, name: str, /) -> Span | None:
        """Where the value of an element's attribute stands between its quotes."""
        found = self._attribute(element, name)
        return Span(found.start("value") + 1, found.end("value") - 1) if found else None

    def text_span(self, element: etree._Element, words: str, /) -> Span | None:
        """The first place of the words after an element's start tag, or else the tag."""
        span = self.span(element)
        at = self.source.text.find(words, span.end) if span else -1
        return Span(at, at + len(words)) if at >= 0 else span

    def _attribute(self, element: etree._Element, name: str) -> re.Match[str] | None:
        """An attribute in the text of its start tag."""
        if element not in self.spans:
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


def check_day(text: str) -> str:
    """A day as `revisionDesc` states it, such as `2026-11-23`; `EncoderError` where the calendar has none."""
    from datetime import date

    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise EncoderError(f"“{text}” is not a date; use YYYY-MM-DD")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise EncoderError(f"the calendar has no date {text}") from None
