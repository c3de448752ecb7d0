"""Blocks to turns: a label opens one, what follows without a label belongs to it.

    118978:  Kim: It still takes chemistry to resolve the issue.     a turn
    d56:     Doctor Stuart had commented to General Chou …           a further paragraph of the turn before
    118978:  Break and lunch together.                               a stage direction

Where speeches begin is decided in `turns`; here blocks are cut there. Nobody is identified here: that is
`encoder/resolve/` (Guidelines 7.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from encoder.parse.brackets.inline import inline
from encoder.parse.context import Context, fits_any
from encoder.parse.layout.blocks import Block
from encoder.parse.talk import actions
from encoder.parse.talk.extent.block_kinds import TIME, Kind, Read
from encoder.parse.talk.turns.decide import Turn, Turns
from encoder.parse.talk.turns.label_shape import bare
from encoder.values.diagnostics import Rule, Severity
from encoder.values.record.blocks import Block as Node
from encoder.values.record.blocks import Footnote, Head, P, Sp, Speaker, SpPart
from encoder.values.record.inline import Content, Note, Stage, Supplied

STAGE_INFERRED = Rule(
    "stage-inferred",
    Severity.INFO,
    "A line without a label was read as an action, not as speech.",
    """A paragraph without a label belongs to the speech before it, unless it says what happened: `Break and lunch
together.`, `The meeting ended at 11 o'clock.` Such lines become `stage`.

What to do: if the line was spoken, enter it in `NAME.decisions.toml` as a `[[block]]` with `kind = "words"`.

