"""Which piece of a record states which fact, decided from evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from encoder.evidence import Question
from encoder.evidence.choices import Choice, load_choice
from encoder.evidence.weights import remembered
from encoder.parse.context import Context
from encoder.parse.facts.features import FEATURES, Stated, opening, stated
from encoder.parse.facts.pieces import pieces
from encoder.parse.layout.blocks import Block

FACT = Question("fact", FEATURES)
NOTHING = "nothing"


@remembered
def model(folder: Path | None = None) -> Choice[Stated]:
    """The weights of each kind of fact."""
    return load_choice(FACT, folder)


def pieces_of(
    blocks: Sequence[Block], first: int | None, context: Context, speakers: Collection[tuple[str, ...]]
) -> list[Stated]:
    """The pieces of a record that may state a fact."""
    around = opening(blocks, first, context.heads, frozenset(speakers))
    ends = {start: mark.end for start, (mark, _) in context.marks.items()}
    return [stated(piece, around) for piece in pieces(blocks, first, ends)]
