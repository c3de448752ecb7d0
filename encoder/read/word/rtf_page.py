"""The page that an RTF file becomes: paragraphs, tables, and the notes at its end.

A paragraph, a cell and a row are open until they are ended; a note interrupts the paragraph that it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement, builder

from encoder.read.word.rtf_words import STYLES
from encoder.read.word.runs import Style, say, tab, within


class Page:
    """HTML as it is written; ``named`` are the styles of paragraphs by their numbers, which may still grow."""

    def __init__(self, named: Mapping[int, Style]) -> None:
        self._named = named
        self._body = builder.BODY()
        self._paragraph = builder.P()
        self._row: HtmlElement | None = None
        self._cell = builder.TD()
        self._notes: list[tuple[HtmlElement, HtmlElement]] = []
        """Of each note that is open, its item and the paragraph that it interrupts."""
        self._listed = builder.OL()
        self._waiting: list[str] = []
        """Text in one type, which is not in the paragraph yet."""
        self._type: tuple[frozenset[str], int] = (frozenset(), -1)
        """Its styles, and the number of its paragraph's style."""

    @property
    def in_row(self) -> bool:
        """Whether a row of a table is open."""
        return self._row is not None

    def put(self, text: str, styles: frozenset[str], number: int) -> None:
        """Write text in styles, in a paragraph whose style has a number."""
        if (styles, number) != self._type:
            self._write()
            self._type = styles, number
        self._waiting.append(text)

    def _write(self) -> None:
        """Write the text that has come in one type."""
        text, self._waiting = "".join(self._waiting), []
        if not text:
            return
        styles, number = self._type
        made = self._paragraph
        for style, tag in STYLES.items():
            if style in styles:
                made = within(made, tag)
        named = self._named.get(number, Style())
        say(within(made, "span", named.name) if named.name and not named.level else made, text)

    def tab(self) -> None:
        """Write a tab."""
        self._write()
        tab(self._paragraph)

    def end_line(self) -> None:
        """End a line within a paragraph."""
        self._write()
        self._paragraph.append(builder.BR())

    def end_paragraph(self, number: int, *, in_cell: bool = False) -> None:
        """End a paragraph whose style has a number; within a note it goes on in another line."""
        if self._notes:
            self.end_line()
            return
        self._write()
        if len(self._paragraph) or self._paragraph.text:
            style = self._named.get(number, Style())
            if style.level and not in_cell:
                self._paragraph.tag = f"h{min(style.level, 6)}"
            (self._cell if in_cell else self._body).append(self._paragraph)
        self._paragraph = builder.P()

    def end_cell(self, number: int) -> None:
        """End a cell, and the paragraph in it."""
        self.end_paragraph(number, in_cell=True)
        if not self._notes:
            self._row = builder.TR() if self._row is None else self._row
            self._row.append(self._cell)
            self._cell = builder.TD()

    def end_row(self) -> None:
        """End a row; it joins the table above it."""
        self._write()
        if self._notes:
            self.end_line()
        elif self._row is not None:
            if not len(self._body) or self._body[-1].tag != "table":
                self._body.append(builder.TABLE())
            self._body[-1].append(self._row)
            self._row = None

    def end_page(self) -> None:
        """Mark the end of a page."""
        if not self._notes:
            self._body.append(builder.HR())

    def open_note(self, author: str = "") -> None:
        """Begin a note, or a comment by an author."""
        self._write()
        self._notes.append((builder.LI(id=f"note-{len(self._listed) + len(self._notes) + 1}"), self._paragraph))
        self._paragraph = builder.P()
        if author:
            say(self._paragraph, f"{author}: ")

    def close_note(self) -> None:
        """End a note, and go on with the paragraph that it interrupted; one without words leaves no trace."""
        self._write()
        item, before = self._notes.pop()
        words = "".join(self._paragraph.itertext()).strip()
        if words:
            item.append(self._paragraph)
            self._listed.append(item)
            before.append(builder.SUP(builder.A(str(len(self._listed)), href=f"#{item.get('id')}")))
        self._paragraph = before

    def body(self) -> HtmlElement:
        """The body of the page, the notes at its end."""
        if len(self._listed):
            self._body.append(self._listed)
        return self._body
