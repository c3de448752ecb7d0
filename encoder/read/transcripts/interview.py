"""Interviews of an oral history site as OHMS keeps them: fields about the recording, and a transcript as text.

    <ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record>
      <title>Oral history interview with …</title><date value="2006-06-13"/> …
      <transcript>DUARTE: I'm Ron Duarte. …</transcript>

Those who speak stand as lines above the transcript, the header is made from the other fields; index, media and other
parts are reported.
Source: OHMS XML schema of the Louie B. Nunn Center.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from encoder.read import left_out
from encoder.read.transcripts import captions
from encoder.read.trees import parsed
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.metadata import Metadata
from encoder.values.source import Part, Source, Span

_NAMESPACE = b"nunncenter/ohms"
_LINES = (("interviewee", "Interviewee"), ("interviewer", "Interviewer"))
"""The fields that name the speakers, each with the label that begins its line above the transcript."""
_TRANSCRIPTS = ("transcript", "vtt_transcript")
_DATA = (
    "title", "date", "date_nonpreferred_format", "accession", "repository", "collection_name", "series_name",
    "language", "subject", "description", "rights", "usage", "funding",
)  # fmt: skip
"""What the header is made from."""


def is_interview(data: bytes) -> bool:
    """Whether XML is an interview of OHMS."""
    return _NAMESPACE in data[:2_000]


def read(data: bytes, name: str, report: Report) -> Source:
    """The fields and the transcript of an interview. Raises `EncoderError` if there is no transcript."""
    record = parsed(data, name).find("{*}record")
    told = next(filter(None, (_transcript(record, tag, name, report) for tag in _TRANSCRIPTS)), None)
    if record is None or told is None:
        raise EncoderError("this interview has no transcript", name)
    lines: list[str] = []
    parts: list[Part] = []
    for tag, label in _LINES:
        for each in record.iterfind(f"{{*}}{tag}"):
            if said := " ".join((each.text or "").split()):
                parts.append(Part(sum(map(len, lines)), each.sourceline or 1))
                lines.append(f"{label}: {said}\n\n")
    used = {*_DATA, *(tag for tag, _ in _LINES), *_TRANSCRIPTS}
    others = {
        etree.QName(each).localname for each in record.iterchildren(etree.Element)
        if etree.QName(each).localname not in used and "".join(each.itertext()).strip()
    }  # fmt: skip
    if others:
        what = "1 other field" if len(others) == 1 else f"{len(others)} other fields"
        report(left_out.finding(what, ", ".join(sorted(others))))
    return _below("".join(lines), parts, told, _metadata(record, name))


def _transcript(record: etree._Element | None, tag: str, name: str, report: Report) -> Source | None:
    """The words of a transcript, as text or as captions; None if the interview has no such transcript."""
    found = None if record is None else record.find(f"{{*}}{tag}")
    words = "" if found is None else "".join(found.itertext(etree.Element, with_tail=True))
    if found is None or not words.strip():
        return None
    line = found.sourceline or 1
    if not captions.stands(words):
        return Source(words.strip(), name, (Part(0, line),))
    cues = captions.read(Source(words, name), report)
    return replace(cues, parts=tuple(part._replace(line=part.line + line - 1) for part in cues.parts))


def _below(lines: str, parts: list[Part], told: Source, metadata: Metadata) -> Source:
    """A transcript below the lines that name who speaks."""
    size = len(lines)
    return replace(
        told, text=lines + told.text, metadata=metadata,
        parts=(*parts, *(part._replace(start=part.start + size) for part in told.parts)),
        labels=tuple(Span(label.start + size, label.end + size) for label in told.labels),
        unnamed=tuple(Span(each.start + size, each.end + size) for each in told.unnamed),
    )  # fmt: skip


def _metadata(record: etree._Element, name: str) -> Metadata:
    """What the fields say about the record."""

    def said(tag: str) -> tuple[str, ...]:
        found = (each.text or each.get("value") or "" for each in record.iterfind(f"{{*}}{tag}"))
        return tuple(" ".join(words.split()) for words in found if words.strip())

    return Metadata(
        file=name, title=" ".join(said("title")), date=" ".join((said("date_nonpreferred_format") or said("date"))[:1]),
        source=", ".join((*said("repository"), *said("collection_name"), *said("series_name"), *said("accession"))),
        archive=" ".join(said("repository")), summary=" ".join(said("description")), credits=" ".join(said("funding")),
        rights=" ".join((*said("rights"), *said("usage"))), languages=said("language"), subjects=said("subject"),
    )  # fmt: skip
