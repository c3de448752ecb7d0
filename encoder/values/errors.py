"""What goes wrong with a call rather than with a record; a doubt about a record is a Diagnostic."""

from __future__ import annotations

import os


class EncoderError(Exception):
    """An invalid argument, or an input that cannot be read. ``words`` is the message, one sentence.

    ``path``, ``line`` and ``column`` (1-based) give the place; an empty string and 0 if it is unknown. As text, an
    error is `path:line:column: words`.
    """

    def __init__(
        self, words: str, path: str | os.PathLike[str] = "", line: int | None = 0, column: int | None = 0
    ) -> None:
        self.words, self.path, self.line, self.column = words, os.fspath(path), line or 0, column or 0
        super().__init__(words, self.path, self.line, self.column)  # what makes it anew in another process

    @property
    def place(self) -> str:
        """Where it is: `path:line:column`, as far as that is known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words
