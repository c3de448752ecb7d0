"""Schematron (ISO/IEC 19757-3): a project's own rules in XPath, with line and column, without Java.

A schema is compiled to XSLT 3.0 by `xslt/schematron.xsl` and run by Saxon, shut in: it reads no file and no address.
The result is SVRL; each failed assertion becomes a finding at the node that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from encoder.check import aside, embedded, inclusions
from encoder.check.model import files_of, holds_rules
from encoder.files import xml
from encoder.saxon import vet
from encoder.saxon.processor import TransformError, transformer
from encoder.tei.serialize import serialize
from encoder.values import namespaces
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from encoder.values.source import Span

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

SCHEMATRON_NOT_RUN = Rule(
    "schematron-not-run",
    Severity.WARNING,
    "Some Schematron rules were not run.",
    """An edition can name Schematron rules in its first lines (`xml-model`), and a RELAX NG schema made from an ODD
contains rules too; both are run. These rules were not run. The message gives the reason: a file is missing (reported as
information, not as a warning), a rule is invalid or needs more than the edition, or an ODD puts it on a class whose
members it does not list.

Example: `<?xml-model href="../rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>`, and no such file.

What to do: put the file where the edition expects it, or list it in a catalog (`--catalog FILE`). Write a rule on a
class as a `sch:rule` with its own context.

