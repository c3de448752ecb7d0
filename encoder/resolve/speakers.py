"""Who speaks: labels are resolved against the participants, all turns of a label at once, each choice with its reason.

    118978:  Kim:     fits four participants; Kim Il Sung, who is named in the title and was introduced by a full label
    118978:  Kang:    fits one participant, although “Kang Sheng:” is printed only later

“The last full name” would be wrong: in 118978 three `Kim:` follow a `Kim Chang-man:` and mean Kim Il Sung. So evidence
is weighed for the whole document, and a label is the same person throughout. Where the evidence does not decide, a
speech keeps its label and has no `@who`; nobody is invented. Only a record that lists no participants is taken to
name its speakers in the labels themselves (Guidelines 7.2.2, 15.2.2; `@cert` 1.3.1.1.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from encoder.diagnostics import Report, Rule, Severity
from encoder.document import Cert, Document, Head, Person, PersonGroup, Reading, Sp, Speaker, extent
from encoder.parse import names, plain
from encoder.profile import Profile

SPEAKER_SHORT_NAME = Rule(
    "speaker-short-name",
    Severity.INFO,
    "A short label was resolved to a person, for the reasons given.",
    """A label such as `Kim:` is not a full name. If it fits one participant only, `@who` points there with
`cert="high"`. If it fits several, the evidence is weighed: who is named in the title, who was introduced by a full
label before, who heads the list, who is named in the summary; an interpreter is not expected to speak. The one whom
the evidence clearly favours is taken, with `cert="medium"`, and this finding names the candidates and the reason. The
edition keeps the same account in `editorialDecl/interpretation`.

Example: `118978.txt:82:14: info: “Kim” fits 4 participants; read as Kim Il Sung …`

What to do: nothing, if it is right. If not, print the full name in the label of the source.

Guidelines: 7.2.2 Speeches and Speakers; 22.2 (certainty).""",
)

SPEAKER_AMBIGUOUS = Rule(
    "speaker-ambiguous",
    Severity.WARNING,
    "A label fits several participants and nothing decides between them.",
    """The label fits more than one person of the list, and the evidence (title, full labels, order of the list,
summary) favours none of them. The speeches keep their printed label and have no `@who`: a guess would look like
knowledge.

What to do: print the full name in the label of the source, at least once before the short one.""",
)

SPEAKER_UNKNOWN = Rule(
    "speaker-unknown",
    Severity.WARNING,
    "A label fits nobody in the list of participants.",
    """The record lists its participants, and this label is none of them: somebody who joined later, a spelling of the
list that differs, or no speaker at all. The speeches keep their printed label and have no `@who`; nobody is invented.

What to do: add the person to the list, or make the spellings agree.""",
)

SPEAKER_UNLISTED = Rule(
    "speaker-unlisted",
    Severity.INFO,
    "The record lists no participants; its speakers are entered under the names of their labels.",
    """Without a list of participants the labels are all there is. Each different label becomes a `person` with the
printed name; short forms join the one full form they fit.

What to do: add a list of participants to the source, if the archive has one.""",
)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the record says of one candidate, apart from the label in question."""

    person: Person
    reasons: tuple[tuple[int, str], ...]

    @property
    def weight(self) -> int:
        return sum(weight for weight, _ in self.reasons)


_MARGIN = 2
"""By how much the first candidate must outweigh the second."""

_OFTEN, _SHARE = 3, 0.2
"""Labels answer each other from so many times on, and for this share of the rarer one's turns."""


def resolve(document: Document, profile: Profile, report: Report) -> Document:
    """The document with `who` and `cert` on its speeches, and an account of how short labels were read."""
    turns = [block for block in document.blocks if isinstance(block, Sp)]
    if not turns:
        return document
    apart = _taking_turns(turns)
    groups = document.participants
    if not any(group.exhaustive for group in groups):
        groups = (*groups, _from_labels(turns, groups, apart, profile))
        names_found = ", ".join(person.name for person in groups[-1].persons[:8])
        if groups[-1].persons:
            message = f"no list of participants: the speakers are entered as their labels name them: {names_found}"
            report(SPEAKER_UNLISTED.at(extent(turns[0].speaker.content), message))
        else:
            groups = groups[:-1]
    document = replace(document, participants=groups)
    persons = [person for group in groups for person in group.persons]
    counts = Counter(turn.speaker.name for turn in turns)
    who: dict[str, tuple[tuple[str, ...], Cert | None]] = {}
    readings: list[Reading] = []
    for turn in turns:
        name = turn.speaker.name
        if name not in who:
            answered = {person.id for person in persons if frozenset((name, person.name)) in apart}
            found = _Label(turn, counts[name], document, persons, answered, profile, report)
            who[name] = found.read()
            readings += found.readings
    blocks = tuple(
        Sp(block.speaker, block.content, *who[block.speaker.name]) if isinstance(block, Sp) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks, readings=tuple(readings))


