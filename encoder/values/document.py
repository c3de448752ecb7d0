"""A record, understood: what parsing gives and what TEI is made from.

The nodes are named after the TEI elements they become, hold `Excerpt`s where a record's own words stand, and carry
the span they cover, delimiters included: a `Supplied` spans ``[North]`` and its content is ``North``. No node has
behaviour; `encoder/tei/` alone knows how one is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from encoder.values.authority import Entry
from encoder.values.excerpt import Excerpt
from encoder.values.metadata import Metadata
from encoder.values.source import Rend as Style
from encoder.values.source import Span

Cert: TypeAlias = Literal["high", "medium", "low"]
Resp: TypeAlias = Literal["translator", "editor", "archive", "encoder"]
Rend: TypeAlias = Literal["unclosed", "query", "query-after"]
"""How an editor's bracket was printed where ``[…]`` does not say it: left open, with ``?``, or a bare ``[?]`` after."""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as W3C formats: ``when``, a range, or a bound. Only what the text says: a year alone stays a year."""

    when: str | None = None
    from_: str | None = None
    to: str | None = None
    not_before: str | None = None
    not_after: str | None = None


# Inline -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the record's words."""

    content: Content
    value: DateValue


@dataclass(frozen=True, slots=True)
class PersName:
    """A person named in the record's words; ``ref`` is the id of a participant."""

    content: Content
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Supplied:
    """``[North] Korea``: the editor supplies what the original omits (Guidelines 12.3.3.1)."""

    content: Content
    span: Span
    resp: Resp
    cert: Cert | None = None
    rend: Rend | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """``October [5?]``: a reading the editor is not sure of (Guidelines 12.3.3.1)."""

    content: Content
    span: Span
    resp: Resp
    rend: Rend | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """``[original unclear]``: something is not there (Guidelines 3.5.3). ``desc`` is what the bracket says of it."""

    reason: Literal["illegible", "missing", "redacted", "untranslated", "editorial"]
    desc: Excerpt
    span: Span
    resp: Resp
    rend: Rend | None = None
    quantity: int | None = None
    unit: str | None = None
    cert: Cert | None = None


@dataclass(frozen=True, slots=True)
class Gloss:
    """``Shangganling [Triangle Hill]``: another name, a translation, the full form (Guidelines 3.4.1)."""

    content: Content
    span: Span
    resp: Resp
    type: Literal["expansion"] | None = None
    cert: Cert | None = None
    rend: Rend | None = None


@dataclass(frozen=True, slots=True)
class Expan:
    """``Com[munist]``: a word and, in `Ex`, the letters the editor completed it with (Guidelines 12.3.1.2)."""

    content: Content


@dataclass(frozen=True, slots=True)
class Ex:
    """The letters an editor put into an abbreviation."""

    content: Excerpt
    span: Span
    resp: Resp
    cert: Cert | None = None
    rend: Rend | None = None


