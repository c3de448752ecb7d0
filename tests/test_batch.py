"""Many files: found, judged once, in several processes, told apart from what was known, mended."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from encoder.check import across
from encoder.check.located import Located
from encoder.validation import baseline, many
from encoder.validation.fix import mend
from encoder.validation.one_file import Job, Verdict, judge
from encoder.values.errors import EncoderError
from encoder.work import paths
from tests.conftest import ROOT
from tests.test_cli import run as command

SAMPLE = (ROOT / "output" / "118978.xml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 25)


def edition(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """The edition of 118978 under a name of its own, with changes."""
    text = SAMPLE.replace('xml:id="wcda-118978"', f'xml:id="e-{Path(name).stem}"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(verdicts: list[Verdict]) -> list[tuple[str, list[str]]]:
    return [(Path(verdict.path).name, [each.rule for each in verdict.findings]) for verdict in verdicts]


WHO = ('who="#wcda-118978.wu-xiuquan"', 'who="#nobody"')


def test_files_folders_and_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.xml", "sub/b.xml", "sub/c.txt", ".git/d.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    assert paths.files_in(("sub", "a.xml", "-", "a.xml"), (".xml",)) == ("sub/b.xml", "a.xml", "-")
    assert paths.files_in(("**/*.xml",), (".xml",)) == ("a.xml", "sub/b.xml")
    assert paths.files_in(("none/*.xml", "nothing"), (".xml",)) == ("none/*.xml", "nothing")


OTHERS = (  # what stands in a file of a folder, and whether it is passed over as none of TEI's
    ('<?xml version="1.0"?>\n<!-- a map -->\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', True),
    ("\ufeff<feed lang='de'\n xmlns='http://www.w3.org/2005/Atom'/>", True),
    ('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', False),
    ('<tei:TEI xmlns="http://example.org/" xmlns:tei="http://www.tei-c.org/ns/1.0"/>', False),
    ("<TEI/>", False),  # somebody forgot it
    ('<TEI xmlns="http://www.tei-c.org/ns/1.O"/>', False),  # or mistyped it
    ("no XML at all", False),
    ('<!-- <a xmlns="b"> -->', False),
    ('<!DOCTYPE a [<!ENTITY b "c">]><a xmlns="b"/>', False),
)


@pytest.mark.parametrize(("text", "is_passed_over"), OTHERS)
def test_other_vocabularies_in_a_folder_are_passed_over(tmp_path: Path, text: str, is_passed_over: bool) -> None:
    (tmp_path / "a.xml").write_text("<TEI/>", encoding="utf-8")
    (tmp_path / "b.xml").write_text(text, encoding="utf-8")
    found = paths.editions_in((str(tmp_path),))
    assert len(found) == (1 if is_passed_over else 2)
    assert len(paths.editions_in((str(tmp_path / "b.xml"),))) == 1


def test_verdicts_come_in_order_from_several_processes(tmp_path: Path) -> None:
    files = [str(edition(tmp_path, f"{n:02}.xml", *([WHO] if n % 5 == 0 else []))) for n in range(30)]
    files.insert(7, str(tmp_path / "missing.xml"))
    found = list(many.verdicts(tuple(files), Job(today=TODAY), jobs=2))
    assert [verdict.path for verdict in found] == files
    assert repr(found) == repr([judge(path, Job(today=TODAY)) for path in files])
    assert "there is no such file" in str(found[7].refused)
    assert [name for name, rules in told(found) if rules == ["pointer-dangling"]] == [
        f"{n:02}.xml" for n in range(0, 30, 5)
    ]


def test_what_was_judged_is_not_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = tmp_path / "any.rnc"
    schema.write_text("start = any\nany = element * { attribute * { text }*, (text | any)* }", encoding="utf-8")
    file, other = edition(tmp_path, "a.xml", WHO), edition(tmp_path, "b.xml")
    asked: list[str] = []
    monkeypatch.setattr(many, "judge", lambda path, job: asked.append(Path(path).name) or judge(path, job))

    def again(job: Job = Job(today=TODAY)) -> list[Verdict]:  # noqa: B008 -- it is a value
        asked.clear()
        return list(many.verdicts((str(file), str(other)), job, jobs=1, cache=tmp_path / "cache"))

    first = again()
    assert asked == ["a.xml", "b.xml"]
    assert again() == first
    assert asked == []
    edition(tmp_path, "b.xml", WHO)
    assert told(again()) == [("a.xml", ["pointer-dangling"]), ("b.xml", ["pointer-dangling"])]
    assert asked == ["b.xml"]
    again(Job(ignore=("pointers",), today=TODAY))
    assert asked == ["a.xml", "b.xml"]
    again(Job(schema=str(schema), today=TODAY))
    assert asked == ["a.xml", "b.xml"]
    schema.write_text(f"# another\n{schema.read_text(encoding='utf-8')}", encoding="utf-8")
    again(Job(schema=str(schema), today=TODAY))
    assert asked == ["a.xml", "b.xml"]
    again(Job(today=date(2030, 1, 1)))  # no file has an instruction that may end
    assert asked == []
    (tmp_path / "cache" / "verdicts.sqlite").write_bytes(b"rubbish")
    assert told(again()) == [("a.xml", ["pointer-dangling"]), ("b.xml", ["pointer-dangling"])]


def test_the_cache_knows_the_schema_that_a_file_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = edition(tmp_path, "editions/a.xml")
    schema = tmp_path / "schema" / "tei-encoder.rng"
    schema.parent.mkdir()
    schema.write_bytes((ROOT / "schema" / "tei-encoder.rng").read_bytes())
    asked: list[str] = []
    monkeypatch.setattr(many, "judge", lambda path, job: asked.append(path) or judge(path, job))
    for change in ("", "", "<!-- new -->", ""):
        schema.write_bytes(schema.read_bytes() + change.encode())
        (verdict,) = many.verdicts((str(file),), Job(schema="model", today=TODAY), jobs=1, cache=tmp_path / "cache")
        assert (verdict.findings, verdict.refused) == ((), None)
    assert len(asked) == 2


def test_what_no_file_shows_by_itself(tmp_path: Path) -> None:
    """Two editions of one name; pointers from file to file."""
    job = Job(schema=str(tmp_path / "any.rnc"), today=TODAY)
    Path(str(job.schema)).write_text(
        "start = any\nany = element * { attribute * { text }*, (text | any)* }", encoding="utf-8"
    )
    people = tmp_path / "people.xml"
    people.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="kim"/></TEI>', encoding="utf-8")
    link = '<persName ref="people.xml#kim other.xml#kim people.xml#deng http://x.invalid/a.xml#b">'
    files = [edition(tmp_path, "a.xml"), edition(tmp_path, "b/a.xml", ('<persName ref="#wcda-118978.nam-il">', link))]
    facts = [(str(path), judge(str(path), job).facts) for path in files]
    found = [
        (Path(path).parent.name, place.line, each.rule.name, each.message.partition(": ")[0])
        for path, place, each in across.check(facts)
    ]  # type: ignore[arg-type]
    assert [each[2] for each in found] == ["edition-duplicate", *["pointer-elsewhere"] * 3]
    assert {each[0] for each in found} == {"b"}
    people.rename(tmp_path / "b" / "people.xml")
    found = [(place.line, each.message.partition(": ")[0]) for _, place, each in across.check(facts[1:])]  # type: ignore[arg-type]
    line = files[1].read_text(encoding="utf-8").partition(link)[0].count("\n") + 1
    assert found == [
        (line, "“other.xml#kim” points to a file that is not there"), (line, "“people.xml#deng” points to nothing"),
    ]  # fmt: skip


def test_instructions_that_let_findings_stand(tmp_path: Path) -> None:
    let = '<?tei-encoder ignore="{}" reason="as in print" until="2026-11-25"?>'
    speech = '<sp xml:id="wcda-118978.sp-mrznv" n="53" who="#wcda-118978.wu-xiuquan">'
    for names, where, expected in (
        ("pointer-dangling", speech, []),
        ("page-skipped pointers", speech, []),
        ("page-skipped", speech, ["suppression-invalid", "pointer-dangling"]),
        ("pointers", "<TEI ", []),
        ("pointers", '<sp xml:id="wcda-118978.sp-fu76h"', ["pointer-dangling", "suppression-invalid"]),
        ("pointers", "<body>", []),
    ):
        file = edition(tmp_path, "a.xml", WHO)
        text = file.read_text(encoding="utf-8").replace(WHO[0], WHO[1])
        at = text.index(where.replace(*WHO))
        file.write_text(text[:at] + let.format(names) + text[at:], encoding="utf-8")
        (verdict,) = many.verdicts((str(file),), Job(today=TODAY))
        assert sorted(each.rule for each in verdict.findings) == sorted(expected), (names, where)
        late = judge(str(file), Job(today=date(2026, 11, 26)))
        assert sorted(each.rule for each in late.findings) == ["pointer-dangling", "suppression-invalid"]


def test_a_baseline_knows_old_findings_by_their_words(tmp_path: Path) -> None:
    def findings(path: Path) -> list[Located]:
        return [*judge(str(path), Job(today=TODAY)).findings]

    old = findings(edition(tmp_path, "a.xml", WHO))
    (tmp_path / "base.json").write_bytes(baseline.dump(old, tmp_path))
    known = baseline.Baseline(tmp_path / "base.json")
    later = findings(
        edition(
            tmp_path, "a.xml", WHO, ("<body>", "<!--\n\n--><body>"), ('who="#wcda-118978.kang-sheng"', 'who="#nowhere"')
        )
    )
    assert [known.knows(each) for each in later] == [False, True]
    assert (known.known, known.mended([str(tmp_path / "a.xml")])) == (1, 0)
    assert not known.knows(later[1])
    assert baseline.Baseline(tmp_path / "base.json").mended([str(tmp_path / "a.xml")]) == 1
    for content, message in (
        ("{}", "this is not a baseline"),
        ('{"version": 1, "findings": []}', "of version 1, not 2; write it again with --write-baseline"),
    ):
        (tmp_path / "base.json").write_text(content, encoding="utf-8")
        with pytest.raises(EncoderError, match=message):
            baseline.Baseline(tmp_path / "base.json")
    with pytest.raises(EncoderError, match="write it with --write-baseline"):
        baseline.Baseline(tmp_path / "none.json")


FAULTS = (
    ('who="#wcda-118978.wu-xiuquan"', 'who="wcda-118978.wu-xiuquan"', 'who="#wcda-118978.wu-xiuquan"'),
    (
        'who="#wcda-118978.wu-xiuquan"',
        "who = 'wcda-118978.kim-il-sung  wcda-118978.wu-xiuquan'",
        "who = '#wcda-118978.kim-il-sung  #wcda-118978.wu-xiuquan'",
    ),
    ('who="#wcda-118978.wu-xiuquan"', 'who="#wcda-118978.Wu-Xiuquan"', 'who="#wcda-118978.wu-xiuquan"'),
    ('when="1961-10-07"', 'when="1961/10/7"', 'when="1961-10-07"'),
    ('xml:lang="en"', 'xml:lang="english"', 'xml:lang="en"'),
    ('ident="zh"', 'ident="zh_Hant"', 'ident="zh-Hant"'),
)


@pytest.mark.parametrize(("right", "wrong", "mended"), FAULTS)
def test_a_fault_is_mended_and_nothing_else(right: str, wrong: str, mended: str, tmp_path: Path) -> None:
    file = edition(tmp_path, "a.xml", (right, wrong))
    made = mend(str(file), Job(today=TODAY))
    assert made.after == made.before.replace(wrong, mended, 1)
    assert (made.diff.count("\n+"), made.diff.count("\n-")) == (2, 1)  # a line, and the name of the file
    made.save()
    assert judge(str(file), Job(today=TODAY)).findings == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_mending_keeps_line_ends_and_encoding(encoding: str, tmp_path: Path) -> None:
    name = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "latin-1": "ISO-8859-1"}[encoding]
    text = (
        SAMPLE.replace('encoding="UTF-8"', f'encoding="{name}"')
        .replace("\n", "\r\n")
        .replace('who="#wcda-118978.wu-xiuquan"', 'who="wcda-118978.wu-xiuquan"')
    )
    file = tmp_path / "a.xml"
    file.write_bytes(text.encode(encoding, errors="xmlcharrefreplace"))
    mend(str(file), Job(today=TODAY)).save()
    right = text.replace('who="wcda-118978.wu-xiuquan"', 'who="#wcda-118978.wu-xiuquan"')
    assert file.read_bytes() == right.encode(encoding, errors="xmlcharrefreplace")


def test_the_command_mends_and_shows(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    file = edition(tmp_path, "a.xml", ('who="#wcda-118978.wu-xiuquan"', 'who="wcda-118978.wu-xiuquan"'))
    before = file.read_bytes()
    code, out, err = command(capsysbinary, "validate", "--diff", tmp_path)
    assert (code, file.read_bytes(), err) == (1, before, "1 finding in 1 of 1 files would be mended\n")
    assert b'+        <sp xml:id="wcda-118978.sp-mrznv" n="53" who="#wcda-118978.wu-xiuquan">' in out
    assert command(capsysbinary, "validate", "--fix", tmp_path)[0] == 0
    assert command(capsysbinary, "validate", "--no-cache", tmp_path)[0] == 0
    assert command(capsysbinary, "validate", "--diff", tmp_path)[:2] == (0, b"")


def test_select_ignore_statistics_and_baseline(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    edition(tmp_path, "a.xml", WHO, ("Break and lunch", "Break  and lunch"))
    told = ["validate", "--no-cache", "--format", "json", tmp_path]

    def rules(*options: object) -> tuple[int, list[str]]:
        code, out, _ = command(capsysbinary, *told, *options)
        return code, sorted(each["rule"] for each in json.loads(out)["findings"])

    assert rules() == (1, ["pointer-dangling", "space-doubled"])
    assert rules("--select", "characters") == (0, ["space-doubled"])
    assert rules("--ignore", "pointers,space-doubled") == (0, [])
    code, _, err = command(capsysbinary, "validate", "--select", "pointrs", tmp_path)
    assert (code, "there is no rule “pointrs”" in err) == (2, True)
    assert rules("--write-baseline", tmp_path / "base.json") == (1, ["pointer-dangling", "space-doubled"])
    assert rules("--baseline", tmp_path / "base.json") == (0, [])
    _, _, err = command(capsysbinary, "validate", "--no-cache", "--statistics", tmp_path)
    assert err == "      1 pointer-dangling\n      1 space-doubled\n0 of 1 valid; 1 error, 1 info\n"


def test_only_what_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=n", "-c", "user.email=e@x", *arguments],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    for name in ("same.xml", "sub/changed-one.xml", "gone.xml"):
        edition(tmp_path, name)
    git("add", "-A")
    git("commit", "-qm", "first")
    edition(tmp_path, "sub/changed-one.xml", WHO)
    edition(tmp_path, "new.xml")
    (tmp_path / "gone.xml").unlink()
    monkeypatch.chdir(tmp_path / "sub")
    _, out, err = command(capsysbinary, "validate", "--no-cache", "--changed-since", "HEAD", "--format", "json", "..")
    assert {Path(name).name for name in json.loads(out)["files"]} == {"changed-one.xml", "new.xml"}
    assert err == "1 of 2 valid; 1 error\n"
    code, _, err = command(capsysbinary, "validate", "--changed-since", "nowhere", "..")
    assert (code, "--changed-since: Git says: " in err) == (2, True)
    monkeypatch.chdir("/")
    assert command(capsysbinary, "validate", "--changed-since", "HEAD", tmp_path)[0] == 2


def test_catalogs_lead_to_files(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "x y").mkdir()
    (tmp_path / "x y" / "house.rng").write_bytes((ROOT / "schema" / "tei-encoder.rng").read_bytes())
    catalog = tmp_path / "catalog.xml"
    next_ = tmp_path / "next.xml"
    file = edition(tmp_path, "a.xml", ("../schema/tei-encoder.rng", "https://x.invalid/schema/house.rng"))
    for entry, works in (
        ('<uri name="https://x.invalid/schema/house.rng" uri="x%20y/house.rng"/>', True),
        (
            '<group xml:base="x%20y/"><rewriteURI uriStartString="https://x.invalid/schema/" rewritePrefix=""/></group>',
            True,
        ),
        ('<systemSuffix systemIdSuffix="/house.rng" uri="x%20y/house.rng"/>', True),
        ('<nextCatalog catalog="next.xml"/>', True),
        ('<uri name="https://x.invalid/schema/other.rng" uri="x%20y/house.rng"/>', False),
        ('<uri name="https://x.invalid/schema/house.rng" uri="none.rng"/>', False),
        ('<uri name="https://x.invalid/schema/house.rng" uri="https://y.invalid/house.rng"/>', False),
    ):
        catalog.write_text(
            f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{entry}</catalog>', encoding="utf-8"
        )
        next_.write_text(
            '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><nextCatalog catalog="catalog.xml"/>'
            '<uri name="https://x.invalid/schema/house.rng" uri="x%20y/house.rng"/></catalog>',
            encoding="utf-8",
        )
        from encoder.check.schemas import catalog as catalogs

        catalogs._read.cache_clear()
        job = Job(schema="model", catalog=str(catalog), today=TODAY)
        verdict = judge(str(file), job)
        assert (not verdict.refused) == works, (entry, verdict)
        assert verdict.findings == ()
    code, _, err = command(capsysbinary, "validate", "--schema", "https://x.invalid/schema/house.rng", file)
    assert (code, "nothing is fetched" in err) == (2, True)


HOSTILE = (  # a file, what is said of it
    ("<a>" * 10_000 + "</a>" * 10_000, "nested more than 2,048 deep"),
    (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">' + "<p>" * 10_000 + "</p>" * 10_000 + "</TEI>",
        "nested more than 2,048 deep",
    ),
    ('<TEI xmlns="http://www.tei-c.org/ns/1.0">' + "<p>" * 1_000 + "</p>" * 1_000 + "</TEI>", ""),
    ('<!DOCTYPE TEI [<!ENTITY a "b">]><TEI/>', "a DOCTYPE is refused"),
    ("<TEI>\0</TEI>", "not well-formed"),
)


@pytest.mark.parametrize(("text", "message"), HOSTILE)
def test_hostile_files_are_refused_or_judged(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    file.write_text(text, encoding="utf-8")
    verdict = judge(str(file), Job(today=TODAY))
    assert not verdict.fault, verdict.traceback
    assert message in str(verdict.refused or "")
    assert bool(message) == bool(verdict.refused)


def test_a_file_that_is_too_large_is_refused_at_once(tmp_path: Path) -> None:
    """200 MB, of which nothing is read; as a stream it is."""
    file = tmp_path / "large.xml"
    with file.open("wb") as out:
        out.write(b'<TEI xmlns="http://www.tei-c.org/ns/1.0">')
        out.truncate(200 * 1024 * 1024)
    assert "--stream" in str(judge(str(file), Job(today=TODAY)).refused)


def test_schemas_that_include_themselves(tmp_path: Path) -> None:
    file = edition(tmp_path, "a.xml")
    schema = tmp_path / "loop.rnc"
    schema.write_text('include "loop.rnc"\nstart = element a { empty }', encoding="utf-8")
    verdict = judge(str(file), Job(schema=str(schema), today=TODAY))
    assert verdict.refused
    assert verdict.refused.path == str(schema)
    assert "itself" in verdict.refused.words or "include" in verdict.refused.words


def test_what_is_known_needs_neither_parser_nor_saxon(tmp_path: Path) -> None:
    edition(tmp_path, "a.xml")
    code = (
        "import sys; from encoder.cli import main\n"
        "try: main(['validate', '--cache', sys.argv[1], sys.argv[2]])\n"
        "finally: print([name for name in ('lxml', 'saxonche', 'encoder.parse') if name in sys.modules])"
    )
    loaded = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, tmp_path / "cache", tmp_path], capture_output=True, text=True, check=True
        )
        loaded.append(done.stdout.strip())
    assert loaded[1] == "[]"
    assert "lxml" in loaded[0]
