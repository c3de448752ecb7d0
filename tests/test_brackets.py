from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from encoder.values.edition import Edition
from tests.conftest import NS, T, encode, names

CASES = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (Path(__file__).parent / "cases" / "brackets.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

EDITORIAL = {f"{T}{tag}" for tag in "supplied unclear gap gloss ex note stage ref".split()}


def brackets(edition: Edition) -> list[tuple[str, str]]:
    """The editorial elements of the body: kind, words."""
    found = []
    for element in edition.root.find("t:text", NS).iter(*EDITORIAL):  # type: ignore[union-attr]
        kind = None if "ref" in element.tag else element.get("type")
        marks = (kind, element.get("reason") if "gap" in element.tag else None, element.get("cert"))
        kind = " ".join((element.tag.removeprefix(T), *(mark for mark in marks if mark)))
        found.append((kind, "".join(element.itertext())))
    return found


@pytest.mark.parametrize(("text", "kinds", "words"), CASES, ids=[case[2][:40] for case in CASES])
def test_kinds(text: str, kinds: str, words: str) -> None:
    edition = encode(f"He said this before.\n\n{text}\n\nHe said this after.", profile="wcda")
    assert brackets(edition) == list(zip(kinds.split("; "), words.split("; "), strict=True))


COMPLETED = (  # a text, the names in it that an editor completed
    ("Stalin, [Lavrentii] Beria and [Lazar] Kaganovich came.", ["Lavrentii Beria", "Lazar Kaganovich"]),
    ("The Ambassador [Patrick] Hurley's letter", ["Patrick Hurley"]),
    ("Liu Shaoqi spoke. Then Liu [Shaoqi] left.", ["Liu Shaoqi"]),
    ("Com. [I.V.] Kovalev said so.", ["I.V. Kovalev"]),
    ("in China, [North] Korea and [Communist] Poland", []),
    ("Tan [Tang] Enbo came.", []),
    ("and [GMD General] Du Yuming came.", []),
)


@pytest.mark.parametrize(("text", "names_found"), COMPLETED)
def test_a_name_that_an_editor_completed_is_one_name(text: str, names_found: list[str]) -> None:
    edition = encode(f"He said this before.\n\n{text}\n\nHe said this after.")
    found = edition.root.findall(".//t:body//t:persName[t:supplied]", NS)
    assert ["".join(name.itertext()) for name in found] == names_found


SPOKEN_TO = (  # how a record speaks to somebody elsewhere: another name beside his says who he is
    ("I told Cde. Filippov so.", "note"),
    ("COMRADE Filippov!", "note"),  # at the start of a line
    ("General secretary Filippov came.", "note"),
    ("They came to Filippov.", "gloss"),
    ("The telecom Filippov was built.", "gloss"),
)


@pytest.mark.parametrize(("elsewhere", "element"), SPOKEN_TO)
def test_a_form_of_address_tells_a_person_from_a_place(elsewhere: str, element: str) -> None:
    edition = encode(f"He wrote to Filippov [Stalin] before.\n\n{elsewhere}\n\nHe said this after.")
    (bracket,) = edition.root.xpath(".//t:body//t:*[. = 'Stalin']", namespaces=NS)
    assert bracket.tag == f"{T}{element}"


def test_an_unclosed_bracket_ends_with_its_paragraph() -> None:
    edition = encode("He said [this and that.\n\nThen he left.")
    assert names(edition.findings).count("bracket-unclosed") == 1
    (element,) = edition.root.findall(".//*[@rend='unclosed']")
    assert "".join(element.itertext()) == "this and that."
    assert "Then he left." in [p.text for p in edition.root.findall(".//t:body//t:p", NS)]


def test_a_bracket_never_opened_stays_text() -> None:
    edition = encode("He said] this.")
    assert "bracket-unopened" in names(edition.findings)
    assert edition.root.findtext(".//t:body//t:p", namespaces=NS) == "He said] this."


def test_brackets_nest() -> None:
    edition = encode("He met them [The text has Zhong [Zheng] Jiemin here, which is a slip.] and left.")
    note = edition.root.find(".//t:body//t:note", NS)
    assert note is not None
    assert [child.tag for child in note] == [f"{T}gloss"]


def test_a_bracket_of_no_known_kind_claims_nothing() -> None:
    edition = encode("He left [?] then.")
    assert "bracket-kind-unknown" in names(edition.findings)
    assert edition.root.find(".//t:note[@type='editorial'][@cert='low']", NS) is not None


def test_an_editors_note_is_not_the_translators() -> None:
    edition = encode("He left. [ed. note: on 5 May] Then more.")
    note = edition.root.find(".//t:body//t:note", NS)
    assert note is not None
    assert (note.get("type"), note.get("resp")) == ("editorial", "#editor")


WHOSE = (  # the cover or nothing, the profile, a bracket, whose it is
    ("", "transcript", "It was [not] so.", "editor"),  # nobody says that this is a translation
    ("", "wcda", "It was [not] so.", "translator"),  # a house of translations
    ("", "transcript", "It was [Translator's note: a pun] so.", "translator"),
    ("", "wcda", "It was [ed. note: a pun] so.", "editor"),
    ("Original Language:\nEnglish\n\nContents:\nTranscript - English\n\n", "wcda", "It was [not] so.", "editor"),
    ("Original Language:\nRussian\n\nContents:\nTranslation - English\n\n", "wcda", "It was [not] so.", "translator"),
)


@pytest.mark.parametrize(("cover", "profile", "text", "whose"), WHOSE)
def test_whose_brackets_are(cover: str, profile: str, text: str, whose: str) -> None:
    edition = encode(f"{cover}{text}", profile=profile)
    (bracket,) = (element for element in edition.root.iter() if element.get("resp", "#encoder") != "#encoder")
    assert bracket.get("resp") == f"#{whose}"
    assert not list(encoder.validate(edition))
