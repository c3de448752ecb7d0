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
from typing import NamedTuple

from encoder.parse.brackets.inline import inline
from encoder.parse.context import Context, fits_any
from encoder.parse.layout.blocks import Block
from encoder.parse.talk import actions
from encoder.parse.talk.extent.block_kinds import TIME, Kind, Read
from encoder.parse.talk.turns.decide import Turn, Turns
from encoder.parse.talk.turns.label_shape import bare
from encoder.values.blocks import Block as Node
from encoder.values.blocks import Footnote, Head, P, Sp, Speaker, SpPart
from encoder.values.diagnostics import Rule, Severity
from encoder.values.inline import Content, Note, Stage, Supplied

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


def turns(
    cuts: Iterable[Cut], found: Turns, kinds: Mapping[int, Read], context: Context, listed: Mapping[int, Node]
) -> Iterator[Node]:
    """The nodes of the conversation: turns, and what stands between them.

    ``kinds`` says what a paragraph is, and ``listed`` which are lines of a list of participants, by where they begin in
    the source; paragraphs that both lack are words.
    """
    speaker: Speaker | None = None
    interrupted: Speaker | None = None  # whose speech a heading has closed: it may go on below
    continues = False
    content: list[SpPart] = []
    waiting: list[SpPart] = []  # actions, notes and page breaks: within the speech if it goes on, else behind it

    def closed() -> Iterator[Node]:
        nonlocal speaker, waiting, interrupted, continues
        if speaker:
            yield Sp(speaker, tuple(content), continues=continues)
        yield from waiting
        speaker, interrupted, waiting, continues = None, None, [], False

    actors = _actors(found)
    for block, turn in cuts:
        kind = Kind.WORDS if turn or block.note else _kind(block, kinds, actors, context)
        if turn or kind is Kind.APART:
            yield from closed()
        if block.after_page:
            waiting.append(block.after_page)
        if block.note:
            waiting.append(footnote(block, context))
        elif line := listed.get(block.text.offset(0)):
            yield from closed()
            yield line
        elif turn:
            yield from closed()
            speaker, content = _turn(block, turn, context)
        elif kind is Kind.ACTION:
            waiting.append(_stage(block, context))
        elif TIME.fullmatch(block.text.text):
            yield from closed()
            yield P(inline(block, context))
        elif kind is Kind.HEADING:
            before = _interrupted(speaker, content) if speaker else interrupted
            yield from closed()
            interrupted = before
            yield Head(inline(block, context))
        elif speaker or (interrupted and kind is Kind.WORDS):
            if not speaker:
                before = interrupted
                yield from closed()
                speaker, continues, content = before, True, []
            content += [*waiting, P(actions.marked(inline(block, context)))]
            waiting = []
        else:
            yield from closed()
            is_words = block.text.offset(0) in kinds  # as an editor has decided
            yield P(inline(block, context)) if is_words else loose(block, context)
    yield from closed()


def _interrupted(speaker: Speaker, content: Sequence[SpPart]) -> Speaker | None:
    """Whose speech a heading interrupts; a label without words cannot continue."""
    return speaker if content else None


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
