"""Every `xml:id` is there once (XML Schema ID; Guidelines 1.3.1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition
from encoder.namespaces import XML_ID

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


_IDENTIFIED = etree.XPath("//*[@xml:id]")


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The second and later uses of an identifier."""
    seen: set[str] = set()
    for element in _IDENTIFIED(edition.root):
        identifier = element.get(XML_ID)
        if identifier in seen:
            yield ID_DUPLICATE.at(edition.span(element), f"the xml:id “{identifier}” is used a second time")
        seen.add(identifier)
