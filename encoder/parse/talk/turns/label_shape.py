"""What can be the words of a label and what cannot, whatever sets them off.

“Deng Xiaoping”, “Mr. Baron”, “毛泽东” can be; “Stalin said” is prose, and behind “Herr Dr” the name has yet to come.
"""

from __future__ import annotations

import re
from functools import lru_cache

from encoder import lexicon
from encoder.lexicon.offices import ARTICLES
from encoder.lexicon.signs import LETTERS

LONGEST = 110
"""A label has fewer code points."""
MOST_WORDS = 14
_BRACKET = 2_000
"""A bracket that is longer, in code points, was never closed."""
_INNER = re.compile(r"[?!？！。；…]")
"""What stands inside no label."""
_SHORT_TITLE = 4
"""An abbreviated title has at most four letters; a title of fewer than four counts as abbreviated."""


@lru_cache(maxsize=1024)
def is_address(name: str) -> bool:
    """Whether words are a form of address that nobody is called by alone: Mr, Frau; but President is an office too."""
    words = lexicon.fold(name)
    size = len(words)
    return lexicon.longest("titles", words, before=True) == size and lexicon.longest("offices", words) < size


def ends_in_address(name: str) -> bool:
    """Whether words end in a form of address that a name must follow: “Mrs. Roe. Mr”, “Herr Dr”.

    “Mr. Baron” ends in a surname, and “the Attorney General” is complete: a title written in full can end a label.
    """
    return is_address(name.rsplit(maxsplit=1)[-1]) and opens_name(name)


def opens_name(name: str) -> bool:
    """Whether the last word, a title, needs a name after it."""
    *before, last = name.split()
    is_open = not before or before[-1].endswith(".") or is_address(before[-1]) or is_short_form(last)
    return is_open and not has_title_as_surname(name)


def has_title_as_surname(name: str) -> bool:
    """Whether words are a form of address and a surname that is a title too: “Mr. Baron”, “Dr. King”."""
    *before, last = name.split()
    return bool(before) and is_address(last) and is_address(" ".join(before)) and not is_short_form(last)


@lru_cache(maxsize=1024)
def is_short_form(title: str) -> bool:
    """Whether a title is an abbreviation: Dr, Capt, Prof; but King is a whole word."""
    if len(title) != _SHORT_TITLE:
        return len(title) < _SHORT_TITLE
    written, cut = lexicon.written("titles", "before"), title.capitalize()
    return any(each != cut and each.startswith(cut) for each in written)


def may_end(text: str, colon: int) -> bool:
    """Whether a colon can end a label: it is not that of a time or of an address."""
    before, after = text[colon - 1 : colon], text[colon + 1 : colon + 2]
    return not (before.isdigit() and after.isdigit()) and after != "/"


def may_be(name: str) -> bool:
    """Whether words can be a label at all."""
    bare = name.strip()
    if not bare or len(bare) > LONGEST or len(bare.split()) > MOST_WORDS or _INNER.search(bare):
        return False
    if bare[0] in "(（" and not any(closed in bare for closed in ")）"):
        return False  # (Anna Muster [ABC]: Hear, hear!) is somebody's interjection, and no turn
    return any(map(str.isalpha, bare)) and not _says(bare)


@lru_cache(maxsize=2048)
def _says(name: str) -> bool:
    """Whether words end in a verb of saying: “Stalin said: …” is prose."""
    words = lexicon.fold(name)
    last = range(max(1, len(words) - 2), len(words))
    return any(lexicon.longest("saying", words, at, ambiguous=False) == len(words) - at for at in last)


def bare(name: str) -> str:
    """A label without brackets and marks of emphasis: `M[arshall]` is Marshall."""
    return " ".join(name.replace("[", "").replace("]", "").replace("*", "").split()).strip(" ,;._")


def in_bracket(text: str, at: int) -> bool:
    """Whether a place is inside a bracket or parenthesis that is closed after it: a name there opens no turn."""
    return any(_within(text, at, opening, closing) for opening, closing in ("[]", "()"))


def _within(text: str, at: int, opening: str, closing: str) -> bool:
    low, high = max(0, at - _BRACKET), at + _BRACKET
    opened, closed = text.rfind(opening, low, at), text.find(closing, at, high)
    again = text.find(opening, at, high)
    return opened > text.rfind(closing, low, at) and closed >= 0 and (again < 0 or closed < again)


@lru_cache(maxsize=8192)
def capitals(name: str) -> bool:
    """Whether a label's words are in capitals, form of address and article apart: `Mr. WHITLAM`, `The CHAIRMAN`."""
    letters = [word for word in LETTERS.findall(name) if len(word) > 2 or word.isupper()]
    plain = letters[1:] if lexicon.fold(" ".join(letters[:1])) in ARTICLES else letters
    words = [word for word in plain if not lexicon.longest("titles", lexicon.fold(word))] or plain
    return bool(words) and all(word.isupper() for word in words) and sum(map(len, words)) > 1


def ends_sentence(word: str) -> bool:
    """Whether a word with a full stop ends a sentence: it is no initial and no abbreviated form of address."""
    is_title = lexicon.longest("titles", lexicon.fold(word), before=True) and is_short_form(word.rstrip("."))
    return word.endswith(".") and len(word) > 2 and not is_title
