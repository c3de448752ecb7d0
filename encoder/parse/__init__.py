"""Source to Document: every text has one. A doubt is a diagnostic, never an exception.

The steps in their order: cover, blocks, page joins, participants, label style, and then block after block: what stands
before the first turn, and the turns. Persons are found here, where they are listed; who speaks is decided afterwards,
in `encoder/resolve/`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from encoder.lexicon import languages, names
from encoder.parse.brackets import evidence as brackets
from encoder.parse.context import Context, fits_any
from encoder.parse.facts import decide as facts
from encoder.parse.front import opening
from encoder.parse.layout import structure
from encoder.parse.layout.blocks import Block
from encoder.parse.letter import correspondence
from encoder.parse.notes import decide as notes
from encoder.parse.notes.nodes import marked
from encoder.parse.prepared import Inputs, Prepared, day_of, inputs, names_given, prepare, without
from encoder.parse.roster import titled
from encoder.parse.roster.lines import is_label
from encoder.parse.talk import block_kinds, doubts, ending, extents, speech, turns
from encoder.values.blocks import Block as Node
from encoder.values.blocks import Byline, Classification, Dateline, Head, Reference, Salute
from encoder.values.content import plain
from encoder.values.decisions import bare_label
from encoder.values.diagnostics import Diagnostic
from encoder.values.document import Document, Setting
from encoder.values.fact import FactKind
from encoder.values.header import Header
from encoder.values.inline import Note
from encoder.values.memory import consumed
from encoder.values.source import Source

_TALKS = frozenset(("conversation", "speech", "interview", "debate"))
"""Genres of what was said somewhere (Guidelines 15.2.3); a memorandum or a press release has no such setting."""


def parse(given: Inputs) -> Document:
    """The document in a source."""
    source, report = given.source, given.report
    doubtful: list[Diagnostic] = []

    def say(finding: Diagnostic) -> None:
        (doubtful.append if finding.rule is brackets.BRACKET_KIND_UNKNOWN else report)(finding)

    record = prepare(replace(given, report=say))
    header, start, context, body, roster, listed, title = record
    found = _turns(record, source)
    stated = facts.decide(
        body, found.first, context, {names.tokens(turn.label.name) for turn in found.every}, _wanted(header)
    )
    context = replace(context, heads=context.heads | {*facts.titles(stated)})
    title = title or next((each.fact.text.text for each in stated if each.fact.kind is FactKind.TITLE), "")
    subjects = [each.fact.text.text for each in stated if each.fact.kind is FactKind.SUBJECT]
    met = () if found.first is not None else titled.persons([title, *subjects], body, context, roster.groups)
    nodes: tuple[Node, ...]
    if found.first is not None:
        first = found.first
        before = _preamble(body[:first], listed, title, context, more=True)
        end = max(ending.start(body, first, listed, context), max(found.by_block) + 1)
        after = ending.nodes(body, end, listed, context)
        kinds = _kinds(record, source, found, range(first, end))
        left_out = tuple(
            span
            for block in body[first:end]
            if _is_furniture(kinds.get(block.text.offset(0)))
            for span in block.text.spans()  # what stands between them was left out before
        )
        header = without(header, left_out, source)
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
    groups = (*roster.groups, *met)
    is_talk = found.first is not None or bool(groups) or genre in _TALKS
    letter = correspondence.read(header.title, nodes, day_of(header), context) if written else None
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
        participants=groups,
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
    read = {
        at: each
        for run in _runs(wanted, found, record.listed)
        for at, each in zip(
            run, extents.read([seen[at] for at in run], model, [_by_editor(record, at) for at in run]), strict=True
        )
    }
    _keep_lists(read, record, source)
    if source.voiced:
        read = {at: each for at, each in read.items() if each.is_decided or each.kind is block_kinds.Kind.ACTION}
    doubts.report_paragraphs(((record.body[at], each) for at, each in read.items()), record.context)
    return {
        record.body[at].text.offset(0): each
        for at, each in read.items()
        if each.is_decided or each.kind is not block_kinds.Kind.WORDS
    }


def _keep_lists(read: dict[int, block_kinds.Read], record: Prepared, source: Source) -> None:
    """The items of one list of the file are what its first item is; a speech does not end within a list."""
    spans = [(region.start, region.end) for region in source.regions if region.kind == "item"]
    starts = [start for start, _ in spans]

    def is_item(at: int) -> bool:
        place = record.body[at].text.offset(0)
        around = bisect_right(starts, place) - 1
        return around >= 0 and place < spans[around][1]

    for before, at in pairwise(sorted(read)) if spans else ():
        if at == before + 1 and is_item(before) and is_item(at) and not read[at].is_decided:
            read[at] = read[before]


def _runs(wanted: Sequence[int], found: turns.Turns, listed: Collection[int]) -> list[list[int]]:
    """The numbers of blocks, grouped where no speech or list separates them."""
    runs: list[list[int]] = []
    for at in wanted:
        parted = not runs or any(between in found.by_block or between in listed for between in range(runs[-1][-1], at))
        if parted:
            runs.append([])
        runs[-1].append(at)
    return runs


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


def _language(source: Source, start: int, context: Context) -> str:
    expected = context.profile.language
    found = languages.written_in(source.text[start:], expected)
    if found != expected:
        house = languages.name(expected)
        told = "in no language that is known by its words" if found == "und" else f"in {languages.name(found)}"
        message = f"the text seems to be {told}, not in {house}; declared as “{found}”"
        context.report(languages.LANGUAGE_OF_TEXT.at(None, message))
    return found


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


def _setting(header: Header, title: str, nodes: tuple[Node, ...]) -> Setting:
    notes = tuple(plain(n.content) for n in nodes if isinstance(n, Note) and n.type == "headnote")
    heads = tuple(plain(n.content) for n in nodes if isinstance(n, Head))
    return opening.setting((*notes, *heads[:1], title), day_of(header))


__all__ = ["Inputs", "inputs", "parse", "plain"]
