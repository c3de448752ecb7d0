"""How a record uses a name elsewhere: evidence for what a bracket beside one is.

017:  Liu [Shaoqi]          the record has “Liu Shaoqi” elsewhere: the bracket completes the name
010:  Andreev [Mikoyan]     the record has “Cde. Andreev”: a person, so the bracket says who he is
005:  Beiping [Beijing]     nobody is addressed so: another name of the place
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import pairwise

from encoder.profile import Profile

_NAME = r"[^\W\d_a-zà-öø-ÿа-яёα-ω][\w’'-]+"
_RUN = re.compile(rf"{_NAME}(?:\s+{_NAME})+")
_BEFORE = 80
"""A form of address is looked for in so many characters before a name."""


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
        titles = _folded(self._profile.titles)
        word = re.compile(rf"{re.escape(name)}(?![\w’'-])")
        return any(
            _ends_with(self._text[max(0, at.start() - _BEFORE) : at.start()], titles)
            for at in word.finditer(self._text)
        )

    def common(self, word: str) -> bool:
        """Whether the record has the word of letters in lower case: then it is no name."""
        return word.lower() in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(found[0] for found in re.finditer(r"\w+", self._text))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for run in _RUN.findall(self._text) for pair in pairwise(run.split()))


@cache
def _folded(titles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(title.lower() for title in titles)


def _ends_with(before: str, titles: tuple[str, ...]) -> bool:
    """Whether a text, white space and a full stop apart, ends with a form of address."""
    stripped = before.rstrip()
    if stripped == before:
        return False
    words = stripped.removesuffix(".").lower()
    return words.endswith(titles) and any(re.search(rf"\b{re.escape(title)}$", words) for title in titles)
