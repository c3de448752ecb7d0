"""Which pieces of a record state which fact, learned from the headers that people have read (`header` in the gold)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from encoder import lexicon, read
from encoder.archives.auto import choose
from encoder.archives.people import KnownPeople
from encoder.parse import drafted, inputs
from encoder.parse.facts.evidence import FACT, NOTHING, pieces_of
from encoder.parse.facts.features import Stated
from encoder.parse.facts.pieces import Made
from encoder.values.authority import Authority
from encoder.values.source import Source
from tools.brackets import MADE_OF
from tools.choices import Model
from tools.gold import houses
from tools.made_facts import made

KINDS = {  # how gold calls a field, what it is called here
    "title": "title", "subject": "subject", "date": "date", "place": "place", "author": "author",
    "recipient": "recipient", "classification": "classification", "shelfmark": "idno",
}  # fmt: skip
_SAME, _PART = 0.7, 0.25
"""The share of a piece that gold must have: of any fact, and of a name among its offices."""
_LEAST = 8
"""Letters that a part of a title must have."""
COUNT = 0.5
"""A house's pieces of a kind count by this power of their number."""
STRENGTH = 0.3
MADE = 12
"""Made openings of each record."""
MADE_COUNT = 0.3
"""How much a made opening counts beside what people have read."""


class Given(NamedTuple):
    """A piece and what it states."""

    house: str
    path: str
    stated: Stated
    kind: str


def given(corpus: Path) -> Iterator[Given]:
    """The pieces of all records whose header is known; those that hold more than a fact are left out."""
    for path, data in houses(corpus):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        source = read.check(Source(text, str(path)), lambda _: None)
        letters = [at for at, c in enumerate(source.text) if c.isalnum()]
        here = [at for at, c in enumerate(text) if c.isalnum()]
        starts = [letters[bisect_left(here, turn["label"][0])] for turn in data["turns"][:1]]
        profile = choose(source, lambda _: None, has_data=False)
        people = KnownPeople(Authority("", ()), profile)
        record = drafted(inputs(source, profile, lambda _: None, people), "lists")
        first = next((at for at, b in enumerate(record.body) if starts and b.text.span().end > starts[0]), None)
        speakers = {lexicon.fold(text[slice(*turn["label"])]) for turn in data["turns"]}
        for each in pieces_of(record.body, first, record.context, speakers):
            kind = _kind(each, data["header"])
            if kind is not None:
                yield Given(data["house"], str(path), each, kind)


def made_of(corpus: Path) -> Iterator[Given]:
    """The pieces of openings that are set above the texts of a corpus (`made_facts.py`).

    Their titles are those of the same archive, which is left out of learning with them.
    """
    every = [(path, data, path.read_text(encoding="utf-8")) for path, data in houses(corpus)]
    for path, data, text in every:
        house = f"{MADE_OF}{data['house']}"
        own = (other for _, other, _ in every if other["house"] == data["house"])
        titles = [title for other in own for title in _values(other["header"].get("title"))]
        for number in range(MADE):
            changed, spans, begins = made(data, titles, text, f"{house}/{path.name}/{number}")
            yield from _of_made(house, path, changed, spans, begins if data["turns"] else None)


def _of_made(
    house: str, path: Path, text: str, spans: Sequence[tuple[int, int, str]], begins: int | None
) -> Iterator[Given]:
    source = read.check(Source(text, str(path)), lambda _: None)
    letters, here = ([at for at, c in enumerate(each) if c.isalnum()] for each in (source.text, text))
    if len(letters) != len(here):
        return
    profile = choose(source, lambda _: None, has_data=False)
    people = KnownPeople(Authority("", ()), profile)
    record = drafted(inputs(source, profile, lambda _: None, people), "lists")
    at = len(letters) if begins is None else bisect_left(here, begins)
    first = None
    if at < len(letters):
        first = next((number for number, b in enumerate(record.body) if b.text.span().end > letters[at]), None)
    facts = [(bisect_left(here, start), bisect_left(here, end), kind) for start, end, kind in spans]
    for each in pieces_of(record.body, first, record.context, ()):
        excerpt = record.body[each.piece.block].text
        start = bisect_left(letters, excerpt.offset(each.piece.start))
        end = bisect_left(letters, excerpt.offset(each.piece.end - 1) + 1)
        within = [kind for first_, last, kind in facts if start <= first_ and last <= end]
        if each.piece.made is Made.DATE:
            yield Given(house, str(path), each, "date" if within == ["date"] else NOTHING)
            continue
        exact = [kind for first_, last, kind in facts if (first_, last) == (start, end)]
        if exact:
            yield Given(house, str(path), each, exact[0])
        elif not within:
            yield Given(house, str(path), each, NOTHING)
        elif set(within) <= {"author", "recipient"} and each.piece.made is Made.WHOLE:
            yield Given(house, str(path), each, "title")


def _kind(each: Stated, header: dict[str, Any]) -> str | None:
    """What a piece states; None if it holds a fact and much besides."""
    mixed = False
    for key, kind in KINDS.items():
        for value in _values(header.get(key)):
            if (each.piece.made is Made.DATE) != (kind == "date"):
                continue
            if kind == "date":
                if each.piece.day and each.piece.day.when == value:
                    return kind
                continue
            own, gold = _letters(each.text), _letters(value)
            if not own or not gold:
                continue
            if gold in own and len(gold) >= (_PART if kind in ("author", "recipient") else _SAME) * len(own):
                return kind
            if (
                len(own) > _LEAST
                and own in gold
                and (kind != "title" or gold.startswith(own))
                and len(own) > len(gold) / 2
            ):
                return kind
            mixed = mixed or gold in own
    return None if mixed else NOTHING


def _values(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def values(found: Sequence[Given]) -> np.ndarray:
    """The features of pieces."""
    return np.array([[float(value) for value in FACT.values(each.stated)] for each in found])


def learned(found: Sequence[Given], features: np.ndarray | None = None) -> Model:
    """The weights that explain best what pieces state."""
    features = values(found) if features is None else features
    same = Counter((each.house, each.kind) for each in found)
    weights = np.array([same[each.house, each.kind] ** -COUNT for each in found])
    weights *= np.array([MADE_COUNT if each.house.startswith(MADE_OF) else 1.0 for each in found])
    spread = features.std(axis=0) + 0.05
    model = LogisticRegression(C=STRENGTH, max_iter=4000)
    model.fit(features / spread, [each.kind for each in found], sample_weight=10 * weights)
    return Model(tuple(model.classes_), model.coef_ / spread, model.intercept_)
