"""The house schema, by RELAX NG (ISO/IEC 19757-2).

libxml2 judges; it names the line but no column, and for some faults the child in place of the parent. So the place is
taken from the element that its path leads to, and of the messages that one fault causes the innermost is passed on.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

from encoder import resources
from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition

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


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Where the edition departs from the grammar."""
    schema = _schema()
    if schema.validate(edition.tree):
        return
    entries = [
        (element, entry.message) for entry in schema.error_log if (element := _element(edition, entry.path)) is not None
    ]
    if not entries:
        yield RELAXNG_INVALID.at(None, "; ".join(_plain(entry.message) for entry in schema.error_log) or "not valid")
    for element, message in _causes(entries):
        tag = etree.QName(element).localname
        yield RELAXNG_INVALID.at(edition.span(element), f"in <{tag}>: {_plain(message)}")


def _causes(entries: list[tuple[etree._Element, str]]) -> Iterator[tuple[etree._Element, str]]:
    """One entry for each fault: around an element that fails its ancestors fail too, and what follows them."""
    around: set[etree._Element] = set()
    for element, message in sorted(entries, key=lambda entry: -sum(1 for _ in entry[0].iterancestors())):
        own = message.endswith("failed to validate attributes")
        if element in around or (not own and element.getparent() in around):
            continue
        around.update((element, *element.iterancestors()))
        yield element, message


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(resources.schema("tei-encoder.rng")))


def _element(edition: Edition, path: str | None) -> etree._Element | None:
    """The element at a path of libxml2's, such as `/*/*[2]/*[3]`."""
    found = edition.tree.xpath(path) if path else None
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def _plain(message: str) -> str:
    text = message.strip()
    return f"{text[:1].lower()}{text[1:]}"
