"""A web record has no cover, but the data of its page: each field is read as that of a cover is.

The data name the parts of a citation; they are put together in the archive's newest form and read by the same grammar.
The words stand in the data, not in the record's text (`Elsewhere`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from encoder.parse.brackets.inline import inline
from encoder.parse.context import Context
from encoder.parse.front import cover
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block
from encoder.values.diagnostics import Rule, Severity
from encoder.values.excerpt import Elsewhere
from encoder.values.metadata import Metadata
from encoder.values.record.header import Header
from encoder.values.record.inline import Date
from encoder.values.source import Source

METADATA_READ = Rule(
    "metadata-read",
    Severity.INFO,
    "The header was made from data that accompany the record.",
    """A record from a web page has its title, date, summary and source in the page's data (`025.meta.json` next to
`025.txt`). The header is made from these data. The citation is composed in the archive's current form, with
`cert="high" resp="#encoder"`, because it was not printed like this.

What to do: nothing, if the data are the record's.

Guidelines: 2.2.7 The Source Description.""",
)


def parse(source: Source, metadata: Metadata, context: Context) -> tuple[Header, int]:
    """The header of a record that has data beside it, and the offset at which its body begins.

    A cover of its own is read first; the data add what it does not say.
    """
    if cover.stands(source, context):
        header, start = cover.parse(source, context)
        return replace(header, metadata=metadata), start
    unread = f"; not read: {', '.join(metadata.unread)}" if metadata.unread else ""
    context.report(METADATA_READ.at(None, f"no cover; the header is made from {metadata.file}{unread}"))
    header = Header(metadata=metadata)
    if metadata.title:
        title = Elsewhere(metadata.title).unwrap()
        header = replace(header, title=inline(Block(title), context.of_archive()))
    date = dates.first(metadata.date)
    if date and date.start == 0:
        header = replace(header, date=Date((Elsewhere(metadata.date[: date.end]),), date.value))
    for name, words in (
        ("citation", _citation(metadata, context)), ("summary", metadata.summary), ("credits", metadata.credits),
        ("language", ", ".join(metadata.languages)),
    ):  # fmt: skip
        if words:
            header = cover.field(name, header, Elsewhere(words), context)
    return header, 0


def _citation(metadata: Metadata, context: Context) -> str:
    """The citation in the archive's newest form; empty if the data name no source and no address."""
    if not (metadata.source or metadata.url):
        return ""
    known = context.profile.collections
    own = re.fullmatch(context.profile.record_address, metadata.url)
    collection = known[-1] if known and own else ""
    quoted = f"“{metadata.title}”" if '"' in metadata.title else f'"{metadata.title}"'
    parts = (quoted if metadata.title else "", metadata.date, collection, metadata.source.rstrip(". "))
    return f"{', '.join(part for part in parts if part)}. {metadata.url}".strip()
