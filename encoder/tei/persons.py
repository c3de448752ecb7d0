"""The persons of editions as a table that an editor completes by hand, and its identifiers back in the editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from encoder.lexicon.names import tokens
from encoder.values.authority import PERSONS, Authority, Entry
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from encoder.values.namespaces import TEI, XML_ID
from encoder.values.record.identifiers import local
from encoder.values.record.persons import SPEAKERS

_NAME, _IDNO = f"{{{TEI}}}persName", f"{{{TEI}}}idno"


def collect(editions: Iterable[Edition]) -> dict[str, tuple[Entry, tuple[str, ...]]]:
    """The persons that editions list, by `xml:id`, each with the ids of the editions; other spellings are aliases.

    Those who are only labels (`Q`, `Kim`) are left out, unless an archive knows them: each record may mean somebody
    else. The first name that an edition gives is the person's, unless another calls one the standard.
    """
    found: dict[str, tuple[Entry, tuple[str, ...]]] = {}
    for edition in editions:
        for qualified, person in persons(edition):
            id_ = local(qualified, edition.id)
            if is_only_a_label(person):
                continue
            names = [(_words(name), name.get("type")) for name in person.findall(_NAME)]
            numbers = {idno.get("type", ""): _words(idno) for idno in person.findall(_IDNO)}
            before, where = found.get(id_, (Entry(id_, ""), ()))
            standard = next((name for name, kind in names if kind == "standard"), before.name or names[0][0])
            spellings = dict.fromkeys((*before.aliases, before.name, *(name for name, _ in names)))
            aliases = tuple(name for name in spellings if name and name != standard)
            identifiers = tuple({**dict(before.identifiers), **numbers}.items())
            found[id_] = Entry(id_, standard, aliases, identifiers), (*where, edition.id)
    return found


def complete(edition: Edition, authority: Authority) -> int:
    """Write the identifiers of an authority into an edition's persons of the same `xml:id`; how many were changed.

    Raises `EncoderError`, and changes nothing, where the two say the same `xml:id` of persons of different names.
    """
    entries = {entry.id: entry for entry in authority.entries}
    own = [(person, local(id_, edition.id)) for id_, person in persons(edition)]
    pairs = [(person, entries[id_]) for person, id_ in own if id_ in entries]
    for person, entry in pairs:
        names = [_words(name) for name in person.findall(_NAME)]
        if not any(_fits(name, known) for name in names for known in (entry.name, *entry.aliases)):
            raise EncoderError(
                f"“{entry.id}” is {names[0]} here, and {entry.name} in "
                f"{authority.file}; if the two are one person, add the name to its aliases",
                edition.source.name,
                person.sourceline,
            )
    return sum(_completed(person, entry) for person, entry in pairs)


def _fits(name: str, known: str) -> bool:
    """Whether one of two names has all the words of the other: `Kim Il Sung`, `Comrade Kim Il Sung`, `Kim`."""
    words, others = set(tokens(name)), set(tokens(known))
    return bool(words and others) and (words <= others or others <= words)


def persons(edition: Edition) -> Iterator[tuple[str, etree._Element]]:
    """Each `person` that has an `xml:id` and a name."""
    for person in edition.root.iter(f"{{{TEI}}}person"):
        id_ = person.get(XML_ID)
        if id_ and person.find(_NAME) is not None:
            yield id_, person


def is_only_a_label(person: etree._Element) -> bool:
    """Whether a record names a person by a speaker's label of one word, and nothing else is known."""
    within = person.getparent()
    head = None if within is None else within.find(f"{{{TEI}}}head")
    unlisted = head is not None and _words(head) == SPEAKERS
    return unlisted and person.find(_IDNO) is None and len(_words(person[0]).split()) < 2


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _completed(person: etree._Element, entry: Entry) -> bool:
    """Whether a person's identifiers had to be changed to those of the entry; what the entry lacks stays."""
    before = {idno.get("type", ""): idno for idno in person.findall(_IDNO)}
    wanted = [(scheme, value) for scheme, value in entry.identifiers if _value(before.get(scheme)) != value]
    for scheme, value in wanted:
        idno = before.get(scheme)
        if idno is None:
            last = person[-1]
            idno = etree.SubElement(person, _IDNO, type=scheme)
            idno.tail, last.tail = last.tail, person.text  # on a line of its own, as the others are
        idno.text = value
    return bool(wanted)


def _value(idno: etree._Element | None) -> str | None:
    return None if idno is None else _words(idno)


def table(
    found: dict[str, tuple[Entry, tuple[str, ...]]], columns: list[str], rows: list[dict[str, str]]
) -> list[list[str]]:
    """The rows of a table of these persons, the names of its columns first.

    ``columns`` and ``rows`` are those of the table so far: what is in it stays as the editor wrote it, empty cells are
    filled, new persons follow in the order of their ids. Of one whom several editions call by a name, and who has no
    identifier, nobody has said that it is one person: `medium`.
    """
    ours = ["id", "name", "aliases", "cert", *(scheme.lower() for scheme in PERSONS), "editions"]
    names = [*columns, *(column for column in ours if column not in columns)]
    kept = {row["id"]: row for row in rows}
    made = [names]
    for id_ in (*kept, *sorted(set(found) - set(kept))):
        row = dict(kept.get(id_, {}))
        if id_ in found:
            entry, where = found[id_]
            given = {"id": id_, "name": entry.name, "aliases": "; ".join(entry.aliases)}
            given |= {scheme.lower(): value for scheme, value in entry.identifiers}
            if id_ not in kept and len(where) > 1 and not entry.identifiers:
                given["cert"] = "medium"
            row = {**given, **{name: cell for name, cell in row.items() if cell}, "editions": " ".join(where)}
        made.append([row.get(name, "") for name in names])
    return made
