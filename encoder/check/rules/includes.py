"""Files that an edition includes are there (XInclude 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from encoder.check.corpora import NAMESPACE, root_of
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition, OpenedEdition
from encoder.values.namespaces import XML

INCLUDE_MISSING = Rule(
    "include-missing",
    Severity.ERROR,
    "An included file cannot be used.",
    """`xi:include` names a file next to the edition. There is no such file, it is no XML, or it includes the file
that includes it. Web addresses are not fetched.

Example: `<xi:include href="2014/a.xml"/>`, and the folder has no `2014/a.xml`.

What to do: correct the address, or add the file. An `xi:fallback` says what stands in its place.

Guidelines: 4.3.1 Grouped Texts.""",
)

INCLUDE = f"{{{NAMESPACE}}}include"
_FALLBACK = f"{{{NAMESPACE}}}fallback"


class Included(NamedTuple):
    """What an `xi:include` stands for: a file, and the name of its root in Clark's notation."""

    path: Path
    tag: str


def standing(edition: Edition) -> Mapping[etree._Element, str]:
    """The elements of an edition that include others, with the names of those; with none where nothing is there."""
    others = dict.fromkeys(edition.root.iter(INCLUDE), "")  # text, and parts of files, are not judged
    return others | {element: found.tag if found else "" for element, found in _included(edition)}


def is_whole(edition: Edition) -> bool:
    """Whether every file that an edition includes is there."""
    return all(found for _, found in _included(edition))


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The files that are included and are not there."""
    for element, found in _included(edition):
        if found is None and element.find(_FALLBACK) is None:
            href = element.get("href", "")
            message = f"“{href}” is included and is not there" if _is_local(href) else f"“{href}” is not fetched"
            yield INCLUDE_MISSING.at(edition.attribute_span(element, "href"), message)


def _included(edition: Edition) -> Iterator[tuple[etree._Element, Included | None]]:
    """Each `xi:include` with what it stands for; None where that is not there."""
    if not isinstance(edition, OpenedEdition):
        return
    own = Path(edition.source.name)
    for element in edition.root.iter(INCLUDE):
        if element.get("parse", "xml") != "xml" or element.get("xpointer"):
            continue
        bases = [each.get(f"{{{XML}}}base", "") for each in (element, *element.iterancestors())]
        href = reduce(urljoin, (*reversed(bases), element.get("href", "")))
        path = own.parent / unquote(href)
        tag = root_of(path) if _is_local(href) and path.resolve() != own.resolve() else ""
        yield element, Included(path, tag) if tag else None


def _is_local(href: str) -> bool:
    return bool(href) and not urlsplit(href).scheme and not href.startswith("//")
