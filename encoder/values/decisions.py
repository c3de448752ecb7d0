"""What an editor has decided of a record, addressed by its words, so that it holds when lines move.

    “Kim:” before “[North] Korea also saw”   is Kim Chang-man
    “[Triangle Hill]” after “Shangganling”   is a gloss

A place is told as the W3C's Web Annotation Data Model tells it (section 4.2.4, Text Quote Selector): the words
themselves, and what stands before and after them. White space counts as a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.source import Span

DECISION_UNMATCHED = Rule(
    "decision-unmatched",
    Severity.WARNING,
    "An editor's decision no longer matches anything.",
    """`NAME.decisions.toml` next to a record has an editor's decisions about it. Each decision quotes the words that
it is about. The record no longer contains these words, or the decision does not apply to them: there is no bracket,
label or page break there, or the person named is not a participant.

Example: the bracket that a decision quotes was deleted from the record.

What to do: correct the quotation, or delete the decision from the file.""",
)

DECISION_AMBIGUOUS = Rule(
    "decision-ambiguous",
    Severity.WARNING,
    "A decision of the editor fits several places.",
    """The words that a decision quotes, with its prefix and suffix, occur several times in the record. The decision
is not applied.

What to do: make `prefix` or `suffix` longer. For all speeches of a label, add `every = true`.""",
)

_K = TypeVar("_K")
Kind: TypeAlias = Literal["speaker", "label", "block", "bracket", "page", "fact", "participant"]

BLOCKS = {
    "words": "words of the speaker", "action": "an action or a procedural note", "heading": "a heading",
    "furniture": "a running head, a page number or a stamp: it is left out",
    "apart": "apart from the talk: a list, a vote, a document read into the record",
    "note": "a note at the foot of a page, or at the end",
}  # fmt: skip
"""What a paragraph within the talk can be decided to be."""
LABELS = {"speaker": "a speaker: a speech begins", "none": "no speaker"}
"""What words at the beginning of a line can be decided to be."""

PARTICIPANTS = {"person": "a participant", "none": "no participant"}
"""What a part of a list of participants can be decided to be."""

BRACKETS = {
    "supplied": "words that the original omits", "unclear": "an uncertain reading",
    "illegible": "a gap: it cannot be read", "missing": "a gap: it is not there",
    "redacted": "a gap: it is blacked out", "untranslated": "a gap: it was not translated",
    "omission": "a gap: an editor left it out",
    "gloss": "another name, or a translation", "expansion": "the full form, or the abbreviation",
    "identification": "who is meant", "role": "what somebody is", "translator": "a remark of the translator",
    "editorial": "a remark of an editor", "sic": "that the original has it so",
    "marginalia": "what stands in the margin",
    "stamp": "a stamp", "signature": "a signature", "timestamp": "the time in a recording",
    "original": "the word of the original", "reference": "where something is found", "page": "a page that begins",
    "footnote": "the mark of a note",
    "action": "what somebody does", "delivery": "how somebody speaks",
}  # fmt: skip
"""What a bracket can be decided to be."""

FACTS = {
    "title": "the title", "subject": "the subject", "date": "the date of the record", "place": "its place",
    "author": "its author", "recipient": "its recipient", "classification": "its classification",
    "idno": "its shelf mark or number", "nothing": "no such fact",
}  # fmt: skip
"""What words at the beginning or end of a record can be decided to state about it."""


class Decision(NamedTuple):
    """One decision.

    ``says`` is who speaks (a name, an `xml:id`, or nobody), one of `LABELS`, `BLOCKS`, `BRACKETS`, `FACTS` or
    `PARTICIPANTS`, or `join` or `part`.
    """

    kind: Kind
    says: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    every: bool = False
    """Of a speaker or a label: whether it is meant wherever it stands."""
    by: str = ""
    reason: str = ""
    line: int = 0
    """The line of the file that it stands on."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions in a file, in its order."""

    file: str
    entries: tuple[Decision, ...] = ()


