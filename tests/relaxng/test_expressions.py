"""Regular expressions of XML Schema: what they match, with and without `regex`, and what is none."""

from __future__ import annotations

import pytest

from encoder.relaxng import LimitError
from encoder.relaxng.algebra import expressions
from encoder.relaxng.algebra.expressions import matcher

MATCHES = (  # expression, texts it is about, texts it is not
    (r"(\p{L}|\p{N}|\p{P}|\p{S})+", ("a", "Ä1", "#x_1", "§"), ("", "a b", "\t")),
    (r"[^\p{C}\p{Z}]+", ("a-b", "ü"), ("a b", "a\u00a0b", "\x01")),
    (r"\P{L}+", ("12", "…"), ("a", "1é")),
    (r"[\s\d]+", ("1 2", "\u0661"), ("a", "")),
    (r"[^\w]*", ("", "-!"), ("a", "é", "1")),
    (r"[\S]+", ("a", "é"), ("a b",)),
    (r"[a-z-[aeiou]]+", ("xyz",), ("xay",)),
    (r"\i\c*", ("xml:id", "Ω"), ("1a", "")),
    (r"[\d]+(\.[\d]+){0,2}", ("4", "4.9.0"), ("4.", "1.2.3.4")),
    (r"\p{IsGreek}+", ("λόγος"[0],), ("logos",)),
    (r"[\p{Lt}]x?", ("ǅx",), ("x", "Dx")),
    (r"a.c", ("abc", "aéc"), ("a\nc",)),
    (r"\^\$", ("^$",), ("",)),
    (r"(a+)+b", ("aab",), ("a" * 40,)),
    (r"(a|ab?)+c", ("abac",), ("ab" * 30,)),
)
NONE = ("a{", "a{e<=1}", "[", "[]", "[z-a]", "\\", r"\p{L", r"\p{Foo}", r"\q", "*", "a**", "(", "a{2,1}")


@pytest.mark.parametrize(("expression", "yes", "no"), MATCHES)
def test_what_an_expression_matches(expression: str, yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    matches = matcher(expression)
    assert [text for text in yes if not matches(text)] == []
    assert [text for text in no if matches(text)] == []


@pytest.mark.parametrize("expression", NONE)
def test_what_is_no_expression(expression: str) -> None:
    with pytest.raises(ValueError, match="is no regular expression of XML Schema: "):
        matcher(expression)


def test_an_expression_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_SECONDS", 0.2)
    matches = expressions.matcher("(a|aa)+b")
    assert matches("aaab")
    assert not matches("ba")
    with pytest.raises(LimitError, match=r"the pattern “\(a\|aa\)\+b” takes more than 0.2 s for the value “aaa"):
        matches("a" * 200)
