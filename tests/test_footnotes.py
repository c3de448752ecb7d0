"""Footnotes: marks and notes joined where both are there, and each printed again as it stood."""

from __future__ import annotations

import re

import pytest

import encoder
from encoder.parse.notes import printed
from encoder.values.diagnostics import Severity
from tests.conftest import NS, encode, listed_names, within

TALK = """Present: Kim Il Sung, Deng Xiaoping

Kim Il Sung: The harvest was good.[1] So was the other.[2]

Deng: Yes, on [5] October.[1]

Kim: No.[3]

[1] See document 5.

[2] In 1960 [and 1961].
"""


def test_marks_point_to_their_notes() -> None:
    edition = encode(TALK)
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    refs = edition.root.findall(".//t:ref", NS)
    assert [(ref.text, within(ref.get("target"))) for ref in refs] == [
        ("1", "#fn1"), ("2", "#fn2"), ("1", "#fn1"), ("3", None),
    ]  # fmt: skip
    notes = edition.root.findall(".//t:div/t:note", NS)
    assert [(note.get("n"), "".join(note.itertext())) for note in notes] == [
        ("1", "1 See document 5."), ("2", "2 In 1960 and 1961."),
    ]  # fmt: skip
    assert edition.root.findtext(".//t:supplied", namespaces=NS) == "5"
    assert encoder.render(edition, "text", view="diplomatic").split() == TALK.split()
    page = encoder.render(edition, "html")
    assert '<a href="#record-record.fn1" role="doc-noteref" id="ref-record-record.fn1">1</a>' in page
    assert 'href="#ref-record-record.fn1" role="doc-backlink">1</a>' in page


def test_a_note_below_a_speech_is_in_it_only_where_the_speech_goes_on() -> None:
    edition = encode(TALK.replace("[2] In 1960 [and 1961].\n", "Deng: Two.[2]\n\n[2] Here.\n\nKim: Three.\n"))
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    assert edition.root.findall(".//t:sp/t:note", NS) == []
    goes_on = encode(TALK.replace("[2] In", "And we shall have more of it in the next year, if you help us.\n\n[2] In"))
    assert [note.get("n") for note in goes_on.root.findall(".//t:sp/t:note", NS)] == ["1"]


def test_numbers_that_are_no_footnotes() -> None:
    edition = encode("[1] The first point.\n\n[2] The second point, in 19[61].\n\n[0] Nothing.\n\nSee [007].")
    assert edition.root.findall(".//t:note[@place='bottom']", NS) == []
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []


def test_what_closes_a_record_stands_below_its_notes() -> None:
    edition = encode(TALK + "\nRecorded by Li Ming\n")
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    (div,) = edition.root.findall(".//t:text/t:body/t:div", NS)
    assert [str(child.tag).rpartition("}")[2] for child in div][-3:] == ["note", "note", "closer"]


def test_a_turn_without_words_of_its_own_has_no_note() -> None:
    edition = encode("Kim: One.[1]\n\nDeng: Two.\n\nKim: Three.\n\nDeng:\n\n[1] See there.\n\nKim: Four.\n")
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []


SPACED = """Kim: I return on 15 August [1] and the[n] we speak.

Deng: It was Stimson [2] who said so.

Kim: So it was.

Deng: In 1945. [3]

{0}1{1} Kim was in Japan until 12 August.

{0}2{1} Henry L. Stimson, US Secretary of War.

{0}3{1} 'So' was added by hand.
"""


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ("", ""), ("", ".")])
def test_marks_behind_a_blank_are_known_by_their_notes(before: str, after: str) -> None:
    edition = encode(SPACED.format(before, after))
    refs = edition.root.findall(".//t:ref", NS)
    assert [(ref.text, within(ref.get("target"))) for ref in refs] == [("1", "#fn1"), ("2", "#fn2"), ("3", "#fn3")]
    assert [note.get("n") for note in edition.root.findall(".//t:note[@place='bottom']", NS)] == ["1", "2", "3"]
    assert [supplied.text for supplied in edition.root.findall(".//t:supplied", NS)] == ["n"]
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    text = SPACED.format(before, after)
    assert encoder.render(edition, "text", view="diplomatic").split() == text.split()


def test_numbers_without_notes_are_no_marks() -> None:
    edition = encode("Kim: On [1] October or [2] October.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.\n")
    assert edition.root.findall(".//t:ref", NS) == []


def test_raised_figures_are_marks() -> None:
    text = "Kim: We saw Zhang Hanfu¹ there.\n\nDeng: On 5 km² or so.²\n\nKim: Yes.\n\nDeng: Yes.\n\n¹ Vice minister.\n\n²The land.\n"
    edition = encode(text)
    assert [(ref.text, within(ref.get("target"))) for ref in edition.root.findall(".//t:ref", NS)] == [
        ("¹", "#fn1"),
        ("²", "#fn2"),
    ]
    notes = edition.root.findall(".//t:note[@place='bottom']", NS)
    assert [(note.get("n"), "".join(note.itertext())) for note in notes] == [
        ("1", "¹ Vice minister."),
        ("2", "²The land."),
    ]
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    assert encoder.render(edition, "text", view="diplomatic").split() == text.split()


