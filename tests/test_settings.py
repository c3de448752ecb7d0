"""Settings of `validate` in a file, findings let stand by instructions, and baselines that outlive other edits."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from encoder.validation.settings import nearest
from tests.conftest import ROOT
from tests.test_cli import run

Console = pytest.CaptureFixture[bytes]
TEI = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
BROKEN = re.sub(r'(<sp [^>]*who=")#[\w-]+', r"\1#nobody", TEI, count=2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "b.xml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capsysbinary: Console, *options: str) -> tuple[int, str]:
    code, _, told = run(capsysbinary, "validate", "drafts", "--no-cache", *options)
    return code, told.splitlines()[-1]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", (1, "0 of 1 valid; 2 errors")),
        ('ignore = ["pointers"]', (0, "1 of 1 valid; no findings")),
        ('[severity]\npointer-dangling = "warning"', (0, "1 of 1 valid; 2 warnings")),
        ('fail-on = "warning"\n[severity]\npointers = "warning"', (1, "1 of 1 valid; 2 warnings")),
        ('[per-file-ignore]\n"drafts/*" = ["pointers"]', (0, "1 of 1 valid; no findings")),
        ('[per-file-ignore]\n"other/*" = ["pointers"]', (1, "0 of 1 valid; 2 errors")),
    ],
)
def test_settings(capsysbinary: Console, folder: Path, settings: str, expected: tuple[int, str]) -> None:
    (folder / "validate.toml").write_text(settings, encoding="utf-8")
    assert found(capsysbinary) == expected
    assert found(capsysbinary, "--config", "none") == (1, "0 of 1 valid; 2 errors")
    (folder / "validate.toml").unlink()
    table = re.sub(r"^\[", "[validate.", settings, flags=re.MULTILINE)
    (folder / "edition.toml").write_text(f'title = "A"\n[validate]\n{table}', encoding="utf-8")
    assert found(capsysbinary) == expected


def test_an_option_overrides_a_key(capsysbinary: Console, folder: Path) -> None:
    (folder / "validate.toml").write_text(
        'ignore = ["pointers"]\nschematron = ["x.sch"]\nphase = "p"', encoding="utf-8"
    )
    assert found(
        capsysbinary,
        "--ignore",
        "characters",
        "--schematron",
        str(ROOT / "schema" / "tei-encoder.sch"),
        "--phase",
        "#ALL",
    )[0]
    code, told, _ = run(capsysbinary, "validate", "drafts", "--for", "tapas")
    assert (code, b"requirements" in told) == (0, True)


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ('\nselekt = ["x"]', 2, "did you mean “select”"),
        ('\nignore = ["pointer-danglin"]', 2, "did you mean pointer-dangling"),
        ('[severity]\npointers = "bad"', 2, "“bad” is no severity"),
        ('[per-file-ignore]\n"a" = "pages"', 2, "is a list of texts"),
        ('fail-on = "often"', 1, "known are info"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(
    capsysbinary: Console, folder: Path, settings: str, line: int, words: str
) -> None:
    (folder / "validate.toml").write_text(settings, encoding="utf-8")
    code, _, told = run(capsysbinary, "validate", "drafts")
    assert (code, f"validate.toml:{line}:" in told, words in told) == (2, True, True)


def test_a_baseline_of_changed_words_knows_the_words(capsysbinary: Console, folder: Path) -> None:
    file, record = folder / "drafts" / "b.xml", folder / "b.txt"
    record.write_text((ROOT / "encoder" / "sample" / "118978.txt").read_text(encoding="utf-8"), encoding="utf-8")
    told = ("--source", "b.txt", "--select", "source")
    file.write_text(TEI.replace("unusual weather", "unusal weather"), encoding="utf-8")
    assert found(capsysbinary, *told, "--write-baseline", "known.json")[0] == 1
    assert found(capsysbinary, *told, "--baseline", "known.json")[0] == 0
    file.write_text(TEI.replace("unusual weather", "usual weather"), encoding="utf-8")
    assert found(capsysbinary, *told, "--baseline", "known.json")[0] == 1


def test_the_nearest_file_counts(folder: Path) -> None:
    (folder / "edition.toml").write_text('title = "A"\n[validate]\n', encoding="utf-8")
    assert nearest(folder / "drafts") == folder / "edition.toml"
    (folder / "drafts" / "edition.toml").write_text('title = "no table"', encoding="utf-8")
    assert nearest(folder / "drafts") == folder / "edition.toml"
    (folder / "drafts" / "validate.toml").write_text("", encoding="utf-8")
    assert nearest(folder / "drafts") == folder / "drafts" / "validate.toml"


def test_findings_are_let_stand(capsysbinary: Console, folder: Path) -> None:
    file = folder / "drafts" / "b.xml"
    code, diff, _ = run(capsysbinary, "validate", "drafts", "--add-ignore", "an old file", "--diff")
    assert (code, diff.count(b"\n+")) == (1, 3)
    assert file.read_text(encoding="utf-8") == BROKEN
    assert found(capsysbinary, "--add-ignore", "an old file") == (0, "2 findings in 1 of 1 files ignored")
    instruction = '<?tei-encoder ignore="pointer-dangling" reason="an old file"?>'
    assert file.read_text(encoding="utf-8").replace(instruction, "") == BROKEN
    assert found(capsysbinary) == (0, "1 of 1 valid; no findings")
    assert found(capsysbinary, "--add-ignore", 'a "reason"')[0] == 2
    assert found(capsysbinary, "--add-ignore", "a", "--fix")[0] == 2


def test_a_baseline_outlives_edits_elsewhere(capsysbinary: Console, folder: Path) -> None:
    file = folder / "drafts" / "b.xml"
    (folder / "drafts" / "c.xml").write_text(BROKEN.replace("wcda-118978", "c"), encoding="utf-8")
    (folder / "validate.toml").write_text('baseline = "known.json"', encoding="utf-8")
    assert found(capsysbinary, "--write-baseline", "known.json")[0] == 1
    assert json.loads((folder / "known.json").read_bytes())["version"] == 2
    first = re.search(r"<sp [^>]*#nobody[^>]*>", BROKEN)
    assert first
    changed = BROKEN.replace(first[0], first[0].replace('n="', 'cert="low" n="').replace(' cert="high"', ""), 1)
    file.write_text(changed.replace("<body>", "<body>\n\n"), encoding="utf-8")
    assert found(capsysbinary) == (0, "2 of 2 valid; no findings; 4 known, 0 of the baseline mended")
    file.write_text(BROKEN.replace("#nobody", "#nobody-else"), encoding="utf-8")
    assert found(capsysbinary) == (1, "1 of 2 valid; 2 errors; 2 known, 2 of the baseline mended")
    code, _, told = run(capsysbinary, "validate", "drafts/c.xml")
    assert (code, told.splitlines()[-1]) == (0, "1 of 1 valid; no findings; 2 known, 0 of the baseline mended")
