"""Who asks and who answers where labels say only that."""

from __future__ import annotations

import pytest

import encoder
from encoder.resolve.questions import persons_in
from encoder.values.edition import Edition
from tests.conftest import NS, T, encode, within

TITLES = (  # a title, the persons it names
    ("An Interview with Ann Roe", ["Ann Roe"]),
    ("INTERVIEW OF: ANN ROE", ["ANN ROE"]),
    ("Press Conference of President Novák’s Government", ["President Novák"]),
    ("News Conference by the Minister in Peru (Roe)", ["Roe"]),
    ("Answers of Comrade N. S. Roe to questions of editors", ["Comrade N. S. Roe"]),
    ("Interview with Ann Roe by Bo Doe", ["Ann Roe", "Bo Doe"]),
    ("Interview of the Kenya Broadcasting Corporation", []),
    ("Minutes of the Security Council", []),
    ("Wheat", []),
)


@pytest.mark.parametrize(("title", "persons"), TITLES)
def test_persons_whom_a_title_names(title: str, persons: list[str]) -> None:
    assert persons_in(title) == persons


TALK = "Q. When did you begin?\n\nA. In 1961, I think.\n\nQ. And where were you?\n\nA. I cannot say.\n\nQ. Why?\n\nA. You know it."


def spoken(edition: Edition) -> dict[str, tuple[str | None, str | None]]:
    who = {
        within(person.get("{http://www.w3.org/XML/1998/namespace}id")): "".join(person[0].itertext())
        for person in edition.root.iter(f"{T}person", f"{T}personGrp")
    }
    found = {}
    for sp in edition.root.iterfind(".//t:sp", NS):
        found[sp.findtext("t:speaker", "", NS)] = who.get((within(sp.get("who")) or "")[1:]), sp.get("cert")
    assert list(encoder.validate(edition)) == []
    return found


def test_who_answers_is_the_only_one_whom_the_title_names() -> None:
    found = spoken(encode(f"An Interview with Ann Roe\n\n{TALK}"))
    assert found["A."] == ("Ann Roe", "medium")
    assert found["Q."][0] == "Q"


def test_a_title_that_names_two_does_not_tell() -> None:
    assert spoken(encode(f"An Interview with Ann Roe by Bo Doe\n\n{TALK}"))["A."][0] == "A"


APPEAR = "APPEARANCES:\n\nMr. John Quint\n\nMs. Ann Sayer\n\nMr. Carl Davis\n\n"
EXAMINED = f"{APPEAR}MR. DAVIS: We go on the record now.\n\nMS. SAYER: Thank you.\n\nBY MS. SAYER:\n\n{TALK}\n\nMR. DAVIS: We have it.\n\nMS. SAYER: Yes."


def test_a_line_says_who_asks_from_here_on() -> None:
    edition = encode(EXAMINED)
    found = spoken(edition)
    assert found["Q."][0] == "Ms. Ann Sayer"
    assert "BY MS. SAYER:" not in found
    assert [stage.text for stage in edition.root.iterfind(".//t:stage", NS)] == ["BY MS. SAYER:"]


def test_q_is_no_mr_quint() -> None:
    assert "Quint" not in str(spoken(encode(EXAMINED.replace("BY MS. SAYER:\n\n", "")))["Q."][0])


def test_a_heading_within_the_talk_names_nobody() -> None:
    found = spoken(encode(f"{TALK}\n\nEMPLOYMENT HISTORY\n\n{TALK}"))
    assert found["A."][0] == "A"
