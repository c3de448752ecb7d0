"""Weights from gold: which labels are speakers', learned over many houses.

    python -m tools.learn CORPUS -o encoder/evidence/tables          the general tables
    python -m tools.learn CORPUS --folds 6 -o FOLDER                 for each house, FOLDER/HOUSE: learned without it

Each house counts by the root of its labels, plays for a fifth; of each record some variants are learned too
(`variants.py`). Same data, same bytes. Needs scikit-learn (`tei-encoder[learn]`); reading and encoding do not.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from encoder.evidence import Question
from encoder.evidence.weights import BIAS, probability
from encoder.parse.brackets.evidence import KIND
from encoder.parse.facts.evidence import FACT
from encoder.parse.furniture.evidence import FURNITURE, FURNITURE_AGAIN
from encoder.parse.notes.evidence import NOTE
from encoder.parse.roster.parts.features import NAME, NAME_AGAIN
from encoder.parse.talk.extent.block_kinds import FEATURES, LEARNED, QUESTIONS, TIME, Kind
from encoder.parse.talk.extent.headings import HEADING
from encoder.parse.talk.extent.paragraphs import Paragraph, paragraphs
from encoder.parse.talk.turns import candidates as generator
from encoder.parse.talk.turns import surroundings
from encoder.parse.talk.turns.choice import choose
from encoder.parse.talk.turns.evidence import observed
from encoder.parse.talk.turns.features import AGAIN, LABEL, PLACE
from encoder.parse.talk.turns.labels import Record
from tools import brackets, choices, facts, furniture, lists, notes
from tools.gold import SPEECH, Talk, of_text, talks
from tools.variants import excerpt, passage, variant

Array = NDArray[np.float64]
Model = tuple[Array, float]
_KINDS = frozenset(kind.value for kind in LEARNED)
VARIANTS, EXCERPTS, PASSAGES = 3, 2, 8
PLAYS_COUNT = 0.3
STRENGTH, BLOCK_STRENGTH, HEADING_STRENGTH = 0.3, 0.005, 0.3
"""Of the data against small weights; lower for blocks, because adjacent paragraphs resemble each other."""
SHARPENED = 1.4
"""Small weights make the answers too doubtful: of those above 95 %, all were right in archives left out, now 99 %."""
PARAGRAPHS_COUNT = 0.6
WITHIN_COUNT = 0.6
"""What a block between speeches counts, of one outside."""
_WITHIN = (Kind.HEADING.value, Kind.APART.value, Kind.ACTION.value)
_FLOOR = 0.05
"""The least spread of a feature, so that one that hardly varies cannot grow without bound."""


@dataclass
class Sample:
    """A record with the features of its labels and places, and which of its candidates are speeches."""

    talk: Talk
    record: Record
    speeches: Array
    labels: Array
    odds: Array = field(default_factory=lambda: np.zeros(0))
    places: Array = field(default_factory=lambda: np.zeros((0, 0)))
    again: Array = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def label_answers(self) -> Array:
        """For each label the share of its places that are speeches."""
        return np.array([self.speeches[label.places].mean() for label in self.record.labels])

    @property
    def label_weights(self) -> Array:
        """The root of each label's count."""
        return np.sqrt([label.count for label in self.record.labels])

    @property
    def place_weights(self) -> Array:
        """All places of a label together count as its label does."""
        return np.array([1 / self.record.labels[label].count ** 0.5 for label in self.record.label_of])


def sample(talk: Talk) -> Sample:
    """The candidates of a record and their features."""
    found = generator.find(talk.blocks, talk.source.text)
    record = observed(talk.blocks, found, talk.known, lambda _start, _end: False)
    letters = [at for at, c in enumerate(talk.source.text) if c.isalnum()]
    gold = {bisect_left(letters, start): bisect_left(letters, end) for start, end, _ in talk.turns}
    speeches = np.zeros(len(found))
    for number, each in enumerate(found):
        text = talk.blocks[each.block].text
        start, end = bisect_left(letters, text.offset(each.start)), bisect_left(letters, text.offset(each.end - 1) + 1)
        wanted = gold.get(start)
        if wanted is None:
            continue
        rest = talk.source.text[letters[end - 1] + 1 : letters[wanted - 1] + 1].strip() if wanted > end else ""
        speeches[number] = abs(wanted - end) <= 1 or rest[:1] in ("(", "（")
    return Sample(talk, record, speeches, np.array(surroundings.label_values(record)))


