"""The pages of a site as descriptions, all of them.

A description depends on summaries alone; by its digest one knows whether a page must be made again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.builder import E

from encoder.corpus.index import Index, Person, Use
from encoder.corpus.summary import Summary
from encoder.project import Project
from encoder.publish.site import addresses, persons, pictures
from encoder.publish.site.index import Entry, index_pages
from encoder.publish.site.page import Page, page
from encoder.publish.site.records import FACETS, by_value, lists


def pages(project: Project, index: Index, shares: tuple[str, ...]) -> Iterator[Page]:
    """All pages of a site but those of the records; ``shares`` are the indexes of its search."""
    by_facet = {facet: by_value(facet, index.summaries) for facet in FACETS}
    yield _home(project, index, by_facet)
    yield from lists(project, index, by_facet)
    yield from index_pages(project, "people", addresses.PEOPLE, [_entry(person) for person in index.persons.values()])
    for person in index.persons.values():
        yield from persons.pages_of(project, person, index)
    yield from index_pages(
        project, "places", addresses.PLACES, [_place(name, uses) for name, uses in index.places.items()]
    )
    about = [E.p(*_linked(text)) for text in re.split(r"\n\s*\n", project.site_about.strip()) if text.strip()]
    yield page(
        project, addresses.ABOUT, "", *(about or [E.p(project.site_description or project.title)]), word="about-site"
    )
    search = E.search(**({"shares": " ".join(shares)} if shares else {}))
    yield page(project, addresses.SEARCH, "", search, word="search")
    yield page(project, addresses.DOWNLOADS, "", _downloads(project), word="downloads")
    yield page(project, addresses.MISSING, "", E.missing(), word="not-found")


def _home(project: Project, index: Index, by_facet: dict[str, dict[str, list[Summary]]]) -> Page:
    counts = [
        E.count(n=str(number), of=of, href=href)
        for number, of, href in (
            (len(index.summaries), "records", addresses.BROWSE),
            (len(index.persons), "people", addresses.PEOPLE),
            (len(index.places), "places", addresses.PLACES),
            (sum(summary.speeches for summary in index.summaries), "made-speeches", addresses.SEARCH),
        ) if number
    ]  # fmt: skip
    lead = [E.lead(project.site_description)] if project.site_description else []
    years = {int(year): len(summaries) for year, summaries in by_facet["year"].items()}
    drawn = (pictures.timeline(years, lambda year: addresses.of_facet("year", year)), pictures.network(index))
    return page(project,
        addresses.HOME, project.title, *lead, E.counts(*counts), *(each for each in drawn if each is not None),
        **({"description": project.site_description} if project.site_description else {}),
    )  # fmt: skip


def _entry(person: Person) -> Entry:
    return Entry(
        person.name, addresses.of_person(person.key), person.records, person.speeches, "; ".join(person.roles[:2])
    )  # fmt: skip


def _place(name: str, uses: list[Use]) -> Entry:
    return Entry(name, addresses.of_facet("place", name), len(uses))


def _downloads(project: Project) -> etree._Element:
    files = [
        (addresses.CORPUS, "corpus-file"),
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
