"""What a bracket is, decided from evidence: the probability of each kind, and what is reported if none is certain.

    billions of tons [original unclear] of vinalon      gap, 99 %
    Tan [Tang] Enbo                                     gloss, 60 %; otherwise sic, 25 %

The default is cautious: a bracket that is probably nothing else is an editorial remark (`@cert="low"`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from encoder.evidence import Question
from encoder.evidence.choices import Choice, load_choice
from encoder.evidence.weights import remembered
from encoder.parse.brackets.bracket import Bracket
from encoder.parse.brackets.features import FEATURES
from encoder.parse.brackets.kinds import kind_of
from encoder.values.decisions import BRACKETS
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.doubt import LIKELY, Answer, Asks, Cert, Doubt, certainty

BRACKET_KIND_UNKNOWN = Rule(
    "bracket-kind-unknown",
    Severity.INFO,
    "It is doubtful what an editor's bracket is.",
    """The kind of a bracket is decided from its words and from its surroundings: a supplied word, a gap, a gloss, a
role, a remark of the translator … If the decision is less than 95 % certain, the message says what was chosen, what
else it could be, and why. If no kind is probable, the edition has `<note type="editorial" cert="low">`.

Example: `Tan [Tang] Enbo`, which may correct a name or spell it otherwise.

What to do: if the choice is wrong, enter the bracket in `NAME.decisions.toml` next to the record as a `[[bracket]]`.
`tei-encoder review` asks, and writes the file.

Guidelines: 3.5 Simple Editorial Changes; 12.3 Altered, Corrected, and Erroneous Texts.""",
)

KIND = Question("bracket", FEATURES)
_LEAST = 0.3
_LEAST_OF_TEXT = {"supplied": 0.5, "unclear": 0.5, "gap": 0.5, "sic": 0.5, "expansion": 0.5}
"""The least probability of a kind; higher where it says that the record's own words are wrong, or are not all there."""
_CAUTIOUS = ("editorial", "reference")
_QUOTED = 60
_MOST = 40
"""The most doubtful brackets that are reported one by one."""


class Read(NamedTuple):
    """What a bracket is read as, and how probable that is; what else it could be; the reasons for the likelier one."""

    kind: str
    chance: float
    other: str
    other_chance: float
    reasons: tuple[str, ...] = ()

    @property
    def cert(self) -> Cert | None:
        """The `@cert` of the kind."""
        return certainty(self.chance)


@remembered
def model(folder: Path | None = None) -> Choice[Bracket]:
    """The weights of each kind."""
    return load_choice(KIND, folder)


def read(bracket: Bracket, weights: Choice[Bracket]) -> Read:
    """The kind of a bracket: what it says of itself, or what the evidence makes probable."""
    if not bracket.words:
        return _mark(bracket)
    for whose, says in (("translator", "translator"), ("editor", "editorial")):
        if bracket.opens_with(whose):
            return Read(says, 1.0, says, 0.0)  # [Anm. d. Übers.: …], [ed. note: …]
    values = KIND.values(bracket)
    chances = weights.chances(values)
    kinds: dict[str, float] = {}
    answer_of: dict[str, str] = {}
    for answer in sorted(chances, key=lambda each: -chances[each]):
        kind = kind_of(answer, bracket)
        if kind and (bracket.closed or kind != "supplied"):  # where a bracket is left open, so is what was supplied
            kinds[kind] = kinds.get(kind, 0.0) + chances[answer]
            answer_of.setdefault(kind, answer)
    for kind in _CAUTIOUS:  # a table may know few kinds, and this bracket may be none of them
        kinds.setdefault(kind, 0.0)
        answer_of.setdefault(kind, weights.answers[0])
    first, second = sorted(kinds, key=lambda kind: -kinds[kind])[:2]
    chance = kinds[first]
    reasons = weights.reasons(values, answer_of[first], answer_of[second]) if chance < LIKELY else ()
    if chance < _LEAST_OF_TEXT.get(answer_of[first], _LEAST):
        return Read("editorial", 0.0, first, chance, reasons)
    return Read(first, chance, second, kinds[second], reasons)


def _mark(bracket: Bracket) -> Read:
    """`in this question [?] Of course`: the mark that the question lacks; elsewhere nobody knows what `[?]` doubts."""
    asks = bracket.query and bracket.word_before and bracket.after[1:2].isupper()
    return Read("supplied" if asks else "editorial", 0.0, "editorial", 0.0)


def doubt(bracket: Bracket, found: Read) -> Doubt | None:
    """What is doubtful about a bracket; None where its kind is certain enough."""
    if found.chance >= LIKELY:
        return None
    words = bracket.text.text.strip()
    quoted = words if len(words) < _QUOTED else f"{words[: _QUOTED - 1]}…"
    answers = Answer(found.kind, found.chance), Answer(found.other, found.other_chance)
    return Doubt(Asks.BRACKET, bracket.span, answers, (f"“[{quoted}]”", *found.reasons), len(bracket.tokens))


def finding(doubt: Doubt) -> Diagnostic:
    """What a doubt says to an editor."""
    first, *reasons = doubt.reasons
    chosen, other = doubt.answers
    read = f"{first} read as {BRACKETS[chosen.says]}"
    because = f" (it {', '.join(reasons)})" if reasons else ""
    if not other.chance:
        told = f"{read}; nothing shows what it is"
    elif not chosen.chance:
        likeliest = f"{BRACKETS[other.says]}, {other.chance:.0%}"
        told = f"{read}, because no other kind is probable enough; the most probable is {likeliest}{because}"
    else:
        told = f"{read}, {chosen.chance:.0%} sure{because}; otherwise {BRACKETS[other.says]}, {other.chance:.0%}"
    return BRACKET_KIND_UNKNOWN.at(doubt.span, told, doubt=doubt)


def most_telling(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Of many doubtful brackets those on which most words depend, in the order of the record; the rest are counted."""
    shown = sorted(found, key=lambda each: -each.doubt.words if each.doubt else 0)[:_MOST]
    yield from (each for each in found if each in shown)
    more = len(found) - len(shown)
    if more:
        told = "1 more bracket is doubtful" if more == 1 else f"{more} more brackets are doubtful"
        yield BRACKET_KIND_UNKNOWN.at(None, told)
