"""Page numbers that skip or go back (Guidelines 3.11.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from encoder.lexicon.signs import FIGURES
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.namespaces import TEI

PAGE_SKIPPED = Rule(
    "page-skipped",
    Severity.WARNING,
    "A page number does not follow the one before it.",
    """The numbers of `pb/@n` go up by one, in figures (12, 13), Roman numerals (ix, x) or leaves (7r, 7v, 8r); each
`@ed` or `@edRef` is counted separately. If a number is skipped or goes back, a page is missing or a number is wrong.

Example: `<pb n="12"/>` and then `<pb n="14"/>`.

What to do: add the missing page, or correct the number. If the print itself is wrong, suppress the finding and give
that as the reason.

Guidelines: 3.11.3 Milestone Elements.""",
)

_LONG = 10
"""A page number has fewer digits."""
_LEAF = re.compile(r"(\d{1,9})([rv])")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})(?<!^)", re.IGNORECASE)
"""Up to 39: `c` and `d` are letters, and `mix` is a word."""
_VALUES = {"i": 1, "v": 5, "x": 10}


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Page breaks whose number is not the next; one in another style of numbers begins anew."""
    before: dict[str, tuple[str, int, str]] = {}
    for page in edition.root.iter(f"{{{TEI}}}pb"):
        said = page.get("n", "").strip()
        number = _number(said)
        series = f"{page.get('ed', '')} {page.get('edRef', '')}"
        if number is None:
            before.pop(series, None)
            continue
        style, last, last_said = before.get(series, ("", 0, ""))
        begins_anew = number[1] == 1 and last > 1
        if style == number[0] and number[1] != last + 1 and not begins_anew:
            message = f"page {said} comes after page {last_said}"
            yield PAGE_SKIPPED.at(edition.attribute_span(page, "n"), message)
        before[series] = (*number, said)


def _number(said: str) -> tuple[str, int] | None:
    """The style of a page number and its value; None where it is none that can be counted, such as `A-2`."""
    if len(said) < _LONG and FIGURES.fullmatch(said):
        return "arabic", int(said)
    if leaf := _LEAF.fullmatch(said):
        return "leaf", 2 * int(leaf[1]) + (leaf[2] == "v")
    if _ROMAN.fullmatch(said):
        values = [_VALUES[letter] for letter in said.lower()]
        return "roman", sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return None
