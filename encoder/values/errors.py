"""What goes wrong with a call rather than with a record; a doubt about a record is a Diagnostic."""

from __future__ import annotations


class EncoderError(Exception):
    """A wrong call or an input that cannot be read: one sentence that says what, where, and what would be right."""
