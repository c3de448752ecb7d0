"""Blocks: paragraphs, headings, speeches, lists and what else a record consists of (Guidelines 4 and 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from encoder.values.doubt import Cert
from encoder.values.record.inline import Content, Note, Pb, Stage
from encoder.values.source import Span


@dataclass(frozen=True, slots=True)
class Head:
    """The title above the body, or a heading inside it."""

    content: Content


@dataclass(frozen=True, slots=True)
class Byline:
    """The issuing body: “Document of the International Department of …”."""

    content: Content


@dataclass(frozen=True, slots=True)
class Classification:
    """“TOP SECRET”, “Copy No. 19”: what the issuing office wrote above the record."""

    content: Content


@dataclass(frozen=True, slots=True)
class Reference:
    """“No. 1245/SP”, “F.N.33.”: the number of a letter or cable, printed above it."""

    content: Content


@dataclass(frozen=True, slots=True)
class Dateline:
    """“Printed and Distributed on October 7, 1961”."""

    content: Content


@dataclass(frozen=True, slots=True)
class AddrLine:
    """“To the First Secretary of the CC”: a line of the address above a letter (Guidelines 3.6.2)."""

    content: Content


@dataclass(frozen=True, slots=True)
class Salute:
    """“Dear Comrade Mao Zedong,” before a letter's matter, “With communist greetings,” after it (Guidelines 4.2.2)."""

    content: Content


@dataclass(frozen=True, slots=True)
class Signed:
    """A line of the signature below a letter (Guidelines 4.2.2)."""

    content: Content


@dataclass(frozen=True, slots=True)
class Trailer:
    """What stands below the signature: “cc: …”, “To all Provincial Premiers.”, “[…]” (Guidelines 4.2.4)."""

    content: Content


@dataclass(frozen=True, slots=True)
class P:
    """A paragraph."""

    content: Content


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``label`` is the bullet or number that the record prints before it, if it prints one."""

    content: Content
    label: Content = ()


@dataclass(frozen=True, slots=True)
class List:
    """Items one below the other (Guidelines 3.8)."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, which may be empty; ``label``: it is the head of a row or column."""

    content: Content
    label: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells (Guidelines 14.1.1)."""

    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Paragraphs that the record sets apart as somebody else's words (Guidelines 3.3.3)."""

    paragraphs: tuple[P, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """``[1] BArch, B 136/59748``: a note at a page's foot or the end (Guidelines 3.9.1); ``mark`` is its number."""

    n: str
    mark: Content
    content: Content
    span: Span
    id: str
    rend: Literal["glued"] | None = None


SpPart: TypeAlias = P | List | Table | Quote | Stage | Pb | Footnote
"""What a turn consists of."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label as printed, its colon included; ``name`` is the label as a name, without colon.

    ``chance`` is the probability that it is a speaker's label at all.
    """

    content: Content
    name: str
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Sp:
    """A turn. ``who`` holds ids of persons, none where the label could not be resolved."""

    speaker: Speaker
    content: tuple[SpPart, ...]
    who: tuple[str, ...] = ()
    cert: Cert | None = None
    continues: bool = False
    """Whether it continues the previous speech after a heading; its label is not printed again."""


@dataclass(frozen=True, slots=True)
class Participants:
    """One line of the list of participants: its label, and items in which persons are named."""

    label: Content
    content: Content


Block: TypeAlias = (
    Head
    | Byline
    | Classification
    | Reference
    | Dateline
    | AddrLine
    | Salute
    | P
    | List
    | Table
    | Quote
    | Sp
    | Stage
    | Note
    | Pb
    | Participants
    | Signed
    | Trailer
    | Footnote
)

TOP = (AddrLine, Byline, Classification, Dateline, Head, Note, Pb, Reference, Salute)
"""What TEI allows before the first paragraph of a `div`, and only there (model.divTop)."""