def samples(corpus: Path) -> list[Sample]:
    """All records of a corpus, and their variants."""
    found = []
    for talk in talks(corpus):
        found.append(sample(talk))
        if talk.turns and not talk.is_play:
            for number in range(VARIANTS):
                seed = f"{talk.house}/{talk.path.name}/{number}"
                text, turns = variant(talk.source.text, talk.turns, seed)
                found.append(sample(of_text(talk.house, talk.path, text, turns)))
                for again in range(EXCERPTS):
                    short = excerpt(
                        text if again else talk.source.text, turns if again else talk.turns, f"{seed}/{again}"
                    )
                    found.append(sample(of_text(talk.house, talk.path, *short)))
        elif not talk.turns:
            for number in range(PASSAGES):
                text = passage(talk.source.text, f"{talk.house}/{talk.path.name}/{number}")
                if any(map(str.isalpha, text)):
                    found.append(sample(of_text(talk.house, talk.path, text, ())))
    return found


def fit(parts: Iterable[tuple[str, Array, Array, Array]], strength: float = STRENGTH) -> Model:
    """The weights that explain answers best; a part is a house, its features, answers (0 to 1) and their weights."""
    parts = [part for part in parts if len(part[1])]
    by_house: Counter[str] = Counter()
    for house, _, _, weights in parts:
        by_house[house] += weights.sum()
    scale = {
        house: (PLAYS_COUNT if house.startswith("plays") else 1.0) / total**0.5 for house, total in by_house.items()
    }
    features = np.vstack([each for _, each, _, _ in parts for _ in range(2)])
    sides = [side for _, _, given, _ in parts for side in (np.ones(len(given)), np.zeros(len(given)))]
    answers = np.concatenate(sides)
    weights = np.concatenate(
        [side * scale[house] for house, _, given, own in parts for side in (own * given, own * (1 - given))]
    )
    features, answers, weights = features[weights > 0], answers[weights > 0], weights[weights > 0]
    mean = np.average(features, axis=0, weights=weights)
    spread = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=weights)) + _FLOOR
    model = LogisticRegression(C=strength, max_iter=3000).fit(features / spread, answers, sample_weight=weights)
    return model.coef_[0] / spread, float(model.intercept_[0])


def learned(given: Sequence[Sample], folds: int) -> tuple[Model, Model, Model]:
    """The weights of the three passes; what a later pass learns from, an earlier one says of houses left out."""

    def first(some: Iterable[Sample]) -> Model:
        return fit((s.talk.house, s.labels, s.label_answers, s.label_weights) for s in some)

    fold = fold_of({each.talk.house for each in given}, folds)
    for number in range(folds):
        model = first(s for s in given if fold[s.talk.house] != number)
        for each in given:
            if fold[each.talk.house] == number:
                each.odds = _odds(each.labels, model)
    for each in given:
        each.places = _places(each, each.odds)
    place = fit((s.talk.house, s.places, s.speeches, s.place_weights) for s in given)
    for each in given:
        second = _odds(each.places, place)
        each.again = _places(each, np.array(surroundings.of_labels(each.record, list(second))))
    again = fit((s.talk.house, s.again, s.speeches, s.place_weights) for s in given)
    return first(given), place, again


def fold_of(houses: Iterable[str], folds: int) -> dict[str, int]:
    """The fold of each house; houses of one series stay together."""
    houses = sorted(houses)
    number = {name: at % folds for at, name in enumerate(sorted(set(map(_series, houses))))}
    return {house: number[_series(house)] for house in houses}


def _series(house: str) -> str:
    house = _of_whom(house)
    return "frus" if "frus" in house else house


def _odds(values: Array, model: Model) -> Array:
    return values @ model[0] + model[1] if len(values) else np.zeros(0)


def _places(each: Sample, odds: Array) -> Array:
    placed = surroundings.placed(each.record, each.talk.blocks, list(odds))
    return np.array([PLACE.values(one) for one in placed])


def learned_blocks(given: Sequence[Sample]) -> dict[Kind, Model]:
    """The weights of what paragraphs of a talk are; a house's paragraphs of a kind count by a power of their number."""
    rows = [(each.talk.house, *row) for each in given if each.talk.kinds for row in _paragraphs(each.talk)]
    number = Counter((house, kind) for house, _, kind in rows)
    features = np.array([[float(feature.value(paragraph)) for feature in FEATURES] for _, paragraph, _ in rows])
    answers = np.array([kind.value for *_, kind in rows])
    weights = np.array([number[house, kind] ** -PARAGRAPHS_COUNT for house, _, kind in rows])
    spread = features.std(axis=0) + _FLOOR
    model = LogisticRegression(C=BLOCK_STRENGTH, max_iter=4000).fit(
        features / spread, answers, sample_weight=10 * weights
    )
    return {
        Kind(name): (SHARPENED * model.coef_[at] / spread, SHARPENED * float(model.intercept_[at]))
        for at, name in enumerate(model.classes_)
    }