class _Label:
    """One label at its first speech, about to be read."""

    def __init__(
        self, turn: Sp, count: int, document: Document, persons: list[Person], answered: set[str], profile: Profile,
        report: Report,
    ) -> None:  # fmt: skip
        self._turn, self._count, self._document = turn, count, document
        self._persons, self._answered, self._profile, self._report = persons, answered, profile, report
        self.readings: list[Reading] = []

    def read(self) -> tuple[tuple[str, ...], Cert | None]:
        """The ids of the persons and the certainty; no ids where the label cannot be resolved."""
        whole = self._one(self._turn.speaker.name)
        if whole:
            return (whole[0].id,), whole[1]
        several = [self._one(name) for name in names.SEVERAL.split(self._turn.speaker.name)]
        if len(several) > 1 and all(several):
            found = [one for one in several if one]
            certs = [cert for _, cert in found if cert]
            return tuple(person.id for person, _ in found), min(
                certs, key=("low", "medium", "high").index, default=None
            )
        self._unresolved()
        return (), None

    def _one(self, name: str) -> tuple[Person, Cert | None] | None:
        _, words = names.address(name, self._profile)
        words = words or names.tokens(name)
        exact = [person for person in self._persons if names.tokens(person.name) == names.tokens(name)]
        exact = exact or [person for person in self._persons if self._words(person) == words]
        if len(exact) == 1:
            return exact[0], None
        fitting = exact or [person for person in self._persons if names.fits(words, self._words(person))]
        possible = [person for person in fitting if person.id not in self._answered]
        if len(possible) == 1:
            return self._only(name, possible[0], [person.name for person in fitting if person not in possible])
        return self._chosen(name, possible) if possible else None

    def _words(self, person: Person) -> tuple[str, ...]:
        return names.address(person.name, self._profile)[1] or names.tokens(person.name)

    def _chosen(self, name: str, fitting: list[Person]) -> tuple[Person, Cert] | None:
        evidence = sorted((self._evidence(person) for person in fitting), key=lambda e: -e.weight)
        first, second = evidence[:2]
        if first.weight - second.weight < _MARGIN:
            return None
        reasons = [reason for _, reason in first.reasons]
        listed = " and ".join(part for part in (", ".join(reasons[:-1]), reasons[-1]) if part)
        others = tuple(e.person.name for e in evidence[1:])
        message = f"“{name}” fits {len(fitting)} participants; read as {first.person.name}, who {listed}"
        self._report(
            SPEAKER_SHORT_NAME.at(
                extent(self._turn.speaker.content), message, f"the others: {', '.join(others)}", self._use
            )
        )
        why = (
            f"of the {len(fitting)} participants it fits, {first.person.name} {listed}; the others: {', '.join(others)}"
        )
        self.readings.append(Reading(name, first.person.id, "medium", why))
        return first.person, "medium"

    def _only(self, name: str, person: Person, answered: list[str]) -> tuple[Person, Cert]:
        """The one whom a label fits, apart from those who answer it."""
        if answered:
            cert: Cert = "medium"
            others = ", ".join(answered)
            message = f"“{name}” is answered by {others}; of those it fits that leaves {person.name}"
            why = f"of the participants it fits, {person.name} is the one who does not answer it; the others: {others}"
        else:
            cert = "high"
            message = f"“{name}” fits one participant only; read as {person.name}"
            why = f"of the participants it fits {person.name} only"
        self._report(SPEAKER_SHORT_NAME.at(extent(self._turn.speaker.content), message, self._use))
        self.readings.append(Reading(name, person.id, cert, why))
        return person, cert

    @property
    def _use(self) -> str:
        return "this label opens 1 speech" if self._count == 1 else f"this label opens {self._count} speeches"

    def _evidence(self, person: Person) -> _Evidence:
        return _Evidence(person, tuple(_reasons(person, self._turn, self._document)))

    def _unresolved(self) -> None:
        label = self._turn.speaker.name
        _, words = names.address(label, self._profile)
        fitting = [person.name for person in self._persons if names.fits(words, self._words(person))]
        if fitting:
            message = (
                f"“{label}” fits {len(fitting)} participants and nothing decides between them: {', '.join(fitting)}"
            )
            self._report(SPEAKER_AMBIGUOUS.at(extent(self._turn.speaker.content), message))
        else:
            known = ", ".join(person.name for person in self._persons[:5])
            message = (
                f"“{label}” fits none of the {len(self._persons)} participants ({known} …); the speech has no @who"
            )
            self._report(SPEAKER_UNKNOWN.at(extent(self._turn.speaker.content), message))


