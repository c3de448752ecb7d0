"""What a file holds and its text has not: reported by every reader that leaves something out."""

from __future__ import annotations

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.source import Span

CONTENT_LEFT_OUT = Rule(
    "content-left-out",
    Severity.INFO,
    "Something that the file holds is not in the edition.",
    """A file can hold more than the words of a record: times of captions, comments of their makers, columns of a
spreadsheet beside the speaker and the words, pictures, metadata. The message says what was left out, and how much.

Example: the times of the cues of a WebVTT file.

What to do: nothing, if the words shown are not the record's. If they are, put them into the text.""",
)
_SHOWN = 80


def finding(what: str, words: str = "") -> Diagnostic:
    """What was left out, in words that end a sentence, and how it begins."""
    short = " ".join(words.split())
    quoted = f": “{short if len(short) < _SHOWN else f'{short[: _SHOWN - 1]}…'}”" if short else ""
    return CONTENT_LEFT_OUT.at(Span(0, 0), f"{what} left out{quoted}")
