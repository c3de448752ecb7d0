"""Whatever happens to a build of a project, nothing is half written, and the next one ends in the bytes of an undisturbed one.

`TEI_ENCODER_KILLS=20` kills it so often; CI does it a few times.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from encoder.work.store import digest
from tests.test_build import contents
from tests.test_project import TALK

COMMAND = [sys.executable, "-m", "encoder", "build", "--show", "error", "--jobs", "2"]
KILLS = int(os.environ.get("TEI_ENCODER_KILLS", "2"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    for number in range(24):
        (tmp_path / "records" / f"{number:02}.txt").write_text(TALK.format(number), encoding="utf-8")
    (tmp_path / "edition.toml").write_text(
        'title = "Talks"\n[site]\naddress = "https://example.org/"\n', encoding="utf-8"
    )
    return tmp_path


def build(folder: Path) -> dict[str, bytes]:
    done = subprocess.run(COMMAND, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return contents(folder / "output")


def killed(folder: Path, after: float) -> None:
    process = subprocess.Popen(
        COMMAND, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_killed_at_any_moment(folder: Path) -> None:
    start = time.monotonic()
    undisturbed = build(folder)
    whole = time.monotonic() - start
    choose = random.Random(11)
    for _ in range(KILLS):
        shutil.rmtree(folder / "output")
        killed(folder, choose.uniform(0.3, 1) * whole)
        assert build(folder) == undisturbed


def test_killed_while_it_makes_changes_which_are_then_taken_back(folder: Path) -> None:
    undisturbed = build(folder)
    record = folder / "records" / "03.txt"
    before = record.read_bytes()
    choose = random.Random(12)
    for _ in range(KILLS):
        record.write_text(TALK.format("other").replace("Deng Xiaoping", "Peng Zhen"), encoding="utf-8")
        killed(folder, choose.uniform(0.3, 1.2))
        record.write_bytes(before)
        assert build(folder) == undisturbed


def test_a_disk_that_is_full(folder: Path) -> None:
    """A limit of the system on the size of files: what is larger cannot be written, as on a disk that is full."""
    undisturbed = build(folder)
    shutil.rmtree(folder / "output")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, resource.RLIM_INFINITY))

    done = subprocess.run(COMMAND, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=limit)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not [path for path in (folder / "output").rglob("*") if path.is_file() and path.stat().st_size == 9_000]
    assert build(folder) == undisturbed


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    undisturbed = build(folder)
    shutil.rmtree(folder / "output")
    record = folder / "records" / "05.txt"
    record.rename(folder / "kept")
    record.symlink_to(folder / "nowhere")
    done = subprocess.run(COMMAND, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, "05.txt" in done.stderr) == (2, True)
    assert "23 of 24 built" in done.stderr
    record.unlink()
    (folder / "kept").rename(record)
    assert build(folder) == undisturbed


def test_notes_of_the_site_that_are_none(folder: Path) -> None:
    undisturbed = build(folder)
    outside = folder / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    notes = folder / "output" / "site.json"
    told = json.loads(notes.read_bytes())
    told["files"]["../outside.txt"] = ["0", digest(b"mine").hex()]
    for text in ("rubbish", "[]", json.dumps(told)):
        notes.write_text(text, encoding="utf-8")
        assert build(folder) == undisturbed
    assert outside.read_text(encoding="utf-8") == "mine"


def test_nothing_goes_that_no_build_made(folder: Path) -> None:
    build(folder)
    output, own = folder / "output", b"mine"
    kept = [
        output / name for name in ("mine.html", ".keep.part", "pagefind-entry.json", "pagefind/own/pagefind-entry.json")
    ]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(own)
    outside = folder / "outside.xml"
    outside.write_bytes(own)
    told = json.loads((output / "site.json").read_bytes())
    told["files"] |= {str(path.relative_to(output)): ["0", digest(b"other").hex()] for path in kept}
    (output / "site.json").write_text(json.dumps(told), encoding="utf-8")
    manifest = output / "manifest.json"
    told = manifest.read_text(encoding="utf-8")
    poisoned = told.replace('"summary":["03"', '"summary":["../../outside"')
    assert poisoned != told
    manifest.write_text(poisoned.replace('03.txt"', 'gone.txt"'), encoding="utf-8")
    build(folder)
    subprocess.run([*COMMAND, "--prune"], cwd=folder, capture_output=True, check=False)
    assert outside.read_bytes() == own
    for path in kept:
        assert path.read_bytes() == own


def test_a_site_that_is_wanted_no_more(folder: Path) -> None:
    build(folder)
    (folder / "edition.toml").write_text('title = "Talks"\n', encoding="utf-8")
    left = build(folder)
    assert not {name for name in left if name.startswith(("pagefind", "browse", "person", "index"))}
    assert {"register.xml", "records/03.html", "schema/tei-encoder.rng"} <= {*left}
    assert not (folder / "output" / "browse").exists()


def test_two_builds_at_once_do_not_harm_each_other(folder: Path) -> None:
    undisturbed = build(folder)
    shutil.rmtree(folder / "output")
    first = subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not (folder / "output").exists() and first.poll() is None:
        time.sleep(0.01)
    second = subprocess.run(COMMAND, cwd=folder, capture_output=True, text=True, check=False)
    _, told = first.communicate()
    assert first.returncode == 0, told
    assert (second.returncode, "another build is at work there" in second.stderr) == (2, True), second.stderr
    assert build(folder) == undisturbed


def test_a_link_in_the_output_leads_nowhere_else(tmp_path: Path) -> None:
    record, out, other = tmp_path / "a.txt", tmp_path / "out", tmp_path / "precious.html"
    record.write_text("Talk\n\nKim: Yes we do.\n\nRoe: No.\n\nKim: So.\n\nRoe: Well.\n", encoding="utf-8")
    other.write_text("precious", encoding="utf-8")
    out.mkdir()
    (out / "a.html").symlink_to(other)
    done = subprocess.run(
        [sys.executable, "-m", "encoder", "build", record, "-o", out], capture_output=True, check=False
    )
    assert done.returncode == 0
    assert other.read_text(encoding="utf-8") == "precious"
    assert not (out / "a.html").is_symlink()
