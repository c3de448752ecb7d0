"""Findings that an editor has looked at and lets stand: a processing instruction in the file says which, and why.

    <?tei-encoder ignore="page-skipped pointers" reason="the print skips page 13" until="2027-06-30"?>

It stands for the element that follows it, with all that is in it; before the root it stands for the whole file. Rules
are named by themselves or by their group. Without a reason it has no effect; after its last day neither.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition
from encoder.source import Span

SUPPRESSION_VOID = Rule(
    "suppression-void",
    Severity.WARNING,
    "An instruction that lets findings stand has no effect.",
    """`<?tei-encoder ignore="RULE" reason="…" until="YYYY-MM-DD"?>` lets findings of a rule or group stand in the
    element
behind it. It has no effect where it gives no reason, names no rule, where its last day is over, or where there is
nothing that it could let stand any more.

Example: `<?tei-encoder ignore="page-skipped"?>`, which gives no reason.

What to do: add what is missing, or take it out.""",
)

TARGET = "tei-encoder"
_PSEUDO = re.compile(r"(?P<name>[\w:-]+)\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Suppression:
    """What one instruction lets stand, and where: from the start of an element to its end."""

    names: frozenset[str]
    area: Span
    place: Span


def apply(
    findings: Iterable[Diagnostic], edition: Edition, groups: Mapping[str, Collection[str]], today: date
) -> Iterator[Diagnostic]:
    """The findings that no instruction lets stand, and what is wrong with the instructions.

    ``groups`` has the names of the rules by the names of their groups.
    """
    instructions = [*edition.root.getroottree().xpath(f"//processing-instruction('{TARGET}')")]
    if not instructions or edition.from_record:
        yield from findings
        return
    known = {name for names in groups.values() for name in names}
    valid: list[_Suppression] = []
    for instruction in instructions:
        made = _read(instruction, edition, groups, known, today)
        if isinstance(made, Diagnostic):
            yield made
        else:
            valid.append(made)
    used: set[int] = set()
    for finding in findings:
        fitting = [at for at, each in enumerate(valid) if _lets(each, finding)]
        used.update(fitting)
        if not fitting:
            yield finding
    for at, each in enumerate(valid):
        if at not in used:
            yield SUPPRESSION_VOID.at(
                each.place, f"nothing is left that this lets stand ({', '.join(sorted(each.names))})"
            )


def _lets(suppression: _Suppression, finding: Diagnostic) -> bool:
    names, area = suppression.names, suppression.area
    named = finding.rule.name in names or finding.rule.name.partition(":")[0] in names
    start = finding.span.start if finding.span else 0
    return named and (area.start <= start < area.end)


def _read(
    instruction: etree._Element, edition: Edition, groups: Mapping[str, Collection[str]], known: set[str], today: date
) -> _Suppression | Diagnostic:
    """What an instruction lets stand, or why nothing."""
    given = {match["name"]: match["value"] for match in _PSEUDO.finditer(instruction.text or "")}
    place = _place(instruction, edition)
    until = given.get("until", "")
    names = given.get("ignore", "").split()
    strange = [name for name in names if name not in known and name not in groups and not name.startswith("schematron")]
    if not names or strange:
        return SUPPRESSION_VOID.at(
            place, f"there is no rule “{strange[0]}”" if strange else 'it names no rule: ignore="RULE"'
        )
    if not given.get("reason", "").strip():
        return SUPPRESSION_VOID.at(place, f'it gives no reason why {names[0]} may stand: reason="…"')
    if until:
        try:
            over = date.fromisoformat(until) < today
        except ValueError:
            return SUPPRESSION_VOID.at(place, f"“{until}” is no day; write it as 2027-06-30")
        if over:
            return SUPPRESSION_VOID.at(place, f"it ended on {until}; the reason was: {given['reason']}")
    rules = frozenset(rule for name in names for rule in groups.get(name, (name,)))
    return _Suppression(rules, _area(instruction, edition), place)


def _area(instruction: etree._Element, edition: Edition) -> Span:
    """From the start of the next element to its end; all of the file before the root, and where no element follows."""
    following = instruction.getnext()
    while following is not None and not isinstance(following.tag, str):
        following = following.getnext()
    everything = Span(0, len(edition.source.text) + 1)
    if following is None or following is edition.root:
        return everything
    start, end = edition.span(following), edition.end_span(following)
    return Span(start.start, edition.source.text.find(">", end.end) + 1) if start and end else everything


def _place(instruction: etree._Element, edition: Edition) -> Span:
    """The instruction in the file's text: the one of its content, counted among equal ones."""
    text = edition.source.text
    line = edition.source.offset(max(instruction.sourceline or 1, 1), 1)
    at = text.find(f"<?{TARGET}", line)
    at = at if at >= 0 else text.find(f"<?{TARGET}")
    return Span(at, at + len(f"<?{TARGET}"))
