"""Reports in XML that build servers read: JUnit and Checkstyle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from encoder.check.located import Located
from encoder.values.diagnostics import Severity


def junit(findings: Sequence[Located], files: Sequence[str]) -> str:
    """A suite for each file: a case for each finding, or one that passes; errors are failures."""
    root = etree.Element("testsuites", name="tei-encoder")
    for path in _clean_files(findings, files):
        suite = etree.SubElement(root, "testsuite", name=_clean(path), tests="1", failures="0", errors="0")
        etree.SubElement(suite, "testcase", name="valid", classname=_clean(path))
    for path, group in _by_file(findings):
        failures = sum(each.severity is Severity.ERROR for each in group)
        suite = etree.SubElement(
            root, "testsuite", name=path, tests=str(len(group)), failures=str(failures), errors="0"
        )
        for each in group:
            case = etree.SubElement(suite, "testcase", name=f"{each.rule}:{each.line}:{each.column}", classname=path)
            kind = "failure" if each.severity is Severity.ERROR else "system-out"
            told = etree.SubElement(case, kind)
            told.text = _clean(f"{path}:{each.line}:{each.column}: {each.finding.message}")
            if kind == "failure":
                told.set("message", _clean(each.finding.message))
                told.set("type", each.rule)
    return _written(root)


def checkstyle(findings: Sequence[Located], files: Sequence[str]) -> str:
    """An element for each file, an `error` in it for each finding."""
    root = etree.Element("checkstyle", version="4.3")
    for path in _clean_files(findings, files):
        etree.SubElement(root, "file", name=_clean(path))
    for path, group in _by_file(findings):
        file = etree.SubElement(root, "file", name=path)
        for each in group:
            etree.SubElement(
                file, "error", line=str(each.line), column=str(each.column), severity=str(each.severity),
                message=_clean(each.finding.message), source=f"tei-encoder.{each.rule}",
            )  # fmt: skip
    return _written(root)


def _clean_files(findings: Sequence[Located], files: Sequence[str]) -> list[str]:
    met = {each.path for each in findings}
    return [path for path in files if path not in met]


def _by_file(findings: Sequence[Located]) -> Iterator[tuple[str, list[Located]]]:
    for path, group in groupby(findings, key=lambda each: each.path):
        yield _clean(path), list(group)


_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and line ends that are none."""


def _clean(text: str) -> str:
    """The characters that XML can hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def _written(root: etree._Element) -> str:
    etree.indent(root)
    return etree.tostring(root, encoding="unicode", doctype='<?xml version="1.0" encoding="UTF-8"?>') + "\n"
