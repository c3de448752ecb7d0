"""Which lines are left out of the text as furniture, and what is said of them.

An editor's `[[block]]` decision about a line holds: `furniture` leaves it out, anything else keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from encoder.evidence import Weights
from encoder.evidence.weights import probability
from encoder.parse.furniture import pages
from encoder.parse.furniture.evidence import FURNITURE, model, odds_of
from encoder.parse.furniture.groups import grouped, of_pages
from encoder.parse.furniture.lines import Line, lines
from encoder.parse.furniture.pages import RUNNING_HEAD
from encoder.values.decisions import Decided
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.doubt import LIKELY, Answer, Asks, Doubt
from encoder.values.source import Source, Span

FURNITURE_DOUBTFUL = Rule(
    "furniture-doubtful",
    Severity.INFO,
    "It is doubtful whether a line is a running head, a page number or a stamp.",
    """Pages have a number, a running head, an archive's stamp; they are no part of the record and are left out of the
text. Which lines are such is decided from evidence: they come back about a page apart, have a figure that rises, stand
alone, break a sentence. Where the decision is less than 95 % certain, the message says what was chosen, and why. Lines
that are the same, figures apart, are told of together.

Example: `HW 50955   DocId:32202448   Page 12` between two paragraphs.

What to do: if the choice is wrong, enter the line in `NAME.decisions.toml` beside the record as a `[[block]]` that
quotes it, with `kind = "furniture"` to leave it out, or `kind = "words"` to keep it.

Guidelines: 11.6 (forme work), of which this encoding keeps nothing in the text.""",
)

LEAST, LEAST_ONCE = 0.4, 0.95
"""So likely must it be of lines that come back where pages end, and of words that do not come back."""
ASKED = 0.3
"""What is less likely furniture than this is not asked of: most short lines are doubtful a little."""
_SHOWN, _QUOTED = 20, 60
FURNITURE_SAYS = "furniture"
"""What a decision about a block says of a line that is left out."""


class LeftOut(NamedTuple):
    """The lines that are left out, in their order, and what is doubtful."""

    spans: tuple[Span, ...]
    findings: tuple[Diagnostic, ...]


NOTHING = LeftOut((), ())


def decide(source: Source, start: int, weights: Path | None, decided: Decided) -> LeftOut:
    """The furniture of a source from an offset on."""
    at_edges = pages.find(source, start) if pages.possible(source.text) else ()
    found = lines(source, start, frozenset(span.start for span in at_edges))
    table = model(weights)
    groups = grouped(found)
    shown = of_pages(groups)
    asked = frozenset(line.number for name in shown for line in groups[name])
    chances = [probability(each) for each in odds_of(found, table, asked)]
    by_number = {line.number: chance for line, chance in zip(found, chances, strict=True)}
    sure = {span.start for span in at_edges}
    out: list[Span] = []
    gone: list[list[Line]] = []
    doubts: list[Doubt] = []
    for name, some in groups.items():
        chance = fmean(by_number[line.number] for line in some)
        least = LEAST if len(some) > 1 or not some[0].has_words else LEAST_ONCE
        is_out = name in shown and chance >= least
        own = {line.span: _is_out(line, is_out=is_out or line.span.start in sure, decided=decided) for line in some}
        out += (span for span, is_gone in own.items() if is_gone)
        if any(own.values()):
            gone.append([line for line in some if own[line.span]])
        if (
            name in shown
            and ASKED <= chance < LIKELY
            and not any(line.span.start in sure or _said(line, decided) for line in some)
        ):
            doubts.append(_doubt(some, chance, table.first, is_out=is_out))
    gone.sort(key=lambda some: -len(some))
    doubts.sort(key=lambda doubt: -doubt.words)
    findings = [*map(_left_out, gone[:_SHOWN]), *map(_finding, doubts[:_SHOWN])]
    if rest := [line for some in gone[_SHOWN:] for line in some]:
        findings.append(RUNNING_HEAD.at(rest[0].span, f"{len(rest)} further lines: left out, such as “{rest[0].text}”"))
    return LeftOut(tuple(sorted(out)), tuple(findings))


def _is_out(line: Line, *, is_out: bool, decided: Decided) -> bool:
    """Whether a line is left out, after an editor was asked; a decision that changes nothing is left to others."""
    said = _said(line, decided)
    if said is None or is_out is (said == FURNITURE_SAYS):
        return is_out
    decided.of("block", line.span.start)
    return not is_out


def _left_out(some: Sequence[Line]) -> Diagnostic:
    times = f", and {len(some) - 1} like it" if len(some) > 1 else ""
    return RUNNING_HEAD.at(some[0].span, f"“{_quoted(some[0])}”{times}: left out")


def _said(line: Line, decided: Decided) -> str | None:
    """What an editor has decided of a line; what is furniture is quoted whole, else it is about the paragraph."""
    found = decided.at.get(("block", line.span.start)) if decided.at else None
    if found is None or (found.says == FURNITURE_SAYS and found.quote.split() != line.text.split()):
        return None
    return found.says


def _quoted(line: Line) -> str:
    return line.text if len(line.text) <= _QUOTED else f"{line.text[: _QUOTED - 1]}…"


def _doubt(some: Sequence[Line], chance: float, weights: Weights, *, is_out: bool) -> Doubt:
    """The doubt about lines that stand or fall together."""
    says = Answer(FURNITURE_SAYS, chance), Answer("words", 1 - chance)
    times = f", and {len(some) - 1} like it" if len(some) > 1 else ""
    reasons = (f"“{_quoted(some[0])}”{times}", *weights.reasons(FURNITURE, FURNITURE.values(some[0])))
    words = sum(each.text.count(" ") + 1 for each in some)
    return Doubt(Asks.LINE, some[0].span, says if is_out else says[::-1], reasons, words)


def _finding(doubt: Doubt) -> Diagnostic:
    what, *reasons = doubt.reasons
    read = "left out" if doubt.answers[0].says == FURNITURE_SAYS else "kept"
    because = f" (for furniture: it {', '.join(reasons)})" if reasons else ""
    return FURNITURE_DOUBTFUL.at(doubt.span, f"{what}: {read}, {doubt.chance:.0%} sure{because}", doubt=doubt)
