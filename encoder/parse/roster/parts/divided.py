"""The parts of a line in a list: what stands between commas, colons, dashes, brackets and “and”.

Mr. J. D. Petherbridge, Chargé d'Affaires        two parts
Dr. Evatt Sir Frederic Eggleston Dr. Burton      three: a form of address begins a name
George [H.W.] Bush                               one: the bracket stands in the middle of a name
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon import joined, written
from encoder.lexicon.names import PARTICLES, is_capital
from encoder.parse.roster.lines import BULLET, Line

MARK = re.compile(r"(?:[⁰¹²³⁴-⁹]+|(?<=[^\W\d_]{2})\d{1,2}|(?<=[^\W\d_]\.)\d{1,2})$")
"""The mark of a note after a name: `Jessup2`, `Brown, Jr.⁴`."""
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_SIGNS = r"\s*(?:[,;:，、；：()（）\[\]/]|(?<=\s)[-–—](?=\s)|—|--|\t|[ \u3000]{3,})\s*"
# Roe and Doe · Kowal oraz Lis · not “Iwan”
_STOP = r"(?<=[^\W\d_]{3}[.。])\s+(?=[^\W\d_])"
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*\.?")
_REACH = 30
"""Code points in which a form of address is looked for."""
_RUN_TOGETHER = 2
_RANK = 4
"""The most letters of a rank in short."""


@cache
def _separator() -> re.Pattern[str]:
    """What stands between two parts of a line: signs, a word such as “and”, a stop."""
    words = sorted(each for each in _conjunctions() if not joined(each))
    return re.compile(rf"{_SIGNS}|(?<=\s)(?:{'|'.join(map(re.escape, words))}|&)\s+(?=[^\W\d_])|{_STOP}")


class Part(NamedTuple):
    """A part of a line between two separators; ``start`` and ``end`` are offsets in the line's text."""

    start: int
    end: int
    before: str
    """The separator before it without blanks, nothing at the start of the line."""
    after: str


def parts(line: Line, starts: Sequence[int] = ()) -> tuple[Part, ...]:
    """The parts of a line, in order; ``starts`` are offsets in its block's text where a line of the page begins.

    A bracket in the middle of a name does not divide it: `George [H.W.] Bush`.
    """
    text = line.text
    inside = {
        at for found in _BRACKETS.finditer(text) if _within_name(text, *found.span()) for at in range(*found.span())
    }
    cuts: list[tuple[int, int, str]] = []
    for found in _separator().finditer(text):
        if found.start() in inside or found.end() - 1 in inside:
            continue
        if found[0].isspace() and _abbreviates(text[max(0, found.start() - _REACH) : found.start()]):
            continue
        cuts.append((*found.span(), found[0].strip()))
    for at in (start - line.start for start in starts):
        if 0 < at < len(text):
            bullet = BULLET.match(text, at)
            cuts.append((at, bullet.end() if bullet else at, "\n"))
    cuts += [(at, at, "") for at in (*_titles(text), *_behind_names(text))]
    found_parts: list[Part] = []
    at, before = 0, ""
    for start, end, sign in [*sorted(cuts), (len(text), len(text), "")]:
        first, last = _stripped(text, at, start)
        if first < last:
            found_parts.append(Part(first, last, before, sign))
            before = sign
        elif sign and sign != "\n":
            before = sign
            if found_parts and not found_parts[-1].after:
                found_parts[-1] = found_parts[-1]._replace(after=sign)
        at = max(at, end)
    return tuple(found_parts)


def _abbreviates(before: str) -> bool:
    """Whether what ends in a full stop is a form of address: `Maj. Gen. Chennault`."""
    words = before.split()
    return bool(words) and lexicon.longest("titles", lexicon.fold(words[-1]), before=True) > 0


def _within_name(text: str, start: int, end: int) -> bool:
    """Whether a bracket stands between two words of what may be a name."""
    return (
        re.match(r"\s?[^\W\d_]", text[end : end + 2]) is not None and text[max(0, start - 2) : start].strip().isalpha()
    )


def _titles(text: str) -> Iterator[int]:
    """Where a form of address stands after a name with no punctuation between: `Dr. Evatt | Sir Frederic Eggleston`.

    One that may be a name itself, Major or Dean, counts only where other names are run together too.
    """
    found = [*_WORD.finditer(text)]
    folded = [" ".join(lexicon.fold(word[0])) for word in found]
    sure: list[int] = []
    possible: list[int] = []
    at, is_free = 0, False  # whether the word before is no form of address and no office
    while at < len(found):
        word = found[at]
        title = lexicon.longest("titles", folded, at, before=True)
        office = lexicon.longest("offices", folded, at, ambiguous=False)
        is_run_on = text[max(0, word.start() - 2) : word.start() - 1].isalpha() and word[0][0].isupper()
        is_behind_rank = at > 0 and _is_rank(found[at - 1][0]) and not word[0].isupper()
        if title > office and is_free and is_run_on and found[at - 1][0][0].isupper() and not is_behind_rank:
            is_sure = lexicon.longest("titles", folded, at, before=True, ambiguous=False) == title
            (sure if is_sure else possible).append(word.start())
        is_free = not (title or office)
        at += max(title, office, 1)
    yield from sure
    if len(sure) >= _RUN_TOGETHER:
        yield from possible


def _behind_names(text: str) -> Iterator[int]:
    """Where a name behind a form of address ends without a sign: `Mr. Daniel Kamau | for the defendant`."""
    found = [*_WORD.finditer(text)]
    folded = [" ".join(lexicon.fold(word[0])) for word in found]
    at = 0
    while at < len(found):
        title = lexicon.longest("titles", folded, at, before=True, ambiguous=False)
        at += max(title, 1)
        first = at
        while title and at < len(found) and (_is_of_name(found[at][0]) or (at > first and found[at][0] in PARTICLES)):
            at += 1
        is_next = 0 < at < len(found) and text[found[at - 1].end() : found[at].start()] == " "
        if title and at > first and is_next and found[at][0].islower() and found[at][0] not in _conjunctions():
            yield found[at].start()


def _is_of_name(word: str) -> bool:
    return is_capital(word) and not word.isdigit()


@cache
def _conjunctions() -> frozenset[str]:
    return written("small", "conjunction")


def _is_rank(word: str) -> bool:
    """Whether a word may be a rank in short, before a form of address: `MDg Dr. Voss`, `VLR Dr. Lindner`."""
    return len(word) <= _RANK and sum(map(str.isupper, word)) > 1 and word.isalpha()


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The same range without blanks and quotation marks around it."""
    while start < end and (text[start].isspace() or text[start] in '“”"*_'):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in '“”"*_'):
        end -= 1
    return start, end
