"""Files that an edition includes are there (XInclude 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from encoder.check.corpora import INCLUDE, address, files_of, is_local, root_of, shared
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition, OpenedEdition
from encoder.values.namespaces import XINCLUDE

INCLUDE_MISSING = Rule(
    "include-missing",
    Severity.ERROR,
    "An included file cannot be used.",
    """`xi:include` names a file next to the edition. The file does not exist, it is not XML, or it includes the
edition in turn. Web addresses are not fetched.

Example: `<xi:include href="2014/a.xml"/>`, and the folder has no `2014/a.xml`.

What to do: correct the address, or add the file. An `xi:fallback` says what stands in its place.

Guidelines: 4.3.1 Grouped Texts.""",
)

ID_SHARED = Rule(
    "id-shared",
    Severity.WARNING,
    "Two files of a corpus have the same identifier.",
    """An XInclude processor treats a corpus as one document, in which an `xml:id` may occur only once. Two included
files, or this file and an included one, use the same identifier. A pointer to it may lead to either.

Example: `a.xml` and `b.xml` both have `xml:id="kim"`.

What to do: begin the identifiers of each file with its name: `a.kim` and `b.kim`.

Guidelines: 1.3.1.1.1 (@xml:id); XInclude 1.1, 4.2.4.""",
)

_SHOWN = 20
_FALLBACK = f"{{{XINCLUDE}}}fallback"


class Included(NamedTuple):
    """What an `xi:include` includes: the name of the file's root in Clark's notation, or the reason why nothing."""

    tag: str
    reason: str = ""


def standing(edition: Edition) -> Mapping[etree._Element, str]:
    """The elements of an edition that include others, with the names of those; with none where nothing is there."""
    others = dict.fromkeys(edition.root.iter(INCLUDE), "")  # text, and parts of files, are not judged
    return others | {element: found.tag for element, found in _included(edition)}


def is_whole(edition: Edition) -> bool:
    """Whether every file that an edition includes is there."""
    return all(found.tag for _, found in _included(edition))


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The files that are included and are not there."""
    for element, found in _included(edition):
        if found.reason and element.find(_FALLBACK) is None:
            message = f"“{element.get('href', '')}” {found.reason}"
            yield INCLUDE_MISSING.at(edition.attribute_span(element, "href"), message)
    yield from _shared(edition)


def _shared(edition: Edition) -> Iterator[Diagnostic]:
    """The identifiers that two files of the corpus have."""
    element = edition.root.find(f".//{INCLUDE}")
    in_parts = any(each.get("xpointer") for each in edition.root.iter(INCLUDE))
    if element is None or in_parts or not isinstance(edition, OpenedEdition):
        return  # an xpointer includes only part of a file, with unknown identifiers
    found = [*shared(edition.source.name)]
    for name, first, second in found[:_SHOWN]:
        message = f"“{name}” stands in {first.name} and in {second.name}"
        yield ID_SHARED.at(edition.span(element), message)
    if more := len(found) - _SHOWN if len(found) > _SHOWN else 0:
        yield ID_SHARED.at(edition.span(element), f"{more:,} more identifiers stand in two files")


def _included(edition: Edition) -> Iterator[tuple[etree._Element, Included]]:
    """Each `xi:include` with what it stands for."""
    if not isinstance(edition, OpenedEdition):
        return
    own = Path(edition.source.name)
    for element in edition.root.iter(INCLUDE):
        if element.get("parse", "xml") == "xml" and not element.get("xpointer"):
            yield element, _found(own, address(element))


def _found(own: Path, href: str) -> Included:
    if not href:
        return Included("", "names no file; give @href the path of a file")
    if not is_local(href):
        return Included("", "is a web address, which is not fetched; include a local copy")
    path = own.parent / unquote(href)
    if not path.is_file():
        return Included("", f"does not exist: there is no file “{path}”")
    if path.resolve() == own.resolve() or str(own.resolve()) in files_of(str(path)):
        return Included("", "includes this file in turn; remove one of the two includes")
    tag = root_of(path)
    return Included(tag, "" if tag else "is not XML")
