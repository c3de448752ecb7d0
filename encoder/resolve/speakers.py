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
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from encoder import lexicon
from encoder.archives.people import PERSON_KNOWN, KnownPeople
from encoder.lexicon import names
from encoder.resolve import by_editor, questions, readings
from encoder.resolve.labels import Labels, Pointers, Present, is_collective, pointed
from encoder.resolve.legend import legend
from encoder.resolve.names.abbreviations import abbreviations, slips
from encoder.resolve.names.full_names import FullNames
from encoder.resolve.unlisted import Known, from_labels
from encoder.values.decisions import Decided
from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.doubt import certainty, weaker
from encoder.values.profile import Profile
from encoder.values.record.blocks import Block, Head, Sp
from encoder.values.record.content import contents, plain
from encoder.values.record.document import Document, Reading
from encoder.values.record.fact import FactKind
from encoder.values.record.inline import extent
from encoder.values.record.persons import Person, PersonGroup
from encoder.values.source import NOWHERE, Span

SPEAKER_UNLISTED = Rule(
    "speaker-unlisted",
    Severity.INFO,
    "Speakers whom no list of participants names are entered from their labels.",
    """The record lists no participants, or not these. Each different label becomes a `person` under the fullest name
that the record gives anywhere: “BALTIMORE” is David Baltimore if a title names him so. Short forms are assigned to
the one full form that they fit. Labels of several persons (Voices, All) have no `@who`.

What to do: add a list of participants to the source, if the archive has one.""",
)


_NAMED = 5
_OFTEN, _SHARE = 3, 0.2
"""Labels answer each other from so many times on, and for this share of the rarer one's turns."""


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
        who, cert = self.said.whom(block, found)
        return replace(block, who=who, cert=cert)


def find(
    document: Document, text: str, profile: Profile, report: Report, people: KnownPeople, decided: Decided
) -> Speakers:
    """The speakers of a document; ``text`` is that of its source."""
    every = [block for block in document.blocks if isinstance(block, Sp) and not block.continues]
    turns = [turn for turn in every if not questions.examiner(turn)]
    if not turns:
        return Speakers(document.participants, {}, by_editor.Said({}, ()), document.readings)
    apart = _taking_turns(turns)
    groups = document.participants
    listed = any(group.exhaustive for group in groups)
    printed = [names.tokens(person.name) for group in groups for person in group.persons]
    short = slips(turns, profile, printed) | ({} if listed else abbreviations(turns))
    known = Known(legend(document), short, _answering(document, turns))
    undecided: frozenset[str] = frozenset()
    present = Present(groups, profile)

    def nobody(name: str) -> bool:
        return is_collective(name) or (listed and present.has(name, known))

    unlisted, undecided = from_labels(
        turns, groups, apart, known, profile, people, report, FullNames(text), nobody
    )  # fmt: skip
    if listed:
        listed_persons = [person for group in groups for person in group.persons]
        for person in unlisted.persons:
            own_turns = _under(person, turns, known)
            place = extent(own_turns[0].speaker.content) or NOWHERE
            report(readings.unlisted(person, place, listed_persons, _words(own_turns)))
    elif unlisted.persons:
        names_found = ", ".join(_as_entered(person) for person in unlisted.persons[:8])
        message = f"speakers whom no list of participants names are entered from their labels: {names_found}"
        report(SPEAKER_UNLISTED.at(extent(turns[0].speaker.content), message))
    if unlisted.persons:
        groups = (*groups, unlisted)
    document = replace(document, participants=groups)
    _tell_known(groups, people, report)
    labels = Labels(document, turns, apart, known, undecided, profile)
    who, read = _read(turns, labels, groups, known, report, decided)
    said = by_editor.said(turns, [person for group in groups for person in group.persons], decided, report)
    return Speakers(groups, who, said, (*read, *said.readings), labels.asking(every))


def _read(
    turns: list[Sp], labels: Labels, groups: tuple[PersonGroup, ...], known: Known, report: Report, decided: Decided
) -> tuple[dict[str, Pointers], list[Reading]]:
    """Whom each label points to, and how short ones were read; what is doubtful is reported."""
    persons = [person for group in groups for person in group.persons]
    by_label: dict[str, list[Sp]] = {}
    for turn in turns:
        by_label.setdefault(turn.speaker.name, []).append(turn)
    who: dict[str, Pointers] = {}
    read: list[Reading] = []
    for name, own in by_label.items():
        matches = labels.read(own[0])
        who[name] = pointed(matches)
        for part, match in matches if not by_editor.whole_label(own[0], decided) else ():
            if match.kind == "full":
                continue
            place = extent(own[0].speaker.content) or NOWHERE
            asked = readings.doubt(match, place, _words(own), known.by_legend(part))
            if found := readings.finding(part, match, asked, persons, len(own)):
                report(found)
            if match.person and match.cert:
                read.append(Reading(part, match.person.id, match.cert, asked.reasons[0]))
    return who, read


def _words(turns: list[Sp]) -> int:
    """How many words speeches have, their labels apart."""
    return sum(
        lexicon.word_count(plain(content)) for turn in turns for part in turn.content for content in contents(part)
    )


def _answering(document: Document, turns: list[Sp]) -> dict[tuple[str, ...], str]:
    """Whom the title names, if a label says only that somebody answers."""
    labels = [turn.speaker.name for turn in turns]
    stated = document.fact(FactKind.TITLE)
    above = takewhile(lambda block: not isinstance(block, Sp), document.blocks)
    heads = [plain(block.content) for block in above if isinstance(block, Head)]
    for title in (plain(document.header.title), stated.text.text if stated else "", *heads[:1]):
        if found := questions.answering(title, labels):
            return found
    return {}


def _under(person: Person, turns: list[Sp], known: Known) -> list[Sp]:
    """The speeches under the labels that a person is entered from."""
    return [turn for turn in turns if person.label in (turn.speaker.name, known.meaning(turn.speaker.name))]


def _as_entered(person: Person) -> str:
    """A person, and the label where it is another."""
    return person.name if person.label in (None, person.name) else f"{person.name} (“{person.label}”)"


def _tell_known(groups: tuple[PersonGroup, ...], people: KnownPeople, report: Report) -> None:
    """The finding about those whom the archive knows, if there are any."""
    known = [person.entry.name for group in groups for person in group.persons if person.entry]
    if known:
        more = f" and {len(known) - 6} more" if len(known) > 6 else ""
        report(PERSON_KNOWN.at(None, f"{len(known)} persons are in {people.file}: {', '.join(known[:6])}{more}"))


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
