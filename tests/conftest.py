"""What the tests share: the sample record, small helpers, and the shared corpus where it lies beside the project."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import encoder
from encoder.files import resources
from encoder.values.diagnostics import Diagnostic
from encoder.values.edition import Edition
from encoder.values.namespaces import TEI, XML
from encoder.values.source import Source

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MODULES = Path(os.environ.get("TEI_ENCODER_NODE_MODULES", "node_modules"))
"""Where npm has put what `tests/npm/package.json` names."""
LONG = bool(os.environ.get("TEI_ENCODER_LONG"))
"""Whether the slower tests are asked for, which try more of the same kind."""
T = f"{{{TEI}}}"
NS = {"t": TEI, "xml": XML}


def corpus_folder() -> Path | None:
    """The folder with records, schemas and suites of other projects; None where it is not at hand."""
    named = os.environ.get("TEI_ENCODER_SHARED")
    candidates = [Path(named)] if named else [ROOT.parent / "shared"]
    return next((folder for folder in candidates if (folder / "corpus").is_dir()), None)


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = corpus_folder()
    if folder is None:
        pytest.skip("the shared corpus is not here (TEI_ENCODER_SHARED names it)")
    return folder


@pytest.fixture(autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def sample() -> Edition:
    """The edition of 118978, not to be changed."""
    return encoder.encode(resources.sample(), date="2026-11-23")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        started = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The program of axe-core, to be run in a page."""
    file = MODULES / "axe-core" / "axe.min.js"
    if not file.is_file():
        pytest.skip("axe-core is not here (TEI_ENCODER_NODE_MODULES names its folder)")
    return file.read_text(encoding="utf-8")


def within(pointers: str | None) -> str | None:
    """An identifier, or pointers, without the record's identifier that each begins with: `#record-a.kim` is `#kim`."""
    return pointers and re.sub(r"(?:(?<=#)|^)[^\s#.]+\.", "", pointers)


def encode(text: str, name: str = "record.txt", profile: str = "auto") -> Edition:
    return encoder.encode(Source(text, name), profile=profile)


def names(findings: object) -> list[str]:
    return [finding.rule.name for finding in findings if isinstance(finding, Diagnostic)]  # type: ignore[attr-defined]


def words(text: str) -> str:
    """A text without white space: what “nothing lost” compares."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def sure_labels() -> Iterator[None]:
    """Let `@cert` say only how sure it is whom a label means: short texts leave the label itself in doubt too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("encoder.resolve.speakers.certainty", lambda _chance: None)
        yield


def listed_names(edition: Edition) -> list[str]:
    """The names of the persons in a header, their forms of address included."""
    return [name_of(person) for person in edition.root.findall(".//t:particDesc//t:person", NS)]


def name_of(person: etree._Element) -> str:
    """The name of a person as printed, with the form of address."""
    return "".join(person.find("t:persName", NS).itertext())
