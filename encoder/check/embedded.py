"""Schematron inside a RELAX NG schema or an ODD: its rules gathered into a schema of their own.

    <define name="q">… <sch:pattern><sch:rule context="tei:q">…            RELAX NG, as the TEI's tools make it
    <elementSpec ident="q">… <constraint><sch:assert test="…">…            ODD: the context is the element

A rule without a pattern gets one, and an assertion in an ODD the context of the element or class that it stands in
(Guidelines 23.5.2, Additional constraints).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lxml import etree

from encoder.values.namespaces import RELAXNG, SCHEMATRON, TEI

_SCH = f"{{{SCHEMATRON}}}"
_ASSERTIONS = (f"{_SCH}assert", f"{_SCH}report")
HOLDERS = (f"{{{RELAXNG}}}grammar", f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus", f"{{{TEI}}}schemaSpec")
"""The roots of documents that may hold rules."""


@lru_cache(maxsize=16)
def holds(path: Path, _changed: int = 0) -> bool:
    """Whether there may be rules in a schema's file."""
    return SCHEMATRON.encode() in path.read_bytes()


def gathered(root: etree._Element) -> etree._Element:
    """A Schematron schema of the rules in a document; they are taken out of it, and so keep their lines."""
    schema = etree.Element(f"{_SCH}schema", nsmap={"sch": SCHEMATRON, None: TEI}, queryBinding="xslt2")
    spaces = {each.get("prefix"): each for each in root.iter(f"{_SCH}ns")}
    spaces.setdefault("tei", etree.Element(f"{_SCH}ns", prefix="tei", uri=TEI))
    rules = [each for each in root.iter(f"{_SCH}pattern", f"{_SCH}rule", *_ASSERTIONS) if _is_topmost(each)]
    shared = [each for each in root.iter(f"{_SCH}let", f"{_SCH}diagnostics") if _is_topmost(each)]
    schema.extend([*spaces.values(), *(each for each in shared if each.tag == f"{_SCH}let")])
    for each in rules:
        context = _context(each)
        if each.tag == f"{_SCH}pattern":
            schema.append(each)
        elif each.tag == f"{_SCH}rule":
            etree.SubElement(schema, f"{_SCH}pattern").append(each)
        elif context:
            rule = etree.SubElement(etree.SubElement(schema, f"{_SCH}pattern"), f"{_SCH}rule", context=context)
            rule.append(each)
    schema.extend(each for each in shared if each.tag == f"{_SCH}diagnostics")
    return schema


def _is_topmost(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is None or not str(parent.tag).startswith(_SCH)


def _context(element: etree._Element) -> str:
    """The element that an assertion of an ODD is about; nothing where it stands in none."""
    spec = next(element.iterancestors(f"{{{TEI}}}elementSpec"), None)
    return "" if spec is None else f"tei:{spec.get('ident')}"
