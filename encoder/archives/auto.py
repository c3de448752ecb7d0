"""Which house a record belongs to: known by signs in its first pages, and by the data beside it."""

from __future__ import annotations

import re
from itertools import islice

from encoder.archives import NAMES, by_name
from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.profile import Profile, Sign
from encoder.values.source import Source

PROFILE_CHOSEN = Rule(
    "profile-chosen",
    Severity.INFO,
    "The profile of a record was chosen automatically.",
    """A profile describes the covers, labels and citations of an archive. With `--profile auto` the profile with the
most matches on the first pages of the record is used; if nothing matches, `transcript` is.

What to do: nothing, if the profile is right. If not, name one: `--profile wcda`, or a TOML file of your own.""",
)

_PAGES = 8_000
"""How much of a record is looked at, in code points."""


def choose(source: Source, report: Report, *, has_data: bool) -> Profile:
    """The archive of a record; ``has_data``: there is `NAME.meta.json` beside it, as the Wilson Center's pages have."""
    start = f"\n{source.text[:_PAGES]}\n"
    best, signs = by_name(NAMES[-1]), ["the data beside it"] if has_data else []
    for name in NAMES[:-1]:
        house = by_name(name)
        found = [sign.words for sign in house.signs if _often(sign, start)] + (signs if name == "wcda" else [])
        if len(found) > len(signs) or (has_data and name == "wcda"):
            best, signs = house, found
    if signs:
        report(PROFILE_CHOSEN.at(None, f"read as a record of “{best.name}”: it has {' and '.join(signs)}"))
    else:
        report(PROFILE_CHOSEN.at(None, "no known archive was recognised; read with the profile “transcript”"))
    return best


def _often(sign: Sign, text: str) -> bool:
    """Whether a text has a sign as often as is needed."""
    return sum(1 for _ in islice(re.finditer(sign.pattern, text), sign.least)) == sign.least
