"""The register of a project as TEI: `listBibl`, `listPerson`, `listPlace` in `standOff`, each use a pointer.

It stands beside the folder of the editions, `records/`, that the pointers lead into; `schema/tei-encoder-register.rng`
is its grammar. What was inferred has `@cert`. It is made entry by entry, since of many records it is long.
Guidelines: 14.3 Biographical and Prosopographical Data; 16.10 The standOff Container; 16.1 Links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import starmap
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from encoder.corpus.slug import slug
from encoder.corpus.summary import AUTHOR, RECEIVED, SENT
from encoder.lexicon import languages
from encoder.values.namespaces import RELAXNG, TEI, XML_ID, XML_LANG
from encoder.values.profile import status

if TYPE_CHECKING:
    from encoder.corpus.index import Index, Person, Use
    from encoder.corpus.summary import Summary
    from encoder.project import Project

_LANGUAGE = "en"
"""In which the register says what it says in its own words."""
_PARTS = ("participant", "present", "interpreter", AUTHOR, SENT, RECEIVED)
SCHEMA = "tei-encoder-register.rng"
_MODEL = f'<?xml-model href="schema/{SCHEMA}" type="application/xml" schematypens="{RELAXNG}"?>'


def tei(index: Index, project: Project) -> Iterator[bytes]:
    """The file, piece by piece."""
    yield f"""<?xml version="1.0" encoding="UTF-8"?>\n{_MODEL}\n<TEI xmlns="{TEI}" xml:lang="{_LANGUAGE}">\n""".encode()
    yield _piece(_header(project, index), 1)
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
        yield _piece(entry, 3)
    if is_open:
        yield f"    </{name}>\n".encode()


def _piece(element: etree._Element, level: int) -> bytes:
    """An element, indented. It has no namespace of its own: that of the root holds for it."""
    etree.indent(element, level=level)
    return b"  " * level + etree.tostring(element, encoding="UTF-8", xml_declaration=False) + b"\n"


def _header(project: Project, index: Index) -> etree._Element:
    header = etree.Element("teiHeader")
    file = _sub(header, "fileDesc")
    _sub(_sub(file, "titleStmt"), "title", f"{project.title}: persons and places", type="main")
    published = _sub(file, "publicationStmt")
    if project.publisher is None:
        made = _sub(published, "p", "Made with the edition by tei-encoder. ")
        if project.licence:
            _sub(made, "ref", project.licence, target=project.licence, type="licence")
    else:
        _sub(published, "publisher", project.publisher)
        available = _sub(published, "availability", status=status(project.licence))
        if project.licence:
            _sub(available, "licence", project.licence, target=project.licence)
        else:
            _sub(available, "p", "The edition states no licence.")
    _sub(_sub(file, "sourceDesc"), "p", f"The {len(index.summaries)} records of the edition.")
    usage = _sub(_sub(header, "profileDesc"), "langUsage")
    for tag in sorted({_LANGUAGE, *map(_language, index.summaries)}):
        _sub(usage, "language", languages.name(tag), ident=tag)
    return header


def _nothing() -> etree._Element:
    bibl = etree.Element("bibl")
    bibl.text = "There are no records yet."
    return bibl


def _record(summary: Summary) -> etree._Element:
    bibl = etree.Element("bibl")
    _sub(bibl, "title", summary.title).set(XML_LANG, _language(summary))
    _sub(bibl, "ptr", target=_file(summary.file))
    return bibl


def _person(person: Person) -> etree._Element:
    made = etree.Element("person", {XML_ID: person.key})
    if person.certainty:
        made.set("cert", person.certainty)
    for name in dict.fromkeys((person.name, *(name for name, _ in person.names.most_common()))):
        _sub(made, "persName", name)
    for scheme, value in sorted(person.identifiers.items()):
        _sub(made, "idno", value, type=scheme)
    for role in person.roles:
        _sub(made, "note", role, type="role")
    group = _sub(made, "linkGrp", type="uses")
    for use in person.uses:
        part = use.part
        if part is None:
            continue
        file = _file(use.summary.file)
        ids = dict.fromkeys((*part.speeches, *part.mentions))
        pointers = " ".join(f"{file}#{id_}" for id_ in ids) or (f"{file}#{part.id}" if part.id else file)
        _sub(group, "ptr", type=part.part if part.part in _PARTS else _PARTS[0], target=pointers)
    return made


def _place(name: str, uses: list[Use]) -> etree._Element:
    place = etree.Element("place", {XML_ID: f"place-{slug(name)}"})
    _sub(place, "placeName", name)
    _sub(_sub(place, "linkGrp", type="uses"), "ptr", target=" ".join(_file(use.summary.file) for use in uses))
    return place


def _language(summary: Summary) -> str:
    return summary.language or "und"


def _file(record: str) -> str:
    return f"records/{quote(record)}.xml"


def _sub(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    element.text = text
    return element
