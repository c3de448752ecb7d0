"""Which piece of a record states which fact, decided from evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from encoder import lexicon
from encoder.evidence import Question
from encoder.evidence.choices import Choice, load_choice
from encoder.parse.context import Context
from encoder.parse.facts.features import FEATURES, Opening, Stated, stated
from encoder.parse.facts.pieces import pieces
from encoder.parse.layout.blocks import Block

FACT = Question("fact", FEATURES)
NOTHING = "nothing"


@cache
def model(folder: Path | None = None) -> Choice[Stated]:
    """The weights of each kind of fact."""
    return load_choice(FACT, folder)


def pieces_of(
    blocks: Sequence[Block], first: int | None, context: Context, speakers: Collection[tuple[str, ...]]
) -> list[Stated]:
    """The pieces of a record that may state a fact."""
    texts = Counter(lexicon.fold(block.text.text) for block in blocks)
    opening = Opening(blocks, first, context.heads, frozenset(speakers), texts)
    ends = {start: mark.end for start, (mark, _) in context.marks.items()}
    return [stated(piece, opening) for piece in pieces(blocks, first, ends)]
