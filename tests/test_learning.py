"""What an editor's decisions teach: tables of a project's own, on top of the general ones."""

from __future__ import annotations

import shutil
from math import exp
from pathlib import Path

import pytest

import encoder
from encoder.evidence.weights import FOLDER
from encoder.learning.adapt import Example, adapted, likeliest
from encoder.learning.learn import learn, taught
from encoder.learning.subjects import SUBJECTS
from encoder.parse.given import given_of
from encoder.values.errors import EncoderError
from tests.conftest import NS
from tests.test_cli import run

YES_NO = ((0.0, 0.0, 0.0), ())


def chance(columns: tuple[tuple[float, ...], ...], *values: float) -> float:
    bias, *weights = columns[0]
    return 1 / (1 + exp(-bias - sum(weight * value for weight, value in zip(weights, values, strict=True))))


def test_answers_move_the_weights_of_what_they_have() -> None:
    moved = adapted(YES_NO, [Example((1.0, 0.0), 0)] * 5, 0.5)
    assert chance(moved, 1.0, 0.0) > 0.7
    assert moved[0][2] == 0.0  # no answer has this feature
    assert moved[1] == ()
    assert likeliest(moved, (1.0, 0.0)) == 0


def test_more_answers_and_more_trust_move_them_further() -> None:
    few, many = (adapted(YES_NO, [Example((1.0, 0.0), 1)] * number, 0.1) for number in (1, 50))
    assert 0.5 > chance(few, 1.0, 0.0) > chance(many, 1.0, 0.0)
    assert chance(adapted(YES_NO, [Example((1.0, 0.0), 1)], 1.0), 1.0, 0.0) < chance(few, 1.0, 0.0)


def test_without_answers_nothing_moves() -> None:
    general = ((0.5, -1.0), (0.25, 2.0))
    assert adapted(general, [], 0.1) == general


def test_the_optimum_is_found() -> None:
    """One answer, one weight and the bias: both are ``trust`` times the probability that is left for the other answer."""
    (column, _) = adapted(((0.0, 0.0), ()), [Example((1.0,), 0)], 0.5)
    left = 1 - chance((column, ()), 1.0)
    assert column == pytest.approx((0.5 * left, 0.5 * left), abs=1e-3)


WORDS = (
    "It was a good year for the harvest, and we sold more of it than in the year before.",
    "We have not been told of that, and I ask you to say who bought the wheat, and when.",
    "The ministry bought it in the spring, and it paid the price that had been agreed on.",
    "Nobody knows whether that is true, and we shall ask again when the minister is here.",
)
LABELS = ("Roe", "Poe", "Doe")


def talk(number: int, *, more: str = "Remark") -> str:
    """A talk in which a label that is no speaker's comes back."""
    lines = [f"{LABELS[at % 3]}: {WORDS[(at + number) % 4]}" for at in range(9)]
    for at in (2, 5, 8):
        lines.insert(at, f"{more}: {WORDS[(at + number + 1) % 4]}")
    return "\n\n".join(lines) + "\n"


DECIDED = '[[label]]\nquote = "Remark:"\nspeaker = false\nevery = true\n'


def records(folder: Path, number: int) -> list[Path]:
    """Records, all but the last with an editor's decision."""
    made = []
    for at in range(number):
        path = folder / f"{at}.txt"
        path.write_text(talk(at), encoding="utf-8")
        if at < number - 1:
            path.with_name(f"{at}.decisions.toml").write_text(DECIDED, encoding="utf-8")
        made.append(path)
    return made


def speakers(path: Path, weights: Path | None = None) -> set[str]:
    edition = encoder.encode(path, weights=weights)
    return {"".join(each.itertext()).strip(" :") for each in edition.root.findall(".//t:speaker", NS)}


def test_what_is_no_speaker_in_some_records_is_doubted_in_others(tmp_path: Path) -> None:
    paths = records(tmp_path, 5)
    assert "Remark" in speakers(paths[-1])
    learned = learn(taught(given_of(path, lambda _: None)[1]) for path in paths)
    assert learned.decisions == {"labels": 12}
    assert learned.records == 4
    assert learned.score.own >= learned.score.general
    assert set(learned.tables) == {path.name for path in FOLDER.glob("*.tsv")}
    unchanged = "participant.tsv"
    assert learned.tables[unchanged] == (FOLDER / unchanged).read_text(encoding="utf-8")
    changed = "speech-start-again.tsv"
    assert learned.tables[changed].startswith("# speech-start-again: the general weights, moved by 12 ")


