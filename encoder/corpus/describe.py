"""An edition described: its summary, made from header and speeches.

Guidelines: 2.4 The Profile Description; 14.3 Biographical and Prosopographical Data.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from encoder.archives.transcript import TRANSCRIPT
from encoder.corpus.summary import AUTHOR, RECEIVED, SENT, Part, Summary
from encoder.lexicon.names import slug, without_address
from encoder.tei.persons import is_only_a_label, persons
from encoder.values.edition import Edition
from encoder.values.namespaces import TEI, XML_ID, XML_LANG
from encoder.values.record.identifiers import local

_NAMES = frozenset(f"{{{TEI}}}{tag}" for tag in ("author", "name", "persName"))
_DATES = ("when", "from", "notBefore", "to", "notAfter")
_DAY_PLACES = (
    "teiHeader/profileDesc/creation/date", "teiHeader/profileDesc/settingDesc//date",
    "teiHeader/fileDesc/sourceDesc//origDate", "teiHeader/profileDesc/correspDesc//date",
    "teiHeader/fileDesc/sourceDesc/bibl/date",
    "text//dateline/date",
)  # fmt: skip


def describe(edition: Edition, file: str) -> Summary:
    """The summary of an edition, whose files have that name."""
    root = edition.root
    date = next((each for path in _DAY_PLACES for each in _all(root, path) if _day(each)), None)
    terms = _all(root, "teiHeader/profileDesc/textClass/keywords/term")
    places = (*(each for each in terms if each.get("type") == "place"), *_all(root, ".//placeName"))
    speeches = list(root.iter(f"{{{TEI}}}sp"))
    found = tuple(_parts(edition, speeches))
    keys = {f"#{part.id}": part.key for part in found if part.id}
    return Summary(
        file,
        edition.id,
        next((_printed(each) for each in _all(root, "teiHeader/fileDesc/titleStmt/title")), "") or edition.id or file,
        "" if date is None else _day(date),
        "" if date is None else _words(date),
        next((_words(each) for each in terms if not each.get("type")), ""),
        _first(root, "teiHeader/fileDesc/sourceDesc/msDesc/msIdentifier/repository"),
        _first(root, "teiHeader/fileDesc/sourceDesc/msDesc/msIdentifier/idno"),
        tuple(each.get("ident", "") for each in _all(root, "teiHeader/profileDesc/langUsage/language")),
        _first(root, "teiHeader/profileDesc/abstract"),
        max((each.get("when", "") for each in _all(root, "teiHeader/revisionDesc/change")), default=""),
        len(speeches),
        sum(len(text.split()) for body in _all(root, "text") for text in body.itertext("*")),
        tuple(dict.fromkeys(filter(None, map(_words, places)))),
        tuple(dict.fromkeys(_words(each) for each in terms if each.get("type") == "subject")),
        found,
        tuple((*pair, number) for pair, number in _turns(speeches, keys).items()),
        root.get(XML_LANG, ""),
    )  # fmt: skip


def key_of(name: str) -> str:
    """By what a person is known where a record says no more than the name; letters other than ASCII become a digest."""
    key = slug(name, Counter())
    return key if key != "person" else f"person-{hashlib.sha256(' '.join(name.split()).encode()).hexdigest()[:10]}"


def _parts(edition: Edition, speeches: list[etree._Element]) -> Iterator[Part]:
    made: dict[str, list[str]] = {}
    named: dict[str, list[str]] = {}
    for speech in speeches:
        own = speech.get(XML_ID, "")
        for who in speech.get("who", "").split():
            made.setdefault(who, []).append(own)
        for name in speech.iter(f"{{{TEI}}}persName"):
            named.setdefault(name.get("ref", ""), []).append(own)
    for id_, person in persons(edition):
        if is_only_a_label(person):
            continue
        names = [_words(each) for each in person.findall(f"{{{TEI}}}persName")]
        numbers = tuple(
            (each.get("type", ""), _words(each)) for each in person.findall(f"{{{TEI}}}idno") if each.get("type")
        )
        within = local(id_, edition.id)
        own_key = within if numbers else _key(edition, within, names[0], _bare(person))
        role = next((_words(each) for each in person.findall(f"{{{TEI}}}note") if each.get("type") == "role"), "")
        pointer = f"#{id_}"
        yield Part(
            own_key, id_, tuple(dict.fromkeys(names)), person.get("role", ""), role, numbers,
            tuple(made.get(pointer, ())), tuple(dict.fromkeys(named.get(pointer, ()))),
        )  # fmt: skip
    yield from _writers(edition.root)


def _bare(person: etree._Element) -> str:
    """A person's first name without its form of address."""
    return " ".join("".join(person.xpath("t:persName[1]/text()", namespaces={"t": TEI})).split())


def _key(edition: Edition, id_: str, name: str, bare: str) -> str:
    """The key of a person: the name with its form of address, since a surname alone is no one's in particular.

    An `xml:id` that is not made from the name is the archive's own, and the key. One with a number is a namesake's.
    """
    made = {slug(each, Counter()) for each in (name, bare)}
    if any(id_.removeprefix(f"{each}-").isdigit() for each in made):
        return key_of(name) if "person" in made else f"{edition.id}.{id_}"
    return key_of(name) if id_ in made else id_


def _writers(root: etree._Element) -> Iterator[Part]:
    """Authors, and who sent and received letters; known by their names without forms of address."""
    action = "teiHeader/profileDesc/correspDesc/correspAction[@type='{}']/*"
    places = {
        AUTHOR: "teiHeader/fileDesc/titleStmt/author",
        SENT: action.format(SENT),
        RECEIVED: action.format(RECEIVED),
    }
    for part, path in places.items():
        found = {_words(each): each.tag for each in _all(root, path) if each.tag in _NAMES}
        for called, tag in found.items():
            name = without_address(called, TRANSCRIPT)
            if len(name.split()) > 1:
                yield Part(key_of(name), "", (name,), part, is_person=tag != f"{{{TEI}}}name")


def _turns(speeches: list[etree._Element], keys: dict[str, str]) -> Counter[tuple[str, str]]:
    """How often a person speaks after another, of those that have a part."""
    voices = [next((keys[who] for who in each.get("who", "").split() if who in keys), "") for each in speeches]
    pairs = zip(voices[1:], voices, strict=False)
    return Counter((later, earlier) for later, earlier in pairs if later and earlier and later != earlier)


def _all(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall(path, namespaces={"": TEI})


def _first(root: etree._Element, path: str) -> str:
    return next(filter(None, map(_words, _all(root, path))), "")


_EDITORIAL = frozenset(f"{{{TEI}}}{tag}" for tag in ("gap", "gloss", "note", "supplied", "unclear"))


def _printed(element: etree._Element) -> str:
    """The words of an element as they are printed: an editor's in brackets."""

    def parts(within: etree._Element) -> Iterator[str]:
        yield within.text or ""
        for child in within.iterchildren("*"):
            yield f"[{_printed(child)}]" if child.tag in _EDITORIAL else "".join(parts(child))
            yield child.tail or ""

    return " ".join("".join(parts(element)).split())


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext("*")).split())


def _day(date: etree._Element) -> str:
    return next((date.get(name, "") for name in _DATES if date.get(name)), "")
