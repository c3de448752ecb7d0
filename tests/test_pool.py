"""Processes that are lost: the others' results stand, in their order."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from encoder.work.pool import each, processes


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
