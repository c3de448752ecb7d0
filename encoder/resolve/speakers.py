"""Who speaks: labels are resolved against the participants, all turns of a label at once, each choice with its reason.

    118978:  Kim:     fits four participants; Kim Il Sung, who is named in the title and was introduced by a full label
    118978:  Kang:    fits one participant, although “Kang Sheng:” is printed only later

“The last full name” would be wrong: in 118978 three `Kim:` follow a `Kim Chang-man:` and mean Kim Il Sung. So evidence
is weighed for the whole document, and a label is the same person throughout. Where the evidence does not decide, a
speech keeps its label and has no `@who`; nobody is invented. Only a record that lists no participants is taken to
name its speakers in the labels themselves (Guidelines 7.2.2, 15.2.2; `@cert` 1.3.1.1.4).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from encoder import lexicon
from encoder.lexicon import names
from encoder.parse.people import PERSON_KNOWN, KnownPeople
from encoder.resolve import by_editor, questions
from encoder.resolve.abbreviations import abbreviations
from encoder.resolve.address import of_a_woman
from encoder.resolve.evidence import evidence
from encoder.resolve.full_names import FullNames
from encoder.resolve.legend import legend
from encoder.resolve.matching import Match, People
from encoder.resolve.unlisted import Known, from_labels
from encoder.values.blocks import Block, Head, Sp
from encoder.values.content import plain
from encoder.values.decisions import Decided
from encoder.values.diagnostics import Diagnostic, Report, Rule, Severity
from encoder.values.document import Document, Reading
from encoder.values.doubt import certainty, weaker
from encoder.values.fact import FactKind
from encoder.values.inline import Cert, extent
from encoder.values.persons import Person, PersonGroup
from encoder.values.profile import Profile
from encoder.values.source import Span

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
knowledge. In a record that lists nobody, a short label that opens more speeches than any longer one it fits is entered
as a person of its own, and `@who` has `cert="low"`.

What to do: print the full name in the label of the source, at least once before the short one.""",
)

SPEAKER_UNKNOWN = Rule(
    "speaker-unknown",
    Severity.WARNING,
    "A label fits nobody in the list of participants.",
    """The record lists its participants, and this label is none of them: somebody who joined later, a spelling of the
list that differs, or no speaker at all. The speaker is entered as a person of its own, under the fullest name that the
record gives; a label of several at once (Voices, All) keeps its print and has no `@who`.

What to do: add the person to the list, or make the spellings agree.""",
)

SPEAKER_UNLISTED = Rule(
    "speaker-unlisted",
    Severity.INFO,
    "Speakers whom no list of participants names are entered from their labels.",
    """The record lists no participants, or not these. Each different label becomes a `person` under the fullest name
that the record gives anywhere: “BALTIMORE” is David Baltimore if a title names him so. Short forms join the one full
form they fit. Labels of several at once (Voices, All) are nobody's.

What to do: add a list of participants to the source, if the archive has one.""",
)


_LETTERS = 3
"""A label of up to this many letters may be initials."""
_NAMED = 5
_OFTEN, _SHARE = 3, 0.2
"""Labels answer each other from so many times on, and for this share of the rarer one's turns."""


Pointers: TypeAlias = tuple[tuple[str, ...], Cert | None]
"""The ids of persons, and how certain it is that they are meant."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks: the participants, whom each label points to, and how short labels were read."""

    participants: tuple[PersonGroup, ...]
    who: dict[str, Pointers]
    said: by_editor.Said
    readings: tuple[Reading, ...]
    asking: dict[Span | None, Pointers] = field(default_factory=dict)
    """Who asks, by the place of the label, where a line above says it."""

    def pointed(self, block: Block) -> Block:
        """A speech with its `who` and `cert`; any other block as it is."""
        if not isinstance(block, Sp):
            return block
        if questions.examiner(block):
            return questions.as_line(block)
        ids, cert = self.asking.get(extent(block.speaker.content)) or self.who[block.speaker.name]
        found = ids, weaker(cert, certainty(block.speaker.chance)) if ids else None
        return Sp(block.speaker, block.content, *self.said.whom(block, found))


