"""Persons as a house knows them across its records, and the identifiers that others know them by.

An identifier is right or wrong by itself: it has a form, and most have a check digit (VIAF has none). What each is, and
where its form is laid down, stands in `SCHEMES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One person. ``id`` is an `xml:id`, ``name`` the house's own form, ``aliases`` the others that records use."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    """Scheme and value, such as ``("Wikidata", "Q41117")``."""


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


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of identifier: how one looks, an example, its address, and what its last sign must be."""

    pattern: str
    example: str
    address: str
    check: Callable[[str], str] | None = None


SCHEMES = {
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


def fault(scheme: str, value: str) -> str | None:
    """What is wrong with an identifier of a scheme; None where it is right, or nothing is known of the scheme."""
    known = SCHEMES.get(scheme)
    if known is None:
        return None
    if not re.fullmatch(known.pattern, value):
        return f"“{value}” is no {scheme}: one looks like {known.example}"
    if known.check:
        right = known.check(value.replace("-", "") if scheme != "GND" else value)
        if right != value[-1]:
            return f"“{value}” is no {scheme}: its last sign would be {right}"
    return None
