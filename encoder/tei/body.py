"""Blocks and inline nodes to TEI: one row of a table or one small function for each node of the Document.

The element of each node, and its attributes in their fixed order, are those of the encoding manual
(`docs/reference/encoding.md`); the Guidelines' sections stand with the nodes in `encoder/values/record/blocks.py`.
"""

from __future__ import annotations

from collections.abc import Iterable

from encoder.tei.content import inline, mixed, put
from encoder.tei.listed import Lists
from encoder.tei.writer import Element, Writer
from encoder.values.record.blocks import (
    TOP,
    AddrLine,
    Block,
    Byline,
    Classification,
    Dateline,
    Footnote,
    Head,
    List,
    P,
    Participants,
    Quote,
    Reference,
    Salute,
    Signed,
    Sp,
    Table,
    Trailer,
)
from encoder.values.record.content import contents, plain
from encoder.values.record.identifiers import Speeches
from encoder.values.record.inline import (
    Note,
    Pb,
    Stage,
    extent,
)


def write(parent: Element, genre: str, blocks: Iterable[Block], writer: Writer) -> None:
    """The `div` of a document of a genre, in `body`."""
    div = writer.element(parent, "div", type=genre)
    _Blocks(div, writer).write(blocks)
    if div.is_empty:
        writer.element(div, "p")


_AROUND: dict[type[Block], tuple[str, str | None]] = {
    Byline: ("byline", None),
    Classification: ("seg", "classification"),
    Dateline: ("dateline", None),
    Salute: ("salute", None),
    Reference: ("seg", "reference"),
    Signed: ("signed", None),
}
"""What stands in an `opener` before the first paragraph, and in a `closer` after the last: element and type."""


class _Blocks:
    """Where the next block goes. A heading after the first paragraph opens a `div` in the `div` (Guidelines 4.1)."""

    def __init__(self, div: Element, writer: Writer) -> None:
        self._outer = self._div = div
        self._writer = writer
        self._top = True
        self._headed = False
        """Whether the last block was a heading: those that follow each other head one `div`."""
        self._speeches = 0
        self._names = Speeches()
        self._last = ""
        """The identifier of the last speech."""
        self._around: Element | None = None
        self._listed = Lists(div, writer)

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if type(block) not in _AROUND and not isinstance(block, AddrLine):
                self._around = None
            if not isinstance(block, Participants):
                self._listed.close()
            self._block(block)
            self._top = self._top and isinstance(block, TOP)
            self._headed = isinstance(block, Head)
        self._listed.close()

    def _block(self, block: Block) -> None:
        writer = self._writer
        match block:
            case Head():
                if not (self._top or self._headed):
                    self._div = writer.element(self._outer, "div", type="section")
                mixed(self._div, "head", block.content, writer)
            case AddrLine():
                self._address(block)
            case Byline() | Classification() | Dateline() | Reference() | Salute() | Signed():
                if self._around is None:
                    self._around = writer.element(self._div, "opener" if self._top else "closer")
                tag, kind = _AROUND[type(block)]
                mixed(self._around, tag, block.content, writer, type=kind)
            case Participants():
                self._listed.add(self._div, block)
            case Sp():
                self._sp(block)
            case Trailer():
                mixed(self._div, "trailer", block.content, writer)
            case P() | List() | Table() | Quote() | Footnote():
                _part(self._div, block, writer)
            case Note() | Stage() | Pb():
                put(self._div, block, writer)

    def _address(self, line: AddrLine) -> None:
        """A line of the one `address` in the opener."""
        writer = self._writer
        if self._around is None:
            self._around = writer.element(self._div, "opener")
        last = self._around.last
        within = last if last and last.tag == "address" else writer.element(self._around, "address")
        mixed(within, "addrLine", line.content, writer)

    def _sp(self, sp: Sp) -> None:
        writer = self._writer
        before = f"#{self._last}" if sp.continues else None
        self._speeches += 1
        words = " ".join(plain(content) for part in sp.content for content in contents(part))
        self._last = self._names.name(plain(sp.speaker.content), words)
        label = extent(sp.speaker.content)
        who = " ".join(f"#{person}" for person in dict.fromkeys(sp.who)) or None
        turn = writer.element(
            self._div, "sp", span=None if sp.continues else label,
            id=self._last, n=str(self._speeches), who=who, cert=sp.cert,
            prev=before,
        )  # fmt: skip
        if not sp.continues:
            mixed(turn, "speaker", sp.speaker.content, writer, span=label)
        for part in sp.content:
            if isinstance(part, (Stage, Pb)):
                put(turn, part, writer)
            else:
                _part(turn, part, writer)
        if not any(isinstance(part, (P, List, Table, Quote)) for part in sp.content):
            writer.element(turn, "p")


def _part(parent: Element, part: P | List | Table | Quote | Footnote, writer: Writer) -> None:
    """A block that stands in a `div` as well as in a speech."""
    match part:
        case P():
            mixed(parent, "p", part.content, writer)
        case Footnote():
            _footnote(parent, part, writer)
        case List():
            items = writer.element(parent, "list")
            for item in part.items:
                if item.label:
                    mixed(items, "label", item.label, writer)
                mixed(items, "item", item.content, writer)
        case Table():
            table = writer.element(parent, "table")
            for cells in part.rows:
                row = writer.element(table, "row")
                for cell in cells:
                    mixed(row, "cell", cell.content, writer, role="label" if cell.label else None)
        case Quote():
            quote = writer.element(parent, "quote")
            for paragraph in part.paragraphs:
                mixed(quote, "p", paragraph.content, writer)


def _footnote(parent: Element, note: Footnote, writer: Writer) -> None:
    element = writer.element(parent, "note", span=note.span, id=note.id, n=note.n, place="bottom")
    mixed(element, "label", note.mark, writer, rend=note.rend)
    inline(element, note.content, writer)
