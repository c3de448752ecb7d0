"""Places where a speech could begin, with the label it would have: generous, in any script; `turns` decides.

    Deng Xiaoping: We should …      a colon, after a number, a time, a bullet or a bracket too
    毛泽东：进攻延安的计划 …           a full-width colon, and no capitals
    Mr. Baron. Mr. Weatherby, …     a full stop; “Mr” and “Mr. Baron. Mr” could be labels as well
    Dor — Ach!                      a dash
    MR. EARNEST⏎Thank you …         a line of its own
    Q    You said …                 a gap
    … and all that.COLSON:Pierre    inside a line, after a sentence or glued to it

A speech that is missed here is lost; a wrong candidate costs only a little time. So only what cannot be a label is left
out: what is too long, has no letters, or is a sentence in lower case (Guidelines 7.2.2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.signs import BULLETS, STOPS
from encoder.parse.layout.blocks import Block
from encoder.parse.talk.turns.label_shape import LONGEST, bare, ends_in_address, is_address, may_be, may_end
from encoder.values.source import Span


class Form(Enum):
    """How a label is set off from the words; the value is how a finding calls it."""

    COLON = "a colon"
    STOP = "a full stop"
    DASH = "a dash"
    LINE = "a line of its own"
    GAP = "a gap"


class At(Enum):
    """Where a label stands."""

    PARAGRAPH = "at the start of a paragraph"
    LINE = "at the start of a line"
    SENTENCE = "inside a line"


class Candidate(NamedTuple):
    """A place of a block's text where a speech could begin.

    ``start`` is the label's first character, ``end`` is past its separator, ``words`` is where the speech's words
    begin, all as offsets in the text of the block with that number; ``name`` is the label without separator.
    """

    block: int
    start: int
    end: int
    name: str
    form: Form
    at: At


_OWN_LINE = 72
"""A label alone on its line has fewer code points."""
_FIRST_WORD = 24
"""A label before a gap has fewer code points."""
_KNOWN = 60
"""How many of the commonest labels are looked for inside lines."""
_SIGNS = " .:：—–-"
"""What may stand behind a label."""
_SHORT = 48
"""A label inside a line has fewer code points."""

_LEADS = (
    r"[\[(<]?\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?[\])>]?(?=\s)\s*",  # a time
    r"[:\[(]?\d{1,4}[.)\]]?\s+",  # a number
    r"(?:(?:[^\w\s]{1,2}|[^\W\d_])\s+){0,3}\d{1,3}[^\w\s]?\s+",  # a number among signs that were misread
    rf"[{BULLETS}*#>‹«»_–—-]+\s*",
    r"[\"“„'‘]\s*",
)
# [00:12:04] Kim: · 12. Kim: · • Kim: · #Kim: · :2 Mr. Baron. · ( H 12 Mr. Baron. · ‹Kim: · **Kim:**
_LEAD = re.compile(f"(?:{'|'.join(_LEADS)})*")
_COLON = re.compile(r"[:：]")
_DASH = re.compile(r"\.?(?:--+|[–—]|\.-+|\s-(?=\s))")
_INSIDE = re.compile(r"[:：]|\.(?:-+|[–—])")
_STOP = re.compile(r"\.(?=[\s\"“‘]|[–—-]|$)")
_NEXT_SENTENCE = re.compile(r"[.?!…)»”\"]\s+(?=[^\W\d_a-z])")
# M. Clémenceau. Il n’est pas · Mr. Secord. Yes · not “Mr. Secord said”
_NAME_STOP = re.compile(r"[^\W\d_]{1,12}\.?(?:\s+[^\s.,:;?!()]{1,20}){1,5}\.(?=\s)")
_SPACES = re.compile(r"\s+")
_SENTENCE_END = STOPS + ":;）)]”’」』\"'*_–—-"


def find(blocks: Sequence[Block], text: str, separators: Sequence[str] = ()) -> list[Candidate]:
    """All candidates in the blocks of a source's text, in order.

    ``separators`` are patterns of what ends a label besides the usual; they count as colons do.
    """
    colon = re.compile("|".join((_COLON.pattern, *(f"(?:{each})" for each in separators))))
    last = len(blocks) - 1
    found: list[Candidate] = []
    for number, block in enumerate(blocks):
        found += _at_starts(number, block, colon, followed=number < last, gap=_has_gap(block, text))
    again = _coming_back(found)
    for number, block in enumerate(blocks):
        found += _inside(number, block, again)
    once = {(each.block, each.start, each.end, each.form): each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: (each.block, each.start, each.end))


def _has_gap(block: Block, text: str) -> bool:
    """Whether more than a blank follows the first word of a block in the source."""
    blank = block.text.text.find(" ", 0, _FIRST_WORD)
    if blank < 1:
        return False
    before, after = block.text.offset(blank - 1), block.text.offset(blank + 1)
    return after - before > 2 or text[before + 1 : after] in ("\t", "\N{NO-BREAK SPACE}")


def told(blocks: Sequence[Block], labels: Sequence[Span]) -> Iterator[Candidate]:
    """Candidates in blocks that the file itself says are labels of speakers: at the beginning, or behind a time."""
    at = 0
    for number, block in enumerate(blocks):
        span = block.text.span()
        while at < len(labels) and labels[at].start < span.end:
            if labels[at].start >= span.start:
                start, end = (block.text.index(offset) for offset in labels[at])
                name = block.text.text[start:end].rstrip(_SIGNS)
                yield Candidate(number, start, end, name, Form.LINE, At.LINE if start else At.PARAGRAPH)
            at += 1


def _at_starts(number: int, block: Block, colon: re.Pattern[str], *, followed: bool, gap: bool) -> Iterator[Candidate]:
    text = block.text.text
    lines = (0, *block.lines)
    for at, start in enumerate(lines):
        end = lines[at + 1] if at + 1 < len(lines) else len(text)
        place = At.LINE if at else At.PARAGRAPH
        yield from _at(number, text, start, end, place, colon, followed=followed or end < len(text), gap=gap and not at)


def _coming_back(found: list[Candidate]) -> tuple[tuple[str, Form], ...]:
    """Labels as printed that begin several paragraphs or lines, the longest first: they may stand inside lines too."""
    counts = Counter((each.name, each.form) for each in found if len(each.name) > 1)
    often = [label for label, count in counts.most_common(_KNOWN) if count > 1]
    return tuple(sorted(often, key=lambda label: -len(label[0])))


def _at(
    number: int, text: str, start: int, end: int, place: At, ends: re.Pattern[str], *, followed: bool, gap: bool
) -> Iterator[Candidate]:
    """The candidates at a start of a paragraph or line."""
    lead = _LEAD.match(text, start, end)
    assert lead is not None
    start = lead.end()
    first = text[start : start + 1]
    if first in "[(（〔" and first:
        first = text[start + 1 : start + 2]
    if not first.isalpha():
        return
    small = first.islower()
    limit = min(len(text), start + LONGEST)
    colon = next((sign for sign in ends.finditer(text, start, limit) if may_end(text, sign.start())), None)
    if colon:
        name = text[start : colon.start()]
        stop = colon.end() + (text[colon.end() : colon.end() + 1] in ("]", "*", "_") and "[" in name)
        if may_be(name) and not (small and len(name.split()) > 3):
            yield Candidate(number, start, stop, bare(name), Form.COLON, place)
    if small:
        return
    line = text[start:end].rstrip()
    if followed and len(line) <= _OWN_LINE and line[-1:] not in ".:：,;?!。，" and may_be(line):
        yield Candidate(number, start, start + len(line), bare(line), Form.LINE, place)
    until = colon.start() if colon else limit
    dash = _DASH.search(text, start, min(until, limit))
    if dash and dash.start() > start and may_be(text[start : dash.start()]):
        yield Candidate(number, start, dash.end(), bare(text[start : dash.start()]), Form.DASH, place)
    for cut, stop_at in enumerate(_STOP.finditer(text, start, until)):
        name = text[start : stop_at.start()]
        if cut == 6 or not may_be(name):
            break
        if is_address(name) or ends_in_address(name):
            continue  # “Mr. Speaker, I …”, “Mrs. Roe. Mr. President, …”
        yield Candidate(number, start, stop_at.end(), bare(name), Form.STOP, place)
    if gap or (text[start + 1 : start + 2] == " " and text[start].isupper()):
        word = _SPACES.search(text, start, start + _FIRST_WORD)
        if word and text[word.start() - 1] not in ".:：,;!?" and may_be(text[start : word.start()]):
            name = text[start : word.start()]
            yield Candidate(number, start, word.start(), bare(name), Form.GAP, place)


def _inside(number: int, block: Block, again: tuple[tuple[str, Form], ...]) -> Iterator[Candidate]:
    """Candidates inside a line, and labels that come back elsewhere without what sets them off."""
    text = block.text.text
    starts = frozenset((0, *block.lines))
    last = 0
    for sign in _INSIDE.finditer(text):
        is_colon = sign[0] in ":："
        if is_colon and not may_end(text, sign.start()):
            continue
        start = _label_start(text, sign.start(), last, capitals=not is_colon)
        if start is None or start in starts:
            continue
        name = text[start : sign.start()]
        if text[sign.end() : sign.end() + 2].lstrip()[:1].islower() and not name.isupper():
            continue  # “… and Mr. Bruce: is he here?”
        if may_be(name):
            form = Form.COLON if is_colon else Form.DASH
            yield Candidate(number, start, sign.end(), bare(name), form, At.SENTENCE)
            last = sign.end()
    yield from _addressed(number, text, starts)
    for name, form in again:
        if name not in text:
            continue
        if form is Form.STOP:
            for found in re.finditer(rf"(?<=[.?!)…])\s*(?={re.escape(name)}\.\s)", text):
                if found.end() not in starts:
                    end = found.end() + len(name) + 1
                    yield Candidate(number, found.end(), end, name, form, At.SENTENCE)
        for start in (0, *block.lines):
            end = start + len(name)
            if text.startswith(name, start) and text[end : end + 1] in (" ", ",") and _begins(text[end + 1 : end + 2]):
                yield Candidate(number, start, end, name, Form.GAP, At.LINE if start else At.PARAGRAPH)
                break


def _addressed(number: int, text: str, starts: frozenset[int]) -> Iterator[Candidate]:
    """Labels with a full stop that follow a sentence and begin with a form of address: `… non! M. Roux. Il n'est …`."""
    for sentence in _NEXT_SENTENCE.finditer(text):
        at = sentence.end()
        stop = _NAME_STOP.match(text, at)
        if at in starts or stop is None:
            continue
        name = text[at : stop.end() - 1]
        if lexicon.longest("titles", lexicon.fold(name), before=True):
            yield Candidate(number, at, stop.end(), bare(name), Form.STOP, At.SENTENCE)


def _begins(first: str) -> bool:
    """Whether a character can begin a sentence."""
    return first.isupper() or first in '“"‘«…'


def _label_start(text: str, colon: int, low: int, *, capitals: bool) -> int | None:
    """Where a label begins that ends at a colon inside a line; None where none does.

    In capitals it may be glued to a word; else, where not only ``capitals`` count, it follows the end of a sentence.
    """
    low = max(low, colon - _SHORT)
    at = colon
    while at > low and (text[at - 1].isupper() or (text[at - 1] in " .’'-/&" and at < colon)):
        at -= 1
    while at < colon and not text[at].isalpha():
        at += 1
    if colon - at >= 2 and sum(map(str.isupper, text[at:colon])) >= 2 and not text[at - 1 : at].isupper():
        return at
    if capitals:
        return None
    from_ = colon - 1
    if text[from_] in ")）":
        from_ = max(text.rfind(opened, low, from_) for opened in "(（")
    for place in range(from_, low, -1):
        if text[place] in _SENTENCE_END and (text[place + 1].isspace() or text[place] in "。？！）」』”*"):
            at = place + 1
            while at < colon and text[at].isspace():
                at += 1
            word = text[max(low, place - 3) : place]
            if text[place] == "." and (word.strip()[-2:].istitle() or word[-1:].isupper()) and place - low > 3:
                continue  # “Gen. Baker:”, “J. Baker:”: an abbreviation's, mostly
            return at if at < colon and (text[at].isalpha() and not text[at].islower()) else None
    return None
