"""Lines that stand or fall together, and what shows that they are the page's.

    4 March 1943      a day of a diary: comes back about a page apart, its number rises, and it is the record's
    — 44 —            a number of a page: the sentence above it goes on below

Headings, days, telegrams and speakers come back as furniture does. A page ends anywhere, so that what is printed on it
stands within sentences, at form feeds, or beside what does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from encoder import lexicon
from encoder.parse.furniture.lines import Line, is_lower, is_open

_NUMBER = re.compile(r"\W*\d{1,5}\W*")
_ROMAN = re.compile(r"\W*[ivxlc]{1,7}\W*", re.IGNORECASE)
_OF_PAGE = re.compile(r"[\W_]*[^\W\d_]+\W{0,4}\d{1,5}(?:\W{1,3}(?:[^\W\d_]+\W)?\d{1,5})?\W*")
_BREAKS = 0.2
"""The share of a group's lines that must stand within a sentence. A heading does only where a stop was read badly."""
_COLUMN = 5
"""So many numbers below each other are those of the lines in a margin."""
_MOSTLY = 0.5


def is_number(line: Line) -> bool:
    """Whether a line is a number alone."""
    return _NUMBER.fullmatch(line.text) is not None


def is_roman(line: Line) -> bool:
    """Whether a line is a Roman number alone."""
    return _ROMAN.fullmatch(line.text) is not None


def is_page(line: Line) -> bool:
    """Whether a line is a word for pages with a number, perhaps with signs: `Page 49`, `--- Page 8 of 12 ---`."""
    return _OF_PAGE.fullmatch(line.text) is not None and lexicon.contains("brackets", line.text, page=True)


def grouped(found: Sequence[Line]) -> dict[str, list[Line]]:
    """The lines by what they share: a series of numbers, Roman numbers, or the same words, figures apart."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        groups[group_of(line)].append(line)
    return groups


def group_of(line: Line) -> str:
    """The name of a line's group."""
    if is_number(line):
        return f"series {line.series_first}" if line.series > 2 else "numbers"
    return "roman" if is_roman(line) else line.key


def of_pages(groups: Mapping[str, Sequence[Line]]) -> frozenset[str]:
    """The groups that stand where pages end, or beside one that does."""
    shown = {name for name, some in groups.items() if _ends_pages(some)}
    name_at = {line.number: name for name, some in groups.items() for line in some}
    for name, some in groups.items():
        heads = [_running_head(line, name_at, groups) for line in some]
        if name.startswith("series") and all(heads):
            shown |= {name, *filter(None, heads)}
    for _ in range(2):
        beside = {number + step for name in shown for number in map(_number, groups[name]) for step in (-1, 1)}
        shown |= {n for n, some in groups.items() if fmean(each.number in beside for each in some) > _MOSTLY}
    return frozenset(shown)


def _number(line: Line) -> int:
    return line.number


def _ends_pages(some: Sequence[Line]) -> bool:
    """Whether lines stand within sentences, at the ends of pages, are called pages, or count lines in a margin."""
    breaks = [is_open(line.before) and is_lower(line.after) for line in some]
    return (
        (fmean(breaks) >= _BREAKS and (len(some) < 3 or sum(breaks) > 1))
        or fmean(line.edge or line.at_edges for line in some) > _MOSTLY
        or fmean(is_page(line) for line in some) > _MOSTLY
        or fmean(line.margin >= _COLUMN for line in some) > _MOSTLY
    )


def _running_head(line: Line, name_at: Mapping[int, str], groups: Mapping[str, Sequence[Line]]) -> str:
    """The group beside a number which is the same each time and is more than a word, as `Chapter` is none."""
    for beside in (line.number - 1, line.number + 1):
        name = name_at.get(beside, "")
        some = groups.get(name, ())
        if len(some) > 2 and some[0].same == len(some) and len(re.findall(r"\w+", some[0].text)) > 1:
            return name
    return ""
