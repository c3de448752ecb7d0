"""The house schema, by RELAX NG (ISO/IEC 19757-2).

libxml2 judges; it names the line but no column, and for some faults the child in place of the parent. So the place is
taken from the element that its path leads to, and only the first message about an element is passed on: the others
follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from encoder import resources
from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition
from encoder.namespaces import TEI

RELAXNG_INVALID = Rule(
    "relaxng-invalid",
    Severity.ERROR,
    "The edition is not valid against the house schema.",
    """The RELAX NG grammar `schema/tei-encoder.rng` says which TEI elements an edition may have, where, and with which
attributes. It is a subset of TEI: whatever is valid here is valid against tei_all.

Example: `<note>` without `type`, `<sp>` without `speaker`, `<supplied>` without `resp`.

What to do: correct the element that the message names. The grammar is short and commented; the element's definition
says what may stand in it.

Guidelines: 1.2 Defining a TEI Schema; 23 Using the TEI.""",
)

_PREFIX = re.compile(r"\{[^}]*\}|\b\w+:(?=\w)")


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Where the edition departs from the grammar."""
    schema = _schema()
    if schema.validate(edition.tree):
        return
    namespaces = {"ns": TEI}
    seen: set[etree._Element] = set()
    for entry in schema.error_log:
        element = _element(edition, entry.path, namespaces)
        family = {element, element.getparent(), *element} if element is not None else set()
        if family & seen:
            continue
        if element is not None:
            seen.add(element)
        yield RELAXNG_INVALID.at(edition.span(element), _sentence(entry.message, element))


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(resources.schema("tei-encoder.rng")))


def _element(edition: Edition, path: str | None, namespaces: dict[str, str]) -> etree._Element | None:
    """The element at a path of libxml2's: `/*/*[2]/*[3]`, or with names."""
    if not path:
        return None
    try:
        found = edition.tree.xpath(path, namespaces=namespaces)
    except etree.XPathError:
        return None
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def _sentence(message: str, element: etree._Element | None) -> str:
    text = _PREFIX.sub("", message).strip()
    if element is None:
        return text
    return f"in <{etree.QName(element).localname}>: {text[:1].lower()}{text[1:]}"
