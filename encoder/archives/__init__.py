"""The archives known by name; each has a module of its name, which is read when the archive is asked for.

`auto` is none of them, but asks which one a record belongs to.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    from encoder.values.profile import Profile

AUTO = "auto"
NAMES = ("wcda", "frus", "hansard", "interview", "transcript")
"""`transcript`, the last, is for records that no other knows."""


def by_name(name: str) -> Profile:
    """The profile of that name, or in the file of that name; `EncoderError` lists the known ones."""
    if name.endswith(".toml"):
        from encoder.archives.toml import load

        return load(Path(name), by_name)
    if name not in NAMES:
        near = get_close_matches(name, (AUTO, *NAMES), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise EncoderError(f"there is no profile “{name}”; known are {AUTO}, {', '.join(NAMES)}, and TOML files{hint}")
    profile: Profile = getattr(import_module(f"encoder.archives.{name}"), name.upper())
    return profile
