"""profileDesc: when and where the record was made, its languages, its persons, its setting, its letters.

Guidelines 2.4.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from encoder.lexicon import languages
from encoder.tei import dated
from encoder.tei.content import mixed
from encoder.tei.header.derived import Derived
from encoder.tei.header.stated import responsibility, write_fact
from encoder.tei.writer import Element, Writer
from encoder.values.record.document import Document, Party
from encoder.values.record.fact import FactKind
from encoder.values.record.header import Header
from encoder.values.record.persons import Person, PersonGroup


def write(parent: Element, document: Document, derived: Derived, writer: Writer) -> None:
    """Write the `profileDesc` of a document into its header."""
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
        attributes = dated.attributes(stated.date) | responsibility(stated)
        writer.element(creation, "date", stated.text.text, span=None, **attributes)
    elif date is None and inferred:
        words, attributes = dated.words(inferred), dated.attributes(inferred)
        writer.element(creation, "date", words, span=None, **attributes, resp="#encoder", cert="medium")
    place = None if _has_setting(document) else document.fact(FactKind.PLACE)
    if place and not creation.is_empty:
        writer.text(creation, " ")
    write_fact(creation, "placeName", place, writer)


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
    write_fact(where, "placeName", document.fact(FactKind.PLACE), writer)
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
