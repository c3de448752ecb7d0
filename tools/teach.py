"""What an archive's own records teach: tables moved by the gold of its first records, to be judged by the others.

    python -m tools.teach CORPUS --weights W -o OUT

``W/HOUSE`` are tables that were learned without a house (`tools.learn --folds`). For each house with two records or
more, ``OUT/weights/HOUSE`` are the same, moved by its first records (two, or of less than four one), and
``OUT/houses/HOUSE`` its other records, so that both tables can be scored on them. It is as if an editor had decided
every label and paragraph of the first records; `encoder.learning.learn.TRUST` was chosen by it.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

from encoder.evidence.weights import load
from encoder.learning.adapt import Example, adapted
from encoder.learning.learn import TRUST
from encoder.learning.subjects import SUBJECTS, Subject
from encoder.parse.talk.extent.block_kinds import LEARNED, QUESTIONS
from encoder.parse.talk.extent.paragraphs import paragraphs
from encoder.parse.talk.turns.features import AGAIN, LABEL, PLACE
from encoder.parse.talk.turns.surroundings import label_values, of_labels, placed
from tools.gold import SPEECH, Talk, talks
from tools.learn import sample

_KINDS = tuple(kind.value for kind in LEARNED)


def main() -> None:
    """Make the tables, and copy the records that judge them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--trust", type=float, default=TRUST)
    given = parser.parse_args()
    by_house: dict[str, list[Talk]] = {}
    for talk in talks(given.corpus):
        if (given.weights / talk.house).is_dir():
            by_house.setdefault(talk.house, []).append(talk)
    for house, records in by_house.items():
        if len(records) < 2:
            continue
        teachers = records[: 2 if len(records) > 3 else 1]
        _copy_others(teachers, given.output / "houses" / house)
        own = given.output / "weights" / house
        shutil.copytree(given.weights / house, own, dirs_exist_ok=True)
        for subject, examples in (
            (SUBJECTS[0], [each for talk in teachers for each in _labels(talk, given.weights / house)]),
            (SUBJECTS[1], [each for talk in teachers for each in _paragraphs(talk)]),
        ):
            _write(subject, examples, given.weights / house, own, given.trust)


def _write(subject: Subject, examples: list[Example], general: Path, own: Path, trust: float) -> None:
    if examples:
        for name, lines in subject.tables(adapted(subject.columns(general), examples, trust)).items():
            (own / name).write_text(lines + "\n", encoding="utf-8")


def _copy_others(teachers: list[Talk], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    numbers = tuple(talk.path.name.partition(".")[0] for talk in teachers)
    for path in teachers[0].path.parent.iterdir():
        if not path.name.startswith(numbers):
            shutil.copy(path, folder)


def _labels(talk: Talk, weights: Path) -> Iterator[Example]:
    """Each place of a label as the third pass sees it, and whether a speech begins there."""
    own = sample(talk)
    record = own.record
    if not record.candidates or not talk.turns:
        return
    first = [load(LABEL, weights).odds(values) for values in label_values(record)]
    second = [load(PLACE, weights).odds(PLACE.values(each)) for each in placed(record, talk.blocks, first)]
    third = placed(record, talk.blocks, of_labels(record, second))
    for place, is_speech, label in zip(third, own.speeches, record.label_of, strict=True):
        yield Example(tuple(AGAIN.values(place)), int(not is_speech), 1 / record.labels[label].count ** 0.5)


def _paragraphs(talk: Talk) -> Iterator[Example]:
    """Each block behind the first speech that no speech begins in, and what it is."""
    starts = [at for at, kind in enumerate(talk.kinds) if kind == SPEECH]
    wanted = [at for at, kind in enumerate(talk.kinds) if starts and at > starts[0] and kind in _KINDS]
    speakers = {talk.source.text[start:end] for start, end, _ in talk.turns}
    for at, paragraph in paragraphs(talk.blocks, talk.source.text, starts, speakers, (), wanted).items():
        yield Example(tuple(QUESTIONS[LEARNED[0]].values(paragraph)), _KINDS.index(talk.kinds[at]))


if __name__ == "__main__":
    main()
