"""Labels as a record shows them: all places of one together, with what is known of it and of its form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from encoder.lexicon.signs import WORD
from encoder.parse.talk.turns.candidates import Candidate, Form

BESIDE = re.compile(r"(?<=\S)\s*[（(][^()（）]*[)）]\s*$")
"""A parenthesis behind a label: `Der Präsident (Bonn)`."""


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """What a label is counted by: its words and figures, without case and accents, and no parenthesis behind them."""
    plain = unicodedata.normalize("NFKD", BESIDE.sub("", name))
    words = WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold())
    return unicodedata.normalize("NFC", " ".join(words)) or name


@dataclass(slots=True)
class Label:
    """All places of one label in one form, and what is known of the label itself."""

    key: str
    name: str
    """As it is printed where it comes first."""
    form: Form
    inside: bool
    """Whether its places are inside lines."""
    places: list[int] = field(default_factory=list)
    """Numbers of its candidates."""
    words: tuple[str, ...] = ()
    starts: int = 0
    blocks: int = 0
    lower: int = 0
    upper: int = 0
    nothing: int = 0
    talk: int = 0
    greets: int = 0
    """Places whose words begin with a form of address or a greeting."""
    asks: int = 0
    echoes: int = 0
    """Places whose words begin with the label itself: the record reports what was said."""
    alternates: int = 0
    between: int = 0
    bold: int = 0
    reach: float = 0.0
    common: float = 0.0
    elsewhere: int = 0
    listed: float = 0.0
    top: bool = False
    first: float = 0.0
    spread: float = 0.0
    shares_word: bool = False
    longer: float = 0.0
    shorter: float = 0.0
    other_form: int = 0
    titled: bool = False
    """Whether a form of address stands before a name."""
    only_title: bool = False
    capitals: bool = False
    parenthesis: bool = False
    figure: int = 0
    brief: int = 0
    glued: int = 0
    stacked: int = 0
    column: int = 0
    """Places alone on their line above another line that could be a label."""
    lowered: float = 0.0
    """How much of a sentence in small letters begins behind each place, 0 to 1, added up."""
    office: bool = False
    office_behind: bool = False
    """Whether an office stands behind a comma: `A. Roe, President of the Council`."""
    ends_in_title: bool = False
    inner_stop: bool = False
    unbalanced: bool = False
    collective: bool = False
    partner: bool = False
    alone: float = 1.0
    """The share of its places where no longer label that comes back could stand: `Dor. Ja.`, but not `Fr. v. Langs.`"""
    field: bool = False
    """Whether it begins as the name of a field does: Date, Betreff."""
    kin: tuple[int, ...] = ()
    """Numbers of the labels of the same words in another form, or inside lines."""

    @property
    def count(self) -> int:
        """The number of places."""
        return len(self.places)

    def share(self, number: int) -> float:
        """A number of places as a share of all."""
        return number / len(self.places)


@dataclass(slots=True)
class FormFacts:
    """What is known of one form in a record."""

    back: int = 0
    """Labels that come back."""
    explained: float = 0.0
    """The share of paragraphs that begin with a label that comes back."""
    five: float = 0.0
    """The share of paragraphs that the five commonest labels begin."""
    titled: float = 0.0
    capitals: float = 0.0
    nothing: float = 0.0
    """The share of places of labels that come back with nothing after them."""
    named: int = 0
    """Labels with a form of address and capitals."""
    rival: float = 0.0
    """The greatest `explained` of another form."""


@dataclass(slots=True)
class Record:
    """A record as its candidates show it."""

    candidates: Sequence[Candidate]
    labels: list[Label]
    label_of: list[int]
    """For each candidate the number of its label."""
    forms: dict[tuple[Form, bool], FormFacts]
    """By form, and whether inside lines."""
    blocks: int
    talk: float = 0.0
    """The share of paragraphs that speak to somebody near their start."""
    asks: float = 0.0
    """The share of paragraphs with a question."""
