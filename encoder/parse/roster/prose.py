"""A sentence that says who was there, in place of a list: its beginning, up to the first name.

    Present at the meeting were Comrades A, B and C
    Teilnehmer waren Herr Roe und Frau Doe
    [1] 本会议的参加者为毛泽东、王稼祥          in a note, too

Words for those present and verbs that join them to names come from the lexicon, for every language together.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon import joined
from encoder.lexicon.files import written

_WORDS = r"[^.,;:\n]{0,40}?"
"""What may stand between: the participants `of the meeting` were."""
_BEFORE = r"(?:[^\W\d_]+\s){0,2}"
_PART = 16
"""Maximum letters before the word for those present, in scripts without blanks between words."""
# The meeting was attended by · not “it was attended”
_ATTENDED = r"(?:the )?[^\W\d_]+ (?:was|were) attended by"


class Told(NamedTuple):
    """The words that say that names follow, and where these begin."""

    label: str
    end: int


def opening(text: str, start: int = 0) -> Told | None:
    """The beginning of a sentence at an offset of a text that goes on with the names of those present."""
    found = _spaced().match(text, start) or _unspaced().match(text, start)
    if found is None and (formed := _formed().match(text, start)):
        words = lexicon.fold(f"{formed['first']} {formed['second']}")
        found = formed if any((word,) in lexicon.values("several") for word in words) else None
    return Told(found["label"].strip(), found.end()) if found else None


@cache
def _formed() -> re.Pattern[str]:
    """A label without a sign, before what may be a form of address for several: `Au participat tovarășii`."""
    labels = sorted(
        (each for each in written("fields", "participants") if not joined(each)), key=lambda w: (-len(w), w)
    )
    word = r"[^\W\d_]+"
    return re.compile(
        rf"(?P<label>(?i:{'|'.join(map(re.escape, labels))})) (?=(?P<first>{word})\.? (?P<second>{word}))"
    )


@cache
def _spaced() -> re.Pattern[str]:
    labels = sorted(
        (each for each in written("fields", "participants") if not joined(each)), key=lambda w: (-len(w), w)
    )
    verbs = sorted((each for each in written("small", "copula") if not joined(each)), key=lambda w: (-len(w), w))
    said = rf"{_BEFORE}(?:{'|'.join(map(re.escape, labels))})(?:\s{_WORDS})?\s(?:{'|'.join(verbs)})"
    before = rf"(?:{'|'.join(verbs)})\s(?:{'|'.join(map(re.escape, labels))})"
    return re.compile(rf"(?P<label>(?i:{said}|{before}|{_ATTENDED}))\s+(?=[^\W\d_a-z])")


@cache
def _unspaced() -> re.Pattern[str]:
    labels = sorted(each for each in written("fields", "participants") if joined(each))
    verbs = sorted(each for each in written("small", "copula") if joined(each))
    return re.compile(
        rf"(?P<label>[^\W\d_]{{0,{_PART}}}?(?:{'|'.join(labels)}))(?:{'|'.join(verbs)})(?=[^\W\d_]{{1,16}}[、・·])"
    )
