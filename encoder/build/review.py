"""The doubtful places of a record as questions, and answers as decisions in `NAME.decisions.toml` beside it.

    “Kim” fits 4 participants; read as Kim Il Sung …       who is it, in all its speeches or in each?
    “The Question is” stands at 2 places; read as …        a speaker, or none?
    “He left the room.” read as words …                    words, or an action?
    “[Red Flag]” read as another name, 62 % sure           what is it?
    “NSC Staff” read as no participant, 70 % sure          somebody, or nobody?
    joined with the block before                           one paragraph, or two?

Guidelines: 12.3.1.4 (@resp, @cert): what an editor has decided is no longer the program's inference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from encoder.files import writing
from encoder.project.written import as_toml
from encoder.read.beside.decisions import EVERYWHERE, SAYS, SUFFIX, YES_NO, beside, read
from encoder.resolve.names.matching import HIGH
from encoder.tei.persons import persons
from encoder.values.decisions import BLOCKS, BRACKETS, FACTS, LABELS, PARTICIPANTS, Decision, Kind, bare_label, places
from encoder.values.diagnostics import Diagnostic
from encoder.values.doubt import Asks
from encoder.values.edition import Edition, EncodedEdition
from encoder.values.namespaces import TEI
from encoder.values.record.identifiers import local
from encoder.values.source import Source, Span

_ASKED: dict[Asks, Kind] = {
    Asks.SPEECH: "label", Asks.PARAGRAPH: "block", Asks.BRACKET: "bracket", Asks.NOTE: "block", Asks.FACT: "fact",
    Asks.LINE: "block", Asks.PERSON: "speaker", Asks.JOIN: "page", Asks.PARTICIPANT: "participant",
}  # fmt: skip
_PAGES = {"join": "one paragraph", "part": "two paragraphs"}
_KNOWN: dict[Kind, dict[str, str]] = {
    "label": LABELS, "block": BLOCKS, "bracket": BRACKETS, "page": _PAGES, "fact": FACTS, "participant": PARTICIPANTS,
}  # fmt: skip
_AROUND = 40
"""Characters before and after the quoted words that are part of an address."""
_WORDS = 30
"""Of a paragraph behind a page break so many characters are quoted."""


class Question(NamedTuple):
    """Something to decide. ``answers``: what a decision can say, and what that means; the first is how it stands."""

    kind: Kind
    finding: Diagnostic
    places: tuple[Span, ...]
    """Where it stands in the source: of a label every speech that it opens."""
    answers: tuple[tuple[str, str], ...]


def questions(edition: EncodedEdition) -> Iterator[Question]:
    """What is doubtful in an edition of a record; places that affect the most words come first."""
    begins: dict[int, list[etree._Element]] = defaultdict(list)
    for element, span in edition.spans.items():
        begins[span.start].append(element)
    spans = {at: each for at, found in begins.items() for each in found if each.tag == f"{{{TEI}}}speaker"}
    asked = [(finding, finding.doubt) for finding in edition.findings if finding.doubt and finding.span]
    for finding, doubt in sorted(asked, key=lambda each: -each[1].words):
        kind = _ASKED[doubt.asks]
        assert finding.span
        read = [answer.says for answer in doubt.answers]
        if kind != "speaker":
            quoted = _quoted(edition.source, kind, finding.span)
            places = _same(edition.source, finding.span) if kind == "label" else (quoted,)
            yield Question(kind, finding, places, _answers(kind, read))
            continue
        speaker = spans.get(finding.span.start)
        speech = None if speaker is None else speaker.getparent()
        if speech is None or doubt.chance >= HIGH:
            continue  # it fits one participant only
        label = "".join(speaker.itertext()).split() if speaker is not None else []
        found = tuple(
            edition.spans[each] for each in spans.values() if "".join(each.itertext()).split() == label
        )  # fmt: skip
        yield Question(kind, finding, found, _persons(edition, read))


def decision(
    question: Question, source: Source, says: str, *, one: Span | None = None, by: str, reason: str
) -> Decision:
    """An answer as a decision: of a speaker about all speeches of the label, unless one of them is named."""
    span = one or question.places[0]
    quote = source.text[span.start : span.end]
    every = question.kind in EVERYWHERE and one is None and (question.kind == "speaker" or len(question.places) > 1)
    prefix = "" if every else source.text[max(0, span.start - _AROUND) : span.start]
    suffix = "" if every else source.text[span.end : span.end + _AROUND]
    quote, prefix, suffix = (" ".join(text.split()) for text in (quote, prefix, suffix))
    return Decision(question.kind, says, quote, prefix, suffix, every=every, by=by, reason=reason)


def keep(record: Path, made: Decision) -> Path:
    """Write a decision behind those that are in the file beside a record; the file."""
    path = _file(record)
    before = path.read_text(encoding="utf-8") if path.is_file() else f"# What an editor has decided of {record.name}.\n"
    lines = [
        f"[[{made.kind}]]", *_given("prefix", made.prefix), f"quote = {as_toml(made.quote)}",
        *_given("suffix", made.suffix), *(["every = true"] if made.every else []),
        f"{SAYS[made.kind]} = {_said(made)}", *_given("by", made.by), *_given("reason", made.reason),
    ]  # fmt: skip
    data = (before.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n").encode()
    read(data, str(path))  # refuses to write behind something that is broken
    writing.write(path, data)
    return path


def kept(record: Path) -> bytes | None:
    """The bytes of the decisions file next to a record, or None if there is no file."""
    path = _file(record)
    return path.read_bytes() if path.is_file() else None


def restore(record: Path, before: bytes | None) -> None:
    """Restore the decisions file next to a record. None deletes it."""
    if before is None:
        _file(record).unlink(missing_ok=True)
    elif before != kept(record):
        writing.write(_file(record), before)


def _file(record: Path) -> Path:
    return record.with_name(record.name.removesuffix("".join(record.suffixes[-1:])) + SUFFIX)


def open_part(record: Path, question: Question, source: Source) -> Question | None:
    """What of a question an editor has not decided yet; None where all of it is."""
    known = beside(record)
    decided = [each for each in known.entries if each.kind == question.kind] if known else []
    first = question.places[0]
    label = bare_label(source.text[first.start : first.end])
    if any(each.every and bare_label(each.quote) == label for each in decided):
        return None
    taken = {span.start for each in decided if not each.every for span in places(each, source.text)}
    left = tuple(span for span in question.places if span.start not in taken)
    return question._replace(places=left) if left else None


def _given(key: str, text: str) -> list[str]:
    return [f"{key} = {as_toml(text)}"] if text else []


def _said(made: Decision) -> str:
    if made.kind in YES_NO:
        return "true" if made.says == YES_NO[made.kind][True] else "false"
    return as_toml(made.says)


def _quoted(source: Source, kind: Kind, span: Span) -> Span:
    """The words that a decision quotes: a bracket, a label, or those that a paragraph begins with."""
    if kind in ("bracket", "label", "fact", "participant"):
        return span
    line = source.text[span.start : span.start + _WORDS].partition("\n")[0]
    whole = line.rpartition(" ")[0] if len(line) == _WORDS else line
    return Span(span.start, span.start + len(whole or line))


def _same(source: Source, span: Span) -> tuple[Span, ...]:
    """Where a label stands: at its own place, and wherever else a line begins with it."""
    label = re.escape(source.text[span.start : span.end])
    found = (
        Span(*each.span("label")) for each in re.finditer(rf"^\W{{0,3}}(?P<label>{label})(?!\w)", source.text, re.M)
    )
    return tuple(sorted({span, *found}))


def _answers(kind: Kind, read: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What a decision can say, and what that means; how it is ``read`` first, then what else it could be."""
    known = _KNOWN[kind]
    return tuple((says, known[says]) for says in dict.fromkeys((*read, *known)))


def _persons(edition: Edition, read: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Whom a label may mean: as it is ``read``, by ids, the likeliest first, then everybody else, and nobody."""
    listed = {
        local(id_, edition.id): " ".join("".join(person[0].itertext()).split()) for id_, person in persons(edition)
    } | {"": "nobody of these"}
    known = (*(each for each in read if each in listed), *(each for each in listed if each), "")
    return tuple((each, listed[each]) for each in dict.fromkeys(known))
