"""How a record uses a name elsewhere: evidence for what a bracket beside one is.

017:  Liu [Shaoqi]          the record has “Liu Shaoqi” elsewhere: the bracket completes the name
010:  Andreev [Mikoyan]     the record has “Cde. Andreev”: a person, so the bracket says who he is
005:  Beiping [Beijing]     nobody is addressed so: another name of the place
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from encoder.values.profile import Profile

_NAME = r"[^\W\d_a-zà-öø-ÿа-яёα-ω][\w’'-]+"
_RUN = re.compile(rf"{_NAME}(?:\s+{_NAME})+")
_MARK = re.compile(r"(?<=\S)[ \t]*\[(?P<n>[1-9]\d?)\]")
_NOTE = re.compile(r"^[ \t]*\[?(?P<n>[1-9]\d?)[\].)]?\s+(?=[\"“‘'(]?[^\W\d_])", re.MULTILINE)
_LAST = 400
"""One note alone stands at the end, in so many of the last code points; else it may be an item of a list."""
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

    def common(self, word: str) -> bool:
        """Whether the record has the word of letters in lower case: then it is no name."""
        return word.lower() in self._words

    @cached_property
    def footnotes(self) -> frozenset[str]:
        """The numbers in brackets that are the marks of footnotes: 1, 2, 3 … in order, and below them as many notes."""
        found = [*_MARK.finditer(self._text)]
        marks = [mark["n"] for mark in found]
        if not marks or marks != [str(n) for n in range(1, len(marks) + 1)]:
            return frozenset()
        alone = len(marks) == 1
        start = max(found[-1].end(), len(self._text) - _LAST) if alone else found[-1].end()
        begun = [note["n"] for note in _NOTE.finditer(self._text, start) if alone or int(note["n"]) <= len(marks)]
        return frozenset(marks) if begun == marks else frozenset()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(found[0] for found in re.finditer(r"\w+", self._text))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for run in _RUN.findall(self._text) for pair in pairwise(run.split()))

    @cached_property
    def _addressed(self) -> frozenset[str]:
        return frozenset(
            named[1]
            for end in _ends(_lowered(self._text), self._profile.titles)
            if (named := _NAMED.match(self._text, end))
        )


def _lowered(text: str) -> str:
    """A text in lower case, character for character: İ alone would become two."""
    return text.replace("İ", "I").lower()


def _ends(lowered: str, titles: tuple[str, ...]) -> Iterator[int]:
    """Where words that are a form of address end. Each is searched for by itself, which is quicker than all at once."""
    for title in map(str.lower, titles):
        at = lowered.find(title)
        while at >= 0:
            if at == 0 or not (lowered[at - 1].isalnum() or lowered[at - 1] == "_"):
                yield at + len(title)
            at = lowered.find(title, at + 1)
