from __future__ import annotations

import pytest

import encoder
from encoder.check import fidelity
from encoder.values.diagnostics import Severity
from tests.conftest import NS, encode, names

LONG = "He spoke of the matter at great length and nobody in the room could see what he had in mind with that conver-\n"
DIVIDED = (  # the lines after “conver-⏎”, the words of the first paragraph's end, hyphens taken out
    ("sation of theirs, which had been going on for so long a time that all of them were tired of it by then.", "conver-sation", 0),
    ("sation of theirs.\n\nThe conversation went on.", "conversation", 1),
    ("sation of theirs.\n\nThe conversation, or conver-sation, went on.", "conver-sation", 0),
)  # fmt: skip


@pytest.mark.parametrize(("rest", "word", "taken_out"), DIVIDED)
def test_a_divided_word(rest: str, word: str, taken_out: int) -> None:
    edition = encode(LONG + rest)
    assert list(encoder.validate(edition)) == []
    first = edition.root.findtext(".//t:body//t:p", "", NS)
    assert f" {word} of theirs" in first
    assert names(edition.findings).count("line-hyphen") == 1
    assert len(edition.root.findall(".//t:note[@type='omissions']//t:label", NS)) == taken_out
    assert fidelity.account(edition).lost == 0


def test_an_abbreviation_may_be_divided_from_its_rest() -> None:
    line = (
        "He spoke of the matter at great length and nobody in the room could see what he had in mind with the U.S.-\n"
    )
    edition = encode(f"{line}Taiwan treaty of theirs, which had been signed.")
    assert "the U.S.-Taiwan treaty" in edition.root.findtext(".//t:body//t:p", "", NS)
    assert fidelity.account(edition).lost == 0


def test_a_word_divided_at_a_page_end_is_one_word() -> None:
    text = "The Brit-\n\nish came. The British went. They were British.\n\nAnd the rest of it followed here.\n"
    edition = encode(text)
    assert [d for d in encoder.validate(edition) if d.severity is Severity.ERROR] == []
    assert fidelity.account(edition).lost == 0
    assert "Brit ish" not in "".join(edition.root.itertext())
