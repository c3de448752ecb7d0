"""The header: what the archive says of the record, what was found in it, and how it was made (Guidelines 2).

Characters of the cover are moved here, not copied: the title stands in `titleStmt`, the date in `creation`, the
citation in `bibl`. What is derived from them is written beside as the program's own words; what is inferred carries
`@cert` and `@resp="#encoder"`. What is not known is not written.
"""

from __future__ import annotations

from encoder.tei.content import mixed
from encoder.tei.header import profile_desc, source_desc
from encoder.tei.header.derived import Derived
from encoder.tei.header.stated import write_fact
from encoder.tei.writer import Element, Writer
from encoder.values.profile import Profile, status
from encoder.values.record.blocks import Sp
from encoder.values.record.content import plain
from encoder.values.record.document import Document
from encoder.values.record.fact import FactKind
from encoder.values.record.header import Header

RELATORS = "http://id.loc.gov/vocabulary/relators/"
"""MARC relator codes, for `resp/@ref`."""

_RESPONSIBILITIES = (  # role in the citation, id, words, MARC relator
    ("translator", "translator", "Translated by", "trl"),
    ("transcriber", "transcriber", "Transcribed by", "trc"),
    ("contributor", "contributor", "Contributed by", "ctb"),
    ("editor", "citation-editor", "Edited by", "edt"),
)


def write(parent: Element, document: Document, derived: Derived, profile: Profile, writer: Writer) -> None:
    """The `teiHeader` of a document."""
    header = writer.element(parent, "teiHeader")
    file_desc = writer.element(header, "fileDesc")
    _title_stmt(file_desc, document, derived, writer)
    _publication_stmt(file_desc, document.header, derived, profile, writer)
    _notes_stmt(file_desc, document, derived, writer)
    source_desc.write(file_desc, document, derived, profile, writer)
    _encoding_desc(header, document, derived, writer)
    profile_desc.write(header, document, derived, writer)
    revision = writer.element(header, "revisionDesc", status="draft")
    text = f"Encoded by tei-encoder {derived.version} from {derived.file}."
    writer.element(revision, "change", text, when=derived.date, who="#encoder")


def _title_stmt(parent: Element, document: Document, derived: Derived, writer: Writer) -> None:
    stmt = writer.element(parent, "titleStmt")
    if document.header.title:
        mixed(stmt, "title", document.header.title, writer, type="main")
    else:
        guessed = {"resp": "#encoder", "cert": derived.title_cert} if derived.title_cert else {}
        writer.element(stmt, "title", derived.title, span=None, type="main", **guessed)
    inner = derived.inner_title
    if inner and inner != (plain(document.header.title) or derived.title):
        writer.element(stmt, "title", inner, type="alt")
    write_fact(stmt, "title", document.fact(FactKind.SUBJECT), writer, type="sub")
    for author in document.header.metadata.authors if document.header.metadata else ():
        writer.element(stmt, "author", author)
    write_fact(stmt, "author", document.fact(FactKind.AUTHOR), writer)
    donors = document.header.metadata.donors if document.header.metadata else ()
    for funder in dict.fromkeys((*document.header.funders, *donors)):
        writer.element(stmt, "funder", funder)
    for role, id_, words, relator in _RESPONSIBILITIES:
        for number, name in enumerate(document.header.contributors(role), 1):
            resp_stmt = writer.element(stmt, "respStmt", id=id_ if number == 1 else f"{id_}-{number}")
            writer.element(resp_stmt, "resp", words, ref=RELATORS + relator)
            writer.element(resp_stmt, "persName", name)
    _unnamed(stmt, document.header, derived, writer)
    encoder = writer.element(stmt, "respStmt", id="encoder")
    writer.element(encoder, "resp", "Encoded in TEI P5 by the program", ref=f"{RELATORS}mrk")
    writer.element(encoder, "name", "tei-encoder", type="program")


def _unnamed(stmt: Element, header: Header, derived: Derived, writer: Writer) -> None:
    """Those whom brackets are ascribed to and no field names: `@resp` must point to somebody."""
    for id_, resp, name in (
        ("translator", "Bracketed notes in the translation", "translator, not named in the source"),
        ("editor", "Notes marked as an editor's", "editor, not named in the source"),
        ("archive", "Brackets in the title", "the archive's cataloguer, not named in the source"),
    ):
        if id_ in derived.responsible and not (id_ == "translator" and header.translators):
            resp_stmt = writer.element(stmt, "respStmt", id=id_)
            writer.element(resp_stmt, "resp", resp)
            writer.element(resp_stmt, "name", name)


def _publication_stmt(parent: Element, header: Header, derived: Derived, profile: Profile, writer: Writer) -> None:
    stmt = writer.element(parent, "publicationStmt")
    if not derived.published or profile.publisher is None:
        writer.element(stmt, "p", "The source does not say where the record was published.")
        return
    writer.element(stmt, "publisher", profile.publisher)
    if profile.distributor:
        writer.element(stmt, "distributor", profile.distributor)
    if derived.url:
        writer.element(stmt, "idno", derived.url, type="URL")
    if derived.number:
        writer.element(stmt, "idno", derived.number, type="record")
    metadata = header.metadata
    availability = writer.element(stmt, "availability", status=status(profile.licence))
    if profile.licence:
        writer.element(availability, "licence", profile.licence, target=profile.licence)
    else:
        writer.element(availability, "p", (metadata.rights if metadata else "") or "The source states no licence.")
    if metadata and metadata.uploaded:
        writer.element(stmt, "date", metadata.uploaded, when=metadata.uploaded)


def _notes_stmt(parent: Element, document: Document, derived: Derived, writer: Writer) -> None:
    header = document.header
    classification = header.metadata.classification if header.metadata else ""
    secrecy = document.fact(FactKind.CLASSIFICATION)
    if not (header.credits or header.contents or derived.omissions or classification or secrecy):
        return
    stmt = writer.element(parent, "notesStmt")
    if header.credits:
        writer.element(stmt, "note", header.credits, type="credits")
    for term in header.contents:
        writer.element(stmt, "note", term, type="contents")
    if classification:
        writer.element(stmt, "note", classification, type="classification")
    write_fact(stmt, "note", secrecy, writer, type="classification")
    if derived.omissions:
        note = writer.element(stmt, "note", type="omissions", resp="#encoder")
        entries = writer.element(note, "list")
        for omission in derived.omissions:
            writer.element(entries, "label", omission.text.text)
            writer.element(entries, "item", omission.reason)


_CITED = {True: ("speech", "sp", "@xml:id"), False: ("paragraph", "p", "position()")}
"""What is cited where somebody speaks, and where nobody does: the parts, and what names them (Guidelines 17.2.5.4)."""


def _encoding_desc(parent: Element, document: Document, derived: Derived, writer: Writer) -> None:
    desc = writer.element(parent, "encodingDesc")
    decl = writer.element(desc, "editorialDecl")
    for tag, sentences in derived.editorial_declaration(document):
        part = writer.element(decl, tag)
        for sentence in sentences:
            writer.element(part, "p", sentence)
    unit, cited, use = _CITED[any(isinstance(block, Sp) for block in document.blocks)]
    refs = writer.element(desc, "refsDecl")
    writer.element(refs, "citeStructure", unit=unit, match=f"/TEI/text/body//{cited}", use=use)
    info = writer.element(desc, "appInfo")
    application = writer.element(info, "application", ident="tei-encoder", version=derived.version)
    writer.element(application, "label", "tei-encoder")
