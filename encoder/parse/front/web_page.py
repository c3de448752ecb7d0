"""A record copied from the archive's page as it was before 2021: the page's buttons stand between title and summary.

    September 10, 1961
    RECORD OF CONVERSATION BETWEEN …
    This document was made possible with support from the …
    CITATION  SHARE  DOWNLOAD
    Deng Xiaoping and Kim Il Sung discuss …
    “Record of Conversation …,” September 10, 1961, History and Public Policy Program Digital Archive, …
    http://digitalarchive.wilsoncenter.org/document/118978
    English  Chinese

What is the page's own (its name, the buttons, the tabs of languages) becomes an omission.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from encoder.lexicon import languages
from encoder.lexicon.signs import LETTERS
from encoder.parse.brackets.inline import inline
from encoder.parse.context import Context
from encoder.parse.front import cover
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block
from encoder.values.excerpt import Excerpt
from encoder.values.record.header import Header, Omission, Reason
from encoder.values.record.inline import Date
from encoder.values.source import Source, Span

_BUTTONS = re.compile(r"^[ \t]*CITATION\s+SHARE\s+DOWNLOAD[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"[^\S\n]*(?P<text>\S[^\n]*?)[^\S\n]*(?:\n|$)")
_TAB = re.compile(r"(?:view|html|pdf|scan|original|translation|transcript|document|in|of|[-–|/,:]|\s)+", re.IGNORECASE)
_LENGTH = 12_000
"""How far into a file the page's own parts can reach, in code points."""


def stands(source: Source, context: Context) -> bool:
    """Whether the page's buttons are there, and a citation after them."""
    buttons = _BUTTONS.search(source.text, 0, _LENGTH)
    return buttons is not None and _citation(source.text, buttons.end(), context) is not None


def parse(source: Source, context: Context) -> tuple[Header, int]:
    """The header on the page, and the offset at which the body begins."""
    text = source.text
    buttons = _BUTTONS.search(text, 0, _LENGTH)
    cited = _citation(text, buttons.end(), context) if buttons else None
    assert buttons, "`stands` comes first"
    assert cited, "`stands` comes first"
    header = _above(source, buttons.start(), context)
    summary = Excerpt.of(source, buttons.end(), cited.start)
    if summary.text.strip():
        header = cover.field("summary", header, summary, context)
    header = cover.field("citation", header, Excerpt.of(source, *cited), context)
    end, tabs = cited.end, []
    for line in _tabs(text, cited.end):
        tabs.append(Omission(Excerpt.of(source, *line), Reason.TAB))
        end = line.end
    pressed = Omission(Excerpt.of(source, *buttons.span()).unwrap(), Reason.BUTTONS)
    return replace(header, omissions=(*header.omissions, pressed, *tabs)), end


def _citation(text: str, start: int, context: Context) -> Span | None:
    """From the quotation mark of the citation to the end of its address."""
    collections = "|".join(r"\s+".join(map(re.escape, name.split())) for name in context.profile.collections) or r"(?!)"
    found = re.compile(rf"^[ \t]*[“\"](?:(?!\n\s*\n)[\s\S]){{1,900}}?(?:{collections})", re.MULTILINE).search(
        text, start, _LENGTH
    )
    address = re.compile(r"<?https?://\S+>?").search(text, found.end(), found.end() + 1_500) if found else None
    return Span(found.start(), address.end()) if found and address else None


def _above(source: Source, end: int, context: Context) -> Header:
    """The date, the title below it and the support line; what stands above them is the page's."""
    lines = [Span(*match.span("text")) for match in _LINE.finditer(source.text, 0, end)]
    texts = [source.text[slice(*line)] for line in lines]
    dated = [at for at, words in enumerate(texts) if (d := dates.first(words)) and d.end - d.start == len(words)]
    support = [at for at, words in enumerate(texts) if re.match(context.profile.credits_formula, words)]
    top = dated[-1] if dated else -1
    bottom = support[-1] if support and support[-1] > top else len(lines)
    omitted = [Omission(Excerpt.of(source, *line), Reason.ABOVE) for line in lines[: max(top, 0)]]
    header = Header(omissions=tuple(omitted))
    if top >= 0 and (date := dates.first(texts[top])):
        header = replace(header, date=Date((Excerpt.of(source, *lines[top]),), date.value))
    if title := lines[top + 1 : bottom]:
        whole = Excerpt.of(source, title[0].start, title[-1].end).unwrap()
        header = replace(header, title=inline(Block(whole), context.of_archive()))
    if bottom < len(lines):
        header = cover.field("credits", header, Excerpt.of(source, lines[bottom].start, lines[-1].end), context)
    return header


def _tabs(text: str, start: int) -> Iterator[Span]:
    """The lines that name nothing but languages and forms of the document."""
    for match in _LINE.finditer(text, text.find("\n", start) + 1 or len(text)):
        words = LETTERS.findall(match["text"])
        rest = [word for word in words if languages.tag(word) is None]
        if len(words) > 8 or len(rest) == len(words) or (rest and not _TAB.fullmatch(" ".join(rest))):
            return
        yield Span(*match.span("text"))
