"""From the translation of a historical conversation, cable or memorandum to a valid TEI P5 edition, HTML and text.

    edition = encoder.encode("118978.txt")
    for diagnostic in encoder.validate(edition): …
    html = encoder.render(edition, "html")
    encoder.save(edition, "118978.xml")
    edition = encoder.open_edition("118978.xml")

Heavy parts (lxml, Saxon) are imported when they are first needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from encoder.host.version import __version__
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.errors import EncoderError
from encoder.values.source import Position, Source, Span

if TYPE_CHECKING:
    from encoder.publish.rendering import Theme
    from encoder.values.authority import Authority
    from encoder.values.decisions import Decisions
    from encoder.values.edition import Edition, EncodedEdition, OpenedEdition
    from encoder.values.metadata import Metadata
    from encoder.values.profile import Profile

__all__ = [
    "Diagnostic", "EncoderError", "Position", "Rule", "Severity", "Source", "Span",
    "encode", "open_edition", "render", "save", "validate",
]  # fmt: skip


def encode(  # noqa: PLR0913 -- what may be said of a record
    source: str | os.PathLike[str] | bytes | Source,
    *,
    name: str = "<bytes>",
    profile: Profile | str = "auto",
    date: str | None = None,
    metadata: Metadata | None = None,
    people: Authority | str | os.PathLike[str] | None = None,
    decisions: Decisions | None = None,
    publisher: str | None = None,
    licence: str | None = None,
    called: str | None = None,
    weights: str | os.PathLike[str] | None = None,
) -> EncodedEdition:
    """Encode a record and return its TEI edition.

    * ``source``: a path, the bytes of a file, or a `Source` made from a text
    * ``name``: what findings call the file, if ``source`` is bytes
    * ``profile``: a `Profile`, the name of one, or the path of a TOML file; `auto` chooses one
    * ``date``: date of the encoding (ISO 8601) for `revisionDesc`; without it, no date is stated
    * ``metadata``: data about the record; by default `NAME.meta.json` next to a file
    * ``people``: known persons, or the path of their file
    * ``decisions``: an editor's decisions; by default `NAME.decisions.toml` next to a file
    * ``publisher``, ``licence`` (its address): those of the edition, in place of the profile's
    * ``called``: name of the edition, if the name of the file without extension is not unique
    * ``weights``: a folder of tables of weights, in place of the built-in ones

    The findings are in ``edition.findings``. Raises `EncoderError` if the input cannot be read or the date is invalid.
    """
    from encoder.host import memory
    from encoder.parse import parse
    from encoder.parse.given import given_of
    from encoder.resolve import resolve
    from encoder.tei.build import build
    from encoder.values.edition import check_day

    if date is not None:
        check_day(date)
    findings: list[Diagnostic] = []
    text, given = given_of(
        source, findings.append, name=name, profile=profile, metadata=metadata, people=people, decisions=decisions,
        publisher=publisher, licence=licence, weights=weights,
    )  # fmt: skip
    with memory.paused():
        document = resolve(
            parse(given), given.source.text, given.profile, given.report, given.people, given.decided
        )  # fmt: skip
        given.decided.finish(given.report)
        findings.sort(key=lambda finding: finding.span.start if finding.span else -1)
        return build(
            document, text, given.profile, version=__version__, date=date, findings=tuple(findings), called=called
        )  # fmt: skip


def open_edition(source: str | os.PathLike[str] | bytes, *, name: str = "<bytes>") -> OpenedEdition:
    """Open the edition in a TEI file or its bytes.

    Raises `EncoderError` if it is not TEI, is not well-formed, or has a DOCTYPE that is not harmless.
    """
    from encoder.tei.open import open_bytes, open_file

    return open_bytes(source, name) if isinstance(source, bytes) else open_file(Path(source))


def validate(
    edition: Edition,
    *,
    schema: str | os.PathLike[str] | None = None,
    engine: str = "own",
    ids: bool = False,
    schematron: Iterable[str | os.PathLike[str]] = (),
    phase: str = "#DEFAULT",
) -> Iterator[Diagnostic]:
    """Yield what is wrong with an edition, in document order; nothing if it is valid.

    * ``schema``: path of a RELAX NG schema; by default the built-in one
    * ``engine``: `own`, or `libxml2` or `jing` for a second opinion
    * ``ids``: also check attributes of type ID, IDREF and IDREFS
    * ``schematron``: paths of Schematron schemas to check in addition, with their ``phase``

    Raises `EncoderError` if a schema is invalid.
    """
    from encoder.check.one_edition import validate as check

    grammar = None if schema is None else Path(schema)
    return check(edition, grammar, engine, ids=ids, schematron=map(Path, schematron), phase=phase)


def render(edition: Edition, to: str, *, theme: Theme | None = None, **parameters: str) -> str:
    """Render an edition as ``"html"``, ``"text"``, ``"json"`` …, with the options of `tei-encoder render`.

    ``view="diplomatic"`` renders the text as it was printed. ``theme`` (`encoder.publish.rendering.Theme`) adds XSLT,
    CSS or interface texts.
    """
    from encoder.publish.rendering import render as transform

    return transform(edition, to, theme=theme, **parameters)


def save(edition: Edition, path: str | os.PathLike[str]) -> None:
    """Write the TEI of an edition to a file, whole or not at all."""
    from encoder.files import writing
    from encoder.tei import serialize

    writing.write(Path(path), lambda out: serialize.write(edition, out))
