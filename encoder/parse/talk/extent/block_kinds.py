"""What a paragraph without a label is: words of the speaker, an action, a heading, or apart from the talk.

    (Beifall bei der SPD)                                      action
    General Marshall left the meeting for about ten minutes.   action
    CLIMATE CHANGE POLICY                                      heading
    Ayes: Allard, Eadie, Gerbasi …                             apart: a list, a vote, a document read into the record

Each answer has a table of weights; their odds together give the probabilities of a paragraph by itself. `extents.py`
decides, of all the paragraphs of a speech together (Guidelines 7.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from math import exp, log1p
from pathlib import Path
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Feature, Question, Weights
from encoder.evidence.weights import load, remembered
from encoder.lexicon.signs import ITEM, SENTENCE_END, WORD
from encoder.parse.talk.extent.paragraphs import FEW, IN_BRACKETS, NEVER, SHORT_NAME, Paragraph


class Kind(Enum):
    """What a paragraph of a talk is; the value is the name of the question's table, and how a finding calls it."""

    WORDS = "words"
    ACTION = "action"
    HEADING = "heading"
    FURNITURE = "furniture"
    APART = "apart"


_SIGN = re.compile(r"[^\w\s]|[\d_]")
_NUMBER = re.compile(r"\W*(?:\d{1,5}|[ivxlcIVXLC]{1,7})\W*")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
TIME = re.compile(r"[\[(]?\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?[\])]?")
"""A paragraph that is the time in a recording and nothing else."""


_LINE, _REMARK, _SHORT = 20, 40, 60
"""The most words of a line, a remark and a short paragraph."""
_LONG = 120
"""A paragraph of as many code points is no line of a list or of a title page."""
_ITEM = 8
"""An item of a list with more words is not a heading."""


def _size(p: Paragraph) -> int:
    return p.size


@lru_cache(maxsize=64)
def _speaks(text: str) -> bool:
    return lexicon.contains("talk", text, ambiguous=False)


def _is_few(p: Paragraph) -> bool:
    return _size(p) <= FEW


def _is_few_open(p: Paragraph) -> bool:
    return _size(p) <= FEW and not SENTENCE_END.search(p.text)


def _few(most: int) -> Callable[[Paragraph], float]:
    return lambda p: _size(p) <= most


def _capital_share(p: Paragraph) -> float:
    words = [word for word in WORD.findall(p.text) if word[0].isalpha()]
    return float(sum(word[0].isupper() for word in words)) / max(1, len(words))


def _noise(p: Paragraph) -> float:
    """The share of signs that are neither letters nor blanks."""
    return _signs(p.text) / max(1, len(p.text))


@lru_cache(maxsize=4)  # two features ask of one paragraph
def _signs(text: str) -> int:
    return len(_SIGN.findall(text))


