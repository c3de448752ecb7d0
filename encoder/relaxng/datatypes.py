"""Datatypes: the built-in library of RELAX NG (4.4, 6.2.8) and XML Schema part 2 (second edition).

A datatype turns a text into a value, or says that it has none. Written here rather than taken from elementpath: a
process that validates one file must not spend a tenth of a second on importing a whole XPath, and messages need the
reason. Patterns of XML Schema are handed to the `regex` package, which knows Unicode's categories and blocks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from encoder.relaxng.expressions import NAME_MORE, NAME_START, NCNAME, matcher

Context: TypeAlias = "Callable[[str], str | None]"
BUILTIN = ""
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

_ZONE = r"(?P<zone>Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR = r"(?P<year>-?(?:[1-9]\d{3,}|0\d{3}))"
_MONTH, _DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d(?:\.\d+)?)|24:00:00(?:\.0+)?)"


def _days(year: int, month: int) -> int:
    """How many days a month has, in the Gregorian calendar as it would always have been."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _date(match: re.Match[str]) -> object | None:
    fields = match.groupdict()
    year = int(fields.get("year") or 2000)
    if year == 0:
        return None
    month, day = int(fields.get("month") or 1), int(fields.get("day") or 1)
    if day > _days(year if year > 0 else year + 1, month):  # there is no year 0 in XML Schema 1.0
        return None
    clock = (int(fields.get("hour") or 0), int(fields.get("minute") or 0), _decimal(fields.get("second") or "0"))
    if "hour" in fields and fields["hour"] is None:
        clock = (24, 0, _decimal("0"))
    return (year, month, day, *clock, _minutes(fields.get("zone")))


def _minutes(zone: str | None) -> int | str:
    if not zone:
        return ""
    if zone == "Z":
        return 0
    return (1 if zone[0] == "+" else -1) * (int(zone[1:3]) * 60 + int(zone[4:6]))


def _whole(match: re.Match[str]) -> object:
    return int(match[0])


def _text(match: re.Match[str]) -> object:
    return match[0]


def _decimal(text: str) -> Any:
    if text.isdigit():
        return int(text)
    from decimal import Decimal  # costs a few milliseconds, and most numbers are whole

    return Decimal(text)


def _float(match: re.Match[str]) -> object:
    number = float(match[0].replace("INF", "inf"))
    return "NaN" if math.isnan(number) else number


def _duration(match: re.Match[str]) -> object:
    sign = -1 if match["sign"] else 1
    months = int(match["y"] or 0) * 12 + int(match["mo"] or 0)
    seconds = _decimal(match["s"] or "0") + 60 * (
        int(match["mi"] or 0) + 60 * (int(match["h"] or 0) + 24 * int(match["d"] or 0))
    )
    return (sign * months, sign * seconds)


class _Type(NamedTuple):
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

