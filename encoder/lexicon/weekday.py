"""The day of the week beside a date, and whether it was that day: in a record, and in an edition.

“Monday, September 10, 1961”      it was a Sunday
"""

from __future__ import annotations

import re
from datetime import date

from encoder import lexicon
from encoder.values.diagnostics import Rule, Severity

DATE_WEEKDAY = Rule(
    "date-weekday",
    Severity.WARNING,
    "The day of the week does not match the date.",
    """In `Monday, September 10, 1961` the weekday or the date is wrong: it was a Sunday. In an edition that was
opened from a file, the date is that of `@when`.

Example: `Monday, <date when="1961-09-10">September 10, 1961</date>`.

What to do: compare the original.

Guidelines: 3.6.4 Dates and Times.""",
)

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LEAST = 5
"""Shorter names are other words too: they sat, they wed."""
_BEFORE = re.compile(r"(?P<day>[^\W\d_]+),?\s*(?:(?:the|den|le)\s+)?$", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(?P<day>[^\W\d_]+)")
_AFTER = re.compile(r"\s*[(（,]?\s*(?P<day>[^\W\d_]+)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def contradiction(day: str | None, before: str, said: str, after: str) -> str | None:
    """What is wrong between a day in ISO 8601 and the weekday before, in or after its words; None where nothing is."""
    if day is None or not _DAY.fullmatch(day):
        return None
    places = _BEFORE.search(before), _WITHIN.match(said), _AFTER.match(after)
    named = next((number for place in places if place and (number := _number(place["day"]))), None)
    if named is None:
        return None
    try:
        true = date.fromisoformat(day).isoweekday()
    except ValueError:  # the calendar has no such day, which others say
        return None
    if named == true:
        return None
    return f"{' '.join(said.split())} was a {_NAMES[true - 1]}, not a {_NAMES[named - 1]}"


def _number(word: str) -> int | None:
    """The number of a weekday, Monday is 1; None if the word is not the full name of one."""
    number = lexicon.values("weekdays").get(lexicon.fold(word))
    return int(number) if number and (len(word) >= _LEAST or not word.isascii()) else None
