"""The XSpec scenarios of the stylesheets (`tests/xspec/`), run without Java."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.xspec.runner import run, scenarios

FILES = sorted((Path(__file__).parent / "xspec").glob("*.xspec"))
ALL = [(path, label, scenario) for path in FILES for label, scenario in scenarios(path)]


@pytest.mark.parametrize(("path", "label", "scenario"), ALL, ids=[f"{path.stem}: {label}" for path, label, _ in ALL])
def test_scenario(path: Path, label: str, scenario: etree._Element) -> None:
    outcomes = run(path, scenario)
    assert outcomes, f"{label} expects nothing"
    for outcome in outcomes:
        assert outcome.holds, f"{label}: {outcome.label}; there was {outcome.got}"


def test_a_scenario_can_fail() -> None:
    path, label, scenario = next(each for each in ALL if each[1].endswith("a supplied word"))
    wrong = scenario.find("{http://www.jenitennison.com/xslt/xspec}expect")
    assert wrong is not None
    wrong[0].set("class", "gap")
    assert [outcome.holds for outcome in run(path, scenario)] == [False], label
    wrong[0].set("class", "supplied ")
