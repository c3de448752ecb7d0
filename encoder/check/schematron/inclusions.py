"""Includes of a Schematron schema: elements of other files take the place of the links to them (ISO/IEC 19757-3).

    <include href="people.sch"/>            the element of that file, or the one with the id after `#`
    <extends href="people.sch#named"/>      what is in that element

Only files in the schema's folder and below it are read.
"""

from __future__ import annotations

import os
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from encoder.check.schematron import lookups
from encoder.files import xml
from encoder.saxon import vet
from encoder.values.errors import EncoderError
from encoder.values.namespaces import SCHEMATRON, XML_ID

_SCH = f"{{{SCHEMATRON}}}"
_INCLUDE, _EXTENDS = f"{_SCH}include", f"{_SCH}extends"
_DEEPEST, _LARGEST = 10, 20_000
"""The deepest nesting of includes, and the most elements in the resulting schema."""


def files(schema: Path) -> dict[Path, bytes]:
    """The bytes of a schema's file, of all that it includes, and of the files its rules name, by their paths."""
    top = schema.resolve().parent
    found: dict[Path, bytes] = {}
    read: dict[Path, bytes] = {}
    waiting = [schema]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = vet.read(path, "Schematron schema")
        root = xml.parse(found[path], str(path))
        waiting += [_place(link, path, top)[0] for link in _links(root)]
        read |= {place: vet.read(place, "file that a rule names") for place in lookups.places(root, schema, top)}
    return found | read


def resolved(root: etree._Element, path: Path, known: dict[Path, bytes], line: str, depth: int = 0) -> None:
    """Replace each link by what it includes. Included elements get the attribute ``line`` with the link's line."""
    top = next(iter(known)).resolve().parent
    for link in _links(root):
        place, name = _place(link, path, top)
        if depth >= _DEEPEST:
            raise EncoderError(
                f"includes are nested more than {_DEEPEST} deep, perhaps in a circle", path, link.sourceline
            )
        other = xml.parse(known[place], str(place))
        resolved(other, place, known, line, depth + 1)
        target = _named(other, name) if name else other
        if target is None:
            raise EncoderError(f"{place} has no element with the id “{name}”", path, link.sourceline)
        if link.tag == _INCLUDE and target.tag == f"{_SCH}schema":
            raise EncoderError(
                "a whole schema is included: name a pattern or rule of it after “#”", path, link.sourceline
            )
        if link.getparent() is None:
            raise EncoderError("the root element is an include: use the included file instead", path, link.sourceline)
        parts = [deepcopy(target)] if link.tag == _INCLUDE else [deepcopy(part) for part in target]
        for part in parts:
            for element in part.iter(etree.Element):
                element.set(line, str(link.sourceline))
            link.addprevious(part)
        if sum(1 for _ in root.iter()) > _LARGEST:
            raise EncoderError(f"the schema and its includes have more than {_LARGEST:,} elements", path)
        parent = link.getparent()
        assert parent is not None
        parent.remove(link)


def _named(root: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in root.iter() if name in (each.get("id"), each.get(XML_ID))), None)


def _links(root: etree._Element) -> list[etree._Element]:
    return [each for each in root.iter(_INCLUDE, _EXTENDS) if each.get("href") is not None]


def _place(link: etree._Element, path: Path, top: Path) -> tuple[Path, str]:
    """The file that a link leads to, and the id of the element in it."""
    address, _, name = (link.get("href") or "").partition("#")
    place = Path(os.path.normpath(path.parent / unquote(address))) if address else path
    if ":" in address or "\0" in str(place) or not place.resolve().is_relative_to(top):
        raise EncoderError(
            f"{address} is outside the schema's folder, so it is not read: move it into the folder",
            path,
            link.sourceline,
        )
    return place, name