def learned_headings(given: Sequence[Sample]) -> Model:
    """The weights of which blocks outside speeches are headings.

    What stands between speeches and is no words is learned from too, but counts less: it is much like what stands
    outside. A house's blocks count by the root of their number.
    """
    by_house: dict[str, list[tuple[Paragraph, bool, float]]] = defaultdict(list)
    for each in given:
        by_house[each.talk.house] += _outside(each.talk)
    number = Counter((house, *row[1:]) for house, rows in by_house.items() for row in rows)
    return fit(
        (
            (
                house,
                np.array([[float(value) for value in HEADING.values(row[0])] for row in rows]),
                np.array([float(row[1]) for row in rows]),
                np.array([row[2] * number[house, *row[1:]] ** -0.5 for row in rows]),
            )
            for house, rows in sorted(by_house.items())
            if rows
        ),
        HEADING_STRENGTH,
    )


def _outside(talk: Talk) -> Iterable[tuple[Paragraph, bool, float]]:
    """The blocks in which nobody speaks, whether each is a heading, and how much it counts."""
    if not talk.kinds:
        return
    starts = [at for at, kind in enumerate(talk.kinds) if kind == SPEECH]
    seen = paragraphs(talk.blocks, talk.source.text, starts, (), ())
    for at, kind in enumerate(talk.kinds):
        if kind in _WITHIN if seen[at].in_talk else kind in (*_WITHIN, Kind.WORDS.value):
            yield seen[at], kind == Kind.HEADING.value, WITHIN_COUNT if seen[at].in_talk else 1.0


def _paragraphs(talk: Talk) -> Iterable[tuple[Paragraph, Kind]]:
    """The paragraphs below the first speech that no speech begins in, and what each is; times alone apart."""
    starts = [at for at, kind in enumerate(talk.kinds) if kind == SPEECH]
    speakers = {talk.source.text[start:end] for start, end, _ in talk.turns}
    seen = paragraphs(talk.blocks, talk.source.text, starts, speakers, ())
    for at, kind in enumerate(talk.kinds):
        paragraph = seen[at]
        if paragraph.in_talk and kind in _KINDS and not TIME.fullmatch(paragraph.text):
            yield paragraph, Kind(kind)


