"""What the program decided and the text does not say: one value, from which all that is said of it is derived.

The findings about doubtful turns and paragraphs come from a `Doubt`; `certainty` says what `@cert` promises
(Guidelines 22.2, Certainty).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

from encoder.values.source import Span

Cert: TypeAlias = Literal["high", "medium", "low"]


class Asks(Enum):
    """The kinds of question."""

    SPEECH = "does a speech begin here?"
    PERSON = "whom does this label mean?"
    JOIN = "does the paragraph go on across this break?"
    PARAGRAPH = "what is this paragraph within the talk?"
    BRACKET = "what is this bracket?"
    NOTE = "is this paragraph a note?"
    LINE = "is this line of the text, or of the page?"
    PARTICIPANT = "does this part of a list name somebody?"
    FACT = "what do these words state about the record?"


class Answer(NamedTuple):
    """One answer, in the words of an editor's decision (`encoder.values.decisions`), and its probability, 0 to 1."""

    says: str
    chance: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about a place, its answers, the chosen one first, and the reasons.

    ``words`` is how many words of the record depend on it, by which `review` orders its questions.
    """

    asks: Asks
    span: Span
    answers: tuple[Answer, ...]
    reasons: tuple[str, ...] = ()
    words: int = 0

    @property
    def chance(self) -> float:
        """The probability of the answer that was chosen."""
        return self.answers[0].chance


SURE, LIKELY, OPEN = 0.99, 0.95, 0.05
"""From `SURE` on nothing is said of an answer; from `LIKELY` on it is `medium`; below `OPEN` it is let go."""


def certainty(chance: float) -> Cert | None:
    """What `@cert` says of an answer: None promises 99 right of 100, `medium` 95, `low` nothing."""
    if chance >= SURE:
        return None
    return "medium" if chance >= LIKELY else "low"


def weaker(one: Cert | None, other: Cert | None) -> Cert | None:
    """The less certain of two."""
    order = ("low", "medium", "high", None)
    return min(one, other, key=order.index)
