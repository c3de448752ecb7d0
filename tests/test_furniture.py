"""Running heads, page numbers and stamps are no part of the text; what merely comes back is."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest

import encoder
from encoder.check import fidelity
from encoder.parse.furniture import groups
from encoder.values.decisions import Decision, Decisions
from encoder.values.source import Source
from tests.conftest import NS, encode, names

MATTER = (
    "the talks went on for a while about the harvest",
    "and the wheat that had been sold abroad by those",
    "who had come from the ministry with their papers",
    "in which nothing was said of the price, so that",
    "nobody knew at the end whether it had been high",
)


def paged(top: str, foot: str, count: int = 5) -> str:
    """Pages with a head and a foot; the sentence goes over each break."""
    pages = enumerate(MATTER[:count], 7)
    return "\f".join(f"{top.format(n)}\n\n{words}\n\n{foot.format(n)}\n" for n, words in pages)


CASES = (  # head and foot of the pages, how many of the 10 lines are left out
    ("Report on the harvest, page {}", "Approved For Release 1999/09/26 : CIA-{}", 10),
    ("- {} -", "{0}                    {0}", 10),
    ("Page {} of 12", "It was a good year", 10),
    ("Report on the harvest", "{}", 10),
    ("Kim:", "and so it went on in the month number {} as well as in many others of which we have spoken before, and of "
     "which there will be more to say when the time has come for that", 0),
)  # fmt: skip


@pytest.mark.parametrize(("top", "foot", "left_out"), CASES)
def test_what_comes_back_on_each_page(top: str, foot: str, left_out: int) -> None:
    edition = encode(paged(top, foot))
    assert len(edition.omissions) == left_out
    assert names(edition.findings).count("running-head") + names(edition.findings).count("furniture-doubtful") >= (
        left_out > 0
    )
    assert fidelity.account(edition).lost == 0
    assert list(encoder.validate(edition)) == []
    if left_out == 10:
        assert len(edition.root.findall(".//t:body//t:p", NS)) == 1  # the sentence is whole again
        assert len(edition.root.findall(".//t:pb", NS)) == 4


def test_two_pages_prove_little() -> None:
    edition = encode(paged("Report on the harvest", "{}", count=2))
    assert [each.text for each in edition.omissions] == ["7", "8"]  # at the foot of a page, the one above the other


def test_lines_that_count_the_pages_show_them_too() -> None:
    words = (
        "and so it went on in",
        "the best of all worlds",
        "where wheat and rye grow",
        "by the sea that is",
        "near us and",
    )
    heads = (f"Page {n}\n\n9th December 1998\n\n{1454 + n}" for n in range(2, 7))
    pages = "\n\n".join(f"{head}\n\n{line}" for head, line in zip(heads, words, strict=True))
    edition = encode(f"It was a good year for all of us\n\n{pages} ends.")
    assert len(edition.omissions) == 15
    (paragraph,) = edition.root.findall(".//t:body//t:p", NS)  # the sentence is whole again
    assert (
        " ".join("".join(paragraph.itertext()).split()) == f"It was a good year for all of us {' '.join(words)} ends."
    )
    assert fidelity.account(edition).lost == 0
    apart = encode("See there.\n\nPage 2\n\nIt was.\n\nPage 9\n\nIt is.\n\nPage 4\n\nIt will be.")
    assert not apart.omissions  # which count nothing


WORDS = (
    "the winter road over the river was closed again this week and nobody had told the people of the valley why so "
    "they went to see for themselves what had become of the bridge that was built by their fathers with stone from "
    "the old quarry because wood would not have held the carts which came down from the hills after each harvest"
).split()
SPEAKERS = ("Mr. Roe", "Mrs. Doe", "Mr. Poe")


def paragraph(chance: random.Random) -> str:
    some = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(12, 60)))
    return f"{some[:1].upper()}{some[1:]}."


def printed(between: tuple[str, ...], pages: int = 6) -> str:
    """A talk without form feeds; lines stand between its pages, within a sentence."""
    chance = random.Random(7)
    parts: list[str] = []
    for n in range(12, 12 + pages):
        parts += (f"{speaker}: {paragraph(chance)}" for speaker in SPEAKERS)
        open_sentence, rest = paragraph(chance)[:-1], paragraph(chance)
        parts += (open_sentence, *(line.format(n=n) for line in between), f"and {rest.lower()}")
    return "\n\n".join(parts)


@pytest.mark.parametrize(
    "between",
    [
        ("{n}",), ("- {n} -",), ("Page {n}",), ("Talks on the winter road   {n}",), ("TOP SECRET", "{n}"),
        ("Strona {n}",), ("HW 50955   DocId:32202448   Page {n}",), ("_page : {n}",),
    ],
)  # fmt: skip
def test_furniture_between_paragraphs_is_no_words_of_the_speaker(between: tuple[str, ...]) -> None:
    edition = encode(printed(between))
    left_out = {excerpt.text for excerpt in edition.omissions}
    assert left_out == {line.format(n=n) for n in range(12, 18) for line in between}
    assert fidelity.account(edition).lost == 0
    assert len(edition.root.findall(".//t:sp", NS)) == 18
    assert not [p for p in edition.root.findall(".//t:sp/t:p", NS) if "".join(p.itertext()).startswith("and ")]


HEADS = (
    "(Laughter.)", "[Page {n}]", "{n} November 1952", "Yes.", "Mr. Roe:", "THE CHAIRMAN", "Chapter {n}", "Letter {n}",
    "TELEGRAM No. {n}\nSECRET\nMoscow, {n} June 1953", "19{n}", "{n}", "Tuesday, March {n}, 1943", "ARTICLE {n}",
    "Resolution {n} (1950)", "Глава {n}", "{n} марта", "3月{n}日", "Document {n}\n\nBerlin, {n} May 1944",
)  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("size", [(1, 1), (3, 3), (1, 6)], ids=["short", "even", "uneven"])
def test_what_heads_a_section_is_text_however_evenly_it_comes_back(head: str, size: tuple[int, int]) -> None:
    chance = random.Random(3)
    text = "\n\n".join(
        "\n\n".join((head.format(n=n), *(paragraph(chance) for _ in range(chance.randint(*size)))))
        for n in range(11, 30)
    )
    assert not encode(text).omissions


def test_roman_numbers_above_chapters_are_text() -> None:
    chance = random.Random(3)
    numbers = "I II III IV V VI VII VIII IX X".split()
    assert not encode("\n\n".join(f"{n}\n\n{paragraph(chance)}\n\n{paragraph(chance)}" for n in numbers)).omissions


def test_an_editor_decides_of_a_line() -> None:
    text = printed(("- {n} -",), pages=4).replace("\n\nMr. Poe", "\n\nand no further\n\nMr. Poe", 1)
    entries = (Decision("block", "furniture", "and no further"), Decision("block", "words", "- 13 -"))
    edition = encoder.encode(Source(text, "x.txt"), decisions=Decisions("x.toml", entries))
    assert {excerpt.text for excerpt in edition.omissions} == {"and no further", "- 12 -", "- 14 -", "- 15 -"}
    assert "decision-unmatched" not in names(edition.findings)


def test_a_series_stays_or_goes_as_one() -> None:
    text = printed(("— {n} —",), pages=12)
    assert len(encode(text).omissions) == 12


def test_what_is_doubtful_is_told_once_a_kind() -> None:
    doubtful = [
        finding for line in ("NW 12-B", "Talks, 4 May", "c", "IV", "R 7, f. {n}")
        for finding in encode(printed((line,), pages=3)).findings if finding.rule.name == "furniture-doubtful"
    ]  # fmt: skip
    assert doubtful
    assert all("% sure" in finding.message and finding.doubt for finding in doubtful)


def test_numbers_in_order_that_are_kept_are_reported() -> None:
    chance = random.Random(3)
    edition = encode("\n\n".join(f"{n}\n\n{paragraph(chance)}\n\n{paragraph(chance)}" for n in range(11, 30)))
    assert not edition.omissions
    (finding,) = (each for each in edition.findings if each.rule.name == "furniture-doubtful")
    assert finding.message.startswith("“11” and 18 similar lines: kept, ")


@pytest.mark.parametrize(("longest", "left_out"), [(25, True), (4, False)])
def test_a_column_of_line_numbers_is_of_the_page_and_a_short_list_is_text(longest: int, left_out: bool) -> None:
    chance = random.Random(5)
    column = "\n".join(str(n) for n in range(1, longest + 1))
    pages = [f"{paragraph(chance)}\n\n{column}\n\n{paragraph(chance)}" for _ in range(4)]
    assert bool(encode("\n\n".join(pages)).omissions) is left_out


@pytest.mark.parametrize("line", ["Annex B, 12 May 1952", "SECRET ANNEX 4", "Exhibit No. 12-B"])
def test_a_line_that_occurs_once_is_kept_even_within_a_sentence(line: str) -> None:
    chance = random.Random(5)
    before, after = paragraph(chance)[:-1], paragraph(chance).lower()
    text = "\n\n".join((paragraph(chance), before, line, after, paragraph(chance)))
    assert not encode(text).omissions


@pytest.mark.parametrize(("text", "is_number"), [("– xiv –", True), ("I", True), ("civil", False), ("ill", False)])
def test_a_roman_number_is_one_way_to_write_a_number(text: str, is_number: bool) -> None:
    assert groups.is_roman(SimpleNamespace(text=text)) is is_number  # type: ignore[arg-type]


SENTENCE = (
    "The committee read the report of the harvest twice, and it found that the wheat had been sold too early.\n\n"
)


@pytest.mark.parametrize(
    ("end", "left_out"),
    [
        ("12 Harvest and Roads Bill of the House\n\nHarvest and Roads Bill of the House 13\n\n"
         "14 Harvest and Roads Bill of the House\n\nHarvest and Roads Bill of the House 15\n", 4),
        ("12 Rice\n\nRice 14\n\n15 Rice\n\nRice 17\n", 0),
        ("Exhibit A 12\n\n13 Exhibit A\n\nExhibit A 14\n", 0),
    ],
)  # fmt: skip
def test_running_heads_at_the_end_are_long(end: str, left_out: int) -> None:
    assert len(encode(SENTENCE * 2 + end).omissions) == left_out


def test_what_stands_next_to_furniture_is_furniture() -> None:
    """A stamp stands alone on odd pages, inside sentences, and above two more lines on even ones."""
    stamp = ("Stamp {} of the archive", "Box nine of the Chancellery", "Folder seven of the President")
    pages = (
        f"{MATTER[n % 5]} {MATTER[(n * 3 + 1) % 5]} and the {'abcdefghij'[n] * 4} of it was\n\n"
        + "\n".join(line.format(n + 20) for line in (stamp if n % 2 == 0 else stamp[:1]))
        for n in range(10)
    )
    edition = encode("\n\n".join(pages) + f"\n\n{MATTER[0]}.")
    assert {each.text for each in edition.omissions} == set(stamp[1:])