TYPES: dict[str, _Type] = {
    "string": _Type(_ANY, space="preserve"),
    "normalizedString": _Type(_ANY, space="replace"),
    "token": _Type(_ANY),
    "language": _Type(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*", lambda m: m[0].lower(), sample="en, zh-Hant"),
    "Name": _Type(f"[:{NAME_START}][:{NAME_MORE}]*", sample="a name of XML"),
    "NCName": _Type(NCNAME, sample="a name without colon"),
    "ID": _Type(NCNAME, sample="a name without colon"),
    "IDREF": _Type(NCNAME, sample="a name without colon"),
    "ENTITY": _Type(NCNAME),
    "IDREFS": _Type(f"{NCNAME}(?: {NCNAME})*", lambda m: tuple(m[0].split())),
    "ENTITIES": _Type(f"{NCNAME}(?: {NCNAME})*", lambda m: tuple(m[0].split())),
    "NMTOKEN": _Type(f"[:{NAME_MORE}]+"),
    "NMTOKENS": _Type(f"[:{NAME_MORE}]+(?: [:{NAME_MORE}]+)*", lambda m: tuple(m[0].split())),
    "QName": _Type(f"(?:{NCNAME}:)?{NCNAME}"),
    "NOTATION": _Type(f"(?:{NCNAME}:)?{NCNAME}"),
    "anyURI": _Type(_URI, sample="https://…"),
    "boolean": _Type(r"true|false|1|0", lambda m: m[0] in ("true", "1"), sample="true, false"),
    "decimal": _Type(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", lambda m: _decimal(m[0]), sample="3.14"),
    "float": _Type(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN", _float, sample="3.14, 1e6"),
    "double": _Type(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN", _float, sample="3.14, 1e6"),
    "integer": _Type(_INTEGER, _whole, sample="12"),
    "nonNegativeInteger": _Type(_INTEGER, _whole, low=0, sample="0, 12"),
    "positiveInteger": _Type(_INTEGER, _whole, low=1, sample="1, 12"),
    "nonPositiveInteger": _Type(_INTEGER, _whole, high=0, sample="0, -12"),
    "negativeInteger": _Type(_INTEGER, _whole, high=-1, sample="-12"),
    "long": _Type(_INTEGER, _whole, low=-(2**63), high=2**63 - 1),
    "int": _Type(_INTEGER, _whole, low=-(2**31), high=2**31 - 1),
    "short": _Type(_INTEGER, _whole, low=-(2**15), high=2**15 - 1),
    "byte": _Type(_INTEGER, _whole, low=-128, high=127),
    "unsignedLong": _Type(_INTEGER, _whole, low=0, high=2**64 - 1),
    "unsignedInt": _Type(_INTEGER, _whole, low=0, high=2**32 - 1),
    "unsignedShort": _Type(_INTEGER, _whole, low=0, high=65535),
    "unsignedByte": _Type(_INTEGER, _whole, low=0, high=255),
    "hexBinary": _Type(r"(?:[0-9a-fA-F]{2})*", lambda m: m[0].lower()),
    "base64Binary": _Type(
        r"(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]|(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?="
        r"|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?",
        lambda m: m[0].replace(" ", ""),
    ),
    "duration": _Type(_DURATION, _duration, sample="P1DT2H"),
    "dateTime": _Type(f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE}", _date, sample="1961-09-10T10:30:00"),
    "date": _Type(f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}", _date, sample="1961-09-10"),
    "time": _Type(f"{_CLOCK}{_ZONE}", _date, sample="10:30:00"),
    "gYearMonth": _Type(f"{_YEAR}-{_MONTH}{_ZONE}", _date, sample="1961-09"),
    "gYear": _Type(f"{_YEAR}{_ZONE}", _date, sample="1961"),
    "gMonthDay": _Type(f"--{_MONTH}-{_DAY}{_ZONE}", _date, sample="--09-10"),
    "gDay": _Type(f"---{_DAY}{_ZONE}", _date, sample="---10"),
    "gMonth": _Type(f"--{_MONTH}{_ZONE}", _date, sample="--09"),
}
_ORDERED = frozenset(TYPES) - frozenset(
    """string normalizedString token language Name NCName ID IDREF ENTITY IDREFS ENTITIES NMTOKEN NMTOKENS QName
    NOTATION anyURI boolean hexBinary base64Binary""".split()
)
_LENGTHS: dict[str, Callable[[int, int], bool]] = {
    "length": lambda n, limit: n == limit,
    "minLength": lambda n, limit: n >= limit,
    "maxLength": lambda n, limit: n <= limit,
}
_BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "minInclusive": lambda v, limit: v >= limit,
    "maxInclusive": lambda v, limit: v <= limit,
    "minExclusive": lambda v, limit: v > limit,
    "maxExclusive": lambda v, limit: v < limit,
}


def _collapse(text: str) -> str:
    return " ".join(re.split(r"[ \t\n\r]+", text.strip(" \t\n\r")))


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype with its facets. ``value`` gives a comparable value, or None where a text has none."""

    library: str
    name: str
    facets: tuple[tuple[str, str], ...] = ()
    _checks: tuple[Callable[[str, Any], bool], ...] = field(default=(), compare=False, repr=False)

    @property
    def contextual(self) -> bool:
        """Whether a value depends on the namespaces in scope."""
        return self.name in ("QName", "NOTATION")

    def value(self, text: str, context: Context) -> object | None:
        """The value of a text; None where it is not of the type."""
        if self.library == BUILTIN:
            return text if self.name == "string" else _collapse(text)
        kind = TYPES[self.name]
        if kind.space == "collapse":
            text = _collapse(text)
        elif kind.space == "replace":
            text = re.sub(r"[\t\n\r]", " ", text)
        match = _form(self.name, text.isascii()).fullmatch(text)
        if match is None:
            return None
        value = kind.value(match)
        if value is None or not _bounded(kind, value):
            return None
        if self.contextual:
            prefix, colon, local = text.rpartition(":")
            namespace = context(prefix)
            if colon and namespace is None:
                return None
            value = (namespace or "", local)
        return value if all(check(text, value) for check in self._checks) else None

    def describe(self) -> str:
        """The type in words, for a message: `a date, such as 1961-09-10`."""
        sample = TYPES[self.name].sample if self.library == XSD else ""
        told = f"{self.name}, such as {sample}" if sample else self.name
        facets = ", ".join(f"{name} {value}" for name, value in self.facets)
        return f"{told} with {facets}" if facets else told


def _bounded(kind: _Type, value: Any) -> bool:
    return (kind.low is None or value >= kind.low) and (kind.high is None or value <= kind.high)


class DatatypeError(Exception):
    """A type or a facet that there is not."""


@lru_cache(maxsize=4096)
def datatype(library: str, name: str, facets: tuple[tuple[str, str], ...] = ()) -> Datatype:
    """The datatype; `DatatypeError` where library, name or facets are not known."""
    if library == BUILTIN:
        if name not in ("string", "token"):
            raise DatatypeError(f"the built-in library has string and token, no “{name}”")
        if facets:
            raise DatatypeError(f"the built-in type {name} has no parameters")
        return Datatype(library, name)
    if library == COMPATIBILITY and name in ("ID", "IDREF", "IDREFS") and not facets:
        return Datatype(library, name)
    if library != XSD:
        raise DatatypeError(f"there is no datatype library “{library}”")
    if name not in TYPES:
        raise DatatypeError(f"XML Schema has no datatype “{name}”")
    return Datatype(library, name, facets, tuple(_facets(name, facets)))


@cache
def _form(name: str, ascii_only: bool) -> re.Pattern[str]:
    """What a type's values look like. Most are ASCII, and the class of all letters takes long to build."""
    pattern = TYPES[name].pattern
    if NAME_MORE not in pattern:
        return re.compile(pattern, re.ASCII)  # digits of numbers and dates are 0 to 9
    if ascii_only:
        pattern = pattern.replace(NAME_START, "A-Za-z_")
    return re.compile(pattern)


def _facets(name: str, facets: tuple[tuple[str, str], ...]) -> Iterable[Callable[[str, Any], bool]]:
    for facet, text in facets:
        if facet == "pattern":
            yield _pattern(text)
        elif facet in _LENGTHS and name not in _ORDERED and name not in ("boolean", "QName", "NOTATION"):
            yield _length(facet, _number(facet, text), name)
        elif facet in _BOUNDS and name in _ORDERED:
            yield _bound(facet, text, name)
        elif facet in ("totalDigits", "fractionDigits") and (TYPES[name].value is _whole or name == "decimal"):
            yield _digits(facet, _number(facet, text))
        else:
            raise DatatypeError(f"the datatype {name} has no parameter “{facet}”")


def _pattern(text: str) -> Callable[[str, Any], bool]:
    try:
        matches = matcher(text)
    except ValueError as error:
        raise DatatypeError(str(error)) from None
    return lambda lexical, _: matches(lexical)


def _number(facet: str, text: str) -> int:
    if not re.fullmatch(r"\s*\+?\d+\s*", text):
        raise DatatypeError(f"{facet} must be a number, not “{text}”")
    return int(text)


def _length(facet: str, limit: int, name: str) -> Callable[[str, Any], bool]:
    compare = _LENGTHS[facet]
    if name == "hexBinary":
        return lambda text, _: compare(len(text) // 2, limit)
    if name == "base64Binary":
        return lambda _, value: compare(len(value.rstrip("=")) * 3 // 4, limit)
    return lambda text, value: compare(len(value if isinstance(value, tuple) else text), limit)


def _bound(facet: str, text: str, name: str) -> Callable[[str, Any], bool]:
    limit: Any = datatype(XSD, name).value(text, lambda _: None)
    if limit is None:
        raise DatatypeError(f"{facet} “{text}” is no {name}")
    compare = _BOUNDS[facet]

    def check(_: str, value: Any) -> bool:
        try:
            return compare(value, limit)
        except TypeError:  # times with and without zone have no order
            return False

    return check


def _digits(facet: str, limit: int) -> Callable[[str, Any], bool]:
    from decimal import Decimal

    def check(_: str, value: Any) -> bool:
        sign, digits, exponent = Decimal(value).normalize().as_tuple()
        del sign
        places = max(0, -int(exponent))
        count = places if facet == "fractionDigits" else max(len(digits) + max(0, int(exponent)), places)
        return count <= limit

    return check
