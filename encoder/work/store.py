"""What was worked out before, kept under a digest of all that it depends on, in an SQLite file.

Nothing needs to be made invalid: what has changed has another key. What cannot be read or written is worked out anew,
and nobody is bothered with it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_cache_path

from encoder.files import reading

_MOST = 200_000
"""Texts that are kept; when there are more, some go."""
_AT_ONCE = 4_000
"""How many are written together."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells whether it has changed."""
_PACKAGE = Path(__file__).parent.parent
_KNOWN = "SELECT state, digest, special FROM files WHERE path = ?"
SIZE = 20
"""Bytes of a digest."""


def default_folder() -> Path:
    """Where this system keeps files that can be made again: `~/.cache/tei-encoder`, `~/Library/Caches/tei-encoder`."""
    return user_cache_path("tei-encoder", appauthor=False)


def digest(*parts: bytes) -> bytes:
    """A digest of several things, in their order and apart from each other."""
    whole = blake2b(digest_size=SIZE)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


@cache
def of_program(*folders: str) -> bytes:
    """A digest of the program: its version and its files, for somebody may work on them.

    ``folders`` are those of `schema`, `xslt` and, the empty name, the package that matter.
    """
    from encoder.files import resources
    from encoder.host.version import __version__

    places = {"": _PACKAGE, "schema": resources.schema("").resolve(), "xslt": resources.xslt("").resolve()}
    found = sorted(
        file for name in folders for file in places[name].rglob("*.*")
        if "__pycache__" not in file.parts  # into which Python writes while others look
        and file.is_file() and (name or "data" not in file.relative_to(_PACKAGE).parts)
    )  # fmt: skip
    return digest(__version__.encode(), *(file.read_bytes() for file in found))


def state_of(path: str) -> str:
    """What tells that a file has changed: size, times, inode and device."""
    found = os.stat(path)  # noqa: PTH116 -- there may be many thousand
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_dev}"


class Store:
    """Texts by their keys, and the digests of files that were read before."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(file, timeout=2)
        self._base.execute("CREATE TABLE IF NOT EXISTS told (key BLOB PRIMARY KEY, text TEXT) WITHOUT ROWID")
        columns = "path BLOB PRIMARY KEY, state TEXT, digest BLOB, special INT"
        self._base.execute(f"CREATE TABLE IF NOT EXISTS files ({columns}) WITHOUT ROWID")
        self._new_files: list[tuple[bytes, str, bytes, bool]] = []
        self._new_told: list[tuple[bytes, str]] = []

    def content(self, path: str, special: bytes = b"\0") -> tuple[bytes, bool]:
        """A digest of a file's bytes, and whether ``special`` is among them; `OSError` where it cannot be read.

        A file whose size, times and inode are what they were is not read again, as Git does it.
        """
        state, name = state_of(path), os.fsencode(os.path.abspath(path))  # noqa: PTH100
        known = None
        with suppress(sqlite3.Error):
            known = self._base.execute(_KNOWN, (name,)).fetchone()
        if known and known[0] == state:
            return known[1], bool(known[2])
        data = reading.read(path)
        made, is_special = digest(data), special in data
        if time.time_ns() - int(state.split()[1]) > _SETTLED:  # one that was written just now may be written again
            self._new_files.append((name, state, made, is_special))
            self._write_some()
        return made, is_special

    def get(self, keys: Collection[bytes]) -> dict[bytes, str]:
        """The texts that are there."""
        found: dict[bytes, str] = {}
        with suppress(sqlite3.Error):
            for some in _portions([*keys]):
                asked = f"SELECT key, text FROM told WHERE key IN ({','.join('?' * len(some))})"
                found.update(self._base.execute(asked, some))
        return found

    def put(self, key: bytes, text: str) -> None:
        """Keep a text."""
        self._new_told.append((key, text))
        self._write_some()

    def _write_some(self) -> None:
        if len(self._new_files) + len(self._new_told) >= _AT_ONCE:
            self._write()

    def _write(self) -> None:
        """Write what was put, many at once so that others are not kept waiting."""
        with suppress(sqlite3.Error):
            self._base.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", self._new_files)
            self._base.executemany("INSERT OR REPLACE INTO told VALUES (?, ?)", self._new_told)
            self._base.commit()
        self._new_files.clear()
        self._new_told.clear()

    def close(self) -> None:
        """Write the rest, and let go of the file."""
        self._write()
        with suppress(sqlite3.Error):
            (number,) = self._base.execute("SELECT count(*) FROM told").fetchone()
            if number > _MOST:
                some = "SELECT key FROM told LIMIT ?"
                self._base.execute(f"DELETE FROM told WHERE key IN ({some})", (number - _MOST,))
                self._base.execute("DELETE FROM files")
            self._base.commit()
        self._base.close()


@contextmanager
def opened(file: Path | None) -> Iterator[Store | None]:
    """The store in a file; None where there is none, or it cannot be used."""
    try:
        store = Store(file) if file else None
    except (OSError, sqlite3.Error):
        store = None
    try:
        yield store
    finally:
        if store:
            store.close()


def _portions(keys: list[bytes], size: int = 500) -> Iterator[list[bytes]]:
    """As many as SQLite takes in one question."""
    for at in range(0, len(keys), size):
        yield keys[at : at + size]
