"""Source to Document: every text has one. A doubt is a diagnostic, never an exception.

The steps in their order: cover, blocks, page joins, participants, label style, and then block after block: what stands
before the first turn, and the turns. Persons are found here, where they are listed; who speaks is decided afterwards,
in `encoder/resolve/`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from encoder.lexicon import languages, names
from encoder.parse.brackets import evidence as brackets
from encoder.parse.context import Context, fits_any
from encoder.parse.facts import decide as facts
from encoder.parse.front import catalogue_card, cover, front_matter, opening, web_page, web_record
from encoder.parse.inline import chronology
from encoder.parse.inline.mentions import Mentions
from encoder.parse.layout import furniture, hyphens, pages, structure
from encoder.parse.layout.blocks import Block, blocks
from encoder.parse.letter import correspondence
from encoder.parse.notes import candidates
from encoder.parse.notes import decide as notes
from encoder.parse.notes.nodes import marked
from encoder.parse.people import KnownPeople
from encoder.parse.roster.lines import Seen, fields_apart, is_label, seen
from encoder.parse.roster.participants import Roster
from encoder.parse.talk import block_kinds, doubts, ending, speech, turns
from encoder.values.blocks import Block as Node
from encoder.values.blocks import Byline, Classification, Dateline, Head, Reference, Salute
from encoder.values.content import plain
from encoder.values.decisions import Decided, bare_label
from encoder.values.diagnostics import Diagnostic, Report
from encoder.values.document import Document, Setting
from encoder.values.excerpt import Excerpt
from encoder.values.fact import FactKind
from encoder.values.header import Header, Omission
from encoder.values.inline import DateValue, Note, Resp
from encoder.values.memory import consumed
from encoder.values.metadata import Metadata
from encoder.values.profile import Profile
from encoder.values.source import Source, Span

_TALKS = frozenset(("conversation", "speech", "interview", "debate"))
"""Genres of what was said somewhere (Guidelines 15.2.3); a memorandum or a press release has no such setting."""
_OPENING_BLOCKS = 60
"""How far into the body a list of participants, a title or a date line can stand, in blocks."""


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


def opened(
    source: Source,
    profile: Profile,
    report: Report,
    metadata: Metadata | None,
    people: KnownPeople,
    decided: Decided,
    weights: Path | None = None,
) -> LaidOut:
    """The header of a source, and its blocks as its lines show them: notes among the text, pages not yet joined."""
    heads = frozenset(region.start for region in source.regions if region.kind == "head")
    rows = {region.start: region.cells for region in source.regions if region.kind == "row"}
    context = Context(
        profile, report, Mentions(source.text, profile), people, styled=source.styled, heads=heads, rows=rows,
        decided=decided, weights=weights,
    )  # fmt: skip
    header, start = _header(source, metadata, context)
    context = replace(context, languages=_languages(header, context))
    context = replace(context, resp=_resp(header, context))
    set_apart = hyphens.undone(source, start, report)
    chronology.check(source, start, _day(header), report)
    left_out = furniture.find(source, start) if furniture.possible(source.text) else ()
    header = _without(header, left_out, source, report)
    if set_apart:
        gone = (Omission(Excerpt.of(source, *span), hyphens.REASON) for span in set_apart)
        header = replace(header, omissions=(*header.omissions, *gone))
    return LaidOut(header, start, context, candidates.apart(blocks(source, start, left_out, set_apart)), set_apart)


def laid_out(
    source: Source,
    profile: Profile,
    report: Report,
    metadata: Metadata | None,
    people: KnownPeople,
    decided: Decided,
    weights: Path | None = None,
) -> LaidOut:
    """The header and the blocks of a source: notes told apart, and what goes on over a page joined."""
    record = opened(source, profile, report, metadata, people, decided, weights)
    noted, findings = notes.decide(record.body, source, weights, decided)
    for each in findings:
        report(each)
    flow, beside = notes.in_flow(noted.blocks)
    flow = flow if source.paragraphs else pages.join(flow, report, decided, record.hyphens)
    body = notes.put_back(flow, beside) if beside else flow
    context = replace(record.context, marks=noted.marks)
    body = (*fields_apart(body[:_OPENING_BLOCKS], context), *body[_OPENING_BLOCKS:])
    return record._replace(context=context, body=body)


def prepare(
    source: Source,
    profile: Profile,
    report: Report,
    metadata: Metadata | None,
    people: KnownPeople,
    decided: Decided,
    weights: Path | None = None,
) -> Prepared:
    """All that is read of a source before turns are looked for."""
    record = laid_out(source, profile, report, metadata, people, decided, weights)
    roster = Roster(record.context, source.text)
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


def parse(
    source: Source,
    profile: Profile,
    report: Report,
    metadata: Metadata | None,
    people: KnownPeople,
    decided: Decided,
    weights: Path | None = None,
) -> Document:
    """The document in a source.

    ``metadata`` is what stands beside it, ``people`` the persons the house knows, ``decided`` what an editor has
    decided of it, ``weights`` the folder of other tables than the general ones.
    """
    doubtful: list[Diagnostic] = []

    def say(finding: Diagnostic) -> None:
        (doubtful.append if finding.rule is brackets.BRACKET_KIND_UNKNOWN else report)(finding)

    record = prepare(source, profile, say, metadata, people, decided, weights)
    header, start, context, body, roster, listed, title = record
    found = _turns(record, source)
    stated = facts.decide(
        body, found.first, context, {names.tokens(turn.label.name) for turn in found.every}, _wanted(header)
    )
    context = replace(context, heads=context.heads | {*facts.titles(stated)})
    title = title or next((each.fact.text.text for each in stated if each.fact.kind is FactKind.TITLE), "")
    nodes: tuple[Node, ...]
    if found.first is not None:
        first = found.first
        before = _preamble(body[:first], listed, title, context, more=True)
        end = max(ending.start(body, first, listed, context), max(found.by_block) + 1)
        after = ending.nodes(body, end, listed, context)
        kinds = _kinds(record, source, found, range(first, end))
        left_out = tuple(
            block.text.span() for block in body[first:end] if _is_furniture(kinds.get(block.text.offset(0)))
        )
        header = _without(header, left_out, source, report, "within the talk")
        within = {body[at].text.offset(0): node for at, node in listed.items() if first <= at < end}
        gone = frozenset(span.start for span in left_out)
        rest = consumed(body[first:end])
        del body, record
        cuts = (each for each in speech.cut(rest, first, found) if each.block.text.offset(0) not in gone)
        nodes = (*before, *speech.turns(cuts, found, kinds, context, within), *after)
    else:
        nodes = correspondence.parts(_preamble(correspondence.apart(body), listed, title, context, more=False))
    nodes = structure.gather(marked(nodes, context.marks, report), source.regions)
    genre = opening.genre(title or _first_head(nodes), context, speech=found.first is not None)
    if genre == "document" and any(isinstance(node, Salute) for node in nodes):
        genre = "letter"
    written = genre in correspondence.GENRES or (found.first is None and correspondence.sent(header.title, nodes))
    said = _setting(header, title, nodes)
    is_talk = found.first is not None or bool(roster.groups) or genre in _TALKS
    letter = correspondence.read(header.title, nodes, _day(header), context) if written else None
    if letter:  # which says itself who wrote to whom
        stated = tuple(each for each in stated if each.fact.kind not in (FactKind.AUTHOR, FactKind.RECIPIENT))
    for finding in (*(each.finding for each in stated), *brackets.most_telling(doubtful)):
        if finding:
            report(finding)
    return Document(
        header=header,
        blocks=nodes,
        genre=genre,
        language=_language(source, start, context),
        setting=said if is_talk and not written else Setting(),
        day=said.date,
        correspondence=letter,
        participants=tuple(roster.groups),
        facts=tuple(each.fact for each in stated),
    )


def _wanted(header: Header) -> frozenset[FactKind]:
    """The facts that the archive's header does not state."""
    known = {
        FactKind.TITLE: bool(header.title),
        FactKind.DATE: header.date is not None,
        FactKind.IDNO: header.citation is not None,
        FactKind.AUTHOR: header.metadata is not None and bool(header.metadata.authors),
        FactKind.CLASSIFICATION: header.metadata is not None and bool(header.metadata.classification),
    }
    return frozenset(kind for kind in FactKind if not known.get(kind))


