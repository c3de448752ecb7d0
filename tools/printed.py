"""The entries of the lexicon as they are printed, for texts that are made to learn from."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from encoder.lexicon import files


@cache
def words(name: str, lang: str, *flags: str) -> tuple[str, ...]:
    """The words of a list in a language that have all the ``flags``; ambiguous ones only where that is asked for."""
    path = Path(files.__file__).with_name(f"{name}.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["entry"]
    return tuple(
        word.strip().rpartition(": ")[2]
        for entry in entries
        if entry.get("lang", "")[:2] == lang
        and all(map(entry.get, flags))
        and ("ambiguous" in flags or not entry.get("ambiguous"))
        for line in entry["words"].strip().replace(",\n", ",").split("\n")
        for word in line.replace("\n", " ").split(",")
        if word.strip()
    )
