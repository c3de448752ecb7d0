"""Schematron (ISO/IEC 19757-3): a project's own rules in XPath, with line and column, without Java.

A schema is compiled to XSLT 3.0 by `xslt/schematron.xsl` and run by Saxon, shut in: it reads no file and no address.
The result is SVRL; each failed assertion becomes a finding at the node that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lxml import etree

from encoder import xmlfile
from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition
from encoder.errors import EncoderError
from encoder.saxon import vet
from encoder.saxon.processor import TransformError, transformer
from encoder.source import Span
from encoder.tei.serialize import serialize

SCHEMATRON = Rule(
    "schematron",
    Severity.ERROR,
    "A rule of the project's own Schematron schema is broken.",
    """A Schematron schema, given with `--schematron FILE`, says in XPath what a grammar cannot. The finding's name is
`schematron:` and the id of the assertion, or of its rule or pattern, so that it can be selected and ignored by it; its
severity is what `@role` says: error (also where there is none), warning or information.

Example: `<assert id="who" test="@who">A speech needs @who.</assert>` gives `schematron:who`.

What to do: what the message says; it is the project's.

Guidelines: 23.4 Implementation of an ODD System (constraints); ISO/IEC 19757-3.""",
)

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_LINE = "{https://tei-encoder.invalid/schematron}line"
_ENTRY = "schematron"
_LINES = re.compile(r' \w+:line="(\d+)"')
_STATIC = re.compile(r"on line (?P<line>\d+).*?(?P<code>[A-Z]{4}\d{4})\s+(?P<words>.*)", re.DOTALL)
_SEVERITIES = {
    **dict.fromkeys(("info", "information", "informational", "notice", "note", "hint"), Severity.INFO),
    **dict.fromkeys(("warn", "warning", "nonfatal", "caution"), Severity.WARNING),
}
"""What @role says, in small letters; everything else is an error."""

_READS = re.compile(
    r"(?<![\w.-])(?:fn:)?(?P<name>doc|document|doc-available|collection|uri-collection|unparsed-text(?:-lines|-available)?"
    r"|json-doc|environment-variable|available-environment-variables|function-lookup|transform"
    r"|load-xquery-module)\s*(?:\(|#\d)"
)
"""Functions that read something else than the document: `doc('secret.xml')`, not `my:doc(…)` and not `@doc`."""


def check(edition: Edition, schema: Path, phase: str = "#DEFAULT") -> Iterator[Diagnostic]:
    """What a Schematron schema finds; `EncoderError` where it is none, or asks for something outside the document."""
    report = xmlfile.parse(svrl(edition, schema, phase).encode(), str(schema))
    for found in report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report", f"{_SVRL}error"):
        yield _finding(found, edition)


def svrl(edition: Edition, schema: Path, phase: str = "#DEFAULT") -> str:
    """The report in SVRL (ISO/IEC 19757-3, annex D)."""
    stylesheet = compiled(schema, phase)
    try:
        saxon = transformer((), stylesheet)
        return saxon.run(_ENTRY, saxon.parse(serialize(edition).decode().partition("\n")[2]), {})
    except TransformError as error:
        raise EncoderError(_fault(str(error), schema, stylesheet)) from None


def compiled(schema: Path, phase: str = "#DEFAULT") -> str:
    """The stylesheet that a schema becomes; `EncoderError` where it is no Schematron, or asks for more than it may."""
    data = vet.read(schema, "Schematron schema")
    return _compiled(schema, data, phase)


@lru_cache(maxsize=8)
def _compiled(schema: Path, data: bytes, phase: str) -> str:
    root = xmlfile.parse(data, str(schema))
    if root.tag != f"{_SCH}schema":
        tag = etree.QName(root)
        raise EncoderError(f"{schema}: this is no Schematron schema: its root is {tag.localname} in {tag.namespace}")
    for element in root.iter(etree.Element):
        _refuse(element, schema)
        element.set(_LINE, str(element.sourceline))
    compiler = transformer(("schematron.xsl",))
    try:
        document = compiler.parse(etree.tostring(root, encoding="unicode"))
        made = compiler.transform("schematron.xsl", document, {"phase": phase})
        return re.sub(r"<(?=xsl:[^<>]* \w+:line=)", "\n<", made)  # a line each, for the messages about them
    except TransformError as error:
        told = re.search(r"(?P<line>\d+): (?P<why>.*)", str(error))
        place = f"{schema}:{told['line']}" if told else str(schema)
        raise EncoderError(f"{place}: {told['why'] if told else error}") from None


def _refuse(element: etree._Element, schema: Path) -> None:
    """`EncoderError` where an element would read something else than the document."""
    why = "another stylesheet is asked for; put what it holds into this schema" if element.tag in vet.LINKS else None
    if why := why or vet.refused(element):
        raise EncoderError(f"{schema}:{element.sourceline}: {why}")
    for name, value in element.items():
        if name != "see" and (reads := _READS.search(value)):
            raise EncoderError(
                f"{schema}:{element.sourceline}: {reads['name']}() reads something else than the document, and nothing "
                "is read; put what it needs into the schema"
            )


def _fault(told: str, schema: Path, stylesheet: str) -> str:
    """What Saxon says of an expression, with the line of the schema that the instruction was made from."""
    found = _STATIC.search(told)
    if found is None:
        return f"{schema}: {' '.join(told.split())}"
    lines = stylesheet.split("\n")
    made = [line[1] for line in map(_LINES.search, lines[: int(found["line"])]) if line]
    words = " ".join(found["words"].partition("Error in")[0].split())
    return f"{schema}:{made[-1] if made else 1}: {found['code']}: {words}"


def _finding(found: etree._Element, edition: Edition) -> Diagnostic:
    words = _words(found.find(f"{_SVRL}text"))
    if found.tag == f"{_SVRL}error":
        words = f"this could not be tested ({found.get('code')}): {_words(found)}"
    name = found.get("id") or found.get("pattern")
    severity = _SEVERITIES.get(found.get("role", "").lower(), Severity.ERROR)
    rule = replace(SCHEMATRON, name=f"{SCHEMATRON.name}:{name}" if name else SCHEMATRON.name, severity=severity)
    notes = [_words(each) for each in found if each.tag != f"{_SVRL}text" and len(each)]
    return rule.at(_place(edition, found.get("location", "")), words or f"the test fails: {found.get('test')}", *notes)


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


_STEP = re.compile(
    r"/(?:(?P<attribute>@(?:Q\{[^}]*\})?[^/\[]+)|(?P<name>Q\{[^}]*\}[^/\[]+|[^/\[({]+)\[(?P<at>\d+)\]|[^/]+)"
)


def _place(edition: Edition, path: str) -> Span | None:
    """The span of a node that fn:path names: `/Q{http://www.tei-c.org/ns/1.0}TEI[1]/…/@who`."""
    element: etree._Element | None = None
    for step in _STEP.finditer(path):
        if step["name"]:
            tag = step["name"].removeprefix("Q").removeprefix("{}")
            inside = [edition.root] if element is None else element.iterchildren(tag)
            element = next((each for n, each in enumerate(inside, 1) if n == int(step["at"])), element)
        elif step["attribute"] and element is not None:
            return edition.attribute_span(element, step["attribute"].rpartition("}")[2].lstrip("@"))
    return edition.span(element if element is not None else edition.root)
