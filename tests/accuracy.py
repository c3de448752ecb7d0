"""How an edition compares with what people read in its record (`tests/samples/README.md`)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

import encoder
from encoder.lexicon.names import tokens
from encoder.values.edition import EncodedEdition
from encoder.values.namespaces import XML_ID
from tests.conftest import NS, ROOT, T

_BESIDE = frozenset(f"{T}{tag}" for tag in ("speaker", "stage", "note"))
SAMPLES = sorted((ROOT / "tests" / "samples").glob("*/*.gold.json"))
NEAR = 3
"""Places are the same if they are no farther apart, in code points: a bullet, a bracket, a blank."""


def compared(gold: Path) -> Counter[str]:
    """What was there, what was found and what was right: `turns`, `turns-found`, `turns-right` and so on."""
    given: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    edition = encoder.encode(gold.with_name(gold.name.removesuffix(".gold.json") + ".txt"))
    return _turns(edition, given) + _words(edition, given) + _participants(edition, given) + _kinds(edition, given)


def _near(one: list[int], other: list[int]) -> int:
    """How many of the places stand near one of the others."""
    return sum(any(abs(place - each) <= NEAR for each in other) for place in one)


def _turns(edition: EncodedEdition, given: dict[str, Any]) -> Counter[str]:
    wanted = [turn["label"][0] for turn in given["turns"]]
    found = [edition.spans[each].start for each in edition.root.iter(f"{T}speaker")]
    return Counter({"turns": len(wanted), "turns-found": len(found), "turns-right": _near(wanted, found)})


def _said(edition: EncodedEdition) -> Iterator[tuple[int, str]]:
    """Each letter of the source that stands in the words of a speech, with whose speech that is."""
    text = edition.source.text
    who: dict[etree._Element, str] = {}
    for speech in edition.root.iter(f"{T}sp"):
        label = speech.findtext(f"{T}speaker")
        before = edition.root.find(f".//{T}sp[@{XML_ID}='{speech.get('prev', '#')[1:]}']")
        who[speech] = speech.get("who") or (" ".join(tokens(label or "")) if before is None else who[before])
    for trace in edition.traces:
        at = trace.element if trace.element is None or not trace.tail else trace.element.getparent()
        around = [] if at is None else [at, *at.iterancestors()]
        if not any(each.tag in _BESIDE for each in around):
            for speech in (each for each in around if each.tag == f"{T}sp"):
                yield from ((place, who[speech]) for place in range(trace.start, trace.end) if text[place].isalnum())


def _words(edition: EncodedEdition, given: dict[str, Any]) -> Counter[str]:
    """The letters that are spoken: how many stand in the right person's mouth, and in another's."""
    text = edition.source.text
    beside = {at for kind in ("stage", "heads", "furniture") for start, end in given[kind] for at in range(start, end)}
    beside |= {at for note in given["footnotes"] if note.get("body") for at in range(*note["body"])}
    wanted = {
        at: turn["who"]
        for turn in given["turns"]
        for at in range(turn["label"][1], turn["end"])
        if text[at].isalnum() and at not in beside
    }
    found = dict(_said(edition))
    both = Counter((who, found[at]) for at, who in wanted.items() if at in found)
    mate: dict[str, str] = {}
    for (who, pointer), _ in both.most_common():
        if who not in mate and pointer not in mate.values():
            mate[who] = pointer
    right = sum(count for (who, pointer), count in both.items() if mate.get(who) == pointer)
    silent = [at for at, c in enumerate(text) if c.isalnum() and at not in wanted and at not in _labels(given)]
    return Counter({
        "mouth": len(wanted), "mouth-right": right, "mouth-wrong": both.total() - right,
        "quiet": len(silent), "quiet-right": sum(at not in found for at in silent),
    })  # fmt: skip


def _labels(given: dict[str, Any]) -> set[int]:
    return {at for turn in given["turns"] for at in range(*turn["label"])}


def _participants(edition: EncodedEdition, given: dict[str, Any]) -> Counter[str]:
    wanted = [
        frozenset(tokens(name))
        for each in given["participants"]
        if (name := (given["persons"].get(each) or {}).get("name"))
    ]
    entered = [
        frozenset(tokens("".join(name.itertext())))
        for name in edition.root.iterfind(".//t:particDesc//t:person/t:persName", NS)
    ]
    right = sum(any(words <= each or each <= words for each in entered if each) for words in wanted)
    return Counter({"list": len(wanted), "list-right": right, "list-found": len(entered) if wanted else 0})


def _kinds(edition: EncodedEdition, given: dict[str, Any]) -> Counter[str]:
    """Headings, actions and notes that begin where they should."""
    found = Counter[str]()
    for kind, tag in (("heads", "head"), ("stage", "stage")):
        own = [edition.spans[each].start for each in _all(edition, tag) if each in edition.spans]
        found[kind] += len(given[kind])
        found[f"{kind}-right"] += _near([start for start, _ in given[kind]], own)
        found[f"{kind}-found"] += len(own)
    bodies = [note["body"][0] for note in given["footnotes"] if note.get("body")]
    notes = [edition.spans[each].start for each in _all(edition, "note") if each in edition.spans and each.get(XML_ID)]
    found["notes"] += len(bodies)
    found["notes-right"] += _near(bodies, notes)
    return found


def _all(edition: EncodedEdition, tag: str) -> Iterator[etree._Element]:
    return edition.root.iterfind(f".//t:text//t:{tag}", NS)
