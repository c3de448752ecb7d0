"""The search of a site, without a server: an index by Pagefind, in pieces of which a browser fetches what it needs.

Pagefind notes where in a page each element with an `id` begins, so that `search.js` can tell in which speech a word is.
It makes an index anew as a whole; so that one changed page does not cost the indexing of ten thousand, there are
several, each of about a thousand records, which the browser asks together. It is a program of its own, which comes with
the extra `tei-encoder[site]`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from encoder.files.writing import PART
from encoder.values.errors import EncoderError

FOLDER = "pagefind"
ENTRY = "pagefind-entry.json"
"""The file by which an index is known."""
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own pages and styles; ours has its own."""
_RECORDS = 1_000
"""Records of an index, or up to twice as many."""


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


def shares(names: Iterable[str]) -> dict[str, list[str]]:
    """The names of records by the index that they are in; a record stays in one while their number does.

    That is a power of two, so that it seldom changes: `4-0`, `4-1`, `4-2` and `4-3` for four thousand records.
    """
    listed = sorted(names)
    number = 1
    while len(listed) > 2 * _RECORDS * number:
        number *= 2
    found: dict[str, list[str]] = {f"{number}-{at}": [] for at in range(number)}
    for name in listed:
        found[f"{number}-{hashlib.sha256(name.encode()).digest()[0] % number}"].append(name)
    return {share: inside for share, inside in found.items() if inside}


def address(share: str) -> str:
    """The file by which an index is known, in the site."""
    return f"{FOLDER}/{share}/{ENTRY}"


def is_index(address: str) -> bool:
    """Whether a file is one by which an index is known: `pagefind/4-0/pagefind-entry.json`."""
    return re.fullmatch(rf"{FOLDER}/\d+-\d+/{re.escape(ENTRY)}", address) is not None


def index(folder: Path, share: str, names: list[str]) -> None:
    """Make an index of the pages of some records in a site, beside the old one, and put it in its place."""
    pagefind = program()
    assert pagefind
    part = folder / FOLDER / f".{share}{PART}"
    shutil.rmtree(part, ignore_errors=True)
    pages, new = part / "site" / "records", part / "index"
    pages.mkdir(parents=True)
    for name in names:
        _link(folder / "records" / f"{name}.html", pages / f"{name}.html")
    command = [str(pagefind), "--site", str(part / "site"), "--output-path", str(new), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(part, ignore_errors=True)
        raise EncoderError(f"Pagefind cannot make the index: {(done.stderr or done.stdout).strip()[-300:]}", folder)
    for path in new.iterdir():
        if path.name.startswith(_UNUSED):
            path.unlink()
    shutil.rmtree(folder / FOLDER / share, ignore_errors=True)
    new.rename(folder / FOLDER / share)
    shutil.rmtree(part)


def _link(page: Path, place: Path) -> None:
    """The same file in another place, or a copy where the system has no such links."""
    try:
        os.link(page, place)
    except OSError:
        shutil.copyfile(page, place)
