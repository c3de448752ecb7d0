"""Which lines are furniture, learned from records that people have read, and from pages that are made of others.

A made text is a record cut into pages: a running head, a number or a stamp is set between them, in one of many prints.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from encoder import read
from encoder.parse.furniture import pages
from encoder.parse.furniture.evidence import FURNITURE, FURNITURE_AGAIN, again
from encoder.parse.furniture.lines import Line, lines
from encoder.values.source import Source
from tools import printed
from tools.gold import houses

MADE_OF = "made:"
MADE_COUNT = 0.7
_TITLED = 0.5
"""The share of made records that begin with their title and day."""
_IMPRINTS = 0.3
"""The share of made records that end with words about the record itself."""
STRENGTH = 1.0
"""Of what is observed against the wish for small weights: there are many lines, and few that are doubtful."""
MADE, MOST = 5, 30_000
WITHOUT = ("negative", "plays/*", "styles/*")
"""The folders of texts that have none; of plays labels come back, in many styles."""
_NUMBERS = ("{n}", "- {n} -", "— {n} —", "[{n}]", "{n}.", "Page {n}", "page {n}", "{page} {n}", "Page {n} of {m}", "[{page} {n}]",
            "--- {page} {n} ---", "## Page {n}", "-{n}-", "p. {n}", "_page: {n}")  # fmt: skip
_HEADS = (
    "{title}",
    "{title} {n}",
    "{n} {title}",
    "{title} - {day} - {n}",
    "{n}\t{title}, {day}",
    "{day} {title} {n}",
    "{day}",
)
_AT_EDGES = ("{n}{title}", "{title} {n}", "{n}\t{title}", "{secrecy} {n}", "{n}{secrecy}", "{n} {code}", "{code} {n}")
"""A number at the edge of a line, on left pages and on right ones; in each record two of them take turns."""
_BETWEEN = (("\n\n", "\n\n"), ("\n\n", "\n"), ("\n", "\n"), ("\n\f", "\n\n"), ("\n\n\f\n", "\n"), ("\n\n\n", "\n\n"))
"""What stands around furniture, and between its lines."""
_COUNTED = (
    "{n} {month} {year}",
    "{month} {n}, {year}",
    "{n}. {month} {year}:",
    "Chapter {n}",
    "Item {n}",
    "{n}.",
    "Session {n}",
    "§ {n}",
    "Kapitel {n}",
    "({n})",
    "Tape {n}",
)
_STAMPS = (
    "{secrecy}",
    "{secrecy}",
    "{code}",
    "{code} Page {n}",
    "Approved For Release {day} : {code}",
    "{code}|",
    "DocId:{code}  Page {n}",
)


@dataclass(frozen=True, eq=False)
class Given:
    """The candidates of a record, and which of them are furniture."""

    house: str
    lines: tuple[Line, ...]
    answers: tuple[bool, ...]

    @cached_property
    def rows(self) -> Any:
        """The values of the first question, one row a line."""
        return np.array([[float(v) for v in FURNITURE.values(line)] for line in self.lines])


def given(corpus: Path) -> Iterator[Given]:
    """The records of a corpus, and pages made of those that have no furniture."""
    for path, data in houses(corpus):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        spans = [(span[0], span[1]) for span in data["furniture"]]
        yield _of(data["house"], path, text, spans)
        plain = _without(text, spans)
        for number in range(MADE):
            seed = f"{path.parent.name}/{path.name}/{number}"
            yield _of(f"{MADE_OF}{data['house']}", path, *made(plain, data.get("title") or "", seed))
    for folder in WITHOUT:
        for path in sorted(corpus.glob(f"{folder}/*.txt")):
            house = "negative" if folder == "negative" else f"plays:{path.parent.name}"
            yield _of(house, path, path.read_text(encoding="utf-8")[:MOST], [])


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in sorted(spans):
        parts.append(text[at:start])
        at = max(at, end)
    return "".join((*parts, text[at:]))


def _of(house: str, path: Path, text: str, spans: Sequence[tuple[int, int]]) -> Given:
    source = read.check(Source(text, str(path)), lambda _: None)
    here, there = ([at for at, c in enumerate(each) if not c.isspace()] for each in (text, source.text))
    is_out = [False] * (len(text) + 1)
    for start, end in spans:
        is_out[start:end] = [True] * (end - start)
    moved = dict(zip(there, here, strict=False))
    edges = frozenset(span.start for span in pages.find(source, 0)) if pages.possible(source.text) else frozenset()
    found = lines(source, 0, edges)
    answers = []
    for line in found:
        own = [is_out[moved[at]] for at in range(*line.span) if at in moved]
        answers.append(sum(own) > 0.6 * len(own))
    return Given(house, found, tuple(answers))


def learned(some: Sequence[Given], fold_of: dict[str, int], fit: Callable[..., Any]) -> tuple[Any, Any]:
    """The weights of both questions; the second learns from answers of a first that has not seen the house."""
    first = fit(_first(some), STRENGTH)
    answered: list[tuple[Given, list[float]]] = []
    for number in sorted(set(fold_of.values())):
        weights, bias = fit(_first([each for each in some if fold_of[each.house] != number]), STRENGTH)
        for each in some:
            if fold_of[each.house] == number:
                answered.append((each, [float(row @ weights + bias) for row in each.rows]))
    by_house: dict[str, list[tuple[Given, list[float]]]] = defaultdict(list)
    for pair in answered:
        by_house[pair[0].house].append(pair)
    second = fit(
        (
            (
                house,
                np.array(
                    [
                        [float(v) for v in FURNITURE_AGAIN.values(a)]
                        for each, odds in own
                        for a in again(each.lines, odds)
                    ]
                ),
                np.array([float(a) for each, _ in own for a in each.answers]),
                _counts([each for each, _ in own]),
            )
            for house, own in sorted(by_house.items())
        ),
        STRENGTH,
    )
    return first, second


def _first(some: Sequence[Given]) -> Iterator[tuple[str, Any, Any, Any]]:
    by_house: dict[str, list[Given]] = defaultdict(list)
    for each in some:
        if each.lines:
            by_house[each.house].append(each)
    for house, own in sorted(by_house.items()):
        rows = np.concatenate([each.rows for each in own])
        yield house, rows, np.array([float(a) for each in own for a in each.answers]), _counts(own)


def _counts(some: Sequence[Given]) -> Any:
    """What each line counts: all of a house by the root of their number, and made ones less."""
    number = Counter(answer for each in some for answer in each.answers)
    factor = MADE_COUNT if some[0].house.startswith(MADE_OF) else 1
    return np.array([number[answer] ** -0.5 * factor for each in some for answer in each.answers])


def made(text: str, title: str, seed: str) -> tuple[str, list[tuple[int, int]]]:
    """A text cut into pages with furniture between them, and where that stands.

    Lists that look like it are set into some, so that what comes back is not always furniture.
    """
    chance = random.Random(seed)
    body = _with_list(text[: chance.choice((3_000, 8_000, MOST))], chance)
    stops = _stops(body, chance.choice((600, 1_500, 3_000)), chance)
    if chance.random() < 0.1:
        return body, []
    page, step = chance.choice((1, 1, 2, 17, 148, 2054)), chance.choice((1, 1, 1, 2))
    title = title.strip() or " ".join(body.split()[: chance.randrange(3, 9)])
    words = _words(title, page + len(stops), chance)
    top = f"{words['title']}\n\n{words['day']}\n\n" if chance.random() < _TITLED else ""
    prints, (around, beside) = _prints(chance), chance.choice(_BETWEEN)
    turns = prints[0] in _AT_EDGES
    if turns:
        prints = [*prints, chance.choice(_AT_EDGES)]
    numbered = chance.random() < 0.2
    parts, spans, length = [], [], 0

    def put(some: str, *, is_furniture: bool = False) -> None:
        nonlocal length
        if is_furniture:
            spans.append((length, length + len(some)))
        parts.append(some)
        length += len(some)

    put(top)  # which the running heads repeat
    for begin, end in pairwise((0, *stops, len(body))):
        put(body[begin:end].strip("\n ") if begin else body[begin:end].rstrip("\n "))
        if end == len(body):
            break
        put(around)
        if turns and chance.random() < 0.5:
            prints = prints[::-1]
        for form in prints[:1] if turns else prints:
            put(_blurred(form.format(n=page, **words), chance), is_furniture=True)
            put(beside)
        for number in range(1, 26) if numbered else ():
            put(_blurred(str(number), chance), is_furniture=True)
            put(beside)
        put(around.replace("\f", ""))
        page += step
    if chance.random() < _IMPRINTS:
        put("\n\n")
        put(_imprint(body, chance), is_furniture=True)
    return "".join(parts), spans


def _imprint(body: str, chance: random.Random) -> str:
    """What a site or a printer says at the end: of rights, of more to read, of corrections, with an address."""
    language = chance.choice(("en", "en", "de", "fr", "es", "ru", "zh", "pl", "sv"))
    words = chance.choice(printed.words("records", language, "imprint"))
    host = "".join(chance.choices("abcdefghij", k=6))
    forms = (
        "{words}: https://www.{host}.org",
        "{words}",
        "{words}. {host}@{host}.org",
        "www.{host}.com",
        "{words} {body}.",
    )
    rest = " ".join(body.split()[-chance.randrange(8, 90) :])
    return chance.choice(forms).format(words=words.capitalize(), host=host, body=rest)


def _words(title: str, pages: int, chance: random.Random) -> dict[str, Any]:
    """What a running head or a stamp says."""
    language = chance.choice(("en", "en", "de", "fr", "es", "ru", "zh"))
    return {
        "title": title[:80],
        "day": _day(chance),
        "m": pages,
        "code": f"{chance.choice(('CIA-RDP', 'NW ', 'FO 371/', 'No. '))}{chance.randrange(10**6)}",
        "secrecy": chance.choice(printed.words("records", language, "secrecy")).upper(),
        "page": chance.choice(("Page", "page", "Seite", "Pagina", "стр.", "Str.", "sida")),
    }


def _day(chance: random.Random) -> str:
    month = chance.choice(("May", "Juli", "août", "марта", "October"))
    return f"{chance.randrange(1, 29)} {month} {chance.randrange(1900, 2021)}"


def _with_list(body: str, chance: random.Random) -> str:
    """The text, with a list in it that is none of the pages': items by number, names with a day each, lines of signs."""
    kind = chance.randrange(8)
    if kind > 3:
        return body
    if kind > 2:
        return _with_heads(body, chance)
    at = body.find("\n\n", chance.randrange(max(1, len(body))))
    words = body.split()
    lines: list[str] = []
    day = _day(chance)
    for number in range(1, chance.randrange(4, 30)):
        some = " ".join(words[(number * 7) % max(1, len(words)) :][: chance.choice((2, 4, 12, 40))])
        lines += ((str(number), some), (some[:30], day), (some, "* * *"))[kind]
    joined = chance.choice(("\n", "\n\n")).join(lines)
    return f"{body[:at]}\n\n{joined}\n\n{body[at:].lstrip()}" if at >= 0 else body


