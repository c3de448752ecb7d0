"""What was built, as a file beside it: `manifest.json`, by which the next build knows what it need not do again.

Each record has a line: what it depended on, the digests of what was written, what was found, its card. It is written
anew as a whole, now and then on the way and at the end; what is not in it is made again, with the same result.

In memory an entry stays the bytes that it is in the file, so that ten thousand of them weigh little.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections import Counter
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from encoder import __version__
from encoder.batch import cache, places
from encoder.batch.make import Before
from encoder.batch.needs import Needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from encoder.batch.make import Made
    from encoder.corpus.card import Card
    from encoder.diagnostics import Rule
    from encoder.reports import Located

NAME = "manifest.json"
OF_PROJECT = "site.json"
"""Beside it, if the folder is that of a project: what there is besides the records."""


class Manifest:
    """The manifest of a folder: its entries by the absolute paths of their sources, and the rules that they broke."""

    def __init__(self, folder: str, *, anew: bool = False) -> None:
        self._folder = folder
        self._entries: dict[str, bytes] = {}
        self._rules: dict[str, Rule] = {}
        self.unreadable = False
        """Whether there is one that cannot be read, such as one in which Git has marked a conflict."""
        if not anew:
            with suppress(OSError):
                data = places.read(places.join(folder, NAME))
                try:
                    self._read(data)
                except (ValueError, KeyError, TypeError, AttributeError, IndexError):
                    self.unreadable = True

    def _read(self, data: bytes) -> None:
        lines = io.BytesIO(data)
        head = b"".join(takewhile(lambda line: line != b'  "records": {\n', lines))
        rules = cache.read_rules(json.loads(head.rstrip().rstrip(b",") + b"}")["rules"])
        entries: dict[str, bytes] = {}
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

    def before(self, source: str) -> Before | None:
        """What was made of a source before; None where nothing is known."""
        entry = self._entries.get(source)
        return None if entry is None else _before(entry)

    def findings(self, source: str, path: str) -> tuple[Located, ...]:
        """What was found in a source, told of the file at ``path``."""
        entry = self._entries.get(source)
        found = json.loads(entry)["findings"] if entry else []
        return cache.read_found(path, found, self._rules)

    def card(self, source: str) -> tuple[Card | None, str]:
        """The card of a source, if it has one, and the digest of its page."""
        from encoder.corpus import card

        entry = json.loads(self._entries.get(source, b"{}"))
        told = entry.get("card")
        return (card.read(told) if told else None), entry.get("results", {}).get("html", "")

    def name(self, source: str) -> str:
        """What the results of a source are called, if it is one of a project."""
        card, _ = self.card(source)
        return card.file if card else ""

    def note(self, source: str, made: Made) -> None:
        """Note what was made of a source."""
        self._rules |= {each.rule: each.finding.rule for each in made.findings}
        counts = Counter(str(each.severity) for each in made.findings)
        self._entries[source] = _json({
            "edition": made.needs.edition, "pages": made.needs.pages, "results": made.results,
            "counts": dict(sorted(counts.items())), "findings": cache.written_found(made.findings),
            **({"card": made.card} if made.card else {}), **({"by_hand": made.by_hand} if made.by_hand else {}),
        }).encode()  # fmt: skip

    def forget(self, source: str) -> None:
        """Take away what is noted of a source."""
        del self._entries[source]

    def write(self) -> None:
        """Write the file; it names sources from its own folder, so that it holds wherever it is read from."""
        base = self._folder if places.is_address(self._folder) else os.path.abspath(self._folder)  # noqa: PTH100
        sources = sorted((_relative(source, base), source) for source in self._entries)
        rules = _json(cache.written_rules(dict(sorted(self._rules.items()))))
        program = _json(f"tei-encoder {__version__}")
        head = f'{{\n  "version": 3,\n  "program": {program},\n  "rules": {rules},\n  "records": {{\n'

        def lines(out: BinaryIO) -> None:
            out.write(head.encode())
            for at, (name, source) in enumerate(sources):
                out.write(b",\n" if at else b"")
                out.write(f"    {_json(name)}: ".encode() + self._entries[source])
            out.write(b"\n  }\n}\n")

        places.write(places.join(self._folder, NAME), lines)


def _before(entry: bytes) -> Before:
    told: dict[str, Any] = json.loads(entry)
    return Before(Needs(told["edition"], told["pages"]), told["results"], told.get("by_hand", ""))


def place(source: str) -> str:
    """By what a source is known."""
    return source if places.is_address(source) else os.path.abspath(source)  # noqa: PTH100


def seen_from_here(place: str) -> str:
    """A path as people would type it."""
    here = os.getcwd() + os.sep  # noqa: PTH109
    return place.removeprefix(here)


def _absolute(folder: str, source: str) -> str:
    if places.is_address(source) or places.is_address(folder):
        return source
    return os.path.abspath(os.path.join(folder, source))  # noqa: PTH100, PTH118


def _relative(source: str, base: str) -> str:
    if places.is_address(source):
        return source
    return place(source) if places.is_address(base) else os.path.relpath(source, base).replace(os.sep, "/")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def sweep(folder: str) -> None:
    """Take away what a build that was killed left half written, wherever in the folder."""
    for part in [*Path(folder).rglob(".*.part")]:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            with suppress(OSError):
                part.unlink()
