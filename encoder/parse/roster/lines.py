"""Lists of those present: where one may stand, line by line.

    Present: Comrades Fischer and Macovescu              one line
    PARTICIPANTS⏎ Mr. Gromyko, Minister⏎ Mr. Zorin       a label, and a person a line
    Teilnehmer⏎ auf deutscher Seite:⏎ MD Host Teltschik  sides
    Present: Dr. Evatt Sir Frederic Eggleston Dr. Burton nothing but forms of address tells where a name ends

The generator is generous: it gives lines below the end of a list too. Which part of a line is a name is asked in
`evidence.py`; a list ends where names end (Guidelines 15.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon import joined
from encoder.lexicon.signs import BULLETS, COMPOUND, STOPS
from encoder.parse.context import Context
from encoder.parse.layout.blocks import Block
from encoder.parse.roster import prose
from encoder.parse.roster.datelines import is_dateline
from encoder.parse.roster.list_labels import ASKS, MARKS, Seen, is_label, is_listed, presides

_LABEL = re.compile(r"[\W\d]{0,8}(?P<label>[^\W\d_][^:：\n\[\]]{0,60}?)\s*(?:[:：]\s*|\s(?:--|[—–])\s+|$)")
_STATES = re.compile(r"(?:the )?representatives? of\b", re.IGNORECASE)
"""What follows names states, not people: `Present: The representatives of China, Cuba, …`."""
# I N D E X · T e i l n e h m e r · not “J. F. K.”
_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_]")
MOST_LINES = 150
"""The most lines a list may have."""
_MOST_IN_LINE = 35
"""The most words a line may have, except the one beside the label."""
_SENTENCE, _MOSTLY = 10, 0.4
"""A sentence has more words, and a greater share of them in lower case."""
_TELLING = 0.65
"""The share in a sentence beside a label. Offices of those present have many small words: `the head of the section`."""
_LABEL_WORDS = 6
_LOOKED_AT = 4_000
"""How many code points of a list in one block are searched for the first speech."""
# Mr. Dexter DR.EVATT: I shall return · not “They met at 10:30 in Moscow”
_INNER = re.compile(r"(?<=\s)(?:(?P<title>[^\W\d_]+\.?)\s+)?(?P<name>[^\W\d_][^\s:：]*)[:：]\s+(?=\S)")
# …, Roe and Doe. · 毛泽东、朱德。 · not “Mr. Roe”
_SENTENCE_STOP = re.compile(r"[。！]|(?<=[^\W\d_]{3})\.(?=\s|$)")
_SO_FAR = 60
"""Number of paragraphs in which a sentence may say who was present. Later ones may describe another meeting."""
_TOP = 15
"""In how many paragraphs at the top a line may say who asks and who answers, though both speak below."""
_STOPS = tuple(STOPS)
BULLET = re.compile(rf"(?:[{BULLETS}]|[-–—*](?=\s)|\(?\d{{1,3}}[.)](?=\s))\s*(?=\S)")


class Line(NamedTuple):
    """A block, or what stands in it behind the label of a list; ``at`` is the block's number."""

    at: int
    start: int
    """Where the names begin in the block's text."""
    text: str
    """From there on."""
    indent: int
    label: str = ""
    """The label, where the line opens a list."""
    numbered: bool = False
    """Whether a number stands before it."""


def fields_apart(blocks: Sequence[Block], context: Context) -> Iterator[Block]:
    """The blocks; one that begins with a field is cut where another label begins.

    `Date: 5 May⏎Present: Mao, Chou⏎Mao: Welcome.` is three: a date, a list, and a speech. So is a list whose last name
    runs into the first speech: `Present: Dr. Evatt Mr. Dexter DR.EVATT: I shall return …`. A line of place and date
    below a list is not part of it.
    """
    for block in blocks:
        text = block.text.text
        first = None if block.note else _LABEL.match(text)
        if first is None or first.end() == len(text) or not _is_field(first["label"], context):
            yield block
            continue
        cuts = [at for at in block.lines if (label := _LABEL.match(text, at)) and _is_short(label)]
        if is_label(first["label"], context):
            ends = [*block.lines[1:], len(text)]
            dated = [at for at, end in zip(block.lines, ends, strict=False) if is_dateline(text[at:end])]
            cuts += dated if len(dated) == 1 else []  # several are names with dates
            if speech := _first_speech(text, first.end()):
                cuts = [at for at in cuts if at < speech] + [speech]
        for start, end in pairwise((0, *sorted({*cuts}), len(text))):
            yield _cut(block, start, end)


