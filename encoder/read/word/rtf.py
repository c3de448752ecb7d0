r"""RTF: paragraphs, tables, emphasis, footnotes and comments; what a word processor does not show is listed.

    {\b Ann Roe} We signed.{\footnote See page 3.}\par        a paragraph, a bold name, a note

A group begins with a brace and inherits what was set before it. A destination is a group whose text goes elsewhere:
into a note, a header, a table of fonts (Rich Text Format 1.9.1).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from encoder.read import left_out
from encoder.read.page import html
from encoder.read.word.rtf_page import Page
from encoder.read.word.rtf_words import BREAKS, CODES, ENTERED, LEFT, NAMING, PAGES, SIGNS, SILENT, STYLES, TOKEN
from encoder.read.word.runs import Style
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Part, Source

_DEEPEST = 500
"""The most groups within one another; no record has so many."""


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
    while token := TOKEN.search(
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
        self._groups = [_Group()]
        self._bytes = bytearray()
        self._skip = 0
        """Bytes, or control words, that stand for a character of Unicode that was read."""
        self._high = 0
        """The first half of a character, in UTF-16."""
        self._said: list[str] = []
        """The text of a font, a style or an author."""
        self._hidden = ""
        """Why the text before was left out, if it was."""
        self._page = "cp1252"
        self._default = -1
        """The font where none is set."""
        self._fonts: dict[int, str] = {}
        self._named: dict[int, Style] = {}
        self._html = Page(self._named)
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
        if self._groups[-1].in_table or self._html.in_row:
            self._break("cell")
            self._break("row")
        self._html.end_paragraph(self._groups[-1].style)
        return self._html.body()

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
        self._html.put(text, group.styles, group.style)

    def _aside(self, text: str, group: _Group) -> None:
        """Text that is not shown, or that names a font, a style or an author."""
        if group.hidden:
            if self._hidden != group.hidden:
                self.left_out[group.hidden].append("")
            self.left_out[group.hidden][-1] += text
            self._hidden = group.hidden
        elif group.target in ("headers", "footers"):
            self.left_out[group.target][-1] += text
        elif group.target in NAMING:
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
        if word in SIGNS:
            self._put(SIGNS[word])
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
        elif word in BREAKS:
            self._break(word)
        elif word in STYLES or word in ("ulnone", "nosupersub", "plain"):
            self._set(word, number)
        elif word in ("v", "deleted"):
            group.hidden = "" if number == 0 else "hidden text" if word == "v" else "deleted text"
        else:
            self._other(word, number)

    def _destination(self, word: str, group: _Group) -> bool:
        """Whether a word opens a destination."""
        if word in SILENT:
            group.target = "skip"
        elif word in NAMING:
            group.target = word
        elif group.target in ("fonttbl", "stylesheet") and word in ("f", "s", "cs", "ts", "ds"):
            return False
        elif word in LEFT:
            group.target = LEFT[word]
            self.left_out[group.target].append("")
        elif word in ("footnote", "annotation") and (group.target == "body" or group.before == "body"):
            self._open_note(word, group)
        elif word in ENTERED:
            if word == "shptxt":
                self._html.end_line()
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
        elif word == "fcharset" and group.target == "fonttbl" and number in CODES:
            self._fonts[group.font] = CODES[number]
        elif word == "deff":
            self._default = number or 0
        elif word == "ansicpg" and number:
            self._page = f"cp{number}"
        elif word in PAGES:
            self._page = PAGES[word]
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
        page, style = self._html, self._groups[-1].style
        if word == "tab":
            page.tab()
        elif word in ("line", "softline"):
            page.end_line()
        elif word in ("nestcell", "nestrow"):
            page.end_paragraph(style, in_cell=True)
        elif word == "cell":
            page.end_cell(style)
        elif word == "row":
            page.end_row()
        else:
            page.end_paragraph(style, in_cell=self._groups[-1].in_table)
            if word == "page":
                page.end_page()

    # Groups ----------------------------------------------------------------------------------------------------------

    def _open_note(self, word: str, group: _Group) -> None:
        self._html.open_note(self._author if word == "annotation" else "")
        group.target, group.styles = "note", frozenset()

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        self._flush()
        group = self._groups.pop()
        outer = self._groups[-1]
        if group.target == "note" != outer.target:
            self._html.close_note()
        if group.target in NAMING and (group.target != outer.target or group.target == "stylesheet"):
            said, self._said = " ".join("".join(self._said).split()), []
            if group.target == "atnauthor":
                self._author = said
            elif group.target == outer.target and not group.is_other:
                self._named[max(0, group.style)] = _style(said.rstrip(";").casefold())


def _style(called: str) -> Style:
    """A style by its name; that of ordinary text says nothing of its words."""
    number = called.removeprefix("heading ")
    level = 1 if called == "title" else int(number) if number.isdigit() else 0
    return Style(level, name="" if called in ("normal", "body text", "standard") else called.replace(" ", "-"))
