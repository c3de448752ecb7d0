"""Corpora that XInclude holds together, parts of documents, and pointers with declared prefixes."""

from __future__ import annotations

from pathlib import Path

import pytest

from encoder import relaxng
from encoder.check.rules import pointers
from encoder.files import resources
from encoder.tei.open import open_bytes
from tests.test_cli import run

NAMESPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude" xml:lang="en"'
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>y</p></sourceDesc></fileDesc>{}</teiHeader>"
)
PERSONS = f'<listPerson {NAMESPACES} xml:id="L"><person xml:id="kim"><persName>Kim</persName></person></listPerson>'


def document(name: str, who: str = "#kim", header: str = "") -> str:
    body = f'<text><body><div><u who="{who}"><seg>Good day.</seg></u></div></body></text>'
    return f'<TEI {NAMESPACES} xml:id="{name}">{HEADER.format(header)}{body}</TEI>'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "2014").mkdir()
    register = "<profileDesc><particDesc><xi:include href='persons.xml'/></particDesc></profileDesc>"
    files = "<xi:include href='2014/a.xml'/><xi:include href='2014/b%20c.xml'/>"
    (tmp_path / "corpus.xml").write_text(f"<teiCorpus {NAMESPACES}>{HEADER.format(register)}{files}</teiCorpus>")
    (tmp_path / "persons.xml").write_text(f"<!-- <TEI> --><?x <y> ?>{PERSONS}")
    (tmp_path / "2014" / "a.xml").write_text(document("a"))
    (tmp_path / "2014" / "b c.xml").write_text(document("b"))
    return tmp_path


def told(capsysbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, str]:
    code, out, err = run(capsysbinary, "validate", "--no-cache", *arguments)
    return code, out.decode() + err


def test_a_corpus_is_valid_and_points_into_all_its_files(
    capsysbinary: pytest.CaptureFixture[bytes], corpus: Path
) -> None:
    code, words = told(capsysbinary, corpus)
    assert (code, "4 of 4 valid; no findings" in words) == (0, True), words
    (corpus / "2014" / "a.xml").write_text(document("a", "#lee"))
    code, words = told(capsysbinary, corpus)
    assert words.count("pointer-dangling") == 1
    assert "pointer-dangling" in told(capsysbinary, corpus / "2014" / "b c.xml")[1]  # alone, nobody knows the register


def test_an_identifier_of_two_files(capsysbinary: pytest.CaptureFixture[bytes], corpus: Path) -> None:
    (corpus / "2014" / "b c.xml").write_text(document("a") + '<!-- xml:id="L" -->')
    code, said = told(capsysbinary, corpus / "corpus.xml", "--select", "id-shared")
    assert code == 0
    assert "“a” stands in a.xml and in b c.xml [id-shared]" in said
    assert said.count("id-shared]") == 1
    root = corpus / "corpus.xml"
    root.write_text(root.read_text().replace("href='2014/a.xml'", "href='2014/a.xml' xpointer='x'"))
    assert "id-shared" not in told(capsysbinary, root, "--select", "id-shared")[1]  # of a part


def test_fixes_know_the_corpus(capsysbinary: pytest.CaptureFixture[bytes], corpus: Path) -> None:
    member = corpus / "2014" / "a.xml"
    member.write_text(document("a").replace("<div>", '<div xml:id="Kim">'))
    before = member.read_bytes()
    told(capsysbinary, "--fix", corpus)
    assert member.read_bytes() == before  # `#kim` is in the register, whatever this file has itself


