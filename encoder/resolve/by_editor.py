"""Who speaks by an editor's decision, whatever the label and the evidence say."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from encoder.lexicon import names
from encoder.values.decisions import Decided, Decision
from encoder.values.diagnostics import Report
from encoder.values.doubt import Cert
from encoder.values.record.blocks import Sp
from encoder.values.record.content import plain
from encoder.values.record.document import Reading
from encoder.values.record.inline import extent
from encoder.values.record.persons import Person

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What is decided of speeches, by where their labels begin: whom each points to."""

    who: dict[int, tuple[tuple[str, ...], Cert | None]]
    readings: tuple[Reading, ...]

    def whom(self, turn: Sp, otherwise: tuple[tuple[str, ...], Cert | None]) -> tuple[tuple[str, ...], Cert | None]:
        """The ids and the certainty that were decided, else the others."""
        return self.who.get(_start(turn), otherwise) if self.who else otherwise


def whole_label(turn: Sp, decided: Decided) -> bool:
    """Whether an editor has decided of all speeches of a label."""
    decision = decided.of("speaker", _start(turn), plain(turn.speaker.content))
    return decision is not None and decision.every


def said(turns: list[Sp], persons: list[Person], decided: Decided, report: Report) -> Said:
    """The decisions applied to turns; a name that no participant has is told."""
    if not (decided.at or decided.labels):
        return Said({}, ())
    who: dict[int, tuple[tuple[str, ...], Cert | None]] = {}
    readings: dict[Decision, Reading] = {}
    for turn in turns:
        decision = decided.of("speaker", _start(turn), plain(turn.speaker.content))
        if decision is None:
            continue
        person = _person(decision.says, persons)
        if decision.says and person is None:
            decided.idle(
                decision, f"no participant is called “{decision.says}”; {_others(decision.says, persons)}", report
            )
            continue
        who[_start(turn)] = ((person.id,), "high") if person else ((), None)
        if person:
            readings.setdefault(decision, Reading(turn.speaker.name, person.id, "high", _why(decision)))
    return Said(who, tuple(readings.values()))


def _others(says: str, persons: list[Person]) -> str:
    """What is said of those who were meant: the one of nearly that name, or who there is."""
    known = [each.name for each in persons]
    if near := get_close_matches(says, known, n=1):
        return f"did you mean {near[0]}?"
    rest = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return f"there are {', '.join(known[:_NAMED]) or 'none'}{rest}"


def _why(decision: Decision) -> str:
    where = "in all its speeches" if decision.every else "in one speech"
    by = f" ({decision.by})" if decision.by else ""
    reason = f": {decision.reason.rstrip('.')}" if decision.reason else ""
    return f"{where} by decision of an editor{by}{reason}"


def _person(says: str, persons: list[Person]) -> Person | None:
    """The person that a decision names, by a name or an `xml:id`, with or without the record's before it."""
    words = names.tokens(says)
    id_ = f".{says.removeprefix('#')}"
    return next(
        (each for each in persons if id_.endswith(f".{each.id}") or (words and words == names.tokens(each.name))), None
    )


def _start(turn: Sp) -> int:
    place = extent(turn.speaker.content)
    return place.start if place else -1
