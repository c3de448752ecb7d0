"""How a record uses a name elsewhere: evidence for what a bracket beside one is.

017:  Liu [Shaoqi]          the record has “Liu Shaoqi” elsewhere: the bracket completes the name
010:  Andreev [Mikoyan]     the record has “Cde. Andreev”: a person, so the bracket says who he is
005:  Beiping [Beijing]     nobody is addressed so: another name of the place
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from encoder.profile import Profile

_NAME = r"[^\W\d_a-zà-öø-ÿа-яёα-ω][\w’'-]+"
_RUN = re.compile(rf"{_NAME}(?:\s+{_NAME})+")


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

    def common(self, word: str) -> bool:
        """Whether the record has the word of letters in lower case: then it is no name."""
        return word.lower() in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(found[0] for found in re.finditer(r"\w+", self._text))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for run in _RUN.findall(self._text) for pair in pairwise(run.split()))

    @cached_property
    def _addressed(self) -> frozenset[str]:
        forms = "|".join(re.escape(title) for title in sorted(self._profile.titles, key=len, reverse=True))
        if not forms:
            return frozenset()
        first = "".join(
            {re.escape(letter) for title in self._profile.titles for letter in (title[:1], title[:1].upper())}
        )
        return frozenset(re.findall(rf"\b(?=[{first}])(?i:{forms})\.?\s+({_NAME})", self._text))
