"""Text wrapped to a width, paragraph by paragraph."""

from __future__ import annotations

import textwrap


def to_width(text: str, *, width: str = "0") -> str:
    """The text with lines of at most so many columns; 0 leaves each paragraph on its one line.

    Words are kept whole, hyphens and all; a table's line is left as it is.
    """
    if width == "0":
        return text
    return "\n".join(_wrapped(line, int(width)) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    if len(line) <= width or line.startswith("|") or "\t" in line:
        return line
    return textwrap.fill(
        line, width, break_long_words=False, break_on_hyphens=False, expand_tabs=False, replace_whitespace=False
    )
