"""The register of a project as TEI: `listBibl`, `listPerson`, `listPlace` in `standOff`, each use a pointer.

It stands beside the folder of the editions, `records/`, that the pointers lead into; `schema/tei-encoder-register.rng`
is its grammar. What was inferred has `@cert`. It is made entry by entry, since of many records it is long.
Guidelines: 14.3 Biographical and Prosopographical Data; 16.10 The standOff Container; 16.1 Links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import starmap
from typing import TYPE_CHECKING

from lxml import etree

from encoder.corpus.slug import slug
from encoder.corpus.summary import AUTHOR, RECEIVED, SENT
from encoder.corpus.writing import LANGUAGE, child, file_desc, file_of, lang_usage, language, piece
from encoder.values.namespaces import RELAXNG, TEI, XML_ID, XML_LANG
from encoder.values.record.identifiers import qualified

if TYPE_CHECKING:
    from encoder.corpus.index import Index, Person, Use
    from encoder.corpus.summary import Summary
    from encoder.project import Project

_PARTS = ("participant", "present", "interpreter", AUTHOR, SENT, RECEIVED)
_REGISTER = "register"
"""What its identifiers begin with: they stand in one corpus with those of the editions."""
SCHEMA = "tei-encoder-register.rng"
_MODEL = f'<?xml-model href="schema/{SCHEMA}" type="application/xml" schematypens="{RELAXNG}"?>'


def tei(index: Index, project: Project) -> Iterator[bytes]:
    """The file, piece by piece."""
    yield f"""<?xml version="1.0" encoding="UTF-8"?>\n{_MODEL}\n<TEI xmlns="{TEI}" xml:lang="{LANGUAGE}">\n""".encode()
    yield piece(_header(project, index), 1)
    yield b"  <standOff>\n"
    yield from _list("listBibl", map(_record, index.summaries) if index.summaries else [_nothing()])
    yield from _list("listPerson", map(_person, index.persons.values()))
    yield from _list("listPlace", starmap(_place, index.places.items()))
    yield b"  </standOff>\n</TEI>\n"


def _list(name: str, entries: Iterable[etree._Element]) -> Iterator[bytes]:
    """A list with its entries; nothing where there are none."""
    is_open = False
    for entry in entries:
        if not is_open:
            yield f"    <{name}>\n".encode()
            is_open = True
        yield piece(entry, 3)
    if is_open:
        yield f"    </{name}>\n".encode()


def _header(project: Project, index: Index) -> etree._Element:
    header = etree.Element("teiHeader")
    title = f"{project.title}: persons and places"
    header.append(file_desc(project, title, f"The {len(index.summaries)} records of the edition."))
    lang_usage(child(header, "profileDesc"), index)
    return header


def _nothing() -> etree._Element:
    bibl = etree.Element("bibl")
    bibl.text = "There are no records yet."
    return bibl


def _record(summary: Summary) -> etree._Element:
    bibl = etree.Element("bibl")
    child(bibl, "title", summary.title).set(XML_LANG, language(summary))
    child(bibl, "ptr", target=file_of(summary.file))
    return bibl


def _person(person: Person) -> etree._Element:
    made = etree.Element("person", {XML_ID: qualified(_REGISTER, person.key)})
    if person.certainty:
        made.set("cert", person.certainty)
    for name in dict.fromkeys((person.name, *(name for name, _ in person.names.most_common()))):
        child(made, "persName", name)
    for scheme, value in sorted(person.identifiers.items()):
        child(made, "idno", value, type=scheme)
    for role in person.roles:
        child(made, "note", role, type="role")
    group = child(made, "linkGrp", type="uses")
    for use in person.uses:
        part = use.part
        if part is None:
            continue
        file = file_of(use.summary.file)
        ids = dict.fromkeys((*part.speeches, *part.mentions))
        pointers = " ".join(f"{file}#{id_}" for id_ in ids) or (f"{file}#{part.id}" if part.id else file)
        child(group, "ptr", type=part.part if part.part in _PARTS else _PARTS[0], target=pointers)
    return made


def _place(name: str, uses: list[Use]) -> etree._Element:
    place = etree.Element("place", {XML_ID: qualified(_REGISTER, f"place-{slug(name)}")})
    child(place, "placeName", name)
    child(child(place, "linkGrp", type="uses"), "ptr", target=" ".join(file_of(use.summary.file) for use in uses))
    return place
