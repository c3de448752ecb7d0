"""Formulas at the beginning and end of letters and records, in the languages of the lexicon (`letters`).

    Dear Comrade Mao,     Уважаемый господин министр!   尊敬的毛主席：     a salute, and whom it names
    Yours sincerely,      С коммунистическим приветом   此致敬礼           a valediction
    cc: Molotov           Verteiler: Gen. Ulbricht      P.S. …            what stands below the signature
    Recorded by Li Ming   Записал Ковалев               记录：李明         who wrote the record down

Each function takes one line or paragraph without its markup.
"""

from __future__ import annotations

import re
from functools import cache

from encoder import lexicon
from encoder.lexicon.folding import joined
from encoder.lexicon.signs import LETTERS

_MOST_WORDS, MOST_SIGNS = 14, 110
"""The most words, and code points, of a salute or valediction."""
_FEW = 6
"""A salute of more words ends with a comma, colon or exclamation mark."""
_INNER_STOP = re.compile(r"(?P<word>\w+)\.(?=\s)|[?;。？；]")
_ENDS = tuple(",:!，：！")


def salute(words: str) -> str | None:
    """Whom a line greets, if it is a salute and nothing else: `Dear Mr. J. Jones,` greets `Mr. J. Jones`."""
    text = words.strip()
    size = _opening(text, "salute") if len(text) <= MOST_SIGNS else 0
    if not size or len(text.split()) > _MOST_WORDS or _goes_on(text):
        return None
    whom = text[size:].strip(" ,:!，：！")
    is_title = lexicon.longest("titles", lexicon.fold(text[:size])) > 0
    # `Sir Winston Churchill` without a comma is a line of an address
    if not text.endswith(_ENDS) and (is_title or len(text.split()) > _FEW):
        return None
    return whom


def is_valediction(words: str) -> bool:
    """Whether a line takes leave and says nothing else."""
    text = words.strip()
    tokens = lexicon.fold(text) if len(text) <= MOST_SIGNS else ()
    if not tokens or len(tokens) > _MOST_WORDS or _goes_on(text.rstrip(" .")):
        return False
    if lexicon.longest("letters", tokens, valediction=True) == len(tokens) or tokens[-1] in _signed(tokens):
        return True
    if _opening(text, "valediction") and joined(tokens[0]):
        return len(text) <= _MOST_WORDS
    return (tokens[0], tokens[-1]) in _frames()


def is_below(words: str) -> bool:
    """Whether a line says to whom copies went, what was enclosed, or what came to mind later."""
    text = words.strip()
    size = _opening(text, "below")
    return bool(size) and (text[size:].strip()[:1] in {"", *":.(：-–"} or len(text.split()) <= _MOST_WORDS)


def is_recorded(words: str) -> bool:
    """Whether a line says who wrote the record down, or who signed it."""
    text = words.strip().lstrip("(（[")
    size = _opening(text, "recorded")
    if lexicon.longest("letters", lexicon.fold(text[:size]), recorded=True, ambiguous=True):
        size = size if text[size:].lstrip()[:1] in {*":：)）."} else 0  # “Signed: A. Roe”, not “Signed agreements …”
    rest = text[size:].strip(" .:：)）")
    return bool(size) and 1 < len(rest) <= MOST_SIGNS and len(rest.split()) <= _MOST_WORDS and not _goes_on(rest)


def _opening(text: str, flag: str) -> int:
    """How many code points of a line the longest entry takes that it begins with; 0 if there is none."""
    for word in _without_blanks(flag):
        if text.startswith(word):
            return len(word)
    size = lexicon.longest("letters", lexicon.fold(text[:MOST_SIGNS]), lang=None, **{flag: True})
    if not size:
        return 0
    found = list(LETTERS.finditer(text[:MOST_SIGNS]))
    return found[min(size, len(found)) - 1].end()


def _goes_on(text: str) -> bool:
    """Whether a sentence ends in a line before its end; the stop of an abbreviation or an initial ends none."""
    for stop in _INNER_STOP.finditer(text):
        word = stop["word"]
        if word is None or not (len(word) == 1 or lexicon.longest("titles", lexicon.fold(word))):
            return True
    return text.endswith((".", "?", "。", "？"))


def _signed(tokens: tuple[str, ...]) -> frozenset[str]:
    """The words that say “signed”, where a valediction stands before them: `Yours sincerely, (sgd.)`."""
    if lexicon.longest("letters", tokens, valediction=True) != len(tokens) - 1:
        return frozenset()
    return frozenset(word[0] for word in lexicon.words("letters", recorded=True) if len(word) == 1)


@cache
def _frames() -> frozenset[tuple[str, str]]:
    """The first and last words of valedictions of three words or more: `with … regards`, `с … приветом`."""
    return frozenset((word[0], word[-1]) for word in lexicon.words("letters", valediction=True) if len(word) > 2)


@cache
def _without_blanks(flag: str) -> tuple[str, ...]:
    """The entries in scripts without blanks, the longest first."""
    return tuple(sorted(filter(joined, lexicon.written("letters", flag)), key=len, reverse=True))
