"""Weights of who takes part: which parts of the lines in lists name a participant, learned over many archives.

The gold of a record names its participants; a part of a line is one if it has the words of such a name. Lines below the
end of a list are learned too: they name nobody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from encoder import lexicon, read
from encoder.archives.auto import choose
from encoder.archives.people import KnownPeople
from encoder.lexicon.names import tokens
from encoder.parse import drafted, inputs
from encoder.parse.roster.lines import lists as lists_in
from encoder.parse.roster.parts import evidence
from encoder.parse.roster.parts.divided import parts
from encoder.parse.roster.parts.features import NAME, NAME_AGAIN
from encoder.parse.roster.parts.named import Named
from encoder.values.authority import Authority
from encoder.values.source import Source
from tools.made_lists import made

Array = NDArray[np.float64]
Model = tuple[Array, float]
_MORE = 5
"""Words that a part has besides a name, at most."""
VARIANTS = 8
"""How many lists in other layouts are made from a record's names."""
_NO_CASE, _RARE = frozenset("zh ja ko ar he fa hi th".split()), 3
"""Languages without capitals: they have few records, so each gets this many times more variants."""
STRENGTH = 2.0
"""How much the data count against keeping the weights small."""
Fit = Callable[[Iterable[tuple[str, Array, Array, Array]], float], Model]


@dataclass
class List:
    """A list that may stand in a record: the parts of its lines, and which of them name a participant."""

    house: str
    parts: list[list[Named]]
    answers: Array
    values: Array
    """Of each part, line after line, the features."""
    odds: Array = field(default_factory=lambda: np.zeros(0))
    """The first pass's answers, by tables that were learned without the archive."""

    @property
    def weights(self) -> Array:
        """Together, the parts of a list count as the square root of their number."""
        return np.full(len(self.answers), 1 / max(1, len(self.answers)) ** 0.5)

    def again(self) -> Array:
        """Of each part the features of the second pass."""
        given = iter(self.odds.tolist())
        odds = [[next(given) for _ in own] for own in self.parts]
        return np.array([
            NAME_AGAIN.values(one) for own in evidence.again(self.parts, odds) for one in own
        ])  # fmt: skip


def lists(corpus: Path) -> list[List]:
    """The lists of all records of a corpus that are annotated by hand."""
    found = []
    for gold in sorted((corpus / "houses").glob("*/*.gold.json")):
        given = json.loads(gold.read_text(encoding="utf-8"))
        listed = (given["persons"].get(key, {}).get("name") for key in given["participants"])
        with _text_of(gold).open(encoding="utf-8", newline="") as file:
            text = file.read()
        found += of_record(given["house"], gold, text, [name for name in listed if name])
        for number in range(VARIANTS * (_RARE if given["language"][:2] in _NO_CASE else 1)):
            if variant := made(given, text, f"{given['house']}/{gold.name}/{number}"):
                found += of_record(given["house"], gold, *variant)
    return found


def of_record(house: str, path: Path, text: str, participants: Sequence[str]) -> list[List]:
    """The lists of a record; ``participants`` are the names that people have read in it."""
    source = read.check(Source(text, str(path)), lambda _: None)
    profile = choose(source, lambda _: None, has_data=False)
    people = KnownPeople(Authority("", ()), profile)
    record = drafted(inputs(source, profile, lambda _: None, people), "pages")
    names = [tokens(name) for name in participants]
    known = record.known
    found = []
    above: set[str] = set()
    for lines in lists_in(record.body, source.text, known, record.context):
        divided = [parts(line, record.body[line.at].lines) for line in lines]
        named = evidence.named(lines, divided, known, above)
        above.update(lexicon.fold(" ".join(line.text for line in lines)))
        values = [NAME.values(each) for own in named for each in own]
        if values:
            found.append(List(house, named, _answers(named, names), np.array(values)))
    return found


def _answers(parts: Sequence[Sequence[Named]], names: Sequence[tuple[str, ...]]) -> Array:
    """1 for the first part that names each participant, 0 for all others: further down, a name is a speaker's label."""
    left = list(names)
    answers = []
    for each in (each for own in parts for each in own):
        found = next((name for name in left if _is_name(tokens(each.text), name)), None)
        answers.append(float(found is not None))
        if found is not None:
            left.remove(found)
    return np.array(answers)


def _is_name(own: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the words of a part are those of a name, with few others: an office before it."""
    short = len(own) > 1 and set(own) <= set(name)
    last = len(own) == 1 and own[0] == name[-1]
    return bool(own) and (short or last or (set(name) <= set(own) and len(own) <= len(name) + _MORE))


def learned(given: Sequence[List], folds: dict[str, int], fit: Fit) -> tuple[Model, Model]:
    """The weights of both passes; the second is trained on the first's answers for archives it has not seen."""

    def first(some: Iterable[List]) -> Model:
        return fit(((each.house, each.values, each.answers, each.weights) for each in some), STRENGTH)

    for number in set(folds.values()):
        weights, bias = first(each for each in given if folds[each.house] != number)
        for each in given:
            if folds[each.house] == number:
                each.odds = each.values @ weights + bias
    return first(given), fit(((e.house, e.again(), e.answers, e.weights) for e in given), STRENGTH)


def _text_of(gold: Path) -> Path:
    base = str(gold).removesuffix(".gold.json")
    plain = Path(f"{base}.plain.txt")
    return plain if plain.exists() else Path(f"{base}.txt")
