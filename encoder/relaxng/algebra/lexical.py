"""What the values of XML Schema's datatypes look like, and what they are worth (part 2, second edition, section 3)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from encoder.relaxng.algebra.expressions import NAME_MORE, NAME_START, NCNAME

_ZONE = r"(?P<zone>Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR = r"(?P<year>-?(?:[1-9]\d{3,}|0\d{3}))"
_MONTH, _DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d(?:\.\d+)?)|24:00:00(?:\.0+)?)"


def _days(year: int, month: int) -> int:
    """How many days a month has, in the Gregorian calendar as it would always have been."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


_DAY_LONG, _WIDEST_ZONE = 86_400, 14 * 3_600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A place on the time line, in seconds; one without a zone may be up to 14 hours earlier or later (3.2.7.4)."""

    seconds: Any
    has_zone: bool

    def __lt__(self, other: Moment) -> bool:
        return bool(self.seconds + (0 if self.has_zone is other.has_zone else _WIDEST_ZONE) < other.seconds)

    def __le__(self, other: Moment) -> bool:
        return self == other or self < other

    def __gt__(self, other: Moment) -> bool:
        return other < self

    def __ge__(self, other: Moment) -> bool:
        return other <= self


@dataclass(frozen=True, slots=True)
class Duration:
    """Months and seconds. One is less than another if it is so from each of the four dates that 3.2.6.2 names."""

    months: int
    seconds: Any

    def _ends(self) -> list[Any]:
        return [
            _DAY_LONG * _days_before(*divmod(12 * year + month - 1 + self.months, 12)) + self.seconds
            for year, month in ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
        ]

    def __lt__(self, other: Duration) -> bool:
        return all(own < its for own, its in zip(self._ends(), other._ends(), strict=True))

    def __le__(self, other: Duration) -> bool:
        return all(own <= its for own, its in zip(self._ends(), other._ends(), strict=True))

    def __gt__(self, other: Duration) -> bool:
        return other < self

    def __ge__(self, other: Duration) -> bool:
        return other <= self


def _days_before(year: int, month: int) -> int:
    """The days before the first of a month, counted from 0 for January, since a year 0 of the Gregorian calendar."""
    before = year - 1
    leap = before // 4 - before // 100 + before // 400
    return 365 * before + leap + sum(_days(year, number) for number in range(1, month + 1))


def _date(match: re.Match[str]) -> object | None:
    if len(match[0]) > _DIGITS:
        return match[0]  # a date without order
    fields = match.groupdict()
    year = int(fields.get("year") or 2000)
    if year == 0:
        return None
    year += year < 0  # there is no year 0 in XML Schema 1.0
    month, day = int(fields.get("month") or 1), int(fields.get("day") or 1)
    if day > _days(year, month):
        return None
    hour = 24 if "hour" in fields and fields["hour"] is None else int(fields.get("hour") or 0)
    if hour == 24 and "year" not in fields:
        hour = 0  # of a time alone there is no next day
    minute, second = int(fields.get("minute") or 0), decimal(fields.get("second") or "0")
    zone = fields.get("zone")
    days = _days_before(year, month - 1) + day - 1
    return Moment(_DAY_LONG * days + 3_600 * hour + 60 * (minute - _minutes(zone)) + second, bool(zone))


def _minutes(zone: str | None) -> int:
    if not zone or zone == "Z":
        return 0
    return (1 if zone[0] == "+" else -1) * (int(zone[1:3]) * 60 + int(zone[4:6]))


_DIGITS = 4_000
"""A number with more digits is kept as a decimal one (`sys.get_int_max_str_digits`)."""


def whole(match: re.Match[str]) -> object:
    """The value of a whole number; Python makes no `int` of thousands of digits."""
    return int(match[0]) if len(match[0]) < _DIGITS else _very_long(match[0])


def _very_long(digits: str) -> Any:
    from decimal import Decimal

    return Decimal(digits)


def _text(match: re.Match[str]) -> object:
    return match[0]


def decimal(text: str) -> Any:
    """The value of a decimal number."""
    if text.isdigit() and len(text) < _DIGITS:
        return int(text)
    from decimal import Decimal  # costs a few milliseconds, and most numbers are whole

    return Decimal(text)


def _float(match: re.Match[str]) -> object:
    number = float(match[0].replace("INF", "inf"))
    return "NaN" if math.isnan(number) else number


def _duration(match: re.Match[str]) -> object:
    if len(match[0]) > _DIGITS:
        return match[0]
    sign = -1 if match["sign"] else 1
    months = int(match["y"] or 0) * 12 + int(match["mo"] or 0)
    seconds = decimal(match["s"] or "0") + 60 * (
        int(match["mi"] or 0) + 60 * (int(match["h"] or 0) + 24 * int(match["d"] or 0))
    )
    return Duration(sign * months, sign * seconds)


class Lexical(NamedTuple):
    """A type by its lexical form; ``low`` and ``high`` bound the integers."""

    pattern: str
    value: Callable[[re.Match[str]], object | None] = _text
    space: str = "collapse"
    low: int | None = None
    high: int | None = None
    sample: str = ""


_INTEGER = r"[+-]?\d+"
_DURATION = (
    r"(?P<sign>-)?P(?=[\dT])(?:(?P<y>\d+)Y)?(?:(?P<mo>\d+)M)?(?:(?P<d>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<h>\d+)H)?(?:(?P<mi>\d+)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?"
)
_ANY = r"(?s:.*)"
# as lenient as RFC 2396 with XLink's escaping: a scheme's characters, whole percent signs, one “#” (6.1 of part 2)
_URI_TEXT = r"(?:[^#%]|%[0-9a-fA-F]{2})*"
_URI = rf"(?:[A-Za-z][A-Za-z0-9+.-]*:|(?=[^:/?#]*(?:[/?#]|$))){_URI_TEXT}(?:#{_URI_TEXT})?"

TYPES: dict[str, Lexical] = {
    "string": Lexical(_ANY, space="preserve"),
    "normalizedString": Lexical(_ANY, space="replace"),
    "token": Lexical(_ANY),
    "language": Lexical(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*", lambda m: m[0].lower(), sample="en, zh-Hant"),
    "Name": Lexical(f"[:{NAME_START}][:{NAME_MORE}]*", sample="a name of XML"),
    "NCName": Lexical(NCNAME, sample="a name without colon"),
    "ID": Lexical(NCNAME, sample="a name without colon"),
    "IDREF": Lexical(NCNAME, sample="a name without colon"),
    "ENTITY": Lexical(NCNAME),
    "IDREFS": Lexical(f"{NCNAME}(?: {NCNAME})*", lambda m: tuple(m[0].split())),
    "ENTITIES": Lexical(f"{NCNAME}(?: {NCNAME})*", lambda m: tuple(m[0].split())),
    "NMTOKEN": Lexical(f"[:{NAME_MORE}]+"),
    "NMTOKENS": Lexical(f"[:{NAME_MORE}]+(?: [:{NAME_MORE}]+)*", lambda m: tuple(m[0].split())),
    "QName": Lexical(f"(?:{NCNAME}:)?{NCNAME}"),
    "NOTATION": Lexical(f"(?:{NCNAME}:)?{NCNAME}"),
    "anyURI": Lexical(_URI, sample="https://…"),
    "boolean": Lexical(r"true|false|1|0", lambda m: m[0] in ("true", "1"), sample="true, false"),
    "decimal": Lexical(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", lambda m: decimal(m[0]), sample="3.14"),
    "float": Lexical(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN", _float, sample="3.14, 1e6"),
    "double": Lexical(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN", _float, sample="3.14, 1e6"),
    "integer": Lexical(_INTEGER, whole, sample="12"),
    "nonNegativeInteger": Lexical(_INTEGER, whole, low=0, sample="0, 12"),
    "positiveInteger": Lexical(_INTEGER, whole, low=1, sample="1, 12"),
    "nonPositiveInteger": Lexical(_INTEGER, whole, high=0, sample="0, -12"),
    "negativeInteger": Lexical(_INTEGER, whole, high=-1, sample="-12"),
    "long": Lexical(_INTEGER, whole, low=-(2**63), high=2**63 - 1),
    "int": Lexical(_INTEGER, whole, low=-(2**31), high=2**31 - 1),
    "short": Lexical(_INTEGER, whole, low=-(2**15), high=2**15 - 1),
    "byte": Lexical(_INTEGER, whole, low=-128, high=127),
    "unsignedLong": Lexical(_INTEGER, whole, low=0, high=2**64 - 1),
    "unsignedInt": Lexical(_INTEGER, whole, low=0, high=2**32 - 1),
    "unsignedShort": Lexical(_INTEGER, whole, low=0, high=65535),
    "unsignedByte": Lexical(_INTEGER, whole, low=0, high=255),
    "hexBinary": Lexical(r"(?:[0-9a-fA-F]{2})*", lambda m: m[0].lower()),
    "base64Binary": Lexical(
        r"(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]|(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?="
        r"|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?",
        lambda m: m[0].replace(" ", ""),
    ),
    "duration": Lexical(_DURATION, _duration, sample="P1DT2H"),
    "dateTime": Lexical(f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE}", _date, sample="1961-09-10T10:30:00"),
    "date": Lexical(f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}", _date, sample="1961-09-10"),
    "time": Lexical(f"{_CLOCK}{_ZONE}", _date, sample="10:30:00"),
    "gYearMonth": Lexical(f"{_YEAR}-{_MONTH}{_ZONE}", _date, sample="1961-09"),
    "gYear": Lexical(f"{_YEAR}{_ZONE}", _date, sample="1961"),
    "gMonthDay": Lexical(f"--{_MONTH}-{_DAY}{_ZONE}", _date, sample="--09-10"),
    "gDay": Lexical(f"---{_DAY}{_ZONE}", _date, sample="---10"),
    "gMonth": Lexical(f"--{_MONTH}{_ZONE}", _date, sample="--09"),
}
