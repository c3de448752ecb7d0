"""Signs of print that several rooms ask for: bullets, the ends of sentences."""

from __future__ import annotations

import re

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
