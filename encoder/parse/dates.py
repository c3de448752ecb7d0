"""Dates in the record's words, and what `@when` says (Guidelines 3.6.4, W3C date formats).

    118978:  September 10, 1961            1961-09-10
    009:     On 9 April                    no year, no date
    030:     16/17 August 1957             from 1957-08-16 to 1957-08-17

A date is only what the text says: “November 1967” stays a month, and a day that the calendar does not have is no
date. Numbers that look like dates (`Resolution 5/1961`, `106-00578-04`) are left alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from encoder.document import DateValue

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_RANGE = r"\.?(?:/|-|–| and )"

DATE = re.compile(
    "|".join(
        pattern.replace("P<", f"P<{letter}")
        for letter, pattern in zip(
            "abcd",
            (
                # October 05, 1945 · September 21st, 1961; not “October 5” alone, which has no year
                rf"\b{_MONTH} +{_DAY}{_ORDINAL},? +{_YEAR}",
                # 4 July 1949 · 16/17 August 1957 · 20./21. November 1997 · 1st April, 1949; not 5/1961
                rf"(?<![\d/.-])(?:(?P<first>\d{{1,2}}){_RANGE})?{_DAY}{_ORDINAL}\.? +(?:of +)?{_MONTH},? +{_YEAR}",
                # November 1967
                rf"\b{_MONTH},? +{_YEAR}",
                # 1961-09-10; not 106-00578-04
                r"(?<![\w-])(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])",
            ),
            strict=True,
        )
    ),
    re.IGNORECASE,
)


class DateMatch(NamedTuple):
    """A date found in a text: where it stands (code points of that text) and what it means."""

    start: int
    end: int
    value: DateValue


def find(text: str) -> Iterator[DateMatch]:
    """The dates of a text, from left to right."""
    for match in DATE.finditer(text):
        fields = {name[1:]: value for name, value in match.groupdict().items() if value}
        value = _value(fields)
        if value is not None:
            yield DateMatch(match.start(), match.end(), value)


def first(text: str) -> DateMatch | None:
    """The first date of a text."""
    return next(find(text), None)


def _value(fields: dict[str, str]) -> DateValue | None:
    year, month = int(fields["year"]), fields["month"].lower()
    number = int(month) if month.isdigit() else MONTHS[month]
    if not 1 <= number <= 12:
        return None
    if "day" not in fields:
        return DateValue(when=f"{year:04}-{number:02}")
    days = [int(fields[name]) for name in ("first", "day") if name in fields]
    if not all(1 <= day <= monthrange(year, number)[1] for day in days) or days != sorted(set(days)):
        return None
    written = [f"{year:04}-{number:02}-{day:02}" for day in days]
    return DateValue(when=written[0]) if len(written) == 1 else DateValue(from_=written[0], to=written[1])