Guidelines: 23.5.2 (additional constraints).""",
)

_SCH = f"{{{namespaces.SCHEMATRON}}}"
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

_KNOWN = frozenset(
    """schema ns title p pattern rule assert report let phase active extends param diagnostics diagnostic properties
    property value-of name emph dir span include""".split()
)
_STRINGS = re.compile(r"'[^']*'|\"[^\"]*\"")
_READERS = (
    "doc", "document", "doc-available", "collection", "uri-collection", "unparsed-text", "unparsed-text-lines",
    "unparsed-text-available", "json-doc", "environment-variable", "available-environment-variables", "function-lookup",
    "transform", "load-xquery-module",
)  # fmt: skip
_READS = re.compile(rf"(?<![\w.:-])(?:fn:)?(?P<name>{'|'.join(_READERS)})\s*(?:\(|#\d)")
"""Functions that read something else than the document: `doc('secret.xml')`, not `my:doc(…)` and not `@doc`."""


def check(
    edition: Edition, schema: Path, phase: str = "#DEFAULT", *, seconds: float | None = None
) -> Iterator[Diagnostic]:  # fmt: skip
    """The findings of a Schematron schema; `EncoderError` if it is invalid, or reads anything but the document.

    With a limit in ``seconds`` the rules run in another process.
    """
    if seconds is None:
        told = svrl(edition, schema, phase)
    else:
        told = aside.svrl(serialize(edition), edition.source.name, schema, phase, seconds)
    report = xml.parse(told.encode(), str(schema))
    places = _Places(edition)
    if schema.suffix != ".sch" and (
        unplaced := _compiled(schema, tuple(inclusions.files(schema).items()), phase).unplaced
    ):
        rules = "1 rule is" if unplaced == 1 else f"{unplaced} rules are"
        yield SCHEMATRON_NOT_RUN.at(None, f"{schema.name}: {rules} on a class whose members the ODD does not list")
    for found in report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report", f"{_SVRL}error"):
        yield _finding(found, places)


def svrl(edition: Edition, schema: Path, phase: str = "#DEFAULT") -> str:
    """The report in SVRL (ISO/IEC 19757-3, annex D)."""
    stylesheet = compiled(schema, phase)
    try:
        saxon = transformer((), stylesheet)
        return saxon.run(_ENTRY, saxon.parse(serialize(edition).decode().partition("\n")[2]), {})
    except TransformError as error:
        raise _fault(str(error), schema, stylesheet) from None


def compiled(schema: Path, phase: str = "#DEFAULT") -> str:
    """The stylesheet that a schema becomes; `EncoderError` where it is no Schematron, or asks for more than it may."""
    return _compiled(schema, tuple(inclusions.files(schema).items()), phase).stylesheet


def fault_of(schema: Path, phase: str) -> EncoderError | None:
    """Why a schema cannot be used; None where it can."""
    try:
        transformer((), compiled(schema, phase))
    except TransformError as error:
        return _fault(str(error), schema, compiled(schema, phase))
    except EncoderError as error:
        return error
    return None


class _Compiled(NamedTuple):
    stylesheet: str
    unplaced: int
    """The number of assertions in an ODD that have no context."""


@lru_cache(maxsize=8)
def _compiled(schema: Path, files: tuple[tuple[Path, bytes], ...], phase: str) -> _Compiled:
    root = xml.parse(files[0][1], str(schema))
    inclusions.resolved(root, schema, dict(files), _LINE)
    unplaced = 0
    if root.tag in embedded.HOLDERS:
        included = [path for path in files_of(schema)[1:] if path.suffix == ".rng" and holds_rules(path)]
        root, unplaced = embedded.gathered([root, *(xml.parse(path.read_bytes(), str(path)) for path in included)])
    if root.tag != f"{_SCH}schema":
        tag = etree.QName(root)
        raise EncoderError(f"this is no Schematron schema: its root is {tag.localname} in {tag.namespace}", schema)
    for element in root.iter(etree.Element):
        _refuse(element, schema)
        element.set(_LINE, element.get(_LINE) or str(element.sourceline))
    compiler = transformer(("schematron.xsl",))
    try:
        document = compiler.parse(etree.tostring(root, encoding="unicode"))
        made = compiler.transform("schematron.xsl", document, {"phase": phase})
        if not any(True for _ in root.iter(f"{_SCH}assert", f"{_SCH}report")):
            raise EncoderError("there is no assertion in this schema", schema)
        lines = re.sub(r"<(?=xsl:[^<>]* \w+:line=)", "\n<", made)  # a line each, for the messages about them
        return _Compiled(lines, unplaced)
    except TransformError as error:
        told = re.search(r"(?P<line>\d+): (?P<why>.*)", str(error))
        if told is None:
            raise EncoderError(str(error), schema) from None
        raise EncoderError(told["why"], schema, int(told["line"])) from None


def _refuse(element: etree._Element, schema: Path) -> None:
    """`EncoderError` where an element would read something else than the document."""
    why = "another stylesheet is asked for; put what it holds into this schema" if element.tag in vet.LINKS else None
    if why := why or vet.refused(element):
        raise EncoderError(why, schema, element.sourceline)
    name = etree.QName(element)
    in_value = any(each.tag == f"{_SCH}let" for each in element.iterancestors())
    if name.namespace == _SCH.strip("{}") and name.localname not in _KNOWN and not in_value:
        near = get_close_matches(name.localname, _KNOWN, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise EncoderError(f"Schematron has no element “{name.localname}” here{hint}", schema, element.sourceline)
    if element.get("documents") is not None and name.localname == "pattern":
        raise EncoderError("@documents asks for other documents, and nothing is read", schema, element.sourceline)
    for attribute, value in element.items():
        if attribute != "see" and (reads := _READS.search(_STRINGS.sub("''", value))):
            raise EncoderError(
                f"{reads['name']}() reads something else than the document, and nothing "
                "is read; put what it needs into the schema",
                schema,
                element.sourceline,
            )


def _fault(told: str, schema: Path, stylesheet: str) -> EncoderError:
    """What Saxon says of an expression, with the line of the schema that the instruction was made from."""
    found = _STATIC.search(told)
    if found is None:
        return EncoderError(" ".join(told.split()), schema)
    lines = stylesheet.split("\n")
    made = [line[1] for line in map(_LINES.search, lines[: int(found["line"])]) if line]
    words = " ".join(found["words"].partition("Error in")[0].split())
    return EncoderError(f"{found['code']}: {words}", schema, int(made[-1]) if made else 1)


def _finding(found: etree._Element, places: _Places) -> Diagnostic:
    words = _words(found.find(f"{_SVRL}text"))
    if found.tag == f"{_SVRL}error":
        words = f"this could not be tested ({found.get('code')}): {_words(found)}"
    name = found.get("id") or found.get("pattern")
    severity = _SEVERITIES.get(found.get("role", "").lower(), Severity.ERROR)
    rule = replace(SCHEMATRON, name=f"{SCHEMATRON.name}:{name}" if name else SCHEMATRON.name, severity=severity)
    notes = [_words(each) for each in found if each.tag != f"{_SVRL}text" and len(each)]
    return rule.at(places.span(found.get("location", "")), words or f"the test fails: {found.get('test')}", *notes)


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


_STEP = re.compile(
    r"/(?:(?P<attribute>@(?:Q\{[^}]*\})?[^/\[]+)|(?P<name>Q\{[^}]*\}[^/\[]+|[^/\[({]+)\[(?P<at>\d+)\]|[^/]+)"
)


class _Places:
    """The nodes that fn:path names: `/Q{http://www.tei-c.org/ns/1.0}TEI[1]/…/@who`; children are counted once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._children: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def span(self, path: str) -> Span | None:
        """The span of a node; of one that is no element or attribute, that of the element around it."""
        element: etree._Element | None = None
        for step in _STEP.finditer(path):
            if step["name"]:
                inside = (
                    [self._edition.root] if element is None else self._inside(element).get(_clark(step["name"]), [])
                )
                at = int(step["at"]) - 1
                element = inside[at] if at < len(inside) else element
            elif step["attribute"] and element is not None:
                return self._edition.attribute_span(element, _clark(step["attribute"].removeprefix("@")))
        return self._edition.span(element if element is not None else self._edition.root)

    def _inside(self, element: etree._Element) -> dict[str, list[etree._Element]]:
        if element not in self._children:
            found: dict[str, list[etree._Element]] = {}
            for child in element.iterchildren(etree.Element):
                found.setdefault(str(child.tag), []).append(child)
            self._children[element] = found
        return self._children[element]


def _clark(name: str) -> str:
    """A name as lxml has it."""
    return name.removeprefix("Q").removeprefix("{}")
