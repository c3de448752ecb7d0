"""What was built, as a file beside it: `manifest.json`, by which the next build knows what it need not do again.

Each record has what it depended on, the digests of what was written, and how many findings there were. It is written
anew as a whole, now and then on the way and at the end; what is not in it is made again, with the same result.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from encoder import __version__, files
from encoder.batch import cache
from encoder.batch.make import Made

NAME = "manifest.json"


def read(folder: Path) -> dict[str, Made]:
    """What was made of each source before; nothing where there is no manifest, or it is none of ours."""
    try:
        told = json.loads((folder / NAME).read_bytes())
        return {source: _made(source, entry) for source, entry in told["records"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write(folder: Path, made: Iterable[Made]) -> None:
    """The manifest of a folder."""
    records = {each.source: _entry(each) for each in made if each.results}
    lines = ",\n".join(f"    {_json(source)}: {_json(entry)}" for source, entry in sorted(records.items()))
    program = _json(f"tei-encoder {__version__}")
    files.write(
        folder / NAME, f'{{\n  "version": 1,\n  "program": {program},\n  "records": {{\n{lines}\n  }}\n}}\n'.encode()
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def sweep(folder: Path) -> None:
    """Take away what a build that was killed left half written."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            part.unlink()


def _entry(made: Made) -> dict[str, Any]:
    counts = Counter(str(each.severity) for each in made.findings)
    return {
        "encoding": made.encoding, "rendering": made.rendering, "results": made.results, "summary": made.summary,
        "counts": dict(sorted(counts.items())), "findings": cache.written(made.findings),
    }  # fmt: skip


def _made(source: str, entry: dict[str, Any]) -> Made:
    findings = cache.read(source, entry["findings"]) if entry["findings"] else ()
    return Made(
        source, "same", entry["encoding"], entry["rendering"], entry["results"], entry["summary"], findings
    )  # fmt: skip
