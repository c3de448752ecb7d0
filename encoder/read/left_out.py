"""What a file holds and its text has not: reported by every reader that leaves something out."""

from __future__ import annotations

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.source import Span

CONTENT_LEFT_OUT = Rule(
    "content-left-out",
    Severity.INFO,
    "Some content of the file is not in the edition.",
    """A file can contain more than the words of a record: caption times, comments by the captioners, spreadsheet
columns other than the speaker and the words, pictures, metadata. The message says what was left out, and how much.

Example: the times of the cues of a WebVTT file.

What to do: nothing, if the words shown do not belong to the record. If they do, add them to the text.""",
)
_SHOWN = 80


def finding(what: str, words: str = "") -> Diagnostic:
    """A finding that ``what`` was left out, with the beginning of its ``words``."""
    short = " ".join(words.split())
    quoted = f": “{short if len(short) < _SHOWN else f'{short[: _SHOWN - 1]}…'}”" if short else ""
    return CONTENT_LEFT_OUT.at(Span(0, 0), f"left out: {what}{quoted}")
