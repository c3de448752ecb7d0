"""What was built, as a file beside it: `manifest.json`, by which the next build knows what it need not do again.

Each record has what it depended on, the digests of what was written, and how many findings there were. It is written
anew as a whole, now and then on the way and at the end; what is not in it is made again, with the same result.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from encoder import __version__
from encoder.batch import cache, places
from encoder.batch.make import Made
from encoder.batch.needs import Needs

NAME = "manifest.json"


def read(folder: str) -> dict[str, Made]:
    """What was made of each source before, by its absolute path; nothing where there is no manifest of ours."""
    try:
        told = json.loads(places.read(places.join(folder, NAME)))
        records = ((_absolute(folder, source), entry) for source, entry in told["records"].items())
        return {place: _made(_seen_from_here(place), entry) for place, entry in records}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return {}


def write(folder: str, made: Iterable[Made]) -> None:
    """The manifest of a folder; it names sources from there, so that it holds wherever it is read from."""
    base = folder if places.is_address(folder) else os.path.abspath(folder)  # noqa: PTH100 -- links stay links
    records = {_relative(each.source, base): _entry(each) for each in made if each.results}
    lines = ",\n".join(f"    {_json(source)}: {_json(entry)}" for source, entry in sorted(records.items()))
    program = _json(f"tei-encoder {__version__}")
    places.write(
        places.join(folder, NAME),
        f'{{\n  "version": 2,\n  "program": {program},\n  "records": {{\n{lines}\n  }}\n}}\n'.encode(),
    )


def place(source: str) -> str:
    """By what a source is known."""
    return source if places.is_address(source) else os.path.abspath(source)  # noqa: PTH100


def _absolute(folder: str, source: str) -> str:
    if places.is_address(source) or places.is_address(folder):
        return source
    return os.path.abspath(os.path.join(folder, source))  # noqa: PTH100, PTH118


def _seen_from_here(place: str) -> str:
    """A path as people would type it."""
    here = os.getcwd() + os.sep  # noqa: PTH109
    return place.removeprefix(here)


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


def _entry(made: Made) -> dict[str, Any]:
    counts = Counter(str(each.severity) for each in made.findings)
    return {
        "edition": made.needs.edition, "pages": made.needs.pages, "results": made.results,
        "counts": dict(sorted(counts.items())), "findings": cache.written(made.findings),
        **({"card": made.card} if made.card else {}),
    }  # fmt: skip


def _made(source: str, entry: dict[str, Any]) -> Made:
    from encoder.corpus import card

    findings = cache.read(source, entry["findings"]) if entry["findings"] else ()
    return Made(
        source, "same", Needs(entry["edition"], entry["pages"]), entry["results"], findings=findings,
        card=card.read(entry["card"]) if "card" in entry else None,
    )  # fmt: skip
