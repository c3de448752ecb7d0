"""The Wilson Center Digital Archive: covers, citations and addresses of its records, old and new.

Seen on covers since 2011; the records themselves are conversations, cables, letters and reports of many states.
"""

from __future__ import annotations

from dataclasses import replace

from encoder.archives.transcript import TRANSCRIPT
from encoder.values.profile import Archive, Sign

WCDA = replace(
    TRANSCRIPT,
    name="wcda",
    id_prefix="wcda",
    resp="translator",
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
    signs=(
        Sign(r"(?<![^\s*])(?:Citation|Summary|Original Language|Contents):\**(?!\S)", "the fields of its covers", 2),
        Sign(r"digitalarchive\.(?:wilsoncenter\.org|umd\.edu)/document/", "the address of a record"),
        Sign(r"(?:Wilson Center|History and Public Policy Program) Digital Archive", "the name of the archive"),
    ),
    archives=(  # as citations abbreviate them before a shelf mark
        Archive("PRC FMA", "Foreign Ministry Archives of the People's Republic of China"),
        Archive("AVPRF", "Archive of Foreign Policy of the Russian Federation"),
        Archive("APRF", "Archive of the President of the Russian Federation"),
        Archive("RGASPI", "Russian State Archive of Socio-Political History"),
        Archive("RGANI", "Russian State Archive of Contemporary History"),
        Archive("GARF", "State Archive of the Russian Federation"),
        Archive("RGAE", "Russian State Archive of the Economy"),
        Archive("TsKhSD", "Center for the Storage of Contemporary Documentation, Moscow"),
        Archive("RTsKhIDNI", "Russian Center for the Preservation and Study of Documents of Modern History"),
        Archive("AVP RF", "Archive of Foreign Policy of the Russian Federation"),
        Archive("AP RF", "Archive of the President of the Russian Federation"),
        Archive(
            "SAPMO-BArch",
            "Foundation Archives of the Parties and Mass Organizations of the GDR in the German Federal Archives",
        ),
        Archive("BArch", "German Federal Archives"),
        Archive("PA AA", "Political Archive of the German Federal Foreign Office"),
        Archive("AAN", "Archive of Modern Records, Warsaw"),
        Archive("TsDA", "Central State Archive, Sofia"),
        Archive("MOL", "Hungarian National Archives"),
        Archive("NARA", "National Archives and Records Administration of the United States"),
    ),
)
