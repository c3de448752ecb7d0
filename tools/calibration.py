"""Whether probabilities mean what they say: of the answers given with 80 to 90 %, 80 to 90 % should be right.

    python -m tools.calibration CORPUS --weights W

``W/HOUSE`` are tables that were learned without a house (`tools.learn --folds`); each house is read with its own. The
places of speeches and the kinds of the paragraphs between them are compared with what people have read.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from encoder.parse import drafted
from encoder.parse.given import given_of
from encoder.parse.talk.extent.block_kinds import LEARNED, TIME
from tools.gold import Talk, talks

_KINDS = frozenset(kind.value for kind in LEARNED)

BINS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
"""The upper ends of the ranges that probabilities are counted in."""


class Answer(NamedTuple):
    """A probability, and whether what it was given for is so."""

    chance: float
    is_right: bool


def main() -> None:
    """Print a table for each question."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    given = parser.parse_args()
    speeches: list[Answer] = []
    paragraphs: list[Answer] = []
    for talk in talks(given.corpus):
        if talk.turns and (given.weights / talk.house).is_dir():
            one, other = _answers(talk, given.weights / talk.house)
            speeches += one
            paragraphs += other
    for name, answers in (("a speech begins here", speeches), ("what a paragraph is", paragraphs)):
        print(name)
        print("\n".join(table(answers)))


def table(answers: Sequence[Answer]) -> Iterator[str]:
    """Lines: a range of probabilities, how many answers have one, their mean, and the share of those that are right."""
    yield "      up to  answers  mean chance  right"
    edges = [0.0, *BINS]
    for low, high in zip(edges, BINS, strict=False):
        own = [each for each in answers if low < each.chance <= high or each.chance == low == 0.0]
        if own:
            mean = sum(each.chance for each in own) / len(own)
            right = sum(each.is_right for each in own) / len(own)
            yield f"{low:4.0%} … {high:4.0%} {len(own):8,} {mean:12.1%} {right:6.1%}"


def _answers(talk: Talk, weights: Path) -> tuple[list[Answer], list[Answer]]:
    """The answers about a record's speeches, and about its paragraphs."""
    draft = drafted(given_of(talk.source, lambda _: None, weights=weights)[1], "paragraphs")
    letters = [at for at, sign in enumerate(talk.source.text) if sign.isalnum()]
    gold = {bisect_left(letters, start) for start, _, _ in talk.turns}
    speeches = []
    for turn in (*draft.turns.every, *draft.turns.left):
        start = draft.body[turn.candidate.block].text.offset(turn.candidate.start)
        speeches.append(Answer(turn.chance, bisect_left(letters, start) in gold))
    kind_at = {
        block.text.offset(0): kind
        for block, kind in zip(talk.blocks, talk.kinds, strict=False)
        if kind in _KINDS and not TIME.fullmatch(block.text.text)
    }
    paragraphs = []
    for start, read in draft.kinds.items():
        if start in kind_at and not read.is_decided:
            paragraphs.append(Answer(read.chance, kind_at[start] == read.kind.value))
    return speeches, paragraphs


if __name__ == "__main__":
    main()