def test_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "records").mkdir()
    (tmp_path / "edition.toml").write_text('title = "Wheat"\noutputs = []\n', encoding="utf-8")
    records(tmp_path / "records", 1)
    code, _, told = run(capsysbinary, "learn")
    assert (code, "there are no decisions about" in told) == (1, True)
    records(tmp_path / "records", 4)
    code, _, told = run(capsysbinary, "learn")
    assert code == 0, told
    assert "weights: learned from your decisions in 3 records (labels 9)" in told
    first = (tmp_path / "weights" / "speech-start-again.tsv").read_bytes()
    assert run(capsysbinary, "build")[0] == 0
    (tmp_path / "edition.toml").write_text('title = "Wheat"\noutputs = []\nweights = "weights"\n', encoding="utf-8")
    assert "the weights" in run(capsysbinary, "build", "--dry-run")[1].decode()
    assert run(capsysbinary, "build")[0] == 0
    assert run(capsysbinary, "learn")[0] == 0
    assert (tmp_path / "weights" / "speech-start-again.tsv").read_bytes() == first
    (tmp_path / "weights" / "note.tsv").unlink()
    code, _, told = run(capsysbinary, "build")
    assert (code, "lacks the table note.tsv; tei-encoder learn writes all of them" in told) == (2, True)


@pytest.mark.parametrize(
    ("decision", "subject"),
    [
        ('[[block]]\nquote = "Poe laughed and left."\nkind = "action"\n', "paragraphs"),
        ('[[block]]\nquote = "REPORT"\nkind = "heading"\n', "headings"),
        ('[[bracket]]\nquote = "[Hill]"\nkind = "gloss"\n', "brackets"),
        ('[[block]]\nquote = "— 7 —"\nkind = "furniture"\n', "lines"),
    ],
)
def test_each_kind_of_decision_teaches(decision: str, subject: str, tmp_path: Path) -> None:
    text = f"REPORT\n\n{talk(0, more='Roe')}\n\nPoe laughed and left.\n\n— 7 —\n\nRoe: We stood on Kalvarija [Hill] and saw.\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    path.with_name("a.decisions.toml").write_text(decision, encoding="utf-8")
    learned = learn([taught(given_of(path, lambda _: None)[1])])
    assert learned.decisions[subject] == 1


def test_tables_that_change_are_read_again(tmp_path: Path) -> None:
    from encoder import evidence
    from encoder.evidence import weights
    from encoder.parse.talk.turns.features import LABEL

    shutil.copytree(FOLDER, tmp_path / "weights")
    folder = tmp_path / "weights"
    before = weights.load(LABEL, folder).bias
    table = folder / f"{LABEL.name}.tsv"
    table.write_text(f"{table.read_text(encoding='utf-8')}bias\t9\n", encoding="utf-8")
    evidence.check(folder)
    assert weights.load(LABEL, folder).bias != before
    table.write_text("nothing of use\n", encoding="utf-8")
    with pytest.raises(EncoderError, match="a line has a feature, a tab and its weight"):
        evidence.check(folder)
    shutil.copy(FOLDER / table.name, table)
    (folder / "bracket.tsv").write_text("nothing of use\n", encoding="utf-8")
    with pytest.raises(EncoderError, match="the first line must name the answers"):
        evidence.check(folder)


def test_a_decision_that_fits_two_places_is_told(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (path,) = records(tmp_path, 1)
    path.with_name("0.decisions.toml").write_text('[[label]]\nquote = "Remark:"\nspeaker = false\n', encoding="utf-8")
    code, _, told = run(capsysbinary, "learn", path, "-o", tmp_path / "weights")
    assert (code, "fits 3 places alike" in told) == (1, True)
    path.with_name("0.decisions.toml").write_text("[[label]\n", encoding="utf-8")
    code, _, told = run(capsysbinary, "learn", path, "-o", tmp_path / "weights")
    assert (code, "not written, since not all records could be read" in told) == (2, True)
    assert not (tmp_path / "weights").exists()


def decided_action(folder: Path) -> dict[str, list[Example]]:
    """The examples of a record in which one paragraph is decided."""
    path = folder / "a.txt"
    path.write_text(f"{talk(0, more='Roe')}\n\nPoe laughed and left.\n\nRoe: {WORDS[0]}\n", encoding="utf-8")
    path.with_name("a.decisions.toml").write_text(
        '[[block]]\nquote = "Poe laughed and left."\nkind = "action"\n', encoding="utf-8"
    )
    return {name: list(some) for name, some in taught(given_of(path, lambda _: None)[1]).items()}


def test_what_was_left_as_it_was_counts_less(tmp_path: Path) -> None:
    found = decided_action(tmp_path)
    (decided,) = (each.weight for each in found["paragraphs"] if each.is_decided)
    left = {each.weight * 3**0.5 for each in found["labels"] if each.weight < 0.4}  # of labels that come three times
    assert decided == 1.0
    assert all(0.2 < weight < 0.8 for weight in left)
    assert left


def test_one_decision_moves_the_weights_a_little(tmp_path: Path) -> None:
    (paragraphs,) = (each for each in SUBJECTS if each.name == "paragraphs")
    table = "block-action.tsv"
    learned = learn([decided_action(tmp_path)]).tables[table].splitlines()[1:]
    general = dict(
        zip(("bias", *(f.name for f in paragraphs.questions[1].features)), paragraphs.columns()[1], strict=True)
    )
    moved = [abs(float(weight) - general[name]) for name, weight in (line.split("\t") for line in learned)]
    assert 0.015 < max(moved) < 0.06
