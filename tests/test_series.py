"""Numbers of pages at the edges of lines, running heads run into text, and imprints at the end."""

from __future__ import annotations

import pytest

from encoder.parse.furniture import glued, series
from encoder.values.source import Span
from tests.conftest import NS, encode

SENTENCE = (
    "The minister said that the harvest had been good and that the grain would be sold at once, which nobody in the room "
    "had expected, because the price had fallen in each of the last four months and would fall further in the spring"
)


def placed(*texts: str, step: int = 1_000) -> list[tuple[int, str]]:
    """Lines about a page apart, with text between them."""
    lines: list[tuple[int, str]] = []
    for at, text in enumerate(texts):
        lines += [(at * step, text), (at * step + 100, "words")]
    return lines


@pytest.mark.parametrize(
    ("texts", "size"),
    [
        (("5504\tReport of the House", "Report of the House\t5505", "5506\tReport of the House"), 3),
        (("26", "27Signal copy", "28"), 3),
        (("ii", "iii", "iv"), 3),
        (("1. Grain", "2. Wheat", "3. Rye"), 0),  # items of a list
        (("1949年收成", "1950年收成", "1951年收成"), 0),
        (("7", "9", "14"), 2),  # pages on one side, then a gap
    ],
)
def test_numbers_that_go_up(texts: tuple[str, ...], size: int) -> None:
    found = series.find(placed(*texts))
    assert max((each.size for each in found.values()), default=0) == size


@pytest.mark.parametrize(("text", "value"), [("xiv", 14), ("mm", 0), ("iiii", 0), ("c", 100), ("civil", 0)])
def test_roman_numbers(text: str, value: int) -> None:
    assert series.roman(text) == value


def test_heads_in_front_of_text() -> None:
    lines = [
        (Span(0, 80), "2054 Employment Relations Bill 21 Nov., 2023 comply with the order"),
        (Span(100, 180), "21 Nov., 2023 Employment Relations Bill 2055 the Minister said"),
        (Span(200, 280), "2056 Employment Relations Bill 21 Nov., 2023 they will have the right"),
    ]
    assert [span.end - span.start for span in glued.find(lines)] == [44, 44, 44]
    assert glued.find(lines[:2]) == ()


def test_sentences_that_begin_alike_are_no_heads() -> None:
    texts = (f"The Council adopted resolution {number} concerning the refugees" for number in (12, 13, 15))
    assert glued.find([(Span(at, at + 60), text) for at, text in enumerate(texts)]) == ()
    assert (
        glued.find(
            [(Span(0, 60), "On the morning of 3 March we crossed"), (Span(70, 130), "On the morning of 4 March we met")]
        )
        == ()
    )


@pytest.mark.parametrize(
    "end",
    [
        "12 bags of rice\n\n14 bags of rice\n\n20 bags of beans\n\n9 bags of beans",
        "Votes for the motion 12\n\nVotes for the motion 14",
        "Exhibit 12\n\nExhibit 14\n\nExhibit 15",
        "\n\n".join(f"Draft Article\n\n{n}\n\n{SENTENCE} in case {n}." for n in range(1, 6)),
        "1951\n\nborn in the north\n\n1952\n\nmoved to the south\n\n1953\n\nwent to sea",
    ],
)
def test_lists_with_numbers_at_the_end_are_text(end: str) -> None:
    assert encode(f"{SENTENCE}.\n\n{SENTENCE}.\n\n{end}").omissions == ()


def test_a_head_in_front_of_text_is_left_out_and_the_sentence_goes_on() -> None:
    pages = "".join(
        f"\n\nPage {at}\n\n{head} went on in the same way, and nobody spoke against it, as had been agreed before"
        for at, head in (
            (49, "54 Harvest and Roads Bill 2023"),
            (50, "Harvest and Roads Bill 2023 55"),
            (51, "56 Harvest and Roads Bill 2023"),
        )
    )
    edition = encode(f"{SENTENCE}{pages}.")
    body = "".join(edition.root.find(".//t:body", NS).itertext())
    assert "Roads Bill" not in body
    assert body.count("went on in the same way") == 3


def test_numbers_glued_to_a_stamp() -> None:
    pages = "\n\n".join(f"{SENTENCE}\n\n{number}Signal copy\n\nand so it went on" for number in range(22, 28))
    edition = encode(pages)
    assert "Signal" not in "".join(edition.root.find(".//t:body", NS).itertext())


def test_days_of_a_diary_are_text() -> None:
    days = "\n\n".join(f"{day} March 1943\n\n{SENTENCE}. {SENTENCE}." for day in range(4, 12))
    body = "".join(encode(days).root.find(".//t:body", NS).itertext())
    assert all(f"{day} March 1943" in body for day in range(4, 12))


def test_what_a_site_says_at_the_end_is_no_speech() -> None:
    talk = "\n\n".join(
        f"{who}: I think that the harvest was good in our year number {n}." for n in range(4) for who in ("ROE", "DOE")
    )
    edition = encode(f"{talk}\n\nMORE INFO: See the full interview at: https://example.org/talks")
    speeches = "".join("".join(sp.itertext()) for sp in edition.root.iter(f"{{{NS['t']}}}sp"))
    assert "example.org" not in speeches
    assert "example.org" in " ".join(excerpt.text for excerpt in edition.omissions)


@pytest.mark.parametrize(
    "last",
    [
        "For more information I wrote to the embassy.",
        "ROE: My father had a copyright, and all rights reserved, as he said.",
        "They went to visit the plant and asked for permission.",
    ],
)
def test_what_somebody_says_at_the_end_is_text(last: str) -> None:
    talk = "\n\n".join(
        f"{who}: I think that the harvest was good, number {n}." for n in range(3) for who in ("ROE", "DOE")
    )
    assert encode(f"{talk}\n\n{last}").omissions == ()
