"""The record's own legend of its labels, printed between the participants and the first speech.

G—General Chang
C—General Chou
M—General Marshall
"""

from __future__ import annotations

import re

from encoder.lexicon import names
from encoder.values.record.blocks import Head, P, Sp
from encoder.values.record.content import plain
from encoder.values.record.document import Document

_ENTRY = re.compile(r"(?P<label>[^\W\d_]{1,4}\.?)\s*(?:[—–=:]|--?)\s*(?P<name>[^\W\d_][^.;:!?]{2,60})\.?")


def legend(document: Document) -> dict[tuple[str, ...], str]:
    """What the labels stand for, by their compared words; empty where fewer than two lines say so."""
    found: dict[tuple[str, ...], str] = {}
    for block in document.blocks:
        if isinstance(block, Sp):
            break
        entry = _ENTRY.fullmatch(plain(block.content).strip()) if isinstance(block, P | Head) else None
        if entry and names.NAME.fullmatch(entry["name"].strip()):
            found.setdefault(names.tokens(entry["label"]), entry["name"].strip())
    if len(found) < 2:
        return {}
    turns = (block.speaker.name for block in document.blocks if isinstance(block, Sp))
    labels = {names.tokens(part) for label in turns for part in names.SEVERAL.split(label)}
    return {} if labels.isdisjoint(found) else found
