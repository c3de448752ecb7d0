"""The fullest name that a record gives of somebody whom a label names in short: “LEVY” is Joshua A. Levy.

    BALTIMORE:                “An Interview with David Baltimore” is the title
    MR. LEVY:                 “JOSHUA A. LEVY, ESQ.” is among those who appear
    DB:                       “Interview with Ann Roe by Dan Byrd”: no other name has these initials
    Chou:                     “Chou En-lai”, family name first

A name counts more the nearer it stands to the top, and the oftener it comes. Where two are as likely, neither is taken:
a label stays what it is (Guidelines 14.2.1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache

from encoder import lexicon
from encoder.lexicon.files import written
from encoder.lexicon.names import AFTER_PARTICLES, PARTICLES, fits, tokens
from encoder.lexicon.signs import LETTERS

_TOP = 3_000
"""Title, participants and introduction stand in so many code points."""
_AT_TOP = 4
"""A name there counts as much as so many elsewhere."""
_CLEARLY = 2
"""The likeliest name must count so much more than the next."""
_OCCURRENCES = 60
"""No more of them are looked at."""
_MOST_WORDS = 4
_SURNAME = 2
"""A last name has so many letters at least."""
_SIGLUM = 5
_PARTICLES = PARTICLES | AFTER_PARTICLES
_JOINERS = written("small", "conjunction")
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_TOKEN = re.compile(r"\S+")
_EDGE = "“”\"'‘’()[]«»*_,;:"


class FullNames:
    """The names in a record's text; each question is answered from one reading of it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, words: tuple[str, ...], printed: str) -> str | None:
        """The fullest name of somebody whom a label's own words name; None where the record does not say it clearly."""
        if len(words) == 1 and printed.isupper() and 2 <= len(printed) <= 3 and printed.isalpha():
            by_initials = self._chosen(self._by_initials.get(printed, Counter()))
            if by_initials or not self._is_word(printed):
                return by_initials
        if len(words) != 1 or len(words[0]) < 2 or _is_office(printed):
            return None
        return self._chosen(Counter(dict(self._with(words[0]))))

    def _is_word(self, label: str) -> bool:
        """Whether the record has a label in capitals as a name too: ROE is “Ann Roe”, but DB no name."""
        return re.search(rf"\b{label.title()}\b", self._text) is not None

    @cached_property
    def _lower(self) -> frozenset[str]:
        return frozenset(word for word in LETTERS.findall(self._text) if word[0].islower())

    @cached_property
    def _by_initials(self) -> dict[str, Counter[str]]:
        """Names near the top by their initials."""
        found: dict[str, Counter[str]] = {}
        run: list[str] = []
        lines = (_TOKEN.findall(line) for line in self._text[:_TOP].split("\n"))
        for token in (token for line in lines for token in (*line, "")):
            stripped = token.strip(_EDGE)
            bare = stripped if _INITIAL.fullmatch(stripped) else stripped.rstrip(".")
            if self._is_part(bare) and not _is_title(bare):
                run.append(bare)
                ends = token[-1:] in ",;:" or (token[-1:] == "." and bare != stripped)
                if not ends:
                    continue
            elif bare.lower() in _PARTICLES and run:
                continue
            for size in range(2, min(len(run), _MOST_WORDS) + 1):
                for at in range(len(run) - size + 1):
                    part = run[at : at + size]
                    if len(part[-1].rstrip(".")) < _SURNAME:
                        continue
                    found.setdefault("".join(word[0] for word in part).upper(), Counter())[" ".join(part)] += _AT_TOP
            run = []
        return found

    def _with(self, word: str) -> Iterator[tuple[str, int]]:
        """The names that a word is the last of, or the first, and how much each counts."""
        counts: Counter[str] = Counter()
        spelled: dict[tuple[str, ...], str] = {}
        for at in self._places(word):
            name = self._around(*at)
            if name:
                key = tokens(name)
                spelled.setdefault(key, name)
                counts[spelled[key]] += _AT_TOP if at[0] < _TOP else 1
        longest: Counter[str] = Counter()
        for name in sorted(counts, key=lambda each: (len(each), each)):  # “D. Levy”, “Joshua Levy”: “Joshua D. Levy”
            fuller = [other for other in counts if len(other) > len(name) and _shortens(tokens(name), tokens(other))]
            whole = longest.pop(name, 0) + counts[name]
            longest[max(fuller, key=lambda each: (counts[each], each)) if fuller else name] += whole
        yield from longest.items()

    def _places(self, word: str) -> Iterator[tuple[int, int]]:
        yield from self._capitalised.get(word, ())[:_OCCURRENCES]

    @cached_property
    def _capitalised(self) -> dict[str, list[tuple[int, int]]]:
        """Where words with a capital stand, by the word as names are compared."""
        found: dict[str, list[tuple[int, int]]] = {}
        for word in LETTERS.finditer(self._text):
            if word[0][0].isupper():
                for each in tokens(word[0]):
                    found.setdefault(each, []).append(word.span())
        return found

    def _around(self, start: int, end: int) -> str | None:
        """The name that a word at a place is part of: given names before it, or behind it."""
        before: list[str] = []
        if start and not self._text[start - 1].isspace():
            return None  # “China (Hurley)”
        for token in reversed(self._text[max(0, start - 60) : start].split("\n")[-1].split(" ")[-_MOST_WORDS - 1 : -1]):
            if token[-1:] in _EDGE or not (self._is_part(token) or (token.lower() in _PARTICLES and token.islower())):
                break
            before.insert(0, token)
        while before and (before[0].islower() or _is_siglum(before[0]) or _is_title(before[0]) or _is_genre(before[0])):
            before.pop(0)
        word = self._text[start:end]
        if before:
            return " ".join((*before, word))
        behind = re.match(r"(?: [^\W\d_][\w’'-]*){1,2}", self._text[end : end + 40])
        after: list[str] = []
        for token in behind[0].split() if behind else []:
            if not self._is_part(token):
                break
            after.append(token)
        return " ".join((word, *after)) if after and not _is_title(word) else None

    def _is_part(self, token: str) -> bool:
        """Whether a word can be part of a name: an initial, or one that the record always has with a capital."""
        if _INITIAL.fullmatch(token):
            return True
        is_rare = len(token) > 1 and token.lower() not in self._lower and token.lower() not in _JOINERS
        is_own = token.endswith(("’s", "'s"))  # “Carl’s”
        return _NAME.fullmatch(token) is not None and token[0].isupper() and is_rare and not is_own

    def _chosen(self, counts: Counter[str]) -> str | None:
        likeliest = counts.most_common(2)
        if not likeliest or (len(likeliest) > 1 and likeliest[0][1] < _CLEARLY * likeliest[1][1]):
            return None
        return likeliest[0][0]


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether each word of one name is a word of the other, or the initial of one, in the same order."""
    return fits(short, full) and short[-1:] == full[-1:]


def _is_siglum(word: str) -> bool:
    """Whether a word is an office's letters rather than a name: HHS, but not LEE."""
    return word.isupper() and len(word) < _SIGLUM and not re.search("[AEIOUY]", word) and "." not in word


@lru_cache(maxsize=2048)
def _is_genre(word: str) -> bool:
    return bool(lexicon.longest("records", lexicon.fold(word), genre=True))


@lru_cache(maxsize=2048)
def _is_office(label: str) -> bool:
    """Whether a label is an office and nothing else: COURT is not “HIGH COURT”, which a title names."""
    words = lexicon.fold(label)
    return lexicon.longest("offices", words, ambiguous=False) == len(words)


@lru_cache(maxsize=2048)
def _is_title(word: str) -> bool:
    return bool(lexicon.longest("titles", lexicon.fold(word), before=True, ambiguous=False))
