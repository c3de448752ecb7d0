"""James Clark's conformance suite, read where it lies: every correct schema accepted, every incorrect one refused, all
valid and invalid instances judged right."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from encoder import relaxng


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element[0], with_tail=False, encoding="utf-8")


def _resources(case: etree._Element, base: str = "") -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for child in case:
        if child.tag == "resource":
            files[base + child.get("name", "")] = _bytes(child)
        elif child.tag == "dir":
            files.update(_resources(child, f"{base}{child.get('name')}/"))
    return files


def _judge(case: etree._Element) -> list[str]:
    """What is judged wrong in a test case."""
    files = _resources(case)

    def read(address: str) -> bytes:
        if address not in files:
            raise OSError(f"{address} is not among the resources")
        return files[address]

    wrong = []
    for expected in ("correct", "incorrect"):
        for element in case.findall(expected):
            try:
                schema = relaxng.Schema.of(_bytes(element), "schema.rng", read)
                schema.check()
            except relaxng.SchemaError as error:
                if expected == "correct":
                    wrong.append(f"refused: {error}")
                continue
            if expected == "incorrect":
                wrong.append(f"accepted: {_bytes(element).decode()}")
                continue
            for verdict in ("valid", "invalid"):
                for instance in case.findall(verdict):
                    faults = list(schema.iter_errors(etree.fromstring(_bytes(instance))))
                    if bool(faults) != (verdict == "invalid"):
                        wrong.append(f"{verdict}: {_bytes(instance).decode()}: {faults}")
    return wrong


def test_spectest(shared: Path) -> None:
    parser = etree.XMLParser(resolve_entities=True)  # the suite declares one entity of its own
    cases = list(etree.parse(shared / "suites/relaxng/spectest.xml", parser).iter("testCase"))
    wrong = {number: found for number, case in enumerate(cases, 1) if (found := _judge(case))}
    assert wrong == {}
    assert len(cases) == 385


def test_suite_of_tei_files(shared: Path) -> None:
    schema = relaxng.load(shared / "schemas/tei_all.rng")
    lines = (shared / "suites/tei/verdicts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    verdicts = {line.split("\t")[0]: line.split("\t")[1] for line in lines}
    ours = {}
    for name in verdicts:
        with (shared / "suites/tei" / name).open("rb") as file:
            ours[name] = "invalid" if list(schema.iter_errors(file)) else "valid"
    assert ours == verdicts


@pytest.mark.parametrize(
    "name", ["dracor", "dtabf", "eltec-1", "parla-clarin", "sarit", "tei-epidoc", "tei_all", "teisimple"]
)
def test_real_schemas_are_correct(shared: Path, name: str) -> None:
    relaxng.load(shared / "schemas" / f"{name}.rng").check()
