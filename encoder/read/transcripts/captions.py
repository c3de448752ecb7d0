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
from itertools import pairwise
from typing import NamedTuple

from encoder.lexicon.signs import SENTENCE_END
from encoder.read import left_out
from encoder.read.transcripts.spoken import Spoken, only_changes
from encoder.values.diagnostics import Report
from encoder.values.source import Source

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*(?P<start>{_TIME})[ \t]*-->[ \t]*(?P<end>{_TIME})(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+(?P<name>[^>]*)>")
# <c.yellow>, <00:00:05.200>, {\an8} · not “<inaudible>”
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|lang|ruby|rt|font)(?:\.[^>\s]*)?(?:[ \t][^>]*)?>|<\d[\d:.]*>|\{\\[^}]*\}", re.IGNORECASE
)
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
# Bekah: Hey · >> Dan · - Yes · not “the ratio was 3:4”
_TURN = re.compile(r"(?:>>|[-–—]\s)|(?!\d)[^\W_][^:：.?!\n]{0,40}[:：]\s")
_ROLLING = 0.3
"""The share of cues that begin with the last line of the cue before, from which captions are rolling."""
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
        what = "1 note, style or header" if len(comments) == 1 else f"{len(comments)} notes, styles or headers"
        report(left_out.finding(what, " ".join(comments)))
    if cues:
        what = "the times of 1 cue" if len(cues) == 1 else f"the times of {len(cues):,} cues"
        report(left_out.finding(what))
    cues = _unrolled(cues, report)
    spoken = Spoken()
    before: Cue | None = None
    by_changes = only_changes([bool(cue.speaker) for cue in cues])
    for cue in cues:
        if before and not cue.speaker and (by_changes or not SENTENCE_END.search(before.words)):
            cue = cue._replace(speaker=before.speaker)  # noqa: PLW2901 -- the same cue, its speaker known
        if before and not _begins(before, cue):
            spoken.go_on(cue.words, cue.line)
        else:
            is_new = before is None or cue.speaker != before.speaker
            spoken.paragraph(cue.words, cue.line, cue.speaker if is_new else "", unnamed=not cue.speaker)
        before = cue
    return spoken.source(source.name, report)


def _begins(before: Cue, cue: Cue) -> bool:
    """Whether a paragraph begins with a cue."""
    if cue.speaker != before.speaker:
        return True
    is_pause = cue.start - before.end >= _PAUSE and SENTENCE_END.search(before.words) is not None
    return is_pause or (not cue.speaker and _TURN.match(cue.words) is not None)


def _cues(text: str, comments: list[str]) -> Iterator[Cue]:
    """The cues of a file in order, an empty one left out; what is no cue goes to ``comments``.

    A cue goes on to the next timing, over blank lines too: SubRip is often written with some inside.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    timings = [at for at, line in enumerate(lines) if _TIMING.fullmatch(line)]
    ends = [_above(lines, at) for at in timings] + [len(lines)]
    header = "\n".join(lines[: ends[0]]).strip()
    if words := header.removeprefix("WEBVTT").strip():
        comments.append(words)
    for at, end in zip(timings, ends[1:], strict=True):
        timing = _TIMING.fullmatch(lines[at])
        assert timing
        times = _seconds(timing["start"]), _seconds(timing["end"])
        payload = "\n".join(_said(lines[at + 1 : end], comments))
        for speaker, words, skipped in _voices(payload):
            if words:
                yield Cue(words, speaker, *times, at + 2 + skipped)


def _above(lines: list[str], at: int) -> int:
    """Where a cue begins: at its timing, or at the number or name on the line above."""
    above, second = (lines[at - back].strip() if at >= back else "" for back in (1, 2))
    return at - 1 if above and (not second or above.isdigit()) else at


def _said(lines: list[str], comments: list[str]) -> Iterator[str]:
    """The lines of a cue; comments, which begin below a blank line, are blank."""
    is_comment, before = False, "-"
    for line in lines:
        if not before.strip() and _COMMENT.fullmatch(line):
            is_comment = True
            comments.append("")
        is_comment = is_comment and bool(line.strip())
        if is_comment:
            comments[-1] = f"{comments[-1]}\n{line}".strip()
        yield "" if is_comment else line
        before = line


def _unrolled(cues: list[Cue], report: Report) -> list[Cue]:
    """The cues without lines that only roll up: where a file does so, most cues begin with the last line before."""
    rolled = [False, *(cue.words.split("\n")[0] == before.words.split("\n")[-1] for before, cue in pairwise(cues))]
    if sum(rolled) < _ROLLING * len(cues):
        return cues
    report(left_out.finding(f"{sum(rolled):,} lines that repeat the line before, as rolling captions do"))
    kept = []
    for cue, repeats in zip(cues, rolled, strict=False):
        words = cue.words.partition("\n")[2] if repeats else cue.words
        if words:
            kept.append(cue._replace(words=words, line=cue.line + repeats))
    return kept


def _voices(payload: str) -> Iterator[tuple[str, str, int]]:
    """The parts of a cue that one speaker says: who, the words, and how many lines of the cue stand before them."""
    marks = [*_VOICE.finditer(payload)]
    cuts = [0, *(mark.start() for mark in marks), len(payload)]
    names = ["", *(_name(html.unescape(mark["name"])) for mark in marks)]
    for name, start, end in zip(names, cuts, cuts[1:], strict=False):
        words = html.unescape(_TAG.sub("", payload[start:end]))
        kept = "\n".join(" ".join(line.split()) for line in words.split("\n") if line.strip())
        yield name, kept, payload.count("\n", 0, start)


def _name(annotation: str) -> str:
    """The name of a voice; nothing if it has no letter and no figure."""
    return " ".join(annotation.split()) if any(map(str.isalnum, annotation)) else ""


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
