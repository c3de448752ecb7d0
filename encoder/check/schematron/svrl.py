"""What a Schematron schema says of an edition, in SVRL (ISO/IEC 19757-3, annex D).

A schema is compiled to XSLT 3.0 by `xslt/schematron.xsl` and run by Saxon, shut in: it reads no file and no address.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from encoder.check.schemas.model import files_of, holds_rules
from encoder.check.schematron import embedded, idle_parts, inclusions, lookups
from encoder.files import reading, xml
from encoder.saxon import vet
from encoder.saxon.processor import TransformError, transformer
from encoder.tei.serialize import serialize
from encoder.values import namespaces
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError

_SCH = f"{{{namespaces.SCHEMATRON}}}"
_LINE = "{https://tei-encoder.invalid/schematron}line"
_ENTRY = "schematron"
_LINES = re.compile(r' \w+:line="(\d+)"')
_STATIC = re.compile(r"on line (?P<line>\d+).*?(?P<code>[A-Z]{4}\d{4})\s+(?P<words>.*)", re.DOTALL)

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


def unplaced(schema: Path, phase: str) -> int:
    """The number of assertions in an ODD that have no context, and are not run."""
    return _compiled(schema, tuple(inclusions.files(schema).items()), phase).unplaced


def fault_of(schema: Path, phase: str) -> EncoderError | None:
    """Why a schema cannot be used; None where it can."""
    try:
        transformer((), compiled(schema, phase))
    except TransformError as error:
        return _fault(str(error), schema, compiled(schema, phase))
    except EncoderError as error:
        return error
    return None


def idle(schema: Path, phase: str) -> tuple[tuple[str, int], ...]:
    """The parts of a schema that check nothing: a message and a line for each."""
    return _compiled(schema, tuple(inclusions.files(schema).items()), phase).idle


class _Compiled(NamedTuple):
    stylesheet: str
    unplaced: int
    idle: tuple[tuple[str, int], ...] = ()


@lru_cache(maxsize=8)
def _compiled(schema: Path, files: tuple[tuple[Path, bytes], ...], phase: str) -> _Compiled:
    root = xml.parse(files[0][1], str(schema))
    inclusions.resolved(root, schema, dict(files), _LINE)
    unplaced, by_hand = 0, root.tag == f"{_SCH}schema"
    if root.tag in embedded.HOLDERS:
        included = [path for path in files_of(schema)[1:] if path.suffix == ".rng" and holds_rules(path)]
        root, unplaced = embedded.gathered([root, *(xml.parse(reading.read(path), str(path)) for path in included)])
    if root.tag != f"{_SCH}schema":
        tag = etree.QName(root)
        raise EncoderError(f"this is no Schematron schema: its root is {tag.localname} in {tag.namespace}", schema)
    try:
        found = tuple(idle_parts.told(root, phase)) if by_hand else ()
    except EncoderError as error:
        raise EncoderError(error.words, schema, error.line) from None
    lookups.as_variables(root, schema, dict(files), _LINE)
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
        return _Compiled(lines, unplaced, found)
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
    is_abstract = element.tag == f"{_SCH}rule" and element.get("abstract") == "true"
    if is_abstract and (element.get("context") is not None or not element.get("id")):
        raise EncoderError("an abstract rule must have @id and must not have @context", schema, element.sourceline)
    if element.get("documents") is not None and name.localname == "pattern":
        raise EncoderError("@documents asks for other documents, and nothing is read", schema, element.sourceline)
    for attribute, value in element.items():
        if attribute != "see" and (reads := _READS.search(_STRINGS.sub("''", value))):
            raise EncoderError(
                f"{reads['name']}() reads something other than the document, and only files in the schema's folder "
                "that are named in the rule are read: doc('codes.xml')",
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
