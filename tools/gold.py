"""Records that people have read, with where their speeches begin: what weights are learned from.

A folder of gold holds houses, a folder each: `NNN.gold.json` beside `NNN.plain.txt` or `NNN.txt`, with ``turns`` of
``label`` (start and end, offsets in the text) and ``who``. `plays/` holds beginnings of plays in several label styles,
`negative/` and `wcda/` texts without speech, `frus/` and `styles/` older gold with ``blocks``.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from encoder import read
from encoder.archives.auto import choose
from encoder.archives.people import KnownPeople
from encoder.parse import drafted, inputs
from encoder.parse.layout.blocks import Block
from encoder.parse.steps.participants import names_given
from encoder.values.authority import Authority
from encoder.values.source import Source

PLAYS = "plays"
SPEECH = "speech"
_MOST = 0.6
"""The share of a block's letters that must be of one kind."""
_NOT_SPEAKERS = re.compile(r"(?:sirs?|(?:my )?dear\b.*|answer|question|.*\bpao|china times|central daily news)$", re.I)
"""Labels that the older gold, which a program made, takes for speakers."""


@dataclass(frozen=True)
class Talk:
    """A record as it is when turns are looked for; ``turns`` are start and end of each label in its text, and who."""

    house: str
    path: Path
    source: Source
    blocks: tuple[Block, ...]
    known: tuple[tuple[str, ...], ...]
    turns: tuple[tuple[int, int, str], ...]
    kinds: tuple[str, ...] = ()
    """What each block is: `SPEECH` where one begins in it, the value of a `Kind`, or nothing where it is mixed."""

    @property
    def is_play(self) -> bool:
        """Whether it is part of a play."""
        return self.house.startswith(PLAYS)


def talks(corpus: Path) -> Iterator[Talk]:
    """All records of a corpus."""
    for gold in sorted((corpus / "houses").glob("*/*.gold.json")):
        given = json.loads(gold.read_text(encoding="utf-8"))
        if not given.get("unlabelled_turns"):
            talk = _talk(given["house"], _text_of(gold), _turns(given))
            yield replace(talk, kinds=_kinds(talk, given))
    for gold in sorted((corpus / "plays").glob("*/*.gold.json")):
        yield _talk(f"{PLAYS}:{gold.parent.name}", _text_of(gold), _turns(json.loads(gold.read_text(encoding="utf-8"))))
    for folder in ("styles", "frus"):
        for gold in sorted((corpus / folder).rglob("*.gold.json")):
            house = f"{PLAYS}:{gold.parent.name}" if folder == "styles" else folder
            yield _talk(house, _text_of(gold), _older_turns(json.loads(gold.read_text(encoding="utf-8"))))
    for folder in ("wcda", "negative"):
        for path in sorted((corpus / folder).glob("*.txt")):
            if not path.with_suffix(".gold.json").exists():
                yield _talk(folder, path, ())


def houses(corpus: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The text of each record of the houses, and its gold."""
    for gold in sorted((corpus / "houses").glob("*/*.gold.json")):
        yield _text_of(gold), json.loads(gold.read_text(encoding="utf-8"))


def of_text(house: str, path: Path, text: str, turns: tuple[tuple[int, int, str], ...]) -> Talk:
    """A record made from a text; turns are offsets in it."""
    source = read.check(Source(text, str(path)), lambda _: None)
    here, there = _letters(text), _letters(source.text)
    if len(here) != len(there):
        raise ValueError(f"{path}: the text has {len(here)} letters, the source {len(there)}")
    moved = []
    for start, end, who in turns:
        first, last = bisect_left(here, start), bisect_left(here, end)
        if last > first:
            moved.append((there[first], there[last - 1] + 1, who))
    profile = choose(source, lambda _: None, has_data=False)
    people = KnownPeople(Authority("", ()), profile)
    record = drafted(inputs(source, profile, lambda _: None, people), "lists")
    blocks = tuple(record.body[at] for at in record.spoken)
    return Talk(house, path, source, blocks, names_given(record), tuple(moved))


def _talk(house: str, path: Path, turns: tuple[tuple[int, int, str], ...]) -> Talk:
    with path.open(encoding="utf-8", newline="") as file:
        return of_text(house, path, file.read(), turns)


def _kinds(talk: Talk, given: dict[str, Any]) -> tuple[str, ...]:
    """What the blocks of a record are by its gold, letter by letter."""
    with talk.path.open(encoding="utf-8", newline="") as file:
        here, there = _letters(file.read()), _letters(talk.source.text)
    kinds = ["apart"] * len(here)

    def mark(span: Sequence[int], kind: str) -> None:
        for at in range(bisect_left(here, span[0]), bisect_left(here, span[1])):
            kinds[at] = kind if kinds[at] != SPEECH else SPEECH

    for turn in given["turns"]:
        mark((turn["label"][1], turn["end"]), "words")
        mark(turn["label"], SPEECH)
    for note in given["footnotes"]:
        mark(note.get("body") or (0, 0), "apart")
    for key, kind in (("stage", "action"), ("heads", "heading"), ("furniture", "furniture")):
        for span in given[key]:
            mark(span, kind)
    found = []
    for block in talk.blocks:
        span = block.text.span()
        own = kinds[bisect_left(there, span.start) : bisect_left(there, span.end)]
        kind, number = Counter(own).most_common(1)[0] if own else ("furniture", 1)
        found.append(SPEECH if own[:1] == [SPEECH] else kind if number > _MOST * len(own) else "")
    return tuple(found)


def _text_of(gold: Path) -> Path:
    base = str(gold).removesuffix(".gold.json")
    plain = Path(f"{base}.plain.txt")
    return plain if plain.exists() else Path(f"{base}.txt")


def _turns(given: dict[str, Any]) -> tuple[tuple[int, int, str], ...]:
    return tuple((*turn["label"], str(turn["who"])) for turn in given["turns"])


def _older_turns(given: dict[str, Any]) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (*block["label_span"], str(block["who"]))
        for block in given["blocks"]
        if block["kind"] == "turn" and not _NOT_SPEAKERS.match(block["label"])
    )


def _letters(text: str) -> list[int]:
    """Where the letters and figures of a text stand."""
    return [at for at, c in enumerate(text) if c.isalnum()]


__all__ = ["PLAYS", "SPEECH", "Talk", "houses", "of_text", "talks"]