Guidelines: 7.2.3 Stage Directions.""",
)

_VERB = r"(?:agree|concur|nod|assent|consent|approve|accept|decline|object|disagree|have|had|has|left|leave)"
_DID = rf"{_VERB}(?:s|d|ed|ded|red)?"
_HEADING_WORDS, _PARAGRAPH = 12, 120
"""The most words of a heading in running text, and the least code points of a paragraph beside it."""
_NO_HEADING = re.compile(r"[,，:：\[]")
_AND = " and "
_DONE = re.compile(rf" {_DID}\b[^?!.]{{0,40}}\.")
_BESIDE_NAME = r"(?:to|turning|turns|addressing|speaking|interrupt\w*|laugh\w*|smil\w*)\b[^\[\]]{0,40}"
"""What a bracket behind a name says of the speech: `Yudin [to Antonov]:`."""
_DASHES = re.compile(r"(?<=[.:：])[–—-]+")
"""They belong to the sign behind a label: `HON. A. ROE.- Sir, …`."""
_CLOCK = re.compile(r"\d:\d\d")
_BESIDE = re.compile(rf"\s(?P<all>\[(?P<words>{_BESIDE_NAME})\])\W*$")
_REMARK = re.compile(r"(?:\s*[(（][^()（）]{1,80}[)）])+$")
_STAGE_LENGTH = 200
"""A longer paragraph, in code points, is no stage line, whatever it begins with."""


class Cut(NamedTuple):
    """A block, or the part of one that a speech begins with; then ``turn`` is the speech, else None."""

    block: Block
    turn: Turn | None = None


def cut(blocks: Iterable[Block], first: int, found: Turns) -> Iterator[Cut]:
    """The blocks, of which the first has the number ``first``, cut where speeches begin."""
    for number, block in enumerate(blocks, first):
        yield from _cut(block, found.by_block.get(number, ()))


def _cut(block: Block, turns: Sequence[Turn]) -> Iterator[Cut]:
    text = block.text.text
    if not turns:
        yield Cut(block)
        return
    starts = [
        0 if turn is turns[0] and not _says(text[: turn.candidate.start]) else turn.candidate.start for turn in turns
    ]
    if starts[0]:
        yield Cut(_part(block, 0, starts[0]))
    for turn, start, end in zip(turns, starts, [*starts[1:], len(block.text)], strict=True):
        shifted = turn.candidate._replace(start=turn.candidate.start - start, end=turn.candidate.end - start)
        yield Cut(_part(block, start, end), turn._replace(candidate=shifted))


def _says(before: str) -> bool:
    """Whether what stands before a label is more than a number, a bullet or a quotation mark."""
    return sum(map(str.isalpha, before)) > 1 or _CLOCK.search(before) is not None


def _part(block: Block, start: int, end: int) -> Block:
    if start == 0 and end == len(block.text):
        return block
    part = block.part(start, end)
    return Block(
        part.text.strip(),
        part.pbs,
        part.lines,
        block.after_page if start == 0 else None,
        block.gap if start == 0 else None,
    )


@dataclass
class _Speech:
    """The speech that is open, and what waits: that is within the speech if it goes on, else behind it."""

    speaker: Speaker | None = None
    content: list[SpPart] = field(default_factory=list)
    waiting: list[SpPart] = field(default_factory=list)
    """Actions, notes and page breaks."""
    interrupted: Speaker | None = None
    """Whose speech a heading has closed: it may go on below."""
    continues: bool = False

    def nodes(self) -> Iterator[Node]:
        """The speech, and what waits behind it."""
        if self.speaker:
            yield Sp(self.speaker, tuple(self.content), continues=self.continues)
        yield from self.waiting

    def add(self, words: P) -> None:
        """Put more words into it; what waited is within it."""
        self.content += [*self.waiting, words]
        self.waiting = []

    def below_heading(self) -> _Speech:
        """What is open below a heading; a label without words cannot go on."""
        return _Speech(interrupted=(self.speaker if self.content else None) if self.speaker else self.interrupted)


def turns(
    cuts: Iterable[Cut], found: Turns, kinds: Mapping[int, Read], context: Context, listed: Mapping[int, Node]
) -> Iterator[Node]:
    """The nodes of the conversation: turns, and what stands between them.

    ``kinds`` says what a paragraph is, and ``listed`` which are lines of a list of participants, by where they begin in
    the source; paragraphs that both lack are words.
    """
    open_ = _Speech()
    actors = _actors(found)
    for block, turn in cuts:
        kind = Kind.WORDS if turn or block.note else _kind(block, kinds, actors, context)
        if turn or kind is Kind.APART:
            yield from open_.nodes()
            open_ = _Speech()
        if block.after_page:
            open_.waiting.append(block.after_page)
        line = listed.get(block.text.offset(0))
        may_be_said = not line and kind is Kind.WORDS and not _is_time(block)
        if block.note:
            open_.waiting.append(footnote(block, context))
        elif turn and not line:
            yield from open_.nodes()
            open_ = _Speech(*_turn(block, turn, context))
        elif kind is Kind.ACTION and not line:
            open_.waiting.append(_stage(block, context))
        elif may_be_said and open_.speaker:
            open_.add(P(actions.marked(inline(block, context))))
        elif may_be_said and open_.interrupted:
            yield from open_.nodes()
            open_ = _Speech(open_.interrupted, [P(actions.marked(inline(block, context)))], continues=True)
        else:
            yield from open_.nodes()
            open_ = open_.below_heading() if kind is Kind.HEADING and not (line or _is_time(block)) else _Speech()
            yield line or _beside(block, kind, kinds, context)
    yield from open_.nodes()


def _beside(block: Block, kind: Kind, kinds: Mapping[int, Read], context: Context) -> Node:
    """A paragraph that nobody says: a heading, a time, or what else stands in a record."""
    if kind is Kind.HEADING and not _is_time(block):
        return Head(inline(block, context))
    if _is_time(block) or block.text.offset(0) in kinds:  # as an editor has decided
        return P(inline(block, context))
    return loose(block, context)


def _is_time(block: Block) -> bool:
    return TIME.fullmatch(block.text.text) is not None


def _kind(block: Block, kinds: Mapping[int, Read], actors: tuple[str, ...], context: Context) -> Kind:
    """What a paragraph without a label is; what the file or the archive's profile says of it holds."""
    at = block.text.offset(0)
    if at in kinds and kinds[at].is_decided:
        return kinds[at].kind
    if at in context.heads:
        return Kind.HEADING
    if is_stage(block, context) or _narrates(block.text.text, actors):
        return Kind.ACTION
    return kinds[at].kind if at in kinds else Kind.WORDS


