"""Captions of a recording: WebVTT and SubRip, cue by cue.

    00:00:04.000 --> 00:00:29.000       00:00:03,450 --> 00:00:04,410
    <v SCHNEIDER>When were you born?    Bekah: Hey, I'm
                                        Bekah.

Cues of one speaker are one speech. Without voices a paragraph goes on until a cue begins with a name and a colon, with
a dash or `>>`, or after a pause. W3C WebVTT, 4 Syntax; SubRip has no specification.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from encoder.read import left_out
from encoder.read.spoken import Spoken
from encoder.values.diagnostics import Report
from encoder.values.source import Source

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*(?P<start>{_TIME})[ \t]*-->[ \t]*(?P<end>{_TIME})(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+(?P<name>[^>]*)>")
_TAG = re.compile(r"</?(?:[a-z]+(?:\.[^>\s]*)?(?:[ \t][^>]*)?|\d[\d:.]*)>|\{\\[^}]*\}", re.IGNORECASE)
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
# Bekah: Hey · >> Dan · - Yes · not “the ratio was 3:4”
_TURN = re.compile(r"(?:>>|[-–—]\s)|(?!\d)[^\W_][^:：.?!\n]{0,40}[:：]\s")
_SENTENCE_END = re.compile(r"[.?!…。？！][\"'”’)\]]*$")
_PAUSE = 3.0
"""Seconds without a cue, after which a paragraph begins."""


class Cue(NamedTuple):
    """The words, the speaker (empty if not stated), the start and end in seconds, and the first line in the file."""

    words: str
    speaker: str
    start: float
    end: float
    line: int


def stands(text: str) -> bool:
    """Whether a text is captions: a WebVTT header, or a number and a timing at the top."""
    head = text.lstrip("\ufeff \t\n")
    if head.startswith("WEBVTT"):
        return True
    lines = [line for line in head[:400].split("\n") if line.strip()][:2]
    return len(lines) > 1 and lines[0].strip().isdigit() and _TIMING.fullmatch(lines[1]) is not None


def read(source: Source, report: Report) -> Source:
    """The speeches of a caption file."""
    comments: list[str] = []
    cues = [*_cues(source.text, comments)]
    if comments:
        what = "1 comment or style" if len(comments) == 1 else f"{len(comments)} comments or styles"
        report(left_out.finding(what, " ".join(comments)))
    if cues:
        what = "the times of 1 cue" if len(cues) == 1 else f"the times of {len(cues):,} cues"
        report(left_out.finding(what))
    spoken = Spoken()
    before: Cue | None = None
    for cue in cues:
        if before and not _begins(before, cue):
            spoken.go_on(cue.words, cue.line)
        else:
            is_new = before is None or cue.speaker != before.speaker
            spoken.paragraph(cue.words, cue.line, cue.speaker if is_new else "")
        before = cue
    return spoken.source(source.name)


def _begins(before: Cue, cue: Cue) -> bool:
    """Whether a paragraph begins with a cue."""
    if cue.speaker != before.speaker:
        return True
    is_pause = cue.start - before.end >= _PAUSE and _SENTENCE_END.search(before.words) is not None
    return is_pause or (not cue.speaker and _TURN.match(cue.words) is not None)


def _cues(text: str, comments: list[str]) -> Iterator[Cue]:
    """The cues of a file in order, an empty one left out; what is no cue goes to ``comments``."""
    lines = text.removeprefix("\ufeff").split("\n")
    at = 0
    while at < len(lines):
        timing = _TIMING.fullmatch(lines[at])
        if timing is None:
            if _COMMENT.fullmatch(lines[at]):
                end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
                comments.append("\n".join(lines[at:end]))
                at = end
            at += 1
            continue
        first = at + 1
        at = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
        payload = "\n".join(lines[first:at])
        times = _seconds(timing["start"]), _seconds(timing["end"])
        for speaker, words, skipped in _voices(payload):
            if words:
                yield Cue(words, speaker, *times, first + 1 + skipped)


def _voices(payload: str) -> Iterator[tuple[str, str, int]]:
    """The parts of a cue that one speaker says: who, the words, and how many lines of the cue stand before them."""
    marks = [*_VOICE.finditer(payload)]
    cuts = [0, *(mark.start() for mark in marks), len(payload)]
    names = ["", *(" ".join(html.unescape(mark["name"]).split()) for mark in marks)]
    for name, start, end in zip(names, cuts, cuts[1:], strict=False):
        words = html.unescape(_TAG.sub("", payload[start:end]))
        kept = "\n".join(" ".join(line.split()) for line in words.split("\n") if line.strip())
        yield name, kept, payload.count("\n", 0, start)


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