def test_the_cache_knows_that_another_file_of_the_corpus_changed(
    capsysbinary: pytest.CaptureFixture[bytes], corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    assert b"pointer-dangling" not in run(capsysbinary, "validate", "--cache", cache, corpus)[1]
    (corpus / "persons.xml").write_text(PERSONS.replace("kim", "lee"))
    assert run(capsysbinary, "validate", "--cache", cache, corpus)[1].count(b"pointer-dangling") >= 2


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("z.xml", "“z.xml” does not exist"),
        ("corpus.xml", "“corpus.xml” includes this file in turn"),
        ("circle.xml", "“circle.xml” includes this file in turn"),
        ("notes.txt", "“notes.txt” is not XML"),
        ("", "names no file"),
        ("https://example.org/a.xml", "is not fetched"),
    ],
)
def test_what_is_not_there(capsysbinary: pytest.CaptureFixture[bytes], corpus: Path, href: str, words: str) -> None:
    (corpus / "circle.xml").write_text(f"<div {NAMESPACES}><p><xi:include href='corpus.xml'/></p></div>")
    (corpus / "notes.txt").write_text("Good day.")
    text = (corpus / "corpus.xml").read_text()
    (corpus / "corpus.xml").write_text(text.replace("2014/a.xml", href))
    code, out = told(capsysbinary, corpus / "corpus.xml")
    assert (code, words in out, "relaxng-invalid" in out) == (1, True, False), out
    assert told(capsysbinary, corpus / "corpus.xml", "--ignore", "include-missing")[0] == 0
    (corpus / "corpus.xml").write_text(text.replace("'2014/a.xml'/>", f"'{href}'><xi:fallback/></xi:include>"))
    assert told(capsysbinary, corpus / "corpus.xml")[0] == 0


def test_files_below_a_base(capsysbinary: pytest.CaptureFixture[bytes], corpus: Path) -> None:
    text = (corpus / "corpus.xml").read_text()
    (corpus / "corpus.xml").write_text(
        text.replace("href='2014/a.xml'", "xml:base='2014/' href='a.xml'")  # @xml:base, XML Base 5.1
    )
    code, words = told(capsysbinary, corpus)
    assert (code, "4 of 4 valid; no findings" in words) == (0, True), words


def test_what_only_looks_like_an_include(capsysbinary: pytest.CaptureFixture[bytes], corpus: Path) -> None:
    text = (corpus / "corpus.xml").read_text()
    (corpus / "corpus.xml").write_text(
        text.replace("<xi:include href='2014/a.xml'/>", "<!-- <xi:include href='2014/a.xml'/> -->")
    )
    assert told(capsysbinary, corpus)[1].count("pointer-dangling") == 1


def test_a_file_that_may_not_stand_there(capsysbinary: pytest.CaptureFixture[bytes], corpus: Path) -> None:
    text = (corpus / "corpus.xml").read_text()
    (corpus / "corpus.xml").write_text(text.replace("'2014/a.xml'", "'persons.xml'"))
    assert "<listPerson> is not allowed here" in told(capsysbinary, corpus / "corpus.xml")[1]


def test_parts_of_documents(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    part = tmp_path / "persons.xml"
    part.write_text(PERSONS)
    code, words = told(capsysbinary, part)
    assert (code, "`validate --fragment`" in words) == (2, True)
    assert told(capsysbinary, "--fragment", part)[0] == 0
    part.write_text(PERSONS.replace("persName", "persNam"))
    assert "did you mean <persName>" in told(capsysbinary, "--fragment", part)[1]
    part.write_text(PERSONS.replace("listPerson", "listPersons"))
    assert "the schema has no element <listPersons>" in told(capsysbinary, "--fragment", part)[1]


def test_the_engine_begins_anywhere() -> None:
    schema = relaxng.load(resources.schema("tei_all.rng"))
    div = open_bytes(f"<div {NAMESPACES}><p>A.</p></div>".encode(), "a.xml", fragment=True)
    assert [each.message for each in schema.iter_errors(div.root, fragment=True)] == []
    assert [*schema.iter_errors(div.root)]


PREFIXES = (
    "<encodingDesc><listPrefixDef><prefixDef ident='p' matchPattern='([a-z]+)' replacementPattern='#$1'/>"
    "<prefixDef ident='bad' matchPattern='(' replacementPattern='#$1'/></listPrefixDef></encodingDesc>"
    "<profileDesc><particDesc><listPerson><person xml:id='kim'><persName>Kim</persName></person></listPerson>"
    "</particDesc></profileDesc>"
)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("p:kim", ""), ("p:lee", "points to nothing"), ("p:KIM", "is not of the form that its prefixDef describes"),
        ("viaf:12", ""), ("bad:kim", ""),
    ],
)  # fmt: skip
def test_prefixes(who: str, words: str) -> None:
    found = [each.message for each in pointers.check(open_bytes(document("a", who, PREFIXES).encode(), "a.xml"))]
    assert len(found) == bool(words)
    assert all(words in message for message in found)
