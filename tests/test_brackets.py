from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from encoder.archives import by_name
from encoder.archives.people import KnownPeople
from encoder.parse.brackets import evidence
from encoder.parse.brackets.inline import bracket_at
from encoder.parse.brackets.pairs import pairs
from encoder.parse.context import Context
from encoder.parse.inline.mentions import Mentions
from encoder.parse.layout.blocks import blocks
from encoder.values.authority import Authority
from encoder.values.edition import Edition
from encoder.values.source import Source
from tests.conftest import NS, T, encode, names, within

CASES = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (Path(__file__).parent / "cases" / "brackets.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

BEFORE = """\
He said that the talks of the two delegations had gone on for a week in the capital, and that the people of both
countries were watching them. In his view the state of the harvest was bad and the railways to the north were not
working at all; the army had to help with its trucks, which were needed elsewhere.

After that they spoke of the loan. The first part of it would be paid in goods, such as cotton, rice and coal, and the
other part in gold or in a currency on which the parties would agree. We do not ask for more than this, he said, but we
cannot do with less. When the guests asked who would sign for the government, he answered that this was being discussed,
that several men had been named, and that they would be told before the end of the month."""

NOBODY = KnownPeople(Authority("", ()), by_name("transcript"))
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


def _bare(kind: str) -> str:
    """A kind without its `@cert`: how certain the evidence is may change when it is learned anew."""
    return kind.removesuffix(" low").removesuffix(" medium")


@pytest.mark.parametrize(("text", "kinds", "words"), CASES, ids=[case[2][:40] for case in CASES])
def test_kinds(text: str, kinds: str, words: str) -> None:
    edition = encode(f"{BEFORE}\n\n{text}\n\nHe said this after.", profile="wcda")
    told = list(zip(kinds.split("; "), words.split("; "), strict=True))
    found = [
        (kind if kind == wanted else _bare(kind), said)
        for (kind, said), (wanted, _) in zip(brackets(edition), told, strict=True)
    ]
    assert found == told


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


SPOKEN_TO = (  # how a record speaks to somebody elsewhere, and whether that is a form of address
    ("I told Cde. Filippov so.", True),
    ("COMRADE Filippov!", True),  # at the start of a line
    ("General secretary Filippov came.", True),
    ("They came to Filippov.", False),
    ("The telecom Filippov was built.", False),
)


@pytest.mark.parametrize(("elsewhere", "is_addressed"), SPOKEN_TO)
def test_a_form_of_address_elsewhere_speaks_for_who_is_meant(elsewhere: str, is_addressed: bool) -> None:
    def chance(text: str) -> float:
        source, profile = Source(text, "record.txt"), by_name("transcript")
        context = Context(profile, lambda _: None, Mentions(text, profile), KnownPeople(Authority("", ()), profile))
        (block,) = (each for each in blocks(source) if "[" in each.text.text)
        bracket = bracket_at(block, pairs(block.text)[0], context)
        return evidence.model().chances(evidence.KIND.values(bracket))["identification"]

    told = chance(f"{BEFORE}\n\nHe wrote to Filippov [Stalin] before.\n\n{elsewhere}")
    assert (told > chance(f"{BEFORE}\n\nHe wrote to Filippov [Stalin] before.")) == is_addressed


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
    edition = encode("They left [The text has CC [Central Committee] here, which is a slip.] and came back.")
    note = edition.root.find(".//t:body//t:note", NS)
    assert note is not None
    assert [child.tag for child in note] == [f"{T}gloss"]


def test_a_bracket_of_no_known_kind_claims_nothing() -> None:
    edition = encode("He left [?] then.")
    assert "bracket-kind-unknown" in names(edition.findings)
    assert edition.root.find(".//t:note[@type='editorial'][@cert='low']", NS) is not None


def test_a_table_that_knows_few_kinds_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "bracket.tsv").write_text("feature\tgap\tpage\nbias\t1\t0\n", encoding="utf-8")
    text = "It was [not] so."
    context = Context(by_name("transcript"), lambda _: None, Mentions(text, by_name("transcript")), NOBODY)
    (block,) = blocks(Source(text, "record.txt"))
    bracket = bracket_at(block, pairs(block.text)[0], context)
    assert evidence.read(bracket, evidence.model(tmp_path)).kind == "editorial"


def test_of_many_doubtful_brackets_some_are_named_and_the_others_counted() -> None:
    edition = encode("\n\n".join(f"He left [?] then, for the {n}th time." for n in range(50)))
    told = [each.message for each in edition.findings if each.rule.name == "bracket-kind-unknown"]
    assert (len(told), "10 more brackets are doubtful" in told) == (41, True)


def test_an_editors_note_is_not_the_translators() -> None:
    edition = encode("He left. [ed. note: on 5 May] Then more.")
    note = edition.root.find(".//t:body//t:note", NS)
    assert note is not None
    assert (note.get("type"), within(note.get("resp"))) == ("editorial", "#editor")


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
    (bracket,) = (element for element in edition.root.iter() if within(element.get("resp")) not in (None, "#encoder"))
    assert within(bracket.get("resp")) == f"#{whose}"
    assert not list(encoder.validate(edition))


def test_few_words_alone_in_brackets_are_no_sure_headnote() -> None:
    talk = "\n\nKim: Hello, we are here.\n\nDeng: Good.\n\nKim: Yes.\n"
    short = encode(f"Talk\n\n[Quibble zork wumble]{talk}").root
    assert [(n.get("type"), n.get("cert")) for n in short.iterfind(".//t:text//t:note", NS)] == [("editorial", "low")]
    long = encode(f"Talk\n\n[This record was made by the secretary of the delegation]{talk}").root
    assert [(n.get("type"), n.get("cert")) for n in long.iterfind(".//t:text//t:note", NS)] == [("headnote", None)]


def test_words_behind_an_unclosed_bracket_are_not_supplied() -> None:
    for text in ("It was in September [1961 that they met.", "They went home [and that was all he wrote."):
        assert encode(f"Talk\n\n{text}").root.findall(".//t:supplied", NS) == []
