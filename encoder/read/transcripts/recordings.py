"""Transcripts of recordings: Transcriber (`.trs`) and ELAN (`.eaf`), which name the speaker of each turn.

    <Turn speaker="spk1" startTime="0" endTime="4.2"><Sync time="0"/>When were you born?</Turn>
    <TIER TIER_ID="Ann" PARTICIPANT="Ann Roe"><ANNOTATION>…<ANNOTATION_VALUE>In May.</ANNOTATION_VALUE>…

Noises and remarks stand in square brackets among the words; tiers that depend on others (translations, glosses) are
reported and left out. Source: trans-14.dtd of Transcriber; EAFv3.0.xsd of the Max Planck Institute.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from encoder.read import left_out
from encoder.read.transcripts.spoken import Spoken
from encoder.read.trees import name_of, parsed
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Source

ROOTS = ("Trans", "ANNOTATION_DOCUMENT")


class _Said(NamedTuple):
    """A piece of talk: who says it, its words, and its line in the file."""

    speaker: str
    words: str
    line: int


def read(data: bytes, name: str, report: Report) -> Source:
    """The talk in a transcript. Raises `EncoderError` if the XML is not well-formed, or there is no word in it."""
    root = parsed(data, name)
    said = [each for each in (_turns(root) if name_of(root) == "Trans" else _annotations(root, report)) if each.words]
    if not said:
        raise EncoderError("there are no words in this transcript", name)
    made = Spoken()
    for speaker, pieces in groupby(said, key=lambda each: each.speaker):
        for at, piece in enumerate(pieces):
            made.paragraph(piece.words, piece.line, speaker if at == 0 else "", unnamed=not speaker)
    return made.source(name, report)


def _turns(root: etree._Element) -> Iterator[_Said]:
    """The turns of Transcriber; one of several speakers is cut where another begins (`Who`)."""
    names = {each.get("id", ""): each.get("name", "") for each in root.iter("Speaker")}
    for turn in root.iter("Turn"):
        speakers = [str(names.get(each) or each) for each in turn.get("speaker", "").split()]
        speaker, words = speakers[0] if speakers else "", turn.text or ""
        for each in turn:
            if name_of(each) == "Who":
                yield _Said(speaker, " ".join(words.split()), turn.sourceline or 1)
                number = each.get("nb", "")
                speaker = speakers[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(speakers) else ""
                words = ""
            elif described := each.get("desc"):
                words += f" [{described}] "
            words += each.tail or ""
        yield _Said(speaker, " ".join(words.split()), turn.sourceline or 1)


def _annotations(root: etree._Element, report: Report) -> Iterator[_Said]:
    """The annotations of ELAN's tiers in the order of time, which is that of the slots: some have no value."""
    times = {each.get("TIME_SLOT_ID", ""): at for at, each in enumerate(root.iter("TIME_SLOT"))}
    found: list[tuple[int, _Said]] = []
    others: list[str] = []
    for tier in root.iter("TIER"):
        if tier.get("PARENT_REF"):
            others.append(tier.get("TIER_ID", ""))
            continue
        speaker = str(tier.get("PARTICIPANT") or tier.get("TIER_ID", ""))
        for each in tier.iter("ALIGNABLE_ANNOTATION"):
            words = " ".join((each.findtext("ANNOTATION_VALUE") or "").split())
            start = times.get(each.get("TIME_SLOT_REF1", ""), 0)
            found.append((start, _Said(speaker, words, each.sourceline or 1)))
    if others:
        report(left_out.finding(f"tiers that depend on others ({len(others)})", ", ".join(others)))
    yield from (said for _, said in sorted(found, key=lambda each: each[0]))