def _turns(record: Prepared, source: Source) -> turns.Turns:
    """The turns of a record, by the blocks of its whole body; their doubts are reported."""
    context, spoken = record.context, record.spoken

    def may_speak(name: str) -> bool:
        if ("label", bare_label(name)) in context.decided.labels:
            return True
        return not fits_any(context.profile.not_speakers, name) and not is_label(name, context)

    told = frozenset(at for at in spoken if speech.is_stage(record.body[at], context))  # the archive's own patterns
    spoken = tuple(at for at in spoken if at not in told)
    found = turns.decide(
        [record.body[at] for at in spoken], source.text, names_given(record), turns.model(context.weights),
        context.is_bold, may_speak, context.decided.is_speaker, separators=context.profile.separators,
        labels=source.labels,
    )  # fmt: skip
    found = found.moved(spoken)
    doubts.report(found, record.body, context)
    return found


def _kinds(record: Prepared, source: Source, found: turns.Turns, talk: range) -> dict[int, block_kinds.Read]:
    """What each paragraph without a label is, by where it begins; those that are words are not listed."""
    starts = sorted(found.by_block)
    speakers = {turn.label.name for turn in found.every}
    heads = record.context.heads
    wanted = [
        at for at in talk
        if at not in found.by_block and at not in record.listed and not record.body[at].note
        and not found.stands_alone(at - 1, record.body)
    ]  # fmt: skip
    seen = block_kinds.paragraphs(record.body, source.text, starts, speakers, heads, wanted)
    model = block_kinds.model(record.context.weights)
    read = {at: _by_editor(record, at) or block_kinds.read(seen[at], model) for at in wanted}
    doubts.report_paragraphs(((record.body[at], each) for at, each in read.items()), record.context)
    return {
        record.body[at].text.offset(0): each
        for at, each in read.items()
        if each.is_decided or each.kind is not block_kinds.Kind.WORDS
    }


