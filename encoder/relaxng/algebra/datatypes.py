"""Datatypes: the built-in library of RELAX NG (4.4, 6.2.8) and XML Schema part 2 (second edition).

A datatype turns a text into a value, or says that it has none. Written here rather than taken from elementpath: a
process that validates one file must not spend a tenth of a second on importing a whole XPath, and messages need the
reason. Patterns of XML Schema are handed to the `regex` package, which knows Unicode's categories and blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, TypeAlias

from encoder.relaxng.algebra.expressions import NAME_MORE, NAME_START, matcher
from encoder.relaxng.algebra.lexical import TYPES, Lexical, whole

Context: TypeAlias = "Callable[[str], str | None]"
BUILTIN = ""
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

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


def words_of(text: str) -> list[str]:
    """The words of a list; only white space of XML parts them, no no-break space."""
    return _BLANKS.sub(" ", text.strip(" \t\n\r")).split(" ") if text.strip(" \t\n\r") else []


# a b · not “a\u00a0b”
_BLANKS = re.compile(r"[ \t\n\r]+")


def _collapse(text: str) -> str:
    return " ".join(words_of(text))


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


def _bounded(kind: Lexical, value: Any) -> bool:
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
        elif facet in ("totalDigits", "fractionDigits") and (TYPES[name].value is whole or name == "decimal"):
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
        except TypeError:  # NaN has no order
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
