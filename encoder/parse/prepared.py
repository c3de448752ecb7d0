"""A record before anybody asks who speaks: its header, its blocks, its notes and pages, its participants.

`opened`, `laid_out` and `prepare` are the steps in their order, each with the one before; what weights are learned from
begins at one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from encoder.lexicon import languages, names
from encoder.parse import furniture
from encoder.parse.context import Context
from encoder.parse.front import catalogue_card, cover, front_matter, opening, web_page, web_record
from encoder.parse.furniture import margin
from encoder.parse.inline import chronology
from encoder.parse.inline.mentions import Mentions
from encoder.parse.layout import hyphens, pages
from encoder.parse.layout.blocks import Block, blocks
from encoder.parse.notes import candidates
from encoder.parse.notes import decide as notes
from encoder.parse.people import KnownPeople
from encoder.parse.roster.lines import Seen, fields_apart, seen
from encoder.parse.roster.participants import Roster
from encoder.parse.talk import ending
from encoder.values.blocks import Block as Node
from encoder.values.content import plain
from encoder.values.decisions import Decided, Decisions, settle
from encoder.values.diagnostics import Report
from encoder.values.excerpt import Excerpt
from encoder.values.header import Header, Omission, Reason
from encoder.values.inline import DateValue, Resp
from encoder.values.metadata import Metadata
from encoder.values.profile import Profile
from encoder.values.source import Source, Span

_OPENING_BLOCKS = 60
"""How far into the body a list of participants, a title or a date line can stand, in blocks."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """A source, and what it is read with."""

    source: Source
    profile: Profile
    report: Report
    people: KnownPeople
    """The persons whom the archive's file of people names."""
    metadata: Metadata | None = None
    """What stands beside the source, or what the file says of itself."""
    decided: Decided = field(default_factory=Decided)
    """What an editor has decided."""
    weights: Path | None = None
    """The folder of other tables of weights than the general ones."""
    numbers: tuple[Excerpt, ...] = ()
    """The line numbers that are blanks in ``source``, an excerpt for each run."""


def inputs(
    source: Source,
    profile: Profile,
    report: Report,
    people: KnownPeople,
    metadata: Metadata | None = None,
    decisions: Decisions | None = None,
    weights: Path | None = None,
) -> Inputs:
    """The inputs of the parser; line numbers in the margin are replaced by blanks in the source."""
    source, numbers, findings = margin.cleared(source)
    for each in findings:
        report(each)
    decided = settle(decisions, source.text, report) if decisions else Decided()
    return Inputs(source, profile, report, people, metadata, decided, weights, numbers)


class Prepared(NamedTuple):
    """A record before anybody has asked who speaks: its header, its blocks, its participants."""

    header: Header
    start: int
    """Where the body begins, as an offset of the source."""
    context: Context
    body: tuple[Block, ...]
    roster: Roster
    listed: dict[int, Node]
    """The blocks of the body that list participants, by number."""
    title: str

    @property
    def spoken(self) -> tuple[int, ...]:
        """The numbers of the blocks that list nobody and are no notes."""
        return tuple(at for at, block in enumerate(self.body) if at not in self.listed and not block.note)


class LaidOut(NamedTuple):
    """A record before its participants are looked for: its header and its blocks."""

    header: Header
    start: int
    """Where the body begins, as an offset of the source."""
    context: Context
    body: tuple[Block, ...]
    hyphens: tuple[Span, ...] = ()
    """The hyphens that were taken out of divided words."""

    @property
    def edges(self) -> tuple[tuple[Block, ...], ...]:
        """The beginning and the end of the body, where lists of participants stand."""
        last = max(_OPENING_BLOCKS, len(self.body) - ending.MOST)
        return self.body[:_OPENING_BLOCKS], self.body[last:]

    @property
    def known(self) -> Seen:
        """What the record tells of words."""
        return seen([block.text.text for block in self.body])


