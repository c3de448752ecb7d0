r"""RTF: paragraphs, tables, emphasis, footnotes and comments; what a word processor does not show is listed.

    {\b Ann Roe} We signed.{\footnote See page 3.}\par        a paragraph, a bold name, a note

A group begins with a brace and inherits what was set before it. A destination is a group whose text goes elsewhere:
into a note, a header, a table of fonts (Rich Text Format 1.9.1).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from lxml.html import HtmlElement, builder

from encoder.read import html, left_out
from encoder.read.runs import Style, say, tab, within
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Part, Source

# a control word, a byte in hexadecimal figures, a sign, a brace, or words
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_DEEPEST = 500
_CODES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Encodings by the character sets of fonts."""
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "~": "\N{NO-BREAK SPACE}", "_": "\N{NON-BREAKING HYPHEN}", "-": "\N{SOFT HYPHEN}",
    "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
_SILENT = frozenset(
    """colortbl info generator themedata colorschememapping listtable listoverridetable rsidtbl xmlnstbl datastore
    latentstyles pgdsctbl filetbl revtbl fldinst nonshppict bkmkstart bkmkend atnid atndate atnref atntime sn sv
    mmathPr wgrffmtfilter datafield shprslt tcn upr falt panose ftnsep ftnsepc aftnsep aftnsepc tc xe private""".split()
)
"""Destinations that no reader of the document sees."""
_LEFT = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "headers"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footers"),
    "pict": "pictures", "objdata": "pictures", "mmath": "formulas",
}  # fmt: skip
_ENTERED = frozenset("shpinst shptxt ud atnauthor annotation fldrslt".split())
"""Destinations that may be skipped, and are not."""
_BREAKS = frozenset(
    ("par", "sect", "\n", "\r", "page", "column", "cell", "row", "nestcell", "nestrow", "line", "softline", "tab")
)
_NAMING = frozenset(("fonttbl", "stylesheet", "atnauthor"))
"""Destinations whose text names something."""
_STYLES = {"b": "strong", "i": "em", "ul": "em", "strike": "s", "super": "sup"}


@dataclass(slots=True)
class _Group:
    """What is set in a group."""

    target: str = "body"
    """Where its text goes: `body`, `skip`, the name of a destination, or what is left out."""
    styles: frozenset[str] = frozenset()
    hidden: str = ""
    """Why its text is left out: it is hidden, or deleted."""
    fallback: int = 1
    """Characters that stand for one of Unicode, for older programs."""
    font: int = -1
    style: int = -1
    in_table: bool = False
    is_other: bool = False
    """In the style sheet: it is no style of paragraphs."""
    before: str = "body"
    """What the target was before a star."""
    begins: bool = True
    """Whether nothing but control words have come yet."""


def read(data: bytes, name: str, report: Report) -> Source:
    """The text of a file. Raises `EncoderError` if its groups are nested too deeply."""
    reading = _Reading(name)
    at = 0
    while token := _TOKEN.search(
        data, at
    ):  # what is no token is passed over: a backslash at the end, `\\'` without figures
        reading.take(token)
        at = token.end() + (max(0, int(token["number"] or 0)) if token["word"] == b"bin" else 0)
    body = reading.end()
    for what, texts in reading.left_out.items():
        report(left_out.finding(f"{what} ({len(texts)})", "; ".join(dict.fromkeys(filter(None, texts)))))
    page = html.read_tree(body, name, report)
    return replace(page, parts=tuple(Part(part.start, number) for number, part in enumerate(page.parts, 1)))


