"""An edition held against its record: `validate --source`."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from lxml import etree

import encoder
from encoder.check import source as gate
from encoder.check.source.alignment import differences
from encoder.files import resources
from encoder.read import read_file
from encoder.tei.open import open_bytes
from encoder.tei.serialize import serialize
from encoder.validation.one_file import record_of
from encoder.values.errors import EncoderError
from encoder.values.source import Source
from tests.conftest import ROOT
from tests.test_cli import run

SAMPLES = sorted((ROOT / "tests" / "samples").rglob("*.txt"))
HEADER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Minutes of the Board</title>'
    "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc>"
    '<particDesc><listPerson><person xml:id="roe"><persName>Ann Roe</persName></person></listPerson></particDesc>'
    "</profileDesc></teiHeader><text><body>{}</body></text></TEI>"
)


def found(body: str, record: str) -> list[tuple[str, str]]:
    """Rules and messages, in order."""
    edition = open_bytes(HEADER.format(body).encode(), "a.xml")
    return [(each.rule.name, each.message) for each in gate.check(edition, Source(record, "a.txt"))]


@pytest.mark.parametrize(
    ("body", "record"),
    [
        ("<p>The <choice><sic>recieved</sic><corr>received</corr></choice> letter.</p>", "The recieved letter."),
        ("<p>The <choice><sic>recieved</sic><corr>received</corr></choice> letter.</p>", "The received letter."),
        ("<p>re<choice><sic>cie</sic><corr>cei</corr></choice>ved</p>", "received"),
        ("<p>the con<lb break='no'/>ference</p>", "the con-\nference"),
        ("<p>one<lb/>two</p>", "one\ntwo"),
        ("<p>He <supplied>was</supplied> late.</p>", "He late."),
        ("<p>He <supplied>was</supplied> late.</p>", "He [was] late."),
        ("<p>He was <gap reason='illegible'/> late.</p>", "He was [illegible] late."),
        ("<p>He <del>is</del><add>was</add> late.</p>", "He was late."),
        ("<p>He <subst><del>is</del><add>was</add></subst> late.</p>", "He is late."),
        ("<p>One.</p><pb n='12'/><p>Two.</p>", "One.\n\n12\n\nTwo."),
        ("<u who='#roe'><seg>Good day.</seg></u>", "Ann Roe: Good day."),
        ("<p>It was late.<note>So the minutes say.</note></p>", "It was late."),
        ("<p>It was late.</p>", "Minutes of the Board\n\nIt was late."),
        ("<p>One.<note place='bottom'>See two.</note></p><p>Three.</p>", "One.\n\nThree.\n\n1 See two."),
        ("<p>ﬁre and ice­berg</p>", "fire and iceberg"),
        ("<lg><l>Tyger</l><l>burning</l></lg>", "Tyger\nburning"),
        ("<p>毛泽东说：好。</p>", "毛泽东说：好。"),
        ("<p>Müller</p>", "Mu\u0308ller"),
        ("<p>man's laughter</p>", "manslaughter"),
    ],
)
def test_readings_are_no_changes(body: str, record: str) -> None:
    assert found(body, record) == []


@pytest.mark.parametrize(
    ("body", "record", "rule", "words"),
    [
        ("<p>It was not late.</p>", "It was late.", "source-added", "“not” is not in the source"),
        ("<p>It was late.</p>", "It was not late.", "source-missing", "“not” of the source is not in the edition"),
        ("<p>It was late.</p>", "It was lato.", "source-changed", "the source has “lato”, the edition “late”"),
        ("<p>it was</p>", "It was", "source-changed", "“It”, the edition “it” (capitals differ)"),
        ("<p>the role</p>", "the rôle", "source-changed", "(marks on letters differ)"),
        ("<p>He <supplied>was not</supplied> late.</p>", "He was late.", "source-added", "“not”"),
        ("<p>One.<note>It is so.</note></p>", "One.\n\nIt is not so.", "source-missing", "“not”"),
        ("<p>毛泽东说：好。</p>", "毛泽東说：好。", "source-changed", "“東”, the edition “东”"),
        ("<p>दिन</p>", "दीन", "source-changed", "the edition “दिन”"),
        ("<p>1.5 million</p>", "15 million", "source-changed", "the edition “1.5”"),
        ("<p>x2</p>", "x²", "source-changed", "the edition “x2”"),
        ("<p><seg n='not'>go</seg></p>", "not go", "source-missing", "“not”"),
        ("<p>It was late.</p>", "It was late.\n\nRoe.", "source-missing", "“Roe”"),
        (
            "<p>One two three four five.</p><p>Six seven eight nine ten eleven twelve.</p>",
            "Six seven eight nine ten eleven twelve.\n\nOne two three four five.",
            "source-moved", "“One two three four five” stands at another place",
        ),
    ],
)  # fmt: skip
def test_what_differs_is_told(body: str, record: str, rule: str, words: str) -> None:
    ((name, message),) = found(body, record)
    assert (name, words in message) == (rule, True), message


@pytest.mark.parametrize("path", SAMPLES[::3], ids=lambda path: path.stem)
def test_own_editions_have_their_records_words(path: Path) -> None:
    edition = open_bytes(serialize(encoder.encode(path)), "a.xml")
    assert [each.message for each in gate.check(edition, read_file(path, lambda _: None))] == []


def test_each_changed_word_is_found() -> None:
    chance = random.Random(5)
    record = read_file(resources.sample(), lambda _: None)
    data = serialize(encoder.encode(resources.sample()))
    for _ in range(60):
        root = etree.fromstring(data)
        body = root.find(".//{*}body")
        assert body is not None
        places = [
            (each, name)
            for each in body.iter("{*}*")
            for name in ("text", "tail")
            if len((getattr(each, name) or "").split()) > 1
        ]
        holder, name = chance.choice(places)
        words = getattr(holder, name).split(" ")
        at = chance.choice([at for at, word in enumerate(words) if any(map(str.isalpha, word))])
        words[at] = chance.choice(("zebra", "", f"{words[at]} zebra"))
        setattr(holder, name, " ".join(words))
        changed = [*gate.check(open_bytes(etree.tostring(root), "a.xml"), record)]
        assert len(changed) == 1, (words[at], [each.message for each in changed])


def test_a_megabyte_takes_seconds() -> None:
    words = (ROOT / "encoder" / "sample" / "118978.txt").read_text(encoding="utf-8").split()
    chance = random.Random(2)
    text = [chance.choice(words).replace("&", "and").replace("<", "") for _ in range(170_000)]
    record = " ".join(text)
    for at in range(100, len(text), 1_700):
        text[at] = "zebra"
    began = time.perf_counter()
    told = found(f"<p>{' '.join(text)}</p>", record)
    assert 90 <= len(told) <= 110
    assert time.perf_counter() - began < 20  # two seconds on a machine that does nothing else


def test_the_order_of_blocks_is_kept() -> None:
    assert differences("abcdefgh", "abXdefh") == [(2, 3, 2, 3), (6, 7, 6, 6)]
    assert differences("", "ab") == [(0, 0, 0, 2)]
    assert differences("same", "same") == []


def test_from_the_command_line(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    record = tmp_path / "118978.txt"
    record.write_bytes(resources.sample().read_bytes())
    tei = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
    edition = tmp_path / "118978.xml"
    edition.write_text(tei, encoding="utf-8")
    assert run(capsysbinary, "validate", edition, "--source", record, "--no-cache")[0] == 0
    edition.write_text(tei.replace("unusual weather", "unusal weather"), encoding="utf-8")
    for place in (record, tmp_path):
        code, out, _ = run(capsysbinary, "validate", edition, "--source", place)
        told = out.decode()
        assert (code, "the source has “unusual”, the edition “unusal” [source-changed]" in told) == (1, True)
        assert f"in the source: {record}:62:" in told
    (result,) = json.loads(run(capsysbinary, "validate", edition, "--source", record, "--format", "sarif")[1])["runs"][
        0
    ]["results"]
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 62
    (finding,) = json.loads(run(capsysbinary, "validate", edition, "--source", record, "--format", "json")[1])[
        "findings"
    ]
    assert finding["related"]["line"] == 62
    record.unlink()
    assert "there is no record of this name" in run(capsysbinary, "validate", edition, "--source", tmp_path)[2]
    assert run(capsysbinary, "validate", edition, edition, "--source", record)[0] == 2


@pytest.mark.parametrize(
    ("records", "found"),
    [
        (("1948/a.txt", "a.txt"), "1948/a.txt"),  # in the folder of the same name
        (("a.txt", "1949/a.txt"), "a.txt"),
        (("1948/a.txt", "1948/b.txt"), "1948/a.txt"),
    ],
)
def test_the_record_of_an_edition_in_folders(records: tuple[str, ...], found: str, tmp_path: Path) -> None:
    for each in records:
        (tmp_path / each).parent.mkdir(exist_ok=True)
        (tmp_path / each).write_text("words")
    assert record_of("editions/1948/a.xml", str(tmp_path)) == tmp_path / found


def test_a_record_that_is_not_there_or_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="there is no record of this name"):
        record_of("editions/a.xml", str(tmp_path))
    for name in ("a.txt", "a.html"):
        (tmp_path / name).write_text("words")
    with pytest.raises(EncoderError, match=r"a\.html, a\.txt; name one"):
        record_of("editions/a.xml", str(tmp_path))
