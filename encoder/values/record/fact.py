"""What a record states about itself, outside the data of its archive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from encoder.values.doubt import Cert, certainty
from encoder.values.excerpt import Excerpt
from encoder.values.record.inline import DateValue


class FactKind(Enum):
    """The kinds of facts, by the elements of the header that hold them."""

    TITLE = "title"
    SUBJECT = "subject"
    DATE = "date"
    PLACE = "place"
    AUTHOR = "author"
    RECIPIENT = "recipient"
    CLASSIFICATION = "classification"
    IDNO = "idno"


@dataclass(frozen=True, slots=True)
class Fact:
    """Words of a record, the fact they state, and the probability that they do, 0 to 1."""

    kind: FactKind
    text: Excerpt
    chance: float
    date: DateValue | None = None
    """What the words of a date mean."""
    is_block: bool = False
    """Whether the words are a whole block."""

    @property
    def cert(self) -> Cert:
        """The `@cert` of an element that is inferred."""
        return certainty(self.chance) or "high"