@dataclass(slots=True)
class Decided:
    """Decisions with the places in a source that they are about; it notes which of them were asked for."""

    file: str = ""
    at: dict[tuple[Kind, int], Decision] = field(default_factory=dict)
    labels: dict[tuple[Kind, str], Decision] = field(default_factory=dict)
    """What is decided of a label wherever it stands."""
    used: set[Decision] = field(default_factory=set)

    def of(self, kind: Kind, start: int, label: str | None = None) -> Decision | None:
        """What is decided of the thing that starts there; the label is a speaker's, as it is printed."""
        found = self.at.get((kind, start)) if self.at else None
        if found is None and label is not None and self.labels:
            found = self.labels.get((kind, bare_label(label)))
        if found:
            self.used.add(found)
        return found

    def is_speaker(self, start: int, label: str) -> bool | None:
        """Whether a label that starts there is a speaker's; None where nothing is decided of it.

        Several labels may begin at one place, `Mr. Roe` and `Mr. Roe Jr.`: only the quoted one is a speaker's.
        """
        if not (self.at or self.labels):
            return None
        found = self.at.get(("label", start)) or self.labels.get(("label", bare_label(label)))
        if found is None:
            return None
        is_meant = found.says == "speaker" and bare_label(found.quote) == bare_label(label)
        if is_meant or found.says == "none":
            self.used.add(found)
        return is_meant

    def idle(self, decision: Decision, why: str, report: Report) -> None:
        """Say that a decision cannot be applied."""
        self.used.add(decision)
        report(DECISION_UNMATCHED.at(None, f"{self._place(decision)}: {_told(decision)}: {why}"))

    def finish(self, report: Report) -> None:
        """Say which decisions were about something that is not there."""
        things = {
            "speaker": "speaker’s label", "label": "label that could be a speaker’s", "bracket": "bracket",
            "block": "unlabelled paragraph within the talk", "page": "paragraph after a break",
            "fact": "fact", "participant": "part of a list of participants",
        }  # fmt: skip
        for decision in dict.fromkeys((*self.at.values(), *self.labels.values())):
            if decision not in self.used:
                self.idle(decision, f"no {things[decision.kind]} starts there", report)

    def _place(self, decision: Decision) -> str:
        return f"{self.file}:{decision.line}"


def bare_label(printed: str) -> str:
    """A label as it is compared: without what ends it, and without case."""
    return " ".join(printed.split()).rstrip(" :.–—-").casefold()


def _told(decision: Decision) -> str:
    return f"“{decision.quote}” ({decision.kind})"


def settle(decisions: Decisions, text: str, report: Report) -> Decided:
    """Find the places of decisions in a text; those that have none, or several, are told and not applied."""
    decided = Decided(decisions.file)
    for decision in decisions.entries:
        if decision.every:
            _enter(decided, decided.labels, (decision.kind, bare_label(decision.quote)), decision, report)
            continue
        found = [*places(decision, text)]
        if len(found) == 1:
            _enter(decided, decided.at, (decision.kind, found[0].start), decision, report)
        elif found:
            message = f"{decided.file}:{decision.line}: {_told(decision)} fits {len(found)} places alike"
            report(DECISION_AMBIGUOUS.at(found[0], message))
        else:
            decided.idle(decision, "the record has no such words, or others around them", report)
    return decided


def _enter(decided: Decided, known: dict[_K, Decision], key: _K, decision: Decision, report: Report) -> None:
    """Enter a decision, if there is none about the same thing: the first holds."""
    before = known.setdefault(key, decision)
    if before is not decision:
        decided.idle(decision, f"line {before.line} has decided that already, and holds", report)


_ENOUGH = 0.5
"""Of what stood around a decision's words so much must still stand there, from the words outwards."""


def places(decision: Decision, text: str) -> Iterator[Span]:
    """Where the words of a decision stand with what is around them; several where nothing tells them apart."""
    words = decision.quote.split()
    if not words:
        return
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    scored = [(_around(decision, text, found), Span(*found.span())) for found in pattern.finditer(text)]
    wanted = len(_bare(decision.prefix)) + len(_bare(decision.suffix))
    best = max((score for score, _ in scored), default=0)
    if best >= _ENOUGH * wanted:
        yield from (span for score, span in scored if score == best)


def _around(decision: Decision, text: str, found: re.Match[str]) -> int:
    """How many characters of prefix and suffix stand before and after a place, white space apart."""
    prefix, suffix = _bare(decision.prefix), _bare(decision.suffix)
    reach = 2 * max(len(decision.prefix), len(decision.suffix)) + 80
    before = _bare(text[max(0, found.start() - reach) : found.start()])
    after = _bare(text[found.end() : found.end() + reach])
    return _common(prefix[::-1], before[::-1]) + _common(suffix, after)


def _common(one: str, other: str) -> int:
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def _bare(text: str) -> str:
    return "".join(text.split())
