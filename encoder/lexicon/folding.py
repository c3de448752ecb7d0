"""The form in which words are compared: no case, no accents, split at everything that is not a letter.

Mr. Smith          →  mr smith
Secretary-General  →  secretary general
SEÑORA             →  senora
王先生              →  王先生        (no blanks between words: one token)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from encoder.lexicon.signs import LETTERS

_NO_BLANKS = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]")
"""Hangul (as NFKD leaves it), Hiragana, Katakana, Han: 王先生 · 김의원 · not Smith."""


_PER_WORD = (  # scripts that print no blanks between words, and how many characters a word has on the average
    (re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), 2),  # Han, kana
    (re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"), 4),  # Thai, Lao, Burmese, Khmer
)


@lru_cache(maxsize=256)  # many questions ask of one paragraph
def word_count(text: str) -> int:
    """How many words a text has; where no blanks are printed between words, about how many."""
    found = 0
    if not text.isascii():
        for script, letters in _PER_WORD:
            text, number = script.subn(" ", text)
            found += -(-number // letters)
    return found + (len(text.split()) if not found else sum(any(map(str.isalnum, each)) for each in text.split()))


@lru_cache(maxsize=4096)  # the labels of a record come back
def fold(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared; as `encoder.lexicon.names.tokens` does, figures apart."""
    return tuple(LETTERS.findall(_plain(text)))


def fold_list(text: str) -> list[tuple[str, ...]]:
    """Each of the words or phrases between commas, folded: thousands at once, in a third of the time."""
    plain = unicodedata.normalize("NFKD", text)
    for sign in {c for c in set(plain) if not c.isalpha()} - {","}:
        plain = plain.replace(sign, "" if unicodedata.combining(sign) else " ")
    return [tuple(phrase.split()) for phrase in plain.casefold().split(",")]


def _plain(text: str) -> str:
    """The text without case and accents (Unicode NFKD without combining characters)."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold()


def joined(word: str) -> bool:
    """Whether a folded word is in a script that joins words, or joins endings to them, as 王先生 and 김의원 do."""
    return not word.isascii() and _NO_BLANKS.search(word) is not None


def composed(word: str) -> str:
    """The word with whole Hangul syllables again, so that 저 is not found inside 적."""
    return unicodedata.normalize("NFC", word)
