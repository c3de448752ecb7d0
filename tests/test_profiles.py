from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from encoder import archives
from encoder.archives import by_name
from encoder.archives.toml import load
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from tests.conftest import NS, names

AUTO = (  # the beginning of a record, the house it is told to be of
    ("Citation:\n\nx\n\nSummary:\n\ny", "wcda"),
    ("[Document 209]\n\nMinutes of Meeting, Nanking, October 22, 1946", "frus"),
    ("MR SPEAKER: Order.\n\nHON. A. B. SMITH: Yes.\n\nMR SPEAKER: Order.", "hansard"),
    ("Interview with Jane Roe\n\nQ: When?\n\nA: Then.", "interview"),
    ("Kim: Yes.\n\nDeng: No.", "transcript"),
    ("In his summary: see the citation: nothing.", "transcript"),
)


@pytest.mark.parametrize(("text", "house"), AUTO)
def test_the_house_is_told_by_its_signs(text: str, house: str) -> None:
    (found,) = [f for f in encoder.encode(Source(text, "x.txt")).findings if f.rule.name == "profile-chosen"]
    assert house in found.message


def test_a_named_house_needs_no_sign() -> None:
    assert "profile-chosen" not in names(encoder.encode(Source("Kim: Yes.", "x.txt"), profile="wcda").findings)
    assert all(archives.by_name(name).name == name for name in archives.NAMES)
    with pytest.raises(EncoderError, match=r"no profile “wdca”.* did you mean wcda\?"):
        archives.by_name("wdca")


OWN = """base = "wcda"
publisher = "Korea Archive"
licence = "https://creativecommons.org/licenses/by/4.0/"
id-prefix = "ka"
genre = "protocol"

[field-labels]
"Zitat:" = "citation"
"Inhalt:" = "summary"

[add]
titles = ["genosse"]
not-speakers = ["beschluss"]

[archives]
"KA" = "The Korea Archive"

[[genres]]
pattern = "aktenvermerk"
genre = "memorandum"
"""
RECORD = """1 May 1949

Aktenvermerk

Zitat:

“Aktenvermerk,” May 1, 1949, KA 12, 3-4.

Inhalt:

Nothing much.

Genosse Kim: Yes.

Genosse Deng: No.

Genosse Kim: Yes.

Genosse Deng: No.

Beschluss: none.

Beschluss: none.
"""


def test_a_house_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "korea.toml"
    path.write_text(OWN, encoding="utf-8")
    house = load(path, by_name)
    assert (house.name, house.titles[-1], house.archives[0].name) == ("korea", "genosse", "The Korea Archive")
    edition = encoder.encode(Source(RECORD, "r.txt"), profile=str(path))
    assert list(encoder.validate(edition)) == []
    assert edition.id == "ka-r"
    assert edition.root.findtext(".//t:publicationStmt/t:publisher", namespaces=NS) == "Korea Archive"
    licence = edition.root.find(".//t:availability[@status='free']/t:licence", NS)
    assert licence is not None
    assert licence.get("target") == "https://creativecommons.org/licenses/by/4.0/"
    assert edition.root.find(".//t:body/t:div[@type='memorandum']", NS) is not None
    assert len(edition.root.findall(".//t:sp", NS)) == 4
    assert edition.root.findtext(".//t:abstract/t:p", namespaces=NS) == "Nothing much."


WRONG = (  # a file, what is said of it: line, key, remedy
    ('titels = ["x"]', ":1: there is no key “titels”; did you mean “titles”?"),
    ('base = "wcda"\ntitles = "x"', ":2: “titles” is a list of texts"),
    ("publisher = 5", ":1: “publisher” is a text, not a number"),
    ('base = "wdca"', "there is no profile “wdca”"),
    ('x = "', ": this is no TOML: "),
    ('publisher = "\\u0001"', ":1: “publisher” has U+0001, which XML cannot have"),
    ('\n[field-labels]\n"Zitat:" = "citaton"', ":3: “citaton” is no field of a header; it is one of citation, summary"),
    ('[add]\nnot-speaker = ["x"]', ":2: there is no key “not-speaker”; did you mean “not-speakers”?"),
    ('id-prefix = "1 2"', ":1: “1 2” is no id-prefix: it begins an xml:id"),
    ('licence = "CC BY"', ":1: “CC BY” is no licence: it is the address of the licence"),
    ('language = "klingonese!!"', ":1: “klingonese!!” is no language: it is a BCP 47 tag"),
    ('publisher = ""', ":1: “” is no publisher: leave the key out"),
    ('record-address = "("', ":1: “(” is no pattern: "),
    ('[[genres]]\npattern = "x"', ":1: each of “genres” is a table with “pattern” and “genre”"),
)


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_with_a_file_is_said(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EncoderError) as error:
        load(path, by_name)
    assert message in str(error.value)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(EncoderError, match=r"nowhere\.toml: cannot be read"):
        archives.by_name("nowhere.toml")


def test_labels_and_stylesheets_of_a_house(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text("separators = ['\\s?»']\nstylesheet = '../house.css'\n", encoding="utf-8")
    talk = "\n\n".join(f"Wolf » I say {n}.\n\nKun » You do." for n in range(4))
    edition = encoder.encode(Source(talk, "r.txt"), profile=str(path))
    assert len(edition.root.findall(".//t:sp", NS)) == 8
    assert any("xml-stylesheet" in str(node) for node in edition.root.itersiblings(preceding=True))
    assert list(encoder.validate(edition)) == []