def _by_editor(record: Prepared, at: int) -> block_kinds.Read | None:
    """What an editor has decided that a paragraph is."""
    decision = record.context.decided.of("block", record.body[at].text.offset(0))
    if decision and decision.says == notes.NOTE:
        record.context.decided.idle(
            decision, "it begins with no number, letter or sign, as a note does", record.context.report
        )
        return None
    return block_kinds.Read(block_kinds.Kind(decision.says), 1.0, is_decided=True) if decision else None


def _is_furniture(read: block_kinds.Read | None) -> bool:
    return read is not None and read.kind is block_kinds.Kind.FURNITURE


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


def _without(
    header: Header, spans: tuple[Span, ...], source: Source, report: Report, where: str = "at the top or foot of pages"
) -> Header:
    """The header with lines that are left out of the text among its omissions."""
    if not spans:
        return header
    first = source.text[spans[0].start : spans[0].end]
    lines = "1 line" if len(spans) == 1 else f"{len(spans)} lines"
    report(furniture.RUNNING_HEAD.at(spans[0], f"{lines} {where} left out, such as “{first}”"))
    omitted = (Omission(Excerpt.of(source, *span), "running head, page number or stamp") for span in spans)
    return replace(header, omissions=(*header.omissions, *omitted))


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


def _language(source: Source, start: int, context: Context) -> str:
    expected = context.profile.language
    found = languages.written_in(source.text[start:], expected)
    if found != expected:
        house = languages.name(expected)
        told = "in no language that is known by its words" if found == "und" else f"in {languages.name(found)}"
        message = f"the text seems to be {told}, not in {house}; declared as “{found}”"
        context.report(languages.LANGUAGE_OF_TEXT.at(None, message))
    return found


def _known(roster: Roster, title: str, body: tuple[Block, ...], context: Context) -> tuple[tuple[str, ...], ...]:
    """The names the record gives outside the talk: its participants, and whom its titles name."""
    persons = [person for group in roster.groups for person in group.persons]
    listed = tuple(names.tokens(words) for person in persons for words in (person.name, person.role) if words)
    heads = [block.text.text for block in body[:6] if opening.is_head(block, title, context)]
    return listed + tuple(name for text in (title, *heads) for name in names.in_title(text, context.profile))


def _preamble(
    body: tuple[Block, ...], listed: dict[int, Node], title: str, context: Context, *, more: bool
) -> tuple[Node, ...]:
    """What stands before the first turn; in a record without direct speech, all of it. ``more``: turns follow."""
    nodes: list[Node] = []
    top = True  # TEI wants titles and date lines before the first paragraph (Guidelines 4.2)
    for at, block in enumerate(body):
        if block.after_page:
            nodes.append(block.after_page)
        if at in listed:
            node: Node = listed[at]
        else:
            headed = more or at + 1 < len(body)  # a line in capitals that ends a record is a signature
            heading = speech.heading(block, context) if headed and not top else None
            if not heading and not top and at + 1 < len(body):
                heading = speech.between_paragraphs(block, body[at - 1], body[at + 1], context)
            found = opening.recognise(block, title, context) if top else heading
            node = found or speech.loose(block, context)
        nodes.append(node)
        top = top and isinstance(node, (Head, Byline, Classification, Dateline, Note, Reference))
    return tuple(nodes)


def _first_head(nodes: tuple[Node, ...]) -> str:
    return next((plain(node.content) for node in nodes if isinstance(node, Head)), "")


def _day(header: Header) -> DateValue | None:
    return header.date.value if header.date else None


def _setting(header: Header, title: str, nodes: tuple[Node, ...]) -> Setting:
    notes = tuple(plain(n.content) for n in nodes if isinstance(n, Note) and n.type == "headnote")
    heads = tuple(plain(n.content) for n in nodes if isinstance(n, Head))
    return opening.setting((*notes, *heads[:1], title), _day(header))


__all__ = ["parse", "plain"]