FEATURES: tuple[Feature[Paragraph], ...] = (
    Feature("words-1", _few(1), "is one word"),
    Feature("words-3", _few(3), "is three words at most"),
    Feature("words-8", _few(8), "is eight words at most"),
    Feature("words-15", _few(15), "is fifteen words at most"),
    Feature("words-30", _few(30), "is thirty words at most"),
    Feature("length-few", lambda p: min(1.0, _size(p) / _SHORT), "is long for a line"),
    Feature("length-many", lambda p: min(4.0, max(0.0, _size(p) / _SHORT - 1)), "is long"),
    *(Feature(f"size-{most}", _few(most), f"is no longer than {most} words") for most in (15, 30, 60, 120)),
    Feature("capitals", lambda p: p.text.isupper(), "is in capitals"),
    Feature("capitals-few", lambda p: p.text.isupper() and _size(p) <= 12, "is a few words in capitals"),
    Feature("capital-words", _capital_share, "has words with capitals"),
    Feature("capital-words-few", lambda p: _capital_share(p) * (_size(p) <= 12), "is a few words with capitals"),
    Feature("no-case", lambda p: p.text.upper() == p.text.lower(), "is in a script without capitals"),
    Feature("no-case-short", lambda p: p.text.upper() == p.text.lower() and len(p.text) < 25, "is short, without capitals"),
    Feature("starts-lower", lambda p: p.text.lstrip("(['\"“")[:1].islower(), "begins in lower case"),
    Feature("ends-sentence", lambda p: bool(SENTENCE_END.search(p.text)), "ends as a sentence does"),
    Feature("ends-open-few", lambda p: not SENTENCE_END.search(p.text) and _size(p) <= 15, "is a few words and no sentence"),
    Feature("ends-colon", lambda p: p.text[-1:] in ":：", "ends in a colon"),
    Feature("ends-comma", lambda p: p.text[-1:] in ",，-", "breaks off"),
    Feature("in-brackets", lambda p: bool(IN_BRACKETS.fullmatch(p.text)), "is in brackets"),
    Feature("in-brackets-talk", lambda p: bool(IN_BRACKETS.fullmatch(p.text)) and p.in_talk, "is in brackets within the talk"),
    Feature("opens-bracket", lambda p: p.text[:1] in "([（{", "opens a bracket"),
    Feature("brackets-here", lambda p: p.parenthetic * float(bool(IN_BRACKETS.fullmatch(p.text))), "is in brackets as others are"),
    Feature("number", lambda p: bool(_NUMBER.fullmatch(p.text)), "is a number"),
    Feature("no-letters", lambda p: not any(map(str.isalpha, p.text)), "has no letter"),
    Feature("digit-few", lambda p: any(map(str.isdigit, p.text)) and _size(p) <= _LINE, "is short and has a figure"),
    Feature("noise", _noise, "has many signs"),
    Feature("noise-short", lambda p: _noise(p) * (len(p.text) < 40), "is short and has many signs"),
    Feature("bullet", lambda p: bool(ITEM.match(p.text)), "begins with a bullet or number"),
    Feature("bullet-long", lambda p: bool(ITEM.match(p.text)) and _size(p) > _ITEM, "is an item of several words"),
    Feature("semicolon", lambda p: p.text[-1:] in ";；", "ends in a semicolon"),
    Feature("time-few", lambda p: _size(p) <= _LINE and bool(_CLOCK.search(p.text)), "is short and has a time"),
    Feature("month", lambda p: lexicon.contains("months", p.text) and _size(p) < 40, "has a month"),
    Feature("stage-start", lambda p: bool(lexicon.longest("stage", p.words, ambiguous=False)), "begins as an action does"),
    Feature("stage-word", lambda p: _size(p) < 40 and lexicon.contains("stage", p.text, ambiguous=False), "has a word of actions"),
    Feature("stage-bracket", lambda p: bool(IN_BRACKETS.fullmatch(p.text)) and lexicon.contains("stage", p.text), "is in brackets and has a word of actions"),
    Feature("stage-short", lambda p: _size(p) <= _REMARK and bool(lexicon.longest("stage", p.words, ambiguous=False)), "is short and begins as an action does"),
    Feature("brackets-short", lambda p: _size(p) <= _REMARK and bool(IN_BRACKETS.fullmatch(p.text)), "is short and in brackets"),
    Feature("field", lambda p: bool(lexicon.longest("fields", p.words, ambiguous=False)), "begins as a field does"),
    Feature("title", lambda p: bool(lexicon.longest("titles", p.words, ambiguous=False)), "begins with a form of address"),
    Feature("title-short", lambda p: _size(p) <= _REMARK and bool(lexicon.longest("titles", p.words, ambiguous=False)), "is short and begins with a form of address"),
    Feature("office", lambda p: bool(lexicon.longest("offices", p.words, ambiguous=False)), "begins with an office"),
    Feature("talk", lambda p: lexicon.contains("talk", p.text[:600], ambiguous=False), "has words such as I, we or you"),
    Feature("talk-anywhere", lambda p: _speaks(p.text), "speaks to somebody"),
    Feature("talk-before", lambda p: _speaks(p.before[-600:]), "stands below words that speak to somebody"),
    Feature("talk-after", lambda p: _speaks(p.after[:600]), "stands above words that speak to somebody"),
    Feature("talk-nowhere", lambda p: not any(_speaks(each[:800]) for each in (p.before, p.text, p.after)), "speaks to nobody, like its neighbours"),
    Feature("talk-very-long", lambda p: _size(p) > _SHORT and not _speaks(p.text), "is very long and speaks to nobody"),
    Feature("talk-long", lambda p: _size(p) > 15 and not lexicon.contains("talk", p.text[:1200], ambiguous=False), "is long and speaks to nobody"),
    Feature("question", lambda p: "?" in p.text or "？" in p.text, "asks"),
    Feature("exclaims", lambda p: "!" in p.text or "！" in p.text, "exclaims"),
    Feature("capitals-open", lambda p: _size(p) <= FEW and _capital_share(p) > 0.5 and not SENTENCE_END.search(p.text), "is a few words with capitals and no sentence"),
    Feature("begins-alike", lambda p: p.text[:4] in (p.before[:4], p.after[:4]), "begins as its neighbour does"),
    Feature("quoted", lambda p: p.text[:1] in "“\"«„「", "begins with a quotation mark"),
    Feature("repeats", lambda p: log1p(p.repeats - 1), "comes back"),
    Feature("repeats-few", lambda p: log1p(p.repeats - 1) * (_size(p) <= 12), "comes back, and is a few words"),
    Feature("in-talk", lambda p: p.in_talk, "stands in the talk"),
    Feature("no-talk", lambda p: p.no_talk, "stands in a record without speech"),
    Feature("since", lambda p: log1p(p.since) / 3, "stands long after a speech began"),
    Feature("since-first", lambda p: p.since == 1, "stands below a speech's first paragraph"),
    Feature("until", lambda p: log1p(p.until) / 3, "stands long before the next speech"),
    Feature("before-speech", lambda p: p.until == 1, "stands before a speech"),
    Feature("none-after", lambda p: p.until == NEVER, "no speech comes after it"),
    Feature("before-open", lambda p: bool(p.before) and not SENTENCE_END.search(p.before), "stands below an open sentence"),
    Feature("before-open-lower", lambda p: bool(p.before) and not SENTENCE_END.search(p.before) and p.after[:1].islower(), "stands in the middle of a sentence"),
    Feature("before-colon", lambda p: p.before[-1:] in ":：" and bool(p.before), "stands below a colon"),
    Feature("after-short", lambda p: len(p.after) < 60, "stands above a short line"),
    Feature("before-short", lambda p: len(p.before) < 60, "stands below a short line"),
    Feature("after-lower", lambda p: p.after[:1].islower(), "stands above lower case"),
    Feature("indent", lambda p: log1p(max(0.0, p.indent)) / 3, "is indented more than most"),
    Feature("indent-few", lambda p: log1p(max(0.0, p.indent)) / 3 * (_size(p) <= 15), "is a few words, indented more than most"),
    Feature("common", lambda p: p.common, "has words that the record has in lower case"),
    Feature("common-few", lambda p: p.common * (_size(p) <= 12), "is a few common words"),
    Feature("rare-few", lambda p: (1 - p.common) * (_size(p) <= 12), "is a few rare words"),
    Feature("names-speaker", lambda p: p.names_speaker, "begins with the name of a speaker"),
    Feature("headed", lambda p: p.headed, "is a heading in the file"),
    Feature("page", lambda p: p.page, "stands where a page ends"),
    Feature("page-few", lambda p: p.page and _size(p) <= 12, "is a few words where a page ends"),
    Feature("long-before", lambda p: len(p.before) >= _LONG, "stands below a long paragraph"),
    Feature("long-after", lambda p: len(p.after) >= _LONG, "stands above a long paragraph"),
    Feature("few-long-after", lambda p: _is_few(p) and len(p.after) >= _LONG, "is a few words above a long paragraph"),
    Feature("few-between-long", lambda p: _is_few(p) and len(p.before) >= _LONG and len(p.after) >= _LONG, "is a few words between long paragraphs"),
    Feature("few-open-between-long", lambda p: _is_few_open(p) and len(p.before) >= _LONG and len(p.after) >= _LONG, "is a few words and no sentence, between long paragraphs"),
    Feature("few-open-longer", lambda p: _is_few_open(p) and len(p.after) > 2 * len(p.text), "is a few words and no sentence, above a longer paragraph"),
    Feature("few-between-sentences", lambda p: _is_few(p) and (not p.before or bool(SENTENCE_END.search(p.before))) and p.after[:1].isupper(), "is a few words between sentences"),
    Feature("few-open-speech", lambda p: _is_few_open(p) and p.until == 1, "is a few words and no sentence, right above a speech"),
    Feature("few-open-speech-indent", lambda p: _is_few_open(p) and p.until == 1 and p.indent > 0, "is a few words, indented, right above a speech"),
    Feature("starts-capital", lambda p: p.text[:1].isupper(), "begins with a capital"),
    Feature("starts-digit", lambda p: p.text[:1].isdigit(), "begins with a figure"),
    Feature("comma", lambda p: "," in p.text or "，" in p.text, "has a comma"),
    Feature("colon-inside", lambda p: ":" in p.text[:-1] or "：" in p.text[:-1], "has a colon inside"),
    Feature("bracket-inside", lambda p: "[" in p.text, "has a bracket"),
    Feature("length", lambda p: log1p(len(p.text)) / 5, "is long"),
    Feature("alike", lambda p: _is_few(p) * log1p(p.alike), "begins or ends as other short lines do, each above words of its own"),
    Feature("begins-next", lambda p: len(p.text) > SHORT_NAME and p.after.startswith(p.text), "is what the next paragraph begins with"),
    Feature("comes-back-often", lambda p: _is_few(p) and p.repeats > 2, "comes back unchanged, and is a few words"),
    Feature("secrecy", lambda p: _is_few(p) and lexicon.contains("records", p.text, secrecy=True), "is short and has a word of classification"),
    Feature("genre", lambda p: _is_few(p) and lexicon.contains("records", p.text, genre=True), "is short and names a kind of record"),
)  # fmt: skip

