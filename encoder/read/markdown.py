r"""Markdown, as far as transcripts use it: emphasis, headings, footnotes, links, escapes (CommonMark 0.31, GFM).

    **Kim:** *Very* good.[^1]        Kim: Very good.[1]       bold and italic are kept as styles
    ## Participants                  Participants             a heading
    [^1]: See \[below\].             [1] See [below].
    [the archive](https://…)         the archive(https://…)   the words are no editor's bracket
    Stimson [4](#f4)                 Stimson [4]              the mark of a note

Marks are taken out of their lines, and lines stay what they were; a column counts the characters without marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple, TypeVar

from encoder.values.source import Region, Rend, Source, Span, Styled

_R = TypeVar("_R", Span, Styled)

_ENDINGS = (".md", ".markdown")
_LABEL = re.compile(r"^(?:[-*] )?(?P<mark>\*\*?|__?)(?=\w)[^*\n]{1,60}(?::(?P=mark)|(?P=mark):)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n[A-Za-z_][\w .-]*:(?:[^\n]*\n){1,200}?---[ \t]*\n")
_LABELS = 2
"""A text without the ending of Markdown that has so many labels in bold or italics is read as such."""

_EMPHASIS: tuple[tuple[str, str, Rend], ...] = (
    (r"\*\*", "*", "bold"), ("__", "_", "bold"), (r"\*", "*", "italic"), ("_", "_", "italic"),
)  # fmt: skip
_EMPHASISED = tuple(
    (re.compile(rf"(?<![\w\\{sign}]){mark}(?=[^\s{sign}])(?P<words>[^{sign}\n]{{1,300}}){mark}(?![\w{sign}])"), rend)
    for mark, sign, rend in _EMPHASIS
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<words>\S[^\n]*)$", re.MULTILINE)
_MARKS = (  # what is taken out is in a group, what stays is not
    re.compile(r"(\\)[!-/:-@\[-`{-~]"),
    re.compile(r"^\[(\^)\d{1,3}\](:)", re.MULTILINE),
    re.compile(r"\[(\^)\d{1,3}\]"),
    re.compile(r"(?<!\\)\[\d{1,3}\](\(#[^\s()]+\))"),  # the mark of a note keeps its brackets
    re.compile(r"(?<!\\)(\[)(?!\d{1,3}\]\(#)[^\[\]\n]+(\])\([^\s()]+\)"),
)


class _Reading(NamedTuple):
    """What is found in a text: the marks to take out, its styles and headings, all by their offsets in it."""

    marks: list[Span]
    styled: list[Styled]
    heads: list[Region]


def stands(source: Source) -> bool:
    """Whether a text is Markdown: by its name, by the front matter that it begins with, or by emphasised labels."""
    if source.name.lower().endswith(_ENDINGS) or _FRONT_MATTER.match(source.text):
        return True
    return sum(1 for _, _ in zip(_LABEL.finditer(source.text), range(_LABELS), strict=False)) == _LABELS


def read(source: Source) -> Source:
    """The source without its marks, which have become styles and regions."""
    found = _reading(source.text)
    marks = list(_apart(sorted(set(found.marks))))
    starts = [start for start, _ in marks]
    removed = [0, *accumulate(end - start for start, end in marks)]

    def moved(offset: int) -> int:
        return offset - removed[bisect_left(starts, offset)]

    kept = zip((0, *(end for _, end in marks)), (*starts, len(source.text)), strict=True)
    text = "".join(source.text[start:end] for start, end in kept)
    shown = (Styled(moved(start), moved(end), rend) for start, end, rend in sorted(found.styled))
    styled = [each for each in shown if each.start < each.end]  # some have nothing but marks in them
    heads = [Region(moved(head.start), moved(head.end), head.kind) for head in sorted(found.heads)]
    return replace(source, text=text, styled=tuple(_apart(styled)), regions=tuple(heads), paragraphs=True)


def _reading(text: str) -> _Reading:
    found = _Reading([], [], [])
    for match in _HEADING.finditer(text):
        start, end = match.start("words"), match.start("words") + len(_unclosed(match["words"]))
        found.marks.extend([Span(match.start(), start), Span(end, match.end())])
        found.heads.append(Region(start, end, "head"))
    for pattern, rend in _EMPHASISED:
        for match in pattern.finditer(text):
            found.marks.extend([Span(match.start(), match.start("words")), Span(match.end("words"), match.end())])
            found.styled.append(Styled(*match.span("words"), rend))
    for pattern in _MARKS:
        for match in pattern.finditer(text):
            found.marks.extend([Span(*match.span(number)) for number in range(1, len(match.groups()) + 1)])
    return found


def _unclosed(words: str) -> str:
    """The words of a heading without the signs that may close it: `Participants ##`."""
    words = words.rstrip(" \t")
    closed = words.rstrip("#")
    return closed.rstrip(" \t") if closed.endswith((" ", "\t")) else words


def _apart(ranges: Iterable[_R]) -> Iterator[_R]:
    """Of ranges that overlap, the first."""
    end = 0
    for each in ranges:
        if each[0] >= end:
            yield each
            end = each[1]
