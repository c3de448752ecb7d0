"""The houses known by name."""

from __future__ import annotations

from encoder.errors import EncoderError
from encoder.profile import Profile
from encoder.profiles.transcript import TRANSCRIPT
from encoder.profiles.wcda import WCDA

PROFILES = {profile.name: profile for profile in (WCDA, TRANSCRIPT)}


def by_name(name: str) -> Profile:
    """The profile of that name; `EncoderError` lists the known ones."""
    try:
        return PROFILES[name]
    except KeyError:
        raise EncoderError(f"there is no profile “{name}”; known are {', '.join(PROFILES)}") from None
