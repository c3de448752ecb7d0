"""The whole tree: `xml-model` instructions, header, text."""

from __future__ import annotations

from lxml import etree

from encoder.host.memory import consumed
from encoder.tei import body
from encoder.tei.header import derived
from encoder.tei.header import tei_header as header
from encoder.tei.writer import Writer
from encoder.values.diagnostics import Diagnostic
from encoder.values.edition import EncodedEdition
from encoder.values.namespaces import RELAXNG, SCHEMATRON
from encoder.values.profile import Profile
from encoder.values.record.document import Document
from encoder.values.source import Source


def build(
    document: Document, source: Source, profile: Profile, *, version: str, date: str | None = None,
    findings: tuple[Diagnostic, ...] = (), called: str | None = None,
) -> EncodedEdition:  # fmt: skip
    """The edition of a document; ``date`` is the day of the encoding (ISO 8601), for `revisionDesc`.

    The blocks are let go one by one as they are written: if nobody else holds the document, it and the tree never stand
    in memory as wholes together.
    """
    known = derived.gather(document, source, profile, version, date, called)
    writer = Writer(known.id)
    root = writer.root("TEI", lang=known.language)
    header.write(root, document, known, profile, writer)
    text = writer.element(root, "text", lang=known.text_language)
    genre, blocks = document.genre, consumed(document.blocks)
    del document
    body.write(writer.element(text, "body"), genre, blocks, writer)
    tree = writer.finish()
    for schema, kind in ((profile.schema, RELAXNG), (profile.schematron, SCHEMATRON)):
        address = f"{profile.schema_folder}/{schema}" if profile.schema_folder else schema
        model = f'href="{address}" type="application/xml" schematypens="{kind}"'
        tree.addprevious(etree.ProcessingInstruction("xml-model", model))
    if profile.stylesheet:
        kind = "text/css" if profile.stylesheet.endswith(".css") else "text/xsl"
        style = f'href="{profile.stylesheet}" type="{kind}"'
        tree.addprevious(etree.ProcessingInstruction("xml-stylesheet", style))
    omissions = tuple(omission.text for omission in known.omissions)
    return EncodedEdition(etree.ElementTree(tree), source, writer.spans, writer.traces, omissions, findings)
