"""What repositories demand: every demand can be met and missed, and says where it stands."""

from __future__ import annotations

import pytest

import encoder
from encoder.check.schematron import ingest
from encoder.values.errors import EncoderError
from tests.conftest import ROOT
from tests.test_cli import run

SAMPLE = ROOT / "output" / "118978.xml"
BARE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text/></TEI>'


@pytest.mark.parametrize("repository", ingest.names())
def test_demands_have_sources_and_can_be_tested(repository: str) -> None:
    title, demands = ingest.demands(repository)
    assert title
    assert ingest.INGEST.name == "ingest"
    assert len(demands) >= 5
    assert len({demand.id for demand in demands}) == len(demands)
    for demand in demands:
        assert demand.source.startswith(("https://", "http://")), demand
        assert demand.words.endswith("."), demand
    for edition in (encoder.open_edition(BARE.encode()), encoder.open_edition(SAMPLE)):
        for finding in ingest.check(edition, repository):
            assert "could not be tested" not in finding.message
            assert finding.rule.name.removeprefix("ingest:") in {demand.id for demand in demands}


CASES = (  # repository, demand, what is replaced in the edition of 118978 so that it is met, or is not met any more
    ("tapas", "header-once", "</teiHeader>", "</teiHeader><teiHeader/>", False),
    ("tapas", "title-in-name", "<persName>Nam Il</persName>", "<persName><title>Mr</title> Nam Il</persName>", False),
    ("dta", "licence-target", '<p>The source states no licence.</p>', '<licence target="https://x.org/">x</licence>', True),
    ("dta", "language", '<language ident="en">', '<language ident="eng">', False),
    ("dracor", "original-source", '<bibl type="citation">', '<bibl type="originalSource">', True),
    ("dracor", "who", 'who="#wcda-118978.wu-xiuquan"', 'who="wcda-118978.wu-xiuquan"', False),
    ("dracor", "who-person", 'who="#wcda-118978.wu-xiuquan"', 'who="#nobody"', False),
    ("textgrid", "creation", '<creation>', '<nothing>', True),
    ("arche", "schema", "<?xml-model", "<?model", True),
    ("clarin", "date", '</publicationStmt>', '<date when="2026"/></publicationStmt>', True),
    ("openedition", "title-plain", "Deng Xiaoping</title>", "Deng Xiaoping.</title>", False),
    ("correspsearch", "corresp-desc", "</profileDesc>", "<correspDesc/></profileDesc>", True),
    ("epidoc", "edition", '<div type="conversation">', '<div type="edition" xml:lang="en">', True),
)  # fmt: skip


@pytest.mark.parametrize(("repository", "demand", "old", "new", "met"), CASES)
def test_a_demand_is_met_or_not(repository: str, demand: str, old: str, new: str, met: bool) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1).replace("</creation>", "</nothing>", int(new == "<nothing>"))
    unmet = {finding.rule.name for finding in ingest.check(encoder.open_edition(changed.encode()), repository)}
    assert (f"ingest:{demand}" not in unmet) == met


def test_the_command_lists_what_is_met(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, err = run(capsysbinary, "validate", "--for", "dta", SAMPLE)
    assert code == 1
    assert "  met         titleStmt has a main title.\n" in out.decode()
    assert "  NOT MET     There is a licence, and its @target is an address. <https://" in out.decode()
    assert "  recommended textClass has a classCode" in out.decode()
    assert err == "0 of 1 meet the requirements; the schema was not checked; 6 errors, 4 warnings\n"
    code, out, _ = run(capsysbinary, "validate", "--for", "tapas", "--format", "jsonl", SAMPLE)
    assert (code, out) == (0, b"")
    code, _, err = run(capsysbinary, "validate", "--for", "dracorr", SAMPLE)
    assert (code, "did you mean dracor?" in err) == (2, True)
    assert run(capsysbinary, "validate", "--for", "dta", "--ids", "--schema", "model", SAMPLE)[0] == 2
    with pytest.raises(EncoderError, match="known are arche, clarin"):
        ingest.demands("../x")
