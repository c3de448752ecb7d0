"""How a label was read: a doubt about whom it means, and what is said of it.

The finding, `@cert`, the account in `editorialDecl/interpretation` and the question of a review come from one `Doubt`
(Guidelines 22.2, Certainty).
"""

from __future__ import annotations

from encoder.resolve.names.matching import Match
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.doubt import LIKELY, Answer, Asks, Doubt
from encoder.values.record.persons import Person
from encoder.values.source import Span

SPEAKER_SHORT_NAME = Rule(
    "speaker-short-name",
    Severity.INFO,
    "A short label was resolved to a person, for the reasons given.",
    """A label such as `Kim:` is not a full name. If it fits one participant only, `@who` points there with
`cert="high"`. If it fits several, the evidence is weighed: who is named in the title, who was introduced by a full
label before, who heads the list, who is named in the summary; an interpreter is not expected to speak. If the
evidence clearly favours one, `@who` points there with `cert="medium"`, and this finding gives the candidates and the
reason. The edition has the same text in `editorialDecl/interpretation`.

Example: `118978.txt:82:14: info: “Kim” is read as Kim Il Sung, 95% sure: of the 4 participants it fits …`

What to do: nothing, if it is right. If not, print the full name in the label of the source.

Guidelines: 7.2.2 Speeches and Speakers; 22.2 (certainty).""",
)

SPEAKER_AMBIGUOUS = Rule(
    "speaker-ambiguous",
    Severity.WARNING,
    "A label fits several participants and nothing decides between them.",
    """The label fits more than one person of the list, and the evidence (title, full labels, order of the list,
summary) favours none of them. The speeches keep their printed label and have no `@who`. In a record that lists
nobody, a short label that opens more speeches than any longer one it fits is entered as a person of its own, and
`@who` has `cert="low"`.

What to do: print the full name in the label of the source, at least once before the short one.""",
)

SPEAKER_UNKNOWN = Rule(
    "speaker-unknown",
    Severity.WARNING,
    "A label fits nobody in the list of participants.",
    """The record lists its participants, and this label fits none of them: a person who joined later, a different
spelling, or not a speaker at all. The speaker becomes a separate person, under the fullest name that the record
gives. A label of several persons (Voices, All) has no `@who`.

What to do: add the person to the list, or make the spellings agree.""",
)

_NAMED = 5
"""Most participants that a finding names."""


def doubt(match: Match, place: Span, words: int, legend: str | None = None) -> Doubt:
    """The doubt about a label that stands first at a place: those it fits, the chosen one first, or nobody.

    ``words`` is how many words stand under it, ``legend`` what the record itself says that it stands for.
    """
    chosen = match.person.id if match.person else ""
    others = [person.id for person in match.fitting if person.id != chosen]
    left = (1 - match.chance) / (len(others) or 1)
    answers = [Answer(chosen, match.chance), *(Answer(other, left) for other in others)]
    if chosen and not others:
        answers.append(Answer("", left))
    return Doubt(Asks.PERSON, place, tuple(answers), reasons(match, legend), words)


def reasons(match: Match, legend: str | None = None) -> tuple[str, ...]:
    """Why a label is read as it is, in the words of the edition's `interpretation`; empty if it is unresolved."""
    if match.person is None:
        return ()
    person = match.person
    told = {
        "full": f"it is the name of {person.name}",
        "only": f"of the participants it fits {person.name} only",
        "although": f"it fits {person.name} only, who is listed with another form of address",
        "office": f"{person.name} is listed as {person.role}",
        "known": f"it is {person.name} in the file of people",
        "own": "it fits several and nothing decides between them, so it is a separate person here",
        "initials": f"it has the initials of {person.name}, whom the record names",
        "answering": f"the title names {person.name}, and nobody else",
        "abbreviated": f"it abbreviates or misspells “{person.name}” and never answers it",
        "answered": f"of the participants it fits, {person.name} is the one who does not answer it",
        "chosen": f"of the {len(match.fitting)} participants it fits, {person.name} {_listed(match.reasons)}",
    }[match.kind]
    others = f"; the others: {match.others}" if match.others else ""
    own = f"the record's own legend calls it {legend}; " if legend else ""
    return (f"{own}{told}{others}",)


def finding(name: str, match: Match, asked: Doubt, persons: list[Person], speeches: int) -> Diagnostic | None:
    """The finding about a label that opens so many ``speeches``; none about a full name."""
    use = f"this label opens {speeches} speech{'es' if speeches > 1 else ''}"
    if match.kind == "full":
        return None
    if match.kind == "unknown":
        told = f"“{name}” fits none of the {len(persons)} participants ({_some(persons)}); the speech has no @who"
        return SPEAKER_UNKNOWN.at(asked.span, told, doubt=asked)
    if match.kind == "ambiguous":
        fitting = ", ".join(person.name for person in match.fitting)
        told = f"“{name}” fits {len(match.fitting)} participants and nothing decides between them: {fitting}"
        return SPEAKER_AMBIGUOUS.at(asked.span, told, use, doubt=asked)
    assert match.person
    if match.kind == "own":
        why = f"may be {match.others}; nothing decides" if match.others else "is too short to say who is meant"
        told = f"“{name}” {why}, so it is entered as a person of its own"
        return SPEAKER_AMBIGUOUS.at(asked.span, told, use, doubt=asked)
    told = f"“{name}” is read as {match.person.name}, {asked.chance:.0%} sure: {asked.reasons[0]}"
    return SPEAKER_SHORT_NAME.at(asked.span, told, use, doubt=asked)


def unlisted(person: Person, place: Span, persons: list[Person], words: int) -> Diagnostic:
    """The finding about a speaker whom the record's list of participants lacks."""
    told = f"“{person.label}” fits none of the {len(persons)} participants ({_some(persons)})"
    answers = Answer(person.id, LIKELY), Answer("", 1 - LIKELY)
    asked = Doubt(Asks.PERSON, place, answers, (told,), words)
    return SPEAKER_UNKNOWN.at(place, f"{told}; entered as {person.name}", doubt=asked)


def _some(persons: list[Person]) -> str:
    more = " …" if len(persons) > _NAMED else ""
    return ", ".join(person.name for person in persons[:_NAMED]) + more


def _listed(reasons: tuple[str, ...]) -> str:
    return " and ".join(part for part in (", ".join(reasons[:-1]), *reasons[-1:]) if part)
