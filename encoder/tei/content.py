"""Inline nodes to TEI: the content of paragraphs, labels, headings."""

from __future__ import annotations

from encoder.tei import dated
from encoder.tei.writer import Element, Writer
from encoder.values.excerpt import Excerpt
from encoder.values.record.inline import (
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
)  # fmt: skip
from encoder.values.source import Span

_PHRASE = frozenset("addrLine speaker label byline dateline salute signed seg gloss foreign expan persName".split())
"""Elements in which TEI allows no `stage` (macro.phraseSeq): an action in brackets becomes a note there."""


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
        put(parent, node, writer)


def put(parent: Element, node: Inline, writer: Writer) -> None:
    """One node at the end of an element's content."""
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
            put(parent, remark, writer)
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
