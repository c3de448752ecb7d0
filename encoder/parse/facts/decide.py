"""The facts of a record: of each kind the most probable piece, if it is probable enough."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from encoder.parse.context import Context
from encoder.parse.facts.evidence import FACT, NOTHING, model, pieces_of
from encoder.parse.facts.features import Stated, is_genre_line, is_secrecy
from encoder.parse.facts.pieces import OPENING, Made
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block
from encoder.values.decisions import FACTS, Decided
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.doubt import LIKELY, Answer, Asks, Doubt
from encoder.values.record.fact import Fact, FactKind

FACT_DOUBTFUL = Rule(
    "fact-doubtful",
    Severity.INFO,
    "It is doubtful what a line states about the record.",
    """Title, subject, date, place, sender, recipient, classification and shelf mark of a record are looked for at its
beginning and end. If a decision is less than 95 % certain, the message says what was chosen and why. The element in
the header has `resp="#encoder"` and `@cert`; the line itself stays in the text.

Example: `COMMITTEE OF THE WHOLE` above `Report of the Chairman`: either may be the title.

What to do: compare the header with the record. If the choice is wrong, add a `[[fact]]` to `NAME.decisions.toml` next
to the record: quote the words that state the fact, and set `kind` to `title`, another kind, or `nothing`.
`tei-encoder review` asks the question and writes the file.

