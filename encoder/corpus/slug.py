"""Names as parts of addresses and identifiers, the same whatever other names there are."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 80


def slug(text: str) -> str:
    """A name as part of an address; where that is other than the name, a digest tells it from others like it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return (
        words if words and words == text and len(words) <= LONGEST else f"{words[:LONGEST]}-{digest(text)}".strip("-")
    )


def digest(text: str) -> str:
    """What tells a name from others that are written alike."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
