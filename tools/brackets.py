"""Which kind a bracket is, learned from records that people have read.

Gold stands beside the records of houses (`brackets` in `NNN.gold.json`) and in `tests/gold/`: `brackets.tsv` by the
number of each `[` in its record, `brackets-others.tsv` by offset; neither holds more of a text than the bracket.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from encoder import read
from encoder.archives.auto import choose
from encoder.archives.people import KnownPeople
from encoder.lexicon import languages
from encoder.parse import drafted, inputs
from encoder.parse.brackets.bracket import Bracket
from encoder.parse.brackets.evidence import KIND
from encoder.parse.brackets.inline import bracket_at
from encoder.parse.brackets.pairs import Pair, pairs
from encoder.values.authority import Authority
from encoder.values.source import Source
from tools.choices import Model
from tools.gold import houses
from tools.made_brackets import made, translated
from tools.variants import passage

GOLD = Path(__file__).parent.parent / "tests" / "gold"
_AS = {  # how gold calls a kind, what it is called here
    "stage": "action", "headnote": "editorial", "ref": "footnote", "note headnote": "editorial",
    "gap missing": "gap", "gap illegible": "gap", "gap redacted": "gap", "gap editorial": "omission",
    "gloss expansion": "expansion",
    **{
        f"note {kind}": kind
        for kind in (
            "marginalia", "original", "role", "identification", "page", "reference", "editorial", "translator",
            "signature", "sic",
        )
    },
}  # fmt: skip
_LEFT_OUT = frozenset(("damage", "unknown", "none", "ex"))
MADE_OF = "made:"
"""Before the name of a house, for what is made of its texts."""
MADE, MOST = 12, 30_000
"""Variants of each record, every other one a few paragraphs only; and how many of its first code points are used."""
OTHER = 20
"""How many records further the other language of a made translation is looked for."""
MADE_COUNT = 0.2
"""How much a made text counts beside what people have read."""
COUNT = 0.6
"""A house's brackets of a kind count by this power of their number."""
STRENGTH = 0.5


class Given(NamedTuple):
    """A bracket and its kind."""

    house: str
    path: str
    bracket: Bracket
    kind: str


def given(corpus: Path) -> Iterator[Given]:
    """All brackets of a corpus whose kind is known."""
    for path, data in houses(corpus):
        kinds = {start: kind for start, _, kind in data["brackets"] if kind != "original"}
        yield from _of(data["house"], path, kinds)
    by_record: dict[str, dict[int, str]] = {}
    for name, start, _, kind in csv.reader((GOLD / "brackets-others.tsv").open(encoding="utf-8"), delimiter="\t"):
        by_record.setdefault(name, {})[int(start)] = kind
    for name, kinds in sorted(by_record.items()):
        yield from _of(name.split("/")[0], corpus / f"{name}.txt", kinds)
    yield from _of_wcda(corpus)


def made_of(corpus: Path) -> Iterator[Given]:
    """Brackets that are set into the texts of a corpus (`made_brackets.py`); their own brackets are not used."""
    found = [*(corpus / "houses").glob("*/*.txt"), *(corpus / "wcda").glob("*.txt"), *(corpus / "oral").glob("*.txt")]
    paths = [path for path in sorted(found) if path.name.endswith(".plain.txt") or not _has_plain(path)]
    texts = [path.read_text(encoding="utf-8")[:MOST] for path in paths]
    for path, text, other in zip(paths, texts, (*texts[OTHER:], *texts[:OTHER]), strict=True):
        house = f"{MADE_OF}{path.parent.name}"
        for number in range(MADE):
            seed = f"{house}/{path.name}/{number}"
            changed, kinds = made(passage(text, seed) if number % 2 else text, seed)
            if kinds:
                yield from _read(house, path, changed, kinds)
        if languages.written_in(text, "en") != languages.written_in(other, "en"):
            yield from _read(house, path, *translated(text, other, f"{house}/{path.name}"))


def _has_plain(path: Path) -> bool:
    return path.with_name(f"{path.stem}.plain.txt").exists()


def _of_wcda(corpus: Path) -> Iterator[Given]:
    lines = (GOLD / "brackets.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    for name in sorted({row[0] for row in rows}):
        path = corpus / "wcda" / f"{name}.txt"
        with path.open(encoding="utf-8", newline="") as file:
            opening = [at for at, sign in enumerate(file.read()) if sign == "["]
        own = [row for row in rows if row[0] == name and row[7] == "body"]
        kinds = {opening[int(row[2]) - 1]: row[6].split(" | ")[-1].removesuffix(" unclosed") for row in own}
        yield from _of("wcda", path, kinds)


def _of(house: str, path: Path, kinds: dict[int, str]) -> Iterator[Given]:
    if not kinds:
        return
    with path.open(encoding="utf-8", newline="") as file:
        yield from _read(house, path, file.read(), kinds)


def _read(house: str, path: Path, text: str, kinds: dict[int, str]) -> Iterator[Given]:
    source = read.check(Source(text, str(path)), lambda _: None)
    here, there = ([at for at, sign in enumerate(each) if sign == "["] for each in (text, source.text))
    if len(here) != len(there):
        raise ValueError(f"{path}: the text has {len(here)} brackets, the source {len(there)}")
    moved = dict(zip(here, there, strict=True))
    known = {
        moved[start]: _AS.get(kind, kind) for start, kind in kinds.items() if start in moved and kind not in _LEFT_OUT
    }
    profile = choose(source, lambda _: None, has_data=False)
    people = KnownPeople(Authority("", ()), profile)
    record = drafted(inputs(source, profile, lambda _: None, people), "pages")
    for block in record.body:
        for pair in _all(pairs(block.text)):
            bracket = bracket_at(block, pair, record.context)
            if bracket.span.start in known:
                yield Given(house, str(path), bracket, known[bracket.span.start])


def _all(found: Sequence[Pair]) -> Iterator[Pair]:
    for pair in found:
        yield pair
        yield from _all(pair.inside)


def learned(brackets: Sequence[Given], features: np.ndarray | None = None) -> Model:
    """The weights that explain the kinds best."""
    if features is None:
        features = np.array([[float(value) for value in KIND.values(each.bracket)] for each in brackets])
    kinds = np.array([each.kind for each in brackets])
    number = Counter((each.house, each.kind, each.bracket.text.text) for each in brackets)
    same = Counter((each.house, each.kind) for each in brackets)
    weights = np.array(
        [same[e.house, e.kind] ** -COUNT * number[e.house, e.kind, e.bracket.text.text] ** -0.5 for e in brackets]
    )
    weights *= np.array([MADE_COUNT if each.house.startswith(MADE_OF) else 1.0 for each in brackets])
    spread = features.std(axis=0) + 0.05
    model = LogisticRegression(C=STRENGTH, max_iter=4000).fit(features / spread, kinds, sample_weight=10 * weights)
    return Model(tuple(model.classes_), model.coef_ / spread, model.intercept_)
