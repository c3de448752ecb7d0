"""Running heads, page numbers and stamps are no part of the text; what merely comes back is."""

from __future__ import annotations

import pytest

import encoder
from encoder.check import fidelity
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
    assert names(edition.findings).count("running-head") == (left_out > 0)
    assert fidelity.account(edition).lost == 0
    assert list(encoder.validate(edition)) == []
    if left_out == 10:
        assert len(edition.root.findall(".//t:body//t:p", NS)) == 1  # the sentence is whole again
        assert len(edition.root.findall(".//t:pb", NS)) == 4


def test_two_pages_prove_nothing() -> None:
    assert not encode(paged("Report on the harvest", "{}", count=2)).omissions


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
