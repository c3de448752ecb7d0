"""A record on its way from a source to a document: what it is read with, and what is known of it so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from encoder.archives.people import KnownPeople
from encoder.parse.context import Context
from encoder.parse.furniture import margin
from encoder.parse.inline.mentions import Mentions
from encoder.parse.layout.blocks import Block
from encoder.parse.roster.list_labels import Seen, seen
from encoder.parse.talk import ending
from encoder.parse.talk.extent.block_kinds import Read
from encoder.parse.talk.turns.decide import Turns
from encoder.values.decisions import Decided, Decisions, settle
from encoder.values.diagnostics import Report
from encoder.values.excerpt import Excerpt
from encoder.values.metadata import Metadata
from encoder.values.profile import Profile
from encoder.values.record.blocks import Block as Node
from encoder.values.record.document import Correspondence
from encoder.values.record.fact import Fact
from encoder.values.record.header import Header
from encoder.values.record.persons import PersonGroup
from encoder.values.source import Source, Span

OPENING_BLOCKS = 60
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a record after some of the parser's steps; each step fills some of the fields.

    Blocks are told by their numbers in ``body``.
    """

    given: Inputs
    context: Context
    """What every recogniser may know."""
    header: Header = field(default_factory=Header)
    start: int = 0
    """Where the body begins, as an offset of the source."""
    left_out: tuple[Span, ...] = ()
    """Lines that are the page's, not the record's."""
    hyphens: tuple[Span, ...] = ()
    """The hyphens that are taken out of divided words."""
    body: tuple[Block, ...] = ()
    listed: Mapping[int, Node] = field(default_factory=dict)
    """The blocks that list participants."""
    participants: tuple[PersonGroup, ...] = ()
    title: str = ""
    turns: Turns = field(default_factory=lambda: Turns({}))
    facts: tuple[Fact, ...] = ()
    kinds: Mapping[int, Read] = field(default_factory=dict)
    """What each paragraph within the talk is that is not words, by where it begins in the source."""
    headings: Mapping[int, Read] = field(default_factory=dict)
    """What each block outside the talk is: a heading or words."""
    nodes: tuple[Node, ...] = ()
    genre: str = ""
    is_written: bool = False
    """Whether the record was sent to somebody, as a letter is."""
    correspondence: Correspondence | None = None

    @property
    def known(self) -> Seen:
        """What the record tells of words."""
        return seen([block.text.text for block in self.body])

    @property
    def talk(self) -> range:
        """The numbers of the blocks of the talk: from the first turn to where nothing is a turn any more."""
        first = self.turns.first
        if first is None:
            return range(0)
        below = ending.start(self.body, first, self.listed, self.context)
        return range(first, max(below, max(self.turns.by_block) + 1))

    @property
    def spoken(self) -> tuple[int, ...]:
        """The numbers of the blocks that list nobody and are no notes."""
        return tuple(at for at, block in enumerate(self.body) if at not in self.listed and not block.note)


def begun(given: Inputs) -> Draft:
    """The draft before the first step."""
    source = given.source
    context = Context(
        given.profile, given.report, Mentions(source.text, given.profile), given.people,
        styled=source.styled,
        heads=frozenset(region.start for region in source.regions if region.kind == "head"),
        rows={region.start: region.cells for region in source.regions if region.kind == "row"},
        decided=given.decided, weights=given.weights,
    )  # fmt: skip
    return Draft(given=given, context=context)
