"""Wheel, sdist and editable install carry schema, stylesheets and sample: built, installed elsewhere, and run."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)], check=True, capture_output=True)
    return out


def test_both_carry_what_the_program_needs(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    (sdist,) = built.glob("*.tar.gz")
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [path.relative_to(ROOT) for path in (ROOT / "schema").rglob("*") if path.is_file()]
    assert {f"encoder/data/{path.as_posix()}" for path in files} <= inside
    assert len([path for path in files if path.parts[1] == "ingest"]) == 9
    assert {f"encoder/data/xslt/{path.name}" for path in (ROOT / "xslt").iterdir()} <= inside
    assert {"encoder/sample/118978.txt", "encoder/py.typed"} <= inside
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "schema/tei-encoder.rng",
        "xslt/html.xsl",
        "output/118978.xml",
        "tests/conftest.py",
        "pyproject.toml",
    } <= packed


def test_the_wheel_runs_the_main_job_far_from_the_checkout(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    installed = tmp_path / "installed"  # only the program: what it depends on is here, `.ci/run` has installed it
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(installed), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    for command in (["build", "--sample", "--date", "2026-11-23", "-o", "made"], ["schema", "-o", "made"]):
        made = [sys.executable, "-m", "encoder", *command]
        subprocess.run(made, check=True, capture_output=True, cwd=tmp_path, env=environment)
    where = [sys.executable, "-c", "import encoder; print(encoder.__file__)"]
    found = subprocess.run(where, check=True, capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert found.stdout.startswith(str(installed))
    for path in (ROOT / "output").iterdir():
        assert (tmp_path / "made" / path.name).read_bytes() == path.read_bytes(), path.name
