"""The notes of a record told apart from its text, and their marks joined to them.

    … the policy of the comprador1           the mark: `ref` with the note as its target
    1. Intermediary between …                 `note[@place='bottom']`, with its own mark as `label`

A note without a mark stays a note, and a mark without a note a mark; both are reported (Guidelines 3.9.1.1).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from encoder import lexicon
from encoder.parse.layout.blocks import Block, NoteMark
from encoder.parse.notes.candidates import Body, Form, Mark, possible
from encoder.parse.notes.evidence import Note, chance, is_note, model, notes, reasons
from encoder.values.decisions import Decided
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.doubt import LIKELY, OPEN, Answer, Asks, Doubt
from encoder.values.source import Source

NOTE_UNMATCHED = Rule(
    "note-unmatched",
    Severity.WARNING,
    "A note has no mark in the text, or a mark has no note.",
    """A note at the foot of a page or the end of a record belongs to a mark in the text: a number, a letter or a sign
that is raised, in brackets, or attached to a word. Notes and their marks are recognised from evidence. Here a note
has no mark, or a mark in brackets has no note. The mark may have been lost when the text was extracted, or a
paragraph may have been mistaken for a note.

Example: `65 A correspondent.` at the end of a record that has no other 65.

What to do: add the mark or the note to the source, if it was lost. If the paragraph is not a note, enter it in
`NAME.decisions.toml` next to the record as a `[[block]]` that quotes its first words, with `kind = "words"`.

Guidelines: 3.9.1.1 Encoding Grouped Notes.""",
)

NOTE_DOUBTFUL = Rule(
    "note-doubtful",
    Severity.INFO,
    "It is doubtful whether a paragraph is a note.",
    """A paragraph that begins with a number, a letter or a sign may be a note, an item of a list, or a numbered
paragraph. This is decided from evidence: whether a mark above refers to it, whether others precede and follow it in
order, its position and its words. If the decision is less than 95 % certain, the message says what was chosen, and
why.

Example: `2 Foreign Minister.` below a talk that has no mark 2.

What to do: if the choice is wrong, enter the paragraph in `NAME.decisions.toml` next to the record as a `[[block]]`
that quotes its first words, with `kind` `note` or `words`. `tei-encoder review` asks, and writes the file.

Guidelines: 3.9.1 Notes and Simple Annotation.""",
)

_SHOWN = 8
_QUOTED = 40
NOTE = "note"
"""What a decision about a block says of a note."""


class Noted(NamedTuple):
    """The blocks of a record, its notes among them with their marks, and the marks in its text."""

    blocks: tuple[Block, ...]
    marks: dict[int, tuple[Mark, str]]
    """By where a mark begins in the source: the mark, and the id of its note."""


def decide(
    blocks: tuple[Block, ...], source: Source, weights: Path | None, decided: Decided
) -> tuple[Noted, list[Diagnostic]]:
    """The blocks with the notes told apart, and what is to be said of it. An editor's decision holds."""
    if not possible(source.text, source.styled):
        return Noted(blocks, {}), []
    table = model(weights)
    taken, found = [], []
    for note in notes(blocks, source.styled):
        how = chance(note, table)
        said = decided.of("block", blocks[note.body.block].text.offset(note.body.start))
        if said.says == NOTE if said else is_note(note, how):
            taken.append(note)
        if not said and OPEN < how < LIKELY:
            found.append(_doubtful(note, blocks, how, reasons(note, table)))
    ids = _ids([note.body.n for note in taken])
    marks = {
        mark.start: (mark, id_)
        for note, id_ in zip(taken, ids, strict=True)
        if note.mark
        for mark in (note.mark, *note.again)
    }
    lost = [note for note in taken if note.mark is None]
    if lost:
        where = blocks[lost[0].body.block].text.span(lost[0].body.start, lost[0].body.end)
        found.append(NOTE_UNMATCHED.at(where, told([note.body.n for note in lost], "note", "mark")))
    return Noted(tuple(_cut(blocks, [n.body for n in taken], ids)), marks), found


def told(numbers: Sequence[str], of: str, without: str) -> str:
    """Which notes have no mark, or which marks no note."""
    if len(numbers) == 1:
        return f"{of} {numbers[0]} has no {without}"
    return (
        f"{len(numbers)} {of}s have no {without}: {', '.join(numbers[:_SHOWN])}{' …' if len(numbers) > _SHOWN else ''}"
    )


def _doubtful(note: Note, blocks: Sequence[Block], how: float, why: Sequence[str]) -> Diagnostic:
    body = note.body
    words = note.text if len(note.text) < _QUOTED else f"{note.text[: _QUOTED - 1]}…"
    says = (Answer(NOTE, how), Answer("words", 1 - how))
    answers = says if is_note(note, how) else says[::-1]
    span = blocks[body.block].text.span(body.start)
    doubt = Doubt(Asks.NOTE, span, answers, tuple(why), lexicon.word_count(note.text))
    because = f" (for a note: it {', '.join(why)})" if why else ""
    chosen = "a note" if is_note(note, how) else "no note"
    message = f"“{body.n} {words}” read as {chosen}, {doubt.chance:.0%} sure{because}"
    return NOTE_DOUBTFUL.at(span, message, doubt=doubt)


def _ids(numbers: Sequence[str]) -> list[str]:
    """An id for each note, of its number; one that comes back is counted."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for number in numbers:
        plain = number if number.isascii() and number.isalnum() else ""
        seen[plain] += 1
        found.append(f"fn{plain}" if plain and seen[plain] == 1 else f"fn{plain}-{seen[plain]}")
    return found


def _cut(blocks: Sequence[Block], bodies: Sequence[Body], ids: Sequence[str]) -> Iterator[Block]:
    """The blocks, cut where notes begin in them."""
    by_block: dict[int, list[tuple[Body, str]]] = defaultdict(list)
    for body, id_ in zip(bodies, ids, strict=True):
        by_block[body.block].append((body, id_))
    for number, block in enumerate(blocks):
        own = by_block.get(number)
        if not own:
            yield block
            continue
        starts = [body.start for body, _ in own]
        if starts[0]:
            yield _part(block, 0, starts[0])
        for (body, id_), (start, end) in zip(own, pairwise((*starts, len(block.text))), strict=True):
            mark = NoteMark(body.n, body.end - start, id_, body.form is Form.BRACKET)
            yield replace(_part(block, start, end), note=mark)


def _part(block: Block, start: int, end: int) -> Block:
    part = block.part(start, end)
    part = replace(part, text=part.text.strip())
    return replace(part, after_page=block.after_page, gap=block.gap) if start == 0 else part


def in_flow(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[Block]]:
    """The blocks of the text, and the notes."""
    return tuple(block for block in blocks if not block.note), [block for block in blocks if block.note]


def put_back(flow: Sequence[Block], notes: Sequence[Block]) -> tuple[Block, ...]:
    """The notes behind the block of the text that they stand below, or in the middle of."""
    starts = [block.text.offset(0) for block in flow]
    below: dict[int, list[Block]] = defaultdict(list)
    for note in notes:
        below[bisect_left(starts, note.text.offset(0)) - 1].append(note)
    found = [*below[-1]]
    for at, block in enumerate(flow):
        found += (block, *below[at])
    return tuple(found)
