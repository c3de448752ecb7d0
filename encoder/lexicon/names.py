"""Names of persons: what they are compared by, and the ids made from them.

“Comrade Deng Xiaoping”  →  deng xiaoping       “Gen. Chou En-lai”  →  chou en lai
“Deng” fits “Deng Xiaoping”; “Kim” fits four participants of 118978.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from encoder.lexicon.files import entries, written
from encoder.lexicon.folding import composed, joined
from encoder.lexicon.signs import CAPITAL
from encoder.values.profile import Profile

_WORDS = re.compile(r"[^\W\d_]+|\d+")
_PARTICLE = r"(?:of|the|de|da|di|du|del|der|den|von|van|v\.|la|le|al|el|bin|ibn|and|zu)"
_CAPITAL_WORD = rf"(?:{CAPITAL}[\w’'.-]*)"
NAME = re.compile(rf"{_CAPITAL_WORD}(?:\s+(?:{_CAPITAL_WORD}|{_PARTICLE}))*$")
"""A whole string that has the shape of a name: capitalised words and particles."""

_RUN = re.compile(rf"{_CAPITAL_WORD}(?:\s+{_CAPITAL_WORD})*")


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or is in a script without them."""
    return word[:1].isupper() or word.upper() == word.lower()


@lru_cache(maxsize=4096)  # a conversation asks for the same few labels again and again
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: no accents, no case, hyphens and apostrophes as separators.

    A figure is a word too: `Speaker 1` is not `Speaker 2`.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(_WORDS.findall(plain.casefold()))


