"""What is asked of a piece: how it is made and labelled, where it stands, what its words are, what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import log1p
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Feature
from encoder.lexicon.signs import BIG, CAPITAL, CLAUSE_END, SMALL
from encoder.parse.facts.pieces import ENDING, OPENING, Made, Piece
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block

_FEW, _SOME, _MANY = 3, 12, 25
_SEEN = 300
"""Only this many code points of a piece are searched for words."""


class Opening(NamedTuple):
    """What is known of a record when its facts are asked for."""

    blocks: Sequence[Block]
    first: int | None
    """The number of the block in which somebody begins to speak."""
    heads: frozenset[int]
    """Offsets at which the file says that a heading begins."""
    speakers: frozenset[tuple[str, ...]]
    """The labels of those who speak, and the participants, folded."""
    texts: Counter[str]
    """How often each block stands in the record."""
    lines_before: Sequence[int]
    """Of each of the first blocks, how many above it have words."""
    first_genre: int
    """The number of the first block that begins with a kind of record."""


def opening(
    blocks: Sequence[Block], first: int | None, heads: frozenset[int], speakers: frozenset[tuple[str, ...]]
) -> Opening:
    """The beginning and end of a record, as its pieces are seen."""
    texts = [block.text.text for block in blocks[:OPENING]]
    counts = [0, *accumulate(len(lexicon.fold(text[:_SEEN])) >= _FEW for text in texts)]
    genre = next((at for at, text in enumerate(texts) if _genre_line(text)), len(blocks))
    return Opening(blocks, first, heads, speakers, Counter(block.text.text for block in blocks), counts, genre)


class Stated(NamedTuple):
    """A piece, its words, and the record it stands in."""

    piece: Piece
    text: str
    tokens: tuple[str, ...]
    opening: Opening
    before: str
    """The block before."""
    after: str
    """The block after."""


def stated(piece: Piece, opening: Opening) -> Stated:
    """A piece with what is asked of it."""
    blocks = opening.blocks
    text = blocks[piece.block].text.text[piece.start : piece.end]
    before = blocks[piece.block - 1].text.text if piece.block else ""
    after = blocks[piece.block + 1].text.text if piece.block + 1 < len(blocks) else ""
    return Stated(piece, text, lexicon.fold(text), opening, before[-300:], after[:300])


# 790.5/10–1250 · A/55/PV.110 · 157-10005-10258 · F. 52. Op. 1 · not “1961”
_MARK = re.compile(rf"\d[\w.]*\s?[-–/:.]\s?[\w(]*\d|[{BIG}]{{1,4}}[ /.-]?\d|\b[{BIG}][{SMALL}]{{0,3}}\.\s?\d")
_TIME = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\b|Uhr|h\b|ч\b)|\b\d{1,2}:\d\d\b|[上下]午|[時时点點]")
_NAME = re.compile(rf"(?:[^\W\d_]\.\s?){{1,3}}[^\W\d_]{{2,}}|{CAPITAL}[^\W\d_]+,?\s+{CAPITAL}[^\W\d_]+")


def _upper(text: str) -> float:
    letters = [c for c in text if c.isalpha()]
    return sum(map(str.isupper, letters)) / len(letters) if letters else 0.0


def _capitals(text: str) -> float:
    """The share of the longer words that begin with a capital."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _digits(text: str) -> float:
    return sum(map(str.isdigit, text)) / max(1, sum(map(str.isalnum, text)))


@lru_cache(maxsize=4096)
def _is_dated(text: str) -> bool:
    """Whether a line is little more than a date."""
    found = dates.first(text) if len(text) < 120 else None
    return found is not None and len(lexicon.fold(text)) - len(lexicon.fold(text[found.start : found.end])) <= 6


def _longest(tokens: tuple[str, ...], at: int, flag: str) -> int:
    """The number of tokens of the longest entry of `lexicon/records` with a flag."""
    return lexicon.longest("records", tokens, at, **{flag: True})  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _has(text: str, flag: str) -> bool:
    """Whether the beginning of a text has an entry of `lexicon/records` with a flag."""
    return lexicon.contains("records", text[:_SEEN], **{flag: True})  # type: ignore[arg-type]


_JOINING = 3
"""The most letters of a word such as and between two classifications."""


