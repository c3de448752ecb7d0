"""What is said of a list of participants: which of its parts may, or may not, be names."""

from __future__ import annotations

from collections.abc import Sequence

from encoder import lexicon
from encoder.parse.context import Context
from encoder.parse.roster.list_labels import is_listed
from encoder.parse.roster.parts.divided import Part
from encoder.parse.roster.parts.evidence import Read
from encoder.values.decisions import PARTICIPANTS, Decided
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.doubt import LIKELY, OPEN, Answer, Asks, Doubt

PARTICIPANT_DOUBTFUL = Rule(
    "participant-doubtful",
    Severity.INFO,
    "It is doubtful who is named in a list of participants.",
    """Which parts of a list are names, and which are offices, sides or places, is decided from evidence. This finding
is about a part where the decision is less than 95 % certain. For each list it reports the three most doubtful
parts and the number of others.

Example: `Mr. Brown, Policy Planning Staff`, where the staff is not a person.

What to do: if the choice is wrong, add a `[[participant]]` entry for the part to `NAME.decisions.toml` next to the
record. `tei-encoder review` asks, and writes the file.

Guidelines: 15.2.2 The Participant Description; 22.2 (certainty).""",
)

_SHOWN = 3
"""The most doubtful parts of a list that are reported one by one."""


NOBODY = 0.0
"""The probability of a part that an editor has decided to be nobody. Evidence never gives it."""


def as_decided(read: Read, decided: Decided) -> Read:
    """A line with an editor's decisions about its parts. A decision must quote the whole part."""
    if not decided.at:
        return read

    def chance(part: Part, before: float) -> float:
        key = read.span(part).start
        found = decided.at.get(("participant", key))
        if found is None or found.quote.split() != read.line.text[part.start : part.end].split():
            return before
        decided.of("participant", key)
        return 1.0 if found.says == "person" else NOBODY

    return read._replace(chances=tuple(map(chance, read.parts, read.chances)))


def report(read: Sequence[Read], context: Context) -> None:
    """Report the parts of a list that may or may not name somebody, or that nobody is named."""
    first = read[0]
    span = first.block.text.span(0, max(1, first.line.start))
    if is_listed(first.line.label) and not any(each.has_name for each in read):
        message = f"“{first.line.label}” opens a list of participants, but nobody is found in it"
        context.report(PARTICIPANT_DOUBTFUL.at(span, message))
        return
    asked = [
        _doubt(each, part, chance, is_name=is_name)
        for each in read
        for part, chance, is_name in zip(each.parts, each.chances, each.names, strict=True)
        if OPEN < chance < LIKELY
    ]
    asked.sort(key=lambda doubt: abs(doubt.chance - 0.5))
    for doubt in sorted(asked[:_SHOWN], key=lambda doubt: doubt.span.start):
        context.report(_finding(doubt))
    if more := len(asked) - _SHOWN if len(asked) > _SHOWN else 0:
        parts = "1 more part of the list is" if more == 1 else f"{more} more parts of the list are"
        context.report(PARTICIPANT_DOUBTFUL.at(span, f"{parts} doubtful"))


def _doubt(read: Read, part: Part, chance: float, *, is_name: bool) -> Doubt:
    """The doubt about a part of a list: whether it names somebody."""
    answers = Answer("person", chance), Answer("none", 1 - chance)
    words = read.line.text[part.start : part.end]
    in_order = answers if is_name else answers[::-1]
    return Doubt(Asks.PARTICIPANT, read.span(part), in_order, (f"“{words}”",), lexicon.word_count(words))


def _finding(doubt: Doubt) -> Diagnostic:
    chosen = doubt.answers[0]
    message = f"{doubt.reasons[0]} is read as {PARTICIPANTS[chosen.says]}, {chosen.chance:.0%} sure"
    return PARTICIPANT_DOUBTFUL.at(doubt.span, message, doubt=doubt)
