"""How often each way of reading a label is right: the figures behind `_CHANCE` in `encoder/resolve/names/matching.py`.

    python -m tools.whom CORPUS

A label is right if the person it is read as has the name that people gave the speaker of its first speech. Speakers
whom a record does not name are left out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any
from unittest.mock import patch

import encoder
from encoder.lexicon.names import tokens
from encoder.resolve.labels import Labels
from encoder.resolve.names.matching import Match
from encoder.values.record.blocks import Sp
from encoder.values.record.inline import extent
from tools.gold import houses

NEAR = 3
"""A label stands where people saw it if it is no farther away, in code points."""


def main() -> None:
    """Read the records and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    counts: Counter[tuple[str, str]] = Counter()
    for path, gold in houses(parser.parse_args().corpus):
        if gold["turns"]:
            counts += _counted(path, gold)
    print(f"{'kind':12} {'labels':>12} {'speeches':>14}")
    for kind in sorted({kind for kind, _ in counts}):
        labels = f"{counts[kind, 'right']} of {counts[kind, 'labels']}"
        speeches = f"{counts[kind, 'right speeches']} of {counts[kind, 'speeches']}"
        print(f"{kind:12} {labels:>12} {speeches:>14}")


def _counted(path: Path, gold: dict[str, Any]) -> Counter[tuple[str, str]]:
    read: list[tuple[int, str, Match]] = []
    original = Labels.read

    def noted(self: Labels, turn: Sp) -> list[tuple[str, Match]]:
        found = original(self, turn)
        place = extent(turn.speaker.content)
        read.extend((place.start if place else -1, turn.speaker.name, match) for _, match in found)
        return found

    with patch.object(Labels, "read", noted):
        encoder.encode(path)
    who = {turn["label"][0]: turn["who"] for turn in gold["turns"]}
    text = path.read_text(encoding="utf-8")
    speeches = Counter(text[slice(*turn["label"])].strip() for turn in gold["turns"])
    counts: Counter[tuple[str, str]] = Counter()
    for start, label, match in read:
        key = next((who[at] for at in range(start - NEAR, start + NEAR + 1) if at in who), None)
        name = (gold["persons"].get(key) or {}).get("name") if key else None
        if not name:
            continue
        own, found = set(tokens(name)), set(tokens(match.person.name)) if match.person else set[str]()
        right = bool(found) and (own <= found or found <= own or len(own & found) > 1)
        many = max(1, speeches[label])
        counts.update({(match.kind, "labels"): 1, (match.kind, "speeches"): many})
        if right:
            counts.update({(match.kind, "right"): 1, (match.kind, "right speeches"): many})
    return counts


if __name__ == "__main__":
    main()
