"""A web record: no cover, but the data of its page beside its text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import encoder
from encoder.check import fidelity
from encoder.read.beside import metadata
from encoder.values.errors import EncoderError
from encoder.values.metadata import Metadata
from encoder.values.source import Source
from tests.conftest import NS, names, within

FIELDS = {
    "title": 'Letter, A. [Anton] Author to "B" Reader',
    "original_publication_date": "April 1, 1949",
    "document_url": "https://digitalarchive.wilsoncenter.org/document/letter-author-reader",
    "record_id": 300653,
    "source": "BArch, B 136/59748, 403-410. Translated by C. Translator.",
    "summary": "A writes to B.",
    "credits": "This document was made possible with support from the D Foundation",
    "rights": "All rights are\nwith E.",
    "original_classification": "Secret",
    "original_upload_date": "2023-10-10",
    "authors": '["Author, Anton"]',
    "language": ["German"],
    "associated_places": '["India", "China"]',
    "subjects_discussed": "Nuclear disarmament",
    "original_archive_title": '["German Federal Archives (BArch)"]',
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "7.txt").write_text("Dear B,\n\nThe harvest [of 1948] was good.\n", encoding="utf-8")
    (tmp_path / "7.meta.json").write_text(json.dumps(FIELDS), encoding="utf-8")
    return tmp_path / "7.txt"


def test_the_header_is_made_from_the_data(record: Path) -> None:
    edition = encoder.encode(record)
    assert list(encoder.validate(edition)) == []
    assert names(edition.findings) == [
        "profile-chosen", "metadata-read", "correspondence-read", "bracket-kind-unknown", "bracket-kind-unknown",
    ]  # fmt: skip
    assert edition.id == "wcda-300653"
    said = {
        ".//t:titleStmt/t:author": "Author, Anton",
        ".//t:titleStmt/t:funder": "D Foundation",
        ".//t:titleStmt/t:respStmt/t:persName": "C. Translator",
        ".//t:publicationStmt/t:idno[@type='record']": "300653",
        ".//t:availability/t:p": "All rights are with E.",
        ".//t:publicationStmt/t:date": "2023-10-10",
        ".//t:notesStmt/t:note[@type='classification']": "Secret",
        ".//t:msIdentifier/t:repository": "German Federal Archives",
        ".//t:msIdentifier/t:idno": "BArch, B 136/59748",
        ".//t:abstract/t:p": "A writes to B.",
        ".//t:creation/t:date[@when='1949-04-01']": "April 1, 1949",
        ".//t:keywords[@scheme]/t:term[@type='subject']": "Nuclear disarmament",
    }
    assert {path: edition.root.findtext(path, namespaces=NS) for path in said} == said
    assert edition.root.find(".//t:langUsage/t:language[@ident='de']", NS) is not None
    bibl = edition.root.find(".//t:sourceDesc/t:bibl", NS)
    assert "".join(bibl.itertext()) == (
        '“Letter, A. [Anton] Author to "B" Reader”, April 1, 1949, Wilson Center Digital Archive, BArch, B 136/59748, '
        "403-410. Translated by C. Translator. https://digitalarchive.wilsoncenter.org/document/letter-author-reader"
    )
    assert (within(bibl.get("resp")), bibl.get("cert")) == ("#encoder", "high")


def test_the_archive_is_the_pages_where_no_shelf_mark_tells_it(record: Path) -> None:
    data = {**FIELDS, "source": "An Archive, File 7.", "original_archive_title": '["An Archive (AA)"]'}
    record.with_name("7.meta.json").write_text(json.dumps(data), encoding="utf-8")
    edition = encoder.encode(record)
    assert list(encoder.validate(edition)) == []
    assert edition.root.findtext(".//t:msIdentifier/t:repository", namespaces=NS) == "An Archive (AA)"


def test_words_of_the_data_are_not_the_records(record: Path) -> None:
    edition = encoder.encode(record)
    balance = fidelity.account(edition)
    assert (balance.lost, balance.characters) == (0, len("".join(edition.source.text.split())))
    assert all(trace.end <= len(edition.source.text) for trace in edition.traces)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", r"7.meta.json:1:2: this is no JSON"),
        (b"[]", "an object with fields, not a list"),
        (b'{"title": {}}', "the field “title” is a text, not a dict"),
        (b"\xff", "no UTF-8"),
        (b"[" * 100_000, "nested too deeply|no JSON"),
    ],
)
def test_data_that_cannot_be_read(record: Path, data: bytes, message: str) -> None:
    record.with_name("7.meta.json").write_bytes(data)
    with pytest.raises(EncoderError, match=message):
        encoder.encode(record)


def test_empty_data_say_nothing() -> None:
    found = metadata.read(b"{}", "x.meta.json")
    edition = encoder.encode(b"We met.", metadata=found)
    assert list(encoder.validate(edition)) == []
    assert edition.root.findtext(".//t:titleStmt/t:title", namespaces=NS) == "Record bytes"


def test_real_web_records(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "wcda").glob("*.meta.json"))
    assert paths
    for path in paths:
        edition = encoder.encode(path.with_name(path.name.replace(".meta.json", ".txt")))
        assert list(encoder.validate(edition)) == []
        fields = json.loads(path.read_text(encoding="utf-8"))
        assert edition.root.findtext(".//t:idno[@type='record']", namespaces=NS) == fields["record_id"]
        assert edition.root.find(".//t:sourceDesc/t:bibl", NS) is not None


def test_another_site_is_not_the_house(record: Path) -> None:
    fields = {**FIELDS, "document_url": "https://example.org/1", "language": ["Klingon"]}
    record.with_name("7.meta.json").write_text(json.dumps(fields), encoding="utf-8")
    edition = encoder.encode(record)
    assert edition.root.find(".//t:publicationStmt/t:publisher", NS) is None
    assert b"Wilson Center" not in b"".join(line.encode() for line in edition.root.itertext())
    assert names(edition.findings).count("language-unknown") == 1
    assert list(encoder.validate(edition)) == []


def test_data_of_few_fields_are_not_lost() -> None:
    """A title and a summary, without citation: what the data say is in the header, whatever the house."""
    for profile in ("auto", "transcript"):
        data = Metadata("05.meta.json", title="Talks on Grain", summary="Of grain and coal.")
        edition = encoder.encode(Source("Minutes\n\nKim: One.\n\nDeng: Two.", "05.txt"), metadata=data, profile=profile)
        assert edition.root.findtext(".//t:titleStmt/t:title", None, NS) == "Talks on Grain"
        assert edition.root.findtext(".//t:abstract/t:p", None, NS) == "Of grain and coal."
        assert list(encoder.validate(edition)) == []