def find(
    document: Document, text: str, profile: Profile, report: Report, people: KnownPeople, decided: Decided
) -> Speakers:
    """The speakers of a document; ``text`` is that of its source."""
    every = [block for block in document.blocks if isinstance(block, Sp)]
    turns = [turn for turn in every if not questions.examiner(turn)]
    if not turns:
        return Speakers(document.participants, {}, by_editor.Said({}, ()), document.readings)
    apart = _taking_turns(turns)
    groups = document.participants
    listed = any(group.exhaustive for group in groups)
    known = Known(legend(document), {} if listed else abbreviations(turns), _answering(document, turns))
    undecided: frozenset[str] = frozenset()
    present = _Present(groups, profile)

    def nobody(name: str) -> bool:
        return is_collective(name) or (listed and present.has(name, known))

    unlisted, undecided = from_labels(
        turns, groups, apart, known, profile, people, report, FullNames(text), nobody
    )  # fmt: skip
    if listed:
        for person in unlisted.persons:
            report(_unlisted(person, turns, groups, known))
    elif unlisted.persons:
        names_found = ", ".join(_as_entered(person) for person in unlisted.persons[:8])
        message = f"speakers whom no list of participants names are entered from their labels: {names_found}"
        report(SPEAKER_UNLISTED.at(extent(turns[0].speaker.content), message))
    if unlisted.persons:
        groups = (*groups, unlisted)
    document = replace(document, participants=groups)
    _tell_known(groups, people, report)
    labels = _Labels(document, turns, apart, known, undecided, profile)
    who: dict[str, Pointers] = {}
    readings: list[Reading] = []
    for turn in turns:
        name = turn.speaker.name
        if name not in who:
            matches = labels.read(turn)
            who[name] = _pointed(matches)
            for part, match in matches:
                if by_editor.whole_label(turn, decided):
                    continue
                if finding := labels.told(turn, part, match):
                    report(finding)
                if match.person and match.cert:
                    readings.append(Reading(part, match.person.id, match.cert, labels.why(part, match)))
    persons = [person for group in groups for person in group.persons]
    said = by_editor.said(turns, persons, decided, report)
    return Speakers(groups, who, said, (*readings, *said.readings), labels.asking(every))


def _answering(document: Document, turns: list[Sp]) -> dict[tuple[str, ...], str]:
    """Whom the title names, if a label says only that somebody answers."""
    labels = [turn.speaker.name for turn in turns]
    stated = document.fact(FactKind.TITLE)
    heads = [plain(block.content) for block in document.blocks if isinstance(block, Head)]
    for title in (plain(document.header.title), stated.text.text if stated else "", *heads[:1]):
        if found := questions.answering(title, labels):
            return found
    return {}


class _Present:
    """Those whom a record lists, as labels may mean them."""

    def __init__(self, groups: tuple[PersonGroup, ...], profile: Profile) -> None:
        persons = [person for group in groups for person in group.persons]
        self._people = People(profile, persons)
        self._offices = [_office(person.role) for person in persons if person.role]
        self._aliases = {names.tokens(alias) for each in persons if each.entry for alias in each.entry.aliases}

    def has(self, label: str, known: Known) -> bool:
        """Whether a label, or each of the names joined in one, may mean somebody who is listed."""
        parts = [known.meaning(part) for part in names.SEVERAL.split(label)]
        if questions.is_role(label) and label == known.meaning(label):
            return False  # Q is no Mr. Quint
        label = known.meaning(label)
        return self._fits(label) or (len(parts) > 1 and all(map(self._fits, parts)))

    def _fits(self, name: str) -> bool:
        words = _office(name)
        if names.tokens(name) in self._aliases or self._people.fitting(name):
            return True
        return any(words and each[: len(words)] == words for each in self._offices)


def is_collective(label: str) -> bool:
    """Whether a label is several at once, or nobody in particular: Voices, Several members, ALL."""
    words = lexicon.fold(label)
    return bool(words) and lexicon.longest("offices", words, collective=True) == len(words)


def _unlisted(person: Person, turns: list[Sp], groups: tuple[PersonGroup, ...], of_labels: Known) -> Diagnostic:
    """The finding about a speaker whom the record's list of participants lacks."""
    known = [each.name for group in groups for each in group.persons]
    more = " …" if len(known) > _NAMED else ""
    first = next(turn for turn in turns if person.label in (turn.speaker.name, of_labels.meaning(turn.speaker.name)))
    told = (
        f"“{person.label}” fits none of the {len(known)} participants ({', '.join(known[:_NAMED])}{more}); entered as"
    )
    return SPEAKER_UNKNOWN.at(extent(first.speaker.content), f"{told} {person.name}")


def _as_entered(person: Person) -> str:
    """A person, and the label where it is another."""
    return person.name if person.label in (None, person.name) else f"{person.name} (“{person.label}”)"


def _tell_known(groups: tuple[PersonGroup, ...], people: KnownPeople, report: Report) -> None:
    """The finding about those whom the house knows, if there are any."""
    known = [person.entry.name for group in groups for person in group.persons if person.entry]
    if known:
        more = f" and {len(known) - 6} more" if len(known) > 6 else ""
        report(PERSON_KNOWN.at(None, f"{len(known)} persons are in {people.file}: {', '.join(known[:6])}{more}"))


