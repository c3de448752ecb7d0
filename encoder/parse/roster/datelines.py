"""Lines of place and date below a list of participants: `Vienna, 12 May 1954` names nobody."""

from __future__ import annotations

from encoder import lexicon
from encoder.lexicon.files import written
from encoder.lexicon.signs import COMPOUND
from encoder.parse.inline import dates

_PLACE, _BEFORE_A_PLACE = 4, written("small", "place") | written("small", "article")
"""The most words beside the date of a date line, and those that may begin with a small letter."""


def is_dateline(line: str) -> bool:
    """Whether a line is a date and at most a place: not `Ambassador since 12 May 1954`."""
    date = dates.first(line)
    if date is None:
        return False
    rest = COMPOUND.findall(f"{line[: date.start]} {line[date.end :]}")
    is_office = any(lexicon.contains(name, " ".join(rest)) for name in ("offices", "titles"))
    is_place = all(word[0].isupper() or word in _BEFORE_A_PLACE for word in rest)
    return len(rest) <= _PLACE and is_place and not is_office
