"""What can be wrong with a schema, or too much for the engine."""

from __future__ import annotations


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