def test_one_mark_alone_has_its_note_at_the_end() -> None:
    edition = encode(
        "Kim: See paragraph 94 [1] of it.\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.\n\n1 That is, of Document 355.\n"
    )
    assert edition.root.find(".//t:note[@n='1'][@place='bottom']", NS) is not None


def test_a_mark_at_a_participant_is_no_part_of_the_name() -> None:
    edition = encode(
        "Chinese side: Zhou Enlai, Zhang Hanfu¹, Yan Mingfu\n\nZhou Enlai: I leave for Warsaw² on Friday.\n\nZhang: Two.\n\n"
        "Zhou: On 300 km².\n\nZhang: Four.\n\n¹ Deputy Foreign Minister.\n² From 11 to 16 January 1957.\n"
    )
    assert list(encoder.validate(edition)) == []
    assert listed_names(edition) == [
        "Zhou Enlai",
        "Zhang Hanfu",
        "Yan Mingfu",
    ]
    assert [(ref.text, within(ref.get("target"))) for ref in edition.root.findall(".//t:ref", NS)] == [
        ("¹", "#fn1"),
        ("²", "#fn2"),
    ]
    assert len(edition.root.findall(".//t:note[@place='bottom']", NS)) == 2


FRUS = """Interview with Mao65

Q. What of the peace?66 And of the land?

A. We shall see.

65 By a correspondent; copy sent to the Department on July 8.

66 Of August 14, 1945.

67 See the note above.
"""


def test_notes_of_a_series_begin_anywhere_and_one_without_a_mark_is_reported() -> None:
    edition = encode(FRUS)
    notes = edition.root.findall(".//t:note[@place='bottom']", NS)
    assert [(note.get("n"), within(note.get("{http://www.w3.org/XML/1998/namespace}id"))) for note in notes] == [
        ("65", "fn65"), ("66", "fn66"), ("67", "fn67"),
    ]  # fmt: skip
    assert [within(ref.get("target")) for ref in edition.root.findall(".//t:ref", NS)] == ["#fn65", "#fn66"]
    (finding,) = (each for each in edition.findings if each.rule.name == "note-unmatched")
    assert finding.message == "note 67 has no mark"
    assert list(encoder.validate(edition)) == []
    assert encoder.render(edition, "text", view="diplomatic").split() == FRUS.split()


def test_notes_at_the_foot_of_pages_begin_anew_and_the_text_goes_on_over_them() -> None:
    text = (
        "The talks went on[1] for a week, and the two sides had come to speak of the loan that was to be\n\n"
        "[1] See document 5, p. 14.\n\npaid in gold.[1] Then they parted as they had met, and no communiqué was made.\n\n"
        "[1] In 1961 it was.\n"
    )
    edition = encode(text)
    paragraphs = ["".join(p.itertext()) for p in edition.root.findall(".//t:body//t:p", NS)]
    assert any("was to be" in p and "paid in gold" in p for p in paragraphs)
    assert [within(ref.get("target")) for ref in edition.root.findall(".//t:ref", NS)] == ["#fn1", "#fn1-2"]
    assert list(encoder.validate(edition)) == []


def test_numbered_paragraphs_are_no_notes_and_doubt_is_told() -> None:
    numbered = encode("\n\n".join(f"{n}. I told him that we would come on the {n}th of May." for n in range(1, 8)))
    assert numbered.root.findall(".//t:note[@place='bottom']", NS) == []
    assert "note-doubtful" not in [each.rule.name for each in numbered.findings]
    text = "He came.\n\n" + "He went there.\n\n" * 5 + "[1] the Foreign Minister and I then left\n\nThey went too.\n"
    (doubt,) = (each.doubt for each in encode(text).findings if each.rule.name == "note-doubtful")
    assert doubt is not None
    assert {answer.says for answer in doubt.answers} == {"note", "words"}


def test_figures_that_count_something_are_no_marks() -> None:
    text = (
        "Article 1\n\n(1) Both parties agree.\n\n(2) They meet.\n\nMoscow, 3 June 1961\n\nThe MiG15 flew.\n\n"
        "15 tanks were seen near Plant 2.\n\n3 of them were ours.\n"
    )
    edition = encode(text)
    assert edition.root.findall(".//t:ref", NS) == []
    assert edition.root.findall(".//t:note[@place='bottom']", NS) == []


@pytest.mark.parametrize("kind", printed.BODIES)
def test_a_number_before_a_note_has_its_form(kind: str) -> None:
    each = printed.BODIES[kind]
    found = printed.BODY.match(each.example)
    assert found
    assert found.lastgroup == kind
    assert not re.match(each.pattern, each.counter_example)


@pytest.mark.parametrize("kind", printed.MARKS)
def test_a_mark_in_the_text_has_its_form(kind: str) -> None:
    each = printed.MARKS[kind]
    assert [found.lastgroup for found in printed.MARK.finditer(each.example)] == [kind]
    assert not re.search(each.pattern, each.counter_example)
