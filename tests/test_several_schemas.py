"""A file that names several RELAX NG schemas is judged by each that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

import encoder
from tests.conftest import ROOT

MODEL = '<?xml-model href="{}" schematypens="http://relaxng.org/ns/structure/1.0"?>'
ANY = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any"><element><anyName/>'
    '<zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>'
)
NOTHING = '<element name="no" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'


@pytest.mark.parametrize("named", [("any.rng", "none.rng"), ("none.rng", "any.rng"), ("gone.rng", "none.rng")])
def test_each_judges(named: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "any.rng").write_text(ANY, encoding="utf-8")
    (tmp_path / "none.rng").write_text(NOTHING, encoding="utf-8")
    tei = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
    start = tei.index("<TEI")
    foreign = tei[start:].replace('ident="tei-encoder"', 'ident="other"')
    path = tmp_path / "a.xml"
    path.write_text("".join(map(MODEL.format, named)) + foreign, encoding="utf-8")
    found = [each.message for each in encoder.validate(encoder.open_edition(path))]
    assert any("as the root required is <no>" in message for message in found)
