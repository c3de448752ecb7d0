"""What can be wrong with a document, with a schema, or be too much for the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Error:
    """What is wrong, and where.

    ``place`` is what the caller gave for the element: the element of a tree, the `Place` of a stream. The fault is with
    an ``attribute`` of it or only that attribute's value, with a ``text`` in it, with the end of its content, or, if
    with none of these, with the element itself.
    """

    message: str
    place: Any
    attribute: str | None = None
    text: str | None = None
    at_end: bool = False
    in_value: bool = False
    is_unknown: bool = False
    """Whether the schema has no such element at all, or the element no such attribute."""


class SchemaError(Exception):
    """A schema that is no RELAX NG: a sentence, the file and 1-based line, and the section of the specification."""

    def __init__(self, message: str, source: str, line: int, section: str) -> None:
        super().__init__(f"{source}:{line}: {message} (RELAX NG {section})")
        self.message = message
        self.source = source
        self.line = line
        self.section = section


class LimitError(Exception):
    """A schema or document that would take unbounded time or memory."""


class NotWellFormed(Exception):  # noqa: N818 -- named after what XML calls it
    """A file that is no XML: a sentence, and where in the file, both 1-based."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}: {message}")
        self.message = message
        self.line = line
        self.column = column
