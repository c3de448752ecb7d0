"""Which lines are left out of the text as furniture, and what is said of them.

An editor's `[[block]]` decision about a line holds: `furniture` leaves it out, anything else keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Weights
from encoder.evidence.weights import probability
from encoder.parse.furniture import pages
from encoder.parse.furniture.evidence import FURNITURE, model, odds_of
from encoder.parse.furniture.groups import Proof, Shared, grouped, proofs
from encoder.parse.furniture.lines import HEAD, Line, lines
from encoder.parse.furniture.pages import RUNNING_HEAD
from encoder.values.decisions import Decided
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.doubt import LIKELY, Answer, Asks, Doubt
from encoder.values.source import Source, Span

FURNITURE_DOUBTFUL = Rule(
    "furniture-doubtful",
    Severity.INFO,
    "It is doubtful whether a line is a running head, a page number or a stamp.",
    """Pages have numbers, running heads and stamps, which are left out of the text. Evidence for such a line: it
recurs about a page apart, has a number that increases, is set apart, interrupts a sentence. If the decision is less
than 95 % certain, the message says what was chosen, and why. Lines that are the same except for numbers are reported
together.

Example: `HW 50955 DocId:32202448 Page 12` between two paragraphs.

What to do: if the choice is wrong, enter the line in `NAME.decisions.toml` next to the record as a `[[block]]` that
quotes it, with `kind = "furniture"` to leave it out, or `kind = "words"` to keep it.

Guidelines: 11.6 (forme work), of which this encoding keeps nothing in the text.""",
)

EVEN = 0.5
"""The greatest probability for numbers in order without evidence of pages: they are kept, and reported."""
LEAST = {
    Proof.NUMBERS: 0.5,
    Proof.HEAD: 0.6,
    Proof.PAGES: 0.4,
    Proof.COUNTED: 0.4,
    Proof.AGAIN: 0.6,
    Proof.TAIL: 0.5,
    Proof.RIM: 0.7,
}
"""The least probability of lines that are left out, by what shows that they may be."""
LEAST_ONCE = 0.95
"""The least for words that do not recur where pages end."""
ASKED = 0.3
"""Below this probability nothing is reported: most short lines are slightly doubtful."""
_SHOWN, _QUOTED = 20, 60
FURNITURE_SAYS = "furniture"
"""What a `[[block]]` decision says to leave a line out."""


class LeftOut(NamedTuple):
    """The lines that are left out, in their order, and what is doubtful."""

    spans: tuple[Span, ...]
    findings: tuple[Diagnostic, ...]


NOTHING = LeftOut((), ())


def decided_lines(source: Source, start: int, decided: Decided) -> Iterator[tuple[Line, str]]:
    """The lines of which an editor has said what they are, and what: what their answers teach."""
    for line in lines(source, start) if decided.at else ():
        if said := _said(line, decided):
            yield line, said


def decide(source: Source, start: int, weights: Path | None, decided: Decided) -> LeftOut:
    """The furniture of a source from an offset on."""
    has_pages = pages.possible(source.text)
    at_edges = pages.find(source, start) if has_pages else ()
    glued = pages.find_glued(source, start, frozenset(at_edges)) if has_pages else ()
    found = lines(source, start, frozenset(span.start for span in at_edges))
    table = model(weights)
    groups = grouped(found)
    proven = proofs(groups)
    in_question = {*proven, *(name for name in groups if name.shared is Shared.SERIES)}
    asked = frozenset(line.number for name in in_question for line in groups[name])
    chances = [probability(each) for each in odds_of(found, table, asked)]
    by_number = {line.number: chance for line, chance in zip(found, chances, strict=True)}
    sure = {span.start for span in at_edges}
    out: list[Span] = []
    gone: list[list[Line]] = []
    doubts: list[Doubt] = []
    for name, some in groups.items():
        chance = fmean(by_number[line.number] for line in some)
        proof = proven.get(name)
        is_once = proof is Proof.PAGES and len(some) == 1 and some[0].has_words
        if proof in (Proof.NUMBERS, Proof.TAIL):
            chance = max(chance, EVEN)
        chance = min(chance, EVEN) if proof is None else chance
        is_out = proof is not None and chance >= (LEAST_ONCE if is_once else LEAST[proof])
        own = {
            line.span: _is_out(
                line,
                is_out=(is_out and not (proof is Proof.AGAIN and line.number < HEAD)) or line.span.start in sure,
                decided=decided,
            )
            for line in some
        }
        out += (span for span, is_gone in own.items() if is_gone)
        is_settled = any(line.span.start in sure or _said(line, decided) for line in some)
        is_doubtful = name in in_question and ASKED <= chance < LIKELY and not is_settled
        if any(own.values()) and not is_doubtful:
            gone.append([line for line in some if own[line.span]])
        if is_doubtful:
            doubts.append(_doubt(some, chance, table.first, is_out=is_out))
    out += (span for span in glued if span.start not in {each.start for each in out})
    return LeftOut(tuple(sorted(out)), (*_reported(gone), *_told(glued, source), *_asked(doubts)))


def _reported(gone: Iterable[Sequence[Line]]) -> Iterator[Diagnostic]:
    """A finding for each group that was left out, the largest first."""
    groups = sorted(gone, key=lambda some: -len(some))
    yield from map(_left_out, groups[:_SHOWN])
    if rest := [line for some in groups[_SHOWN:] for line in some]:
        yield RUNNING_HEAD.at(rest[0].span, f"{len(rest)} more lines were left out, such as “{_quoted(rest[0])}”")


def _told(glued: Sequence[Span], source: Source) -> Iterator[Diagnostic]:
    """A finding for the running heads that stood at the start of lines of text."""
    if glued:
        first = source.text[slice(*glued[0])]
        more = f" and {len(glued) - 1} similar line{'s' if len(glued) > 2 else ''}" if len(glued) > 1 else ""
        yield RUNNING_HEAD.at(glued[0], f"“{first}”{more} at the start of a line of text: left out")


def _asked(doubts: Iterable[Doubt]) -> Iterator[Diagnostic]:
    """A finding for each doubt, those with most words first."""
    yield from map(_finding, sorted(doubts, key=lambda doubt: -doubt.words)[:_SHOWN])


def _is_out(line: Line, *, is_out: bool, decided: Decided) -> bool:
    """Whether a line is left out, after an editor was asked; a decision that changes nothing is left to others."""
    said = _said(line, decided)
    if said is None or is_out is (said == FURNITURE_SAYS):
        return is_out
    decided.of("block", line.span.start)
    return not is_out


def _left_out(some: Sequence[Line]) -> Diagnostic:
    return RUNNING_HEAD.at(some[0].span, f"{_named(some)}: left out")


def _named(some: Sequence[Line]) -> str:
    more = len(some) - 1
    similar = f" and {more} similar line{'s' if more > 1 else ''}" if more else ""
    return f"“{_quoted(some[0])}”{similar}"


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
    reasons = (_named(some), *weights.reasons(FURNITURE, FURNITURE.values(some[0])))
    words = sum(lexicon.word_count(each.text) for each in some)
    return Doubt(Asks.LINE, some[0].span, says if is_out else says[::-1], reasons, words)


def _finding(doubt: Doubt) -> Diagnostic:
    what, *reasons = doubt.reasons
    read = "left out" if doubt.answers[0].says == FURNITURE_SAYS else "kept"
    because = f" (for furniture: it {', '.join(reasons)})" if reasons else ""
    return FURNITURE_DOUBTFUL.at(doubt.span, f"{what}: {read}, {doubt.chance:.0%} sure{because}", doubt=doubt)
