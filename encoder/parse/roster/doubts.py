"""What is said of a list of participants: which of its parts may, or may not, be names."""

from __future__ import annotations

from collections.abc import Sequence

from encoder.parse.context import Context
from encoder.parse.roster.list_labels import is_listed
from encoder.parse.roster.parts.evidence import Read
from encoder.values.diagnostics import Rule, Severity
from encoder.values.doubt import LIKELY, OPEN

PARTICIPANT_DOUBTFUL = Rule(
    "participant-doubtful",
    Severity.INFO,
    "It is doubtful who is named in a list of participants.",
    """Which parts of a list are names, and which are offices, sides or places, is decided from evidence. This finding
lists the doubtful parts, those read as participants and those not, where the decision is less than 95 % certain. Each
has its probability; the most doubtful come first.

Example: `Mr. Brown, Policy Planning Staff`, where the staff is not a person.

What to do: look at the persons in the header. Remove any that is not a person, or write the list with one name per
line.

Guidelines: 15.2.2 The Participant Description; 22.2 (certainty).""",
)

_SHOWN = 8


def report(read: Sequence[Read], context: Context) -> None:
    """Report the parts of a list that may or may not name somebody, or that nobody is named."""
    first = read[0]
    span = first.block.text.span(0, max(1, first.line.start))
    if is_listed(first.line.label) and not any(each.has_name for each in read):
        message = f"“{first.line.label}” opens a list of participants, but nobody is found in it"
        context.report(PARTICIPANT_DOUBTFUL.at(span, message))
        return
    doubtful = [
        (is_name, chance, each.line.text[part.start : part.end])
        for each in read
        for part, chance, is_name in zip(each.parts, each.chances, each.names, strict=True)
        if OPEN < chance < LIKELY
    ]
    doubtful.sort(key=lambda found: abs(found[1] - 0.5))
    told = []
    for says, wanted in (("read as participants", True), ("not read as participants", False)):
        some = [f"“{words}” ({chance:.0%})" for is_name, chance, words in doubtful if is_name is wanted]
        more = f" and {len(some) - _SHOWN} more" if len(some) > _SHOWN else ""
        told += [f"{says}: {', '.join(some[:_SHOWN])}{more}"] if some else []
    if told:
        context.report(PARTICIPANT_DOUBTFUL.at(span, f"some parts of the list are doubtful; {'; '.join(told)}"))
