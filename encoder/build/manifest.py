"""What was built, as a file beside it: `manifest.json`, by which the next build knows what it need not do again.

Each record has a line: what it depended on, the digests of what was written, what was found, its summary. It is written
anew as a whole, now and then on the way and at the end; what is not in it is made again, with the same result.

Entries wait in a temporary file, so that memory does not grow by what a hundred thousand records say.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import IO, TYPE_CHECKING, Any, BinaryIO
from weakref import finalize

from encoder.build.inputs import Needs
from encoder.build.record import Before
from encoder.files import writing
from encoder.validation import cache
from encoder.values.errors import EncoderError
from encoder.values.version import __version__
from encoder.work import storage

if TYPE_CHECKING:
    from encoder.build.record import Made
    from encoder.check.located import Located
    from encoder.corpus.summary import Summary
    from encoder.values.diagnostics import Rule

NAME = "manifest.json"
_VERSION = 4
OF_PROJECT = "site.json"
"""Beside it, if the folder is that of a project: what there is besides the records."""


class Manifest:
    """The manifest of a folder: its entries by the absolute paths of their sources, and the rules that they broke."""

    def __init__(self, folder: str, *, anew: bool = False) -> None:
        self._folder = folder
        self._entries: MutableMapping[str, bytes] = _Lines()
        self._rules: dict[str, Rule] = {}
        self.unreadable = False
        """Whether there is one that says nothing: of another version, or one in which Git has marked a conflict."""
        if not anew:
            try:
                lines = storage.opened(storage.join(folder, NAME))
            except (FileNotFoundError, NotADirectoryError):
                return
            except OSError as error:
                raise EncoderError(f"cannot be read: {error.strerror}", storage.join(folder, NAME)) from None
            with lines:
                try:
                    self._read(lines)
                except (ValueError, KeyError, TypeError, AttributeError, IndexError):
                    self.unreadable = True

    def _read(self, lines: BinaryIO) -> None:
        head = b"".join(takewhile(lambda line: line != b'  "records": {\n', lines))
        told = json.loads(head.rstrip().rstrip(b",") + b"}")
        if told["version"] != _VERSION:
            raise ValueError(told["version"])
        rules = cache.read_rules(told["rules"])
        entries = _Lines()
        for line in lines:
            if not line.startswith(b'    "'):
                continue
            at = line.index(b'": {', 5) + 1
            entry = line[at + 2 :].rstrip(b",\n")
            _before(entry)  # refuses what is none of ours
            entries[_absolute(self._folder, json.loads(line[4:at]))] = entry
        self._rules, self._entries = rules, entries

    def __iter__(self) -> Iterator[str]:
        """The sources, by their absolute paths."""
        return iter(self._entries)

    def __contains__(self, source: str) -> bool:
        return source in self._entries

    def before(self, source: str) -> Before | None:
        """What was made of a source before; None where nothing is known."""
        entry = self._entries.get(source)
        return _before(entry) if entry else None

    def findings(self, source: str, path: str) -> tuple[Located, ...]:
        """What was found in a source, told of the file at ``path``."""
        entry = self._entries.get(source)
        found = json.loads(entry)["findings"] if entry else []
        return cache.read_found(path, found, self._rules)

    def summary(self, source: str) -> tuple[Summary | None, str]:
        """The summary of a source, if it has one, and the digest of its page."""
        from encoder.corpus.summary import read

        entry = json.loads(self._entries.get(source, b"{}"))
        told = entry.get("summary")
        return (read(told) if told else None), entry.get("results", {}).get("html", "")

    def name(self, source: str) -> str:
        """What the results of a source are called, if it is one of a project."""
        summary, _ = self.summary(source)
        return summary.file if summary else ""

    def note(self, source: str, made: Made) -> None:
        """Note what was made of a source."""
        self._rules |= {each.rule: each.finding.rule for each in made.findings}
        counts = Counter(str(each.severity) for each in made.findings)
        self._entries[source] = _json({
            "edition": made.needs.edition, "pages": made.needs.pages, "results": made.results,
            "counts": dict(sorted(counts.items())), "findings": cache.written_found(made.findings),
            **({"summary": made.summary} if made.summary else {}),
            **({"by_hand": made.by_hand} if made.by_hand else {}),
        }).encode()  # fmt: skip

    def forget(self, source: str) -> None:
        """Take away what is noted of a source."""
        del self._entries[source]

    def check(self) -> None:
        """Refuse, as `EncoderError`, a file that could not be written, before anything is made."""
        if not storage.is_address(self._folder):
            writing.check(Path(self._folder) / NAME)

    def write(self) -> None:
        """Write the file; it names sources from its own folder, so that it holds wherever it is read from."""
        base = self._folder if storage.is_address(self._folder) else os.path.abspath(self._folder)  # noqa: PTH100
        sources = sorted((_relative(source, base), source) for source in self._entries)
        rules = _json(cache.written_rules(dict(sorted(self._rules.items()))))
        program = _json(f"tei-encoder {__version__}")
        head = f'{{\n  "version": {_VERSION},\n  "program": {program},\n  "rules": {rules},\n  "records": {{\n'

        def lines(out: BinaryIO) -> None:
            out.write(head.encode())
            for at, (name, source) in enumerate(sources):
                out.write(b",\n" if at else b"")
                out.write(f"    {_json(name)}: ".encode() + self._entries[source])
            out.write(b"\n  }\n}\n")

        storage.write(storage.join(self._folder, NAME), lines)


class _Lines(MutableMapping[str, bytes]):
    """Lines by keys, in a temporary file that goes with the process."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._end = 0
        with _of_temporary():
            self._file = TemporaryFile()  # noqa: SIM115 -- it is closed when nobody knows the lines any more
        finalize(self, _close, self._file)

    def __getitem__(self, key: str) -> bytes:
        at = self._at[key]
        with _of_temporary():
            self._file.seek(at)
            return self._file.readline().rstrip(b"\n")

    def __setitem__(self, key: str, line: bytes) -> None:
        with _of_temporary():
            self._file.seek(self._end)
            self._file.write(line + b"\n")
        self._at[key] = self._end
        self._end += len(line) + 1

    def __delitem__(self, key: str) -> None:
        del self._at[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __contains__(self, key: object) -> bool:
        return key in self._at

    def __len__(self) -> int:
        return len(self._at)


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # what waits to be written is of no use any more, and the disk may be full
        file.close()


@contextmanager
def _of_temporary() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EncoderError(f"no temporary file can be written there: {error.strerror}", gettempdir()) from None


def _before(entry: bytes) -> Before:
    told: dict[str, Any] = json.loads(entry)
    name, *_ = told.get("summary") or [""]
    if name != os.path.basename(name):  # noqa: PTH119 -- what is taken away later lies in the folder, whoever wrote this
        raise ValueError(name)
    return Before(Needs(told["edition"], told["pages"]), told["results"], told.get("by_hand", ""))


def place(source: str) -> str:
    """By what a source is known."""
    return source if storage.is_address(source) else os.path.abspath(source)  # noqa: PTH100


def seen_from_here(place: str) -> str:
    """A path as people would type it."""
    here = os.getcwd() + os.sep  # noqa: PTH109
    return place.removeprefix(here)


def _absolute(folder: str, source: str) -> str:
    if storage.is_address(source) or storage.is_address(folder):
        return source
    return os.path.abspath(os.path.join(folder, source))  # noqa: PTH100, PTH118


def _relative(source: str, base: str) -> str:
    if storage.is_address(source):
        return source
    return place(source) if storage.is_address(base) else os.path.relpath(source, base).replace(os.sep, "/")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def sweep(folder: str) -> None:
    """Take away what a build that was killed left half written, wherever in the folder."""
    for part in [*Path(folder).rglob(f".*{writing.PART}")]:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            with suppress(OSError):
                part.unlink()
