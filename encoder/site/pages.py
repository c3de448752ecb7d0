"""The pages of a site as descriptions that `xslt/site.xsl` makes pages of: what stands where, and nothing of how.

A description depends on cards alone; by its digest one knows whether a page must be made again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from lxml import etree
from lxml.builder import E

from encoder.authority import SCHEMES
from encoder.corpus.card import Card, Part
from encoder.corpus.register import Person, Register, Use, sorted_by
from encoder.project import Project
from encoder.site import addresses, pictures

_T = TypeVar("_T")

SHOWN = 50
"""Records on one page of a list."""
_LETTER = 200
"""Entries on one page of an index; more are parted by letters."""
_SPEECHES = 60
"""Speeches that a record's entry links to; the rest is a number."""

FACETS: dict[str, Callable[[Card], Iterable[str]]] = {
    "year": lambda card: filter(str.isdigit, [card.date[:4]]),
    "genre": lambda card: filter(None, [card.genre]),
    "archive": lambda card: filter(None, [card.archive]),
    "place": lambda card: card.places,
}
"""By what a list of records can be narrowed down."""


class Page(NamedTuple):
    """A page: its address, and its description as XML."""

    address: str
    description: bytes


def pages(project: Project, register: Register, shares: tuple[str, ...]) -> Iterator[Page]:
    """All pages of a site but those of the records; ``shares`` are the indexes of its search."""
    make = _Maker(project)
    by_facet = {facet: _by_value(facet, register.cards) for facet in FACETS}
    yield make.home(register, by_facet)
    yield from _lists(make, register, by_facet)
    yield from _index(make, "people", addresses.PEOPLE, [_entry(person) for person in register.persons.values()])
    for person in register.persons.values():
        yield from _person(make, person, register)
    yield from _index(make, "places", addresses.PLACES, [_place(name, uses) for name, uses in register.places.items()])
    about = [E.p(*_linked(text)) for text in re.split(r"\n\s*\n", project.site_about.strip()) if text.strip()]
    yield make.page(
        addresses.ABOUT, "", *(about or [E.p(project.site_description or project.title)]), word="about-site"
    )
    search = E.search(**({"shares": " ".join(shares)} if shares else {}))
    yield make.page(addresses.SEARCH, "", search, word="search")
    yield make.page(addresses.DOWNLOADS, "", _downloads(project), word="downloads")
    yield make.page(addresses.MISSING, "", E.missing(), word="not-found")


