"""Which lines are left out of the text as furniture, and what is said of those that are doubtful.

An editor's `[[block]]` decision about a line holds: `furniture` leaves it out, anything else keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from encoder.evidence import Weights
from encoder.evidence.weights import probability
from encoder.parse.furniture import pages
from encoder.parse.furniture.evidence import FURNITURE, model, odds_of
from encoder.parse.furniture.lines import Line, lines
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

LEAST, LEAST_ONCE = 0.7, 0.95
"""So likely must it be of a line that comes back, and of words that do not: a line of the text is worse to lose."""
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
    chances = _together(found, [probability(each) for each in odds_of(found, table)])
    sure = {span.start for span in at_edges}
    out: list[Span] = []
    doubtful: dict[str, list[tuple[Line, float]]] = defaultdict(list)
    for line, chance in zip(found, chances, strict=True):
        is_out = line.span.start in sure or chance >= (
            LEAST if line.shape.count > 1 or not line.has_words else LEAST_ONCE
        )
        said = _said(line, decided)
        if said is None and line.span.start not in sure and ASKED <= chance < LIKELY:
            doubtful[line.key].append((line, chance))
        if said and is_out is not (said == FURNITURE_SAYS):
            is_out = not is_out
            decided.of("block", line.span.start)  # which is thereby applied
        if is_out:
            out.append(line.span)
    gone = frozenset(span.start for span in out)
    told = [_doubt(some, gone, table.first) for some in doubtful.values()]
    told.sort(key=lambda doubt: -doubt.words)
    return LeftOut(tuple(out), tuple(map(_finding, told[:_SHOWN])))


def _together(found: Sequence[Line], chances: Sequence[float]) -> list[float]:
    """The chances; lines of words that come back, figures apart, share their mean: all of them stay, or none does."""
    own: dict[str, list[float]] = defaultdict(list)
    for line, chance in zip(found, chances, strict=True):
        own[line.key].append(chance)
    return [
        sum(own[line.key]) / len(own[line.key]) if line.has_words and line.shape.count > 2 else chance
        for line, chance in zip(found, chances, strict=True)
    ]


def _said(line: Line, decided: Decided) -> str | None:
    """What an editor has decided of a line. One that quotes more or less than the line is about its paragraph."""
    found = decided.at.get(("block", line.span.start)) if decided.at else None
    return found.says if found and found.quote.split() == line.text.split() else None


def _doubt(some: Sequence[tuple[Line, float]], gone: Collection[int], weights: Weights) -> Doubt:
    """The doubt about lines that are the same, figures apart; that of the one which is least sure."""
    line, chance = min(some, key=lambda each: abs(each[1] - 0.5))
    says = Answer(FURNITURE_SAYS, chance), Answer("words", 1 - chance)
    is_out = line.span.start in gone
    times = f", and {len(some) - 1} like it" if len(some) > 1 else ""
    quoted = line.text if len(line.text) <= _QUOTED else f"{line.text[: _QUOTED - 1]}…"
    reasons = (f"“{quoted}”{times}", *weights.reasons(FURNITURE, FURNITURE.values(line)))
    words = sum(each.text.count(" ") + 1 for each, _ in some)
    return Doubt(Asks.LINE, line.span, says if is_out else says[::-1], reasons, words)


def _finding(doubt: Doubt) -> Diagnostic:
    what, *reasons = doubt.reasons
    read = "left out" if doubt.answers[0].says == FURNITURE_SAYS else "kept"
    because = f" (for furniture: it {', '.join(reasons)})" if reasons else ""
    return FURNITURE_DOUBTFUL.at(doubt.span, f"{what}: {read}, {doubt.chance:.0%} sure{because}", doubt=doubt)
