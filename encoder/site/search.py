"""The search of a site, without a server: an index by Pagefind, in pieces of which a browser fetches what it needs.

Pagefind notes where in a page each element with an `id` begins, so that `search.js` can tell in which speech a word is.
It is a program of its own, which comes with the extra `tei-encoder[site]`.
"""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from encoder.errors import EncoderError

FOLDER = "pagefind"
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own pages and styles; ours has its own."""


def program() -> Path | None:
    """The program; None where the extra is not installed."""
    found = find_spec("pagefind_bin")
    if found and found.origin:
        for name in ("pagefind_extended", "pagefind"):
            for suffix in ("", ".exe"):
                path = Path(found.origin).parent / f"{name}{suffix}"
                if path.is_file():
                    return path
    installed = shutil.which("pagefind_extended") or shutil.which("pagefind")
    return Path(installed) if installed else None


def index(folder: Path) -> None:
    """Make the index of the records' pages in a site anew, beside the old one, and put it in its place."""
    pagefind = program()
    assert pagefind
    new = folder / f".{FOLDER}.part"
    shutil.rmtree(new, ignore_errors=True)
    command = [str(pagefind), "--site", str(folder), "--glob", "records/*.html", "--output-path", str(new), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise EncoderError(f"{folder}: Pagefind cannot make the index: {(done.stderr or done.stdout).strip()[-300:]}")
    for path in new.iterdir():
        if path.name.startswith(_UNUSED):
            path.unlink()
    old = folder / FOLDER
    shutil.rmtree(old, ignore_errors=True)
    new.rename(old)
