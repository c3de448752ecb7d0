"""Schematron (ISO/IEC 19757-3): a project's own rules in XPath, with line and column, without Java.

`svrl.py` runs the rules; each failed assertion becomes a finding at the node that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from encoder.check.schematron import aside, svrl
from encoder.files import xml
from encoder.tei.serialize import serialize
from encoder.values import namespaces
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.source import Span

SCHEMATRON = Rule(
    "schematron",
    Severity.ERROR,
    "A rule of the project's own Schematron schema is broken.",
    """A Schematron schema, given with `--schematron FILE`, states in XPath what a grammar cannot. The finding is
named `schematron:` and the id of the assertion, or of its rule or pattern; `--select` and `--ignore` take this name.
`@role` gives the severity: error (the default), warning or information.

Example: `<assert id="who" test="@who">A speech needs @who.</assert>` gives `schematron:who`.

What to do: follow the message, which is the project's own.

Guidelines: 23.4 Implementation of an ODD System (constraints); ISO/IEC 19757-3.""",
)

SCHEMATRON_NOT_RUN = Rule(
    "schematron-not-run",
    Severity.WARNING,
    "Some Schematron rules were not run.",
    """An edition can name Schematron rules in its first lines (`xml-model`), and a RELAX NG schema made from an ODD
contains rules too; both are run. These rules were not run. The message gives the reason: a file is missing (reported
as information, not as a warning), a rule is invalid or needs more than the edition, or an ODD puts it on a class
whose members it does not list.

Example: `<?xml-model href="../rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>`, and no such file.

What to do: put the file where the edition expects it, or list it in a catalog (`--catalog FILE`). Write a rule on a
class as a `sch:rule` with its own context.

Guidelines: 23.5.2 (additional constraints).""",
)

_SCH = f"{{{namespaces.SCHEMATRON}}}"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_LINE = "{https://tei-encoder.invalid/schematron}line"
_SEVERITIES = {
    **dict.fromkeys(("info", "information", "informational", "notice", "note", "hint"), Severity.INFO),
    **dict.fromkeys(("warn", "warning", "nonfatal", "caution"), Severity.WARNING),
}
"""What @role says, in small letters; everything else is an error."""


def check(
    edition: Edition, schema: Path, phase: str = "#DEFAULT", *, seconds: float | None = None
) -> Iterator[Diagnostic]:  # fmt: skip
    """The findings of a Schematron schema; `EncoderError` if it is invalid, or reads anything but the document.

    With a limit in ``seconds`` the rules run in another process.
    """
    if seconds is None:
        told = svrl.svrl(edition, schema, phase)
    else:
        told = aside.report(serialize(edition), edition.source.name, schema, phase, seconds)
    report = xml.parse(told.encode(), str(schema))
    places = _Places(edition)
    if schema.suffix != ".sch" and (without := svrl.unplaced(schema, phase)):
        rules = "1 rule is" if without == 1 else f"{without} rules are"
        yield SCHEMATRON_NOT_RUN.at(None, f"{schema.name}: {rules} on a class whose members the ODD does not list")
    for words, line in svrl.idle(schema, phase):
        yield SCHEMATRON_NOT_RUN.at(None, f"{schema.name}:{line}: {words}")
    for found in report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report", f"{_SVRL}error"):
        yield _finding(found, places)


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
