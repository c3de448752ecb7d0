"""A record re-laid by others under a catalogue card: its fields by their labels, two of them side by side.

    018:  Title: Memorandum of Conversation between Liu Shaoqi and Stalin
          Date: 27 July 1949       Source:. Jianguo Yilai Liu Shaoqi Wengao (This selection was co-edited by the
                                   Chinese Communist Party Central Committee’s …
          Description:. Stalin, Bulganin, and Vyshinsky on one side and Liu Shaoqi …

A field goes to the next label; the last one ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from encoder.parse.brackets.inline import inline
from encoder.parse.context import Context
from encoder.parse.front import citation
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block
from encoder.values.excerpt import Excerpt
from encoder.values.record.header import BiblPart, Citation, Header, Omission, Reason
from encoder.values.record.inline import Date
from encoder.values.source import Source

_LABEL = re.compile(
    r"(?:^[ \t]*|[ \t]{2,})(?P<label>(?P<name>title|authors?|date|source|description|summary|translators?)[ \t]*:\.?)"
    r"(?=\s|$)",
    re.IGNORECASE | re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n|\Z)")
_TRANSLATED = re.compile(r"\btranslated from (?:the )?(?P<language>[A-Z][\w-]+)", re.IGNORECASE)
_LENGTH = 4_000
"""How far into a file a card can reach, in code points."""


def stands(source: Source) -> bool:
    """Whether a file begins with a card: a title first of all, and a source or a description."""
    names = [match["name"].lower() for match in _LABEL.finditer(source.text, 0, _LENGTH)]
    return len(names) >= 3 and names[0] == "title" and not {"source", "description"}.isdisjoint(names)


def parse(source: Source, context: Context) -> tuple[Header, int]:
    """The header on the card, and the offset at which the body begins."""
    text = source.text
    labels = list(_LABEL.finditer(text, 0, _LENGTH))
    last = _PARAGRAPH_END.search(text, labels[-1].end())
    end = last.start() if last else len(text)
    before = Excerpt.of(source, 0, labels[0].start("label")).unwrap()
    omissions = [Omission(before, Reason.BEFORE_CARD)] if before.text else []
    header = Header()
    for at, match in enumerate(labels):
        label = Excerpt.of(source, *match.span("label"))
        omissions.append(Omission(label, Reason.LABEL))
        stop = labels[at + 1].start("label") if at + 1 < len(labels) else end
        value = Excerpt.of(source, match.end("label"), stop).unwrap()
        if value.text:
            header = READERS[match["name"].lower().rstrip("s")](header, value, context)
    return replace(header, omissions=tuple(omissions)), end


def _title(header: Header, text: Excerpt, context: Context) -> Header:
    return replace(header, title=inline(Block(text), context.of_archive()))


def _date(header: Header, text: Excerpt, _context: Context) -> Header:
    date = dates.first(text.text)
    if date is None or text.text.strip(" .") != text.text[date.start : date.end].strip(" ."):
        return _stated(header, BiblPart(text))
    return replace(header, date=Date((text,), date.value))


def _author(header: Header, text: Excerpt, _context: Context) -> Header:
    return _stated(header, BiblPart(text, "author"))


def _translator(header: Header, text: Excerpt, _context: Context) -> Header:
    return _stated(header, BiblPart(text, "editor", (("role", "translator"),)))


def _source(header: Header, text: Excerpt, _context: Context) -> Header:
    language = _TRANSLATED.search(text.text)
    found = replace(header, language=text.group(language, "language")) if language else header
    told = citation.source(text)
    return _stated(found, *told.parts, book=told.book)


def _description(header: Header, text: Excerpt, _context: Context) -> Header:
    return replace(header, summary=text)


def _stated(header: Header, *parts: BiblPart, book: tuple[BiblPart, ...] = ()) -> Header:
    """The header with more of its source."""
    before = header.citation or Citation(())
    return replace(header, citation=Citation((*before.parts, *parts), before.book or book))


READERS: dict[str, Callable[[Header, Excerpt, Context], Header]] = {
    "title": _title,
    "author": _author,
    "date": _date,
    "source": _source,
    "description": _description,
    "summary": _description,
    "translator": _translator,
}
"""How a field, by its name, is read into a header."""
