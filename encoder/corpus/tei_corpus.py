"""A project's editions as one `teiCorpus`: a header about all of them, and each included by XInclude.

    <teiCorpus> <teiHeader>…</teiHeader> <xi:include href="register.xml"/> <xi:include href="records/001.xml"/> …

The register of persons and places comes first, then the editions in the order of time. Since every identifier begins
with its record's, no identifier occurs twice in the whole.

Guidelines: 15.1 Varieties of Composite Text; 2.3.7 The Classification Declaration; XML Inclusions 1.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from encoder.corpus.slug import slug
from encoder.corpus.writing import LANGUAGE, child, file_desc, file_of, lang_usage, piece
from encoder.values.namespaces import TEI, XINCLUDE, XML_ID

if TYPE_CHECKING:
    from encoder.corpus.index import Index
    from encoder.project import Project

NAME = "corpus"
"""The `xml:id` of the whole."""
_GENRES = "genre"


def tei(index: Index, project: Project, register: str) -> Iterator[bytes]:
    """The file, piece by piece; ``register`` is the address of the register beside it."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<teiCorpus xmlns="{TEI}" xmlns:xi="{XINCLUDE}" xml:id="{NAME}" xml:lang="{LANGUAGE}">\n'.encode()
    yield piece(_header(project, index), 1)
    for place in (register, *(file_of(summary.file) for summary in index.summaries)):
        yield f'  <xi:include href="{place}"/>\n'.encode()
    yield b"</teiCorpus>\n"


def _header(project: Project, index: Index) -> etree._Element:
    header = etree.Element("teiHeader")
    number = len(index.summaries)
    header.append(
        file_desc(project, project.title, f"{number} {'record' if number == 1 else 'records'}, included below.")
    )
    if genres := Counter(summary.genre for summary in index.summaries if summary.genre):
        header.append(_encoding_desc(genres))
    profile = child(header, "profileDesc")
    lang_usage(profile, index)
    return header


def _encoding_desc(genres: Counter[str]) -> etree._Element:
    """The genres of the records, with how many records are of each: their `term` without a type names one."""
    desc = etree.Element("encodingDesc")
    taxonomy = child(child(desc, "classDecl"), "taxonomy")
    taxonomy.set(XML_ID, f"{NAME}.{_GENRES}")
    child(taxonomy, "desc", "Kinds of record, as in textClass/keywords of each.")
    for genre, number in sorted(genres.items()):
        category = child(taxonomy, "category")
        category.set(XML_ID, f"{NAME}.{_GENRES}-{slug(genre)}")
        child(category, "catDesc", f"{genre}: {number} {'record' if number == 1 else 'records'}")
    return desc