def _with_heads(body: str, chance: random.Random) -> str:
    """The text, with a heading that counts above some of its paragraphs: the days of a diary, chapters, items."""
    form, every = chance.choice(_COUNTED), chance.choice((1, 2, 5))
    month, year = chance.choice(("May", "Juli", "août", "марта", "October")), chance.randrange(1900, 2021)
    first = chance.randrange(1, 12)
    paragraphs = body.split("\n\n")
    return "\n\n".join(
        paragraph if at % every else f"{form.format(n=first + at // every, month=month, year=year)}\n\n{paragraph}"
        for at, paragraph in enumerate(paragraphs)
    )


def _prints(chance: random.Random) -> list[str]:
    """What stands between two pages."""
    kinds = chance.choice(
        (
            (_NUMBERS,),
            (_NUMBERS,),
            (_HEADS,),
            (_HEADS, _NUMBERS),
            (_NUMBERS, _HEADS),
            (_STAMPS,),
            (_STAMPS, _NUMBERS),
            (_STAMPS, _HEADS, _STAMPS),
            (_AT_EDGES,),
        )
    )
    return [chance.choice(kind) for kind in kinds]


def _stops(body: str, size: int, chance: random.Random) -> list[int]:
    """Where pages end: at a blank after about so many code points, within a sentence or between two."""
    found, at = [], 0
    while len(body) - at > size:
        near = at + size + chance.randrange(-size // 4, size // 4)
        sign = "\n\n" if chance.random() < 0.3 else " "
        stop = body.find(sign, near)
        if stop < 0:
            break
        found.append(stop)
        at = stop + 1
    return found


def _blurred(text: str, chance: random.Random) -> str:
    """The text as a scan may read it: now and then a sign is another."""
    if chance.random() < 0.85 or len(text) < 6:
        return text
    at = chance.randrange(len(text))
    return text[:at] + chance.choice("il1.|c'°") + text[at + 1 :]
