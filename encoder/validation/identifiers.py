"""Every `xml:id` is there once, and what others know a person by is well-formed (Guidelines 1.3.1.1.1, 14.2.1)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from encoder.authority import fault
from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition
from encoder.namespaces import TEI, XML_ID

ID_DUPLICATE = Rule(
    "id-duplicate",
    Severity.ERROR,
    "An xml:id is used twice.",
    """An identifier names one element of a document. Used twice, a pointer to it can mean either, and many programs
refuse the file.

Example: two speeches with `xml:id="sp12"`.

What to do: give the second element an identifier of its own, and correct the pointers that mean it.

Guidelines: 1.3.1.1.1 Element Identifiers and Labels.""",
)

IDENTIFIER_INVALID = Rule(
    "identifier-invalid",
    Severity.ERROR,
    "An identifier of a person is none of its kind.",
    """VIAF, Wikidata, GND, ORCID and ISNI identifiers have a form, and all but the first two a check digit: one wrong
figure, and the identifier is nobody's, or somebody else's.

Example: `<idno type="ORCID">0000-0002-1825-0098</idno>`, whose last sign would be 7.

What to do: look the person up again. With a file of people, put it right there and apply it (`people --apply`).

Guidelines: 14.2.1 Personal Names; 3.12.2.4 (`idno`).""",
)


_IDENTIFIED = etree.XPath("//*[@xml:id]")


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The second and later uses of an identifier, and identifiers that cannot be right."""
    seen: set[str] = set()
    for element in _IDENTIFIED(edition.root):
        identifier = element.get(XML_ID)
        if identifier in seen:
            yield ID_DUPLICATE.at(edition.span(element), f"the xml:id “{identifier}” is used a second time")
        seen.add(identifier)
    for idno in edition.root.iter(f"{{{TEI}}}idno"):
        wrong = fault(idno.get("type", ""), (idno.text or "").strip())
        if wrong:
            yield IDENTIFIER_INVALID.at(edition.span(idno), wrong)
