"""The search on real records: for questions written beforehand, the speech with the answer is among the first three hits."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from encoder.cli import cli
from encoder.publish.site import search
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(search.program() is None, reason="Pagefind is not here")
KINDS = ("wcda", "frus", "oral")


class Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("search")
    patch = pytest.MonkeyPatch()
    patch.setattr(search, "_RECORDS", 20)  # so that there are several indexes
    (folder / "records").mkdir()
    for kind in KINDS:
        for path in (shared / "corpus" / kind).glob("*.txt"):
            shutil.copy(path, folder / "records" / f"{kind}-{path.name}")
    (folder / "edition.toml").write_text('title = "Records"\n[site]\n', encoding="utf-8")
    done = CliRunner().invoke(cli, ["build", str(folder), "--show", "error", "--jobs", "2"])
    patch.undo()
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (folder / "output" / "pagefind").iterdir()) == ["2-0", "2-1"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder / "output"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_right_speech_is_among_the_first_three(served: str, browser: Any) -> None:
    lines = (ROOT / "tests" / "gold" / "search.tsv").read_text(encoding="utf-8").splitlines()
    questions = [line.split("\t") for line in lines if not line.startswith("#")]
    page = browser.new_page()
    missed = []
    for words, place in questions:
        file, _, speech = place.partition("#")
        page.goto(f"{served}search.html?{urlencode({'q': words})}")
        page.wait_for_selector("#hits a")
        found = page.eval_on_selector_all("#hits a", "all => all.slice(0, 3).map(each => each.getAttribute('href'))")
        name = file.replace("/", "-")
        edition = page.request.get(f"{served}records/{name}.xml").text()
        (id_,) = re.findall(rf'<sp xml:id="([^"]+)" n="{speech[2:]}"', edition)
        if f"records/{name}.html#{id_}" not in found:
            missed.append((words, found))
    page.close()
    assert len(questions) == 30
    assert missed == []


def test_several_indexes_answer_as_one(served: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{served}search.html")
    page.wait_for_selector("select[name=genre]")
    offered = page.eval_on_selector_all("select[name=genre] option", "all => all.map(each => each.textContent)")
    counts = [int(text.rpartition("(")[2].rstrip(")")) for text in offered if "(" in text]
    assert sum(counts) == page.evaluate(
        "fetch('records.csv').then(file => file.text()).then(text => text.trim().split('\\n').length - 1)"
    )
    page.close()


def test_records_stay_in_their_index() -> None:
    names = [f"record-{number}" for number in range(5_000)]
    before, after = search.shares(names), search.shares([*names[1:], "another"])
    assert [*before] == [f"4-{at}" for at in range(4)]
    assert sorted(name for share in before.values() for name in share) == sorted(names)
    moved = [
        name for share, inside in before.items() for name in inside if name in names[1:] and name not in after[share]
    ]
    assert moved == []
    assert [*search.shares(names[:2_000])] == ["1-0"]
    assert search.shares([]) == {}
