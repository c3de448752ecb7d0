"""The houses known by name; each has a module of its name, which is read when the house is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from encoder.errors import EncoderError

if TYPE_CHECKING:
    from encoder.profile import Profile

NAMES = ("transcript", "wcda")


def by_name(name: str) -> Profile:
    """The profile of that name; `EncoderError` lists the known ones."""
    if name not in NAMES:
        raise EncoderError(f"there is no profile “{name}”; known are {', '.join(NAMES)}")
    profile: Profile = getattr(import_module(f"encoder.profiles.{name}"), name.upper())
    return profile