def _turn(block: Block, turn: Turn, context: Context) -> tuple[Speaker, list[SpPart]]:
    """Who speaks, and the first words."""
    sign = _DASHES.match(block.text.text, turn.candidate.end)
    start = end = sign.end() if sign else turn.candidate.end
    while start < len(block.text) and block.text.text[start].isspace():
        start += 1
    name = _without_remarks(block.text.text[turn.candidate.start : turn.candidate.end], turn.candidate.name)
    speaker = Speaker(_label_content(block, end, context), name, turn.chance)
    words = actions.marked(inline(block, context, start))
    return speaker, [P(words)] if words else []


def _without_remarks(printed: str, name: str) -> str:
    """A label without what stands behind the name: `Mr. Kamal (Pakistan)`, `Yudin [to Antonov]`, `ZHOU (laughing)`."""
    if said := _BESIDE.search(printed):
        name = bare(printed[: said.start("all")])
    return _REMARK.sub("", name) or name


def _label_content(block: Block, end: int, context: Context) -> Content:
    """The label as printed; a label in brackets is supplied as a whole: `[General Marshall:]`."""
    text = block.text[:end].shared()
    if "[" not in text.text:
        return (text,)
    if text.text.startswith("[") and text.text.endswith("]") and text.text.count("[") == 1:
        return (Supplied((text[1:-1],), text.span(), context.resp),)
    if said := _BESIDE.search(text.text):
        words, span = text.group(said, "words"), text.span(*said.span("all"))
        remark = Note("editorial", (words,), span, context.resp)
        return (text[: said.start("all")], remark, text[said.end("all") :])
    return inline(block.part(0, end), context)


def footnote(block: Block, context: Context) -> Footnote:
    """A note: its mark, and its words."""
    assert block.note
    number, end, id_, in_brackets = block.note
    mark = block.text[1 : end - 1] if in_brackets else block.text[:end]
    content = inline(block, context, end)
    return Footnote(number, (mark,), content, block.text.span(), id_, None if in_brackets else "glued")


def is_stage(block: Block, context: Context) -> bool:
    """Whether the block's words tell of an action."""
    return len(block.text) <= _STAGE_LENGTH and fits_any(context.profile.stage_lines, block.text.text)


def loose(block: Block, context: Context) -> P | Stage | Footnote:
    """A block outside any turn."""
    if block.note:
        return footnote(block, context)
    return _stage(block, context) if is_stage(block, context) else P(inline(block, context))


def _actors(found: Turns) -> tuple[str, ...]:
    """The labels, the longest first, that can begin a line that tells what speakers did; others are too short."""
    known = {turn.label.name for turn in found.every if " " in turn.label.name}
    return tuple(sorted(known, key=lambda name: (-len(name), name)))


def _narrates(text: str, actors: tuple[str, ...]) -> bool:
    """Whether a line tells what speakers did, as `General Chang and General Chou agreed.` does."""
    at = 0
    while name := next((name for name in actors if text.startswith(name, at)), ""):
        at += len(name)
        if not text.startswith(_AND, at):
            return _DONE.fullmatch(text, at) is not None
        at += len(_AND)
    return False


def _stage(block: Block, context: Context) -> Stage:
    words = block.text.text if len(block.text) < 60 else f"{block.text.text[:59]}…"
    context.report(STAGE_INFERRED.at(block.text.span(0, 1), f"“{words}” was read as an action, not as speech"))
    return Stage("business", inline(block, context), block.text.span())
