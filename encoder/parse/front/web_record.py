"""A web record has no cover, but the data of its page: they are put together as the newest covers are, and read as one.

So one grammar reads every citation, and the header of a web record is made by the same steps as that of a PDF. What is
read here are words of the page's data, not of the record's text: `Header.elsewhere` says so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from encoder.parse.context import Context
from encoder.parse.front import cover
from encoder.values.diagnostics import Rule, Severity
from encoder.values.header import Header
from encoder.values.metadata import Metadata
from encoder.values.source import Source

METADATA_READ = Rule(
    "metadata-read",
    Severity.INFO,
    "The record has no cover; its header is made from the data beside it.",
    """A record from a web page has its title, date, summary and source in the page's data (`025.meta.json` beside
`025.txt`). The header is made from these, and the citation is put together in the archive's newest form, with
`cert="high" resp="#encoder"`, since nobody printed it so.

What to do: nothing, if the data are the record's.

Guidelines: 2.2.7 The Source Description.""",
)


_LAST = "Contents:"
"""The last label stands always: there is a cover, however little the data say."""
_LABELS = (
    ("Citation:", "citation"), ("Summary:", "summary"), ("Credits:", "credits"), ("Original Language:", "language"),
    (_LAST, "contents"),
)  # fmt: skip


def parse(source: Source, metadata: Metadata, context: Context) -> tuple[Header, int]:
    """The header of a record that has data beside it, and the offset at which its body begins.

    A cover of its own is read first; the data add what it does not say.
    """
    if cover.stands(source, context):
        header, start = cover.parse(source, context)
        return replace(header, metadata=metadata), start
    labelled = replace(context.quiet(), profile=replace(context.profile, field_labels=_LABELS))
    found, _ = cover.parse(Source(_cover(metadata, context), metadata.file), labelled, least=1)
    context.report(METADATA_READ.at(None, f"no cover; the header is made from {metadata.file}"))
    return replace(found, omissions=(), contents=(), elsewhere=True, metadata=metadata), 0


def _cover(metadata: Metadata, context: Context) -> str:
    """The page's data as the newest covers say them."""
    known = context.profile.collections
    own = re.fullmatch(context.profile.record_address, metadata.url)
    collection = known[-1] if known and own else ""
    quoted = f"“{metadata.title}”" if '"' in metadata.title else f'"{metadata.title}"'
    parts = (quoted if metadata.title else "", metadata.date, collection, metadata.source.rstrip(". "))
    citation = f"{', '.join(part for part in parts if part)}. {metadata.url}".strip()
    fields = (
        ("Citation:", citation if metadata.source or metadata.url else ""),
        ("Summary:", metadata.summary),
        ("Credits:", metadata.credits),
        ("Original Language:", ", ".join(metadata.languages)),
    )
    labelled = "".join(f"{label}\n\n{value}\n\n" for label, value in fields if value)
    return f"{metadata.date}\n\n{metadata.title}\n\n{labelled}{_LAST}\n"
