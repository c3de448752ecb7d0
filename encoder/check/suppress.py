"""Findings that an editor has looked at and lets stand: a processing instruction in the file says which, and why.

    <?tei-encoder ignore="page-skipped pointers" reason="the print skips page 13" until="2027-06-30"?>

It stands for the element that follows it, with all that is in it; before the root it stands for the whole file. Rules
are named by themselves or by their group. Without a reason it has no effect; after its last day neither.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from encoder.check.schemas.model import pseudo_attributes
from encoder.values.diagnostics import FORMER, Diagnostic, Rule, Severity
from encoder.values.edition import Edition, OpenedEdition
from encoder.values.source import Span

SUPPRESSION_INVALID = Rule(
    "suppression-invalid",
    Severity.WARNING,
    "An instruction that suppresses findings has no effect.",
    """`<?tei-encoder ignore="RULE" reason="…" until="YYYY-MM-DD"?>` suppresses findings of a rule or group in the
following element. It has no effect if it gives no reason, names no rule, has expired, or if there is no such finding.

Example: `<?tei-encoder ignore="page-skipped"?>`, which gives no reason.

What to do: add what is missing, or delete the instruction.""",
)

TARGET = "tei-encoder"
_INSTRUCTION = re.compile(rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|(?P<own><\?{TARGET}(?=\s))", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class _Suppression:
    """What one instruction lets stand, and where: from the start of an element to its end."""

    names: frozenset[str]
    area: Span
    place: Span


def apply(
    findings: Iterable[Diagnostic], edition: Edition, groups: Mapping[str, Collection[str]], today: date,
    is_asked: Callable[[str], bool] = lambda _: True,
) -> Iterator[Diagnostic]:  # fmt: skip
    """The findings that no instruction lets stand, and what is wrong with the instructions.

    ``groups`` has the names of the rules by the names of their groups. Whether there is something that an instruction
    lets stand can be told only of rules that were asked for.
    """
    instructions = [*edition.root.getroottree().xpath(f"//processing-instruction('{TARGET}')")]
    if not (instructions and isinstance(edition, OpenedEdition)):
        yield from findings
        return
    known = {name for names in groups.values() for name in names}
    valid: list[_Suppression] = []
    places = [found.span() for found in _INSTRUCTION.finditer(edition.source.text) if found["own"]]
    for instruction, place in zip(instructions, places, strict=False):
        made = _read(instruction, Span(*place), edition, groups, known, today)
        if isinstance(made, Diagnostic):
            yield made
        else:
            valid.append(made)
    by_rule = _by_rule(valid)
    used: set[int] = set()
    for finding in findings:
        fitting = [at for name in _names(finding) for at in by_rule[name].around(finding.span)] if by_rule else []
        used.update(fitting)
        if not fitting:
            yield finding
    for at, each in enumerate(valid):
        if at not in used and all(map(is_asked, each.names)):
            message = f"nothing is left that this lets stand ({', '.join(sorted(each.names))})"
            yield SUPPRESSION_INVALID.at(each.place, message)


def _names(finding: Diagnostic) -> tuple[str, ...]:
    """A rule by its own name, and an assertion of Schematron by that of all."""
    name = finding.rule.name
    return (name,) if ":" not in name else (name, name.partition(":")[0])


class _Areas:
    """The areas of one rule, by where they begin: those around a place are found without looking at all."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._furthest: list[int] = []
        """The end of the area, or of one before it, that reaches furthest."""
        self._each: list[tuple[Span, int]] = []

    def add(self, area: Span, at: int) -> None:
        """The next; they come in the order of their starts."""
        self._starts.append(area.start)
        self._furthest.append(max(area.end, self._furthest[-1] if self._furthest else 0))
        self._each.append((area, at))

    def around(self, place: Span | None) -> Iterator[int]:
        """The instructions whose area has a place in it; what is about the whole file begins with it."""
        start = place.start if place else 0
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._furthest[at] > start:
            area, number = self._each[at]
            if area.end > start:
                yield number
            at -= 1


def _by_rule(suppressions: list[_Suppression]) -> defaultdict[str, _Areas]:
    areas: defaultdict[str, _Areas] = defaultdict(_Areas)
    for at, each in sorted(enumerate(suppressions), key=lambda pair: pair[1].area.start):
        for name in each.names:
            areas[name].add(each.area, at)
    return areas


def _read(
    instruction: etree._Element,
    place: Span,
    edition: Edition,
    groups: Mapping[str, Collection[str]],
    known: set[str],
    today: date,
) -> _Suppression | Diagnostic:
    """What an instruction lets stand, or why nothing."""
    given = pseudo_attributes(instruction.text or "")
    until = given.get("until", "")
    names = [FORMER.get(name, name) for name in given.get("ignore", "").replace(",", " ").split()]
    strange = [name for name in names if name not in known and name not in groups and not name.startswith("schematron")]
    if not names or strange:
        return SUPPRESSION_INVALID.at(
            place, f"there is no rule “{strange[0]}”" if strange else 'it names no rule: ignore="RULE"'
        )
    if not given.get("reason", "").strip():
        return SUPPRESSION_INVALID.at(place, f'it gives no reason why {names[0]} may stand: reason="…"')
    if until:
        try:
            over = date.fromisoformat(until if _DAY.fullmatch(until) else "") < today
        except ValueError:
            return SUPPRESSION_INVALID.at(place, f"“{until}” is not a date; use YYYY-MM-DD")
        if over:
            return SUPPRESSION_INVALID.at(place, f"it ended on {until}; the reason was: {given['reason']}")
    area = _area(instruction, edition)
    if area is None:
        return SUPPRESSION_INVALID.at(place, "no element follows that it could stand for: it stands before the element")
    return _Suppression(frozenset(rule for name in names for rule in groups.get(name, (name,))), area, place)


def _area(instruction: etree._Element, edition: Edition) -> Span | None:
    """From the start of the next element to its end; all of the file before the root."""
    if instruction.getparent() is None:
        return Span(0, len(edition.source.text) + 1)
    following = instruction.getnext()
    while following is not None and not isinstance(following.tag, str):
        following = following.getnext()
    if following is None:
        return None
    start, end = edition.span(following), edition.end_span(following)
    return Span(start.start, edition.source.text.find(">", end.end) + 1) if start and end else None
