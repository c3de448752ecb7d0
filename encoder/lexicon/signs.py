"""Signs of print that several rooms ask for: letters, words, figures, bullets, the ends of sentences."""

from __future__ import annotations

import re

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
