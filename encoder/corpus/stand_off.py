"""The register of a project as TEI: `listBibl`, `listPerson`, `listPlace` in `standOff`, each use a pointer.

It stands beside the folder of the editions, `records/`, that the pointers lead into; `schema/tei-encoder-register.rng`
is its grammar. What was inferred has `@cert`.
Guidelines: 14.3 Biographical and Prosopographical Data; 16.10 The standOff Container; 16.1 Links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from encoder.corpus.card import AUTHOR, RECEIVED, SENT
from encoder.corpus.slug import slug
from encoder.namespaces import RELAXNG, TEI, XML_ID, XML_LANG
from encoder.parse import languages
from encoder.profile import status

if TYPE_CHECKING:
    from encoder.corpus.card import Card
    from encoder.corpus.register import Person, Register
    from encoder.project import Project

_LANGUAGE = "en"
"""In which the register says what it says in its own words."""
_PARTS = ("participant", "present", "interpreter", AUTHOR, SENT, RECEIVED)
SCHEMA = "tei-encoder-register.rng"
_MODEL = f'<?xml-model href="schema/{SCHEMA}" type="application/xml" schematypens="{RELAXNG}"?>'


def tei(register: Register, project: Project) -> bytes:
    """The file."""
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    root.set(XML_LANG, _LANGUAGE)
    _header(root, project, register)
    stand_off = _sub(root, "standOff")
    listed = _sub(stand_off, "listBibl")
    for card in register.cards:
        bibl = _sub(listed, "bibl")
        _sub(bibl, "title", card.title).set(XML_LANG, _language(card))
        _sub(bibl, "ptr", target=_file(card.file))
    if not register.cards:
        _sub(listed, "bibl", "There are no records yet.")
    if register.persons:
        listed = _sub(stand_off, "listPerson")
        for person in register.persons.values():
            _person(listed, person)
    if register.places:
        listed = _sub(stand_off, "listPlace")
        for name, uses in register.places.items():
            place = _sub(listed, "place")
            place.set(XML_ID, f"place-{slug(name)}")
            _sub(place, "placeName", name)
            _sub(_sub(place, "linkGrp", type="uses"), "ptr", target=" ".join(_file(use.card.file) for use in uses))
    etree.indent(root)
    return (
        f"""<?xml version="1.0" encoding="UTF-8"?>\n{_MODEL}\n{etree.tostring(root, encoding="unicode")}\n""".encode()
    )


def _header(root: etree._Element, project: Project, register: Register) -> None:
    header = _sub(root, "teiHeader")
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
    _sub(_sub(file, "sourceDesc"), "p", f"The {len(register.cards)} records of the edition.")
    usage = _sub(_sub(header, "profileDesc"), "langUsage")
    for tag in sorted({_LANGUAGE, *map(_language, register.cards)}):
        _sub(usage, "language", languages.name(tag), ident=tag)


def _person(listed: etree._Element, person: Person) -> None:
    made = _sub(listed, "person")
    made.set(XML_ID, person.key)
    if person.certainty:
        made.set("cert", person.certainty)
    for name, _ in person.names.most_common():
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
        file = _file(use.card.file)
        ids = dict.fromkeys((*part.speeches, *part.mentions))
        pointers = " ".join(f"{file}#{id_}" for id_ in ids) or (f"{file}#{part.id}" if part.id else file)
        _sub(group, "ptr", type=part.part if part.part in _PARTS else _PARTS[0], target=pointers)


def _language(card: Card) -> str:
    return card.language or "und"


def _file(record: str) -> str:
    return f"records/{quote(record)}.xml"


def _sub(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{TEI}}}{name}", attributes)
    element.text = text
    return element
