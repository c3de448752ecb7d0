"""Records of other people, read where they lie: each encodes, is valid, loses nothing, and holds no false speech."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from encoder.validation import loss
from tests.conftest import NS, corpus_folder

FOLDER = corpus_folder()
RECORDS = sorted((FOLDER / "corpus").rglob("*.txt")) if FOLDER else []
SILENT = [p for p in RECORDS if p.parent.name == "negative" or (p.parent.name == "wcda" and p.stem != "118978")]


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.skipif(not RECORDS, reason="the shared corpus is not here (TEI_ENCODER_SHARED names it)")
@pytest.mark.parametrize("path", RECORDS, ids=name)
def test_a_real_record_is_encoded_whole(path: Path) -> None:
    edition = encoder.encode(path)
    assert list(encoder.validate(edition)) == []
    assert loss.account(edition).lost == 0


@pytest.mark.skipif(not RECORDS, reason="the shared corpus is not here (TEI_ENCODER_SHARED names it)")
@pytest.mark.parametrize("path", SILENT, ids=name)
def test_no_speech_is_invented(path: Path) -> None:
    assert encoder.encode(path).root.find(".//t:sp", NS) is None
