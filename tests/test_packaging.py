"""Wheel, sdist and editable install carry schema, stylesheets and sample: built, installed elsewhere, and run."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
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
    venv.create(tmp_path / "env", with_pip=True)
    bin_folder = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([bin_folder / "python", "-m", "pip", "install", "-q", wheel], check=True, capture_output=True)
    command = [bin_folder / "tei-encoder", "build", "--sample", "--date", "2026-11-23", "-o", "made"]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    schema = [bin_folder / "tei-encoder", "schema", "-o", "made"]
    subprocess.run(schema, check=True, capture_output=True, cwd=tmp_path)
    for path in (ROOT / "output").iterdir():
        assert (tmp_path / "made" / path.name).read_bytes() == path.read_bytes(), path.name