def opened(given: Inputs) -> LaidOut:
    """The header of a source, and its blocks as its lines show them: notes among the text, pages not yet joined."""
    source, report = given.source, given.report
    heads = frozenset(region.start for region in source.regions if region.kind == "head")
    rows = {region.start: region.cells for region in source.regions if region.kind == "row"}
    context = Context(
        given.profile, report, Mentions(source.text, given.profile), given.people, styled=source.styled, heads=heads,
        rows=rows, decided=given.decided, weights=given.weights,
    )  # fmt: skip
    header, start = _header(source, given.metadata, context)
    context = replace(context, languages=_languages(header, context))
    context = replace(context, resp=_resp(header, context))
    set_apart = hyphens.undone(source, start, report)
    chronology.check(source, start, day_of(header), report)
    left_out, doubtful = (
        furniture.NOTHING if source.voiced else furniture.decide(source, start, given.weights, given.decided)
    )
    for finding in doubtful:
        report(finding)
    header = without(header, left_out, source)
    if given.numbers:
        omitted = (Omission(each, Reason.LINE_NUMBERS) for each in given.numbers)
        header = replace(header, omissions=(*header.omissions, *omitted))
    if set_apart:
        gone = (Omission(Excerpt.of(source, *span), Reason.HYPHEN) for span in set_apart)
        header = replace(header, omissions=(*header.omissions, *gone))
    return LaidOut(header, start, context, candidates.apart(blocks(source, start, left_out, set_apart)), set_apart)


def laid_out(given: Inputs) -> LaidOut:
    """The header and the blocks of a source: notes told apart, and what goes on over a page joined."""
    record = opened(given)
    noted, findings = notes.decide(record.body, given.source, given.weights, given.decided)
    for each in findings:
        given.report(each)
    flow, beside = notes.in_flow(noted.blocks)
    flow = flow if given.source.paragraphs else pages.join(flow, given.report, given.decided, record.hyphens)
    body = notes.put_back(flow, beside) if beside else flow
    context = replace(record.context, marks=noted.marks)
    body = (*fields_apart(body[:_OPENING_BLOCKS], context), *body[_OPENING_BLOCKS:])
    return record._replace(context=context, body=body)


def prepare(given: Inputs) -> Prepared:
    """All that is read of a source before turns are looked for."""
    record = laid_out(given)
    roster = Roster(record.context, given.source.text)
    (first, last), known = record.edges, record.known
    listed = roster.read(first, known)
    ahead = len(record.body) - len(last)
    listed |= {ahead + at: line for at, line in roster.read(last, known).items()}
    listed = {at: line for at, line in listed.items() if not record.body[at].note}
    return Prepared(*record[:4], roster, listed, plain(record.header.title))


def names_given(record: Prepared) -> tuple[tuple[str, ...], ...]:
    """The names the record gives outside the talk, as compared words: its participants, and whom its titles name."""
    spoken = tuple(record.body[at] for at in record.spoken)
    return _known(record.roster, record.title, spoken, record.context)


def _header(source: Source, metadata: Metadata | None, context: Context) -> tuple[Header, int]:
    """What is said of the record, by the first layout that it has; and where its body begins."""
    if metadata:
        return web_record.parse(source, metadata, context)
    if not cover.stands(source, context):
        if web_page.stands(source, context):
            return web_page.parse(source, context)
        if front_matter.stands(source):
            return front_matter.parse(source, context)
        if catalogue_card.stands(source):
            return catalogue_card.parse(source, context)
    return cover.parse(source, context)


def _languages(header: Header, context: Context) -> tuple[str, ...]:
    if header.language is None:
        return ()
    tags = []
    for name in languages.names(header.language):
        tag = languages.tag(name.text)
        if tag:
            tags.append(tag)
        else:
            message = f"“{name}” is no language whose tag is known; declared as “und”"
            context.report(languages.LANGUAGE_UNKNOWN.at(name.span(), message))
    return tuple(tags)


def _resp(header: Header, context: Context) -> Resp:
    """Whose the brackets are: the translator's, where the record says that it was translated."""
    original = [tag for tag in context.languages if tag.split("-")[0] != context.profile.language]
    if header.translators or original:
        return "translator"
    return "editor" if context.languages else context.profile.resp


def _known(roster: Roster, title: str, body: tuple[Block, ...], context: Context) -> tuple[tuple[str, ...], ...]:
    """The names the record gives outside the talk: its participants, and whom its titles name."""
    persons = [person for group in roster.groups for person in group.persons]
    listed = tuple(names.tokens(words) for person in persons for words in (person.name, person.role) if words)
    heads = [block.text.text for block in body[:6] if opening.is_head(block, title, context)]
    return listed + tuple(name for text in (title, *heads) for name in names.in_title(text, context.profile))


def without(header: Header, spans: tuple[Span, ...], source: Source) -> Header:
    """The header with lines that are left out of the text among its omissions."""
    omitted = (Omission(Excerpt.of(source, *span), Reason.FURNITURE) for span in spans)
    return replace(header, omissions=(*header.omissions, *omitted))


def day_of(header: Header) -> DateValue | None:
    """The day that the archive's header states."""
    return header.date.value if header.date else None
