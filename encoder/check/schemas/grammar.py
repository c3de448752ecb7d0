"""A schema in RELAX NG, by the engine in `encoder/relaxng/`: the program's schema, or any other.

The engine says which element is at fault, and whether with an attribute, a text or its end; here that becomes a place
in the file, and so a line and a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from encoder import relaxng
from encoder.check import renamings
from encoder.check.rules.includes import standing
from encoder.check.schemas.model import files_of
from encoder.files import resources
from encoder.tei.open import ROOTS
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from encoder.values.namespaces import XML
from encoder.values.source import Span

RELAXNG_INVALID = Rule(
    "relaxng-invalid",
    Severity.ERROR,
    "The edition is not valid against the schema.",
    """A RELAX NG grammar defines which elements a document may have, where, and with which attributes. The built-in
schema, `schema/tei-encoder.rng`, is a subset of TEI: a file that is valid against it is valid against tei_all.
`--schema` names another one. The message gives the cause, then what could stand there, required and likely elements
first. Each error gives one message; the rest is checked as if the error were corrected.

Example: `<sp> is not complete: it needs <speaker>`, `@cert cannot be “hihg”; it is “high”, “medium” or “low”`.

What to do: correct the element or attribute that the message names.

Guidelines: 1.2 Defining a TEI Schema; 23 Using the TEI.""",
)


def check(edition: Edition, schema: Path, *, ids: bool = False) -> Iterator[Diagnostic]:
    """Where the edition violates a schema; `EncoderError` if the schema is invalid.

    ``ids`` checks the attributes that the schema calls ID, IDREF or IDREFS too. An edition whose root is neither `TEI`
    nor `teiCorpus` is judged as a part of one; files that it includes are judged by themselves.
    """
    is_part = edition.root.tag not in ROOTS
    with _told(edition.source.name):
        errors = list(_schema(schema).iter_errors(edition.root, ids=ids, fragment=is_part, standing=standing(edition)))
    for error in errors:
        yield RELAXNG_INVALID.at(_place(edition, error), _advised(error), in_value=error.in_value)


def _advised(error: relaxng.Error) -> str:
    """The message of the engine, or TEI's name for what is unknown."""
    if not error.is_unknown or (error.attribute or "").startswith(f"{{{XML}}}"):
        return error.message
    element, attribute = etree.QName(error.place).localname, error.attribute and error.attribute.rpartition("}")[2]
    found = renamings.advice(element, attribute)
    if found is None:
        return error.message
    return (
        f"<{element}> has no @{attribute}; TEI has {found}" if attribute else f"TEI has no <{element}>; it has {found}"
    )


def check_stream(
    file: BinaryIO, name: str, schema: Path | None = None, *, ids: bool = False
) -> Iterator[tuple[relaxng.Place, Diagnostic]]:
    """Where a file departs from a schema, read as a stream: its size is not limited, the rest of it is not checked."""
    with _told(name):
        for fault in _schema(schema).iter_errors(file, ids=ids):
            yield fault.place, RELAXNG_INVALID.at(None, fault.message)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What the engine cannot do with a file of that name, as an `EncoderError`."""
    try:
        yield
    except relaxng.SchemaError as error:  # of a definition that this document is the first to need
        raise _as_ours(error) from None
    except relaxng.NotWellFormed as error:
        raise EncoderError(error.message, name, error.line, error.column) from None
    except relaxng.LimitError as error:
        raise EncoderError(str(error), name) from None


def _as_ours(error: relaxng.SchemaError) -> EncoderError:
    return EncoderError(f"{error.message} (RELAX NG {error.section})", error.source, error.line)


def check_schema(schema: Path | None) -> None:
    """Apply all of RELAX NG's restrictions to a schema; `EncoderError` at the first that is broken."""
    try:
        _schema(schema).check()
    except relaxng.SchemaError as error:
        raise _as_ours(error) from None


def load(path: Path) -> None:
    """Read a schema; `EncoderError` if it is invalid. Its definitions are checked when a document first needs them."""
    _schema(path)


def _schema(path: Path | None) -> relaxng.Schema:
    path = path or resources.schema("tei-encoder.rng")
    try:
        path.stat()
        return _read(path, tuple(each.stat().st_mtime_ns for each in files_of(path) if each.exists()))
    except relaxng.SchemaError as error:
        raise _as_ours(error) from None
    except OSError as error:
        raise EncoderError(f"the schema cannot be read: {error.strerror or error}", path) from None


@lru_cache(maxsize=8)
def _read(path: Path, _changed: tuple[int, ...]) -> relaxng.Schema:
    """The schema in a file, read once for each time that the file, or one that it includes, is changed."""
    return relaxng.load(path)


def _place(edition: Edition, fault: relaxng.Error) -> Span | None:
    """The span of what is at fault: the attribute, the words, the end tag, or the element's start tag."""
    span = edition.span(fault.place)
    if fault.at_end:
        return edition.end_span(fault.place) or span
    if fault.attribute:
        return edition.attribute_span(fault.place, fault.attribute)
    if fault.text:
        return edition.text_span(fault.place, fault.text.strip().partition("\n")[0].rstrip())
    return span