def _pointed(matches: list[tuple[str, Match]]) -> Pointers:
    """The ids of the persons and the least certainty; no ids where a name is not resolved."""
    persons = [match.person for _, match in matches]
    ids = tuple(person.id for person in persons if person)
    if len(ids) < len(persons):
        return (), None
    cert = None
    for _, match in matches:
        cert = weaker(cert, match.cert)
    return ids, cert


class _Labels:
    """The labels of a document and what it knows of those whom they may name."""

    def __init__(
        self,
        document: Document,
        turns: list[Sp],
        apart: frozenset[frozenset[str]],
        known: Known,
        undecided: frozenset[str],
        profile: Profile,
    ) -> None:
        self._persons = [person for group in document.participants for person in group.persons]
        self._people = People(profile, self._persons)
        self._listed = People(profile, (person for person in self._persons if not person.label))
        """Who is listed has a short label before somebody whom only a label names."""
        self._entered = {person.label: person for person in self._persons if person.label}
        self._aliases = {
            names.tokens(alias): person
            for person in self._persons
            if person.entry
            for alias in (person.entry.name, *person.entry.aliases)
        }
        self._counts = Counter(turn.speaker.name for turn in turns)
        self._known = known
        self._undecided = undecided
        self._answers: dict[str, set[str]] = {}
        for pair in apart:
            for name in pair:
                self._answers.setdefault(name, set()).update(pair - {name})
        self._evidence = evidence(document, turns)

    def read(self, turn: Sp) -> list[tuple[str, Match]]:
        """The names in a turn's label, each with whom it means: one, or several that are joined."""
        label = turn.speaker.name
        whole = self._match(label, turn)
        parts = names.SEVERAL.split(label)
        if whole.kind == "full" or len(parts) == 1:
            return [(label, whole)]
        several = [(part, self._match(part, turn)) for part in parts]
        if all(match.person for _, match in several):
            return several
        # a comma may stand inside one name; “and” joins two
        return [(label, whole if "," in label else Match("unknown"))]

    def _match(self, name: str, turn: Sp) -> Match:
        if entered := self._entered.get(name):
            is_bare = len(names.tokens(name)) == 1 and len(name.strip(".")) == 1 and not questions.is_role(name)
            is_short = len(name.strip(".")) <= _LETTERS
            is_guess = is_short and not set(names.tokens(name)) <= set(names.tokens(entered.name))  # DB, not ROE
            kind: Literal["own", "full", "initials"] = "initials" if is_guess else "full"
            if name in self._undecided or is_bare:
                kind = "own"
            return Match(kind, (entered, *self._others(name, entered)))
        meant = self._known.meaning(name)
        if questions.is_role(name) and meant == name:
            return Match("unknown")
        people = self._listed if self._listed.fitting(meant) else self._people
        match = people.match(meant, frozenset(self._answers.get(name, ())), lambda person: self._evidence(person, turn))
        if match.person and self._somebody_else(name, match.person):
            return Match("unknown")
        if match.person is None and (holders := self._holding(name)):
            return Match("office", holders) if len(holders) == 1 else Match("ambiguous", holders)
        alias = self._aliases.get(names.tokens(name))
        if alias and match.person is None:
            return Match("known", (alias,))
        if name in self._undecided and match.person:
            others = (person for person in self._people.agreeing(name) if person != match.person)
            return Match("own", (match.person, *others))
        if match.kind != "full" or meant == name:
            return match
        if names.tokens(name) in self._known.answering:
            return replace(match, kind="answering")
        return replace(match, kind="only" if self._known.by_legend(name) else "abbreviated")

    def asking(self, every: list[Sp]) -> dict[Span | None, Pointers]:
        """Who asks, by the place of the label, where a line above it names the examiner."""
        found: dict[Span | None, Pointers] = {}
        for turn, name in questions.examiners(every):
            match = self._match(name, turn)
            if match.person:
                found[extent(turn.speaker.content)] = (match.person.id,), weaker(match.cert, "medium")
        return found

    def _others(self, name: str, person: Person) -> tuple[Person, ...]:
        return (
            tuple(other for other in self._people.agreeing(name) if other != person) if name in self._undecided else ()
        )

    def _somebody_else(self, name: str, person: Person) -> bool:
        """Whether a label is a wife's where the person is called by the bare surname: Mrs. Marshall, Marshall."""
        address, words = self._people.parts(name)
        if not of_a_woman(address) or of_a_woman(self._people.parts(person.name)[0]):
            return False
        return any(
            self._people.parts(other)[1] == words and not of_a_woman(self._people.parts(other)[0])
            for other in self._counts
        )

    def _holding(self, name: str) -> tuple[Person, ...]:
        """Those whose listed office a label begins: `The Secretary` is who is listed as the Secretary of State."""
        words = _office(name)
        return tuple(p for p in self._persons if p.role and words and _begins_office(p.role, words))

    def told(self, turn: Sp, name: str, match: Match) -> Diagnostic | None:
        """The finding about a name; none about a full one."""
        place = extent(turn.speaker.content)
        times = self._counts[turn.speaker.name]
        use = f"this label opens {times} speech{'es' if times > 1 else ''}"
        if match.kind == "full":
            return None
        if match.kind == "unknown":
            known = ", ".join(person.name for person in self._persons[:5])
            more = " …" if len(self._persons) > 5 else ""
            told = (
                f"“{name}” fits none of the {len(self._persons)} participants ({known}{more}); the speech has no @who"
            )
            return SPEAKER_UNKNOWN.at(place, told)
        if match.kind == "ambiguous":
            fitting = ", ".join(person.name for person in match.fitting)
            told = f"“{name}” fits {len(match.fitting)} participants and nothing decides between them: {fitting}"
            return SPEAKER_AMBIGUOUS.at(place, told)
        if match.kind == "own":
            told = f"“{name}” may be {match.others}; nothing decides, so it is entered as a person of its own"
            return SPEAKER_AMBIGUOUS.at(place, told, use)
        if match.kind == "initials":
            told = f"“{name}” has the initials of {match.fitting[0].name}, whom the record names; read as that person"
            return SPEAKER_SHORT_NAME.at(place, told, use)
        told = f"“{name}” {_because(match)}"
        if meant := self._known.by_legend(name):
            told = f"“{name}” is “{meant}” in the record's own legend, which {_because(match)}"
        if match.kind == "chosen":
            return SPEAKER_SHORT_NAME.at(place, told, f"the others: {match.others}", use)
        return SPEAKER_SHORT_NAME.at(place, told, use)

    def why(self, name: str, match: Match) -> str:
        """The reason in the words of the edition's `interpretation`."""
        assert match.person
        person, fitting = match.person.name, f"of the {len(match.fitting)} participants it fits, "
        meant = self._known.by_legend(name)
        return (
            (f"the record's own legend calls it {meant}; " if meant else "")
            + {
                "only": f"of the participants it fits {person} only",
                "although": f"it fits {person} only, who is listed with another form of address",
                "office": f"{person} is listed as {match.person.role}",
                "known": f"it is {person} in the house's file of people",
                "own": "nothing decides which of those it fits it means, so it is a person of its own here",
                "initials": f"it has the initials of {person}, whom the record names",
                "answering": f"the title names {person}, and nobody else",
                "abbreviated": f"it abbreviates or misspells “{person}” and never answers it",
                "answered": f"of the participants it fits, {person} is the one who does not answer it",
                "chosen": f"{fitting}{person} {_listed(match.reasons)}",
            }[match.kind]
            + (f"; the others: {match.others}" if match.others else "")
        )