def is_secrecy(s: Stated) -> bool:
    """Whether a piece is nothing but a classification, and how urgent it is."""
    at = 0
    while at < len(s.tokens):
        size = _longest(s.tokens, at, "secrecy") or _longest(s.tokens, at, "precedence")
        if not size and (not at or at + 1 == len(s.tokens) or len(s.tokens[at]) > _JOINING):
            return False
        at += size or 1
    return bool(s.tokens) and _has(s.text, "secrecy")


@lru_cache(maxsize=4096)
def _starts(tokens: tuple[str, ...], within: int = 3) -> bool:
    """Whether one of the first words is a kind of record, or is part of the first in a script without blanks."""
    if any(_longest(tokens, at, "genre") for at in range(min(within, len(tokens)))):
        return True
    return bool(tokens) and lexicon.joined(tokens[0]) and lexicon.contains("records", " ".join(tokens), genre=True)


@lru_cache(maxsize=4096)
def _archives(tokens: tuple[str, ...]) -> int:
    """How many words of archives there are."""
    return sum("archive" in each.flags for each in lexicon.matches("records", tokens))


def _lines_before(s: Stated) -> int:
    return s.opening.lines_before[min(s.piece.block, len(s.opening.lines_before) - 1)]


def _genre_within(s: Stated) -> bool:
    return _has(s.text, "genre")


def _building(s: Stated) -> bool:
    return _has(s.text, "building")


def _label(flag: str) -> Feature[Stated]:
    return Feature(
        f"label-{flag}",
        lambda s: flag in s.piece.label and s.piece.made in (Made.VALUE, Made.PART),
        f"stands in a field for the {flag}",
    )


def _word(made: Made, flag: str) -> Feature[Stated]:
    return Feature(f"{made.value}-{flag}", lambda s: s.piece.made is made and flag in s.piece.label)


def _spoken(s: Stated) -> bool:
    return s.opening.first is not None and s.piece.block >= s.opening.first


def _in_ending(s: Stated) -> bool:
    return s.piece.block >= len(s.opening.blocks) - ENDING


def _whole(s: Stated) -> bool:
    return s.piece.made in (Made.WHOLE, Made.INSIDE)


def _made(made: Made) -> Feature[Stated]:
    return Feature(f"made-{made.value}", lambda s: s.piece.made is made)


def _genre(s: Stated) -> bool:
    return _starts(s.tokens)


