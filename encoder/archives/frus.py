"""Foreign Relations of the United States: minutes, memoranda and telegrams, as its volumes print them."""

from __future__ import annotations

from dataclasses import replace

from encoder.archives.transcript import OFFICE, TRANSCRIPT
from encoder.values.profile import Archive, Sign

FRUS = replace(
    TRANSCRIPT,
    name="frus",
    id_prefix="frus",
    signs=(
        Sign(r"Foreign Relations of the United States", "the name of the series"),
        Sign(r"\n[^\S\n]*\[?Document \d{1,4}\]?[^\S\n]*\n", "the number of a document"),
        Sign(r"Lot \d{2}[–-][A-Z] ?\d+", "a lot of the State Department's files"),
        Sign(r"\d{3}\.\d{2}(?:[A-Z]|\d{2})?/\d{1,2}[–-]\d{3,4}\b", "a decimal file of the State Department"),
        Sign(r"\[Here follows? ", "the editors’ way to leave out"),
    ),
    reference_lines=(
        r"\[?Document \d{1,4}\]?",
        r".{0,60}\bLot \d{2}[–-][A-Z] ?\d+\.?",
        r"\d{3}\.\d{2}\S*(?: [A-Z]\w+)?/\S+(?:: \w+)?",
    ),
    genres=(
        # The Ambassador in India (Henderson) to the Secretary of State
        (rf"^(?:the )?(?:acting |under |assistant |deputy )*{OFFICE}\b", "letter"),
        *TRANSCRIPT.genres,
    ),
    archives=(Archive("NARA", "National Archives and Records Administration of the United States"),),
)