Guidelines: 2.2 The File Description; 2.4 The Profile Description.""",
)


class Stating(NamedTuple):
    """A fact, and what is reported if it is doubtful."""

    fact: Fact
    finding: Diagnostic | None = None


_LEAST = {
    FactKind.TITLE: 0.4, FactKind.DATE: 0.5, FactKind.IDNO: 0.5, FactKind.CLASSIFICATION: 0.5, FactKind.PLACE: 0.7,
    FactKind.SUBJECT: 0.7, FactKind.AUTHOR: 0.85, FactKind.RECIPIENT: 0.9,
}  # fmt: skip
"""The minimum probability; higher for facts that are rarely stated but often seem to be."""
_SAID = 0.85
"""The minimum probability of a date within the talk: people speak of other days too."""
_ONLY_ONE = frozenset((FactKind.TITLE, FactKind.DATE, FactKind.PLACE, FactKind.SUBJECT))
"""A record has one of each; a second line that could state another makes the first doubtful."""
_TITLE, _MARK, _PLACE = 60, 20, 12
"""The maximum number of words of a title, a shelf mark and a place."""
_QUOTED = 60
_PRINTED = frozenset(".“”„\"«»‘’‹›'")
"""Signs at the edge of a line that belong to its words."""
# 1949–1955 · 5.6.1961 · 3/4 · (202) 555-0100 · +49 30 227-0
_NO_MARK = re.compile(
    r"\d{4}\s?[-–/]\s?(?:\d\d|\d{4})|\d{1,2}([./-])\s?\d{1,2}\1\s?\d{2,4}|\d{1,2}/\d{1,2}"
    r"|\(\d{2,4}\)\s?\d[\d\s-]{4,}|\+\d[\d\s()/-]{6,}"
)


def decide(
    blocks: Sequence[Block], first: int | None, context: Context, speakers: Collection[tuple[str, ...]],
    wanted: Collection[FactKind],
) -> tuple[Stating, ...]:  # fmt: skip
    """The facts that are wanted, and what is doubtful about them.

    ``first`` is the number of the block in which somebody begins to speak, ``speakers`` the folded labels.
    """
    weights = model(context.weights)
    asked = frozenset(wanted)
    pieces = [
        piece
        for piece in pieces_of(blocks, first, context, speakers)
        if any(may_state(piece, kind, context) for kind in asked)
    ]
    values = [FACT.values(piece) for piece in pieces]
    chances = [weights.chances(each) for each in values]
    facts = [Stating(fact) for fact in _by_editor(blocks, context.decided)]
    settled = {each.fact.kind for each in facts}
    ruled_out = {start for kind, start in context.decided.at if kind == "fact"}
    for kind in (kind for kind in FactKind if kind in wanted and kind not in settled):
        could = [
            at for at, piece in enumerate(pieces)
            if may_state(piece, kind, context) and _start(piece) not in ruled_out
        ]  # fmt: skip
        best, chance = _likeliest(kind, pieces, {at: chances[at].get(kind.value, 0.0) for at in could})
        if best is None:
            continue
        found = _fact(kind, pieces[best], chance)
        reasons = weights.reasons(values[best], kind.value, NOTHING)
        doubtful = found.chance < LIKELY
        facts.append(Stating(found, _finding(found, reasons, len(pieces[best].tokens)) if doubtful else None))
    return tuple(facts)


def may_state(found: Stated, kind: FactKind, context: Context) -> bool:
    """Whether a piece can state a fact of a kind at all.

    A title stands above the talk, begins a line and is no row of a table. A subject, sender or recipient has a field
    or a word that says so. A classification consists only of words of secrecy and urgency.
    """
    piece, first = found.piece, found.opening.first
    above = piece.block < OPENING and (first is None or piece.block < first)
    match kind:
        case FactKind.DATE:
            return piece.made is Made.DATE
        case _ if piece.made is Made.DATE:
            return False
        case FactKind.TITLE:
            is_row = found.opening.blocks[piece.block].text.offset(0) in context.rows
            begins = not piece.start or "title" in piece.label or piece.made in (Made.WHOLE, Made.INSIDE)
            return above and begins and len(found.tokens) <= _TITLE and not is_row and not is_secrecy(found)
        case FactKind.AUTHOR | FactKind.RECIPIENT:
            says = "sender" if kind is FactKind.AUTHOR else "recipient"
            by_word = piece.made is Made.AFTER_WORD and above and is_genre_line(found)
            return says in piece.label and (by_word or piece.made in (Made.VALUE, Made.PART, Made.PARTS))
        case FactKind.CLASSIFICATION:
            is_part = piece.made in (Made.PART, Made.PARTS)  # “It was lost. Secret.”, said in the talk
            return (above or not is_part) and (is_secrecy(found) or "secrecy" in piece.label)
        case FactKind.IDNO:
            is_other = _NO_MARK.fullmatch(found.text) is not None
            return len(found.tokens) <= _MARK and any(map(str.isdigit, found.text)) and not is_other
        case FactKind.SUBJECT:
            return above and not piece.label.isdisjoint(("subject", "title"))
        case _:
            return above and len(found.tokens) <= _PLACE


def _by_editor(blocks: Sequence[Block], decided: Decided) -> Iterator[Fact]:
    """The facts that an editor has decided. A decision that cannot be followed stays unused, which is reported."""
    for (kind, start), decision in sorted(decided.at.items(), key=lambda each: each[0]):
        block = next((each.text for each in blocks if each.text.span().start <= start < each.text.span().end), None)
        if kind != "fact" or block is None:
            continue
        at = block.index(start)
        words = block[at : at + len(" ".join(decision.quote.split()))]
        date = dates.first(words.text)
        if (decision.says == FactKind.DATE.value and date is None) or decided.of(kind, start) is None:
            continue
        if decision.says == NOTHING:
            continue
        yield Fact(FactKind(decision.says), words, 1.0, date.value if date else None, is_block=len(words) == len(block))


def _likeliest(
    kind: FactKind, pieces: Sequence[Stated], chances: dict[int, float]
) -> tuple[int | None, float]:  # fmt: skip
    """The number of the most probable piece, None if it is not probable enough; and how probable it is."""
    best = max(chances, key=lambda at: chances[at], default=None)
    if best is None or chances[best] < _least(kind, pieces[best]):
        return None, 0.0
    chance = chances[best]
    if kind in _ONLY_ONE:
        rival = max((each for at, each in chances.items() if _differs(pieces[at], pieces[best])), default=0.0)
        chance = min(chance, chance / (chance + rival))
    return best, chance


def _least(kind: FactKind, found: Stated) -> float:
    first = found.opening.first
    is_said = kind is FactKind.DATE and first is not None and found.piece.block >= first
    return _SAID if is_said else _LEAST[kind]


def _differs(one: Stated, other: Stated) -> bool:
    """Whether two pieces, one not within the other, say different things."""
    a, b = one.piece, other.piece
    if a.block == b.block and a.start < b.end and b.start < a.end:
        return False
    return a.day != b.day if a.day or b.day else one.tokens != other.tokens


def _start(found: Stated) -> int:
    return found.opening.blocks[found.piece.block].text.offset(found.piece.start)


def _fact(kind: FactKind, found: Stated, chance: float) -> Fact:
    piece = found.piece
    block = found.opening.blocks[piece.block].text
    start, end = piece.start, piece.end
    is_line = kind in (FactKind.TITLE, FactKind.SUBJECT) and piece.made is Made.WHOLE
    if is_line and {*block.text[:start], *block.text[end:]} <= _PRINTED:
        start, end = 0, len(block)  # a title keeps its quotation marks and its stop
    return Fact(kind, block[start:end], chance, piece.day, is_block=piece.made is Made.WHOLE and start == 0)


def _finding(fact: Fact, reasons: tuple[str, ...], words: int) -> Diagnostic:
    span = fact.text.span()
    quoted = fact.text.text if len(fact.text) < _QUOTED else f"{fact.text.text[: _QUOTED - 1]}…"
    answers = Answer(fact.kind.value, fact.chance), Answer(NOTHING, 1 - fact.chance)
    because = f" (it {', '.join(reasons)})" if reasons else ""
    message = f"“{quoted}” is read as {FACTS[fact.kind.value]}, {fact.chance:.0%} sure{because}"
    return FACT_DOUBTFUL.at(span, message, doubt=Doubt(Asks.FACT, span, answers, reasons, words))


def titles(stated: Sequence[Stating]) -> Iterator[int]:
    """The offsets at which blocks begin that are the title."""
    return (each.fact.text.offset(0) for each in stated if each.fact.kind is FactKind.TITLE and each.fact.is_block)
