"""WordprocessingML to HTML: what a Word document shows, and a list of what it holds besides.

    w:p, w:pStyle "heading 2"        h2          w:ins, w:moveTo          their words
    w:tbl, w:tr, w:tc                table       w:del, w:moveFrom        left out, and listed
    w:numPr                          li          w:vanish                 left out, and listed
    w:footnoteReference              a link      w:txbxContent            paragraphs behind the one it hangs on

Elements are known by their local names: the strict form of the standard has other namespaces (ECMA-376, part 1, 17).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement, builder

from encoder.read.trees import name_of
from encoder.read.word.elements import (
    child,
    end_fields,
    in_box,
    is_on,
    is_underlined,
    is_within,
    of_kind,
    resolved,
    styled,
    value,
    words,
)
from encoder.read.word.runs import Style, say, tab, within

Kept = defaultdict[str, list[str]]
"""What is left out: the words of each kind."""
DEEPEST = 60
"""Tables in tables in tables; what is deeper is no document that anyone has written."""
_THROUGH = frozenset(
    """ins moveTo hyperlink sdt sdtContent smartTag customXml bdo dir fldSimple ruby rubyBase
    oMath oMathPara e num den sub sup fName deg lim sSub sSup sSubSup sPre f d nary func rad acc bar box borderBox
    groupChr limLow limUpp m mr eqArr phant""".split()
)
"""What only holds other inline content."""
_GONE = {"del": "deleted text", "moveFrom": "moved text (old place)", "rt": "ruby annotations"}
_SIGNS = {"tab": "tab", "ptab": "tab", "cr": "br", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# 2020 · F061 · not “zz”
_HEX = re.compile(r"[0-9a-fA-F]{1,6}")
_PRIVATE = range(0xE000, 0xF900)
"""Code points that mean something in one font only."""


class TooDeepError(Exception):
    """Tables or content controls are nested deeper than `DEEPEST`."""


@dataclass(frozen=True)
class Document:
    """The parts of a document, parsed: what the conversion needs."""

    body: etree._Element
    styles: Mapping[str, Style]
    """By their ids."""
    links: Mapping[str, str]
    """Addresses by the ids of relationships."""
    notes: Mapping[str, etree._Element]
    """Notes and comments by kind and id: `footnote-2`."""


@dataclass
class Converted:
    """The page of a document, and what is left out of it."""

    body: HtmlElement
    left_out: Kept = field(default_factory=lambda: defaultdict(list))


def convert(document: Document) -> Converted:
    """The body of a page; the notes that the text refers to stand at its end, in the order of their marks."""
    made = Converted(builder.BODY())
    end_fields(document.body)
    run = _Conversion(document, made.left_out)
    run.blocks(document.body, made.body, 0)
    listed = builder.OL()
    for name in run.cited:  # a note may refer to another, which is cited by then
        item = builder.LI(id=name)
        run.note(document.notes[name], item)
        listed.append(item)
    if len(listed):
        made.body.append(listed)
    return made


class _Conversion:
    def __init__(self, document: Document, left_out: Kept) -> None:
        self._document = document
        self._left_out = left_out
        self.cited: list[str] = []
        """The notes that have a mark, in order."""
        self._boxes: list[etree._Element] = []
        """Text boxes that hang on the paragraph that is open."""
        self._fields: list[bool] = []
        """Of each field that is open, whether its result has begun."""

    def blocks(self, holder: etree._Element, into: HtmlElement, depth: int) -> None:
        """Add the paragraphs and tables of a body, a cell, a text box or a note."""
        if depth > DEEPEST:
            raise TooDeepError
        for element in resolved(holder):
            kind = name_of(element)
            if kind == "p":
                self._paragraph(element, into, depth)
            elif kind == "tbl":
                self._table(element, into, depth)
            elif kind in ("del", "moveFrom"):
                self._pass(element)
                self._leave(_GONE[kind], words(element))
            elif kind == "altChunk":
                self._leave("documents inside the document", "")
            elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
                self.blocks(element, into, depth + 1)

    def note(self, element: etree._Element, into: HtmlElement) -> None:
        """The content of a note, its paragraphs run into one; a comment's author before it."""
        if author := value(element, "author"):
            say(into, f"{author}: ")
        for number, each in enumerate(p for p in element.iter() if name_of(p) == "p" and not in_box(p)):
            if number:
                say(into, " ")
            self._inline(each, into, 0)

    def _paragraph(self, element: etree._Element, into: HtmlElement, depth: int) -> None:
        properties = child(element, "pPr")
        style = self._style(properties)
        if style.is_item and not style.level:
            listed = into[-1] if len(into) and into[-1].tag == "ul" else builder.UL()
            made = builder.LI()
            listed.append(made)
            if listed.getparent() is None:
                into.append(listed)
            self._left_out["automatic numbers and bullets"].append("")
        else:
            made = builder.P()
            made.tag = f"h{min(style.level, 6)}" if style.level else "p"
            if named := self._named(child(properties, "pStyle")) if properties is not None else "":
                made.set("class", named)
            into.append(made)
        self._inline(element, made, depth)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box, into, depth + 1)

    def _style(self, properties: etree._Element | None) -> Style:
        """The style of a paragraph, and what the paragraph itself says against it."""
        if properties is None:
            return Style()
        named = self._document.styles.get(value(child(properties, "pStyle")) or "", Style())
        own = styled(properties)
        is_item = (own.is_item or named.is_item) and value(child(properties, "numPr", "numId")) != "0"
        return Style(max(0, own.level or named.level), is_item)

    def _named(self, element: etree._Element | None) -> str:
        """The name of the style that an element names."""
        id_ = value(element) or ""
        return self._document.styles.get(id_, Style()).name or id_

    def _table(self, element: etree._Element, into: HtmlElement, depth: int) -> None:
        table = builder.TABLE()
        for row in of_kind(element, "tr"):
            made = builder.TR()
            is_head = child(row, "trPr", "tblHeader") is not None
            for cell in of_kind(row, "tc"):
                held = builder.TH() if is_head else builder.TD()
                made.append(held)
                self.blocks(cell, held, depth + 1)
            table.append(made)
        into.append(table)

    # In a line -------------------------------------------------------------------------------------------------------

    def _inline(self, holder: etree._Element, into: HtmlElement, depth: int) -> None:
        if depth > DEEPEST:
            raise TooDeepError
        for element in resolved(holder):
            kind = name_of(element)
            if kind == "r":
                self._run(element, into, depth)
            elif kind in _GONE:
                self._pass(element)
                self._leave(_GONE[kind], words(element))
            elif kind in _THROUGH:
                if kind == "hyperlink" and (address := self._document.links.get(value(element, "id") or "")):
                    self._leave("link addresses", address)
                if kind == "den":
                    say(into, "/")
                self._inline(element, into, depth + 1)
            else:
                self._sign(element, kind, into)

    def _run(self, element: etree._Element, into: HtmlElement, depth: int) -> None:
        properties = child(element, "rPr")
        if self._is_hidden(properties):
            self._pass(element)
            self._leave("hidden text", words(element))
            return
        made = into
        for tag, is_so in (
            ("strong", is_on(properties, "b")),
            ("em", is_on(properties, "i") or is_underlined(properties)),
            ("s", is_on(properties, "strike") or is_on(properties, "dstrike")),
            ("sup", value(child(properties, "vertAlign") if properties is not None else None) == "superscript"),
        ):
            if is_so:
                made = within(made, tag)
        color = value(child(properties, "color")) if properties is not None else None
        named = self._named(child(properties, "rStyle")) if properties is not None else ""
        if is_on(properties, "smallCaps"):
            made = within(made, "span", "small-caps")
        elif named or color not in (None, "auto", "000000"):
            made = within(made, "span", f"{named} {color or ''}".strip())
        self._inline(element, made, depth + 1)

    def _sign(self, element: etree._Element, kind: str, into: HtmlElement) -> None:
        """Add what stands in a run."""
        if kind == "fldChar":
            self._field(value(element, "fldCharType"))
        elif self._fields and not self._fields[-1]:
            return  # an instruction
        elif kind == "t":
            say(into, element.text or "")
        elif kind == "br":
            into.append(builder.HR() if value(element, "type") == "page" else builder.BR())
        elif kind in _SIGNS:
            sign = _SIGNS[kind]
            into.append(builder.BR()) if sign == "br" else tab(into) if sign == "tab" else say(into, sign)
        elif kind == "sym":
            self._symbol(element, into)
        elif kind in ("footnoteReference", "endnoteReference", "commentReference"):
            self._mark(f"{kind.removesuffix('Reference')}-{value(element, 'id')}", into)
            if value(element, "customMarkFollows") in ("1", "true", "on"):
                self._own_mark(element)
        elif kind in ("drawing", "pict", "object"):
            self._picture(element)
        elif kind == "delText":
            self._leave(_GONE["del"], element.text or "")

    def _is_hidden(self, properties: etree._Element | None) -> bool:
        """Whether a run is hidden: it says so, or its style does."""
        if properties is None or child(properties, "vanish") is not None:
            return is_on(properties, "vanish")
        return self._document.styles.get(value(child(properties, "rStyle")) or "", Style()).is_hidden

    def _pass(self, element: etree._Element) -> None:
        """Count the signs of fields in what is left out: those outside would not end otherwise."""
        for each in element.iter():
            if name_of(each) == "fldChar":
                self._field(value(each, "fldCharType"))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields:
            self._fields.pop()

    def _symbol(self, element: etree._Element, into: HtmlElement) -> None:
        printed = value(element, "char") or ""
        code = int(printed, 16) if _HEX.fullmatch(printed) else 0
        if code in _PRIVATE or not 0 < code < 0x110000:
            self._leave("symbols of a special font", f"{value(element, 'font')} {printed}")
        else:
            say(into, chr(code))

    def _mark(self, name: str, into: HtmlElement) -> None:
        if name not in self._document.notes or name in self.cited:
            return
        self.cited.append(name)
        into.append(builder.SUP(builder.A(str(len(self.cited)), href=f"#{name}")))

    def _own_mark(self, element: etree._Element) -> None:
        """Leave out a mark that replaces the number: the notes of a page are numbered anew."""
        following = next((each for each in element.itersiblings() if name_of(each) == "t"), None)
        if following is not None:
            self._leave("note marks", following.text or "")
            following.text = ""

    def _picture(self, element: etree._Element) -> None:
        """A text box waits for the end of its paragraph; of a picture, what it is said to show is listed."""
        boxes = [each for each in element.iter() if name_of(each) == "txbxContent" and not is_within(each, element)]
        self._boxes += boxes
        if not boxes:
            about = next((each for each in element.iter() if name_of(each) in ("docPr", "shape")), None)
            self._leave("pictures", value(about, "descr") or value(about, "alt") or "")

    def _leave(self, what: str, said: str) -> None:
        self._left_out[what].append(said)
