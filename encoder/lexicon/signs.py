"""Signs of print that several rooms ask for: letters, words, figures, bullets, the ends of sentences."""

from __future__ import annotations

import re
from collections.abc import Callable

_BIG_AND_SMALL = 0x3000
"""Below this code point and in `_FEW_MORE` stand the letters that are big or small (Unicode's Cased)."""
_FEW_MORE = (range(0xA640, 0xA800), range(0xAB30, 0xABC0), range(0xFB00, 0xFB18), range(0xFF21, 0xFF5B))


def _class(holds: Callable[[str], bool]) -> str:
    """The letters for which something holds, as ranges for a character class: `a-zµß-ö…`."""
    found: list[list[int]] = []
    for point in (*range(_BIG_AND_SMALL), *(each for more in _FEW_MORE for each in more)):
        if holds(chr(point)):
            if found and found[-1][1] == point - 1:
                found[-1][1] = point
            else:
                found.append([point, point])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in found)


SMALL = _class(str.islower)
"""Letters in lower case, for a character class."""
BIG = _class(str.isupper)
"""Letters in upper case, for a character class."""
CAPITAL = rf"[^\W\d_{SMALL}]"
"""A letter in upper case, or one of a script without case."""

# Überfall · 조선 · not “A1”
LETTERS = re.compile(r"[^\W\d_]+")
# A1 · 1949 · not “c/o”
WORD = re.compile(r"[^\W_]+")
# Saint-Denis · O’Neill · not “Saint Denis”
COMPOUND = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# 12 · not “xii”
FIGURES = re.compile(r"\d+")
BULLETS = "•·●▪◦■□‣⁃"
"""A dash or an asterisk counts as a bullet only where other lines begin with it too."""
_NUMERALS = "〇零一二三四五六七八九十百"
# • Grain · (a) Grain · iv. Grain · (一 ) 粮食 · 二、粮食 · not “May 5”
ITEM = re.compile(
    rf"(?:[{BULLETS}*–—-]|\(?[\divxa-e]{{1,3}}[.)])\s|[（(]\s?[{_NUMERALS}]{{1,3}}\s?[）)]|[{_NUMERALS}]{{1,3}}、"
)
STOPS = ".!?…։؟۔।॥။።፧፨។៕᠃᠉‼‽⁇⁈⁉。！？｡．"
"""What ends a sentence (Unicode's Sentence_Terminal, in the scripts of today)."""
_CLOSERS = r"\"'”’»」』〉》)）\]］*_"
# so.” · 好。 · क्या है। · نعم؟ · not “so,”
SENTENCE_END = re.compile(rf"[{STOPS}][{_CLOSERS}]*$")
# so.” · as follows: · 如下： · not “so,”
CLAUSE_END = re.compile(rf"[{STOPS}:;：；][{_CLOSERS}]*$")