LEARNED = tuple(kind for kind in Kind if kind is not Kind.FURNITURE)
"""Furniture is removed earlier, by line (`encoder/parse/furniture/`); here only an editor can decide it."""
QUESTIONS: dict[Kind, Question[Paragraph]] = {kind: Question(f"block-{kind.value}", FEATURES) for kind in LEARNED}


class Read(NamedTuple):
    """What a paragraph is and how probable that is; what else it could be; and the reasons for the one that is not words."""

    kind: Kind
    chance: float
    other: Kind = Kind.WORDS
    other_chance: float = 0.0
    reasons: tuple[str, ...] = ()
    is_decided: bool = False
    """Whether an editor has decided it."""


@remembered
def model(folder: Path | None = None) -> dict[Kind, Weights]:
    """The weights of each answer."""
    return {kind: load(question, folder) for kind, question in QUESTIONS.items()}


def chances(paragraph: Paragraph, weights: dict[Kind, Weights]) -> dict[Kind, float]:
    """How probable each answer is for a paragraph by itself."""
    values = QUESTIONS[Kind.WORDS].values(paragraph)
    odds = {kind: own.odds(values) for kind, own in weights.items()}
    most = max(odds.values())
    parts = {kind: exp(own - most) for kind, own in odds.items()}
    total = sum(parts.values())
    return {kind: part / total for kind, part in parts.items()}


def reasons(kind: Kind, paragraph: Paragraph, weights: dict[Kind, Weights]) -> tuple[str, ...]:
    """What speaks most for an answer."""
    return weights[kind].reasons(QUESTIONS[kind], QUESTIONS[kind].values(paragraph))