def _reasons(person: Person, turn: Sp, document: Document) -> Iterator[tuple[int, str]]:
    """What speaks for a candidate: weight and words. The first short use of the label is ``turn``."""
    heads = [plain(block.content) for block in document.blocks if isinstance(block, Head)]
    titles = " ".join((plain(document.header.title), *heads[:1]))
    full = [block.speaker for block in document.blocks if isinstance(block, Sp) and block.speaker.name == person.name]
    if person.name in titles:
        yield 4, "is named in the title"
    if any(_start(speaker) < _start(turn.speaker) for speaker in full):
        yield 2, "was introduced by a full label before"
    elif full:
        yield 1, "has a full label later"
    if document.header.summary and person.name in document.header.summary.text:
        yield 1, "is named in the summary"
    if any(group.persons[0] == person for group in document.participants):
        yield 1, "heads a list of participants"
    if person.interpreter:
        yield -3, "is an interpreter"


def _start(speaker: Speaker) -> int:
    span = extent(speaker.content)
    return span.start if span else 0


def _joins(name: str, forms: Counter[str]) -> bool:
    """Whether a label names several: its parts are labels too, or it says so with more than a comma."""
    parts = names.SEVERAL.split(name)
    known = {names.tokens(form) for form in forms}
    return len(parts) > 1 and ("," not in name or all(names.tokens(part) in known for part in parts))


def _taking_turns(turns: list[Sp]) -> frozenset[frozenset[str]]:
    """Pairs of labels that answer each other: nobody does that with himself, so they are two persons.

    `Langs:` and `Fr. v. Langs:` are husband and wife. A few times may be turns cut in two.
    """
    counts = Counter(turn.speaker.name for turn in turns)
    pairs = Counter(frozenset((one.speaker.name, other.speaker.name)) for one, other in pairwise(turns))
    return frozenset(
        pair
        for pair, count in pairs.items()
        if len(pair) > 1 and count >= _OFTEN and count >= _SHARE * min(counts[name] for name in pair)
    )


def _from_labels(
    turns: list[Sp], groups: tuple[PersonGroup, ...], apart: frozenset[frozenset[str]], profile: Profile
) -> PersonGroup:
    """Persons as the labels name them, the fullest form of each; those who are listed already are left out."""
    listed = [names.tokens(person.name) for group in groups for person in group.persons]
    forms = Counter(turn.speaker.name for turn in turns)
    keys = {name: names.address(name, profile)[1] or names.tokens(name) for name in forms}
    fullest: list[str] = []
    for name in sorted(forms, key=lambda form: (-len(keys[form]), list(forms).index(form))):
        same = [o for o in fullest if names.fits(keys[name], keys[o]) and frozenset((name, o)) not in apart]
        if not _joins(name, forms) and not same:
            fullest.append(name)
    taken = Counter((*names.RESERVED, *(person.id for group in groups for person in group.persons)))
    persons: list[Person] = []
    for name in sorted(fullest, key=list(forms).index):
        if any(names.fits(keys[name], full) for full in listed):
            continue
        person = Person(names.slug(name, taken), name)
        persons.append(person)
    return PersonGroup("Speakers, as the labels name them", tuple(persons))
