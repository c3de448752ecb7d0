"""The header: what the archive says of the record, what was found in it, and how it was made (Guidelines 2).

Characters of the cover are moved here, not copied: the title stands in `titleStmt`, the date in `creation`, the
citation in `bibl`. What is derived from them is written beside as the program's own words; what is inferred carries
`@cert` and `@resp="#encoder"`. What is not known is not written.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from encoder.lexicon import languages
from encoder.tei import dated, source_desc
from encoder.tei.content import mixed
from encoder.tei.derived import Derived
from encoder.tei.writer import Element, Writer
from encoder.values.blocks import Sp
from encoder.values.content import plain
from encoder.values.document import Document, Party
from encoder.values.fact import Fact, FactKind
from encoder.values.header import Header
from encoder.values.persons import Person, PersonGroup
from encoder.values.profile import Profile, status

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
    _profile_desc(header, document, derived, writer)
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
    _stated(stmt, "title", document.fact(FactKind.SUBJECT), writer, type="sub")
    for author in document.header.metadata.authors if document.header.metadata else ():
        writer.element(stmt, "author", author)
    _stated(stmt, "author", document.fact(FactKind.AUTHOR), writer)
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


def _stated(parent: Element, tag: str, fact: Fact | None, writer: Writer, **attributes: str | None) -> None:
    """What a line of the text states, as the program's own words: the line itself stays in the text."""
    if fact:
        writer.element(parent, tag, fact.text.text, span=None, **(attributes | _inferred(fact)))


def _inferred(fact: Fact | None) -> dict[str, str | None]:
    return {"resp": "#encoder", "cert": fact.cert} if fact else {}


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
    _stated(stmt, "note", secrecy, writer, type="classification")
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


def _profile_desc(parent: Element, document: Document, derived: Derived, writer: Writer) -> None:
    header = document.header
    desc = writer.element(parent, "profileDesc")
    if header.summary:
        writer.element(writer.element(desc, "abstract"), "p", header.summary)
    _creation(desc, document, writer)
    _lang_usage(desc, header, derived, writer)
    text_class = writer.element(desc, "textClass")
    writer.element(writer.element(text_class, "keywords"), "term", document.genre)
    if header.metadata and (header.metadata.subjects or header.metadata.places):
        page = urlsplit(header.metadata.url)
        scheme = f"{page.scheme}://{page.netloc}/" if page.netloc else None
        keywords = writer.element(text_class, "keywords", scheme=scheme)
        for kind, terms in (("subject", header.metadata.subjects), ("place", header.metadata.places)):
            for term in terms:
                writer.element(keywords, "term", term, type=kind)
    if document.participants:
        partic_desc = writer.element(desc, "particDesc")
        for group in document.participants:
            _list_person(partic_desc, group, writer)
    _setting_desc(desc, document, writer)
    _corresp_desc(desc, document, writer)


def _creation(parent: Element, document: Document, writer: Writer) -> None:
    """Day and place of the record: what its header states, or else what its text does (Guidelines 2.4.1)."""
    date = document.header.date
    stated, inferred = document.fact(FactKind.DATE), document.dated
    creation = mixed(parent, "creation", (date,) if date else (), writer)
    if date is None and stated and stated.date:
        attributes = dated.attributes(stated.date) | _inferred(stated)
        writer.element(creation, "date", stated.text.text, span=None, **attributes)
    elif date is None and inferred:
        words, attributes = dated.words(inferred), dated.attributes(inferred)
        writer.element(creation, "date", words, span=None, **attributes, resp="#encoder", cert="medium")
    place = None if _has_setting(document) else document.fact(FactKind.PLACE)
    if place and not creation.is_empty:
        writer.text(creation, " ")
    _stated(creation, "placeName", place, writer)


