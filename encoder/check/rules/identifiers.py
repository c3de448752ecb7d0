"""Every `xml:id` is there once, and what others know a person by is well-formed (Guidelines 1.3.1.1.1, 14.2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from encoder.values.authority import SCHEMES, fault
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.namespaces import EXAMPLES, TEI, XML_ID

ID_DUPLICATE = Rule(
    "id-duplicate",
    Severity.ERROR,
    "An xml:id is used twice.",
    """An identifier names one element of a document. Used twice, a pointer to it can mean either, and many programs
refuse the file.

Example: two speeches with `xml:id="sp12"`.

What to do: give the second element another identifier, and correct the pointers to it.

Guidelines: 1.3.1.1.1 Element Identifiers and Labels.""",
)

IDENTIFIER_INVALID = Rule(
    "identifier-invalid",
    Severity.ERROR,
    "An identifier is invalid.",
    """VIAF, Wikidata, GND, ORCID, ISNI, ISBN, ISSN, DOI and ISIL identifiers have a fixed form, and most have a check
digit. They are checked in `idno`, by its `@type`, and in pointers to the addresses of the registries
(`ref="https://d-nb.info/gnd/118540238"`).

Example: `<idno type="ORCID">0000-0002-1825-0098</idno>`, whose last sign would be 7.

What to do: look the identifier up again. If you have a file of people, correct it there and apply it (`people
--apply`).

Guidelines: 14.2.1 Personal Names; 3.12.2.4 (`idno`).""",
)


_IDENTIFIED = etree.XPath("//*[@xml:id][namespace-uri() != $examples]")
_ADDRESSES = {  # where identifiers are at home, the scheme
    "viaf.org/viaf/": "VIAF", "www.wikidata.org/wiki/": "Wikidata", "www.wikidata.org/entity/": "Wikidata",
    "d-nb.info/gnd/": "GND", "orcid.org/": "ORCID", "isni.org/isni/": "ISNI", "doi.org/": "DOI",
}  # fmt: skip
_ADDRESS = re.compile(rf"https?://(?P<home>{'|'.join(map(re.escape, _ADDRESSES))})(?P<value>[^\s?#]*?)/?(?:[?#]\S*)?")
_POINTING = ("ref", "target", "sameAs", "corresp", "key", "source")
_POINTING_AWAY = etree.XPath("//t:idno | //t:*/@*[contains(., '://')]/..", namespaces={"t": TEI})
_TYPES = {scheme.lower(): scheme for scheme in SCHEMES}


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The second and later uses of an identifier, and identifiers that cannot be right."""
    seen: set[str] = set()
    for element in _IDENTIFIED(edition.root, examples=EXAMPLES):
        identifier = element.get(XML_ID)
        if identifier in seen:
            place = edition.attribute_span(element, XML_ID)
            yield ID_DUPLICATE.at(place, f"the xml:id “{identifier}” is used a second time")
        seen.add(identifier)
    for element in _POINTING_AWAY(edition.root):
        if element.tag == f"{{{TEI}}}idno":
            yield from _of_idno(edition, element)
        for name in _POINTING:
            for address in (element.get(name) or "").split():
                found = _ADDRESS.fullmatch(address)
                if found and (wrong := fault(_ADDRESSES[found["home"]], found["value"])):
                    yield IDENTIFIER_INVALID.at(edition.attribute_span(element, name), wrong)


def _of_idno(edition: Edition, idno: etree._Element) -> Iterator[Diagnostic]:
    """An `idno` whose type names a scheme holds the identifier, or its address."""
    scheme = _TYPES.get(idno.get("type", "").lower())
    said = "".join(idno.itertext()).strip()
    address = _ADDRESS.fullmatch(said)
    if address and _ADDRESSES[address["home"]] == (scheme or _ADDRESSES[address["home"]]):
        scheme, said = _ADDRESSES[address["home"]], address["value"]
    if scheme and said and (wrong := fault(scheme, said)):
        yield IDENTIFIER_INVALID.at(edition.span(idno), wrong)
