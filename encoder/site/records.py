"""Lists of records, page by page: of all, and of those of each value of a facet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from lxml import etree
from lxml.builder import E

from encoder.corpus.card import Card
from encoder.corpus.register import Register
from encoder.project import Project
from encoder.site import addresses
from encoder.site.index import Entry, index
from encoder.site.page import Page, page

_T = TypeVar("_T")

SHOWN = 50
"""Records on one page of a list."""
_VALUES = 40
"""So many values of a facet stand on each page; all are on a page of their own."""

FACETS: dict[str, Callable[[Card], Iterable[str]]] = {
    "year": lambda card: filter(str.isdigit, [card.date[:4]]),
    "genre": lambda card: filter(None, [card.genre]),
    "archive": lambda card: filter(None, [card.archive]),
    "place": lambda card: card.places,
}
"""By what a list of records can be narrowed down."""


def by_value(facet: str, cards: Iterable[Card]) -> dict[str, list[Card]]:
    """The records by the values of a facet: years in their order, others by how many records they have."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        for value in FACETS[facet](card):
            found.setdefault(value, []).append(card)
    return dict(sorted(found.items()) if facet == "year" else sorted(found.items(), key=lambda e: (-len(e[1]), e[0])))


def lists(project: Project, register: Register, by_facet: dict[str, dict[str, list[Card]]]) -> Iterator[Page]:
    """The list of all records, and of those of each value of a facet, page by page."""
    yield from _paged(project, ("records", ""), register.cards, addresses.of_browse, by_facet)
    for facet, values in by_facet.items():
        if facet != "place" and len(values) > _VALUES:  # places have an index at any rate
            listed = [Entry(value, addresses.of_facet(facet, value), len(cards)) for value, cards in values.items()]
            yield from index(project, facet, addresses.of_facet_index(facet), sorted(listed))
        for value, cards in values.items():

            def address(page: int, facet: str = facet, value: str = value) -> str:
                return addresses.of_facet(facet, value, page)

            yield from _paged(project, (facet, value), cards, address, by_facet)


def _paged(
    project: Project, chosen: tuple[str, str], cards: Iterable[Card], address: Callable[[int], str],
    by_facet: dict[str, dict[str, list[Card]]],
) -> Iterator[Page]:  # fmt: skip
    """A list of records, headed by a facet and its value."""
    for here, root, shown, pager in parted([*cards], address):
        records = E.records(*(of_record(card, root) for card in shown))
        facets = _facets(by_facet, root, chosen)
        yield page(project, here, chosen[1], facets, records, *pager, word=chosen[0])


def parted(
    listed: Sequence[_T], address: Callable[[int], str]
) -> Iterator[tuple[str, str, Sequence[_T], list[etree._Element]]]:
    """A list by pages: the address of each, the way from it to the root, what stands on it, and the way to others."""
    last = max(1, -(-len(listed) // SHOWN))
    for number in range(1, last + 1):
        here = address(number)
        root = addresses.root_of(here)
        pager = [] if last == 1 else [_pager(number, last, lambda page, root=root: root + address(page))]  # type: ignore[misc]
        yield here, root, listed[(number - 1) * SHOWN : number * SHOWN], pager


def of_record(card: Card, root: str, *parts: etree._Element) -> etree._Element:
    """A record in a list on a page from which ``root`` leads to the root; ``parts`` are what somebody does in it."""
    given = {
        "href": root + addresses.of_record(card.file), "title": card.title, "date": card.date, "words": card.date_words,
        "genre": card.genre, "archive": ", ".join(filter(None, (card.archive, card.shelf_mark))),
        "speeches": str(card.speeches or ""), "summary": card.summary, "lang": card.language,
    }  # fmt: skip
    return E.record({name: value for name, value in given.items() if value}, *parts)


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
