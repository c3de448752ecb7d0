from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from encoder.values.excerpt import Excerpt, concat, joined
from encoder.values.source import Position, Source, Span

PAGE = Source("Our land is even\n\nlesser  than\nyours.", "x.txt")


def test_a_join_keeps_the_places_of_both_sides() -> None:
    before, after = Excerpt.of(PAGE, 0, 16), Excerpt.of(PAGE, 18, 37).unwrap()
    whole = joined([before, after])
    assert whole.text == "Our land is even lesser than yours."
    assert whole.span(12, 23) == Span(12, 24)
    assert PAGE.position(whole.offset(whole.text.index("yours"))) == Position(4, 1)


def test_the_end_of_an_excerpt_is_a_place() -> None:
    assert Excerpt.of(PAGE, 4, 8).span(4) == Span(8, 8)
    assert Excerpt.of(PAGE, 4, 8).span() == Span(4, 8)


def test_cutting_out_leaves_the_rest_in_its_place() -> None:
    source = Source("**Wilson\nCenter**", "x.txt")
    cut = Excerpt.of(source).without(re.compile(r"\*+")).unwrap()
    assert cut.text == "Wilson Center"
    assert cut.offset(0) == 2
    assert cut.offset(7) == 9


@given(st.text(alphabet="ab \n\t\f\u00a0", max_size=60), st.data())
def test_every_character_is_the_sources_own(text: str, data: st.DataObject) -> None:
    source = Source(text, "x.txt")
    excerpt = Excerpt.of(source).unwrap()
    assert excerpt.text.split() == text.split()
    for at, character in enumerate(excerpt.text):
        original = text[excerpt.offset(at)]
        assert original == character or (original.isspace() and character == " ")
    start = data.draw(st.integers(0, len(excerpt)))
    end = data.draw(st.integers(start, len(excerpt)))
    part = excerpt[start:end]
    assert part.text == excerpt.text[start:end]
    assert [part.offset(at) for at in range(len(part))] == [excerpt.offset(at) for at in range(start, end)]
    assert concat([excerpt[:start], excerpt[start:]]).text == excerpt.text
    assert sum(span.end - span.start for span in part.spans()) == len(part)


@given(st.text(alphabet="a\né", max_size=40), st.integers(0, 40))
def test_position_counts_lines_and_code_points(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = Source(text, "x.txt").position(offset)
    assert text.split("\n")[line - 1][: column - 1] == text[:offset].rsplit("\n", maxsplit=1)[-1]
    assert line == text[:offset].count("\n") + 1