def _office(words: str) -> tuple[str, ...]:
    tokens = names.tokens(words)
    return tokens[1:] if tokens[:1] == ("the",) else tokens


def _begins_office(role: str, words: tuple[str, ...]) -> bool:
    """Whether an office is these words, or goes on with `of …` or after a comma: a Court Clerk is no Court."""
    own = _office(role)
    if own[: len(words)] != words:
        return False
    printed = [*re.finditer(r"[^\W\d_]+", role)]
    at = len(printed) - len(own) + len(words)
    return (
        at >= len(printed)
        or printed[at][0].islower()
        or not role[printed[at - 1].end() : printed[at].start()].isspace()
    )


def _because(match: Match) -> str:
    """What goes on after the name: whom it is read as, and for which reason."""
    assert match.person
    person = match.person.name
    return {
        "only": f"fits one participant only; read as {person}",
        "although": f"fits nobody with that form of address; read as {person}",
        "office": f"is {person}, who is listed as {match.person.role}",
        "known": f"is {person} in the house's file of people",
        "answering": f"says only that somebody answers; read as {person}, whom the title names",
        "abbreviated": f"abbreviates or misspells “{person}” and never answers it; read as {person}",
        "answered": f"is answered by {match.others}; of those it fits that leaves {person}",
        "chosen": f"fits {len(match.fitting)} participants; read as {person}, who {_listed(match.reasons)}",
    }[match.kind]


def _listed(reasons: tuple[str, ...]) -> str:
    return " and ".join(part for part in (", ".join(reasons[:-1]), *reasons[-1:]) if part)


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
