"""What stands beside the talk: headings, notes of any print, the end of the meeting, those present in a sentence."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from encoder.parse.layout.blocks import blocks
from encoder.parse.roster.prose import opening
from encoder.parse.talk.extent import headings
from encoder.parse.talk.extent.block_kinds import Kind
from encoder.parse.talk.turns import choice
from encoder.parse.talk.turns.candidates import At, Candidate, Form
from encoder.values.source import Source
from tests.conftest import NS, encode

LONG = (
    "The commission met in the morning and heard the report of its chairman on the harvest of the year before. It was agreed that the "
    "grain should be sold at once, and that the members would be told of the price in writing."
)


def heads(text: str) -> list[str]:
    return ["".join(each.itertext()) for each in encode(text).root.iterfind(".//t:body//t:head", NS)]


def test_lines_between_paragraphs_are_headings() -> None:
    text = f"{LONG}\n\nThe sale of grain\n\n{LONG}\n\nAgenda item 4 (continued)\n\n{LONG}"
    assert heads(text) == ["The sale of grain", "Agenda item 4 (continued)"]


def test_what_comes_back_unchanged_is_no_heading() -> None:
    motions = "\n\n".join(f"{LONG} Number {at}.\n\nADOPTED" for at in range(6))
    assert "ADOPTED" not in heads(motions)


def notes(text: str) -> list[str]:
    return ["".join(each.itertext()) for each in encode(text).root.iterfind(".//t:body//t:note[@place='bottom']", NS)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{LONG} There were no objections in the year 1949.1\n\n{LONG}\n\n1 See the list of members in the annex.", 1),
        (f"The growth of the rate (1) and of the price (2) was low. {LONG}\n\n(1) In the draft: the speed.\n\n(2) At the end of the year.", 2),
        (f"{LONG}\n\n1 The harvest was good.\n\n2 The price was low.\n\n{LONG}", 0),
        (f"{LONG}\n\n(1) The harvest was good.\n\n(2) The price was low.\n\n{LONG}", 0),
    ],
)  # fmt: skip
def test_notes_of_any_print(text: str, number: int) -> None:
    assert len(notes(text)) == number


TALK = "\n\n".join(
    f"{who}: I thank you, and I ask the house for its vote on item {n}."
    for n in range(3)
    for who in ("Mr. Roe", "Mr. Doe")
)


def test_behind_the_end_of_the_meeting_nobody_speaks() -> None:
    said = f"{TALK}\n\nThe meeting rose at 6.30 p.m.\n\nThe text of the speeches was not corrected by those who held them, and it is not complete."
    speeches = "".join("".join(sp.itertext()) for sp in encode(said).root.iter(f"{{{NS['t']}}}sp"))
    assert "not corrected" not in speeches


@pytest.mark.parametrize(
    "line", ["(The session was adjourned for lunch.)", "(The meeting was adjourned, and resumed at 2 p.m.)"]
)
def test_a_break_ends_no_speech(line: str) -> None:
    story = "I told them that my father, who was a miner, had never seen the sea, and that we lived in the north."
    said = encode(f"{TALK}\n\n{line}\n\n{story}")
    assert "miner" in "".join("".join(sp.itertext()) for sp in said.root.iter(f"{{{NS['t']}}}sp"))


def test_nobody_is_present_in_the_middle_of_a_talk() -> None:
    talk = "\n\n".join(
        f"{who}: I thank you for number {n}, and I ask you again." for n in range(40) for who in ("Mr. Roe", "Mr. Doe")
    )
    told = f"{talk}\n\nThose present were Mr. Blum and Mr. Poe when the article was written.\n\n{talk}"
    assert "Blum" not in "".join("".join(each.itertext()) for each in encode(told).root.iterfind(".//t:person", NS))


def test_names_above_reports_are_no_speakers() -> None:
    names = ("Mr. Rusk", "Mrs. Bolton", "Mr. Smith")
    report = "\n\n".join(
        f"{name}\n\n{name} said that the matter was not urgent. {LONG}" for _ in range(3) for name in names
    )
    assert encode(f"Report of the Committee\n\n{report}").root.findall(".//t:sp", NS) == []


def test_of_two_cuts_with_one_end_the_one_that_comes_back_is_taken() -> None:
    places = ((0, 40, "5:34 P.M.15 PRESIDENT"), (12, 40, "PRESIDENT"), (90, 100, "COLSON"), (150, 160, "PRESIDENT"))
    record = SimpleNamespace(
        candidates=[Candidate(0, start, end, name, Form.COLON, At.SENTENCE) for start, end, name in places],
        labels=[SimpleNamespace(count=count, inner_stop=False, alone=1.0) for count in (1, 2, 1)],
        label_of=[0, 1, 2, 1],
    )
    assert choice.choose(record, [0.9, 0.85, 0.9, 0.9]) == [1, 2, 3]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Present at the meeting were Comrades Fischer and Roe", "Present at the meeting were"),
        ("Teilnehmer waren Herr Roe", "Teilnehmer waren"),
        ("Étaient présents M. Roe", "Étaient présents"),
        ("本会议的参加者为毛泽东、朱德", "本会议的参加者"),
        ("Present conditions were good", None),
        ("出席者为数不多，但是都很积极", None),
        ("The participants are Ann Roe", None),
        ("He was present when Mr. Roe came", None),
    ],
)
def test_sentences_that_say_who_was_there(text: str, label: str | None) -> None:
    found = opening(text)
    assert (found.label if found else None) == label


def test_a_note_may_say_who_was_there() -> None:
    text = f"Minutes of the Board[1]\n\n{LONG}\n\n[1] The participants were Ann Roe, John Doe and Paul Poe."
    persons = ["".join(each.itertext()) for each in encode(text).root.iterfind(".//t:person/t:persName", NS)]
    assert persons == ["Ann Roe", "John Doe", "Paul Poe"]


@pytest.mark.parametrize(
    ("chances", "kinds"),
    [
        ((0.9, 0.3), "HH"),  # the second line of a title
        ((0.9, 0.2), "HW"),
        ((0.4, 0.3), "WW"),
    ],
)
def test_a_line_in_capitals_beside_a_heading_needs_less(
    chances: tuple[float, ...], kinds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = iter(chances)
    monkeypatch.setattr(headings, "_chance", lambda _paragraph, _table: next(rest, 0.0))
    text = "REPORT OF THE\n\nROADS COMMITTEE\n\n" + "\n\n".join("It was read and heard by all of us." for _ in range(3))
    found = headings.read(blocks(Source(text, "a.txt")), text, (), (), range(5), None)
    assert "".join("H" if found[at].kind is Kind.HEADING else "W" for at in (0, 1)) == kinds


@pytest.mark.parametrize(("label", "person"), [("COURT", "Court"), ("OTIENO", "Daniel Otieno")])
def test_an_office_is_not_completed_by_words_of_the_title(label: str, person: str) -> None:
    heading = "IN THE HIGH COURT OF KENYA\n\nDaniel Otieno, advocate"
    talk = "\n\n".join(f"{name}: {words}" for name, words in ((label, "Proceed."), ("MS. WANJIRU", "I do.")) * 3)
    edition = encode(f"{heading}\n\n{talk}")
    first = edition.root.find(".//t:sp", NS)
    assert first is not None
    (found,) = edition.root.xpath("//t:person[@xml:id = $id]/t:persName", namespaces=NS, id=first.get("who", "")[1:])
    assert "".join(found.itertext()).casefold() == person.casefold()


NO_TALKS = (
    (
        "Judgment of the Court", "Facts: The accused was seen in Kisumu on 3 May. He had a panga.",
        "Held: The evidence of PW1 is consistent. It was not shaken.",
        "Facts: The second accused was at home. His wife says so.",
        "Held: The alibi was not disproved. He is acquitted.",
        "Order: The first accused shall serve three years.",
    ),
    (
        "Horoscope for the Week", "Aries: Your week is good. Money comes on Tuesday.",
        "Taurus: You should rest. A friend will call.", "Gemini: Travel is likely. Take a coat with you.",
        "Cancer: Your family needs you. Stay at home.", "Leo: You are loved. Say what you think.",
    ),
)  # fmt: skip


@pytest.mark.parametrize("lines", NO_TALKS)
def test_what_may_be_no_talk_stays_doubtful(lines: tuple[str, ...]) -> None:
    """No label is sure to be a speaker's, so none is made surer by the others."""
    edition = encode("\n\n".join(lines))
    assert [each for each in edition.findings if each.rule.name == "speaker-doubtful"]
    assert {sp.get("cert") for sp in edition.root.iterfind(".//t:sp", NS)} <= {"low"}


def test_a_classification_in_small_letters_is_not_joined_to_the_title() -> None:
    text = f"Memorandum of Conversation, by the Chief of Protocol\n\nconfidential [Washington,] September 13, 1950.\n\n{LONG}\n"
    edition = encode(text)
    assert not [each for each in edition.findings if each.rule.name == "page-join"]
