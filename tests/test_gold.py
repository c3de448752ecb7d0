"""Seventeen records as people read them: every bracket, and the facts of every header (`tests/gold/`).

The tables were made by reading the records before the program was tuned to anything in them; what they disagree with
is listed here with the reason, not bent away.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree

import encoder
from encoder.values.edition import Edition
from encoder.values.namespaces import XML_ID, XML_LANG
from tests.conftest import NS, ROOT, T, corpus_folder, within

FOLDER = corpus_folder()
GOLD = ROOT / "tests" / "gold"
pytestmark = pytest.mark.skipif(FOLDER is None, reason="the shared corpus is not here (TEI_ENCODER_SHARED names it)")


@cache
def record(name: str) -> Edition:
    assert FOLDER is not None
    return encoder.encode(FOLDER / "corpus" / "wcda" / f"{name}.txt")


# Brackets -----------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    record: str
    line: str
    n: str
    before: str
    bracket: str
    after: str
    kind: str
    where: str


def rows() -> list[Row]:
    lines = (GOLD / "brackets.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Row(*row) for row in cells[1:]]


EDITORIAL = {f"{T}{tag}" for tag in "supplied unclear gap gloss ex note stage ref label".split()}


def kind(element: etree._Element) -> str:
    tag = element.tag.removeprefix(T)
    if tag == "label" or element.get("place") == "bottom":
        return "footnote"
    detail = (
        element.get("reason") if tag == "gap" else element.get("type") if tag in ("note", "stage", "gloss") else None
    )
    return f"{tag} {detail}" if detail else tag


@cache
def kinds(name: str) -> tuple[dict[int, list[str]], list[int]]:
    """The kinds of the elements that begin at each place, and the places of `[`."""
    edition = record(name)
    opening = [at for at, sign in enumerate(edition.source.text) if sign == "["]
    found: dict[int, list[str]] = {}
    for element, span in edition.spans.items():
        if element.tag not in EDITORIAL:
            continue
        inside = [at for at in opening if span.start <= at < span.end] if element.get("rend") == "query-after" else []
        for at in inside or [span.start]:
            found.setdefault(at, []).append(kind(element))
    return found, opening


def test_brackets_are_what_a_reader_takes_them_for() -> None:
    table = rows()
    wrong = []
    for row in table:
        found, opening = kinds(row.record)
        wanted = {each.strip().removesuffix(" unclosed") for each in row.kind.split("|")}
        got = found.get(opening[int(row.n) - 1], [])
        if not wanted & {*got}:
            wrong.append(f"{row.record}:{row.line} [{row.bracket}]: {row.kind}, got {got}")
    print(f"{len(table) - len(wrong)} of {len(table)} brackets")
    assert len(wrong) <= 0.05 * len(table), "\n".join(wrong)


@pytest.mark.parametrize("name", sorted({row.record for row in rows()}))
def test_the_table_has_every_bracket(name: str) -> None:
    assert record(name).source.text.count("[") == sum(1 for row in rows() if row.record == name)


# Headers ------------------------------------------------------------------------------------------------------------

HEADERS: dict[str, dict[str, Any]] = tomllib.loads((GOLD / "headers.toml").read_text(encoding="utf-8"))

OTHERWISE = {  # what the edition says instead, and why
    ("001", "alt_title"): "the whole record is one line: where the title above the body ends cannot be seen",
    ("009", "correspondence"): "the archive's bracket after the name, [Stalin], is not the recipient's name",
    ("018", "body_end"): "the compiler's excerpts below the record are in the file, and no sign parts them from it",
    ("038", "call_number"): "the source is the printed record of the United Nations; its symbol stands in the middle",
}


def words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def texts(root: etree._Element, path: str) -> list[str]:
    return [words(found) for found in root.findall(f".//{path}", NS)]


def first(path: str) -> Callable[[etree._Element], str]:
    return lambda root: next(iter(texts(root, path)), "")


def responsible(root: etree._Element, *ids: str) -> list[str]:
    named = [
        s for s in root.findall(".//t:titleStmt/t:respStmt", NS) if (within(s.get(XML_ID)) or "").split("-")[0] in ids
    ]
    return list(dict.fromkeys(name for stmt in named for name in texts(stmt, "t:persName")))


def correspondence(root: etree._Element) -> dict[str, str]:
    names = {"sent": "sender", "received": "recipient"}
    return {
        names[action.get("type", "")]: found[0]
        for action in root.findall(".//t:correspAction", NS)
        if (found := texts(action, "t:name") + texts(action, "t:persName"))
    }


def date(root: etree._Element) -> str:
    found = root.find(".//t:creation/t:date", NS)
    return "" if found is None else found.get("when") or found.get("from") or ""


def text_language(root: etree._Element) -> str | None:
    text = root.find("t:text", NS)
    assert text is not None
    return text.get(XML_LANG) or root.get(XML_LANG)


FACTS: dict[str, Callable[[etree._Element], Any]] = {  # equal to the table's value
    "title": first("t:titleStmt/t:title[@type='main']"),
    "alt_title": first("t:titleStmt/t:title[@type='alt']"),
    "date": date,
    "translators": lambda root: responsible(root, "translator"),
    "contributors": lambda root: responsible(root, "contributor", "transcriber"),
    "authors": lambda root: texts(root, "t:titleStmt/t:author"),
    "donors": lambda root: texts(root, "t:funder"),
    "text_language": text_language,
    "citation": first("t:bibl[@type='citation']"),
    "url": first("t:publicationStmt/t:idno[@type='URL']"),
    "record_number": first("t:publicationStmt/t:idno[@type='record']"),
    "contents": lambda root: texts(root, "t:note[@type='contents']"),
    "genre": lambda root: root.find(".//t:body/t:div", NS).get("type").replace("-", " "),  # type: ignore[union-attr]
    "correspondence": correspondence,
    "pages": lambda root: next(iter((*texts(root, "t:locus"), *texts(root, "t:biblScope"))), ""),
}
HOLDS: dict[str, Callable[[etree._Element], Any]] = {  # holds the table's value or values
    "languages": lambda root: [each.get("ident") for each in root.findall(".//t:langUsage/t:language", NS)],
    "repository_siglum": first("t:msIdentifier"),
    "reprint": first("t:bibl[@type='printed']"),
    "subjects_first": lambda root: texts(root, "t:keywords/t:term"),
    "places": lambda root: texts(root, "t:keywords/t:term"),
}
ENDS: dict[str, Callable[[Edition], str]] = {  # begins or ends with the table's value
    "call": lambda edition: first("t:msIdentifier/t:idno")(edition.root),  # the archive's sigil before it
    "summary": lambda edition: first("t:abstract")(edition.root),
    "rights": lambda edition: first("t:availability")(edition.root),
    "body": lambda edition: " ".join(encoder.render(edition, "text", view="diplomatic").split()),
}


def agrees(edition: Edition, fact: str, wanted: Any) -> bool:
    if fact in FACTS:
        got = FACTS[fact](edition.root)
        plain = wanted.translate({ord("["): None, ord("]"): None}) if fact == "title" else wanted
        return bool(got == ("document" if plain == "other" else plain))
    if fact in HOLDS:
        got = HOLDS[fact](edition.root)
        return all(each in got for each in (wanted if isinstance(wanted, list) else [wanted]))
    field, _, end = fact.rpartition("_")
    whole = ENDS[field](edition)
    return whole.startswith(wanted.strip()) if end == "start" else whole.endswith(wanted.strip())


@pytest.mark.parametrize(("name", "fact"), [(name, fact) for name, facts in HEADERS.items() for fact in facts])
def test_headers_say_what_a_reader_finds(name: str, fact: str) -> None:
    same = agrees(record(name), fact, HEADERS[name][fact])
    reason = OTHERWISE.get((name, fact))
    assert same == (reason is None), reason or f"{name}: {fact} is {HEADERS[name][fact]!r}"


def test_the_table_covers_all_records() -> None:
    assert FOLDER is not None
    assert {path.stem for path in Path(FOLDER, "corpus", "wcda").glob("*.txt")} == set(HEADERS)