def _first_speech(text: str, start: int) -> int | None:
    """Where a speech begins inside a list: at a label that was named in it, before a colon and many words."""
    for label in _INNER.finditer(text, start, start + _LOOKED_AT):
        words, above = lexicon.fold(label["name"]), lexicon.fold(text[start : label.start()])
        if (
            words
            and words[-1] in above
            and lexicon.word_count(text[label.end() : label.end() + _LOOKED_AT]) >= _SENTENCE
        ):
            title = label["title"] and lexicon.longest("titles", lexicon.fold(label["title"]), before=True)
            return label.start("title") if title else label.start("name")
    return None


def _is_field(label: str, context: Context) -> bool:
    words = lexicon.fold(label)
    return is_label(label, context) or (bool(words) and lexicon.longest("fields", words) == len(words))


def _is_short(label: re.Match[str]) -> bool:
    """Whether what stands before a colon is a few words: `Mao:`, but not a clause of a sentence."""
    words = label["label"].split()
    return len(words) <= _LABEL_WORDS and label[0].rstrip()[-1:] in (":", "：") and not words[0][0].islower()


def _cut(block: Block, start: int, end: int) -> Block:
    part = block.part(start, end)
    text = part.text.strip()
    return replace(
        part, text=text, after_page=block.after_page if start == 0 else None, gap=block.gap if start == 0 else None
    )


def lists(blocks: Sequence[Block], text: str, known: Seen, context: Context) -> Iterator[tuple[Line, ...]]:
    """The lists that may stand among blocks of a source's ``text``: the line that opens each, and those that follow.

    A list ends where another begins, or at a block that cannot belong to a list.
    """
    at = 0
    named: set[tuple[str, ...]] = set()  # the lines so far, and the labels of lists
    while at < len(blocks):
        line = None if blocks[at].note else opened(at, blocks[at], text, known, context)
        if line is None:
            at += 1
            continue
        found = [line]
        named |= {lexicon.fold(line.text), lexicon.fold(line.label)}
        at += 1
        while at < len(blocks) and len(found) < MOST_LINES and not _ends(at, blocks[at], text, known, context):
            if _is_only_dateline(at, blocks):
                break
            if blocks[at].note:  # at the foot of a page, within the list
                at += 1
                continue
            label = _LABEL.match(blocks[at].text.text)
            is_name = (
                label and label.end() < len(blocks[at].text) and "," not in label["label"]
            )  # an office has a place
            if label and is_name and _is_named(lexicon.fold(label["label"]), named):
                break  # whom a line has named speaks
            named.add(lexicon.fold(blocks[at].text.text))
            bullet = BULLET.match(blocks[at].text.text)
            if _begins_agenda(bullet, found):
                break
            line = _line(at, blocks[at], bullet.end() if bullet else 0, text)
            found.append(line._replace(numbered=bullet is not None and any(map(str.isdigit, bullet[0]))))
            at += 1
        yield tuple(found)


def _begins_agenda(bullet: re.Match[str] | None, found: Sequence[Line]) -> bool:
    """Whether a line is numbered and stands below names that are not: `1. Opening`."""
    is_numbered = bullet is not None and any(map(str.isdigit, bullet[0]))
    names = [line for line in found if line.text.strip() and not _is_side(line.text)]
    return is_numbered and bool(names) and not any(line.numbered for line in names)


def _is_side(text: str) -> bool:
    """Whether a line is a country, or ends in a colon: the people below it belong to it."""
    words = lexicon.fold(text)
    is_country = any(lexicon.longest(name, words) == len(words) for name in ("territories", "languages"))
    return text.rstrip().endswith((":", "：")) or (bool(words) and is_country)


