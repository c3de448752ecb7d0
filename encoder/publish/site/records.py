"""Lists of records, page by page: of all, and of those of each value of a facet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from lxml import etree
from lxml.builder import E

from encoder.corpus.index import Index
from encoder.corpus.summary import Summary
from encoder.project import Project
from encoder.publish.site import addresses
from encoder.publish.site.index import Entry, index_pages
from encoder.publish.site.page import Page, page

_T = TypeVar("_T")

SHOWN = 50
"""Records on one page of a list."""
_VALUES = 40
"""Values of a facet on each page; another page has all of them."""

FACETS: dict[str, Callable[[Summary], Iterable[str]]] = {
    "year": lambda summary: filter(str.isdigit, [summary.date[:4]]),
    "genre": lambda summary: filter(None, [summary.genre]),
    "archive": lambda summary: filter(None, [summary.archive]),
    "place": lambda summary: summary.places,
}
"""By what a list of records can be narrowed down."""


def by_value(facet: str, summaries: Iterable[Summary]) -> dict[str, list[Summary]]:
    """The records by the values of a facet: years in their order, others by how many records they have."""
    found: dict[str, list[Summary]] = {}
    for summary in summaries:
        for value in FACETS[facet](summary):
            found.setdefault(value, []).append(summary)
    return dict(sorted(found.items()) if facet == "year" else sorted(found.items(), key=lambda e: (-len(e[1]), e[0])))


def lists(project: Project, index: Index, by_facet: dict[str, dict[str, list[Summary]]]) -> Iterator[Page]:
    """The list of all records, and of those of each value of a facet, page by page."""
    yield from _paged(project, ("records", ""), index.summaries, addresses.of_browse, by_facet)
    for facet, values in by_facet.items():
        if facet != "place" and len(values) > _VALUES:  # places have an index at any rate
            listed = [
                Entry(value, addresses.of_facet(facet, value), len(summaries)) for value, summaries in values.items()
            ]
            yield from index_pages(project, facet, addresses.of_facet_index(facet), sorted(listed))
        for value, summaries in values.items():

            def address(page: int, facet: str = facet, value: str = value) -> str:
                return addresses.of_facet(facet, value, page)

            yield from _paged(project, (facet, value), summaries, address, by_facet)


def _paged(
    project: Project, chosen: tuple[str, str], summaries: Iterable[Summary], address: Callable[[int], str],
    by_facet: dict[str, dict[str, list[Summary]]],
) -> Iterator[Page]:  # fmt: skip
    """A list of records, headed by a facet and its value."""
    for here, root, shown, pager in parted([*summaries], address):
        records = E.records(*(of_record(summary, root) for summary in shown))
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


def of_record(summary: Summary, root: str, *parts: etree._Element) -> etree._Element:
    """A record in a list on a page from which ``root`` leads to the root; ``parts`` are what somebody does in it."""
    given = {
        "href": root + addresses.of_record(summary.file), "title": summary.title, "date": summary.date,
        "words": summary.date_words,
        "genre": summary.genre, "archive": ", ".join(filter(None, (summary.archive, summary.shelf_mark))),
        "speeches": str(summary.speeches or ""), "summary": summary.abstract, "lang": summary.language,
    }  # fmt: skip
    return E.record({name: value for name, value in given.items() if value}, *parts)


def _facets(by_facet: dict[str, dict[str, list[Summary]]], root: str, chosen: tuple[str, str]) -> etree._Element:
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
