"""Who of the register may be one person, and who under one name may be two: for an editor to decide, with the evidence.

    “Gen. Marshall” (3 records) and “General Marshall” (24) may be one person: both speak with General Chou
    “Li Ming” is called ambassador in 017 and interpreter in 102, which may be two persons

Nothing is joined or parted here: the archive's file of people does that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from encoder.corpus.index import Index, Person
from encoder.lexicon.names import tokens
from encoder.values.diagnostics import Diagnostic, Rule, Severity

PERSON_ALIKE = Rule(
    "person-alike",
    Severity.INFO,
    "Two names in different records may be one person.",
    """The names differ only by a form of address, an abbreviation, initials or spelling, and no record has both. The
message gives further evidence, such as the same partners or the same years.

Example: “Gen. Marshall” in one record, “General Marshall” in another.

What to do: if they are one person, add one name to the aliases of the other in the file of people. If not, give each
a row there.""",
)

PERSON_SAME_NAME = Rule(
    "person-same-name",
    Severity.INFO,
    "One name in several records may be several persons.",
    """Records use the same name, but what they say of the person does not fit together: different offices, or too
many years apart.

Example: “Li Ming”, ambassador in a record of 1949, interpreter in one of 1972.

What to do: if they are one person, give it a row in the file of people. If not, give each person a row.""",
)

_YEARS = 60
"""Most years between two records of one person: more are longer than anybody is in office."""
_ALIKE = 0.87
"""Least likeness of two spellings of one name: `kimilsong` and `kimilsung`, not `kimchangman` and `kimgwanghyeop`."""
_CROWD = 40
"""A word that so many names have says nothing."""
_ROLES = 40
"""Most offices of one name that are compared, the earliest first; two that disagree are usually found long before."""


def check(index: Index) -> Iterator[Diagnostic]:
    """The candidates; of those whom the archive's file of people knows nothing is said."""
    for person in index.persons.values():
        if not person.is_settled and (evidence := apart(person)):
            yield PERSON_SAME_NAME.at(None, f"“{person.name}” {evidence}, which may be two persons")
    for one, other in pairs(index):
        if one.is_settled and other.is_settled:
            continue
        message = f"“{one.name}” ({_records(one)}) and “{other.name}” ({other.records}) may be one person"
        yield PERSON_ALIKE.at(None, message, *_together(one, other, index))


def pairs(index: Index) -> Iterator[tuple[Person, Person]]:
    """Those whose names are alike and who are never in one record, each pair once, in the order of the index."""
    by_word: dict[str, list[Person]] = {}
    for person in index.persons.values():
        for word in {word[:3] for name in person.names for word in tokens(name) if len(word) > 2}:
            by_word.setdefault(word, []).append(person)
    order = {key: at for at, key in enumerate(index.persons)}
    met = {
        (order[one.key], order[other.key]): (one, other)
        for crowd in by_word.values() if len(crowd) <= _CROWD
        for one, other in combinations(crowd, 2)
    }  # fmt: skip
    for _, (one, other) in sorted(met.items(), key=lambda pair: pair[0]):
        if _alike(one, other) and not _records_of(one) & _records_of(other):
            yield one, other


def _alike(one: Person, other: Person) -> bool:
    return any(_same(name, another) for name in one.names for another in other.names)


def _same(name: str, another: str) -> bool:
    """Whether two names may be spellings of one: the same words, shorter ones, initials, or nearly the same letters."""
    short, full = sorted((_words(name), _words(another)), key=len)
    if len(short) < 2:
        return False
    if sorted(map(_bare, short)) == sorted(map(_bare, full)):
        return True
    ends_alike = _bare(short[-1]) == _bare(full[-1]) or (len(short) > 2 and len(short) == len(full))
    if ends_alike and _within(short, full):
        return True
    one, other = ("".join(map(_bare, words)) for words in (short, full))
    first = _bare(short[0]) == _bare(full[0])
    return first and len(short) > 2 and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _within(short: list[str], full: list[str]) -> bool:
    """Whether each word is one of the other name's in the same order, whole, as an abbreviation or an initial."""
    at = 0
    for word in short:
        while at < len(full) and not _stands_for(word, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _stands_for(word: str, other: str) -> bool:
    bare, long = sorted((_bare(word), _bare(other)), key=len)
    cut = word.endswith(".") or other.endswith(".") or len(bare) == 1
    return bare == long or (cut and long.startswith(bare))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+(?:['’]\w+)*\.?", name)


def _bare(word: str) -> str:
    """A word for comparing: no case, no accents, no full stop."""
    plain = unicodedata.normalize("NFKD", word.rstrip(".").casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def apart(person: Person) -> str | None:
    """What speaks for two persons of one name; None where nothing does."""
    if person.identifiers or person.records < 2:
        return None
    roles = {use.part.role: use.summary for use in reversed(person.uses) if use.part and use.part.role}
    ordered = sorted(roles.items(), key=lambda role: (not role[1].date, role[1].date, role[1].file))[:_ROLES]
    for (role, summary), (another, later) in combinations(ordered, 2):
        if summary is not later and not set(tokens(role)) & set(tokens(another)):
            return f"is “{role}” in {summary.file} and “{another}” in {later.file}"
    years = sorted(
        (int(use.summary.date[:4]), use.summary.file) for use in person.uses if use.summary.date[:4].isdigit()
    )
    if years and years[-1][0] - years[0][0] > _YEARS:
        return f"is in {years[0][1]} of {years[0][0]} and in {years[-1][1]} of {years[-1][0]}"
    return None


def _together(one: Person, other: Person, index: Index) -> list[str]:
    """What else speaks for one person."""
    common = [index.persons[key].name for key in one.partners if key in other.partners]
    told = [f"both speak with {', '.join(sorted(common)[:3])}"] if common else []
    years, others = (sorted({use.summary.date[:4] for use in each.uses if use.summary.date}) for each in (one, other))
    if years and others and years[0] <= others[-1] and others[0] <= years[-1]:
        first, last = max(years[0], others[0]), min(years[-1], others[-1])
        told.append(f"records of the same years: {first}{f' to {last}' if last != first else ''}")
    return told


def _records_of(person: Person) -> set[str]:
    return {use.summary.file for use in person.uses}


def _records(person: Person) -> str:
    return f"{person.records} record{'' if person.records == 1 else 's'}"
