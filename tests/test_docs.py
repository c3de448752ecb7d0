"""The documentation is true: examples run, links lead somewhere, generated pages are up to date."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools import reference

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"])
BLOCK = re.compile(
    r"(?:<!-- (?P<note>[^>]+) -->\n(?:<!-- [^>]+ -->\n)*)?^```(?P<lang>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"(?<!`)\[[^\]]*\]\((?P<to>[^)#\s]+)(?:#[^)]*)?\)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_bytes()) <= 6_000


def test_the_generated_pages_are_up_to_date() -> None:
    written = {
        str(path.relative_to(reference.FOLDER)): path.read_text(encoding="utf-8")
        for path in DOCS.glob("reference/**/*.md")
    }
    generated = dict(reference.pages())
    stale = [page for page, text in generated.items() if written.get(page, "").partition("-->\n\n")[2] != text]
    assert stale == [], "run python -m tools.reference"
    left = [page for page, text in written.items() if text.startswith("<!-- Generated") and page not in generated]
    assert left == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files(page: Path) -> None:
    targets = [
        link["to"]
        for link in LINK.finditer(re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S))
    ]
    assert [to for to in targets if "://" not in to and not (page.parent / to).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_examples_can_be_read(page: Path) -> None:
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["lang"] == "toml":
            tomllib.loads(block["text"])
        elif block["lang"] == "python" and not block["text"].lstrip().startswith("encode("):
            text = (
                block["text"]
                if "->" not in block["text"].splitlines()[-1]
                else "def " + block["text"].rstrip() + ": ...\n"
            )
            compile(text, name(page), "exec")


RUN = [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", RUN, ids=name)
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path) -> None:
    """Files of a page are written, its commands are run one after another; `…` stands for any text."""
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        note = block["note"] or ""
        if note.startswith("file: "):
            (tmp_path / note.removeprefix("file: ")).write_text(block["text"], encoding="utf-8")
        if note.startswith("copy: "):
            source, target = note.split()[1:]
            (tmp_path / target).parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (ROOT / source).is_dir() else shutil.copy)(ROOT / source, tmp_path / target)
        for deleted in re.findall(r"<!-- delete: (\S+) -->", note_above(page, block.start())):
            (tmp_path / deleted).unlink(missing_ok=True)
        if block["lang"] == "console" and note != "not run":
            for command, *lines in map(str.splitlines, re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]):
                assert fits(run(command, tmp_path), lines), command


def note_above(page: Path, at: int) -> str:
    """The comments directly above a block."""
    text = page.read_text(encoding="utf-8")
    return text[text.rfind("\n\n", 0, at) : at + 200].partition("```")[0]


def run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    if words[0] == "tei-encoder":
        words[:1] = [sys.executable, "-m", "encoder"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr


def fits(output: str, shown: list[str]) -> bool:
    pattern = "\n".join(".*" if line == "…" else re.escape(line).replace("…", "[^\n]*") for line in shown)
    found = re.fullmatch(pattern, output.rstrip("\n"), re.DOTALL) is not None
    if not found:
        print(output)
    return found


def test_the_pages_are_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("furo", reason="Sphinx and furo are not here: they come with the extra tei-encoder[docs]")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(DOCS), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for page in tmp_path.rglob("*.html"):
        loaded = re.findall(
            r'<(?:script|link|img)[^>]+(?:src|href)="(https?://[^"]+)"', page.read_text(encoding="utf-8")
        )
        assert loaded == [], page


STRANGE = (  # idioms of other languages, private words: what each should be stands in the glossary or is the usual word
    r"\bis told\b", r"\bare told\b", r"\banew\b", r"\bis none\b", r"\bare none\b", r"\bhow grave\b", r"\bso many\b", r"\btaken away\b",
    r"\btakes away\b", r"\bthe hand's\b", r"\bhouse schema\b", r"\bfault of the program\b", r"\bputs? right\b", r"\bnoughts\b",
    r"\ball else\b", r"\bthe house\b",
)  # fmt: skip


def visible() -> Iterator[tuple[str, str]]:
    """What people read: the pages, and with them help and rules, which the reference has."""
    for page in PAGES:
        yield name(page), page.read_text(encoding="utf-8")


@pytest.mark.parametrize("phrase", STRANGE)
def test_a_phrase_does_not_come_back(phrase: str) -> None:
    assert [place for place, text in visible() if re.search(phrase, text.replace("--anew", ""))] == []
