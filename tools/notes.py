"""Which blocks are notes, learned from records that people have read, and from notes that are set into others.

A made text has marks set behind words of a record, and notes below the page or at the end, in one of many prints.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from encoder import read
from encoder.archives.auto import choose
from encoder.archives.people import KnownPeople
from encoder.parse import drafted, inputs
from encoder.parse.notes.evidence import NOTE, Note, notes
from encoder.values.authority import Authority
from encoder.values.source import Source
from tools import printed
from tools.gold import houses

MADE_COUNT = 0.5
MADE, MOST = 4, 20_000
MADE_OF = "made:"
_WORD = re.compile(r"[^\W\d_]{3,}(?P<stop>[.,;]?)(?= [^\W\d_])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PRINTS = (  # the mark in the text, the mark before the note
    ("{n}", "{n} "), ("{n}", "{n} "), ("{n}", "{n}. "), ("{n}", "{n}\xa0"), ("[{n}]", "[{n}] "), (" [{n}]", "[{n}] "), ("[{n}]", "{n}. "),
    ("[{n}]", "{n} "), ("{r}", "{r} "), ("{r}", "{r}"), ("{n}", "{n}) "), (" {n}", "{n} "), ("{s}", "{s} "), ("[{n}]", "[{n}]"),
    ("[{l}]", "{l} "), ("{r}", "{n} "), ("", "{n} "), ("", "{l} "), ("({n})", "({n}) "), ("", "[{n}]"), ("", "[{n}] "), ("", "({n}) "),
)  # fmt: skip


class Given(NamedTuple):
    """A candidate, and whether it is a note."""

    house: str
    note: Note
    is_note: bool


def given(corpus: Path) -> Iterator[Given]:
    """The candidates of a corpus, and of notes set into its texts."""
    for path, data in houses(corpus):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        spans = [tuple(note["body"]) for note in data["footnotes"] if note.get("body")]
        yield from _of(data["house"], path, text, spans)
        if not spans:
            for number in range(MADE):
                yield from _of(
                    f"{MADE_OF}{data['house']}", path, *made(text[:MOST], f"{path.parent.name}/{path.name}/{number}")
                )


def learned(some: Sequence[Given], fit: Callable[..., Any]) -> Any:
    """The weights of the question whether a block is a note."""
    number = Counter((each.house, each.is_note) for each in some)
    by_house: dict[str, list[Given]] = defaultdict(list)
    for each in some:
        by_house[each.house].append(each)
    return fit(
        (
            house,
            np.array([[float(value) for value in NOTE.values(each.note)] for each in own]),
            np.array([float(each.is_note) for each in own]),
            np.array(
                [number[house, e.is_note] ** -0.5 * (MADE_COUNT if house.startswith(MADE_OF) else 1) for e in own]
            ),
        )
        for house, own in sorted(by_house.items())
    )


def _of(house: str, path: Path, text: str, spans: list[tuple[int, ...]]) -> Iterator[Given]:
    source = read.check(Source(text, str(path)), lambda _: None)
    here, there = ([at for at, c in enumerate(each) if c.isalnum()] for each in (text, source.text))
    starts = {bisect_left(here, start) for start, _ in spans}
    profile = choose(source, lambda _: None, has_data=False)
    people = KnownPeople(Authority("", ()), profile)
    record = drafted(inputs(source, profile, lambda _: None, people), "blocks")
    for note in notes(record.body):
        block = record.body[note.body.block].text
        places = {bisect_left(there, block.offset(at)) for at in (note.body.start, note.body.end)}
        yield Given(house, note, bool(places & starts))


def made(text: str, seed: str) -> tuple[str, list[tuple[int, ...]]]:
    """A text with notes, and where they stand."""
    chance = random.Random(seed)
    paragraphs = text.split("\n\n")
    first = chance.randrange(max(1, len(paragraphs) - 10))
    paragraphs = paragraphs[first : first + chance.randrange(6, 60)]
    inner, outer = chance.choice(_PRINTS)
    at_foot, starts = chance.random() < 0.4, chance.choice((1, 1, 1, 2, 15, 65, 104))
    restarts = at_foot and chance.random() < 0.5
    share, joined = chance.choice((0.05, 0.15, 0.4)), chance.choice(("\n\n", "\n\n", "\n"))
    heading = chance.choice(
        (
            "",
            "",
            "",
            "______\n\n",
            f"{chance.choice(printed.words('brackets', chance.choice(('en', 'de', 'fr', 'zh')), 'editor'))}\n\n",
        )
    )
    parts: list[str] = []
    spans: list[tuple[int, ...]] = []
    waiting: list[tuple[str, str]] = []
    length, n = 0, starts

    def put(words: str) -> None:
        nonlocal length
        parts.append(words)
        length += len(words)

    def foot(above: str) -> None:
        if waiting:
            put(above)
        for at, (mark, words) in enumerate(waiting):
            spans.append((length + len(mark), length + len(mark) + len(words)))
            put(mark + words + (joined if at + 1 < len(waiting) else "\n\n"))
        waiting.clear()

    for number, printed_so in enumerate(paragraphs):
        paragraph = printed_so
        places = [*_WORD.finditer(paragraph)]
        if places and chance.random() < share:
            place = chance.choice(places)
            shown = {"n": n, "r": str(n).translate(_RAISED), "s": "*" * min(3, n), "l": chr(96 + min(26, n))}
            paragraph = paragraph[: place.end()] + inner.format(**shown) + paragraph[place.end() :]
            waiting.append((outer.format(**shown), _words(chance, text)))
            n += 1
        if at_foot and waiting and chance.random() < 0.3 and len(paragraph) > 100:
            cut = paragraph.find(" ", len(paragraph) // 2)
            put(f"{paragraph[:cut]}\n\n")
            foot("")
            n = starts if restarts else n
            put(f"{paragraph[cut + 1 :]}\n\n")
            continue
        put(f"{paragraph}\n\n")
        if at_foot and (number % 8) == 0:
            foot("")
            n = starts if restarts else n
    foot(heading)
    return "".join(parts), spans


def _words(chance: random.Random, text: str) -> str:
    """What a note says: some words of a text, perhaps a reference."""
    words = text.split()
    at = chance.randrange(max(1, len(words) - 40))
    some = " ".join(words[at : at + chance.choice((2, 5, 10, 20, 40))]).strip(".,;:[]()")
    some = some[:1].upper() + some[1:]
    see = chance.choice(printed.words("brackets", chance.choice(("en", "en", "de", "fr", "ru")), "reference"))
    return chance.choice(
        (
            f"{some}.",
            f"{some}.",
            f"{see[:1].upper()}{see[1:]} {some}, p. {chance.randrange(1, 400)}.",
            f"{some}, {chance.randrange(1880, 2005)}.",
        )
    )
