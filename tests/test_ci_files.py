"""What other projects run in their CI: valid by the schemas of those services, and run as far as can be without them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT

ACTION = ROOT / ".github" / "actions" / "validate" / "action.yml"
PIPELINE = ROOT / ".gitlab" / "validate.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BROKEN = (
    (ROOT / "output" / "118978.xml")
    .read_text(encoding="utf-8")
    .replace('who="#wcda-118978.wu-xiuquan"', 'who="#nobody"', 1)
)


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path)


@pytest.mark.parametrize(("path", "schema"), [(ACTION, "vendor.github-actions"), (PIPELINE, "vendor.gitlab-ci")])
def test_files_are_what_the_services_read(path: Path, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    (tmp_path / "my editions").mkdir()
    (tmp_path / "my editions" / "broken.xml").write_text(BROKEN, encoding="utf-8")
    shutil.copy(ROOT / "output" / "118978.xml", tmp_path / "good.xml")
    return tmp_path


def test_the_action_annotates_summarizes_and_fails(editions: Path) -> None:
    """Its own steps, in their shell, with the variables that a runner sets."""
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    steps = read(ACTION)["runs"]["steps"]
    summary = editions / "summary.md"
    given = {
        "github.action_path": str(ACTION.parent),
        "inputs.editions": "my editions\n\ngood.xml\n",
        "inputs.options": "--ids --jobs 1",
    }
    environment = {**os.environ, "RUNNER_TEMP": str(editions / "temp"), "GITHUB_STEP_SUMMARY": str(summary)}
    (editions / "temp").mkdir()
    done = []
    for step in steps:
        assert step["shell"] == "bash"
        variables = {name: fill(value, given) for name, value in step["env"].items()}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done.append(
            subprocess.run(
                command, cwd=editions, env={**environment, **variables}, capture_output=True, text=True, check=False
            )
        )
    assert done[0].returncode == 0, done[0].stderr
    assert done[1].returncode == 1, done[1].stderr
    assert done[1].stdout.startswith("::error file=my editions/broken.xml,line=")
    assert "| my editions/broken.xml:420:50 | error |" in summary.read_text(encoding="utf-8")


def fill(text: str, given: dict[str, str]) -> str:
    for name, value in given.items():
        text = text.replace(f"${{{{ {name} }}}}", value)
    assert "${{" not in text
    return text


def test_the_pipeline_writes_both_reports_and_fails(editions: Path) -> None:
    """Its script but for the installation, in one shell, as a runner does."""
    whole = read(PIPELINE)
    job = whole["validate-tei"]
    script = [line for line in job["script"] if not line.startswith("pip ")]
    assert len(script) == len(job["script"]) - 1
    variables = {**os.environ, **whole["variables"], "TEI_EDITIONS": "good.xml my*editions"}
    variables["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-ec", "\n".join(script)], cwd=editions, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    for name in job["artifacts"]["reports"].values():
        assert "pointer-dangling" in (editions / name).read_text(encoding="utf-8")


def test_hooks_name_commands_that_are_there() -> None:
    for hook in read(HOOKS):
        command = [Path(sys.executable).parent / "tei-encoder", *hook["entry"].split()[1:], "--help"]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        assert (hook["language"], hook["types"]) == ("python", ["xml"])


def test_hooks_are_what_pre_commit_reads() -> None:
    pytest.importorskip("pre_commit")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
