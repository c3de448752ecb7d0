"""The search on real records: for questions written beforehand, the speech with the answer is among the first three hits."""

from __future__ import annotations

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
from encoder.site import search
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
    (folder / "records").mkdir()
    for kind in KINDS:
        for path in (shared / "corpus" / kind).glob("*.txt"):
            shutil.copy(path, folder / "records" / f"{kind}-{path.name}")
    (folder / "edition.toml").write_text('title = "Records"\n[site]\n', encoding="utf-8")
    done = CliRunner().invoke(cli, ["build", str(folder), "--show", "error", "--jobs", "2"])
    assert done.exit_code == 0, done.output
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
        if f"records/{file.replace('/', '-')}.html#{speech}" not in found:
            missed.append((words, found))
    page.close()
    assert len(questions) == 30
    assert missed == []
