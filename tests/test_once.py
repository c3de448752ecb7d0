"""What an outside reading found: a fault that is hidden, a fix that harms, a report that forgets."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

import encoder
from encoder import relaxng
from encoder.files import writing
from encoder.validation.fix import mend
from encoder.validation.one_file import Job, judge
from encoder.values.errors import EncoderError
from tests.conftest import ROOT
from tests.test_cli import run

SAMPLE = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 25)
OPEN = "start = any\nany = element * { attribute * { text }*, (text | any)* }"
DATE = '<date when="1961-10-07">'


def write(folder: Path, old: str = "", new: str = "", name: str = "a.xml") -> Path:
    assert old in SAMPLE
    path = folder / name
    path.write_text(SAMPLE.replace(old, new, 1), encoding="utf-8")
    return path


def rules(path: Path, **options: object) -> list[str]:
    return [each.rule for each in judge(str(path), Job(today=TODAY, **options)).findings]  # type: ignore[arg-type]


def test_a_rule_that_is_ignored_hides_no_error_of_the_schema(tmp_path: Path) -> None:
    path = write(tmp_path, DATE, '<date when="1961-10-7">')
    assert rules(path) == ["date-form"]
    assert rules(path, ignore=("date-form",)) == ["relaxng-invalid"]
    let = '<?tei-encoder ignore="date-form" reason="as printed"?><body>'
    path.write_text(path.read_text(encoding="utf-8").replace("<body>", let), encoding="utf-8")
    assert rules(path) == ["relaxng-invalid"]


def test_a_check_replaces_only_what_the_schema_says_of_a_value(tmp_path: Path) -> None:
    path = write(tmp_path, "<p>", '<p who="wcda-118978.wu-xiuquan">')
    assert sorted(rules(path)) == ["pointer-bare", "relaxng-invalid"]


@pytest.mark.parametrize(
    ("new", "mended"),
    [
        ('<date n="when=\'1961-9-1\'" when="1961-9-10">', '<date n="when=\'1961-9-1\'" when="1961-09-10">'),
        ('<date n=">" when = "1961-9-10">', '<date n=">" when = "1961-09-10">'),
        ('<date lang="english" xml:lang="english">', '<date lang="english" xml:lang="en">'),
        ('<date xmlns:x="urn:x" x:when="1961-9-1" when="1961-9-2">', '<date xmlns:x="urn:x" x:when="1961-9-1" when="1961-09-02">'),
        ('<date when="1901/02">', '<date when="1901/02">'),
        ('<date xml:lang="in">', '<date xml:lang="in">'),
    ],
)  # fmt: skip
def test_only_the_attribute_that_is_meant_is_mended(new: str, mended: str, tmp_path: Path) -> None:
    (tmp_path / "any.rnc").write_text(OPEN, encoding="utf-8")
    made = mend(str(write(tmp_path, DATE, new)), Job(schema=str(tmp_path / "any.rnc"), today=TODAY))
    assert made.after == made.before.replace(new, mended)


def test_a_no_break_space_is_text(tmp_path: Path) -> None:
    from encoder.tei.canonical import canonical

    edition = encoder.open_edition(write(tmp_path, "<body>", "<body>\u00a0"))
    assert "<body>\u00a0" in canonical(edition).decode()


def test_diffs_are_what_patch_reads(tmp_path: Path) -> None:
    path = write(tmp_path, DATE, '<date n="a\u2028b\u0085" when="1961-10-7">')
    made = mend(str(path), Job(today=TODAY))
    assert "No newline" not in made.diff
    (tmp_path / "x.diff").write_text(
        made.diff.replace(f"a/{path}", "a.xml").replace(f"b/{path}", "a.xml"), encoding="utf-8", newline=""
    )
    subprocess.run(["git", "apply", "-p0", "x.diff"], cwd=tmp_path, check=True)
    assert path.read_bytes() == made.after.encode()


def test_links_modes_and_read_only_files_are_respected(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    (tmp_path / "link.xml").symlink_to(path)
    writing.write(tmp_path / "link.xml", b"new")
    assert (tmp_path / "link.xml").is_symlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)
    if os.geteuid():
        path.chmod(0o400)
        with pytest.raises(EncoderError, match="is read-only"):
            writing.write(path, b"newer")


def test_an_instruction_stands_before_an_element_and_may_name_several_rules(tmp_path: Path) -> None:
    empty = "<p>When do we plant them?</p>"
    let = '<?tei-encoder ignore="speech-empty, content" reason="as printed"?>'
    assert rules(write(tmp_path, empty, "<p/>")) == ["speech-empty"]
    text = SAMPLE.replace(empty, "<p/>")
    path = tmp_path / "a.xml"
    path.write_text(text.replace("</body>", f"{let}</body>"), encoding="utf-8")
    assert sorted(rules(path)) == ["speech-empty", "suppression-invalid"]
    path.write_text(text.replace("<body>", f"{let}<body>"), encoding="utf-8")
    assert rules(path) == []
    assert rules(path, ignore=("speech-empty",)) == []  # whether it is void cannot be told
    path.write_text(text.replace("<body>", f"{let}{let}<body>").replace("<p/>", "<p>x</p>"), encoding="utf-8")
    columns = [each.column for each in judge(str(path), Job(today=TODAY)).findings]
    assert columns[1] - columns[0] == len(let)


def test_what_is_wrong_between_files_is_counted_and_known_like_the_rest(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    write(tmp_path)
    write(tmp_path, 'who="#wcda-118978.wu-xiuquan"', 'who="#nobody"', "b.xml")
    code, out, err = run(capsysbinary, "validate", "--no-cache", "--format", "tap", tmp_path)
    assert (code, err) == (1, "1 of 2 valid; 2 errors\n")
    assert b"pointer-dangling" in out
    assert b"edition-duplicate" in out
    run(capsysbinary, "validate", "--no-cache", "--write-baseline", tmp_path / "known.json", tmp_path)
    code, _, err = run(capsysbinary, "validate", "--no-cache", "--baseline", tmp_path / "known.json", tmp_path)
    assert (code, err) == (0, "2 of 2 valid; no findings; 2 known, 0 of the baseline mended\n")


def test_a_schema_outside_the_folder_is_part_of_what_a_verdict_depends_on(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "common").mkdir()
    (tmp_path / "sub" / "m.rnc").write_text('include "../common/d.rnc"', encoding="utf-8")
    (tmp_path / "common" / "d.rnc").write_text(OPEN, encoding="utf-8")
    path = write(tmp_path)
    command = ("validate", "--cache", tmp_path / "cache", "--schema", tmp_path / "sub" / "m.rnc", path)
    assert run(capsysbinary, *command)[0] == 0
    (tmp_path / "common" / "d.rnc").write_text("start = element x { empty }", encoding="utf-8")
    assert run(capsysbinary, *command)[0] == 1


def test_utf_16_without_a_declaration_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    text = SAMPLE.partition("\n")[2].replace(DATE, '<date when="1961-10-7">')
    path.write_bytes(b"\xfe\xff" + text.encode("utf-16-be"))
    assert rules(path) == ["date-form"]
    mend(str(path), Job(today=TODAY)).save()
    assert path.read_bytes() == b"\xfe\xff" + text.replace("1961-10-7", "1961-10-07").encode("utf-16-be")


def test_long_lines_and_many_faults_take_linear_time_and_room(tmp_path: Path) -> None:
    many = "".join(f'<persName ref="#x{number}">x</persName>' for number in range(3_000))
    path = write(tmp_path, "<p>When do", f"<p>{many}When do")
    verdict = judge(str(path), Job(today=TODAY))
    assert len(verdict.findings) == 3_000
    assert max(len(each.text) for each in verdict.findings) <= 320


def test_page_letters_are_no_numbers_and_a_new_part_begins_with_one(tmp_path: Path) -> None:
    (tmp_path / "any.rnc").write_text(OPEN, encoding="utf-8")
    for numbers, expected in (("c d e", 0), ("mix x", 0), ("9 10 1 2", 0), ("ix x xii", 1), ("i ii iv", 1)):
        pages = "".join(f'<pb n="{number}"/>' for number in numbers.split())
        path = write(tmp_path, "<body>", f"<body>{pages}")
        assert len(rules(path, schema=str(tmp_path / "any.rnc"))) == expected, numbers


def test_what_is_missing_at_the_start_is_told_once(tmp_path: Path) -> None:
    """`publicationStmt` without a publisher: what follows is judged as if it were there, in a repetition too."""
    schema = tmp_path / "s.rnc"
    schema.write_text(
        "start = element s { (element a { empty }, element b { empty }*)+ | element x { empty }+ }", encoding="utf-8"
    )
    document = etree.fromstring("<s><b/><b/><a/></s>")
    found = [error.message for error in relaxng.load(schema).iter_errors(document)]
    assert found == ["<b> comes too early in <s>: <a> or <x> must come before it"]
