"""Running heads that a converter has run into the text below them, at the start of a page's first line.

    Page 49⏎2054 Employment Relations Bill 2023 21 Nov., 2023 comply with the order …
    Page 50⏎21 Nov., 2023 Employment Relations Bill 2023 2055 the Minister said …

Left and right pages have the same words, in another order, and a number at an edge that goes up from page to page.
Words count as a bag, figures do not count. What only one or two pages have is never taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from encoder.values.source import Span

_MOST, _LEAST, _PAGES = 20, 3, 3
"""The most tokens of a running head, the fewest words, and on how many pages it stands at least."""
_TOKEN = re.compile(r"\S+")
_PAGE_NUMBER = re.compile(r"\d{1,5}")


class _Prefix(NamedTuple):
    """The first tokens of a line."""

    page: int
    span: Span
    words: frozenset[tuple[str, int]]
    """Each word with its number of times."""
    numbers: tuple[int, ...]
    """The numbers at its edges."""


def find(first_lines: Sequence[tuple[Span, str]]) -> tuple[Span, ...]:
    """The running heads at the starts of lines, given the first line of the text of each page."""
    alike: dict[frozenset[tuple[str, int]], list[_Prefix]] = defaultdict(list)
    for page, (span, text) in enumerate(first_lines):
        for prefix in _prefixes(page, span, text):
            alike[prefix.words].append(prefix)
    chosen: dict[int, tuple[int, int]] = {}  # of each page: on how many pages its head stands, and where it ends
    for group in alike.values():
        pages = len({each.page for each in group})
        if pages >= _PAGES and _go_up(group):
            for each in group:
                chosen[each.page] = max(chosen.get(each.page, (0, 0)), (pages, each.span.end))
    return tuple(Span(first_lines[page][0].start, end) for page, (_, end) in sorted(chosen.items()))


def _prefixes(page: int, span: Span, text: str) -> Iterator[_Prefix]:
    """The beginnings of a line that could be a running head; the line goes on behind each."""
    words: Counter[str] = Counter()
    tokens = [*_TOKEN.finditer(text)][: _MOST + 1]
    for at, token in enumerate(tokens[:-1]):
        word = token[0].casefold().strip(".,:;()")
        if not any(map(str.isdigit, word)):
            words[word] += 1
        edges = (tokens[0][0], token[0]) if at else (token[0],)
        numbers = tuple(int(edge) for edge in edges if _PAGE_NUMBER.fullmatch(edge))
        if words.total() >= _LEAST and numbers:
            yield _Prefix(page, Span(span.start, span.start + token.end()), frozenset(words.items()), numbers)


def _go_up(group: Sequence[_Prefix]) -> bool:
    """Whether a number at an edge counts the pages: it is higher on each later page by as many as there are between."""
    by_page = {each.page: each for each in group}  # the longest of each page comes last
    pages = [by_page[page] for page in sorted(by_page)]
    return all(
        any(later - earlier == other.page - one.page for earlier in one.numbers for later in other.numbers)
        for one, other in pairwise(pages)
    )
