"""Dates in the record's words, and what `@when` says (Guidelines 3.6.4, W3C date formats).

    118978:  September 10, 1961                1961-09-10
    009:     On 9 April                        no year, no date
    030:     16/17 August 1957                 from 1957-08-16 to 1957-08-17
             28 August – 2 September 1957      from 1957-08-28 to 1957-09-02
             27/X/1962, 10.28.1962             1962-10-27, 1962-10-28
             before 5 May 1950                 not after 1950-05-05

A date is only what the text says: “November 1967” stays a month, a day that the calendar does not have is no date, and
neither is one whose day and month could be either (`5.6.1961`) or whose century is not stated (`27/X/62`). Numbers that
look like dates (`Resolution 5/1961`, `106-00578-04`) are left alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from encoder.values.document import DateValue

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner", "february feb februar", "march mar märz", "april apr", "may mai",
            "june jun juni",
            "july jul juli", "august aug", "september sept sep", "october oct oktober okt", "november nov",
            "december dec dezember dez",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

_ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_FROM_MONTH = _MONTH.replace("<month>", "<from_month>")
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
_FIRST = r"(?P<first>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r"\.?(?: ?(?:/|-|–|—) ?| and | to | until )"
_BOUND = re.compile(
    r"\b(?P<bound>before|not later than|no later than|until|prior to|after|not before|not earlier than|since) $",
    re.IGNORECASE,
)
_LONGEST_BOUND = 20

_FORMS = (
    # August 28 – September 2, 1957
    rf"\b{_FROM_MONTH} +{_FIRST}{_ORDINAL}{_TO}{_MONTH} +{_DAY}{_ORDINAL},? +{_YEAR}",
    # October 05, 1945 · September 21st, 1961 · May 5-7, 1950; not “October 5” alone, which has no year
    rf"\b{_MONTH} +(?:{_FIRST}{_ORDINAL}{_TO})?{_DAY}{_ORDINAL},? +{_YEAR}",
    # 28 August – 2 September 1957
    rf"(?<![\d/.-]){_FIRST}{_ORDINAL}\.? +{_FROM_MONTH}{_TO}{_DAY}{_ORDINAL}\.? +{_MONTH},? +{_YEAR}",
    # 4 July 1949 · 16/17 August 1957 · 20./21. November 1997 · 1st April, 1949; not 5/1961
    rf"(?<![\d/.-])(?:{_FIRST}{_ORDINAL}{_TO})?{_DAY}{_ORDINAL}\.? +(?:of +)?{_MONTH},? +{_YEAR}",
    # November 1967
    rf"\b{_MONTH},? +{_YEAR}",
    # 1961-09-10; not 106-00578-04
    r"(?<![\w-])(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])",
    # 27/X/1962 · 27.X.1962; not 27/X, which has no year
    rf"(?<![\w/.-]){_DAY}[/. ](?P<roman>[ivx]{{1,4}})[/. ]{_YEAR}",
    # 28.10.1962 · 10.28.1962 · 10/28/1962; not 5.6.1961, which may be May or June
    rf"(?<![\w/.-])(?P<one>\d{{1,2}})(?P<sign>[./])(?P<other>\d{{1,2}})(?P=sign){_YEAR}",
)
_NAMED = (re.sub("P([<=])", rf"P\1{letter}", form) for letter, form in zip("abcdefgh", _FORMS, strict=True))
DATE = re.compile("|".join(_NAMED), re.IGNORECASE)
"""Any of the forms; each has groups of its own, a letter before their names."""


class DateMatch(NamedTuple):
    """A date found in a text: where it stands (code points of that text) and what it means."""

    start: int
    end: int
    value: DateValue


class NoDate(NamedTuple):
    """What has the form of a date and names a day that the calendar does not have: `31 September 1961`."""

    start: int
    end: int


def scan(text: str) -> Iterator[DateMatch | NoDate]:
    """What has the form of a date, from left to right; what can be read two ways is left out."""
    for match in DATE.finditer(text):
        fields = {name[1:]: value for name, value in match.groupdict().items() if value}
        month = _month(fields)
        if month is None:
            continue
        bound = _BOUND.search(text, max(0, match.start() - _LONGEST_BOUND), match.start())
        start = bound.start() if bound else match.start()
        if not 1 <= int(fields.get("day", 1)) <= monthrange(int(fields["year"]), month)[1]:
            yield NoDate(match.start(), match.end())
        elif value := _value(fields, month, bound["bound"].lower() if bound else ""):
            yield DateMatch(start, match.end(), value)


def find(text: str) -> Iterator[DateMatch]:
    """The dates of a text, from left to right."""
    return (found for found in scan(text) if isinstance(found, DateMatch))


def first(text: str) -> DateMatch | None:
    """The first date of a text."""
    return next(find(text), None)


def _month(fields: dict[str, str], name: str = "month") -> int | None:
    """The number of a month, None where there is no such month or two could be meant."""
    if "one" in fields:
        one, other = int(fields["one"]), int(fields["other"])
        day, month = (one, other) if one > 12 else (other, one)
        if other <= 12 and one <= 12 and one != other:
            return None
        fields["day"] = str(day)
        return month if month <= 12 else None
    if "roman" in fields:
        return _ROMAN.get(fields["roman"].lower())
    word = fields[name].lower()
    number = int(word) if word.isdigit() else MONTHS[word]
    return number if 1 <= number <= 12 else None


def _value(fields: dict[str, str], month: int, bound: str) -> DateValue | None:
    year = int(fields["year"])
    if "day" not in fields:
        return _bounded(f"{year:04}-{month:02}", bound)
    last = _day(year, month, int(fields["day"]))
    if "first" not in fields:
        return _bounded(last, bound) if last else None
    first_month = _month(fields, "from_month") if "from_month" in fields else month
    start = _day(year, first_month, int(fields["first"])) if first_month else None
    return DateValue(from_=start, to=last) if start and last and start < last and not bound else None


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _bounded(written: str, bound: str) -> DateValue:
    if not bound:
        return DateValue(when=written)
    starts = bound in ("after", "since", "not before", "not earlier than")
    return DateValue(not_before=written) if starts else DateValue(not_after=written)
