"""The Wilson Center Digital Archive: covers, citations and addresses of its records, old and new.

Seen on covers since 2011; the records themselves are conversations, cables, letters and reports of many states.
"""

from __future__ import annotations

from dataclasses import replace

from encoder.profile import Archive
from encoder.profiles.transcript import TRANSCRIPT

WCDA = replace(
    TRANSCRIPT,
    name="wcda",
    id_prefix="wcda",
    publisher="Wilson Center",
    distributor="Wilson Center Digital Archive",
    field_labels=(
        ("Citation:", "citation"),
        ("Summary:", "summary"),
        ("Credits:", "credits"),
        ("Original Language:", "language"),
        ("Contents:", "contents"),
    ),
    site_lines=(
        "Wilson Center Digital Archive",
        "Wilson Center",
        "Digital Archive",
        "International History Declassified",
        "digitalarchive.wilsoncenter.org",
    ),
    contents_terms=(
        "Translation - English",
        "English Translation",
        "English Transcription",
        "Transcription - English",
        "Transcript - English",
        "Scan of Original Document",
        "Original Scan",
    ),
    collections=(
        "History and Public Policy Program Digital Archive",
        "Wilson Center Digital Archive",
    ),
    credits_formula=r"This document was made possible with support from (?P<donors>.+?)\.?$",
    record_address=r"https?://digitalarchive\.(?:wilsoncenter\.org|umd\.edu)/document/(?:[\w-]*?)(?P<number>\d{5,6})?(?:[\w-]*)$",
    archives=(
        Archive("PRC FMA", "Foreign Ministry Archives of the People's Republic of China"),
        Archive("AVPRF", "Archive of Foreign Policy of the Russian Federation"),
        Archive("APRF", "Archive of the President of the Russian Federation"),
        Archive("RGASPI", "Russian State Archive of Socio-Political History"),
        Archive("RGANI", "Russian State Archive of Contemporary History"),
        Archive("BArch", "German Federal Archives"),
    ),
)
