"""Persons as an archive knows them across its records, and the identifiers that others know them by.

An identifier is right or wrong by itself: it has a form, and most have a check digit (VIAF has none). What each is, and
where its form is laid down, stands in `SCHEMES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One person. ``id`` is an `xml:id`, ``name`` the archive's own form, ``aliases`` the others that records use."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    """Scheme and value, such as ``("Wikidata", "Q41117")``."""
    cert: str = ""
    """Whether all records that use the name mean this person: nothing where it is certain, else as TEI's `@cert`."""


@dataclass(frozen=True, slots=True)
class Authority:
    """The persons of a file, in its order; ``file`` is what messages call it."""

    file: str
    entries: tuple[Entry, ...]


def _orcid(value: str) -> str:
    """The last sign of an ORCID or ISNI by the others (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in value[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def _gnd(value: str) -> str:
    """The last sign of a GND number by the others: weights 2, 3, 4 … from the right, modulo 11.

    The rest is the sign of the old numbers with a hyphen, what lacks to 11 that of persons.
    """
    digits = value[:-1].replace("-", "")
    rest = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), 2)) % 11
    check = rest if "-" in value else (11 - rest) % 11
    return "X" if check == 10 else str(check)


def _isbn(value: str) -> str:
    """The last sign of an ISBN by the others: of 13 figures weights 1 and 3 modulo 10, of 10 figures modulo 11."""
    if len(value) == 13:
        return str(-sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(value[:-1])) % 10)
    rest = -sum(int(digit) * weight for digit, weight in zip(value, range(10, 1, -1), strict=False)) % 11
    return "X" if rest == 10 else str(rest)


def _issn(value: str) -> str:
    """The last sign of an ISSN by the others: weights 8 to 2, modulo 11 (ISO 3297)."""
    rest = -sum(int(digit) * weight for digit, weight in zip(value, range(8, 1, -1), strict=False)) % 11
    return "X" if rest == 10 else str(rest)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of identifier: how one looks, an example, its address, and what its last sign must be."""

    pattern: str
    example: str
    address: str
    check: Callable[[str], str] | None = None


PERSONS = {
    # https://viaf.org: a number, no check digit
    "VIAF": Scheme(r"[1-9]\d{1,21}", "88821107", "https://viaf.org/viaf/"),
    # https://www.wikidata.org/wiki/Wikidata:Identifiers
    "Wikidata": Scheme(r"Q[1-9]\d{0,9}", "Q16766", "https://www.wikidata.org/wiki/"),
    # https://www.wikidata.org/wiki/Property:P227: the new form 1… with a check digit, the old with a hyphen
    "GND": Scheme(r"1[0-3]?\d{7}[\dX]|[47]\d{6}-\d|[1-9]\d{0,7}-[\dX]", "118579460", "https://d-nb.info/gnd/", _gnd),
    # https://support.orcid.org: the structure of the ORCID identifier
    "ORCID": Scheme(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", "0000-0002-1825-0097", "https://orcid.org/", _orcid),
    # ISO 27729
    "ISNI": Scheme(r"\d{15}[\dX]", "0000000121032683", "https://isni.org/isni/", _orcid),
}
"""Those that persons are known by."""

SCHEMES = {
    **PERSONS,
    # ISO 2108: ten figures or thirteen, hyphens where one likes
    "ISBN": Scheme(r"97[89](?:[- ]?\d){10}|(?:\d[- ]?){9}[\dX]", "978-3-16-148410-0", "urn:isbn:", _isbn),
    # ISO 3297
    "ISSN": Scheme(r"\d{4}-\d{3}[\dX]", "2049-3630", "https://portal.issn.org/resource/ISSN/", _issn),
    # ISO 26324: a prefix that begins with 10., a suffix of anything
    "DOI": Scheme(r"(?:doi:)?10\.\d{4,9}(?:\.\d+)*/\S+", "10.1000/182", "https://doi.org/"),
    # ISO 15511: a country or other prefix, a hyphen, a unit
    "ISIL": Scheme(r"[A-Z]{2}-[A-Za-z0-9:/-]{1,11}|[A-Za-z0-9]{1,4}-[A-Za-z0-9:/-]{1,11}", "DE-101", "https://ld.zdb-services.de/resource/organisations/"),
}  # fmt: skip


def fault(scheme: str, value: str) -> str | None:
    """What is wrong with an identifier of a scheme; None where it is right, or nothing is known of the scheme."""
    known = SCHEMES.get(scheme)
    if known is None:
        return None
    if not re.fullmatch(known.pattern, value):
        return f"“{value}” is no {scheme}: one looks like {known.example}"
    if known.check:
        right = known.check(value if scheme == "GND" else re.sub("[- ]", "", value))
        if right != value[-1]:
            return f"“{value}” is no {scheme}: its last sign would be {right}"
    return None
