"""The pages of persons: who they are, what they say in each record, and with whom they speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.builder import E

from encoder.corpus.index import Index, Person, Use
from encoder.corpus.summary import Part, Summary
from encoder.project import Project
from encoder.publish.site import addresses, pictures
from encoder.publish.site.page import Page, page
from encoder.publish.site.records import of_record, parted
from encoder.values.authority import SCHEMES

_PARTNERS = 100
"""Those with whom somebody speaks most; the rest is a number."""
_SPEECHES = 60
"""Speeches that a record's entry links to; the rest is a number."""


def pages_of(project: Project, person: Person, index: Index) -> Iterator[Page]:
    """The pages of a person: who it is, the records page by page, and at the end of the first with whom they speak."""

    def address(page: int) -> str:
        return addresses.of_person(person.key, page)

    for here, root, shown, pager in parted(_by_record(person.uses), address):
        is_first = here == address(1)
        content = [
            *(_facts(person, root) if is_first else ()),
            E.heading(of="records"),
            E.records(*(of_record(summary, root, *_all_parts(summary, parts, root)) for summary, parts in shown)),
            *pager,
            *(_partners(person, index, root) if is_first else ()),
        ]
        yield page(project, here, person.name, *content)


def _by_record(uses: Iterable[Use]) -> list[tuple[Summary, list[Part]]]:
    """The records that somebody has a part in, each once: who wrote a letter may be its author too."""
    found: dict[str, tuple[Summary, list[Part]]] = {}
    for summary, part in uses:
        found.setdefault(summary.file, (summary, []))[1].extend([part] if part else [])
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
    for summary, _ in _by_record(person.uses):
        if summary.date[:4].isdigit():
            years[int(summary.date[:4])] = years.get(int(summary.date[:4]), 0) + 1
    line = pictures.timeline(years, lambda year: root + addresses.of_facet("year", year)) if len(years) > 1 else None
    if line is not None:
        yield line


def _partners(person: Person, index: Index, root: str) -> Iterator[etree._Element]:
    """With whom a person speaks most."""
    if not person.partners:
        return
    partners = sorted(person.partners.items(), key=lambda pair: (-pair[1], pair[0]))
    more = {"more": str(len(partners) - _PARTNERS)} if len(partners) > _PARTNERS else {}
    yield E.partners(
        more,
        *(
            E.partner(index.persons[key].name, href=root + addresses.of_person(key), n=str(number))
            for key, number in partners[:_PARTNERS]
        ),
    )


def _all_parts(summary: Summary, parts: list[Part], root: str) -> Iterator[etree._Element]:
    for part in parts:
        yield from _parts(summary, part, root)


def _parts(summary: Summary, part: Part, root: str) -> Iterator[etree._Element]:
    """What a person does in a record, each speech a link."""
    made = E.part({name: value for name, value in (("role", part.role), ("as", part.part)) if value})
    for of, ids in (("made-speeches", part.speeches), ("mentions", part.mentions)):
        if ids:
            links = (
                E.speech(href=root + addresses.of_record(summary.file, id_), n=id_.removeprefix("sp"))
                for id_ in ids[:_SPEECHES]
            )
            more = {"more": str(len(ids) - _SPEECHES)} if len(ids) > _SPEECHES else {}
            made.append(E.speeches({"of": of, **more}, *links))
    if len(made) or made.attrib:
        yield made