def address(name: str, profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms of address before a name, and the name's own words: `Comrade Foreign Minister` | `Zhou Enlai`."""
    return _address(name, profile.titles)


@lru_cache(maxsize=4096)
def _address(name: str, forms: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = tokens(name)
    certain, ranks, others = _titles(forms)
    longest = max(map(len, certain), default=0)
    at = 0
    while at < len(words):
        size = next((n for n in range(min(longest, len(words) - at), 0, -1) if words[at : at + n] in certain), 0)
        if not size and at + 1 < len(words):
            is_short = words[at : at + 1] in others and f"{words[at]}." in name.casefold()
            size = int(words[at : at + 1] in ranks or is_short)
        if not size or (size == 1 and 0 < at == len(words) - 1 and words[at:] not in _offices()):
            break  # a title that is a name: Dr. Shah, not Comrade Chairman
        at += size
    if at < len(words) and f" {words[at]} " in name and words[at] not in _OF_A_NAME:
        at = 0  # President of the Council; not President de Gaulle
    if at and not any(map(str.isalpha, words[at:])) and words[at:]:
        at = 0  # Speaker 1
    behind, own = form_behind(words[at:])
    return (*words[:at], *behind), own


def ends_address(word: str, profile: Profile) -> bool:
    """Whether a word is a form of address before a name, or the last word of one: `Minister` of `Foreign Minister`."""
    return tokens(word) in _last_words(profile.titles)


@cache
def _last_words(own: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(title[-1:] for title in _titles(own).certain | _titles(own).ranks)


def form_behind(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The form of address behind a name in Chinese, Japanese or Korean, and the name: 毛 of 毛主席."""
    if not words or words[-1].isascii() or not joined(words[-1]):
        return (), words
    *before, last = words
    if before and (last,) in _after():
        return (last,), tuple(before)
    whole = composed(last)
    for at in range(1, len(whole)):  # the longest form first
        if (plain := unicodedata.normalize("NFKD", whole[at:]),) in _after():
            if len(whole) - at == 1 < at:  # 君 and 님 end given names too
                continue
            if before:  # behind a blank it is an office that ends so: 중앙정보부장
                return (last,), tuple(before)
            return (plain,), (unicodedata.normalize("NFKD", whole[:at]),)
    return (), words


@cache
def _after() -> frozenset[tuple[str, ...]]:
    return frozenset(word for entry in entries("titles") if "after" in entry.flags for word in entry.words)


@cache
def _offices() -> frozenset[tuple[str, ...]]:
    return frozenset(tokens(" ".join(word)) for entry in entries("offices") for word in entry.words)


class _Titles(NamedTuple):
    """Forms of address before a name, as compared words."""

    certain: frozenset[tuple[str, ...]]
    ranks: frozenset[tuple[str, ...]]
    """Also names: Major, Marshal. They count where a name follows."""
    others: frozenset[tuple[str, ...]]
    """Also names or common words. They count where a name follows their full stop: Sen. Roe."""


@cache
def _titles(own: tuple[str, ...]) -> _Titles:
    """Those of the lexicon, and an archive's own."""
    certain, ranks, others = set(map(tokens, own)), set[tuple[str, ...]](), set[tuple[str, ...]]()
    for entry in entries("titles"):
        if "before" in entry.flags:
            kind = certain if "ambiguous" not in entry.flags else ranks if "military" in entry.flags else others
            kind.update(tokens(" ".join(word)) for word in entry.words)
    letters = {word for word in others if len(word[0]) == 1}
    return _Titles(frozenset(certain - ranks - others), frozenset(ranks), frozenset(others - letters))


def without_address(name: str, profile: Profile) -> str:
    """The name without forms of address, `Mao Zedong` of `Comrade Mao Zedong`; one that is nothing else stays."""
    forms, own = address(name, profile)
    if not forms or not own:
        return name
    if len(own) == 1 and name.startswith(whole := composed(own[0])) and joined(own[0]) and not own[0].isascii():
        return whole  # 毛 of 毛主席
    words = [*_WORDS.finditer(name)]
    if len(words) != len(forms) + len(own):
        return name
    at = 0 if tokens(words[0][0]) == own[:1] else len(forms)
    return name[words[at].start() : words[at + len(own) - 1].end()] if at == 0 else name[words[at].start() :]


_CONJUNCTIONS = "|".join(sorted(written("small", "conjunction") - written("small", "ambiguous")))
SEVERAL = re.compile(rf"\s*(?:&|/|,|\b(?:{_CONJUNCTIONS}|u\.)(?=\s))\s*", re.IGNORECASE)
"""What joins the names of several speakers in one label: `G & C`, `Fr. v. Langs. und Dor.`"""
PARTICLES = written("small", "particle")
"""Words of surnames that are printed in lower case: `von Weizsäcker`."""
AFTER_PARTICLES = written("small", "after")
"""Words that are particles only after another, and else articles: `von der Leyen`."""
_OF_A_NAME = (PARTICLES | AFTER_PARTICLES) - written("small", "contracted")


def fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether every word of ``short`` is a word of ``full``, or the initial of one, in the same order.

    A lone letter stands for a word, not for an initial: `G` does not mean `G. C. Marshall`, `M` may.
    """
    if len(short) == 1 and len(short[0]) == 1:
        return any(len(word) > 1 and word.startswith(short[0]) for word in full)
    at = 0
    for word in short:
        while at < len(full) and not (
            full[at] == word
            or (len(word) == 1 and full[at].startswith(word))
            or (at == 0 and _is_surname(word, full[0]))
        ):
            at += 1
        if at == len(full):
            return False
        at += 1
    return bool(short)


_HAN, _HANGUL = re.compile("[\u3400-\u9fff]+"), re.compile("[\uac00-\ud7a3]+")
_SURNAMES = ((_HAN, 1, 2, 4), (_HAN, 2, 4, 6), (_HAN, 3, 5, 6), (_HANGUL, 1, 2, 4), (_HANGUL, 2, 4, 4))
"""A surname in Chinese, Japanese or Korean: its script, its length, and the least and the most length of the name."""


def _is_surname(word: str, full: str) -> bool:
    """Whether a word is the surname of a name that is printed without blanks: 黑田 of 黑田寿男, not 邓丽 of 邓丽君."""
    if word.isascii() or not joined(word):
        return False
    short, whole = composed(word), composed(full)
    return whole.startswith(short) and any(
        script.fullmatch(whole) and len(short) == size and least <= len(whole) <= most
        for script, size, least, most in _SURNAMES
    )


def beginnings(word: str) -> tuple[str, ...]:
    """What a word of a name can be shortened to at its beginning: its initial, or a surname printed without blanks."""
    if word.isascii() or not joined(word):
        return (word[0],)
    return tuple(unicodedata.normalize("NFKD", composed(word)[:size]) for size in (1, 2, 3))


RESERVED = ("translator", "transcriber", "contributor", "citation-editor", "editor", "archive", "encoder")
"""Identifiers that `titleStmt` uses for those responsible."""


def slug(name: str, taken: Counter[str], fuller: str = "") -> str:
    """An ASCII `xml:id` from a name, entered into ``taken``: `kim`, `comrade-kim`, `comrade-kim-2`.

    A namesake gets it from the ``fuller`` form of the name, if there is one, and then a number.
    """
    base = _plain(name)
    if fuller and taken[base]:
        base = _plain(fuller)
    while True:
        taken[base] += 1
        candidate = base if taken[base] == 1 else f"{base}-{taken[base]}"
        if candidate == base or candidate not in taken:
            taken[candidate] = max(1, taken[candidate])
            return candidate


def _plain(name: str) -> str:
    """The words of a name in ASCII, joined by hyphens."""
    base = "-".join(word for word in tokens(name) if word.isascii()) or "person"
    return f"person-{base}" if base[0].isdigit() else base


def in_title(title: str, profile: Profile) -> tuple[tuple[str, ...], ...]:
    """The names in a title, as compared words: the runs of capitalised words that are no form of address or genre."""
    found = []
    for run in _RUN.findall(title):
        _, words = address(run, profile)
        if words and not any(re.search(pattern, run, re.IGNORECASE) for pattern, _ in profile.genres):
            found.append(words)
    return tuple(found)