class _Maker:
    """What all pages of a site share."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def page(self, address: str, title: str, *content: etree._Element, word: str = "", **more: str) -> Page:
        """A page; ``word`` is the key of a string that heads it, before the title if there is one."""
        project = self._project
        shared = {"site": project.title, "contact": project.site_contact}
        if project.site_address:
            shared |= {"canonical": f"{project.site_address.rstrip('/')}/{addresses.shown(address)}"}
            shared |= {"feed": addresses.FEED}
        if address == addresses.MISSING:  # it is shown under any address, so its links begin at the site's own
            shared |= {"root": _path(project.site_address)}
            shared.pop("canonical", None)
        given = {"here": address, "root": addresses.root_of(address), **shared, "word": word, "title": title, **more}
        page = E.page({name: value for name, value in given.items() if value or name == "root"}, *content)
        return Page(address, etree.tostring(page, encoding="UTF-8", xml_declaration=False))

    def home(self, register: Register, by_facet: dict[str, dict[str, list[Card]]]) -> Page:
        project = self._project
        counts = [
            E.count(n=str(number), of=of, href=href)
            for number, of, href in (
                (len(register.cards), "records", addresses.BROWSE),
                (len(register.persons), "people", addresses.PEOPLE),
                (len(register.places), "places", addresses.PLACES),
                (sum(card.speeches for card in register.cards), "made-speeches", addresses.SEARCH),
            ) if number
        ]  # fmt: skip
        lead = [E.lead(project.site_description)] if project.site_description else []
        years = {int(year): len(cards) for year, cards in by_facet["year"].items()}
        drawn = (pictures.timeline(years, lambda year: addresses.of_facet("year", year)), pictures.network(register))
        return self.page(
            addresses.HOME, project.title, *lead, E.counts(*counts), *(each for each in drawn if each is not None),
            **({"description": project.site_description} if project.site_description else {}),
        )  # fmt: skip


def _path(address: str) -> str:
    """The part of an address behind the host, with a slash at the end."""
    return re.sub(r"^https?://[^/]+", "", address).rstrip("/") + "/"


def _by_value(facet: str, cards: Iterable[Card]) -> dict[str, list[Card]]:
    found: dict[str, list[Card]] = {}
    for card in cards:
        for value in FACETS[facet](card):
            found.setdefault(value, []).append(card)
    return dict(sorted(found.items()) if facet == "year" else sorted(found.items(), key=lambda e: (-len(e[1]), e[0])))


def _lists(make: _Maker, register: Register, by_facet: dict[str, dict[str, list[Card]]]) -> Iterator[Page]:
    """The list of all records, and of those of each value of a facet, page by page."""
    yield from _paged(make, ("records", ""), register.cards, addresses.of_browse, by_facet)
    for facet, values in by_facet.items():
        if facet != "place" and len(values) > _VALUES:  # places have an index at any rate
            listed = [_Entry(value, addresses.of_facet(facet, value), len(cards)) for value, cards in values.items()]
            yield from _index(make, facet, addresses.of_facet_index(facet), sorted(listed))
        for value, cards in values.items():

            def address(page: int, facet: str = facet, value: str = value) -> str:
                return addresses.of_facet(facet, value, page)

            yield from _paged(make, (facet, value), cards, address, by_facet)


def _paged(
    make: _Maker, chosen: tuple[str, str], cards: Iterable[Card], address: Callable[[int], str],
    by_facet: dict[str, dict[str, list[Card]]],
) -> Iterator[Page]:  # fmt: skip
    """A list of records, headed by a facet and its value."""
    for here, root, shown, pager in _parted([*cards], address):
        records = E.records(*(_record(card, root) for card in shown))
        facets = _facets(by_facet, root, chosen)
        yield make.page(here, chosen[1], facets, records, *pager, word=chosen[0])


def _parted(
    listed: Sequence[_T], address: Callable[[int], str]
) -> Iterator[tuple[str, str, Sequence[_T], list[etree._Element]]]:
    """A list by pages: the address of each, the way from it to the root, what stands on it, and the way to others."""
    last = max(1, -(-len(listed) // SHOWN))
    for number in range(1, last + 1):
        here = address(number)
        root = addresses.root_of(here)
        pager = [] if last == 1 else [_pager(number, last, lambda page, root=root: root + address(page))]  # type: ignore[misc]
        yield here, root, listed[(number - 1) * SHOWN : number * SHOWN], pager


def _record(card: Card, root: str, *parts: etree._Element) -> etree._Element:
    given = {
        "href": root + addresses.of_record(card.file), "title": card.title, "date": card.date, "words": card.date_words,
        "genre": card.genre, "archive": ", ".join(filter(None, (card.archive, card.shelf_mark))),
        "speeches": str(card.speeches or ""), "summary": card.summary, "lang": card.language,
    }  # fmt: skip
    return E.record({name: value for name, value in given.items() if value}, *parts)


_VALUES = 40
"""So many values of a facet stand on each page; all are on a page of their own."""


def _facets(by_facet: dict[str, dict[str, list[Card]]], root: str, chosen: tuple[str, str]) -> etree._Element:
    facets = E.facets()
    for facet, values in by_facet.items():
        if not values:
            continue
        listed = [*values] if facet == "year" else [*values][:_VALUES]
        if chosen[0] == facet and chosen[1] not in listed:
            listed.append(chosen[1])
        entries = [
            E.value(
                value, href=root + addresses.of_facet(facet, value), n=str(len(values[value])),
                **({"here": "here"} if chosen == (facet, value) else {}),
            )
            for value in listed
        ]  # fmt: skip
        more = (
            {"all": root + addresses.of_facet_index(facet), "n": str(len(values))} if len(values) > len(listed) else {}
        )
        facets.append(E.facet({"of": facet, **more}, *entries))
    return facets


def _pager(here: int, last: int, href: Callable[[int], str]) -> etree._Element:
    """The first and last page, those around this one, and dots between."""
    wanted = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    pager = E.pager()
    for at, number in enumerate(wanted):
        if at and number > wanted[at - 1] + 1:
            pager.append(E.to())
        pager.append(E.to(str(number), {"here": "here"} if number == here else {"href": href(number)}))
    return pager


# Persons and places ---------------------------------------------------------------------------------------------------


class _Entry(NamedTuple):
    """A line of an index."""

    name: str
    href: str
    records: int
    speeches: int = 0
    note: str = ""


def _entry(person: Person) -> _Entry:
    return _Entry(
        person.name, addresses.of_person(person.key), person.records, person.speeches, "; ".join(person.roles[:2])
    )  # fmt: skip


def _place(name: str, uses: list[Use]) -> _Entry:
    return _Entry(name, addresses.of_facet("place", name), len(uses))


def _index(make: _Maker, kind: str, address: str, entries: list[_Entry]) -> Iterator[Page]:
    """An index, on one page or on one for each letter; then the first page has those that are in most records."""
    if len(entries) <= _LETTER:
        yield make.page(address, "", _entries(entries, addresses.root_of(address)), word=kind)
        return
    letters: dict[str, list[_Entry]] = {}
    for entry in entries:
        letter = sorted_by(entry.name)[:1].upper()
        letters.setdefault(letter if letter.isalpha() else "#", []).append(entry)
    most = sorted(entries, key=lambda entry: (-entry.records, -entry.speeches, entry.name))[:_LETTER]
    for letter, listed in (("", sorted(most)), *letters.items()):
        here = addresses.of_letter(address, letter) if letter else address
        root = addresses.root_of(here)
        bar = E.letters(
            *(
                E.letter(
                    each, {"here": "here"} if each == letter else {"href": root + addresses.of_letter(address, each)}
                )
                for each in letters
            )
        )
        yield make.page(here, letter, bar, _entries(listed, root), word=kind)


def _entries(entries: Iterable[_Entry], root: str) -> etree._Element:
    made = E.entries()
    for entry in entries:
        given = {
            "name": entry.name, "href": root + entry.href, "records": str(entry.records),
            "speeches": str(entry.speeches or ""), "note": entry.note,
        }  # fmt: skip
        made.append(E.entry({name: value for name, value in given.items() if value}))
    return made


def _person(make: _Maker, person: Person, register: Register) -> Iterator[Page]:
    """The pages of a person: who it is, the records page by page, and at the end of the first with whom they speak."""

    def address(page: int) -> str:
        return addresses.of_person(person.key, page)

    for here, root, shown, pager in _parted(_by_record(person.uses), address):
        is_first = here == address(1)
        content = [
            *(_facts(person, root) if is_first else ()),
            E.heading(of="records"),
            E.records(*(_record(card, root, *_all_parts(card, parts, root)) for card, parts in shown)),
            *pager,
            *(_partners(person, register, root) if is_first else ()),
        ]
        yield make.page(here, person.name, *content)


def _by_record(uses: Iterable[Use]) -> list[tuple[Card, list[Part]]]:
    """The records that somebody has a part in, each once: who wrote a letter may be its author too."""
    found: dict[str, tuple[Card, list[Part]]] = {}
    for card, part in uses:
        found.setdefault(card.file, (card, []))[1].extend([part] if part else [])
    return [*found.values()]


def _facts(person: Person, root: str) -> Iterator[etree._Element]:
    others = [name for name, _ in person.names.most_common() if name != person.name]
    facts = E.person(*(E.name(name) for name in others), *(E.role(role) for role in person.roles))
    for scheme, value in sorted(person.identifiers.items()):
        known = SCHEMES.get(scheme)
        facts.append(E.idno(value, {"type": scheme, **({"href": known.address + value} if known else {})}))
    if person.certainty:
        facts.set("cert", person.certainty)
    yield facts
    years: dict[int, int] = {}
    for card, _ in _by_record(person.uses):
        if card.date[:4].isdigit():
            years[int(card.date[:4])] = years.get(int(card.date[:4]), 0) + 1
    line = pictures.timeline(years, lambda year: root + addresses.of_facet("year", year)) if len(years) > 1 else None
    if line is not None:
        yield line


def _partners(person: Person, register: Register, root: str) -> Iterator[etree._Element]:
    if person.partners:
        partners = sorted(person.partners.items(), key=lambda pair: (-pair[1], pair[0]))
        yield E.partners(
            *(
                E.partner(register.persons[key].name, href=root + addresses.of_person(key), n=str(number))
                for key, number in partners
            )
        )


def _all_parts(card: Card, parts: list[Part], root: str) -> Iterator[etree._Element]:
    for part in parts:
        yield from _parts(card, part, root)


def _parts(card: Card, part: Part, root: str) -> Iterator[etree._Element]:
    """What a person does in a record, each speech a link."""
    made = E.part({name: value for name, value in (("role", part.role), ("as", part.part)) if value})
    for of, ids in (("made-speeches", part.speeches), ("mentions", part.mentions)):
        if ids:
            links = (
                E.speech(href=root + addresses.of_record(card.file, id_), n=id_.removeprefix("sp"))
                for id_ in ids[:_SPEECHES]
            )
            more = {"more": str(len(ids) - _SPEECHES)} if len(ids) > _SPEECHES else {}
            made.append(E.speeches({"of": of, **more}, *links))
    if len(made) or made.attrib:
        yield made


def _downloads(project: Project) -> etree._Element:
    files = [
        (addresses.REGISTER, "register-file"),
        (addresses.TABLE, "records-file"),
        ("manifest.json", "manifest-file"),
    ]
    if project.site_address:
        files.append((addresses.FEED, "feed-file"))
    return E.downloads(*(E.file(href=href, what=what) for href, what in files))


def _linked(text: str) -> Iterator[str | etree._Element]:
    """A paragraph, its addresses as links."""
    for at, part in enumerate(re.split(r"(https?://[^\s<>()]+[^\s<>().,;:])", " ".join(text.split()))):
        yield E.a(part, href=part) if at % 2 else part
