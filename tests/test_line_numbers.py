"""Numbers of lines in the margin of a court's or commission's record are no part of its sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pytest

import encoder
from encoder.check import fidelity
from encoder.parse.furniture import margin
from encoder.values.decisions import Decision, Decisions
from encoder.values.source import Source
from tests.conftest import NS, encode, names

TALK = (
    ("MR. PORTER:", "Did you see the letter that Mr. Adams brought to the office on the morning of the fifth of May?"),
    (
        "THE WITNESS:",
        "I saw a letter. I could not say that it was the same one, because I did not read it at the time.",
    ),
    ("MR. PORTER:", "And where did the clerk put it when he had read it, and who else was in the room with you then?"),
    ("THE WITNESS:", "He put it in the drawer. My sister was there until noon, when she went back to her own people."),
    ("THE COURT:", "We shall have to stop here for today, since the other witness could not come in from the country."),
    ("MR. PORTER:", "Let me ask you only this: how long had you lived in the house before the fire, and with whom?"),
    ("THE WITNESS:", "Eleven years, first with my husband, who died in the second winter, and after that all alone."),
)


def lines(talk: Sequence[tuple[str, str]], *, indent: str = "        ", width: int = 44) -> list[str]:
    """The lines of a talk, each speech on a new one."""
    return [
        line
        for label, words in talk
        for line in textwrap.wrap(f"{indent}{label} {words}", width, drop_whitespace=False)
    ]


def numbered(given: Sequence[str], *, each_page: int = 10, form: str = "{:>2}  {}", between: str = "\n") -> str:
    """Pages of lines with their numbers in the margin."""
    pages = [given[at : at + each_page] for at in range(0, len(given), each_page)]
    return "\n\f".join(between.join(form.format(n, line.rstrip()) for n, line in enumerate(page, 1)) for page in pages)


PRINTED = {
    "indented": numbered(lines(TALK)),
    "not indented": numbered([line.strip() for line in lines(TALK)], form="{} {}"),
    "double-spaced": numbered(lines(TALK), between="\n\n"),
    "one page": numbered(lines(TALK), each_page=99),
}


@pytest.mark.parametrize("print_", PRINTED)
def test_the_sentences_are_whole_and_the_numbers_listed(print_: str) -> None:
    edition = encode(PRINTED[print_])
    said = [" ".join(sp.itertext()).split() for sp in edition.root.findall(".//t:sp", NS)]
    assert said == [f"{label} {words}".split() for label, words in TALK]
    assert "line-numbers" in names(edition.findings)
    assert fidelity.account(edition).lost == 0
    assert list(encoder.validate(edition)) == []


def test_positions_are_those_of_the_file() -> None:
    text = PRINTED["double-spaced"]
    edition = encode(text)
    for sp, (label, _) in zip(edition.root.findall(".//t:speaker", NS), TALK, strict=True):
        span = edition.span(sp)
        assert span is not None
        assert text[span.start : span.end] == label


def test_a_decision_quotes_the_text_as_the_edition_has_it() -> None:
    decisions = Decisions((Decision("block", quote="office on the morning of the fifth of May?", says="heading"),))
    edition = encoder.encode(Source(PRINTED["indented"], "a.txt"), decisions=decisions)
    assert "decision-unmatched" not in names(edition.findings)


AGENDA = [
    f"{word} of the harvest"
    for word in ("Report", "Price", "Sale", "Plan", "Loss", "Weight", "Quality", "Share", "Age", "Cost")
]
GOODS = ["eggs", "bread", "milk", "salt", "butter", "flour", "sugar", "tea", "rice", "oil"]
ITEMS = [
    f"The committee heard of a matter that was\nput off in {year}, and took it up again" for year in range(1950, 1962)
]


@pytest.mark.parametrize(
    "text",
    [
        numbered(AGENDA),
        numbered(GOODS),
        numbered(ITEMS, each_page=12),
        numbered(lines(TALK), form="{}. {}"),
        "\n".join(f"{n}  {n * 3}.4  {n * 7}.1" for n in range(1, 20)),
    ],
)
def test_what_counts_is_not_always_a_margin(text: str) -> None:
    assert margin.cleared(Source(text, "a.txt")).numbers == ()


def cleared(given: Sequence[str], **how: int) -> bool:
    return bool(margin.cleared(Source(numbered(given, **how), "a.txt")).numbers)


PROSE = lines(TALK)


def test_seven_lines_are_too_few() -> None:
    assert not cleared(PROSE[:7])
    assert cleared(PROSE[:8])


def test_a_fifth_of_the_lines_goes_on() -> None:
    ends = [f"It was said in the year {n} too." for n in range(40)]
    assert cleared([*PROSE[:8], *ends[:14]], each_page=99)
    assert not cleared([*PROSE[:8], *ends], each_page=99)


def test_a_quarter_of_the_record_is_counted() -> None:
    page = numbered(PROSE[:10])
    assert margin.cleared(Source(page + "\n\nWords." * 29, "a.txt")).numbers
    assert not margin.cleared(Source(page + "\n\nWords." * 31, "a.txt")).numbers


def test_a_number_that_was_misread_goes_too() -> None:
    text = PRINTED["one page"].replace("\n 5  ", "\n 5? ").replace("\n12  ", "\nH 1z ").replace("\n 7  ", "\n7° ")
    gone = " ".join(each.text for each in margin.cleared(Source(text, "a.txt")).numbers).split()
    assert "5?" in gone
    assert "7°" in gone
