"""`build --watch` builds again what changes, goes on after a fault, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_project import TALK

pytest.importorskip("watchfiles")


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_changes_is_built_again(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    for number in range(3):
        (tmp_path / "records" / f"{number}.txt").write_text(TALK.format(number), encoding="utf-8")
    project = tmp_path / "edition.toml"
    project.write_text('title = "Talks"\n', encoding="utf-8")
    told = tmp_path / "told"
    with told.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "encoder", "build", "--watch", "--show", "error", "--jobs", "1"],
            cwd=tmp_path, stderr=out, env={**os.environ, "PYTHONUNBUFFERED": "1"},
            preexec_fn=interruptible,  # noqa: PLW1509 -- the tests have no threads then
        )  # fmt: skip
        try:
            until(lambda: "watching" in told.read_text(encoding="utf-8"))
            time.sleep(0.3)  # until the system watches too
            (tmp_path / "records" / "1.txt").write_text(TALK.format("changed"), encoding="utf-8")
            until(lambda: "1 changed, 2 same" in told.read_text(encoding="utf-8"))
            project.write_text('titel = "Talks"\n', encoding="utf-8")
            until(lambda: "did you mean “title”?" in told.read_text(encoding="utf-8"))
            project.write_text('title = "Talks"\n\n[site]\n', encoding="utf-8")
            until((tmp_path / "output" / "index.html").exists)
            for title in ("More Talks", "Other Talks"):  # as editors save: a new file in the place of the old one
                new = tmp_path / ".edition.toml.new"
                new.write_text(f'title = "{title}"\npeople = "people.tsv"\n\n[site]\n', encoding="utf-8")
                (tmp_path / "people.tsv").write_text("id\tname\n", encoding="utf-8")
                new.replace(project)
                until(lambda title=title: title in (tmp_path / "output" / "index.html").read_text(encoding="utf-8"))  # type: ignore[misc]
            time.sleep(1.5)  # until what the last build did is told
            changed = told.read_text(encoding="utf-8").count("3 changed")
            (tmp_path / "people.tsv").write_text("id\tname\nkim\tKim Il Sung\n", encoding="utf-8")
            until(lambda: told.read_text(encoding="utf-8").count("3 changed") == changed + 1)
            edition, page = (tmp_path / "output" / "records" / f"1.{kind}" for kind in ("xml", "html"))
            edition.write_text(edition.read_text(encoding="utf-8").replace("Two.", "Two and a half."), encoding="utf-8")
            until(lambda: "Two and a half." in page.read_text(encoding="utf-8"))
            until(lambda: "1 edited, 2 same" in told.read_text(encoding="utf-8"))
            time.sleep(1)  # until that build has told all
            builds = told.read_text(encoding="utf-8").count(" built; ")
            time.sleep(2)  # what the build writes is no change
            assert told.read_text(encoding="utf-8").count(" built; ") == builds
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(60) in (0, 130)
    assert told.read_text(encoding="utf-8").count("watching") == 2


def interruptible() -> None:
    """Let Ctrl-C end a process, also if the tests were started in the background, where a shell has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_one_record_alone_is_built_again_once(tmp_path: Path) -> None:
    record, told = tmp_path / "a.txt", tmp_path / "told"
    record.write_text(TALK.format(1), encoding="utf-8")
    with told.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "encoder", "build", "a.txt", "--watch", "--show", "error"],
            cwd=tmp_path, stderr=out, env={**os.environ, "PYTHONUNBUFFERED": "1"},
            preexec_fn=interruptible,  # noqa: PLW1509 -- the tests have no threads then
        )  # fmt: skip
        try:
            until(lambda: "Ctrl-C ends it" in told.read_text(encoding="utf-8"))
            record.write_text(TALK.format("changed"), encoding="utf-8")
            until(lambda: told.read_text(encoding="utf-8").count(" built; ") == 2)
            time.sleep(2)  # what the build writes is no change
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(60) in (0, 130)
    assert told.read_text(encoding="utf-8").count(" built; ") == 2
