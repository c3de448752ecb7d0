"""How a record uses a name elsewhere: evidence for what a bracket beside one is.

017:  Liu [Shaoqi]          the record has “Liu Shaoqi” elsewhere: the bracket completes the name
010:  Andreev [Mikoyan]     the record has “Cde. Andreev”: a person, so the bracket says who he is
005:  Beiping [Beijing]     nobody is addressed so: another name of the place
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from encoder.lexicon import names
from encoder.lexicon.signs import CAPITAL, LETTERS
from encoder.values.profile import Profile

_NAME = rf"{CAPITAL}[\w’'-]+"
_RUN = re.compile(rf"{_NAME}(?:\s+{_NAME})+")
_BRACKET = re.compile(r"\[([^][]*)\]")
_SMALL_WORDS, _SMALL = 60, 5
"""Small words are those of the 60 commonest words of a record that have five letters or fewer."""
_NAMED = re.compile(rf"\.?\s+({_NAME})")


class Mentions:
    """The names of a record; each question is answered from one reading of the text, made when first asked."""

    def __init__(self, text: str, profile: Profile) -> None:
        self._text = text
        self._profile = profile

    def together(self, first: str, second: str) -> bool:
        """Whether the two words stand side by side somewhere, as forename and surname do."""
        return (first, second) in self._pairs

    def person(self, name: str) -> bool:
        """Whether somebody is addressed by that word: `Comrade Andreev`, `Cde. Andreev`."""
        return name in self._addressed

    def is_small(self, word: str) -> bool:
        """Whether a word is one of the record's commonest, and short: an article, a preposition, a conjunction."""
        return word.casefold() in self._small

    def same(self, text: str) -> int:
        """How many other brackets of the record hold the same text."""
        return max(0, self._brackets[text] - 1)

    def alike(self, text: str) -> int:
        """How many other brackets of the record have the same shape: `[00:01:17]` and `[00:20:05]`."""
        return max(0, self._shapes[_shape(text)] - 1)

    @cached_property
    def bracket_count(self) -> int:
        """How many brackets the record has."""
        return self._brackets.total()

    def likeness(self, word: str) -> float:
        """The share of a word's threes of letters that words of the record have: near 1 in its own language."""
        threes = [*_threes(word)]
        return sum(each in self._threes for each in threes) / len(threes) if threes else 0.0

    def common(self, word: str) -> bool:
        """Whether the record has the word of letters in lower case: then it is no name."""
        return word.lower() in self._words

    @cached_property
    def _brackets(self) -> Counter[str]:
        return Counter(_BRACKET.findall(self._text))

    @cached_property
    def _shapes(self) -> Counter[str]:
        shapes: Counter[str] = Counter()
        for text, count in self._brackets.items():
            shapes[_shape(text)] += count
        return shapes

    @cached_property
    def _small(self) -> frozenset[str]:
        count = Counter(word for word in LETTERS.findall(self._outside) if word.islower())
        return frozenset(word for word, _ in count.most_common(_SMALL_WORDS) if len(word) <= _SMALL)

    @cached_property
    def _outside(self) -> str:
        """The text without its brackets: what an editor writes tells nothing of the record's own words."""
        return _BRACKET.sub(" ", self._text) if "[" in self._text else self._text

    @cached_property
    def _threes(self) -> frozenset[str]:
        return frozenset(three for word in self._words if word.islower() for three in _threes(word))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", self._outside))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for run in _RUN.findall(self._text) for pair in pairwise(run.split()))

    @cached_property
    def _addressed(self) -> frozenset[str]:
        return frozenset(
            named[1]
            for word in LETTERS.finditer(self._text)
            if (named := _NAMED.match(self._text, word.end())) and names.ends_address(word[0], self._profile)
        )


def _threes(word: str) -> Iterator[str]:
    word = f" {word.casefold()} "
    return (word[at : at + 3] for at in range(len(word) - 2))


def _shape(text: str) -> str:
    """A text with figures and letters alike: `[00:01:17]` is `0:0:0`, `[Laughs.]` is `Aa.`."""
    shape = re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", lambda word: "Aa" if word[0][0].isupper() else "a", text))
    return re.sub(r"(\s*\b[Aa]+\b){3,}", " words", shape)
