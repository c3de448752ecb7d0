"""The people whom a house knows: a table or TEI, in records, in editions, and their identifiers."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import encoder
from encoder.cli import cli
from encoder.read.beside.people import read
from encoder.values.authority import Authority, Entry, fault
from encoder.values.errors import EncoderError
from encoder.values.namespaces import XML_ID
from encoder.values.source import Source
from tests.conftest import NS, names, within

pytestmark = pytest.mark.usefixtures("sure_labels")

TABLE = (
    "id\tname\taliases\twikidata\tnote\n"
    "kim\tKim Il Sung\tKim Ir Sen; Kim Il-song\tQ41117\tmine\n"
    "chou\tChou En-lai\tZhou Enlai\t\t\n"
)
TEI = """<listPerson xmlns="http://www.tei-c.org/ns/1.0">
  <person xml:id="kim"><persName>Kim Il Sung</persName><persName>Kim Ir Sen</persName>
    <idno type="wikidata">Q41117</idno></person>
</listPerson>"""
TALK = "Present: Kim Ir Sen, Deng Xiaoping\n\nKim Il-song: One.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.\n"

IDENTIFIERS = (  # scheme, value, what is wrong with it
    ("ORCID", "0000-0002-1825-0097", None),
    ("ORCID", "0000-0002-1825-0098", "its last sign would be 7"),
    ("ORCID", "0000000218250097", "one looks like"),
    ("ISNI", "0000000121032683", None),
    ("GND", "118540238", None),
    ("GND", "118540239", "its last sign would be 8"),
    ("GND", "4005728-8", None),
    ("Wikidata", "Q41117", None),
    ("Wikidata", "41117", "one looks like Q"),
    ("VIAF", "88821107", None),
    ("VIAF", "viaf/88821107", "one looks like"),
    ("local", "anything", None),
)


@pytest.mark.parametrize(("scheme", "value", "wrong"), IDENTIFIERS)
def test_identifiers(scheme: str, value: str, wrong: str | None) -> None:
    found = fault(scheme, value)
    assert found is None if wrong is None else found is not None and wrong in found


@pytest.mark.parametrize(("name", "text"), [("people.tsv", TABLE), ("people.tei.xml", TEI)])
def test_names_and_labels_are_found_by_alias(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    edition = encoder.encode(Source(TALK, "r.txt"), people=tmp_path / name)
    assert list(encoder.validate(edition)) == []
    kim, deng, *others = edition.root.findall(".//t:person", NS)
    assert len(others) == (name != "people.tsv")  # “Kim Il-song” is somebody else where no alias says who
    assert (within(kim.get(XML_ID)), within(deng.get(XML_ID))) == ("kim", "deng-xiaoping")
    assert [(n.text, n.get("type")) for n in kim.findall("t:persName", NS)] == [
        ("Kim Ir Sen", None),
        ("Kim Il Sung", "standard"),
    ]
    assert kim.findtext("t:idno[@type='Wikidata']", namespaces=NS) == "Q41117"
    spoken = [within(sp.get("who")) for sp in edition.root.findall(".//t:sp", NS)]
    assert spoken[2] == "#kim"
    assert spoken[0] == ("#kim" if name == "people.tsv" else "#kim-il-song")  # whom no alias of this file is
    assert "person-known" in names(edition.findings)


@pytest.mark.parametrize(("name", "id_"), [("Mr. Chang", "c2"), ("General Chang", "c1"), ("Chang Chun", None)])
def test_forms_of_address_tell_namesakes_apart(name: str, id_: str | None) -> None:
    known = Authority("people.tsv", (Entry("c1", "General Chang"), Entry("c2", "Mr. Chang")))
    text = f"Present: {name}, Deng Xiaoping\n\nChang: One.\n\nDeng: Two.\n\nChang: Three.\n\nDeng: Four.\n"
    edition = encoder.encode(Source(text, "r.txt"), people=known)
    assert "person-ambiguous" not in names(edition.findings)
    assert within(edition.root.find(".//t:person", NS).get(XML_ID)) == (id_ or "chang-chun")  # type: ignore[union-attr]


def test_who_is_proposed_is_doubted_until_somebody_looks(tmp_path: Path) -> None:
    for number in (1, 2):
        edition = encoder.encode(Source(TALK, f"{number}.txt"))
        encoder.save(edition, tmp_path / f"{number}.xml")
    run("people", str(tmp_path), "-o", str(tmp_path / "p.tsv"))
    rows = {
        row.split("\t")[0]: row.split("\t") for row in (tmp_path / "p.tsv").read_text(encoding="utf-8").splitlines()
    }
    at = rows["id"].index("cert")
    assert rows["deng-xiaoping"][at] == "medium"
    assert {entry.id: entry.cert for entry in read(tmp_path / "p.tsv").entries}["deng-xiaoping"] == "medium"
    text = (tmp_path / "p.tsv").read_text(encoding="utf-8")
    (tmp_path / "p.tsv").write_text(text.replace("\tmedium\t", "\t\t"), encoding="utf-8")
    run("people", str(tmp_path), "-o", str(tmp_path / "p.tsv"))  # completed, and what was decided stays
    assert "medium" not in (tmp_path / "p.tsv").read_text(encoding="utf-8")


def test_a_name_of_two_is_nobodys() -> None:
    known = Authority("people.tsv", (Entry("kim-1", "Kim Il Sung"), Entry("kim-2", "Kim Il-sung")))
    edition = encoder.encode(Source(TALK.replace("Ir Sen", "Il Sung"), "r.txt"), people=known)
    assert "person-ambiguous" in names(edition.findings)
    assert within(edition.root.find(".//t:person", NS).get(XML_ID)) == "kim-il-sung"  # type: ignore[union-attr]


WRONG = (  # a table, what is said of it
    (
        "id\tname\tcert\nkim\tKim Il Sung\tperhaps\n",
        ":2: “perhaps” is no certainty: it is high, medium or low, or nothing",
    ),
    ("name\taliases\n", ":1: a table of people has a column “id”; these columns are name, aliases"),
    ("id\tname\nkim il\tKim\n", ":2: “kim il” is no xml:id"),
    ("id\tname\nkim\tKim\nkim\tKim\n", ":3: the id “kim” is used a second time"),
    ("id\tname\nkim\t\n", ":2: “kim” has no name"),
    ("id\tname\torcid\nkim\tKim\t0000-0002-1825-0098\n", ":2: “0000-0002-1825-0098” is no ORCID"),
    ("id\tname\tname\nkim\tKim\tX\n", ":1: there are two columns “name”"),
    ("id\tname\nkim\tKim\tX\n", ":2: this row has more cells"),
    ("id\tname\nkim\t" + "K" * 200_000, ":2: this row cannot be read: field larger"),
    ("<TEI/>", "there is no person of TEI"),
    ('<!DOCTYPE x [<!ENTITY a "b">]><x/>', "a DOCTYPE is refused"),
    ("", ":1: a table of people has a column “id”; these columns are none"),
)


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_with_a_file_is_said(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "people.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EncoderError) as error:
        read(path)
    assert message in str(error.value)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_table_goes_out_is_completed_and_comes_back(tmp_path: Path) -> None:
    for number in (1, 2):
        encoder.save(encoder.encode(Source(TALK, f"r{number}.txt")), tmp_path / f"r{number}.xml")
    table = tmp_path / "people.tsv"
    assert "3 persons of 2 editions, 0 of them in the table before" in run("people", str(tmp_path), "-o", str(table))
    lines = table.read_text(encoding="utf-8").splitlines()
    assert lines[1] == "deng-xiaoping\tDeng Xiaoping\t\tmedium\t\t\t\t\t\trecord-r1 record-r2"
    lines[1] = "deng-xiaoping\tDeng Xiaoping\tTeng\t\t\tQ16977\t\t\t\t"
    table.write_text("\n".join(lines), encoding="utf-8")
    run("people", str(tmp_path), "-o", str(table))  # what was written by hand stays
    assert "deng-xiaoping\tDeng Xiaoping\tTeng\t\t\tQ16977" in table.read_text(encoding="utf-8")
    before = (tmp_path / "r1.xml").read_text(encoding="utf-8")
    assert "2 persons completed in 2 of 2 editions" in run("people", str(tmp_path), "--apply", str(table))
    after = (tmp_path / "r1.xml").read_text(encoding="utf-8")
    (line,) = set(after.splitlines()) - set(before.splitlines())
    assert line == '            <idno type="Wikidata">Q16977</idno>'
    assert "0 persons completed in 0 of 2 editions" in run("people", str(tmp_path), "--apply", str(table))
    assert list(encoder.validate(encoder.open_edition(tmp_path / "r1.xml"))) == []


def test_a_wrong_identifier_in_an_edition_is_found() -> None:
    known = Authority("people.tsv", (Entry("kim", "Kim Ir Sen", (), (("ORCID", "0000-0002-1825-0098"),)),))
    edition = encoder.encode(Source(TALK, "r.txt"), people=known)
    (finding,) = encoder.validate(edition)
    assert finding.rule.name == "identifier-invalid"
    assert finding.message == "“0000-0002-1825-0098” is no ORCID: its last sign would be 7"


def test_identifiers_of_somebody_else_are_not_written(tmp_path: Path) -> None:
    path, table = tmp_path / "r.xml", tmp_path / "people.tsv"
    encoder.save(encoder.encode(Source(TALK, "r.txt")), path)
    before = path.read_bytes()
    table.write_text("id\tname\twikidata\ndeng-xiaoping\tDeng Yingchao\tQ708621\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["people", str(path), "--apply", str(table)], standalone_mode=False)
    assert result.return_value == 2
    assert "“deng-xiaoping” is Deng Xiaoping here, and Deng Yingchao in people.tsv" in result.output
    assert path.read_bytes() == before


def test_a_table_is_not_written_of_half_the_editions(tmp_path: Path) -> None:
    encoder.save(encoder.encode(Source(TALK, "r.txt")), tmp_path / "r.xml")
    (tmp_path / "s.xml").write_text("<TEI", encoding="utf-8")
    result = CliRunner().invoke(
        cli, ["people", str(tmp_path), "-o", str(tmp_path / "people.tsv")], standalone_mode=False
    )
    assert (result.return_value, (tmp_path / "people.tsv").exists()) == (2, False)