NoteType: TypeAlias = Literal[
    "headnote", "sic", "identification", "original", "role", "translator", "marginalia", "stamp", "signature",
    "timestamp", "reference", "page", "editorial",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note in brackets (Guidelines 3.9.1); ``type`` tells the kinds of `ENCODING` apart."""

    type: NoteType
    content: Content
    span: Span
    resp: Resp
    cert: Cert | None = None
    rend: Rend | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words of another language inside a note, with their BCP 47 tag."""

    content: Content
    lang: str


@dataclass(frozen=True, slots=True)
class Hi:
    """Words that the record emphasises."""

    content: Content
    rend: Style
    span: Span


@dataclass(frozen=True, slots=True)
class Ref:
    """``Chequers[1]``: the mark of a footnote (Guidelines 3.9.1.1). ``target`` is the id of its note, if it has one."""

    content: Content
    n: str
    span: Span
    target: str | None = None
    rend: Literal["glued"] | None = None
    """Printed without brackets: raised, or glued to its word."""


@dataclass(frozen=True, slots=True)
class Pb:
    """A page break. ``cert`` is None where the file shows it (a form feed), else how sure the inference is."""

    span: Span
    cert: Cert | None = None
    n: str | None = None
    """The number of the page that begins, as printed."""


@dataclass(frozen=True, slots=True)
class Stage:
    """An action rather than words: in brackets inside a turn, or a line of its own (Guidelines 7.2.3)."""

    type: Literal["business", "delivery"]
    content: Content
    span: Span
    resp: Resp | None = None
    rend: Rend | None = None
    cert: Cert | None = None


Inline: TypeAlias = (
    Excerpt | Date | PersName | Supplied | Unclear | Gap | Gloss | Expan | Ex | Note | Foreign | Hi | Pb | Ref | Stage
)
Content: TypeAlias = tuple[Inline, ...]


def extent(content: Content) -> Span | None:
    """The source's range from the first to the last of these nodes; None where they came from nowhere."""
    if len(content) < 2:
        return _span(content[0]) if content else None
    first, last = _span(content[0]), _span(content[-1])
    return Span(first.start, last.end) if first and last else None


def _span(node: Inline) -> Span | None:
    match node:
        case Excerpt():
            return node.span()
        case Date() | PersName() | Expan() | Foreign():
            return extent(node.content)
        case _:
            return node.span


# Blocks -----------------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the record names as taking part. ``name`` is the record's spelling, ``role`` its words or None."""

    id: str
    name: str
    role: str | None = None
    interpreter: bool = False
    entry: Entry | None = None
    """Who it is in the house's file of people."""
    label: str | None = None
    """The label that the person is entered from, where the record lists nobody of that name."""


SPEAKERS = "Speakers, as the labels name them"
"""The head of the group of those who are known by their labels alone."""


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """The participants under one label; ``head`` is the label without its colon."""

    head: str
    persons: tuple[Person, ...]
    exhaustive: bool = True
    """False for “Also present”, which leaves the main speakers to be known from elsewhere."""


# Header -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BiblPart:
    """A part of a citation as printed: the TEI element it is, and its attributes; plain text where ``tag`` is None."""

    text: Excerpt
    tag: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """The citation as printed, in parts and in order: their texts together are the citation's own words."""

    parts: tuple[BiblPart, ...]
    book: tuple[BiblPart, ...] = ()
    """The book it says the text was printed in, in its own words."""

    def find(self, tag: str, **attributes: str) -> str | None:
        """The text of the first part with that tag and those attributes."""
        wanted = set(attributes.items())
        return next((p.text.text for p in self.parts if p.tag == tag and wanted <= set(p.attributes)), None)


@dataclass(frozen=True, slots=True)
class Omission:
    """Characters of the source that are deliberately not text of the edition, and why."""

    text: Excerpt
    reason: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when the conversation was held, as far as the record says."""

    date: DateValue | None = None
    time: str | None = None
    locale: str | None = None
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who sent or received something, as the record calls them: a person, or an office, a body, several."""

    name: str
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who wrote to whom (Guidelines 2.4.6), in the words of title, fields, salute and signature."""

    sender: Party | None
    recipient: Party | None
    date: DateValue | None = None
    place: str | None = None
    cert: Cert = "high"
    """High where title or fields say so; a salute or a signature may hold more than a name."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the archive says about the record. Every field is None or empty where the source does not say it."""

    title: Content = ()
    date: Date | None = None
    citation: Citation | None = None
    summary: Excerpt | None = None
    credits: Excerpt | None = None
    funders: tuple[str, ...] = ()
    language: Excerpt | None = None
    contents: tuple[Excerpt, ...] = ()
    omissions: tuple[Omission, ...] = ()
    elsewhere: bool = False
    """Whether the words are not the record's, but those of the data beside it."""
    metadata: Metadata | None = None

    @property
    def translators(self) -> tuple[str, ...]:
        """The names of the translators, from the citation."""
        return self.contributors("translator")

    def contributors(self, role: str) -> tuple[str, ...]:
        """The names the citation gives for a role."""
        parts = self.citation.parts if self.citation else ()
        return tuple(p.text.text for p in parts if role in dict(p.attributes).get("role", "").split())


@dataclass(frozen=True, slots=True)
class Document:
    """A record: its header, its blocks in source order, and what was understood of both."""

    header: Header
    blocks: tuple[Block, ...]
    genre: str
    language: str
    """The BCP 47 tag of the text's language."""
    setting: Setting = field(default_factory=Setting)
    correspondence: Correspondence | None = None
    participants: tuple[PersonGroup, ...] = ()
    readings: tuple[Reading, ...] = ()

    day: DateValue | None = None
    """What title or headnote say of the day."""

    @property
    def dated(self) -> DateValue | None:
        """The day that the text states: of the letter, of the talk, or of its first date line."""
        if self.correspondence and self.correspondence.date:
            return self.correspondence.date
        lines = (node for block in self.blocks if isinstance(block, Dateline) for node in block.content)
        return self.day or next((node.value for node in lines if isinstance(node, Date)), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a short label was read: for the edition's own account of its interpretation."""

    label: str
    person: str
    cert: Cert
    reason: str