def _is_only_dateline(at: int, blocks: Sequence[Block]) -> bool:
    """Whether a line is a place and a date, and those beside it are not: several such lines are names with dates."""
    beside = (blocks[each].text.text for each in (at - 1, at + 1) if 0 <= each < len(blocks))
    return is_dateline(blocks[at].text.text) and not any(map(is_dateline, beside))


def _is_named(label: tuple[str, ...], named: Collection[tuple[str, ...]]) -> bool:
    """Whether lines have named whom a label means: `MR. DAVIS` after `Mr. Carl Davis`. An office is nobody."""
    if label in named or (label and joined(label[0]) and _is_said_joined(label, named)):
        return True
    own = label[lexicon.longest("titles", label, before=True) :]
    if not own or any(lexicon.longest(name, own) for name in ("offices", "territories", "languages", "fields")):
        return False
    return any(own == words[at : at + len(own)] for words in named for at in range(len(words)))


def _is_said_joined(label: tuple[str, ...], named: Collection[tuple[str, ...]]) -> bool:
    """Whether a label without blanks is the end of a word in a line: 陳大文先生 after 財政司司長陳大文先生."""
    return len(label) == 1 and len(label[0]) > 1 and any(word.endswith(label[0]) for words in named for word in words)


def opened(at: int, block: Block, text: str, known: Seen, context: Context) -> Line | None:
    """The line that a block is if it opens a list; None if it opens none."""
    own = block.text.text
    match = _LABEL.match(own)
    is_alone = match is not None and match.end() == len(own)
    if match and is_alone and ":" not in own and "：" not in own:
        is_head = own.isupper() or is_listed(match["label"]) or block.text.span().start in context.heads
        match = match if is_head else None
    rest = own[match.end() :] if match else ""
    seldom = known if at >= _TOP or rest.endswith(_STOPS) else None  # at the top a name may stand beside any such label
    if match and (is_label(match["label"], context) or presides(match["label"], rest, seldom)):
        told: prose.Told | None = prose.Told(match["label"].strip(), match.end())
    else:
        told = prose.opening(own) if at < _SO_FAR else None
    if told is None or _STATES.match(own, told.end) or _tells(own[told.end :], _TELLING):
        return None
    return _line(at, block, told.end, text, told.label)


def in_note(at: int, block: Block, text: str) -> Line | None:
    """The names in a note that begins with who was there: `[1] The participants were A, B and C.`."""
    own = block.text.text
    start = block.note.end if block.note else 0
    told = prose.opening(own, start + len(own[start:]) - len(own[start:].lstrip()))
    if told is None:
        return None
    line = _line(at, block, told.end, text, told.label)
    stop = _SENTENCE_STOP.search(line.text)
    return line._replace(text=line.text[: stop.start()]) if stop else line


def _tells(text: str, mostly: float = _MOSTLY) -> bool:
    """Whether a line is a sentence: it has many words, more than a share of them in lower case, and a stop."""
    words = COMPOUND.findall(text)
    lower = sum(word[0].islower() for word in words)
    return len(words) > _SENTENCE and lower > mostly * len(words) and text.rstrip(MARKS).endswith(_STOPS)


def _ends(at: int, block: Block, text: str, known: Seen, context: Context) -> bool:
    """Whether a block certainly does not belong to the list above it."""
    own = block.text.text
    if opened(at, block, text, known, context) or context.rows.get(block.text.span().start):
        return True
    match = _LABEL.match(own)
    if (
        lexicon.word_count(own) > _MOST_IN_LINE
        or _tells(own)
        or _SPACED.fullmatch(own)
        or own.rstrip(MARKS).endswith(ASKS)
        or (match and context.decided.is_speaker(block.text.offset(0), match["label"]))
    ):
        return True
    if match is None:
        return False
    words = lexicon.fold(match["label"])
    return bool(words) and lexicon.longest("fields", words, participants=False, ambiguous=False) == len(words)


def _line(at: int, block: Block, start: int, text: str, label: str = "") -> Line:
    first = block.text.offset(0)
    return Line(at, start, block.text.text[start:], first - (text.rfind("\n", 0, first) + 1), label)
