"""The words that open a list of participants, or say who presides or asks.

    Present:    Teilnehmer    From the USSR    Interviewer: A. Roe

What a record has elsewhere counts: a label that opens many paragraphs is a speaker's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.signs import COMPOUND
from encoder.parse.context import Context, fits_any

# From the USSR · for Hungary · On the Chinese
_SIDE = re.compile(r"(?:on|from|for) (?:the )?(?P<side>[\w’'. -]{2,30})", re.IGNORECASE)


_SELDOM, _SHARE = 2, 0.03
"""A label that opens more paragraphs than this, and a greater share of those with labels, is a speaker's."""
MARKS = " 0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"
"""What the mark of a note after a sentence is made of."""
ASKS = ("?", "？", "؟")
"""A question names nobody."""
_NO_NAME = ("。", "！", "!")
"""After a full stop a name may be meant (`President: A. Roe.`), after these none is."""
_LETTERS = 2
"""Of one letter alone, `R:` or `A:`, nothing says that it presides."""
_PARTICLE = 3
"""The most letters of a word within a name that begins in lower case."""
_MOST_BESIDE = 8
"""The most words of a line that says who presides."""
_MOST_WORDS = 3
"""The most words that may follow a label of the lexicon: `Present at the talks`."""
_OPENING = re.compile(r"\W*(?P<label>[^\n:：]{1,60}?)\s*[:：]")


class Seen(NamedTuple):
    """What a record tells of words elsewhere."""

    lower: Collection[str]
    """Words that it has in lower case."""
    labels: Counter[tuple[str, ...]]
    """What stands before a colon at the beginnings of its paragraphs, folded."""
    opening: Counter[str]
    """The last words of these."""
    words: Counter[str]


def seen(texts: Sequence[str]) -> Seen:
    """What the paragraphs of a record tell of words."""
    every = Counter(word for text in texts for word in COMPOUND.findall(text))
    labels = Counter(lexicon.fold(match["label"]) for text in texts if (match := _OPENING.match(text)))
    opening: Counter[str] = Counter()
    for label, count in labels.items():
        opening[label[-1] if label else ""] += count
    return Seen(frozenset(word for word in every if word[0].islower()), labels, opening, every)


def is_label(label: str, context: Context) -> bool:
    """Whether these words open a list of participants."""
    return fits_any(context.profile.participant_labels, label.strip()) or is_listed(label) or _names_a_side(label)


def _names_a_side(label: str) -> bool:
    """Whether a label says for which state those below it spoke: `From the USSR`, `For Hungary`; not `On Grain`."""
    found = _SIDE.fullmatch(label.strip())
    words = lexicon.fold(found["side"]) if found else ()
    is_state = any(lexicon.longest(name, words) == len(words) for name in ("territories", "languages"))
    return bool(words) and (is_state or (found is not None and found["side"].isupper()))


def is_listed(label: str) -> bool:
    """Whether the lexicon has the words as a label, perhaps with some more behind them."""
    words = lexicon.fold(label)
    found = lexicon.longest("fields", words, participants=True)
    return found > 0 and len(words) <= found + _MOST_WORDS


def presides(label: str, rest: str, known: Seen | None = None) -> bool:
    """Whether a line says who presides or asks: `President: Mr. Holkeri (Finland)`, `Interviewer: A. Roe`.

    A label that opens several paragraphs of those ``known`` is a speaker's.
    """
    words = lexicon.fold(label)
    if sum(map(str.isalpha, label)) < _LETTERS or rest.rstrip(MARKS).endswith(_NO_NAME):
        return False
    is_cased = rest.upper() != rest.lower()
    if (not is_cased and rest.rstrip(MARKS).endswith(".")) or lexicon.contains("talk", rest, ambiguous=False):
        return False  # without capitals, only the form of a sentence shows that this is no name
    if not words or (known and known.labels[words] > max(_SELDOM, _SHARE * known.labels.total())):
        return False
    whole = len(words) in (
        lexicon.longest("offices", words, chair=True), lexicon.longest("offices", words, asks=True),
        lexicon.longest("offices", words, answers=True),
    )  # fmt: skip
    named = [word for word in COMPOUND.findall(rest) if not word.islower() or len(word) > _PARTICLE]
    asks = rest.rstrip(MARKS).endswith(ASKS)
    return whole and not asks and 0 < len(named) <= _MOST_BESIDE and all(not word[0].islower() for word in named)
