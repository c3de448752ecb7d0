"""Words as data: evidence for a decision, never the decision.

`titles`     stand next to a name: Mrs, Comrade, General, 先生     flags before, after, man, woman, military
`bodies`     name no person: Committee, Ltd, Street              flags firm, address, group
`offices`    may speak without a name: The Speaker, Zeuge, 主席    flags chair, asks, answers, collective
`talk`       show that somebody speaks to somebody: we, your, 您   flags first, second
`saying`     make “The Chairman said:” prose and not a label
`fields`     name a field before a colon: Date, Betreff            flags participants, absent, date, place, subject,
                                                                   title, number, secrecy, sender, recipient
`columns`    head the columns of a table of speeches           flags speaker, speech, time, vague
`common`     are the commonest of a language, with their accents
`dates`      stand in a date or before it: of, until, bis          flags between, earlier, later, of
`records`    say what kind of record it is, how secret, where kept  flags genre, secrecy, precedence, archive, building,
             imprint
`letters`    begin or end a letter or record: Dear, Yours        flags salute, valediction, below, recorded;
             in titles of letters                                sent, sender, recipient, about
`meetings`   join those who met, in titles: between, mit        flags between, beside
`stage`      open an action or a procedural line: Laughter, 拍手    flags audience, procedure,
             closing
`several`    stand before the names of several persons: Comrades; `values` gives the form for one
`surnames`   begin names that are written without blanks: 王, 김, 田中
`months`, `weekdays`, `languages`, `territories`   from CLDR; `values` gives the number (Monday is 1), the BCP 47 tag
             or the country's two letters

The flag `ambiguous` marks what is also a common word, initials or a name: Italian On., Polish was.
All languages are searched together unless ``lang`` names one.

Parsing and publishing both use the lists, so this package imports nothing else from `encoder`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from encoder.lexicon.files import NAMES, entries, written
from encoder.lexicon.folding import composed, fold, joined, word_count

__all__ = [
    "NAMES",
    "Match",
    "composed",
    "contains",
    "fold",
    "joined",
    "longest",
    "matches",
    "values",
    "word_count",
    "words",
    "written",
]


def words(name: str, *, lang: str | None = None, **flags: bool) -> frozenset[tuple[str, ...]]:
    """The entries of a list, folded: `words("titles", woman=True)` has ``("mrs",)``.

    Raises `ValueError` if the list or a flag is unknown.
    """
    return _selected(name, lang, *sorted(flags.items())).words


def longest(name: str, tokens: Sequence[str], at: int = 0, *, lang: str | None = None, **flags: bool) -> int:
    """The number of tokens, from ``at`` on, of the longest entry that stands there; 0 if there is none.

    ``tokens`` are folded words. An entry inside a token is not found: 王先生 is one token.
    """
    return _selected(name, lang, *sorted(flags.items())).longest(tokens, at)


class Match(NamedTuple):
    """An entry that stands among tokens: where, how many tokens it has, its language and its flags."""

    at: int
    size: int
    lang: str
    flags: frozenset[str]


def matches(name: str, tokens: Sequence[str]) -> Iterator[Match]:
    """Every entry of a list that stands among tokens: all languages and flags at once, where `longest` asks for one."""
    found, most = _known(name)
    for at in range(len(tokens)):
        for size in range(1, min(most, len(tokens) - at) + 1):
            for lang, flags in found.get(tuple(tokens[at : at + size]), ()):
                yield Match(at, size, lang, flags)


@cache
def _known(name: str) -> tuple[Mapping[tuple[str, ...], list[tuple[str, frozenset[str]]]], int]:
    """The languages and flags of each entry, and how many tokens the longest has."""
    found: dict[tuple[str, ...], list[tuple[str, frozenset[str]]]] = {}
    for entry in entries(name):
        for word in entry.words:
            found.setdefault(word, []).append((entry.lang, entry.flags))
    return found, max(map(len, found))


def contains(name: str, text: str, *, lang: str | None = None, **flags: bool) -> bool:
    """Whether an entry stands anywhere in a text as whole words, or inside a word in Chinese, Japanese and Korean."""
    return _selected(name, lang, *sorted(flags.items())).within(fold(text))


@cache
def values(name: str, *, lang: str | None = None) -> Mapping[tuple[str, ...], str]:
    """What each word of a list with values means: ``("mai",)`` of `months` is `"5"`.

    A word that means different things in two languages is missing unless ``lang`` names one of them.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for entry in entries(name):
        if entry.value and lang in (None, entry.lang):
            for word in entry.words:
                found.setdefault(word, set()).add(entry.value)
    return MappingProxyType({word: meant.pop() for word, meant in found.items() if len(meant) == 1})


class WordSet:
    """Folded entries, ready to be looked up."""

    def __init__(self, words: frozenset[tuple[str, ...]]) -> None:
        self.words = words
        self._most = max(map(len, words), default=0)

    @cached_property
    def _parts(self) -> dict[int, frozenset[str]]:
        """The entries that may stand inside a token (先生 in 王先生), by length in code points."""
        parts = [composed(word[0]) for word in self.words if len(word) == 1 and joined(word[0])]
        return {size: frozenset(part for part in parts if len(part) == size) for size in set(map(len, parts))}

    def longest(self, tokens: Sequence[str], at: int) -> int:
        """The number of tokens of the longest entry at a place."""
        for size in range(min(self._most, len(tokens) - at), 0, -1):
            if tuple(tokens[at : at + size]) in self.words:
                return size
        return 0

    def within(self, tokens: Sequence[str]) -> bool:
        """Whether an entry stands anywhere among tokens, or inside one of a script without blanks."""
        return any(self.longest(tokens, at) for at in range(len(tokens))) or any(
            self._inside(composed(token)) for token in tokens if joined(token)
        )

    def _inside(self, token: str) -> bool:
        return any(
            token[at : at + size] in parts for size, parts in self._parts.items() for at in range(len(token) - size + 1)
        )


@lru_cache(maxsize=256)
def _selected(name: str, lang: str | None, *flags: tuple[str, bool]) -> WordSet:
    """The entries in that language (None: in any) that have, or have not, these flags."""
    listed = entries(name)
    known = frozenset[str]().union(*(entry.flags for entry in listed))
    for flag, _ in flags:
        if flag not in known:
            raise ValueError(f"the word list {name!r} has no flag {flag!r}; known are {', '.join(sorted(known))}")
    chosen = (
        entry.words
        for entry in listed
        if lang in (None, entry.lang) and all((flag in entry.flags) is wanted for flag, wanted in flags)
    )
    return WordSet(frozenset(chain.from_iterable(chosen)))
