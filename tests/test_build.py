"""A folder of records built: only what has changed is made again, and whatever happens, the end is the same."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from encoder.build import make as making
from encoder.build.inputs import Needs
from encoder.build.make import make
from encoder.build.recipe import Recipe
from encoder.build.record import Made, Record
from encoder.publish import rendering
from encoder.values.errors import EncoderError
from tests.test_cli import run

TALK = "Minutes of Talks {}\n\nKim: One [two].\n\nDeng: Two.\n\nKim: Three.\n\nDeng: Four.\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(TALK.format(number), encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def build(capsysbinary: pytest.CaptureFixture[bytes], records: Path, *options: object) -> tuple[int, str]:
    code, _, err = run(capsysbinary, "build", records, "-o", records.parent / "out", "--show", "error", *options)
    return code, err.splitlines()[-2]


def test_only_what_has_changed_is_made_again(capsysbinary: pytest.CaptureFixture[bytes], records: Path) -> None:
    out = records.parent / "out"
    assert build(capsysbinary, records) == (0, "12 new")
    first = contents(out)
    assert len(first) == 4 * 12 + 1  # with what the program wrote of each edition, for a merge
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert build(capsysbinary, records) == (0, "12 same")
    assert {path.name for path, time in times.items() if path.stat().st_mtime_ns != time} == set()
    assert contents(out) == first
    (records / "03.txt").write_text(TALK.format("three"), encoding="utf-8")
    (records / "05.meta.json").write_text('{"title": "Talks", "summary": "Of grain and coal."}', encoding="utf-8")
    assert build(capsysbinary, records) == (0, "2 changed, 10 same")
    assert b"Of grain and coal." in (out / "05.html").read_bytes()
    assert build(capsysbinary, records, "--language", "de") == (0, "12 rendered")
    assert build(capsysbinary, records, "--date", "2026-11-25", "--language", "de") == (0, "12 changed")
    (out / "07.html").unlink()
    (out / "08.txt").write_text("harmed", encoding="utf-8")
    assert build(capsysbinary, records, "--date", "2026-11-25", "--language", "de") == (0, "2 rendered, 10 same")
    assert b"harmed" not in (out / "08.txt").read_bytes()
    assert build(capsysbinary, records, "--anew") == (0, "12 new")


def test_results_inside_the_folder_are_no_records(
    capsysbinary: pytest.CaptureFixture[bytes], records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(records)
    for expected in ("12 new", "12 same"):
        _, _, err = run(capsysbinary, "build", ".", "--show", "error")
        assert expected in err


def test_what_was_edited_by_hand_stays(capsysbinary: pytest.CaptureFixture[bytes], records: Path) -> None:
    out = records.parent / "out"
    build(capsysbinary, records)
    edited = out / "04.xml"
    edited.write_text(edited.read_text(encoding="utf-8").replace("Three.", "Three, by hand."), encoding="utf-8")
    by_hand = edited.read_bytes()
    for _ in range(2):
        assert build(capsysbinary, records) == (0, "1 edited, 11 same")
        assert edited.read_bytes() == by_hand
        assert b"Three, by hand." in (out / "04.html").read_bytes()
    (records / "04.txt").write_text(TALK.format("changed"), encoding="utf-8")
    _, out_, _ = run(capsysbinary, "build", records, "-o", out, "--format", "json")
    found = [each for each in json.loads(out_)["findings"] if each["rule"] == "edition-edited"]
    assert [each["message"] for each in found] == [
        "the edition was edited by hand: its record or the program has changed since"
    ]
    assert edited.read_bytes() == by_hand
    edited.unlink()
    assert build(capsysbinary, records) == (0, "1 changed, 11 same")
    assert b"Three, by hand." not in edited.read_bytes()


def test_what_is_gone_is_told_and_taken_away_when_asked(
    capsysbinary: pytest.CaptureFixture[bytes], records: Path
) -> None:
    out = records.parent / "out"
    build(capsysbinary, records)
    for name in ("00.txt", "01.txt"):
        (records / name).unlink()
    (out / "01.xml").write_text("by hand", encoding="utf-8")
    code, told, _ = run(capsysbinary, "build", records, "-o", out, "--prune", "--dry-run")
    goes = f"{out / '00.xml'}, {out / '00.html'}, {out / '00.txt'}"
    assert f"00.txt: no longer exists; would be deleted: {goes}\n".encode() in told
    code, _, err = run(capsysbinary, "build", records, "-o", out, "--prune")
    assert code == 0
    assert f"00.txt: no longer exists; deleted: {goes}\n" in err
    pages = f"{out / '01.html'}, {out / '01.txt'}"
    assert f"deleted: {pages}; {out / '01.xml'} was edited by hand and stays, though no list has it" in err
    assert not (out / "00.xml").exists()
    assert not (out / "00.txt").exists()
    assert (out / "01.xml").read_text(encoding="utf-8") == "by hand"
    assert build(capsysbinary, records) == (0, "10 same")


def test_a_bad_record_stops_no_other(capsysbinary: pytest.CaptureFixture[bytes], records: Path) -> None:
    (records / "06.txt").write_bytes(b"\0\1\2\3")
    for _ in range(2):
        code, _, err = run(capsysbinary, "build", records, "-o", records.parent / "out")
        assert code == 2
        assert err.count("error: ") == 1
        assert "11 of 12 built" in err


def test_the_number_of_processes_changes_nothing(capsysbinary: pytest.CaptureFixture[bytes], records: Path) -> None:
    for jobs in (1, 2):
        run(capsysbinary, "build", records, "-o", records.parent / f"out{jobs}", "--jobs", jobs)
    one, two = (contents(records.parent / f"out{jobs}") for jobs in (1, 2))
    assert {name: data.replace(b"/out1/", b"/out2/") for name, data in one.items()} == two


def test_what_a_killed_build_wrote_is_not_taken_for_edited(
    capsysbinary: pytest.CaptureFixture[bytes], records: Path
) -> None:
    out = records.parent / "out"
    build(capsysbinary, records)
    told = (out / "manifest.json").read_bytes()
    build(capsysbinary, records, "--date", "2026-11-25")
    after = contents(out)
    (out / "manifest.json").write_bytes(told)  # as if killed when all was written but this
    assert build(capsysbinary, records, "--date", "2026-11-25") == (0, "12 changed")
    assert contents(out) == after


def test_an_edition_that_was_edited_and_cannot_be_read_stays(
    capsysbinary: pytest.CaptureFixture[bytes], records: Path
) -> None:
    build(capsysbinary, records)
    edited = records.parent / "out" / "03.xml"
    edited.write_text("<TEI>half an ed", encoding="utf-8")
    for _ in range(2):
        code, _, err = run(capsysbinary, "build", records, "-o", records.parent / "out")
        assert (code, "; correct it, or delete it to rebuild it" in err) == (2, True)
        assert edited.read_text(encoding="utf-8") == "<TEI>half an ed"


def test_where_pages_cannot_be_made_the_edition_stands(
    capsysbinary: pytest.CaptureFixture[bytes], records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> dict[str, str]:
        raise EncoderError("00.xml: no page can be made")

    with monkeypatch.context() as patch:
        patch.setattr(rendering, "render_all", refuse)
        code, out, err = run(
            capsysbinary,
            "build",
            records,
            "-o",
            records.parent / "out",
            "--jobs",
            1,
            "--format",
            "json",
            "--show",
            "info",
        )
    assert code == 2
    assert "no page can be made" in err
    assert len({each["rule"] for each in json.loads(out)["findings"]}) > 1  # what was found is told all the same
    assert (records.parent / "out" / "03.xml").exists()
    assert build(capsysbinary, records) == (0, "12 rendered")


def test_a_record_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TALK, encoding="utf-8")
    recipe = Recipe("auto", None, None, "en", 0.3)
    record = Record(str(source), {"xml": str(tmp_path / "a.xml")})

    def hang(*_: object) -> Made:
        while True:
            with suppress(Exception):
                time.sleep(0.01)

    with monkeypatch.context() as patch, ThreadPoolExecutor(1) as pool:
        patch.setattr(making, "_encoded", hang)
        assert "it took more than 0.3 seconds" in str(make(record, recipe, Needs({}, {})).refused)
        thread = pool.submit(make, record, recipe, Needs({}, {}))  # as a worker of a cluster has it
        assert "it took more than 0.3 seconds" in str(thread.result(5).refused)
    with ThreadPoolExecutor(1) as pool:  # nor is what comes after it given up
        for _ in range(20):
            assert pool.submit(make, record, replace(recipe, time_limit=5), Needs({}, {})).result().state == "new"


@pytest.mark.parametrize("limit", ["nan", "inf", "0", "1e10"])
def test_a_limit_that_is_none(capsysbinary: pytest.CaptureFixture[bytes], records: Path, limit: str) -> None:
    assert run(capsysbinary, "build", records, "-o", records.parent / "out", "--time-limit", limit)[0] == 2


def test_the_plan_is_what_the_build_does_with_one_record(
    capsysbinary: pytest.CaptureFixture[bytes], records: Path
) -> None:
    one = ("build", records / "00.txt", "-o", records.parent / "one")
    run(capsysbinary, *one)
    assert "1 same\n" in run(capsysbinary, *one, "--dry-run")[2]
    assert re.search(r"1 same\n1 of 1 built; [^\n]*\n\Z", run(capsysbinary, *one)[2])


def test_a_manifest_that_is_none_is_made_anew(capsysbinary: pytest.CaptureFixture[bytes], records: Path) -> None:
    build(capsysbinary, records)
    for rubbish in ("", "[]", '{"records": {"x": 1}}'):
        (records.parent / "out" / "manifest.json").write_text(rubbish, encoding="utf-8")
        assert build(capsysbinary, records) == (0, "12 new")


def test_what_cannot_be_seen_is_not_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "records" / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt"):
        (tmp_path / "records" / name).write_text("Memorandum on Coal\n\nIt was good.", encoding="utf-8")
    run(capsysbinary, "build", "records", "--show", "error")
    scandir = os.scandir

    def refusing(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    code, _, err = run(capsysbinary, "build", "records", "--prune", "--show", "error")
    assert (code, err) == (2, "error: records/sub: cannot be read: Permission denied\n")
    assert (tmp_path / "output" / "b.xml").is_file()


@pytest.mark.parametrize("made", ["folder", "read-only"])
def test_a_manifest_that_cannot_be_written_is_told_before_the_work(
    capsysbinary: pytest.CaptureFixture[bytes], records: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    out = records.parent / "out"
    build(capsysbinary, records)
    before = contents(out)
    manifest = out / "manifest.json"
    if made == "folder":
        manifest.unlink()
        manifest.mkdir()
    else:  # to root nothing is read-only
        monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != manifest)
    (records / "00.txt").write_text("Other words.", encoding="utf-8")
    code, _, err = run(capsysbinary, "build", records, "-o", out, "--show", "error")
    assert code == 2
    assert str(manifest) in err
    before.pop("manifest.json")
    assert {name: data for name, data in contents(out).items() if name != "manifest.json"} == before