class _Reading:
    def __init__(self, name: str) -> None:
        self._name = name
        self.left_out: defaultdict[str, list[str]] = defaultdict(list)
        self._body = builder.BODY()
        self._paragraph = builder.P()
        self._row: HtmlElement | None = None
        self._cell = builder.TD()
        self._notes: list[tuple[HtmlElement, HtmlElement]] = []
        """Of each note that is open, its item and the paragraph that it interrupts."""
        self._listed = builder.OL()
        self._groups = [_Group()]
        self._bytes = bytearray()
        self._skip = 0
        """Bytes, or control words, that stand for a character of Unicode that was read."""
        self._high = 0
        """The first half of a character, in UTF-16."""
        self._said: list[str] = []
        """The text of a font, a style or an author."""
        self._waiting: list[str] = []
        """Text in one type, which is not in the paragraph yet."""
        self._type: tuple[frozenset[str], int] = (frozenset(), -1)
        """Its styles, and the number of its paragraph's style."""
        self._hidden = ""
        """Why the text before was left out, if it was."""
        self._page = "cp1252"
        self._default = -1
        """The font where none is set."""
        self._fonts: dict[int, str] = {}
        self._named: dict[int, Style] = {}
        self._author = ""

    def take(self, token: re.Match[bytes]) -> None:
        """Read on."""
        if token["text"] or token["hex"]:
            self._bytes += bytes.fromhex(token["hex"].decode()) if token["hex"] else token["text"]
            self._groups[-1].begins = False
            return
        if not (token["brace"] or token["sign"] or token["word"]):
            return  # the end of a line of the file
        self._flush()
        if token["brace"] == b"{":
            if len(self._groups) > _DEEPEST:
                raise EncoderError("its groups are nested too deeply for a record; save it as plain text", self._name)
            self._groups.append(replace(self._groups[-1], begins=True, is_other=False))
        elif token["brace"]:
            self._close()
            self._skip = 0
        elif self._skip and (token["sign"] or token["word"] != b"u"):
            self._skip -= 1  # it stands for a character of Unicode that was read
        elif token["sign"]:
            self._control(token["sign"].decode("latin-1"), None)
        elif token["word"]:
            self._control(token["word"].decode(), int(token["number"]) if token["number"] else None)

    def end(self) -> HtmlElement:
        """The body of the page, the notes at its end."""
        self._flush()
        while len(self._groups) > 1:
            self._close()
        if self._groups[-1].in_table or self._row is not None:
            self._break("cell")
            self._break("row")
        self._end_paragraph()
        if len(self._listed):
            self._body.append(self._listed)
        return self._body

    # Text ------------------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Put the characters that have come where they belong."""
        if len(self._bytes) <= self._skip:
            self._skip -= len(self._bytes)
            self._bytes.clear()
            return
        raw, self._bytes, self._skip = bytes(self._bytes[self._skip :]), bytearray(), 0
        font = self._groups[-1].font
        page = self._fonts.get(self._default if font < 0 else font, self._page)
        try:
            text = raw.decode(page, "replace")
        except LookupError:
            text = raw.decode("cp1252", "replace")
        self._put(text)

    def _put(self, text: str) -> None:
        group = self._groups[-1]
        if group.target not in ("body", "note") or group.hidden:
            self._aside(text, group)
            return
        self._hidden = ""
        type_ = group.styles, group.style
        if type_ != self._type:
            self._write()
            self._type = type_
        self._waiting.append(text)

    def _write(self) -> None:
        """Write the text that has come in one type."""
        text, self._waiting = "".join(self._waiting), []
        if not text:
            return
        styles, number = self._type
        made = self._paragraph
        for style, tag in _STYLES.items():
            if style in styles:
                made = within(made, tag)
        named = self._named.get(number, Style())
        say(within(made, "span", named.name) if named.name and not named.level else made, text)

    def _aside(self, text: str, group: _Group) -> None:
        """Text that is not shown, or that names a font, a style or an author."""
        if group.hidden:
            if self._hidden != group.hidden:
                self.left_out[group.hidden].append("")
            self.left_out[group.hidden][-1] += text
            self._hidden = group.hidden
        elif group.target in ("headers", "footers"):
            self.left_out[group.target][-1] += text
        elif group.target in _NAMING:
            self._said.append(text)

    def _unicode(self, code: int) -> None:
        """A code unit of UTF-16; two of them may be one character."""
        if 0xD800 <= code < 0xDC00:
            self._high = code
        else:
            is_low = self._high and 0xDC00 <= code < 0xE000
            self._put(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00) if is_low else chr(code))
            self._high = 0

    # Control words ---------------------------------------------------------------------------------------------------

    def _control(self, word: str, number: int | None) -> None:
        group = self._groups[-1]
        is_first, group.begins = group.begins, group.begins and word == "*"
        if word in _SIGNS:
            self._put(_SIGNS[word])
        elif word == "u" and number is not None:
            self._unicode(number % 0x10000)
            self._skip = group.fallback
        elif word == "uc":
            group.fallback = number or 0
        elif word == "*":
            group.before, group.target = group.target, "starred"
        elif is_first and self._destination(word, group):
            pass
        elif group.target == "starred":
            group.target = "skip"
        elif word in _BREAKS:
            self._break(word)
        elif word in _STYLES or word in ("ulnone", "nosupersub", "plain"):
            self._set(word, number)
        elif word in ("v", "deleted"):
            group.hidden = "" if number == 0 else "hidden text" if word == "v" else "deleted text"
        else:
            self._other(word, number)

    def _destination(self, word: str, group: _Group) -> bool:
        """Whether a word opens a destination."""
        if word in _SILENT:
            group.target = "skip"
        elif word in _NAMING:
            group.target = word
        elif group.target in ("fonttbl", "stylesheet") and word in ("f", "s", "cs", "ts", "ds"):
            return False
        elif word in _LEFT:
            group.target = _LEFT[word]
            self.left_out[group.target].append("")
        elif word in ("footnote", "annotation") and (group.target == "body" or group.before == "body"):
            self._open_note(word, group)
        elif word in _ENTERED:
            if word == "shptxt":
                self._write()
                self._paragraph.append(builder.BR())
            outside = self._groups[-3].target if word == "ud" and len(self._groups) > 2 else group.before
            group.target = outside if group.target == "starred" else group.target
        else:
            return False
        return True

    def _set(self, word: str, number: int | None) -> None:
        group = self._groups[-1]
        if word == "plain":
            group.styles, group.hidden, group.font = frozenset(), "", -1
        elif word in ("ulnone", "nosupersub"):
            group.styles -= {"ul" if word == "ulnone" else "super"}
        else:
            group.styles = group.styles - {word} if number == 0 else group.styles | {word}

    def _other(self, word: str, number: int | None) -> None:
        group = self._groups[-1]
        if word == "f":
            group.font = number or 0
        elif word == "fcharset" and group.target == "fonttbl" and number in _CODES:
            self._fonts[group.font] = _CODES[number]
        elif word == "deff":
            self._default = number or 0
        elif word == "ansicpg" and number:
            self._page = f"cp{number}"
        elif word in _PAGES:
            self._page = _PAGES[word]
        elif word == "s":
            group.style = number or 0
        elif word in ("cs", "ts", "ds"):
            group.is_other = group.target == "stylesheet"
        elif word == "pard":
            group.in_table, group.style = False, -1
        elif word == "intbl":
            group.in_table = True

    def _break(self, word: str) -> None:
        if self._groups[-1].target not in ("body", "note") or self._groups[-1].hidden:
            self._aside(" ", self._groups[-1])
            return
        self._write()
        if word == "tab":
            tab(self._paragraph)
        elif word in ("nestcell", "nestrow"):
            self._end_paragraph(in_cell=True)
        elif word in ("line", "softline") or self._notes:
            self._paragraph.append(builder.BR())
        elif word == "cell":
            self._end_paragraph(in_cell=True)
            self._row = builder.TR() if self._row is None else self._row
            self._row.append(self._cell)
            self._cell = builder.TD()
        elif word == "row":
            if self._row is not None:
                if not len(self._body) or self._body[-1].tag != "table":
                    self._body.append(builder.TABLE())
                self._body[-1].append(self._row)
                self._row = None
        else:
            self._end_paragraph(in_cell=self._groups[-1].in_table)
            if word == "page":
                self._body.append(builder.HR())

    def _end_paragraph(self, *, in_cell: bool = False) -> None:
        self._write()
        if len(self._paragraph) or self._paragraph.text:
            style = self._named.get(self._groups[-1].style, Style())
            if style.level and not in_cell:
                self._paragraph.tag = f"h{min(style.level, 6)}"
            (self._cell if in_cell else self._body).append(self._paragraph)
        self._paragraph = builder.P()

    # Groups ----------------------------------------------------------------------------------------------------------

    def _open_note(self, word: str, group: _Group) -> None:
        self._write()
        self._notes.append((builder.LI(id=f"note-{len(self._listed) + len(self._notes) + 1}"), self._paragraph))
        self._paragraph = builder.P()
        group.target, group.styles = "note", frozenset()
        if word == "annotation" and self._author:
            say(self._paragraph, f"{self._author}: ")

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        self._flush()
        group = self._groups.pop()
        outer = self._groups[-1]
        if group.target == "note" != outer.target:
            self._close_note()
        if group.target in _NAMING and (group.target != outer.target or group.target == "stylesheet"):
            said, self._said = " ".join("".join(self._said).split()), []
            if group.target == "atnauthor":
                self._author = said
            elif group.target == outer.target and not group.is_other:
                self._named[max(0, group.style)] = _style(said.rstrip(";").casefold())

    def _close_note(self) -> None:
        self._write()
        item, before = self._notes.pop()
        words = "".join(self._paragraph.itertext()).strip()
        if words:
            item.append(self._paragraph)
            self._listed.append(item)
            before.append(builder.SUP(builder.A(str(len(self._listed)), href=f"#{item.get('id')}")))
        self._paragraph = before


def _style(called: str) -> Style:
    """A style by its name; that of ordinary text says nothing of its words."""
    number = called.removeprefix("heading ")
    level = 1 if called == "title" else int(number) if number.isdigit() else 0
    return Style(level, name="" if called in ("normal", "body text", "standard") else called.replace(" ", "-"))
