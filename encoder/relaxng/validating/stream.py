"""Files as streams: validated while they are read, in memory that does not grow with them, with line and column.

expat parses; it fetches nothing, and guards itself against entities that multiply.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple
from xml.parsers import expat

from encoder.relaxng.algebra.patterns import Context
from encoder.relaxng.errors import Error, NotWellFormed
from encoder.relaxng.validating.ids import IdCheck
from encoder.relaxng.validating.validator import BLANK, Definitions, Validator

_BLOCK = 1 << 18


class Place(NamedTuple):
    """Where a start or end tag stands: 1-based line and column, columns in code points."""

    line: int
    column: int


def errors(schema: Definitions, file: BinaryIO, ids: IdCheck | None) -> Iterator[Error]:
    """The errors of a file, as they are met; each has a `Place`, that of the end tag for one at an end."""
    found: list[Error] = []
    reader = _Reader(schema, found, ids)
    while block := file.read(_BLOCK):
        reader.feed(block, last=False)
        yield from found
        found.clear()
    reader.feed(b"", last=True)
    yield from found
    if ids:
        yield from ids.finish()


class _Reader:
    """expat's events as the validator wants them: whole texts, names in Clark's notation."""

    def __init__(self, schema: Definitions, found: list[Error], ids: IdCheck | None) -> None:
        self._found = found
        self._ids = ids
        self._validator = Validator(schema, self._report)
        self._names: dict[str, str] = {}
        self._prefixes: list[tuple[int, str, str]] = []  # depth, prefix, namespace: as they were declared
        self._texts: list[str] = []
        self._depth = 0
        self._passed_over = 0  # the depth of an element whose content is unknown
        self._begun = False  # whether the last event was a start tag
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._texts.append
        parser.StartNamespaceDeclHandler = self._declare
        parser.ExternalEntityRefHandler = self._external

    def feed(self, block: bytes, *, last: bool) -> None:
        """Parse some more."""
        try:
            self._parser.Parse(block, last)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            raise NotWellFormed(f"not well-formed XML: {reason}", error.lineno, error.offset + 1) from None
        except (LookupError, ValueError) as error:
            raise NotWellFormed(f"its XML declaration names an encoding that cannot be read: {error}", 1, 1) from None

    def _external(self, _context: str, _base: str | None, system: str | None, _public: str | None) -> int:
        """An entity of another file: nothing is fetched, and without it there is no verdict."""
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        raise NotWellFormed(f"an entity stands in another file, {system}, and nothing is fetched", line, column)

    def _report(self, fault: Error) -> None:
        if fault.at_end:
            fault = Error(fault.message, self._here(), at_end=True)
        elif fault.text is not None:
            fault = Error(fault.message, self._text_place(fault.text), text=fault.text)
        self._found.append(fault)

    def _text_place(self, text: str) -> Place:
        """Where the words of a text begin that ends at the current tag."""
        stripped = text.lstrip(BLANK)
        line = self._parser.CurrentLineNumber - stripped.count("\n")
        indent = len(text[: len(text) - len(stripped)].rpartition("\n")[2])
        return Place(line, indent + 1)

    def _here(self) -> Place:
        return Place(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _clark(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            namespace, blank, local = name.rpartition(" ")
            known = self._names[name] = f"{{{namespace}}}{local}" if blank else name
        return known

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        self._prefixes.append((self._depth + 1, prefix or "", namespace or ""))

    def _context_at(self, _place: Place) -> Context:
        return self._context

    def _context(self, prefix: str) -> str | None:
        if prefix == "xml":
            return "http://www.w3.org/XML/1998/namespace"
        declared = next((namespace for _, known, namespace in reversed(self._prefixes) if known == prefix), None)
        return declared if prefix or declared is not None else ""

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._passed_over:
            return
        text = "".join(self._texts)
        self._texts.clear()
        if text and text.strip(BLANK):
            self._validator.text(text)
        pairs = [(self._clark(key), value) for key, value in zip(attributes[::2], attributes[1::2], strict=True)]
        place: Any = self._here()
        if self._ids:
            self._found += self._ids.see(self._clark(name), pairs, place)
        if self._validator.begin(self._clark(name), pairs, place, self._context_at):
            self._passed_over = self._depth

    def _end(self, name: str) -> None:  # noqa: ARG002
        if not self._passed_over:
            text = "".join(self._texts)
            self._texts.clear()
            self._validator.end(text)
        elif self._passed_over == self._depth:
            self._passed_over = 0
            self._texts.clear()
        while self._prefixes and self._prefixes[-1][0] == self._depth:
            self._prefixes.pop()
        self._depth -= 1
