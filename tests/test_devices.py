"""Devices and pipes: none is waited for, and none is replaced by a file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import ROOT

EDITION = ROOT / "output" / "118978.xml"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such files there")


def run(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "encoder", *words], capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize(
    "words",
    [
        ("encode", "{}"),
        ("render", "{}", "--to", "text"),
        ("validate", "{}"),
        ("validate", "--stream", "{}"),
        ("validate", "--schema", "{}", str(EDITION)),
        ("validate", "--schematron", "{}", str(EDITION)),
        ("validate", "--baseline", "{}", str(EDITION)),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_never_ends_is_refused(words: tuple[str, ...], kind: str, tmp_path: Path) -> None:
    given = tmp_path / "pipe" if kind == "pipe" else Path("/dev/zero")
    if kind == "pipe":
        os.mkfifo(given)
    done = run(*(word.format(given) for word in words))
    assert b"it is a device or a pipe, not a file" in done.stderr
    assert done.returncode in (1, 2)


def test_a_pipe_in_a_folder_is_told_of(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xml")
    assert b"it is a device or a pipe" in run("validate", str(tmp_path)).stderr


def test_what_a_shell_hands_over_is_read() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m encoder validate <(cat {EDITION})"], capture_output=True, check=False
    )
    assert (done.returncode, b"1 of 1 valid" in done.stdout + done.stderr) == (0, True)


def test_without_a_standard_input() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m encoder validate - 0<&-"], capture_output=True, check=False
    )
    assert b"there is no standard input to read" in done.stderr


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run("validate", "--write-baseline", str(pipe), str(EDITION)).returncode == 0
    reader.join(20)
    assert b'"findings"' in got[0]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
