"""Inline nodes: what stands inside a paragraph (Guidelines 3 and 12).

They are named after the TEI elements they become and hold `Excerpt`s where a record's own words stand. Each carries the
span it covers, delimiters included: a `Supplied` spans ``[North]`` and its content is ``North``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from encoder.values.doubt import Cert
from encoder.values.excerpt import Excerpt
from encoder.values.source import Rend as Style
from encoder.values.source import Span

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
