"""Processes that are lost: the others' results stand, in their order."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from encoder.work.pool import each, processes
from tests.conftest import ROOT


def double(number: int) -> int:
    return 2 * number


def dies(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def dies_once(thing: tuple[int, str]) -> int:
    number, mark = thing
    if number == 7 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_results_come_in_order() -> None:
    assert list(each(double, range(100), processes(2), lambda _: -1)) == list(range(0, 200, 2))


def test_what_kills_its_process_has_a_result_of_its_own() -> None:
    assert list(each(dies, range(40), processes(2), lambda _: -1)) == [
        -1 if number == 7 else 2 * number for number in range(40)
    ]


def test_a_process_that_is_lost_once_costs_nothing(tmp_path: Path) -> None:
    things = [(number, str(tmp_path / "mark")) for number in range(40)]
    assert list(each(dies_once, things, processes(2), lambda _: -1)) == list(range(0, 80, 2))
    assert (tmp_path / "mark").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot do it")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    slow = tmp_path / "slow.sch"
    slow.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern><rule context="*:body">'
        '<assert test="count(for $a in 1 to 100000, $b in 1 to 100000 return ($a*$b)[. mod 7=3])=1">m</assert></rule></pattern></schema>',
        encoding="utf-8",
    )
    for number in range(40):
        shutil.copy(ROOT / "output" / "118978.xml", tmp_path / f"{number}.xml")
    command = [
        sys.executable,
        "-m",
        "encoder",
        "validate",
        "--no-cache",
        "--jobs",
        "2",
        "--schematron",
        str(slow),
        str(tmp_path),
    ]
    parent = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(6)
    children = below(parent.pid)
    assert len(children) >= 2
    parent.kill()
    parent.wait()
    time.sleep(1)
    assert [pid for pid in children if Path(f"/proc/{pid}").exists() and state(pid) not in "ZX"] == []


def below(pid: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    own = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    return own + [each for child in own for each in below(child)]


def state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
