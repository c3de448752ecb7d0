"""Which blocks are notes, decided from evidence: their marks, their neighbours, where they stand, what they say.

The mark of a note is looked for before it, where the last note of that number ended. A run is notes whose numbers go
up one by one: its marks should go up too. Numbered paragraphs have no marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log1p
from pathlib import Path
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Feature, Question, Weights
from encoder.evidence.weights import load, probability, remembered
from encoder.lexicon.signs import CLAUSE_END
from encoder.parse.layout.blocks import Block
from encoder.parse.notes.candidates import Body, Form, Mark, bodies, follows, marks
from encoder.values.source import Styled


class Note(NamedTuple):
    """A candidate and what speaks for it."""

    body: Body
    """Where it stands, and its number."""
    text: str
    """Its words, without its mark."""
    mark: Mark | None
    """The place in the text that leads to it."""
    again: tuple[Mark, ...]
    """Other marks that are printed as this one and lead to the same note."""
    run: int
    """How many candidates the run has that it is in."""
    starts_at_one: bool
    """Whether the run begins with 1, a or one sign."""
    marked: float
    """The share of the run whose marks were found, by their strength."""
    in_order: float
    """The share of the steps in the run whose marks stand in order."""
    before: bool
    """Whether the block before is of the same run."""
    after: bool
    """Whether the block after is."""
    same_form: float
    """The share of all blocks that begin in this form."""
    same_number: int
    """How many candidates have its number, in its form."""
    tail: float
    """The share of the blocks below it that are candidates."""
    place: float
    """Where it stands, 0 at the start and 1 at the end."""
    open_before: bool
    """Whether a sentence is open above its run."""
    goes_on_after: bool
    """Whether the text below its run begins in lower case."""
    page_after: bool
    """Whether a page ends below its run."""
    headed: bool
    """Whether a heading for notes, or a rule, stands above its run."""
    distance: float
    """How far its mark is, as a logarithm of code points; 0 without one."""


_RULE = re.compile(r"[_\-–—=*\s]{3,}")
_LOOKED_AT = 600
_HEADING = 40
_AGAIN = 0.7
"""A weaker mark leads to its note once."""
_MARKED = 0.5
"""The share of a run that must have marks for it to be notes for sure."""


def notes(blocks: Sequence[Block], styled: Sequence[Styled] = ()) -> list[Note]:
    """The candidates of a record, with what speaks for each."""
    found = bodies(blocks, styled)
    if not found:
        return []
    known = marks(blocks, styled)
    runs = [run for run in _runs(found) if found[run[0]].block > 0]  # a record does not begin with a note
    of_run = {at: run for run in runs for at in run}
    form_count = Counter(each.form for each in found)
    numbers = Counter((each.form, each.n) for each in found)
    is_candidate = {each.block for each in found}
    chosen_from = _marks_before(found, runs, known)
    chosen = _chosen(runs, chosen_from)
    made = []
    for at, body in enumerate(found):
        if at not in of_run:
            continue
        run = of_run[at]
        own = [chosen[each] for each in run]
        placed = [(one, other) for one, other in pairwise(own) if one and other]
        above, below = found[run[0]].block - 1, found[run[-1]].block + 1
        text = blocks[body.block].text.text
        end = found[at + 1].start if at + 1 < len(found) and found[at + 1].block == body.block else len(text)
        rest = range(body.block + 1, len(blocks))
        mark = chosen[at]
        made.append(
            Note(
                body, text[body.end : end].strip(), mark, _again(mark, chosen_from[at]), len(run), found[run[0]].value == 1,
                sum(mark.strength for mark in own if mark) / len(run),
                sum(one.start < other.start for one, other in placed) / len(placed) if placed else 0.0,
                at > 0 and at - 1 in run and body.block - found[at - 1].block <= 1,
                at + 1 < len(found) and at + 1 in run and found[at + 1].block - body.block <= 1,
                form_count[body.form] / len(blocks), numbers[body.form, body.n],
                sum(each in is_candidate for each in rest) / len(rest) if rest else 1.0,
                body.block / len(blocks),
                above >= 0 and not CLAUSE_END.search(blocks[above].text.text[-8:]),
                below < len(blocks) and blocks[below].text.text[:1].islower(),
                below >= len(blocks) or blocks[below].after_page is not None,
                above >= 0 and _heads(blocks[above].text.text),
                log1p(blocks[body.block].text.offset(body.start) - mark.end) if mark else 0.0,
            )
        )  # fmt: skip
    return made


def _runs(found: Sequence[Body]) -> list[list[int]]:
    """Candidates of one form whose numbers go up one by one, by their places in ``found``."""
    runs: list[list[int]] = []
    open_runs: dict[Form, list[int]] = {}
    for at, body in enumerate(found):
        run = open_runs.get(body.form)
        if run and follows(found[run[-1]], body):
            run.append(at)
        else:
            run = [at]
            runs.append(run)
            open_runs[body.form] = run
    return runs


def _marks_before(
    found: Sequence[Body], runs: Sequence[Sequence[int]], known: Mapping[str, Sequence[Mark]]
) -> dict[int, list[Mark]]:
    """What may be the mark of each candidate: before it, and behind the last note of its number.

    A numbered paragraph is no note: a run of which few have marks takes none from the notes below it.
    """
    chosen: dict[int, list[Mark]] = {}
    last: dict[str, int] = {}
    for run in runs:
        for at in run:
            body = found[at]
            chosen[at] = [
                m for m in known.get(body.n, ()) if last.get(body.n, -1) <= m.block < body.block and _fits(m, body)
            ]
        if sum(any(m.strength == 1 for m in chosen[at]) for at in run) > len(run) * _MARKED:
            last.update((found[at].n, found[at].block + 1) for at in run)
    return chosen


def _fits(mark: Mark, body: Body) -> bool:
    """Whether a mark may lead to a note: `(1)` does only where the note begins with `(1)` too."""
    return mark.kind != "parentheses" or body.form is Form.PARENTHESES


def _chosen(runs: Sequence[Sequence[int]], chosen_from: Mapping[int, Sequence[Mark]]) -> dict[int, Mark | None]:
    """One mark for each candidate, the strongest, then the nearest; each mark leads to one note.

    Runs most of which have marks choose first, then those that stand further below.
    """

    def share(run: Sequence[int]) -> float:
        return sum(max((mark.strength for mark in chosen_from[at]), default=0.0) for at in run) / len(run)

    chosen: dict[int, Mark | None] = {}
    taken: set[int] = set()
    for run in sorted(runs, key=lambda run: (-share(run), -run[0])):
        for at in run:
            free = [mark for mark in chosen_from[at] if mark.start not in taken]
            chosen[at] = mark = max(free, key=lambda m: (m.strength, m.start), default=None)
            if mark:
                taken.add(mark.start)
    return chosen


def _again(mark: Mark | None, own: Sequence[Mark]) -> tuple[Mark, ...]:
    if mark is None or mark.strength < _AGAIN:
        return ()
    return tuple(
        m for m in own if m is not mark and m.strength == mark.strength and m.end - m.start == mark.end - mark.start
    )


def _heads(text: str) -> bool:
    """Whether a block is a rule, or a heading such as Notes."""
    if _RULE.fullmatch(text):
        return True
    return len(text) < _HEADING and bool(
        lexicon.longest("brackets", lexicon.fold(text), editor=True)
        or lexicon.longest("brackets", lexicon.fold(text), remark=True)
    )


def _words(p: Note) -> int:
    return lexicon.word_count(p.text)


def _form(form: Form) -> Feature[Note]:
    return Feature(f"form-{form.value}", lambda p: p.body.form is form)


def is_note(note: Note, how: float) -> bool:
    """Whether a candidate is taken for a note, given its probability."""
    return how >= (_IN_BRACKETS if note.body.form is Form.BRACKET else _EVEN)


def _interrupts(note: Note) -> bool:
    """Whether it is one of several with letters, a and on, that stand below an open sentence: no list stands there."""
    is_sentence = note.text[:1].isupper()
    return note.body.form is Form.LETTER and note.run > 1 and note.starts_at_one and note.open_before and is_sentence


FEATURES: tuple[Feature[Note], ...] = (
    *map(_form, Form),
    Feature("mark", lambda p: p.mark.strength if p.mark else 0.0, "has a mark above"),
    Feature("mark-strong", lambda p: p.mark is not None and p.mark.strength == 1, "has a mark above that is nothing else"),
    Feature("marked", lambda p: p.marked, "goes with others that have marks above"),
    Feature("marked-all", lambda p: p.marked > 0.75, "goes with others that all have marks above"),
    Feature("marked-number", lambda p: p.marked * (p.body.form in (Form.BARE, Form.STOP, Form.GLUED)), "is a number with a mark above"),
    Feature("marked-run", lambda p: p.marked * log1p(p.run - 1), "is one of several that have marks above"),
    Feature("unmarked-run", lambda p: (p.marked < 0.25) * log1p(p.run - 1), "is one of several without marks"),
    Feature("in-order", lambda p: p.in_order, "has its mark in the order of the others"),
    Feature("run", lambda p: log1p(p.run - 1), "is one of several in order"),
    Feature("alone", lambda p: p.run == 1, "stands alone"),
    Feature("alone-marked", lambda p: p.run == 1 and p.mark is not None, "stands alone and has a mark"),
    Feature("starts-at-one", lambda p: p.starts_at_one, "is in a row that begins with 1"),
    Feature("number", lambda p: log1p(p.body.value or 0) / 3, "has a high number"),
    Feature("beside", lambda p: p.before or p.after, "stands beside the next in order"),
    Feature("same-form", lambda p: p.same_form, "begins as many paragraphs do"),
    Feature("same-number", lambda p: log1p(p.same_number - 1), "has a number that comes back"),
    Feature("same-number-marked", lambda p: log1p(p.same_number - 1) * p.marked, "has a number that comes back, and a mark"),
    Feature("tail", lambda p: p.tail, "has only such paragraphs below it"),
    Feature("tail-all", lambda p: p.tail == 1, "has nothing else below it"),
    Feature("place", lambda p: p.place, "stands near the end"),
    Feature("open-before", lambda p: p.open_before, "stands below an open sentence"),
    Feature("letters-inside", _interrupts, "is one of several with letters below an open sentence"),
    Feature("bracket-alone", lambda p: p.body.form is Form.BRACKET and p.run == 1, "has a number in brackets and stands alone"),
    Feature("bracket-inside", lambda p: p.body.form is Form.BRACKET and p.open_before, "has a number in brackets and stands below an open sentence"),
    Feature("parentheses-marked", lambda p: p.body.form is Form.PARENTHESES and p.mark is not None, "has a number in parentheses and a mark above"),
    Feature("goes-on", lambda p: p.open_before and p.goes_on_after, "stands in the middle of a sentence"),
    Feature("page-after", lambda p: p.page_after, "stands where a page ends"),
    Feature("headed", lambda p: p.headed, "stands below a heading for notes or a rule"),
    Feature("distance", lambda p: p.distance / 5, "is far from its mark"),
    Feature("near", lambda p: 0 < p.distance < 8, "is near its mark"),
    Feature("words-5", lambda p: _words(p) <= 5, "is a few words"),
    Feature("words-30", lambda p: _words(p) <= 30, "is not long"),
    Feature("long", lambda p: log1p(len(p.text)) / 5, "is long"),
    Feature("capital", lambda p: p.text[:1].isupper(), "begins with a capital"),
    Feature("lower", lambda p: p.text[:1].islower(), "begins in lower case"),
    Feature("ends-sentence", lambda p: bool(CLAUSE_END.search(p.text)), "ends as a sentence does"),
    Feature("capitals", lambda p: p.text.isupper(), "is in capitals"),
    Feature("reference", lambda p: lexicon.contains("brackets", p.text[:_LOOKED_AT], reference=True, ambiguous=False), "refers to other places"),
    Feature("page", lambda p: bool(re.search(r"\b(?:pp?|S|с|стр)\.\s?\d|\b1[89]\d\d\b|（\d{4}", p.text)), "has a page or a year"),
    Feature("talk", lambda p: lexicon.contains("talk", p.text[:_LOOKED_AT], ambiguous=False), "has words such as I, we or you"),
    Feature("remark", lambda p: lexicon.contains("brackets", p.text[:_LOOKED_AT], remark=True, ambiguous=False), "has a word for a remark"),
    Feature("colon", lambda p: ":" in p.text[:30], "has a colon near its start"),
    Feature("office", lambda p: lexicon.contains("offices", p.text[:_LOOKED_AT]), "names an office"),
)  # fmt: skip

NOTE = Question("note", FEATURES)
_EVEN, _IN_BRACKETS = 0.5, 0.35
"""The least probability of a note; of one that begins with `[1]` the lower, because no list is printed so."""
_OWN = frozenset((Form.BRACKET, Form.RAISED, Form.SIGN))
"""Forms that a numbered paragraph has not."""


@remembered
def model(folder: Path | None = None) -> Weights:
    """The weights of the question whether a block is a note."""
    return load(NOTE, folder)


def chance(note: Note, weights: Weights) -> float:
    """How probable it is that a candidate is a note."""
    is_marked = note.marked if note.run > 1 else note.mark is not None and note.mark.strength >= _AGAIN
    if note.body.form not in _OWN and not is_marked and not note.headed and not _interrupts(note):
        return 0.0  # a numbered paragraph, an item of a list
    return probability(weights.odds(NOTE.values(note)))


def reasons(note: Note, weights: Weights) -> tuple[str, ...]:
    """What spoke most for a note."""
    return weights.reasons(NOTE, NOTE.values(note))
