"""Which lines are furniture: running heads, page and line numbers, stamps, traces of scanning.

What is printed on each page recurs, mostly at regular distances, with a number that rises; it stands alone and interrupts
sentences. The question is asked twice: the second time, the answers for the neighbours and similar lines count too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from math import log1p
from pathlib import Path
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Feature, Question, Weights
from encoder.evidence.weights import load, probability
from encoder.lexicon.signs import ITEM, SENTENCE_END
from encoder.parse.furniture.groups import ADDRESS, is_again, is_glued, is_number, is_page, is_roman
from encoder.parse.furniture.lines import Line
from encoder.parse.furniture.printed import is_lower, is_open


class Again(NamedTuple):
    """A line, with what was answered the first time."""

    line: Line
    odds: float
    before: float
    """The probability of the line before; 0 if there is none."""
    after: float
    of_shape: float
    """The mean of all lines that are the same except for numbers."""


_TIME = re.compile(r"[\[({]?\s*\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?\s*[\])}]?")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LABEL = re.compile(r"[^\W\d_][^:：]{0,40}[:：](?!//)\s*\S?")
_CODE = re.compile(r"(?<!\S)(?=\S*\d)(?=\S*[^\W\d_])[^\s:/]{4,}(?!\S)")
_KEY = re.compile(r"[_{#<*-]+\s?\w")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_ASCII = re.compile(r"[a-z]+", re.IGNORECASE)
_FULL = 0.7
"""A line at least this share of a long line is full."""
_CLOSE, _PAGE = 150, 500
"""In code points: what recurs closer than the first is a list; a page is about as long as the second, or longer."""
_NEVER = -40.0
"""The odds of a line that is certainly not furniture."""
_HEADS = 0.04
"""The share of a record, from its start, in which titles stand."""


def _few(least: int, most: int) -> Callable[[Line], float]:
    return lambda line: least <= lexicon.word_count(line.text) <= most


def _share(pattern: str) -> Callable[[Line], float]:
    signs = re.compile(pattern)
    return lambda line: len(signs.findall(line.text)) / max(1, len(line.text))


def _rubble(line: Line) -> float:
    """The share of its Latin words that have no vowel, or capitals inside: print that was read badly."""
    words = [word for word in _ASCII.findall(line.text) if len(word) > 1]
    odd = sum(not _VOWEL.search(word) or (word[1:] != word[1:].lower() and not word.isupper()) for word in words)
    return odd / len(words) if words else 0.0


def _has(name: str, flag: str) -> Callable[[Line], float]:
    return lambda line: lexicon.contains(name, line.text, lang=None, **{flag: True})


def _apart(line: Line) -> float:
    """Whether its shape recurs about a page apart, 0 to 1."""
    return float(line.shape.count > 2) * min(1.0, line.shape.step / _PAGE)


def _counted(line: Line) -> float:
    """Whether its number goes on in other lines about a page apart, 0 to 1."""
    return float(line.series.size > 2) * min(1.0, line.series.step / _PAGE)


def is_alone(line: Line) -> bool:
    """Whether a line is a number alone."""
    return is_number(line) or is_roman(line)


FEATURES: tuple[Feature[Line], ...] = (
    Feature("words-0", _few(0, 0), "has no words"),
    Feature("words-1", _few(1, 1), "is one word"),
    Feature("words-3", _few(2, 3), "is three words at most"),
    Feature("words-8", _few(4, 8), "is eight words at most"),
    Feature("words-15", _few(9, 15), "is fifteen words at most"),
    Feature("length", lambda n: log1p(len(n.text)) / 5, "is long"),
    Feature("comes-back", lambda n: log1p(n.shape.count - 1), "recurs, except for numbers"),
    Feature("comes-back-twice", lambda n: n.shape.count > 2, "recurs at least twice, except for numbers"),
    Feature("same", lambda n: log1p(n.same - 1), "recurs unchanged"),
    Feature("alike", lambda n: log1p(n.shape.alike - n.shape.count), "is much like others"),
    Feature("covers", lambda n: n.shape.covers * (n.shape.count > 2), "recurs through the whole record"),
    Feature("even", lambda n: n.shape.even * (n.shape.count > 3), "recurs at regular distances"),
    Feature("rises", lambda n: n.shape.rises * (n.shape.count > 1), "has a number that rises each time"),
    Feature("rises-often", lambda n: n.shape.rises * (n.shape.count > 3), "has a number that rises each time"),
    Feature("page-apart", _apart, "recurs about a page apart"),
    Feature("page-apart-even", lambda n: _apart(n) * n.shape.even, "recurs about a page apart, at regular distances"),
    Feature("page-apart-rises", lambda n: _apart(n) * n.shape.rises, "recurs about a page apart, with a number that rises"),
    Feature("number-apart", lambda n: _apart(n) * is_number(n), "is a number, as others about a page apart"),
    Feature("near", lambda n: 0 < n.shape.step < _CLOSE and n.shape.count > 2, "recurs close by"),
    Feature("near-number", lambda n: 0 < n.shape.step < _CLOSE and n.shape.count > 2 and is_number(n), "is a number, as others close by"),
    Feature("same-apart", lambda n: _apart(n) * (n.same > 2), "recurs unchanged, about a page apart"),
    Feature("shape-breaks", lambda n: n.shape.breaks * (n.shape.count > 2), "recurs inside sentences"),
    Feature("number-even", lambda n: n.shape.even * (n.shape.count > 3 and is_number(n)), "is a number, as others at regular distances"),
    Feature("number-breaks", lambda n: n.shape.breaks * is_number(n), "is a number, as others inside sentences"),
    Feature("rule", lambda n: not any(map(str.isalnum, n.text)), "is a line of signs"),
    Feature("number", is_number, "is a number alone"),
    Feature("roman", is_roman, "is a Roman number alone"),
    Feature("series-apart", lambda n: _counted(n) * is_alone(n), "is one of a series of numbers about a page apart"),
    Feature("series-near", lambda n: n.series.size > 2 and n.series.step < _CLOSE, "is one of a series of numbers close by"),
    Feature("edge-series-apart", lambda n: _counted(n) * (not is_alone(n)), "has a number that goes on in other lines about a page apart"),
    Feature("edge-series-same", lambda n: _counted(n) * (not is_alone(n)) * (n.shape.count > 1), "recurs, with a number that goes on in other lines"),
    Feature("edge-series-long", lambda n: _counted(n) * (not is_alone(n)) * log1p(n.series.size), "has a number that goes on in many lines"),
    Feature("climbs", lambda n: n.shape.climbs * (n.shape.count > 1), "recurs with a higher number at its edge each time"),
    Feature("turns", lambda n: n.shape.turns, "recurs with a number left and right in turn"),
    Feature("climbs-apart", lambda n: n.shape.climbs * min(1.0, n.shape.step / _PAGE), "recurs about a page apart with a higher number at its edge"),
    Feature("climbs-of-head", lambda n: n.shape.climbs * n.of_head, "repeats words of the title, with a higher number each time"),
    Feature("of-head-again", lambda n: is_again(n) * (n.shape.count > 1) * min(1.0, n.shape.step / _PAGE), "repeats the title or date about a page apart"),
    Feature("roman-series", lambda n: _counted(n) * is_roman(n), "is one of a series of Roman numbers"),
    Feature("glued", is_glued, "has a number next to a letter"),
    Feature("of-head", lambda n: n.of_head, "repeats words of the title or date"),
    Feature("of-head-whole", is_again, "repeats the title or date"),
    Feature("of-head-breaks", lambda n: is_again(n) * (is_open(n.before) or is_lower(n.after)), "repeats the title or date inside a sentence"),
    Feature("of-head-series", lambda n: is_again(n) * _counted(n), "repeats the title or date with a number that goes on"),
    Feature("imprint", _has("records", "imprint"), "speaks of the record itself"),
    Feature("rim", lambda n: n.rim, "is one of the first or last lines"),
    Feature("rim-imprint", lambda n: n.rim and lexicon.contains("records", n.text, imprint=True), "speaks of the record itself at its edge"),
    Feature("rim-address", lambda n: n.rim and ADDRESS.search(n.text) is not None, "has an address of the web at the edge of the record"),
    Feature("label-own", lambda n: n.text[-1] in ":：", "ends with a colon"),
    Feature("label-elsewhere", lambda n: n.label_again, "ends with a colon and begins other lines"),
    Feature("key-label", lambda n: n.text[-1] in ":：" and _KEY.match(n.text) is not None, "is a key of markup"),
    Feature("margin", lambda n: log1p(max(0, n.margin - 1)), "is one of a column of numbers"),
    Feature("page-word", _has("brackets", "page"), "has a word for pages"),
    Feature("page-number", is_page, "is a word for pages with a number"),
    Feature("gap-both", lambda n: n.gap_before and n.gap_after, "stands apart from the lines around it"),
    Feature("gap-before", lambda n: n.gap_before, "stands below a blank line"),
    Feature("gap-after", lambda n: n.gap_after, "stands above a blank line"),
    Feature("full", lambda n: not n.gap_after and n.fills > _FULL, "is a full line that goes on in the next"),
    Feature("below-full", lambda n: not n.gap_before, "stands right below another line"),
    Feature("edge", lambda n: n.edge, "stands where a page ends"),
    Feature("not-edge", lambda n: n.paged and not n.edge, "stands within a page"),
    Feature("at-edges", lambda n: n.at_edges, "is the first or last line of many pages"),
    Feature("breaks", lambda n: is_open(n.before) and is_lower(n.after), "stands inside a sentence"),
    Feature("open-before", lambda n: is_open(n.before), "stands below an open sentence"),
    Feature("lower-after", lambda n: is_lower(n.after), "stands above a line that goes on in lower case"),
    Feature("lower", lambda n: is_lower(n.text), "begins in lower case"),
    Feature("sentence", lambda n: SENTENCE_END.search(n.text) is not None and lexicon.word_count(n.text) > 3, "ends as a sentence does"),
    Feature("stop", lambda n: SENTENCE_END.search(n.text) is not None, "ends with a stop"),
    Feature("comma", lambda n: n.text[-1] in ",;、；", "ends with a comma"),
    Feature("label-again", lambda n: log1p(n.label), "begins with a label that recurs"),
    Feature("label", lambda n: _LABEL.match(n.text) is not None, "has a colon after its first words"),
    Feature("capitals", lambda n: n.text.isupper(), "is in capitals"),
    Feature("figures", _share(r"\d"), "has many digits"),
    Feature("signs", _share(r"[^\w\s]|_"), "has many signs"),
    Feature("rubble", _rubble, "has garbled words"),
    Feature("short-rubble", lambda n: len(n.text) < 9 and not SENTENCE_END.search(n.text) and n.shape.count == 1, "is a few signs"),
    Feature("code", lambda n: _CODE.search(n.text) is not None, "has a code of letters and digits"),
    Feature("key", lambda n: _KEY.match(n.text) is not None, "begins with a sign of markup"),
    Feature("secrecy", _has("records", "secrecy"), "has a word of classification"),
    Feature("archive", _has("records", "archive"), "has a word of shelf marks"),
    Feature("genre", _has("records", "genre"), "names a kind of record"),
    Feature("year", lambda n: _YEAR.search(n.text) is not None, "has a year"),
    Feature("address", lambda n: ADDRESS.search(n.text) is not None, "has an address of the web"),
    Feature("time", lambda n: _TIME.fullmatch(n.text) is not None, "is a time"),
    Feature("talk", lambda n: lexicon.contains("talk", n.text), "speaks to somebody"),
    Feature("stage", lambda n: lexicon.contains("stage", n.text, ambiguous=False), "tells of an action"),
    Feature("title", lambda n: lexicon.contains("titles", n.text, ambiguous=False), "has a form of address"),
    Feature("office", lambda n: lexicon.contains("offices", n.text, ambiguous=False), "has an office"),
    Feature("bullet", lambda n: ITEM.match(n.text) is not None, "begins as an item of a list"),
    Feature("first", lambda n: n.place < _HEADS, "stands near the beginning"),
    Feature("start", lambda n: n.place == 0, "begins the record"),
    Feature("last", lambda n: n.place > 1 - _HEADS, "stands near the end"),
)  # fmt: skip
FURNITURE = Question("furniture", FEATURES)
FEATURES_AGAIN: tuple[Feature[Again], ...] = (
    Feature("odds", lambda a: a.odds / 4),
    Feature("before", lambda a: a.before, "stands below such a line"),
    Feature("after", lambda a: a.after, "stands above such a line"),
    Feature("between", lambda a: a.before * a.after, "stands between two such lines"),
    Feature("of-shape", lambda a: a.of_shape, "is of a shape with such lines"),
    Feature("short-between", lambda a: a.before * a.after * (len(a.line.text) < 9), "is a few signs between two"),
)
FURNITURE_AGAIN = Question("furniture-again", FEATURES_AGAIN)


def again(lines: Sequence[Line], odds: Sequence[float]) -> list[Again]:
    """The lines with what was answered of them and of those around them the first time."""
    chances = [probability(each) for each in odds]
    shapes: dict[str, list[float]] = defaultdict(list)
    for line, chance in zip(lines, chances, strict=True):
        shapes[line.key].append(chance)
    means = {key: sum(some) / len(some) for key, some in shapes.items()}
    found = []
    for at, line in enumerate(lines):
        before = chances[at - 1] if at else 0.0
        after = chances[at + 1] if at + 1 < len(lines) else 0.0
        found.append(Again(line, odds[at], before, after, means[line.key]))
    return found


class Model(NamedTuple):
    """The weights of both questions."""

    first: Weights
    second: Weights


def model(folder: Path | None = None) -> Model:
    """The weights in a folder, or the general ones."""
    return Model(load(FURNITURE, folder), load(FURNITURE_AGAIN, folder))


def odds_of(lines: Sequence[Line], weights: Model, asked: Collection[int]) -> list[float]:
    """The log odds that each line is furniture; lines whose number is not in ``asked`` are not."""
    first = [weights.first.odds(FURNITURE.values(line)) if line.number in asked else _NEVER for line in lines]
    return [
        weights.second.odds(FURNITURE_AGAIN.values(each)) if each.line.number in asked else _NEVER
        for each in again(lines, first)
    ]
