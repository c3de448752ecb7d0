"""Blocks to turns: a label opens one, what follows without a label belongs to it.

    118978:  Kim: It still takes chemistry to resolve the issue.     a turn
    d56:     Doctor Stuart had commented to General Chou …           a further paragraph of the turn before
    118978:  Break and lunch together.                               a stage direction

In flow text a turn can begin on any line of a paragraph, and some records run several turns together in one
(`DR. EVATT: No. MR. BRUCE: Why?`); the labels that the document is known to use are looked for there too. Nobody is
identified here: that is `encoder/resolve/` (Guidelines 7.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from encoder.parse.context import Context, fits_any
from encoder.parse.front.opening import CLASSIFICATION
from encoder.parse.inline.brackets import inline
from encoder.parse.layout.blocks import Block
from encoder.parse.talk.inference import SPEAKER_DOUBTFUL, like_name, may_speak, with_followed
from encoder.parse.talk.labels import BESIDE, Label, Style, possible, run_on
from encoder.values.diagnostics import Rule, Severity
from encoder.values.document import Block as Node
from encoder.values.document import Content, Head, Note, P, Sp, Speaker, SpPart, Stage, Supplied

STAGE_INFERRED = Rule(
    "stage-inferred",
    Severity.INFO,
    "A line without a label was read as an action, not as words of the last speaker.",
    """A paragraph without a label belongs to the turn before it, unless it tells what happened: `Break and lunch
together.`, `The meeting ended at 11 o'clock.` Such lines are known by their words (`stage_lines` of the profile) and
become `stage` after the turn.

What to do: if somebody said the line, put it into the speech by hand.

Guidelines: 7.2.3 Stage Directions.""",
)

_VERB = r"(?:agree|concur|nod|assent|consent|approve|accept|decline|object|disagree|have|had|has|left|leave)"
_DID = rf"{_VERB}(?:s|d|ed|ded|red)?"
_AND = " and "
_DONE = re.compile(rf" {_DID}\b[^?!.]{{0,40}}\.")
_BESIDE = re.compile(rf"\s(?P<all>\[(?P<words>{BESIDE})\])\W*$")
_STAGE_LENGTH = 200
"""A longer paragraph, in code points, is no stage line, whatever it begins with."""


def split(blocks: tuple[Block, ...], style: Style) -> tuple[Block, ...]:
    """The blocks, cut where a line inside one begins with a label, or a sentence with a well-known one."""
    known = style.well_known
    return tuple(part for block in blocks for part in _split(block, style, known))


def _split(block: Block, style: Style, known: tuple[str, ...]) -> Iterator[Block]:
    text = block.text.text
    places = [at for at in block.lines if not style.form.alone and style.label(text, at)]
    if known and text.count(":") > 1:
        places = sorted({*places, *run_on(text, known)})
    cuts = [at for at in places if not _in_bracket(text, at)]
    if not cuts:
        yield block
        return
    starts = [0, *cuts]
    for start, end in zip(starts, [*cuts, len(block.text)], strict=True):
        part = block.part(start, end)
        words = part.text.strip()
        yield Block(
            words, part.pbs, part.lines, block.after_page if start == 0 else None, block.gap if start == 0 else None
        )


def _in_bracket(text: str, at: int) -> bool:
    """Whether a place is inside an editor's bracket that is closed after it: a name there opens no turn."""
    opened = text.rfind("[", 0, at)
    return opened > text.rfind("]", 0, at) and 0 <= text.find("]", at) < (text.find("[", at) % (len(text) + 1))


def turns(blocks: Iterable[Block], style: Style, context: Context) -> Iterator[Node]:
    """The nodes of the conversation: turns, and the stage lines and page breaks between them."""
    speaker: Speaker | None = None
    content: list[SpPart] = []
    actors = _actors(style)
    for block, followed in with_followed(blocks):
        label = style.label(block.text.text, followed=followed)
        head = None if label or block.text.offset(0) not in context.heads else heading(block, context)
        told = not label and (is_stage(block, context) or _narrates(block.text.text, actors))
        if speaker and (label or told or head):
            yield Sp(speaker, tuple(content))
            speaker = None
        if block.after_page:
            if speaker:
                content.append(block.after_page)
            else:
                yield block.after_page
        if head:
            yield head
        elif label:
            speaker, content = _turn(block, label, context)
        elif speaker:
            _doubt(block, style, context)
            content.append(P(inline(block, context)))
        else:
            yield _stage(block, context) if told else loose(block, context)
    if speaker:
        yield Sp(speaker, tuple(content))


def _turn(block: Block, label: Label, context: Context) -> tuple[Speaker, list[SpPart]]:
    """Who speaks, and the first words."""
    start = label.end
    while start < len(block.text) and block.text.text[start] == " ":
        start += 1
    speaker = Speaker(_label_content(block, label, context), label.name)
    words = inline(block, context, start)
    return speaker, [P(words)] if words else []


def _label_content(block: Block, label: Label, context: Context) -> Content:
    """The label as printed; a label in brackets is supplied as a whole: `[General Marshall:]`."""
    text = block.text[: label.end].shared()
    if "[" not in text.text:
        return (text,)
    if text.text.startswith("[") and text.text.endswith("]") and text.text.count("[") == 1:
        return (Supplied((text[1:-1],), text.span(), context.resp),)
    if said := _BESIDE.search(text.text):
        words, span = text.group(said, "words"), text.span(*said.span("all"))
        remark = Note("editorial", (words,), span, context.resp)
        return (text[: said.start("all")], remark, text[said.end("all") :])
    return inline(block.part(0, label.end), context)


def is_stage(block: Block, context: Context) -> bool:
    """Whether the block's words tell of an action."""
    return len(block.text) <= _STAGE_LENGTH and fits_any(context.profile.stage_lines, block.text.text)


def heading(block: Block, context: Context) -> Head | None:
    """A heading inside the body: what the file says is one, or a short line in capitals."""
    text = block.text.text
    if block.text.offset(0) in context.heads:
        return Head(inline(block, context))
    if not text.isupper() or CLASSIFICATION.fullmatch(text):  # most are not, and it is told at once
        return None
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 4 or len(text.split()) > 15 or text.endswith((".", ",", ";", ":")) or "[" in text or ": " in text:
        return None
    if not all(c.isupper() for c in letters):
        return None
    return Head(inline(block, context))


def loose(block: Block, context: Context) -> P | Stage:
    """A block outside any turn."""
    return _stage(block, context) if is_stage(block, context) else P(inline(block, context))


def _doubt(block: Block, style: Style, context: Context) -> None:
    """Say so where a paragraph of a turn begins with what may be the label of another."""
    if style.form.strict:
        return
    for label in possible(style.form, block.text.text, 0, followed=False):
        if may_speak(label, context) and like_name(label.name, context):
            message = f"“{label.name}” may be a speaker's label; it was read as words of the turn before"
            context.report(SPEAKER_DOUBTFUL.at(block.text.span(0, label.end), message))


def _actors(style: Style) -> tuple[str, ...]:
    """The labels, the longest first, that can begin a line that tells what speakers did; others are too short."""
    known = (name for label, name in style.printed.items() if label in style.labels and " " in name)
    return tuple(sorted(known, key=len, reverse=True))


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
