"""Groups of lines that are kept or left out together, and the evidence that they belong to pages.

    4 March 1943      an entry of a diary: it recurs about a page apart and its number rises, but it is text
    — 44 —            a page number: the sentence above it continues below

Headings, dates, telegram numbers and speakers recur as regularly as running heads do. Pages end anywhere, so what is
printed on each page stands inside sentences, at form feeds, or next to lines that do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum
from statistics import fmean
from typing import NamedTuple

from encoder import lexicon
from encoder.parse.furniture.lines import NUMBER, Line, is_lower, is_open

_ROMAN = re.compile(r"\W*[ivxlc]{1,7}\W*", re.IGNORECASE)
_OF_PAGE = re.compile(r"[\W_]*[^\W\d_]+\W{0,4}\d{1,5}(?:\W{1,3}(?:[^\W\d_]+\W)?\d{1,5})?\W*")
_BREAKS = 0.2
"""The least share of a group's lines inside a sentence. A heading seems to be only if a full stop was misread."""
_COLUMN = 5
"""The least length of a column of line numbers."""
_MOSTLY = 0.5


def is_number(line: Line) -> bool:
    """Whether a line is a number alone."""
    return NUMBER.fullmatch(line.text) is not None


def is_roman(line: Line) -> bool:
    """Whether a line is a Roman number alone."""
    return _ROMAN.fullmatch(line.text) is not None


def is_page(line: Line) -> bool:
    """Whether a line is a word for pages with a number, perhaps with signs: `Page 49`, `--- Page 8 of 12 ---`."""
    return _OF_PAGE.fullmatch(line.text) is not None and lexicon.contains("brackets", line.text, page=True)


class Shared(Enum):
    """What the lines of a group have in common."""

    SERIES = "numbers, each the next one"
    NUMBER = "numbers in no order"
    ROMAN = "Roman numbers"
    WORDS = "the same words, except for numbers"


class Group(NamedTuple):
    """The name of a group; ``which`` tells groups of one sort apart."""

    shared: Shared
    which: str | int = ""


def grouped(found: Sequence[Line]) -> dict[Group, list[Line]]:
    """The lines by their groups."""
    groups: dict[Group, list[Line]] = defaultdict(list)
    for line in found:
        groups[_group(line)].append(line)
    return groups


def _group(line: Line) -> Group:
    if is_number(line):
        return Group(Shared.SERIES, line.series_first) if line.series > 2 else Group(Shared.NUMBER)
    return Group(Shared.ROMAN) if is_roman(line) else Group(Shared.WORDS, line.key)


def of_pages(groups: Mapping[Group, Sequence[Line]]) -> frozenset[Group]:
    """The groups whose lines stand where pages end, or next to such lines."""
    shown = {name for name, some in groups.items() if _ends_pages(some)}
    name_at = {line.number: name for name, some in groups.items() for line in some}
    for name, some in groups.items():
        heads = [_running_head(line, name_at, groups) for line in some] if name.shared is Shared.SERIES else [None]
        if all(heads):
            shown |= {name, *filter(None, heads)}
    for _ in range(2):
        beside = {line.number + step for name in shown for line in groups[name] for step in (-1, 1)}
        shown |= {n for n, some in groups.items() if fmean(each.number in beside for each in some) > _MOSTLY}
    return frozenset(shown)


def _ends_pages(some: Sequence[Line]) -> bool:
    """Whether lines stand inside sentences or at form feeds, name a page, or count the lines in a margin."""
    breaks = [is_open(line.before) and is_lower(line.after) for line in some]
    return (
        (fmean(breaks) >= _BREAKS and (len(some) < 3 or sum(breaks) > 1))
        or fmean(line.edge or line.at_edges for line in some) > _MOSTLY
        or fmean(is_page(line) for line in some) > _MOSTLY
        or fmean(line.margin >= _COLUMN for line in some) > _MOSTLY
    )


def _running_head(
    line: Line, name_at: Mapping[int, Group], groups: Mapping[Group, Sequence[Line]]
) -> Group | None:  # fmt: skip
    """The running head next to a page number: several words, the same each time. `Chapter` alone is not one."""
    for name in filter(None, (name_at.get(line.number - 1), name_at.get(line.number + 1))):
        some = groups[name]
        if len(some) > 2 and some[0].same == len(some) and len(re.findall(r"\w+", some[0].text)) > 1:
            return name
    return None
