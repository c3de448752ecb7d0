"""Which blocks outside speeches are headings: above the talk, below it, and in records without direct speech.

    Agenda item 10 (continued)          a few words and no sentence, above a long paragraph
    REPORT OF THE COMMITTEE             in capitals, as others are, each above words of its own
    ADOPTED                             not: it comes back unchanged

The features are those of paragraphs within the talk (`block_kinds.py`) and the place in the record; the weights are
others: here nobody speaks, so that short lines are mostly headings, dates, names or the fields of a form (Guidelines
4.2.1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from encoder import lexicon
from encoder.evidence import Feature, Question, Weights
from encoder.evidence.weights import load, probability
from encoder.lexicon.signs import SENTENCE_END
from encoder.parse.layout.blocks import Block
from encoder.parse.talk.extent.block_kinds import FEATURES, Kind, Read
from encoder.parse.talk.extent.paragraphs import Paragraph, paragraphs
from encoder.values.doubt import LIKELY, OPEN

PLACES: tuple[Feature[Paragraph], ...] = (
    Feature("first", lambda p: p.number == 0, "begins the record"),
    Feature("among-first", lambda p: p.number < 4, "is one of the first paragraphs"),
    Feature("near-start", lambda p: p.place < 0.04, "stands near the start"),
    Feature("near-end", lambda p: p.place > 0.96, "stands near the end"),
    Feature("last", lambda p: not p.after, "ends the record"),
)  # fmt: skip
"""Where it stands in the record: within a talk this says little."""
HEADING = Question("heading-outside", (*FEATURES, *PLACES))
EVEN, _SECOND = 0.5, 0.25
"""From these probabilities a block is a heading: alone, and in capitals beside one."""
_SIGNATURES = 2
"""Below a talk the last lines are names and offices of those who sign."""
_SENTENCE, _OFTEN, _LINE = 4, 2, 80
"""Minimum words of a sentence, maximum times that a heading is repeated, maximum length of a closing line."""


def read(
    blocks: Sequence[Block],
    text: str,
    starts: Sequence[int],
    heads: Collection[int],
    wanted: Iterable[int],
    weights: Path | None,
) -> dict[int, Read]:
    """What the ``wanted`` blocks of a source's ``text`` are, by their numbers: headings, or words.

    ``starts`` are the numbers of the blocks that speeches begin in; ``heads`` are offsets of what the file says is a
    heading.
    """
    table = load(HEADING, weights)
    seen = paragraphs(blocks, text, starts, (), heads, wanted)
    signatures = range(len(blocks) - _SIGNATURES, len(blocks))
    chances = {
        at: 0.0 if at in signatures and paragraph.in_talk else _chance(paragraph, table)
        for at, paragraph in seen.items()
    }
    found = {}
    for at, paragraph in seen.items():
        chance = chances[at]
        if _SECOND <= chance < EVEN and _goes_with(paragraph, at, chances):
            chance = EVEN
        kinds = (Kind.HEADING, Kind.WORDS) if chance >= EVEN else (Kind.WORDS, Kind.HEADING)
        is_doubtful = OPEN <= chance < LIKELY
        why = table.reasons(HEADING, HEADING.values(paragraph)) if is_doubtful else ()
        found[at] = Read(kinds[0], max(chance, 1 - chance), kinds[1], min(chance, 1 - chance), why)
    return found


def _chance(paragraph: Paragraph, table: Weights) -> float:
    """How probable it is that a block is a heading; certain if the file says so, 0 for what none can be."""
    if paragraph.headed:
        return 1.0
    return 0.0 if _is_none(paragraph) else probability(table.odds(HEADING.values(paragraph)))


def _is_none(paragraph: Paragraph) -> bool:
    """Whether a block cannot be a heading: a sentence, a line that goes on, a formula of a letter, a line of a form.

    A formula such as `Adopted` comes back unchanged, and is no name above what somebody said.
    """
    text = paragraph.text
    return (
        text[:1].islower()
        or text[-1:] in ",，、"
        or (paragraph.size >= _SENTENCE and SENTENCE_END.search(text) is not None and not text.isupper())
        or (":" in text[1:] and lexicon.longest("fields", paragraph.words, ambiguous=False) > 0)
        or _is_of_letter(paragraph)
        or (paragraph.repeats > _OFTEN and not paragraph.after.startswith(text))
    )


def _is_of_letter(paragraph: Paragraph) -> bool:
    """Whether a line is a formula of letters, or stands below the closing one, as a signature does."""
    return (
        lexicon.longest("letters", paragraph.words, salute=True) > 0
        or lexicon.longest("letters", paragraph.words, valediction=True) > 0
        or lexicon.longest("letters", paragraph.words, below=True) > 0
        or lexicon.longest("letters", lexicon.fold(paragraph.before[:_LINE]), valediction=True) > 0
    )


def _goes_with(paragraph: Paragraph, at: int, chances: Mapping[int, float]) -> bool:
    """Whether a line in capitals stands beside a heading: titles of several lines."""
    return paragraph.text.isupper() and max(chances.get(at - 1, 0.0), chances.get(at + 1, 0.0)) >= EVEN
