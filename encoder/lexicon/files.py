"""The word lists, one TOML file each; each is read when it is first needed.

    [[entry]]
    lang = "en"
    before = true
    woman = true
    words = '''
    Miss, Mrs, Ms
    '''
    examples = ["Mrs. Smith"]
    not = ["Mr. Smith"]

`words` is one string with commas. Keys with true are flags; `examples` and `not` are for the tests. In `months`,
`weekdays`, `languages` and `territories` each line of `words` begins with what it means: `1: Jan, January`.

The files are TOML for editors and tests. At run time one pattern reads them, because `tomllib` alone takes twice as
long as everything else here. The tests compare the pattern with `tomllib` on every file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from encoder.lexicon.folding import fold_list

NAMES = (
    "bodies",
    "brackets",
    "columns",
    "common",
    "counted",
    "dates",
    "fields",
    "languages",
    "letters",
    "meetings",
    "months",
    "offices",
    "records",
    "roles",
    "saying",
    "several",
    "small",
    "stage",
    "surnames",
    "talk",
    "territories",
    "titles",
    "weekdays",
)
WITH_VALUES = ("languages", "months", "several", "territories", "weekdays")
_ENTRY = re.compile(
    r"^\[\[entry\]\]\n"
    r'(?:lang = "(?P<lang>[A-Za-z-]+)"\n)?'
    r"(?P<flags>(?:[a-z]+ = true\n)*)"
    r"words = '''(?P<words>[^']*(?:'[^']+)*)'''\n",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that share their language and flags."""

    words: tuple[tuple[str, ...], ...]
    """Folded: `Lt. Gen.` is ``("lt", "gen")``."""
    lang: str
    """BCP 47 tag; empty if the file is not divided by language."""
    flags: frozenset[str]
    value: str
    """What the words mean, in `WITH_VALUES`; otherwise empty."""


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of a list. Raises `ValueError` if there is no list of that name."""
    if name not in NAMES:
        raise ValueError(f"unknown word list {name!r}; known are {', '.join(NAMES)}")
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    rows = [*(_values(text) if name in WITH_VALUES else _flags(text))]
    folded = iter(fold_list(",".join(row.words for row in rows)))
    return tuple(Entry(tuple(islice(folded, row.words.count(",") + 1)), row.lang, row.flags, row.value) for row in rows)


class _Row(NamedTuple):
    """An entry as it is printed."""

    words: str
    lang: str
    flags: frozenset[str] = frozenset()
    value: str = ""


def printed(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The words of a list as they are printed there, each with its flags."""
    for row in _flags(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")):
        yield from ((" ".join(word.split()), row.flags) for word in row.words.split(","))


def by_language(name: str) -> Iterator[tuple[str, Collection[str], list[str]]]:
    """The language, the flags or the value, and the words of each entry of a list, as they are printed there."""
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    for row in _values(text) if name in WITH_VALUES else _flags(text):
        yield row.lang, row.flags or (row.value,), [" ".join(word.split()) for word in row.words.split(",")]


def written(name: str, flag: str) -> frozenset[str]:
    """The entries of a list that have a flag, as they are printed there: accents and signs are kept."""
    return frozenset(word for word, flags in printed(name) if flag in flags)


def _flags(text: str) -> Iterator[_Row]:
    for match in _ENTRY.finditer(text):
        yield _Row(match["words"], match["lang"] or "", frozenset(match["flags"].replace("= true", "").split()))


def _values(text: str) -> Iterator[_Row]:
    for match in _ENTRY.finditer(text):
        for line in match["words"].strip().split("\n"):
            value, _, words = line.partition(": ")
            yield _Row(words, match["lang"] or "", value=value)
