"""The TEI of other projects on the first day: by which schema it is judged, which rules are run, what is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import encoder
from encoder.check import one_edition
from encoder.check.schemas import model
from encoder.check.schemas.model import Why
from encoder.check.schematron import schema as schematron
from encoder.files import resources
from tests.conftest import names
from tests.test_cli import run

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt>"
    "<sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
)
DATES = '<p><date when="1950" from="1949">then</date></p>'
RULES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">'
    '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>{}</schema>'
)
WHEN = '<pattern id="w"><rule context="t:date"><report id="both" test="@when and @from">two dates</report></rule></pattern>'


def tei(body: str = "<p>One.</p>", before: str = "") -> str:
    return f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>{body}</body></text></TEI>'


def named(address: str, language: str = "http://relaxng.org/ns/structure/1.0") -> str:
    return f'<?xml-model href="{address}" schematypens="{language}"?>'


@pytest.mark.parametrize(
    ("before", "name", "why"),
    [
        ("", "tei_all 4.10.2", Why.UNNAMED),
        (named("https://example.org/other.rng"), "tei_all 4.10.2", Why.MISSING),
        (named("https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"), "tei_all 4.10.2", Why.NAMED),
        (named("own.rng"), "own.rng", Why.NAMED),
        (named("../schema/tei-encoder.rng"), "tei-encoder", Why.OWN),
    ],
)
def test_a_file_is_judged_by_the_schema_that_it_names_or_by_tei_all(
    before: str, name: str, why: Why, tmp_path: Path
) -> None:
    (tmp_path / "own.rng").write_bytes(resources.schema("tei_all.rng").read_bytes())
    chosen = model.choose(tei(before=before), str(tmp_path / "a.xml"))
    assert (Path(chosen.name).name, chosen.why) == (name, why)
    assert chosen.address == ("https://example.org/other.rng" if why is Why.MISSING else "")
    assert chosen.path.is_file()


def test_the_release_of_the_bundled_schema_is_stated() -> None:
    head = resources.schema("tei_all.rng").read_text(encoding="utf-8")[:4000]
    assert re.search(r"P5\s+Version\s+([\d.]+\d)", head)[1] == model.RELEASE  # type: ignore[index]


def test_an_edition_of_ours_has_our_schema_whatever_stands_beside_it() -> None:
    edition = encoder.open_edition(Path("output/118978.xml"))
    assert model.is_own(model.of_edition(edition).path)
    made = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><application ident="tei-encoder"/></teiHeader></TEI>'
    assert model.choose(made, "a.xml").why is Why.OWN  # its xml-model was removed
    assert model.house("<TEI><standOff/></TEI>").name == "tei-encoder-register.rng"


def test_the_summary_says_by_which_schema_and_what_was_passed_over(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "a.tei").write_text(tei(), encoding="utf-8")
    (tmp_path / "b.xml").write_text(tei(before=named("https://example.org/x.rng")), encoding="utf-8")
    (tmp_path / "map.xml").write_text('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', encoding="utf-8")
    code, _, err = run(capsysbinary, "validate", str(tmp_path), "--no-cache")
    assert code == 0
    assert "1 file validated against tei_all 4.10.2 (no schema named)\n" in err
    assert "1 file validated against tei_all 4.10.2 (named schema not found: https://example.org/x.rng)\n" in err
    assert "map.xml" in err
    assert "2 of 2 valid" in err


@pytest.mark.parametrize("again", [False, True])
def test_what_is_known_from_before_says_the_same(
    again: bool, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "a.xml").write_text(tei(), encoding="utf-8")
    for _ in range(1 + again):
        _, _, err = run(capsysbinary, "validate", str(tmp_path / "a.xml"), "--cache", str(tmp_path / "cache"))
    assert "1 file validated against tei_all 4.10.2" in err


def test_many_findings_end_in_a_summary(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.xml").write_text(tei('<p wrong="1">One.</p>' * 30), encoding="utf-8")
    _, out, err = run(
        capsysbinary, "validate", str(tmp_path / "a.xml"), "--limit", "10", "--no-cache", "--select", "relaxng"
    )
    assert out.count(b"[relaxng-invalid]") == 10
    assert (
        "… and 20 more. All findings by rule:\n     30 relaxng-invalid\nNext steps:\n  --select relaxng-invalid" in err
    )
    _, out, err = run(
        capsysbinary, "validate", str(tmp_path / "a.xml"), "--limit", "0", "--no-cache", "--select", "relaxng"
    )
    assert out.count(b"[relaxng-invalid]") == 30
    assert "Next steps" not in err


def test_rules_that_a_file_or_its_schema_names_are_run(tmp_path: Path) -> None:
    (tmp_path / "r.sch").write_text(RULES.format(WHEN), encoding="utf-8")
    before = named("r.sch", "http://purl.oclc.org/dsdl/schematron")
    edition = encoder.open_edition(tei(DATES, before).encode(), name=str(tmp_path / "a.xml"))
    found = names(encoder.validate(edition))
    assert "schematron:both" in found
    assert any(name.startswith("schematron:tei_all-att.datable.w3c") for name in found)


def test_rules_that_a_file_names_are_not_run_if_schematron_is_ignored(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r.sch").write_text(RULES.format(WHEN), encoding="utf-8")
    path = tmp_path / "a.xml"
    path.write_text(tei(DATES, named("r.sch", "http://purl.oclc.org/dsdl/schematron")), encoding="utf-8")
    monkeypatch.setattr(schematron, "check", lambda *_, **__: pytest.fail("rules were run"))
    assert run(capsysbinary, "validate", str(path), "--no-cache", "--ignore", "schematron")[0] == 0


def test_rules_that_cannot_be_run_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "bad.sch").write_text(RULES.format('<let name="x" value="doc(1)"/>' + WHEN), encoding="utf-8")
    language = "http://purl.oclc.org/dsdl/schematron"
    before = named("https://example.org/r.sch", language) + named("bad.sch", language)
    edition = encoder.open_edition(tei(before=before).encode(), name=str(tmp_path / "a.xml"))
    told = [each.message for each in encoder.validate(edition) if each.rule.name == "schematron-not-run"]
    assert any("not found: https://example.org/r.sch" in message for message in told)
    assert any("bad.sch: its rules were not run: doc() reads something other" in message for message in told)


def test_files_below_the_schema_are_included(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "p.sch").write_text(
        f'<x xmlns="http://purl.oclc.org/dsdl/schematron">{WHEN}</x>',
        encoding="utf-8",
    )
    (tmp_path / "sub" / "r.sch").write_text(
        '<r xmlns="http://purl.oclc.org/dsdl/schematron" id="own"><report id="in-p" test="t:date">a date</report></r>',
        encoding="utf-8",
    )
    rules = tmp_path / "r.sch"
    rules.write_text(
        RULES.format(
            '<include href="sub/p.sch#w"/><pattern><rule context="t:p"><extends href="sub/r.sch#own"/></rule></pattern>'
        ),
        encoding="utf-8",
    )
    found = names(schematron.check(encoder.open_edition(tei(DATES).encode()), rules))
    assert found == ["schematron:both", "schematron:in-p"]


def test_rules_of_an_odd_are_about_the_element_they_stand_in(tmp_path: Path) -> None:
    spec = (
        '<schemaSpec ident="x"><elementSpec ident="date" mode="change"><constraintSpec ident="one" scheme="schematron">'
        '<constraint><sch:report xmlns:sch="http://purl.oclc.org/dsdl/schematron" id="odd" test="@when and @from">two'
        "</sch:report></constraint></constraintSpec></elementSpec></schemaSpec>"
    )
    (tmp_path / "x.odd").write_text(tei(spec), encoding="utf-8")
    assert names(schematron.check(encoder.open_edition(tei(DATES).encode()), tmp_path / "x.odd")) == ["schematron:odd"]


def test_a_variable_of_another_pattern_is_seen_and_a_nearer_one_hides_it(tmp_path: Path) -> None:
    rules = tmp_path / "r.sch"
    rules.write_text(
        RULES.format(
            '<pattern><let name="n" value="1"/><rule context="t:body/t:p"><let name="n" value="7"/>'
            '<report id="seven" test="$n = 7">n</report></rule></pattern>'
            '<pattern><rule context="t:body/t:p"><report id="one" test="$n = 1">n</report></rule></pattern>'
        ),
        encoding="utf-8",
    )
    found = names(schematron.check(encoder.open_edition(tei().encode()), rules))
    assert found == ["schematron:seven", "schematron:one"]


def test_a_cached_verdict_knows_the_rules_that_a_file_names(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = named("r.sch", "http://purl.oclc.org/dsdl/schematron")
    (tmp_path / "a.xml").write_text(tei(DATES, before), encoding="utf-8")
    command = (
        "validate",
        str(tmp_path / "a.xml"),
        "--cache",
        str(tmp_path / "cache"),
        "--select",
        "schematron:both,schematron-not-run",
    )
    assert b"not found: r.sch" in run(capsysbinary, *command)[1]
    (tmp_path / "r.sch").write_text(RULES.format(WHEN), encoding="utf-8")
    assert b"[schematron:both]" in run(capsysbinary, *command)[1]
    (tmp_path / "r.sch").write_text(RULES.format(WHEN.replace("@when and @from", "false()")), encoding="utf-8")
    assert run(capsysbinary, *command)[1] == b""


def test_a_stream_is_judged_by_the_schema_that_it_names(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "own.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="TEI" ns="http://www.tei-c.org/ns/1.0">'
        "<empty/></element></start></grammar>", encoding="utf-8"
    )  # fmt: skip
    text = tei(before=f"<!-- {'licence ' * 4000}-->{named('own.rng')}")
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "a.xml").write_text(text, encoding=encoding)
        told = [
            run(capsysbinary, "validate", str(tmp_path / "a.xml"), "--no-cache", *more)[0]
            for more in ((), ("--stream",))
        ]
        assert told == [1, 1]


@pytest.mark.parametrize("address", ["data:" + "d" * 400 + ".sch", "%00.sch", "", "a&amp;b.sch", "C:\\r.sch", ".."])
def test_odd_addresses_are_not_here(address: str, tmp_path: Path) -> None:
    before = named(address, "http://purl.oclc.org/dsdl/schematron")
    edition = encoder.open_edition(tei(before=before).encode(), name=str(tmp_path / "a.xml"))
    assert "schematron-not-run" in names(encoder.validate(edition))


def test_the_rules_of_tei_all_are_known_by_its_address(tmp_path: Path) -> None:
    address = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
    before = named(address) + named(address, "http://purl.oclc.org/dsdl/schematron")
    found = names(encoder.validate(encoder.open_edition(tei(DATES, before).encode(), name=str(tmp_path / "a.xml"))))
    assert "schematron-not-run" not in found
    assert sum(name.startswith("schematron:tei_all-att.datable") for name in found) == 1


def test_rules_in_an_included_grammar_are_run(tmp_path: Path) -> None:
    (tmp_path / "top.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="all.rng"/></grammar>', encoding="utf-8"
    )
    (tmp_path / "all.rng").write_bytes(resources.schema("tei_all.rng").read_bytes())
    edition = encoder.open_edition(tei(DATES, named("top.rng")).encode(), name=str(tmp_path / "a.xml"))
    assert any(name.startswith("schematron:tei_all-att.datable") for name in names(encoder.validate(edition)))


def test_a_constraint_of_an_odd_has_its_own_variables_and_attributes(tmp_path: Path) -> None:
    holder = '<constraintSpec ident="{}" scheme="schematron"><constraint>{}</constraint></constraintSpec>'
    rule = '<sch:{} xmlns:sch="http://purl.oclc.org/dsdl/schematron" {}/>'
    count = rule.format("let", 'name="n" value="count(@*)"')
    at = holder.format("b", rule.format("report", 'id="at" test="true()"'))
    none = holder.format("c", count + rule.format("report", 'id="none" test="$n = 0"'))
    parts = (
        holder.format("a", count + rule.format("report", 'id="two" test="$n = 2"')),
        f'<attList><attDef ident="when">{at}</attDef></attList>',
    )
    other = f'<elementSpec ident="p" mode="change">{none}</elementSpec>'
    spec = f'<schemaSpec ident="x"><elementSpec ident="date" mode="change">{"".join(parts)}</elementSpec>{other}</schemaSpec>'
    (tmp_path / "x.odd").write_text(tei(spec), encoding="utf-8")
    other_date = "<p><date>later</date></p>"  # without the attribute that the rule is on
    found = names(schematron.check(encoder.open_edition(tei(DATES + other_date).encode()), tmp_path / "x.odd"))
    assert sorted(set(found)) == ["schematron:at", "schematron:none", "schematron:two"]
    assert found.count("schematron:at") == 1


def test_rules_on_a_class_without_members_are_reported(tmp_path: Path) -> None:
    spec = (
        '<schemaSpec ident="x"><classSpec ident="att.x" type="atts"><constraintSpec ident="c" scheme="schematron"><constraint>'
        '<sch:report xmlns:sch="http://purl.oclc.org/dsdl/schematron" id="c" test="true()"/></constraint></constraintSpec>'
        '</classSpec><elementSpec ident="date" mode="change"><constraintSpec ident="d" scheme="schematron"><constraint>'
        '<sch:report xmlns:sch="http://purl.oclc.org/dsdl/schematron" id="d" test="true()"/></constraint></constraintSpec>'
        "{}</elementSpec></schemaSpec>"
    )
    edition = encoder.open_edition(tei(DATES).encode())
    (tmp_path / "x.odd").write_text(tei(spec.format("")), encoding="utf-8")
    assert names(schematron.check(edition, tmp_path / "x.odd")) == ["schematron-not-run", "schematron:d"]
    (tmp_path / "y.odd").write_text(tei(spec.format('<classes><memberOf key="att.x"/></classes>')), encoding="utf-8")
    assert names(schematron.check(edition, tmp_path / "y.odd")) == ["schematron:c", "schematron:d"]


def test_rules_that_a_file_names_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = "every $i in 1 to 2000000000, $j in 1 to 2000000000 satisfies $i ne -1"
    (tmp_path / "slow.sch").write_text(RULES.format(WHEN.replace("@when and @from", slow)), encoding="utf-8")
    (tmp_path / "r.sch").write_text(RULES.format(WHEN), encoding="utf-8")
    language = "http://purl.oclc.org/dsdl/schematron"
    before = named("slow.sch", language) + named("r.sch", language)
    edition = encoder.open_edition(tei(DATES, before).encode(), name=str(tmp_path / "a.xml"))
    monkeypatch.setattr(one_edition, "SECONDS", 8.0)
    found = list(encoder.validate(edition))
    assert "schematron:both" in names(found)  # those after it are run
    (message,) = (each.message for each in found if each.rule.name == "schematron-not-run")
    assert message == "slow.sch: its rules were not run: they took more than 8 seconds"
