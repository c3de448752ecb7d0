"""Which house a record belongs to: known by signs in its first pages, and by the data beside it."""

from __future__ import annotations

import re

from encoder.diagnostics import Report, Rule, Severity
from encoder.profile import Profile
from encoder.profiles import NAMES, by_name
from encoder.source import Source

PROFILE_CHOSEN = Rule(
    "profile-chosen",
    Severity.INFO,
    "The house of a record was told by its signs.",
    """A profile says what the covers, labels and citations of a house look like. With `--profile auto` the one with the
most signs in the first pages of the record is taken; a record without any is a plain transcript.

What to do: nothing, if the house is right. If not, name it: `--profile wcda`, or a TOML file of your own.""",
)

_PAGES = 20_000
"""How much of a record is looked at, in code points."""


def choose(source: Source, report: Report, *, has_data: bool) -> Profile:
    """The house of a record; ``has_data``: there is `NAME.meta.json` beside it, as the Wilson Center's pages have."""
    start = source.text[:_PAGES]
    seen = {
        name: tuple(
            sign.words
            for sign in by_name(name).signs
            if sum(1 for _, _ in zip(range(sign.least), re.finditer(sign.pattern, start), strict=False)) >= sign.least
        )
        for name in NAMES[:-1]
    }
    if has_data:
        seen["wcda"] = ("the data beside it", *seen["wcda"])
    name = max(seen, key=lambda each: len(seen[each]))  # of equals the first
    if not seen[name]:
        report(PROFILE_CHOSEN.at(None, "read as a plain transcript: the record shows no sign of a known house"))
        return by_name(NAMES[-1])
    report(PROFILE_CHOSEN.at(None, f"read as a record of “{name}”: it has {' and '.join(seen[name])}"))
    return by_name(name)
