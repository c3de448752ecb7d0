"""What records state about themselves: title, date, place and the rest, read from openings in many layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from encoder.parse.facts.pieces import pieces
from encoder.parse.layout.blocks import blocks
from encoder.values.edition import Edition
from encoder.values.source import Source
from tests.conftest import NS, encode, within

TALK = """
Miller: I think that we should begin with the budget.

Novák: We agree, but you will have to wait for our answer.

Miller: When will you give it?

Novák: I cannot say. We shall see what the others think of it.
"""
RECORDS = (  # a record's opening and ending, what its header then has
    (
        "MEMORANDUM OF CONVERSATION\n\nDATE: 4 July 1957\n\nPLACE: Room 12, Treasury\n\nSUBJECT: The budget of the school\n\n{}",
        {"title": "MEMORANDUM OF CONVERSATION", "date": "1957-07-04", "place": "Room 12, Treasury", "subject": "The budget of the school"},
    ),
    (
        "Niederschrift über das Gespräch mit Minister Novák\n\nPrag, 3. Mai 1953\n\nStreng vertraulich\n\n{}",
        {"title": "Niederschrift über das Gespräch mit Minister Novák", "date": "1953-05-03", "place": "Prag", "classification": "Streng vertraulich"},
    ),
    (
        "Compte rendu de l’entretien entre M. Miller et M. Novák\n\nParis, le 11 janvier 1951\n\nSECRET\n\n{}",
        {"title": "Compte rendu de l’entretien entre M. Miller et M. Novák", "date": "1951-01-11", "place": "Paris", "classification": "SECRET"},
    ),
    ("会谈记录\n\n时间：1956年9月18日\n\n地点：北京\n\n{}", {"title": "会谈记录", "date": "1956-09-18", "place": "北京"}),
    (
        "Record of conversation of Miller and Novák\n\nMoscow, 5 May 1950\n\nTOP SECRET\n\n{}\n\n[PRO: FO 371/84000]",
        {"title": "Record of conversation of Miller and Novák", "date": "1950-05-05", "place": "Moscow", "classification": "TOP SECRET", "idno": "PRO: FO 371/84000"},
    ),
)  # fmt: skip
WHERE = {  # where the header has it
    "title": "//t:titleStmt/t:title[@type='main']", "subject": "//t:titleStmt/t:title[@type='sub']", "date": "//t:creation/t:date/@when",
    "place": "(//t:creation|//t:setting)/t:placeName", "classification": "//t:notesStmt/t:note[@type='classification']",
    "idno": "//t:msIdentifier/t:idno", "author": "//t:titleStmt/t:author",
}  # fmt: skip


def stated(edition: Edition, fact: str) -> str | None:
    found = edition.tree.xpath(WHERE[fact], namespaces=NS)
    return (str(found[0]) if isinstance(found[0], str) else "".join(found[0].itertext())) if found else None


@pytest.mark.parametrize(("record", "facts"), RECORDS)
def test_a_record_states_facts_about_itself(record: str, facts: dict[str, str]) -> None:
    edition = encode(record.format(TALK))
    assert {fact: stated(edition, fact) for fact in facts} == facts


@pytest.mark.parametrize("fact", ["subject", "classification", "idno", "author"])
def test_a_record_that_states_nothing_has_no_such_facts(fact: str) -> None:
    assert stated(encode(f"Minutes of a meeting of Miller and Novák\n{TALK}"), fact) is None


def test_a_fact_is_inferred_and_its_line_stays_in_the_text() -> None:
    edition = encode(RECORDS[0][0].format(TALK))
    (place,) = edition.tree.xpath(WHERE["place"], namespaces=NS)
    assert within(place.get("resp")) == "#encoder"
    assert place.get("cert") in ("high", "medium", "low")
    assert "PLACE: Room 12, Treasury" in "".join(edition.tree.find(".//t:body", NS).itertext())


def test_a_title_that_is_a_line_is_the_head() -> None:
    edition = encode(RECORDS[1][0].format(TALK))
    assert [head.text for head in edition.tree.iterfind(".//t:body//t:head", NS)][:1] == [RECORDS[1][1]["title"]]


def test_what_is_doubtful_is_reported_with_its_probability() -> None:
    told = [
        each
        for each in encode(f"COMMITTEE OF THE WHOLE\n\nThe harbour dues\n\nAccra\n{TALK}").findings
        if each.rule.name == "fact-doubtful"
    ]
    assert all(each.doubt and each.doubt.chance < 0.95 for each in told)
    assert all("% sure" in each.message for each in told)
    assert told


def test_two_dates_are_a_doubt() -> None:
    made = encode(f"Minutes\n\nAccra, 4 July 1957\n\nAccra, 8 May 1958\n{TALK}")
    (told,) = (each for each in made.findings if "the date" in each.message)
    assert told.doubt
    assert 0.4 < told.doubt.chance < 0.6


def test_a_day_that_is_spoken_of_is_not_the_date_of_the_record() -> None:
    talk = TALK.replace("We agree", "We agree to the law of 16 July 1957")
    assert "16 July 1957" in talk
    assert stated(encode(f"Minutes\n{talk}"), "date") is None


def test_what_only_looks_like_a_shelf_mark() -> None:
    for line in ("1949–1955", "5.6.1961", "3/4", "(202) 555-0100"):
        assert stated(encode(f"Minutes\n\n{line}\n{TALK}"), "idno") != line


def test_an_editor_decides(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"COMMITTEE OF THE WHOLE\n\nThe harbour dues\n\n4 July 1957\n{TALK}", encoding="utf-8")
    decided = (
        '[[fact]]\nquote = "The harbour dues"\nkind = "title"\n\n[[fact]]\nquote = "4 July 1957"\nkind = "nothing"\n'
    )
    (tmp_path / "a.decisions.toml").write_text(decided, encoding="utf-8")
    edition = encoder.encode(path)
    assert stated(edition, "title") == "The harbour dues"
    assert edition.tree.find(".//t:titleStmt/t:title", NS).get("cert") == "high"
    assert not edition.tree.xpath("//t:creation/t:date[@cert='high']", namespaces=NS)


PIECES = (  # a line, pieces that must be among its candidates
    ("Brussels, Friday, 30 October 1964, 10 a.m.", ("30 October 1964", "Brussels")),
    ("confidential [Washington,] September 22, 1950.", ("confidential", "Washington", "September 22, 1950")),
    ("CABLEGRAM TO CANBERRA", ("CANBERRA", "CABLEGRAM")),
    ("Memorandum of Conversation, by Mr. E. Miller", ("Mr. E. Miller",)),
    ("RGANI. F. 5. Op. 1. D. 58. L. 1-4. Original.", ("RGANI. F. 5. Op. 1. D. 58. L. 1-4",)),
    ("[NAA: A1838, 31/33]", ("NAA: A1838, 31/33",)),
    ("地点：北京", ("北京",)),
    ("96. Minutes of Meeting", ("Minutes of Meeting",)),
)


@pytest.mark.parametrize(("line", "wanted"), PIECES)
def test_candidates(line: str, wanted: tuple[str, ...]) -> None:
    found = blocks(Source(line, "a.txt"))
    texts = {found[each.block].text.text[each.start : each.end] for each in pieces(found, None, {})}
    assert set(wanted) <= texts
