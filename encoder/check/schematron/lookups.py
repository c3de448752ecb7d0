"""Files that rules look something up in, by name: `doc('codes.xml')//item/@xml:id` (XPath functions, 14.6.1).

A rule may read files in the schema's folder and below it, if their names stand in the rule. Each becomes a variable of
the schema, so Saxon itself reads nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from encoder.files import xml
from encoder.values.errors import EncoderError
from encoder.values.namespaces import SCHEMATRON

# doc('codes.xml') · document("lists/codes.xml") · not “doc($file)”
CALL = re.compile(
    r"(?<![\w.:$-])(?:fn:)?(?:doc|document)\s*\(\s*(?:'(?P<single>[^'{}]+)'|\"(?P<double>[^\"{}]+)\")\s*\)"
)
_LET = f"{{{SCHEMATRON}}}let"
_VARIABLE = "tei-encoder-document-{}"


def places(root: etree._Element, path: Path, top: Path) -> Iterator[Path]:
    """The files that rules of a schema's file name; `EncoderError` where one is outside the folder ``top``."""
    for element, _, value in _values(root):
        for found in CALL.finditer(value):
            yield _place(found, element, path, top)


def as_variables(root: etree._Element, path: Path, known: Mapping[Path, bytes], line: str) -> None:
    """Put a variable in place of each call, and what it holds at the start of the schema."""
    top = path.resolve().parent
    names: dict[Path, str] = {}
    for element, attribute, value in _values(root):
        for found in CALL.finditer(value):
            names.setdefault(_place(found, element, path, top), _VARIABLE.format(len(names) + 1))

        def variable(found: re.Match[str], element: etree._Element = element) -> str:
            return f"${names[_place(found, element, path, top)]}"

        element.set(attribute, CALL.sub(variable, value))
    for place, name in names.items():
        text = etree.tostring(xml.parse(known[place], str(place)), encoding="unicode").replace("'", "''")
        let = etree.Element(_LET, {"name": name, "value": f"parse-xml('{text}')", line: "1"})
        root.insert(0, let)


def _values(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """The attributes of a schema that call `doc`: element, name, value."""
    for element in root.iter(etree.Element):
        yield from ((element, str(name), value) for name, value in element.items() if CALL.search(value))


def _place(found: re.Match[str], element: etree._Element, path: Path, top: Path) -> Path:
    name = found["single"] or found["double"]
    place = Path(os.path.normpath(path.parent / unquote(name)))
    if ":" in name or "\0" in name or not place.resolve().is_relative_to(top):
        raise EncoderError(
            f"{name} is outside the schema's folder, so it is not read: move it into the folder",
            path,
            element.sourceline,
        )
    return place
