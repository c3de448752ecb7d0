"""What pictures of a corpus show: its years, and who speaks with whom; `site-pictures.xsl` draws them."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from lxml.builder import E

from encoder.corpus.index import Index
from encoder.publish.site import addresses

_BARS = 120
"""More bars than this are too thin: then each is a decade."""
_NAMES = 24
"""Most names in a picture that a reader can follow."""


def timeline(years: dict[int, int], address: Callable[[str], str]) -> etree._Element | None:
    """How many records each year has; the bar of a decade leads to its first year with a record. None without years."""
    if not years:
        return None
    first, last = min(years), max(years)
    step = 1 if last - first < _BARS else 10
    start = first - first % step
    made = E.timeline()
    for at, begin in enumerate(range(start, last + 1, step)):
        inside = [year for year in range(begin, begin + step) if years.get(year)]
        to = begin + step - 1
        number = sum(years[year] for year in inside)
        if number or begin in (start, last - (last - start) % step):
            given = {"from": str(begin), "to": str(to), "n": str(number), "at": str(at)}
            made.append(E.span({**given, **({"href": address(str(inside[0]))} if inside else {})}))
    made.set("bars", str((last - start) // step + 1))
    return made


def network(index: Index) -> etree._Element | None:
    """Who of those who speak most answers whom, and how often; None where nobody answers anybody."""
    speakers = sorted(
        (person for person in index.persons.values() if person.partners),
        key=lambda person: (-sum(person.partners.values()), person.key),
    )[:_NAMES]
    at = {person.key: number for number, person in enumerate(speakers)}
    made = E.network(*(E.node(name=each.name, href=addresses.of_person(each.key)) for each in speakers))
    for person in speakers:
        for key, number in sorted(person.partners.items()):
            if key in at and at[person.key] < at[key]:
                title = f"{person.name} – {index.persons[key].name}"
                ends = {"from": str(at[person.key]), "to": str(at[key])}
                made.append(E.edge({**ends, "n": str(number), "title": title}))
    return made if made.find("edge") is not None else None
