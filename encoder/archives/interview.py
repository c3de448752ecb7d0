"""Interviews and oral histories: questions and answers, `Q:` and `A:`, or initials."""

from __future__ import annotations

from dataclasses import replace

from encoder.archives.transcript import TRANSCRIPT
from encoder.values.profile import Sign

INTERVIEW = replace(
    TRANSCRIPT,
    name="interview",
    id_prefix="interview",
    genre="interview",
    signs=(
        Sign(
            r"(?i)\A\s*.{0,400}?\b(?:interview (?:with|of|by)|interviewed by|[’']s interview|oral history)\b",
            "its title",
        ),
        Sign(r"\n[^\S\n]*(?:Q|Question)[.:] ", "questions as such", 3),
        Sign(r"\n[^\S\n]*(?:[A-Z]{2,3}): ", "initials as labels", 6),
        Sign(r"\n[^\S\n]*(?i:interviewer?:)", "an interviewer", 2),
    ),
)
