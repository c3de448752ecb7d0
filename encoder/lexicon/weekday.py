"""The day of the week beside a date, and whether it was that day: in a record, and in an edition.

“Monday, September 10, 1961”      it was a Sunday
"""

from __future__ import annotations

import re
from datetime import date

from encoder.values.diagnostics import Rule, Severity

DATE_WEEKDAY = Rule(
    "date-weekday",
    Severity.WARNING,
    "The day of the week does not belong to the date beside it.",
    """In `Monday, September 10, 1961` the weekday or the date is wrong: it was a Sunday. In an edition that was opened
from a file, the date is that of `@when`.

Example: `Monday, <date when="1961-09-10">September 10, 1961</date>`.

What to do: compare the original.

Guidelines: 3.6.4 Dates and Times.""",
)

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = rf"\b(?P<day>{'|'.join(_DAYS)})\b"
_BEFORE = re.compile(rf"{_NAMED},?\s*(?:the\s+)?$", re.IGNORECASE)
_WITHIN = re.compile(rf"^\s*{_NAMED}", re.IGNORECASE)
_AFTER = re.compile(rf"\s*[(,]\s*{_NAMED}", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def contradiction(day: str | None, before: str, said: str, after: str) -> str | None:
    """What is wrong between a day in ISO 8601 and the weekday before, in or after its words; None where nothing is."""
    named = _BEFORE.search(before) or _WITHIN.match(said) or _AFTER.match(after)
    if named is None or day is None or not _DAY.fullmatch(day):
        return None
    try:
        true = _DAYS[date.fromisoformat(day).weekday()]
    except ValueError:  # the calendar has no such day, which others say
        return None
    if named["day"].lower() == true:
        return None
    return f"{' '.join(said.split())} was a {true.capitalize()}, not a {named['day'].capitalize()}"
