"""What was built, as a file beside it: `manifest.json`, by which the next build knows what it need not do again.

Each record has a line: what it depended on, the digests of what was written, what was found, its summary. It is written
anew as a whole, now and then on the way and at the end; what is not in it is made again, with the same result.

Entries wait in a temporary file, so that memory does not grow by what a hundred thousand records say.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import IO, TYPE_CHECKING, BinaryIO
from weakref import finalize

import msgspec

from encoder.build.inputs import Needs
from encoder.build.record import Before
from encoder.check.kept import Kept, KeptRule, found, kept, kept_rules, rules_of
from encoder.corpus.summary import Summary, shared
from encoder.files import writing
from encoder.host.version import __version__
from encoder.values.errors import EncoderError
from encoder.work import storage

if TYPE_CHECKING:
    from encoder.build.record import Made
    from encoder.check.located import Located
    from encoder.values.diagnostics import Rule

NAME = "manifest.json"
_VERSION = 4
OF_PROJECT = "site.json"
"""Beside it, if the folder is that of a project: what there is besides the records."""


class _Head(msgspec.Struct):
    version: int
    rules: dict[str, KeptRule]


class _Entry(msgspec.Struct, omit_defaults=True):
    """What is noted of a record."""

    edition: dict[str, str]
    """What it depends on, as `Needs`."""
    pages: dict[str, str]
    results: dict[str, str]
    """The digests of what was written, by kind."""
    counts: dict[str, int]
    """How many findings there are of each severity, for people and other programs."""
    findings: tuple[Kept, ...]
    summary: Summary | None = None
    by_hand: str = ""


_ENTRY = msgspec.json.Decoder(_Entry)
_LINE = msgspec.json.Decoder(dict[str, msgspec.Raw])


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
                except (ValueError, KeyError):
                    self.unreadable = True

    def _read(self, lines: BinaryIO) -> None:
        head = b"".join(takewhile(lambda line: line != b'  "records": {\n', lines))
        told = msgspec.json.decode(head.rstrip().rstrip(b",") + b"}", type=_Head)
        if told.version != _VERSION:
            raise ValueError(told.version)
        entries = _Lines()
        for line in lines:
            if not line.startswith(b'    "'):
                continue
            ((name, entry),) = _LINE.decode(b"{%b}" % line.strip().rstrip(b",")).items()
            _entry(bytes(entry))  # refuses an entry that no build wrote
            entries[_absolute(self._folder, name)] = bytes(entry)
        self._rules, self._entries = rules_of(told.rules), entries

    def __iter__(self) -> Iterator[str]:
        """The sources, by their absolute paths."""
        return iter(self._entries)

    def __contains__(self, source: str) -> bool:
        return source in self._entries

    def before(self, source: str) -> Before | None:
        """What was made of a source before; None where nothing is known."""
        told = self._told(source)
        return Before(Needs(told.edition, told.pages), told.results, told.by_hand) if told else None

    def findings(self, source: str, path: str) -> tuple[Located, ...]:
        """What was found in a source, told of the file at ``path``."""
        told = self._told(source)
        return found(path, told.findings, self._rules) if told else ()

    def summary(self, source: str) -> tuple[Summary | None, str]:
        """The summary of a source, if it has one, and the digest of its page."""
        told = self._told(source)
        if told is None:
            return None, ""
        return told.summary and shared(told.summary), told.results.get("html", "")

    def _told(self, source: str) -> _Entry | None:
        entry = self._entries.get(source)
        return _entry(entry) if entry else None

    def name(self, source: str) -> str:
        """What the results of a source are called, if it is one of a project."""
        summary, _ = self.summary(source)
        return summary.file if summary else ""

    def note(self, source: str, made: Made) -> None:
        """Note what was made of a source."""
        self._rules |= {each.rule: each.finding.rule for each in made.findings}
        counts = Counter(str(each.severity) for each in made.findings)
        self._entries[source] = msgspec.json.encode(_Entry(
            made.needs.edition, made.needs.pages, made.results, dict(sorted(counts.items())), kept(made.findings),
            made.summary, made.by_hand,
        ))  # fmt: skip

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
        rules = msgspec.json.encode(kept_rules(self._rules))
        head = b'{\n  "version": %d,\n  "program": "tei-encoder %b",\n  "rules": %b,\n  "records": {\n'

        def lines(out: BinaryIO) -> None:
            out.write(head % (_VERSION, __version__.encode(), rules))
            for at, (name, source) in enumerate(sources):
                out.write(b",\n" if at else b"")
                out.write(b"    %b: %b" % (msgspec.json.encode(name), self._entries[source]))
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


def _entry(line: bytes) -> _Entry:
    told = _ENTRY.decode(line)
    name = told.summary.file if told.summary else ""
    if name != os.path.basename(name):  # noqa: PTH119 -- what is taken away later lies in the folder, whoever wrote this
        raise ValueError(name)
    return told


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


def sweep(folder: str) -> None:
    """Take away what a build that was killed left half written, wherever in the folder."""
    for part in [*Path(folder).rglob(f".*{writing.PART}")]:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            with suppress(OSError):
                part.unlink()
