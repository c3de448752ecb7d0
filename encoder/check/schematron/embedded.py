"""Schematron inside a RELAX NG schema or an ODD: its rules gathered into a schema of their own.

    <define name="q">… <sch:pattern><sch:rule context="tei:q">…            RELAX NG, as the TEI's tools make it
    <elementSpec ident="q">… <constraint><sch:assert test="…">…            ODD: the context is the element

A rule without a pattern gets one, and the assertions of a constraint in an ODD get a rule for the element, attribute or
class that it stands in, with the variables of the constraint (Guidelines 23.5.2, Additional constraints).
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from encoder.values.namespaces import RELAXNG, SCHEMATRON, TEI

_SCH = f"{{{SCHEMATRON}}}"
_ASSERTIONS = (f"{_SCH}assert", f"{_SCH}report")
_PATTERN, _RULE, _LET, _DIAGNOSTICS = (f"{_SCH}{name}" for name in ("pattern", "rule", "let", "diagnostics"))
_PARTS = (_PATTERN, _RULE, _LET, _DIAGNOSTICS, *_ASSERTIONS)
HOLDERS = (f"{{{RELAXNG}}}grammar", f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus", f"{{{TEI}}}schemaSpec")
"""The roots of documents that may hold rules."""


def gathered(roots: Sequence[etree._Element]) -> tuple[etree._Element, int]:
    """A Schematron schema of the rules in documents, and the number of assertions that have no context.

    The elements are moved, not copied, so that they keep their line numbers.
    """
    schema = etree.Element(f"{_SCH}schema", nsmap={"sch": SCHEMATRON, None: TEI}, queryBinding="xslt2")
    spaces = {each.get("prefix"): each for root in roots for each in root.iter(f"{_SCH}ns")}
    spaces.setdefault("tei", etree.Element(f"{_SCH}ns", prefix="tei", uri=TEI))
    topmost = [each for root in roots for each in root.iter(*_PARTS) if not _is_inside(each)]
    of_constraints = {_constraint(each): _context(each, roots) for each in topmost if each.tag in _ASSERTIONS}
    unplaced = sum(not of_constraints[_constraint(each)] for each in topmost if each.tag in _ASSERTIONS)
    lets = [each for each in topmost if each.tag == _LET and _constraint(each) not in of_constraints]
    schema.extend([*spaces.values(), *lets])
    made: dict[etree._Element | None, etree._Element] = {}
    for each in topmost:
        constraint = _constraint(each)
        if each.tag == _PATTERN:
            schema.append(each)
        elif each.tag == _RULE:
            etree.SubElement(schema, _PATTERN).append(each)
        elif each.tag in (_LET, *_ASSERTIONS) and (context := of_constraints.get(constraint)):
            if constraint not in made:
                made[constraint] = etree.SubElement(etree.SubElement(schema, _PATTERN), _RULE, context=context)
            made[constraint].append(each)
    schema.extend(each for each in topmost if each.tag == _DIAGNOSTICS)
    return schema, unplaced


def _is_inside(element: etree._Element) -> bool:
    """Whether an element is part of another of Schematron's."""
    parent = element.getparent()
    return parent is not None and str(parent.tag).startswith(_SCH)


def _constraint(element: etree._Element) -> etree._Element | None:
    """The `constraint` of an ODD that holds an assertion, and variables of its own."""
    return next(element.iterancestors(f"{{{TEI}}}constraint"), None)


def _context(element: etree._Element, roots: Sequence[etree._Element]) -> str:
    """The context of an assertion in an ODD: an element, an attribute, or the members of a class if they are listed."""
    spec = next(element.iterancestors(f"{{{TEI}}}elementSpec", f"{{{TEI}}}classSpec"), None)
    if spec is None:
        return ""
    attribute = next(element.iterancestors(f"{{{TEI}}}attDef"), None)
    end = f"/@{attribute.get('ident')}" if attribute is not None else ""
    if spec.tag == f"{{{TEI}}}elementSpec":
        return f"tei:{spec.get('ident')}{end}"
    members = [
        each.get("ident", "")
        for root in roots
        for each in root.iter(f"{{{TEI}}}elementSpec")
        if any(member.get("key") == spec.get("ident") for member in each.iter(f"{{{TEI}}}memberOf"))
    ]
    return " | ".join(f"tei:{ident}{end}" for ident in members) or (f"tei:*{end}" if end else "")