FEATURES: tuple[Feature[Stated], ...] = (
    *map(_made, Made),
    *map(_label, ("title", "subject", "date", "place", "sender", "recipient", "secrecy", "number", "participants", "other")),
    _word(Made.AFTER_WORD, "sender"), _word(Made.AFTER_WORD, "recipient"),
    _word(Made.BEFORE_WORD, "sender"), _word(Made.BEFORE_WORD, "recipient"),
    Feature("first", lambda s: s.piece.block == 0, "opens the record"),
    Feature("first-whole", lambda s: s.piece.block == 0 and _whole(s), "is the first line"),
    Feature("top", lambda s: s.piece.block < _FEW, "stands at the top"),
    Feature("place", lambda s: log1p(s.piece.block) / 3, "stands further down"),
    Feature("place-whole", lambda s: log1p(s.piece.block) / 3 * _whole(s)),
    Feature("spoken", _spoken, "stands in the talk"),
    Feature("ending", lambda s: _in_ending(s) and not (s.piece.block < _SOME), "stands at the end"),
    Feature("last", lambda s: s.piece.block == len(s.opening.blocks) - 1, "stands last"),
    Feature("begins-block", lambda s: s.piece.start < _FEW, "begins its paragraph"),
    Feature("heading", lambda s: _whole(s) and s.opening.blocks[s.piece.block].text.offset(0) in s.opening.heads, "is a heading in the file"),
    Feature("words", lambda s: log1p(len(s.tokens)) / 3, "is long"),
    Feature("words-1", lambda s: len(s.tokens) == 1, "is one word"),
    Feature("words-3", lambda s: len(s.tokens) <= _FEW, "is a few words"),
    Feature("words-12", lambda s: len(s.tokens) > _SOME, "is many words"),
    Feature("words-25", lambda s: len(s.tokens) > _MANY, "is as long as a paragraph"),
    Feature("no-words", lambda s: not s.tokens, "has no words"),
    Feature("upper", lambda s: _upper(s.text) > 0.9, "is in capitals"),
    Feature("upper-whole", lambda s: _upper(s.text) > 0.9 and _whole(s), "is a line in capitals"),
    Feature("capitals", lambda s: _capitals(s.text), "has capitals"),
    Feature("lower-start", lambda s: s.text[:1].islower(), "begins in lower case"),
    Feature("sentence", lambda s: bool(CLAUSE_END.search(s.opening.blocks[s.piece.block].text.text)) and _whole(s), "ends as a sentence does"),
    Feature("digits", lambda s: _digits(s.text), "has figures"),
    Feature("mark", lambda s: bool(_MARK.search(s.text)), "has the form of a shelf mark"),
    Feature("mark-short", lambda s: bool(_MARK.search(s.text)) and len(s.tokens) <= 6, "is a short mark"),
    Feature("mark-digits", lambda s: bool(_MARK.search(s.text)) * _digits(s.text), "is a mark with figures"),
    Feature("archive", lambda s: min(3, _archives(s.tokens[:40])) / 3, "has words of archives"),
    Feature("genre", _genre, "begins with a kind of record"),
    Feature("genre-whole", lambda s: _genre(s) and _whole(s), "is a line that begins with a kind of record"),
    Feature("genre-top", lambda s: _genre(s) and _whole(s) and s.piece.block < 8, "is a line at the top that begins with a kind of record"),
    Feature("genre-within", _genre_within, "names a kind of record"),
    Feature("secrecy", is_secrecy, "is nothing but a classification"),
    Feature("secrecy-within", lambda s: _has(s.text, "secrecy"), "names a classification"),
    Feature("building", _building, "names a building or room"),
    Feature("building-end", lambda s: _building(s) and len(s.tokens) <= 8, "is the name of a building or room"),
    Feature("territory", lambda s: lexicon.contains("territories", s.text[:_SEEN]), "names a country"),
    Feature("date-within", lambda s: s.piece.made is not Made.DATE and dates.first(s.text) is not None, "has a date"),
    Feature("is-dated", lambda s: s.piece.made is not Made.DATE and _is_dated(s.text), "is little more than a date"),
    Feature("dateline", lambda s: s.piece.made is Made.DATE and _is_dated(s.opening.blocks[s.piece.block].text.text), "stands in a line with little besides the date"),
    Feature("beside-date", lambda s: s.piece.made in (Made.BEFORE_DATE, Made.AFTER_DATE) and _is_dated(s.opening.blocks[s.piece.block].text.text), "stands beside a date"),
    Feature("date-labelled", lambda s: s.piece.made is Made.DATE and _labelled(s), "stands in a field for the date"),
    Feature("day", lambda s: s.piece.day is not None and len(s.piece.day.when or "") == 10, "is a day"),
    Feature("month-only", lambda s: s.piece.day is not None and len(s.piece.day.when or "") == 7, "is a month"),
    Feature("date-in-heading", lambda s: s.piece.made is Made.DATE and is_genre_line(s), "stands in a line that begins with a kind of record"),
    Feature("date-in-text", lambda s: s.piece.made is Made.DATE and len(s.opening.blocks[s.piece.block].text) > 200, "stands in a paragraph"),
    Feature("time", lambda s: bool(_TIME.search(s.text)), "has a time of day"),
    Feature("weekday", lambda s: any((t,) in lexicon.values("weekdays") and len(t) > 3 for t in s.tokens), "has a weekday"),
    Feature("after-date", lambda s: _whole(s) and _is_dated(s.before), "stands below a date"),
    Feature("above-date", lambda s: _whole(s) and _is_dated(s.after), "stands above a date"),
    Feature("above-genre", lambda s: _whole(s) and _starts(lexicon.fold(s.after)), "stands above the kind of record"),
    Feature("below-genre", lambda s: _whole(s) and _starts(lexicon.fold(s.before)), "stands below the kind of record"),
    Feature("first-genre", lambda s: _genre(s) and _whole(s) and s.opening.first_genre >= s.piece.block, "is the first line that begins with a kind of record"),
    Feature("lines-before", lambda s: log1p(_lines_before(s)) / 2, "has lines of text above"),
    Feature("first-text", lambda s: _whole(s) and len(s.tokens) >= 2 and not _lines_before(s), "is the first line of text"),
    Feature("above-paragraph", lambda s: _whole(s) and len(s.after) > 200, "stands above a paragraph"),
    Feature("below-mark", lambda s: _whole(s) and len(s.before) < 60 and bool(_MARK.search(s.before)), "stands below a shelf mark"),
    Feature("above-field", lambda s: _whole(s) and _names_field(s.after), "stands above a field"),
    Feature("brackets", lambda s: s.opening.blocks[s.piece.block].text.text[:1] in "[【", "stands in brackets"),
    Feature("parentheses", lambda s: s.opening.blocks[s.piece.block].text.text[:1] in "(（", "stands in parentheses"),
    Feature("is-field", lambda s: 0 < len(s.tokens) <= 3 and lexicon.longest("fields", s.tokens) == len(s.tokens), "is the name of a field"),
    Feature("is-stage", lambda s: 0 < len(s.tokens) <= 3 and lexicon.longest("stage", s.tokens) == len(s.tokens), "is an action"),
    Feature("ends-open", lambda s: len(s.tokens) > 1 and s.text.rsplit(None, 1)[-1].islower() and len(s.tokens[-1]) <= 3, "breaks off"),
    Feature("signs", lambda s: sum(not c.isalnum() and not c.isspace() for c in s.text) / len(s.text) > 0.2, "has many signs"),
    Feature("colon-before", lambda s: s.before.rstrip().endswith((":", "：")), "stands below a colon"),
    Feature("colon-within", lambda s: ":" in s.text or "：" in s.text, "has a colon"),
    Feature("comma", lambda s: "," in s.text or "，" in s.text, "has a comma"),
    Feature("parenthesis", lambda s: "(" in s.text or "（" in s.text, "has a parenthesis"),
    Feature("speaker", lambda s: s.tokens in s.opening.speakers, "is the label of a speaker"),
    Feature("names", lambda s: bool(_NAME.search(s.text)), "has the form of a name"),
    Feature("name-short", lambda s: bool(_NAME.search(s.text)) and len(s.tokens) <= 5, "is a name"),
    Feature("titled", lambda s: lexicon.contains("titles", s.text[:_SEEN], ambiguous=False), "has a form of address"),
    Feature("office", lambda s: lexicon.contains("offices", s.text[:_SEEN]), "has an office"),
    Feature("field-word", lambda s: _whole(s) and lexicon.longest("fields", s.tokens, 0, ambiguous=False) > 0, "begins with the name of a field"),
    Feature("talk", lambda s: lexicon.contains("talk", s.text[:_SEEN], ambiguous=False), "has words such as I, we or you"),
    Feature("verb", lambda s: lexicon.contains("saying", s.text[:_SEEN], ambiguous=False) if len(s.tokens) > 4 else False, "has a verb of saying"),
    Feature("comes-back", lambda s: log1p(s.opening.texts[s.opening.blocks[s.piece.block].text.text] - 1) if _whole(s) else 0.0, "comes back"),
    Feature("no-case", lambda s: bool(s.tokens) and lexicon.joined(s.tokens[0]), "is in a script without blanks"),
    Feature("url", lambda s: "http" in s.text or "www." in s.text or "@" in s.text, "contains a web or e-mail address"),
)  # fmt: skip


def _labelled(s: Stated) -> bool:
    """Whether the field that a date stands in, or the line above it, is one for the date."""
    text = s.opening.blocks[s.piece.block].text.text[max(0, s.piece.start - 60) : s.piece.start]
    above = s.before[-40:]
    return any(
        "date" in match.flags
        for words in (lexicon.fold(text), lexicon.fold(above) if len(above) < 30 else ())
        for match in lexicon.matches("fields", words)
        if "ambiguous" not in match.flags
    )


def _names_field(text: str) -> bool:
    words = lexicon.fold(text[:40])
    return lexicon.longest("fields", words, ambiguous=False) > 0 and ":" in text[:40]


@lru_cache(maxsize=4096)
def _genre_line(text: str) -> bool:
    return len(text) < 300 and _starts(lexicon.fold(text))


def is_genre_line(s: Stated) -> bool:
    """Whether the block of a piece is a line that begins with a kind of record."""
    return _genre_line(s.opening.blocks[s.piece.block].text.text)
