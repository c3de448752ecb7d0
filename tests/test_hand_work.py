"""What somebody has worked on is never written over, whatever becomes of manifest, names and options."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from encoder.build import make as making
from encoder.files import resources
from tests.test_cli import run
from tests.test_project import TALK

EDITION = Path("output/records/3.xml")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A project of five records, the edition of one of them edited."""
    monkeypatch.chdir(tmp_path)
    Path("records").mkdir()
    for number in range(5):
        Path(f"records/{number}.txt").write_text(TALK.format(number), encoding="utf-8")
    Path("edition.toml").write_text('title = "Talks"\n', encoding="utf-8")
    assert run(capsysbinary, "build")[0] == 0
    EDITION.write_text(EDITION.read_text(encoding="utf-8").replace("Two.", "By hand."), encoding="utf-8")


def conflict() -> None:
    path = Path("output/manifest.json")
    path.write_text(f"<<<<<<< HEAD\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def renamed() -> None:
    Path("records").rename("sources")
    Path("edition.toml").write_text('title = "Talks"\nrecords = "sources"\n', encoding="utf-8")


CASES: tuple[tuple[Callable[[], object], tuple[str, ...]], ...] = (
    (lambda: None, ()),
    (lambda: None, ("--anew",)),
    (lambda: Path("output/manifest.json").unlink(), ()),
    (conflict, ()),
    (renamed, ()),
    (renamed, ("--prune",)),
    (lambda: Path("records/3.txt").rename("records/3.md"), ()),
    (lambda: Path("records/3.txt").rename("records/3.md"), ("--prune",)),
    (lambda: Path("records/3.txt").unlink(), ("--prune",)),
    (lambda: shutil.rmtree("output/records/.made"), ()),
    (lambda: (shutil.rmtree("output/records/.made"), Path("output/manifest.json").unlink()), ("--anew",)),
)


@pytest.mark.parametrize(("happens", "options"), CASES)
def test_hand_work_stays(
    happens: Callable[[], object], options: tuple[str, ...], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    by_hand = EDITION.read_bytes()
    happens()
    planned = run(capsysbinary, "build", "--dry-run", *options)[1].decode()
    for _ in range(2):
        assert run(capsysbinary, "build", "--show", "error", *options)[0] == 0
        assert EDITION.read_bytes() == by_hand
    if Path("records/3.txt").exists() or "3.md" in planned:
        assert "edited" in planned
    for number in (0, 1, 2, 4):
        assert Path(f"output/records/{number}.html").is_file()


def test_after_a_lost_manifest_it_can_still_be_merged(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("output/manifest.json").unlink()
    record = Path("records/3.txt")
    record.write_text(record.read_text(encoding="utf-8").replace("One", "Eleven"), encoding="utf-8")
    run(capsysbinary, "build")
    assert "1 edition merged, 0 conflicts" in run(capsysbinary, "merge")[2]
    text = EDITION.read_text(encoding="utf-8")
    assert "By hand." in text
    assert "Eleven" in text


def test_a_merge_that_was_killed_goes_on(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    record, manifest = Path("records/3.txt"), Path("output/manifest.json")
    record.write_text(record.read_text(encoding="utf-8").replace("One", "Eleven"), encoding="utf-8")
    run(capsysbinary, "build")
    before = manifest.read_bytes()
    run(capsysbinary, "merge")
    merged = EDITION.read_bytes()
    manifest.write_bytes(before)  # as if killed when all was written but this
    code, _, err = run(capsysbinary, "merge")
    assert (code, "1 edition merged, 0 conflicts" in err) == (0, True)
    assert EDITION.read_bytes() == merged


def test_what_was_pruned_is_none_of_the_living(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("records/sub").mkdir()
    Path("records/2.txt").rename("records/2.md")
    run(capsysbinary, "build", "--prune")
    assert Path("output/records/2.xml").is_file()
    for path in Path("records").glob("*.*"):
        path.unlink()
    run(capsysbinary, "build", "--prune")
    assert [path.name for path in Path("output/records").glob("*.*") if path.is_file()] == ["3.xml"]


def test_files_that_no_build_has_made_stay(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    shutil.rmtree("output")
    Path("output").mkdir()
    home = Path("output/index.html")
    home.write_text("mine", encoding="utf-8")
    Path("edition.toml").write_text('title = "Talks"\n[site]\n', encoding="utf-8")
    code, _, err = run(capsysbinary, "build")
    assert (code, "output/index.html: error: is there, and no build has made it" in err) == (2, True)
    assert home.read_text(encoding="utf-8") == "mine"
    for output in (".", "records"):
        Path("edition.toml").write_text(f'title = "Talks"\noutput = "{output}"\n', encoding="utf-8")
        code, _, err = run(capsysbinary, "build")
        assert (code, "would be taken for results" in err) == (2, True)


def test_forms_that_are_wanted_no_more_go_unless_somebody_edited_them(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    edited = Path("output/records/2.txt")
    edited.write_text("By hand.", encoding="utf-8")
    Path("edition.toml").write_text('title = "Talks"\noutputs = ["html", "markdown"]\n', encoding="utf-8")
    assert run(capsysbinary, "build")[0] == 0
    assert [path.name for path in Path("output/records").glob("*.txt")] == [edited.name]
    assert len([*Path("output/records").glob("*.md")]) == 5
    assert "1 edited, 4 same" in run(capsysbinary, "build")[2]


def test_an_edited_edition_may_be_read_only(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    EDITION.chmod(0o444)
    Path("records/2.txt").write_text(TALK.format("two, again"), encoding="utf-8")
    code, _, err = run(capsysbinary, "build", "--language", "de")
    assert (code, "1 changed, 1 edited, 3 rendered" in err) == (0, True), err


def test_a_folder_of_a_project_is_none_to_build_single_records_in(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, _, err = run(capsysbinary, "build", "records", "-o", "output")
    assert (code, "output: belongs to a project" in err) == (2, True), err


def test_a_part_of_the_records_is_not_all_of_them(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(capsysbinary, "build", "records", "-o", "all")[0] == 0
    edited = Path("all/3.xml")
    edited.write_text(edited.read_text(encoding="utf-8").replace("Two.", "By hand."), encoding="utf-8")
    code, _, err = run(capsysbinary, "build", "records/3.txt", "-o", "all", "--prune")
    assert (code, "1 edited" in err, "is gone" in err) == (0, True, False), err
    assert len([*Path("all").glob("*.xml")]) == 5
    assert "By hand." in edited.read_text(encoding="utf-8")
    Path("records/2.txt").unlink()
    run(capsysbinary, "build", "records/3.txt", "-o", "all", "--prune")
    assert len([*Path("all").glob("*.xml")]) == 4


def test_what_is_gone_is_found_though_its_folder_was_renamed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    renamed()
    Path("sources/1.txt").unlink()
    run(capsysbinary, "build", "--prune")
    assert not [*Path("output/records").glob("1.*")]


def test_what_the_site_says_of_itself_may_be_lost(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("output/site.json").unlink()
    assert run(capsysbinary, "build")[0] == 0


def test_a_report_is_told_whatever_becomes_of_the_site(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("output/register.xml").unlink()
    Path("output/register.xml").mkdir()
    code, out, err = run(capsysbinary, "build", "--anew", "--format", "json")
    assert (code, "is a directory" in err) == (2, True), err
    assert len(json.loads(out)["findings"]) > 0


def test_one_record_twice_is_told_by_the_build(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for name in "ab":
        shutil.copy(resources.sample(), f"records/{name}.txt")
    code, _, err = run(capsysbinary, "build", "--show", "error")
    assert (code, "[edition-duplicate]" in err) == (1, True), err


def test_names_that_are_no_utf8_and_names_that_are_long(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    try:
        os.rename(b"records/0.txt", b"records/bad\xff.txt")  # noqa: PTH104
    except OSError:
        pytest.skip("this file system has no such names")
    Path("records/1.txt").rename(f"records/{'n' * 240}.txt")
    code, _, err = run(capsysbinary, "build", "--show", "error")
    assert (code, "is not written in UTF-8" in err, "4 of 5 built" in err) == (2, True, True), err
    Path("edition.toml").unlink()
    assert "cannot be read" in run(capsysbinary, "init")[2]


def test_a_link_to_a_folder_above_is_followed_once(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("records/loop").symlink_to(".")
    assert "5 of 5 built" in run(capsysbinary, "build")[2]


def test_what_was_edited_is_looked_at_again_only_if_something_has_changed(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    rendered = making._rendered  # type: ignore[attr-defined]
    monkeypatch.setattr(
        making, "_rendered", lambda record, *rest: looked.append(record.source) or rendered(record, *rest)
    )

    def again() -> tuple[int, str]:
        looked.clear()
        err = run(capsysbinary, "build", "--jobs", "1")[2]
        assert "[edition-edited]" in err  # it is told each time
        return len(looked), next(line for line in err.splitlines() if "edited" in line and "same" in line)

    assert again() == (1, "1 edited, 4 same")
    assert again() == (0, "1 edited, 4 same")
    EDITION.write_text(EDITION.read_text(encoding="utf-8").replace("By hand.", "By hand, again."), encoding="utf-8")
    assert again()[0] == 1
    assert again()[0] == 0
    Path("records/3.txt").write_text(TALK.format("three, again"), encoding="utf-8")
    assert again()[0] == 1
    assert again()[0] == 0
    Path("output/records/3.html").unlink()
    assert again()[0] == 1


def test_records_of_one_name_stop_no_others(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("records/1.html").write_text("<p>A letter.</p>", encoding="utf-8")
    Path("records/a").mkdir()
    Path("records/a/b.txt").write_text("A letter.", encoding="utf-8")
    Path("records/a-b.txt").write_text("A letter.", encoding="utf-8")
    code, _, err = run(capsysbinary, "build", "--show", "error")
    assert (code, "6 of 8 built" in err) == (2, True), err
    assert "records/1.html: error: would be written where records/1.txt is; give one of them another name" in err
    assert "records/1.html: failed: would be written" in run(capsysbinary, "build", "--dry-run")[1].decode()


def test_what_belongs_under_version_control_is_not_ignored(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path("edition.toml").unlink()
    run(capsysbinary, "init")
    git = ("git", "-c", "init.defaultBranch=main", "-C", str(tmp_path))
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    listed = subprocess.run([*git, "ls-files"], check=True, capture_output=True, text=True).stdout.splitlines()
    assert {"output/records/1.xml", "output/records/.made/1.xml.gz", "output/manifest.json"} <= {*listed}
    assert not [name for name in listed if name.endswith((".html", "1.txt")) and name.startswith("output")]


def test_what_was_kept_proves_hand_work_without_a_manifest(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, _, err = run(capsysbinary, "build", "records/3.txt", "-o", "output/records")
    assert (code, "belongs to a project" in err) == (2, True), err
    run(capsysbinary, "build", "records", "-o", "all")
    edited = Path("all/3.xml")
    edited.write_text(edited.read_text(encoding="utf-8").replace("Two.", "By hand."), encoding="utf-8")
    Path("all/manifest.json").unlink()
    assert "1 edited" in run(capsysbinary, "build", "records/3.txt", "-o", "all")[2]


def test_what_is_put_back_was_not_edited(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    run(capsysbinary, "build")
    EDITION.write_text(EDITION.read_text(encoding="utf-8").replace("By hand.", "Two."), encoding="utf-8")
    assert b"3.txt: changed: the edits by hand were reverted" in run(capsysbinary, "build", "--dry-run")[1]
    assert "1 changed, 4 same" in run(capsysbinary, "build")[2]
    err = run(capsysbinary, "build")[2]
    assert ("5 same" in err, "edition-edited" in err) == (True, False)


def test_the_register_is_of_editions_whatever_becomes_of_pages(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    page = Path("output/records/1.html")
    page.unlink()
    page.mkdir()
    code, _, err = run(capsysbinary, "build")
    assert (code, "is a directory, so no file" in err, "in addition to 5 records" in err) == (2, True, True), err


def test_who_has_a_name_keeps_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("records/a-b.txt").write_text("Memorandum on Coal.", encoding="utf-8")
    run(capsysbinary, "build")
    Path("records/a").mkdir()
    Path("records/a/b.txt").write_text("Memorandum on Iron.", encoding="utf-8")
    assert "records/a/b.txt: error: would be written where records/a-b.txt is" in run(capsysbinary, "build")[2]
    assert "Coal" in Path("output/records/a-b.xml").read_text(encoding="utf-8")
