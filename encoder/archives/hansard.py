"""Parliamentary debates: `MR SPEAKER:`, `HON. DR T. MAOATE:`, `HON. PROF. B. C. PRASAD.-` and the like."""

from __future__ import annotations

from dataclasses import replace

from encoder.archives.transcript import TRANSCRIPT
from encoder.values.profile import Sign

HANSARD = replace(
    TRANSCRIPT,
    name="hansard",
    id_prefix="debate",
    genre="debate",
    signs=(
        Sign(
            r"\n[^\S\n]*(?:THE )?(?:MR|MRS|MADAM|DEPUTY|HON\.?)[. ](?:SPEAKER|CHAIR\w*)\s*[:.]",
            "the Speaker’s words",
            2,
        ),
        Sign(r"\n[^\S\n]*HON\. ?(?:[A-Z]+\.? ?)+(?:\.?-|:)", "members as labels", 2),
        Sign(
            r" (?:[Rr]eading|READING)\b(?:(?<=(?i:first reading))|(?<=(?i:second reading))|(?<=(?i:third reading)))",
            "the readings of a bill",
            2,
        ),
    ),
)
