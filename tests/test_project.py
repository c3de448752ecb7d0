"""A project: what its file may say, what `init` proposes, what a build of it makes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from encoder import project
from encoder.project import keys, written
from encoder.values.errors import EncoderError
from tests.test_cli import run

TALK = "Minutes of Talks {}\n\n" + "Kim Il Sung: One [two].\n\nDeng Xiaoping: Two.\n\n" * 2

FAULTS = (  # the file, the start of what is said of it
    ("", "1: the edition has no title"),
    ('title = "A"\npublsher = "B"', "2: there is no key “publsher”; did you mean “publisher”?"),
    ('title = "A"\n\n[site]\nadress = "https://x.org/"', "4: there is no key “adress”; did you mean “address”?"),
    ('title = "A"\n[sites]\n', "2: there is no key “sites”; did you mean “site”?"),
    ("title = 3", "1: “title” is a text, not a number"),
    ('title = " "', "1: “ ” is no title: a title has letters"),
    ('title = "A"\ndate = "26.11.2026"', "2: “26.11.2026” is no date: write it as 2026-11-23"),
    ('title = "A"\nlanguage = "fr"', "2: “fr” is no language: known are en and de"),
    ('title = "A"\noutputs = ["pdf"]', "2: there is no output “pdf”; known are html, text"),
    ('title = "A"\noutputs = ["text"]\n[site]', "2: a site is made of pages"),
    ('title = "A"\ntime-limit = 0', "2: “time-limit” is a number of seconds, from 0.1 to 1,000,000"),
    ('title = "A"\nschematron = "x.sch"', "2: “schematron” is a list of texts"),
    ('title = "A"\nlicence = "MIT"', "2: “MIT” is no licence: it is an address"),
    ('title = "A"\ndate = "2026-13-45"', "2: the calendar has no date 2026-13-45"),
    ('title = "A"\n[site]\ncontact = "javascript:alert(1)"', "3: “javascript:alert(1)” is no contact"),
    ('title = "A"\ntime-limit = nan', "2: “time-limit” is a number of seconds, from 0.1 to 1,000,000"),
    ('title = "A"\nrecords = "s3://x/y"', "2: “records” is a path of this machine"),
    ('title = "A"\nrecords = ""', "2: “records” is a path"),
    ('title = "A"\nsite = 1', "2: “site” is a table: [site]"),
    ('title = "A', "this is no TOML: "),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "edition.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EncoderError) as told:
        project.read(file)
    said = str(told.value).removeprefix(f"{file}:").strip()
    assert said.replace("2026-11-25", "2026-11-23").startswith(expected)


def test_the_schema_for_editors_says_the_same(tmp_path: Path) -> None:
    import tomllib

    validator = jsonschema.Draft202012Validator(written.json_schema())
    whole = written.written({key.field: key.example for key in keys.KEYS})
    assert not [*validator.iter_errors(tomllib.loads(whole))]
    for text, _ in FAULTS[:-1]:
        if (
            'outputs = ["text"]' not in text and "2026-13" not in text and "nan" not in text
        ):  # two keys; what a schema cannot say
            assert [*validator.iter_errors(tomllib.loads(text))], text
    (tmp_path / "edition.toml").write_text(whole, encoding="utf-8")
    read = project.read(tmp_path / "edition.toml")
    assert (read.records, read.people, read.time_limit) == (tmp_path / "records", tmp_path / "people.tsv", 60.0)


def test_every_key_is_in_the_file_with_its_comment_and_out_it_comes_as_it_went_in(tmp_path: Path) -> None:
    text = written.written({"title": written.as_toml('A “B” "C" \\ é'), "records": '"r"'})
    for key in keys.KEYS:
        assert key.comment in text
        assert f"{key.name} = " in text
    (tmp_path / "edition.toml").write_text(text, encoding="utf-8")
    assert project.read(tmp_path / "edition.toml").title == 'A “B” "C" \\ é'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("records").mkdir()
    for number in range(6):
        Path(f"records/{number}.txt").write_text(TALK.format(number), encoding="utf-8")
    return tmp_path


def test_init_looks_at_the_records(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, _, err = run(capsysbinary, "init")
    assert code == 0
    assert "6 records in records, 6 read" in err
    assert "profile: transcript" in err
    assert "people.tsv: 2 persons" in err
    assert project.read(Path("edition.toml")).profile == "transcript"
    assert "kim-il-sung\tKim Il Sung" in Path("people.tsv").read_text(encoding="utf-8")
    assert run(capsysbinary, "build", "--show", "error")[0] == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, _, err = run(capsysbinary, "init")
    assert (code, "is there already; nothing is written" in err) == (2, True)
    Path("edition.toml").unlink()
    Path("people.tsv").write_text("id\tname\n", encoding="utf-8")
    assert "people.tsv: already exists; not changed" in run(capsysbinary, "init")[2]
    assert Path("people.tsv").read_text(encoding="utf-8") == "id\tname\n"
    assert Path("edition.toml").read_bytes() == before[folder / "edition.toml"]


def test_init_without_records(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, _, err = run(capsysbinary, "init", tmp_path / "new")
    assert (code, "no records in" in err) == (0, True)
    code, _, err = run(capsysbinary, "build", tmp_path / "new")
    assert (code, "there is no such folder" in err) == (2, True)
    (tmp_path / "new" / "records").mkdir()
    code, _, err = run(capsysbinary, "build", tmp_path / "new")
    assert (code, "there is no record in this folder" in err) == (2, True)


def test_the_workflow_is_one(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    import subprocess
    import sys

    run(capsysbinary, "init", tmp_path)
    workflow = tmp_path / ".github" / "workflows" / "edition.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(workflow)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.usefixtures("folder")
def test_a_project_is_built_as_its_file_says(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("edition.toml").write_text(
        'title = "Talks"\npublisher = "Our Archive"\nlicence = "https://creativecommons.org/licenses/by/4.0/"\n'
        'outputs = ["html", "json"]\nlanguage = "de"\ndate = "2026-11-25"\n',
        encoding="utf-8",
    )
    code, _, err = run(capsysbinary, "build", "--show", "error")
    assert (code, "6 new" in err) == (0, True)
    edition = Path("output/records/3.xml").read_text(encoding="utf-8")
    for words in (
        "<publisher>Our Archive</publisher>",
        'target="https://creativecommons.org/licenses/by/4.0/"',
        'when="2026-11-25"',
    ):
        assert words in edition
    assert 'lang="de"' in Path("output/records/3.html").read_text(encoding="utf-8")
    assert len(json.loads(Path("output/records/3.json").read_bytes())["speeches"]) == 4
    assert not Path("output/records/3.txt").exists()
    assert Path("output/register.xml").is_file()
    assert not Path("output/index.html").exists()  # there is no [site]
    for name in ("tei-encoder.rng", "tei-encoder.sch"):  # where the editions look for them
        assert f'href="../schema/{name}"' in edition
        assert Path(f"output/schema/{name}").is_file()
    code, _, err = run(capsysbinary, "build", "-o", "elsewhere")
    assert (code, "says where results go" in err) == (2, True)
    assert "6 changed" in run(capsysbinary, "build", "--show", "error", "--date", "2026-11-26")[2]


@pytest.mark.usefixtures("folder")
def test_the_plan_says_why(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("edition.toml").write_text('title = "Talks"\npeople = "people.tsv"\n', encoding="utf-8")
    Path("people.tsv").write_text("id\tname\nkim\tKim Il Sung\n", encoding="utf-8")

    def plan() -> list[str]:
        code, out, err = run(capsysbinary, "build", "--dry-run")
        assert code == 0
        return [*out.decode().splitlines(), err.strip()]

    assert plan() == [*(f"records/{number}.txt: new" for number in range(6)), "6 new"]
    run(capsysbinary, "build")
    assert plan() == ["6 same"]
    Path("records/1.txt").write_text(TALK.format("one"), encoding="utf-8")
    Path("records/2.meta.json").write_text('{"title": "Talks"}', encoding="utf-8")
    Path("records/3.decisions.toml").write_text("", encoding="utf-8")
    Path("records/4.txt").unlink()
    Path("output/records/0.html").unlink()
    assert plan() == [
        "records/0.txt: rendered: pages are missing or were changed", "records/1.txt: changed: the record",
        "records/2.txt: changed: the data beside it", "records/3.txt: changed: the decisions beside it",
        "records/4.txt: no longer exists; --prune deletes its output", "3 changed, 1 gone, 1 rendered, 1 same",
    ]  # fmt: skip
    run(capsysbinary, "build", "--prune")
    assert not Path("output/records/4.xml").exists()
    Path("people.tsv").write_text("id\tname\nkim\tKim Ir Sen\n", encoding="utf-8")
    assert plan()[0] == "records/0.txt: changed: the people"
    run(capsysbinary, "build")
    Path("edition.toml").write_text('title = "Talks"\npeople = "people.tsv"\nlanguage = "de"\n', encoding="utf-8")
    assert plan()[0] == "records/0.txt: rendered: the pages' language or site"
    Path("output/records/0.xml").write_text("by hand", encoding="utf-8")
    assert plan()[0] == "records/0.txt: edited: the edition was edited by hand"


@pytest.mark.usefixtures("folder")
def test_a_manifest_holds_wherever_it_is_read_from(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("edition.toml").write_text('title = "Talks"\n', encoding="utf-8")
    run(capsysbinary, "build")
    monkeypatch.chdir("/")
    assert "6 same" in run(capsysbinary, "build", tmp_path, "--show", "error")[2]
    moved = tmp_path.with_name(f"{tmp_path.name}-moved")
    shutil.copytree(tmp_path, moved)
    assert "6 same" in run(capsysbinary, "build", moved, "--show", "error")[2]


def test_names_that_differ_in_case_or_composition_are_one(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "records").mkdir()
    for name in ("Same.txt", "same.txt", "m\u00fcller.txt", "mu\u0308ller.txt", "other.txt"):
        (tmp_path / "records" / name).write_text(TALK.format(name), encoding="utf-8")
    (tmp_path / "edition.toml").write_text('title = "T"\n', encoding="utf-8")
    code, _, err = run(capsysbinary, "build", "--show", "error")
    assert code == 2
    assert "records/same.txt: error: would be written where records/Same.txt is; give one of them another name" in err
    assert err.count("would be written where") == 2
    assert "3 of 5 built" in err


def test_a_register_is_no_edition_to_collect_persons_of(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.txt").write_text(TALK.format("a"), encoding="utf-8")
    (tmp_path / "edition.toml").write_text('title = "T"\n', encoding="utf-8")
    run(capsysbinary, "build", "--show", "error")
    assert "of 1 edition," in run(capsysbinary, "people", "output", "-o", "people.tsv")[2]


def test_init_names_what_it_leaves_to_the_editor(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "records").mkdir()
    for name in ("Gen. George Marshall", "General George Marshall"):
        text = f"Present: {name}, Zhou Enlai\n\nMarshall: One.\n\nZhou: Two.\n\nMarshall: Three.\n\nZhou: Four.\n"
        (tmp_path / "records" / f"{name.split('.')[0].split()[0]}.txt").write_text(text, encoding="utf-8")
    err = run(capsysbinary, "init", tmp_path)[2]
    assert "for you to decide, possibly the same person: Gen. George Marshall and General George Marshall;" in err