def _lang_usage(parent: Element, header: Header, derived: Derived, writer: Writer) -> None:
    usage = writer.element(parent, "langUsage")
    originals = languages.tagged(header.language) if header.language else {}
    if derived.language not in originals:
        writer.element(usage, "language", derived.language_name, ident=derived.language)
    cited = [part.text.span() for part in header.citation.parts] if header.citation else []
    for tag, name in originals.items():
        at = name.span()
        again = any(span.start <= at.start and at.end <= span.end for span in cited)  # “Translated from Chinese by …”
        writer.element(usage, "language", name.text if again else name, ident=tag)
    text = derived.text_language
    if text and text not in originals:
        told = "not recognised" if text == "und" else f"{languages.name(text)}, inferred from the text"
        writer.element(usage, "language", told, ident=text)
    for tag in sorted(derived.languages - {derived.language, text, *originals}):
        latin = ", in Latin letters" if "Latn" in tag else ""
        writer.element(usage, "language", f"{languages.name(tag)}{latin}", ident=tag)


def _list_person(parent: Element, group: PersonGroup, writer: Writer) -> None:
    people = writer.element(parent, "listPerson")
    writer.element(people, "head", group.head)
    for person in group.persons:
        entry = writer.element(
            people, "personGrp" if person.is_group else "person", id=person.id, role=_role(person, group)
        )
        _pers_name(entry, person, writer)
        if person.entry and person.entry.name != person.name:
            writer.element(entry, "persName", person.entry.name, type="standard")
        if person.role:
            writer.element(entry, "note", person.role, type="role")
        for scheme, value in person.entry.identifiers if person.entry else ():
            writer.element(entry, "idno", value, type=scheme)


def _pers_name(parent: Element, person: Person, writer: Writer) -> None:
    """A name as printed, its form of address a `roleName` before it, or behind it as in 毛主席 (Guidelines 14.2.1)."""
    own = person.bare
    at = person.name.rindex(own) if person.name.endswith(own) else person.name.index(own)
    before, behind = person.name[:at], person.name[at + len(own) :]
    name = writer.element(parent, "persName")
    if before.strip():
        writer.element(name, "roleName", before.rstrip())
    writer.text(name, f"{' ' * before.endswith(' ')}{own}{' ' * behind.startswith(' ')}")
    if behind.strip():
        writer.element(name, "roleName", behind.lstrip())


def _role(person: Person, group: PersonGroup) -> str:
    if person.interpreter:
        return "interpreter"
    only_present = not group.exhaustive or group.head.lower() in ("present", "those present")
    return "present" if only_present else "participant"


def _setting_desc(parent: Element, document: Document, writer: Writer) -> None:
    setting = document.setting
    if not _has_setting(document):
        return
    where = writer.element(writer.element(parent, "settingDesc"), "setting")
    if setting.date:
        value = setting.date
        writer.element(where, "date", dated.words(value), span=None, **dated.attributes(value))
    if setting.time:
        writer.element(where, "time", setting.time)
    _stated(where, "placeName", document.fact(FactKind.PLACE), writer)
    for tag, text in (("locale", setting.locale), ("activity", setting.activity)):
        if text:
            writer.element(where, tag, text)


def _has_setting(document: Document) -> bool:
    setting = document.setting
    return setting.date is not None or bool(setting.time or setting.locale or setting.activity)


def _corresp_desc(parent: Element, document: Document, writer: Writer) -> None:
    """Who wrote to whom (Guidelines 2.4.6)."""
    found, recipient = document.correspondence, document.fact(FactKind.RECIPIENT)
    if found is None:
        if recipient:
            desc = writer.element(parent, "correspDesc", resp="#encoder", cert=recipient.cert)
            _party(writer.element(desc, "correspAction", type="received"), Party(recipient.text.text), writer)
        return
    desc = writer.element(parent, "correspDesc", resp="#encoder", cert=found.cert)
    if found.sender or found.date or found.place:
        sent = writer.element(desc, "correspAction", type="sent")
        if found.sender:
            _party(sent, found.sender, writer)
        if found.place:
            writer.element(sent, "placeName", found.place)
        if value := found.date:
            writer.element(sent, "date", dated.words(value), span=None, **dated.attributes(value))
    if found.recipient:
        _party(writer.element(desc, "correspAction", type="received"), found.recipient, writer)


def _party(parent: Element, party: Party, writer: Writer) -> None:
    writer.element(parent, "persName" if party.is_person else "name", party.name)