def _table(question: Question[Any], model: Model, folder: Path, houses: Iterable[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    weights, bias = model
    lines = [
        f"# {question.name}: learned by tools/learn.py with scikit-learn {sklearn.__version__} from",
        f"# {' '.join(sorted(set(houses)))}",
        f"{BIAS}\t{bias:.3f}",
        *(f"{feature.name}\t{weight:.3f}" for feature, weight in zip(question.features, weights, strict=True)),
    ]
    (folder / f"{question.name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def judged(given: Sequence[Sample], models: tuple[Model, Model, Model]) -> dict[str, Counter[str]]:
    """For each house: speeches found (`hit`), made (`made`) and there (`gold`); of the records as they are printed."""
    label, place, again = models
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for each in given:
        second = _odds(_places(each, _odds(each.labels, label)), place)
        third = _odds(_places(each, np.array(surroundings.of_labels(each.record, list(second)))), again)
        chosen = choose(each.record, [probability(odds) for odds in third])
        found[each.talk.house].update(
            hit=int(sum(each.speeches[number] for number in chosen)), made=len(chosen), gold=len(each.talk.turns)
        )
    return found


class Subject(NamedTuple):
    """Something that is learned: what it is learned from, how, and the tables that come of it."""

    name: str
    given: Callable[[Path], Sequence[Any]]
    house: Callable[[Any], str]
    learned: Callable[[Sequence[Any], int], Any]
    """From what is given, and the number of folds for what a later question learns of an earlier one."""
    write: Callable[[Any, Path, Sequence[str]], None]


def _of_questions(*questions: Question[Any]) -> Callable[[Sequence[Model], Path, Sequence[str]], None]:
    """A writer of the tables of several questions."""

    def write(models: Sequence[Model], folder: Path, houses: Sequence[str]) -> None:
        for question, model in zip(questions, models, strict=True):
            _table(question, model, folder, houses)

    return write


def _write_blocks(models: dict[Kind, Model], folder: Path, houses: Sequence[str]) -> None:
    for kind, model in models.items():
        _table(QUESTIONS[kind], model, folder, houses)


def _write_choice(question: Question[Any]) -> Callable[[Any, Path, Sequence[str]], None]:
    return lambda model, folder, houses: choices.write(question, model, folder, list(houses))


def _folded(learn: Callable[..., Any]) -> Callable[[Sequence[Any], int], Any]:
    """A learner of two questions, the second from answers of a first that has not seen the house."""
    return lambda some, folds: learn(some, fold_of({each.house for each in some}, folds), fit)


def _of_record(each: Any) -> str:
    return str(each.house)


def _of_talk(each: Sample) -> str:
    return each.talk.house


SUBJECTS = (
    Subject("turns", samples, _of_talk, learned, _of_questions(LABEL, PLACE, AGAIN)),
    Subject("blocks", samples, _of_talk, lambda some, _: learned_blocks(some), _write_blocks),
    Subject("headings", samples, _of_talk, lambda some, _: [learned_headings(some)], _of_questions(HEADING)),
    Subject("lists", lists.lists, _of_record, _folded(lists.learned), _of_questions(NAME, NAME_AGAIN)),
    Subject("notes", lambda corpus: [*notes.given(corpus)], _of_record, lambda some, _: [notes.learned(some, fit)],
            _of_questions(NOTE)),
    Subject("furniture", lambda corpus: [each for each in furniture.given(corpus) if each.lines], _of_record,
            _folded(furniture.learned), _of_questions(FURNITURE, FURNITURE_AGAIN)),
    Subject("brackets", lambda corpus: [*brackets.given(corpus), *brackets.made_of(corpus)], _of_record,
            lambda some, _: brackets.learned(some), _write_choice(KIND)),
    Subject("facts", lambda corpus: [*facts.given(corpus), *facts.made_of(corpus)], _of_record,
            lambda some, _: facts.learned(some), _write_choice(FACT)),
)  # fmt: skip


def main() -> None:
    """Learn, and write tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0, help="leave out a share of the houses each time; 0: none")
    names = [subject.name for subject in SUBJECTS]
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="learn some subjects, not all")
    asked = parser.parse_args()
    subjects = [subject for subject in SUBJECTS if subject.name in asked.only]
    gathered = {gather: gather(asked.corpus) for gather in dict.fromkeys(subject.given for subject in subjects)}
    if not asked.folds:
        for subject in subjects:
            some = gathered[subject.given]
            subject.write(subject.learned(some, 6), asked.output, [subject.house(each) for each in some])
        return
    fold = fold_of({_of_whom(s.house(each)) for s in subjects for each in gathered[s.given]}, asked.folds)
    figures: list[float] = []
    for number in range(asked.folds):
        left_out = [house for house in fold if fold[house] == number and not house.startswith("plays")]
        for subject in subjects:
            every = gathered[subject.given]
            # what is made of a house's texts is left out with it
            kept = [each for each in every if fold[_of_whom(subject.house(each))] != number]
            models = subject.learned(kept, asked.folds - 1)
            for house in left_out:
                subject.write(models, asked.output / house, [subject.house(each) for each in kept])
            if subject.name == "turns":
                figures += _told(
                    [each for each in every if fold[each.talk.house] == number and not each.talk.is_play], models
                )
    if figures:
        print(f"{'mean':28} {100 * sum(figures) / len(figures):5.1f}")


def _of_whom(house: str) -> str:
    """The house of whose texts others were made."""
    return house.removeprefix(brackets.MADE_OF)


def _told(left: Sequence[Sample], models: tuple[Model, Model, Model]) -> list[float]:
    """Print how well the speeches of houses that were left out are found; and the shares, 0 to 1."""
    originals = [each for each in left if each.talk.path.exists() and each.talk.source.text == _printed(each.talk)]
    figures = []
    for house, found in sorted(judged(originals, models).items()):
        total = found["made"] + found["gold"]
        figures.append(2 * found["hit"] / total if total else 1.0)
        print(f"{house:28} {100 * figures[-1]:5.1f}  {found['hit']} of {found['gold']}, {found['made']} made")
    return figures


def _printed(talk: Talk) -> str:
    """The text as its house prints it: variants are not judged."""
    from encoder import read

    return read.read_file(talk.path, lambda _: None).text


if __name__ == "__main__":
    main()
