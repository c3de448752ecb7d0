"""The cover of an archive's record: site lines, date, title, and fields that begin with a label.

    118978:  **Wilson⏎Center**⏎⏎Digital Archive⏎International History Declassified⏎⏎digitalarchive.wilsoncenter.org
             ⏎⏎September 10, 1961⏎⏎**Record of Conversation …**⏎⏎Citation:⏎⏎"Record of …⏎⏎Summary:⏎⏎…
    001:     Digital Archive digitalarchive.wilsoncenter.org … Citation: “Record …” … Contents: English Translation …

Lines mean nothing here: one mirror has the whole cover on one line, another each label on its own. What counts is the
order of the labels. What is on the cover and in no field (the logo) becomes an omission with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from encoder.parse.brackets.inline import inline
from encoder.parse.context import Context
from encoder.parse.front import citation
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block
from encoder.values.diagnostics import Rule, Severity
from encoder.values.excerpt import Excerpt
from encoder.values.profile import Profile
from encoder.values.record.content import plain
from encoder.values.record.header import Citation, Header, Omission, Reason
from encoder.values.record.inline import Date
from encoder.values.source import Source, Span

COVER_MISSING = Rule(
    "cover-missing",
    Severity.INFO,
    "The record has no cover that the profile knows; the header holds only what the text says.",
    """An archive's cover gives title, date, citation, language and translator. Without it the header is short: the
title is taken from the text, and archive, shelf mark and translator are not stated.

What to do: if the record comes from an archive, put its citation block before the text; or complete the header of the
edition by hand.""",
)

CITATION_MISSING = Rule(
    "citation-missing",
    Severity.WARNING,
    "The cover has no citation.",
    """The citation carries the archive, the shelf mark, the translator and the URL. The cover of this record has
other fields but no `Citation:`, so the header lacks them.

What to do: copy the citation from the archive's page into the source, after `Citation:`.""",
)

_LEAST = 2
"""Minimum number of labelled fields on a cover."""
_COVER_LENGTH = 12_000
"""How far into a file the fields of a cover can reach, in code points."""

EMPHASIS = re.compile(r"\*+")
_NOT_BLANK = re.compile(r"\S+(?:\s+\S+)*")


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    label: Span
    value: Span


def parse(source: Source, context: Context) -> tuple[Header, int]:
    """The header on the cover, and the offset at which the body begins; no cover: an empty header, and 0.

    A cover has two labelled fields at least.
    """
    profile, report = context.profile, context.report
    fields = _fields(source.text, profile)
    if not fields:
        if profile.field_labels:
            told = f"no cover of the profile “{profile.name}”: the header is made from the text"
            report(COVER_MISSING.at(None, told))
        return Header(), 0
    header = _front(Excerpt.of(source, 0, fields[0].label.start), context)
    labels = tuple(Omission(Excerpt.of(source, f.label.start, f.label.end), Reason.LABEL) for f in fields)
    header = replace(header, omissions=header.omissions + labels)
    for field in fields:
        text = Excerpt.of(source, field.value.start, field.value.end)
        header = _READERS[field.name](header, text, context)
    if header.citation is None:
        report(CITATION_MISSING.at(fields[0].label, "the cover has no “Citation:”; archive and translator are unknown"))
    return header, fields[-1].value.end


def field(name: str, header: Header, text: Excerpt, context: Context) -> Header:
    """The header with a field of that name read: `citation`, `summary`, `credits`, `language` or `contents`."""
    return _READERS[name](header, text, context)


def stands(source: Source, context: Context) -> bool:
    """Whether there is a cover that the profile knows."""
    return bool(_fields(source.text, context.profile))


def _fields(text: str, profile: Profile) -> tuple[_Field, ...]:
    """The labels in the order of the profile, each once, with the text up to the next; none if there is no cover."""
    found: list[tuple[str, Span]] = []
    at = 0
    for label, name in profile.field_labels:
        pattern = re.compile(rf"(?<!\S)[*]*{re.escape(label)}[*]*(?!\S)")
        if match := pattern.search(text, at, _COVER_LENGTH):
            found.append((name, Span(*match.span())))
            at = match.end()
    if len(found) < _LEAST:
        return ()
    fields = [_Field(name, label, Span(label.end, after.start)) for (name, label), (_, after) in pairwise(found)]
    last, place = found[-1]
    return (*fields, _Field(last, place, Span(place.end, _last_end(text, last, place.end, profile))))


def _last_end(text: str, name: str, start: int, profile: Profile) -> int:
    """Where the last field ends: after the known terms of `Contents:`, or with its paragraph."""
    if name == "contents":
        terms = "|".join(r"\s+".join(map(re.escape, term.split())) for term in profile.contents_terms)
        if match := re.compile(rf"(?:\s*(?:{terms})(?=\s|$))+").match(text, start):
            return match.end()
    paragraph = re.compile(r"\s*\S[^\f]*?(?=\n[ \t]*\n|\f|\Z)").match(text, start)
    return paragraph.end() if paragraph else start


def _front(text: Excerpt, context: Context) -> Header:
    """Logo, site, date and title: what stands before the first label."""
    text = text.without(EMPHASIS)
    site = re.compile(
        "|".join(r"\s+".join(map(re.escape, line.split())) for line in context.profile.site_lines) or r"(?!)"
    )
    omissions: list[Omission] = []
    at = 0
    for match in site.finditer(text.text):
        omissions += _furniture(text[at : match.start()])
        omissions.append(Omission(text.group(match).unwrap(), Reason.LOGO))
        at = match.end()
    rest = text[at:].unwrap()
    date = dates.first(rest.text)
    if date and date.start == 0:
        head, title = Date((rest[: date.end],), date.value), rest[date.end :].strip()
    else:
        head, title = None, rest
    content = inline(Block(title), context.of_archive())
    return Header(title=content, date=head, omissions=tuple(omissions))


def _furniture(text: Excerpt) -> list[Omission]:
    text = text.unwrap()
    return [Omission(text, Reason.BEFORE_COVER)] if text.text else []


def _citation(header: Header, text: Excerpt, context: Context) -> Header:
    title = plain(header.title)
    parsed: Citation = citation.parse(text.without(EMPHASIS).unwrap(), title, context.profile, context.report)
    return replace(header, citation=parsed)


def _summary(header: Header, text: Excerpt, _context: Context) -> Header:
    return replace(header, summary=text.without(EMPHASIS).unwrap())


def _credits(header: Header, text: Excerpt, context: Context) -> Header:
    text = text.without(EMPHASIS).unwrap()
    formula = re.match(context.profile.credits_formula, text.text)
    donors = re.split(r",\s*(?:and\s+)?|\s+and\s+(?=the\b)", formula["donors"]) if formula else []
    return replace(header, credits=text, funders=tuple(re.sub(r"^the\s+", "", donor.strip()) for donor in donors))


def _language(header: Header, text: Excerpt, _context: Context) -> Header:
    return replace(header, language=text.without(EMPHASIS).unwrap())


def _contents(header: Header, text: Excerpt, context: Context) -> Header:
    text = text.without(EMPHASIS).unwrap()
    terms = re.compile("|".join(map(re.escape, context.profile.contents_terms)))
    found = tuple(text.group(match) for match in terms.finditer(text.text))
    known = " ".join(term.text for term in found) == text.text
    return replace(header, contents=found if known else (text,))


_READERS = {
    "citation": _citation,
    "summary": _summary,
    "credits": _credits,
    "language": _language,
    "contents": _contents,
}
