r"""Numbers of lines in the margin, as courts and commissions print them.

    14            MR. PORTER:  Did you see the letter that
    15  Mr. Adams brought to the office on the morning of
    16  the fifth of May?

Each number is the next one, and sentences continue from one numbered line to the next. An agenda or a list of names is
numbered too, but there each number begins a new item. The numbers are replaced by blanks before anything is
recognised, so that offsets do not change (Guidelines 11.6, forme work).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from encoder.lexicon.signs import CLAUSE_END
from encoder.parse.layout.blocks import LINE
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.excerpt import Excerpt, joined
from encoder.values.source import Source, Span

LINE_NUMBERS = Rule(
    "line-numbers",
    Severity.INFO,
    "The numbers of the lines were left out of the text.",
    """Courts and commissions number the lines of each page in the margin. In the text of the file these numbers
interrupt sentences. They are recognised because they increase from line to line while the sentences continue. They
are left out, and listed among the omissions.

Example: `15 Mr. Adams brought to the office on the morning of`.

What to do: nothing. If the numbers are part of the text, put a full stop after each.

Guidelines: 11.6 (forme work), of which this encoding keeps nothing in the text.""",
)

_NUMBER = re.compile(r"(?P<number>\d{1,2})(?:[^\S\n\f]+|$)")
_MISREAD = re.compile(
    r"(?:\S{1,3}[^\S\n\f]+){0,3}?(?P<number>\d{1,2})\W?(?:[^\S\n\f]+|$)"
    r"|[^\W_]{0,2}[\W\d]\S?(?:[^\S\n\f]+|$)"
)
"""What may stand where a number was printed: `H 12 Mr. Weatherby.`, `é 20° Mr. Weatherby.`, `1? Mr. Baron.`"""
_SHORTEST = 8
"""The least number of numbered lines; fewer may be an agenda."""
_APART = 4
"""The greatest distance, in lines, to the next number: some numbers are missing or misread."""
_DENSE = 0.6
"""The least share of numbered lines from the first to the last of a run; items of a list have several lines."""
_GOES_ON = 0.2
"""The least share of numbered lines that continue a sentence; in prose about three in four do."""
_LEAST = 3
"""The least number of lines that continue a sentence."""
_FULL = 20
"""A line whose sentence continues is longer than this, in code points; “2 eggs⏎3 bread” is a list."""
_COVERED = 0.25
"""The least share of numbered lines in the record."""
_SPACED = 0.7
"""If this share of the numbered lines is followed by a blank line, the page is double-spaced."""


class _Line(NamedTuple):
    """A line that is not blank: its own words begin at ``words``, behind its number if it has one."""

    start: int
    words: int
    text: str
    number: int | None

    @property
    def own(self) -> str:
        """Its words without the number."""
        return self.text[self.words - self.start :]


class Cleared(NamedTuple):
    """A source of the same length with blanks for its line numbers, and the numbers, an excerpt for each run."""

    source: Source
    numbers: tuple[Excerpt, ...]
    findings: tuple[Diagnostic, ...]


def cleared(source: Source) -> Cleared:
    """A source without the numbers of its lines."""
    if source.paragraphs or source.voiced:
        return Cleared(source, (), ())
    lines = tuple(_lines(source.text))
    counts = [run for run in _counts(lines) if _is_dense(run)]
    counted = [run for run in counts if len(run) >= _SHORTEST]
    if sum(map(len, counted)) < max(_SHORTEST, _COVERED * len(lines)) or not _goes_on(lines, counted):
        return Cleared(source, (), ())
    every = [run for before, run in pairwise(([], *counts)) if len(run) >= _SHORTEST or _is_page(lines, before, run)]
    columns = [tuple(_numbers(lines, run)) for run in every]
    gone = (*(span for column in columns for span in column), *_needless_ends(source.text, lines, every))
    numbers = tuple(joined(Excerpt.of(source, *span) for span in column) for column in columns)
    message = f"the lines are numbered in the margin; {sum(map(len, columns)):,} numbers are left out"
    return Cleared(
        replace(source, text=_blanked(source.text, gone)), numbers, (LINE_NUMBERS.at(columns[0][0], message),)
    )


def _lines(text: str) -> Iterator[_Line]:
    for found in LINE.finditer(text):
        start, own = found.start("text"), found["text"].rstrip()
        if own:
            number = _NUMBER.match(own)
            yield _Line(start, start + (number.end() if number else 0), own, int(number["number"]) if number else None)
        if found.end() == len(text):
            return


def _counts(lines: Sequence[_Line]) -> Iterator[list[int]]:
    """Runs of lines whose numbers follow each other; a number out of order is skipped."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if line.number is None:
            continue
        if run and 0 < line.number - (lines[run[-1]].number or 0) <= at - run[-1] <= _APART:
            run.append(at)
        elif not run or line.number == 1 or at - run[-1] > _APART:
            if run:
                yield run
            run = [at]
    if run:
        yield run


def _is_page(lines: Sequence[_Line], before: Sequence[int], run: Sequence[int]) -> bool:
    """Whether a short run is a page with few lines: it starts at 1; a single line stands below another page."""
    return lines[run[0]].number == 1 and (len(run) > 1 or (bool(before) and run[0] - before[-1] <= _APART))


def _is_dense(run: Sequence[int]) -> bool:
    return len(run) >= _DENSE * (run[-1] - run[0] + 1)


def _goes_on(lines: Sequence[_Line], counted: Sequence[Sequence[int]]) -> bool:
    """Whether enough sentences continue from one numbered line to the next."""
    beside = [
        (lines[one], lines[other]) for run in counted for one, other in pairwise(run)
        if other == one + 1 and lines[one].own and lines[other].own
    ]  # fmt: skip
    going = sum(
        len(one.own) > _FULL and not CLAUSE_END.search(one.own)
        and other.own[:1].isalpha() and not other.own[0].isupper()
        for one, other in beside
    )  # fmt: skip
    return going >= max(_LEAST, _GOES_ON * len(beside))


def _numbers(lines: Sequence[_Line], run: Sequence[int]) -> Iterator[Span]:
    """The numbers of a run, and the misread ones between two that fit together."""
    for at, after in zip(run, (*run[1:], None), strict=True):
        line = lines[at]
        yield _mark(line, line.words)
        if after is None or (lines[after].number or 0) - (line.number or 0) != after - at:
            continue
        for other in lines[at + 1 : after]:
            if misread := _MISREAD.match(other.text):
                yield _mark(other, other.start + misread.end())


def _mark(line: _Line, end: int) -> Span:
    """What stands in the margin before a place of a line."""
    return Span(line.start, line.start + len(line.text[: end - line.start].rstrip()))


def _needless_ends(text: str, lines: Sequence[_Line], runs: Sequence[Sequence[int]]) -> Iterator[Span]:
    """The extra line ends of double-spaced pages; around a numbered empty line they are kept."""
    between = [
        Span(lines[one].start + len(lines[one].text), lines[one + 1].start)
        for run in runs for one in range(run[0], run[-1])
        if lines[one].own and lines[one + 1].own
    ]  # fmt: skip
    spaced = [span for span in between if text.count("\n", *span) > 1 and "\f" not in text[slice(*span)]]
    if len(spaced) < _SPACED * max(1, len(between)):
        return
    for span in spaced:
        yield Span(text.index("\n", span.start) + 1, span.end)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    signs = list(text)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    return "".join(signs)
