"""Blocks and inline nodes to TEI: one row of a table or one small function for each node of the Document.

The element of each node, and its attributes in their fixed order, are those of the encoding manual
(`docs/reference/encoding.md`); the Guidelines' sections stand with the nodes in `encoder/document.py`.
"""

from __future__ import annotations

from collections.abc import Iterable

from encoder.tei import dated
from encoder.tei.writer import Element, Writer
from encoder.values.blocks import (
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
from encoder.values.excerpt import Excerpt
from encoder.values.inline import (
    Content,
    Date,
    Ex,
    Expan,
    Foreign,
    Gap,
    Gloss,
    Hi,
    Inline,
    Note,
    Pb,
    PersName,
    Ref,
    Stage,
    Supplied,
    Unclear,
    extent,
)
from encoder.values.source import Span

_PHRASE = frozenset("addrLine speaker label byline dateline salute signed seg gloss foreign expan persName".split())
"""Elements in which TEI allows no `stage` (macro.phraseSeq): an action in brackets becomes a note there."""


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
        self._around: Element | None = None
        self._list: Element | None = None
        self._item: Element | None = None
        self._is_labelled: bool | None = None
        """Whether the items of the list of participants have labels; None if it has no item yet."""
        self._waiting: Participants | None = None
        """A label that stands alone: the head of a list, if lines follow it."""

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if type(block) not in _AROUND and not isinstance(block, AddrLine):
                self._around = None
            if not isinstance(block, Participants):
                self._close_list()
            self._block(block)
            self._top = self._top and isinstance(block, TOP)
            self._headed = isinstance(block, Head)
        self._close_list()

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
                self._participants(block)
            case Sp():
                self._sp(block)
            case Trailer():
                mixed(self._div, "trailer", block.content, writer)
            case P() | List() | Table() | Quote() | Footnote():
                _part(self._div, block, writer)
            case Note() | Stage() | Pb():
                _node(self._div, block, writer)

    def _address(self, line: AddrLine) -> None:
        """A line of the one `address` in the opener."""
        writer = self._writer
        if self._around is None:
            self._around = writer.element(self._div, "opener")
        last = self._around.last
        within = last if last and last.tag == "address" else writer.element(self._around, "address")
        mixed(within, "addrLine", line.content, writer)

    def _participants(self, line: Participants) -> None:
        """A line of a list: its label and the persons beside it, or a person below a label that stands alone."""
        writer = self._writer
        alone, self._waiting = self._waiting, None
        if line.label and not line.content:
            if alone:
                self._labelled(alone)
            self._waiting = line
            return
        if alone:
            self._list, self._item, self._is_labelled = (
                writer.element(self._div, "list", type="participants"),
                None,
                None,
            )
            mixed(self._list, "head", alone.label, writer)
        if line.label:
            self._labelled(line)
        elif self._list is None:  # a list that a note has cut: an item needs its label
            mixed(self._div, "p", line.content, writer)
        elif self._is_labelled and self._item is not None:  # TEI has labels for all items or for none
            if not self._item.is_empty:
                writer.text(self._item, " ")
            inline(self._item, line.content, writer)
        else:
            self._item, self._is_labelled = mixed(self._list, "item", line.content, writer), False

    def _labelled(self, line: Participants) -> None:
        writer = self._writer
        if self._list is None or self._is_labelled is False:
            self._list = writer.element(self._div, "list", type="participants")
        mixed(self._list, "label", line.label, writer)
        self._item, self._is_labelled = mixed(self._list, "item", line.content, writer), True

    def _close_list(self) -> None:
        if self._waiting:
            self._labelled(self._waiting)
        self._list, self._waiting = None, None

    def _sp(self, sp: Sp) -> None:
        writer = self._writer
        before = f"#sp{self._speeches}" if sp.continues else None
        self._speeches += 1
        number = str(self._speeches)
        label = extent(sp.speaker.content)
        turn = writer.element(
            self._div, "sp", span=None if sp.continues else label,
            id=f"sp{number}", n=number, who=" ".join(f"#{person}" for person in sp.who) or None, cert=sp.cert,
            prev=before,
        )  # fmt: skip
        if not sp.continues:
            mixed(turn, "speaker", sp.speaker.content, writer, span=label)
        for part in sp.content:
            if isinstance(part, (Stage, Pb)):
                _node(turn, part, writer)
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


def mixed(
    parent: Element, tag: str, content: Content, writer: Writer, *, span: Span | None = None,
    **attributes: str | None,
) -> Element:  # fmt: skip
    """A new element with mixed content. Its place is ``span``, or that of its content."""
    text = content[0] if content and isinstance(content[0], Excerpt) else None
    if span is None and text is None and content:
        span = extent(content)
    element = writer.element(parent, tag, text, span=span, **attributes)
    inline(element, content if text is None else content[1:], writer)
    return element


def inline(parent: Element, content: Content, writer: Writer) -> None:
    """Inline nodes at the end of an element's content."""
    for node in content:
        _node(parent, node, writer)


def _node(parent: Element, node: Inline, writer: Writer) -> None:
    match node:
        case Excerpt():
            if node.text:
                writer.text(parent, node)
        case Pb():
            writer.element(
                parent, "pb", span=node.span, n=node.n, resp="#encoder" if node.cert else None, cert=node.cert
            )
        case Ref():
            target = f"#{node.target}" if node.target else None
            mixed(parent, "ref", node.content, writer, span=node.span, type="note", target=target, rend=node.rend)
        case Gap():
            size = str(node.quantity) if node.quantity else None
            gap = writer.element(
                parent, "gap", span=node.span,
                reason=node.reason, quantity=size, unit=node.unit, resp=f"#{node.resp}", cert=node.cert, rend=node.rend,
            )  # fmt: skip
            writer.element(gap, "desc", node.desc)
        case Ex():
            writer.element(
                parent, "ex", node.content, span=node.span, resp=f"#{node.resp}", cert=node.cert, rend=node.rend
            )
        case Stage() if parent.tag in _PHRASE:
            remark = Note("editorial", node.content, node.span, node.resp or "editor", "low", node.rend)
            _node(parent, remark, writer)
        case _:
            tag, attributes = _element(node)
            mixed(parent, tag, node.content, writer, span=getattr(node, "span", None), **attributes)


def _element(
    node: Date | PersName | Supplied | Unclear | Gloss | Expan | Note | Foreign | Hi | Stage,
) -> tuple[str, dict[str, str | None]]:
    """The element of a node that has inline content, and its attributes in their order."""
    match node:
        case Date(value=value):
            return "date", dated.attributes(value)
        case PersName():
            return "persName", {"ref": f"#{node.ref}" if node.ref else None}
        case Supplied():
            reason = "omitted-in-original"
            return "supplied", {"reason": reason, "resp": f"#{node.resp}", "cert": node.cert, "rend": node.rend}
        case Unclear():
            return "unclear", {"reason": "illegible", "resp": f"#{node.resp}", "cert": "low", "rend": node.rend}
        case Gloss():
            return "gloss", {"type": node.type, "resp": f"#{node.resp}", "cert": node.cert, "rend": node.rend}
        case Expan():
            return "expan", {}
        case Note():
            place = None if node.type == "headnote" else "inline"
            return "note", {
                "type": node.type, "place": place, "resp": f"#{node.resp}", "cert": node.cert, "rend": node.rend,
            }  # fmt: skip
        case Foreign():
            return "foreign", {"lang": node.lang}
        case Hi():
            return "hi", {"rend": node.rend}
        case Stage():
            resp = f"#{node.resp}" if node.resp else None
            return "stage", {"type": node.type, "resp": resp, "cert": node.cert, "rend": node.rend}
