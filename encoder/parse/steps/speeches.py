"""Who speaks where: the beginnings of speeches, and what the paragraphs between them are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from encoder.parse.context import fits_any
from encoder.parse.draft import Draft
from encoder.parse.notes import decide as notes
from encoder.parse.roster.list_labels import is_label
from encoder.parse.steps.header import without
from encoder.parse.steps.participants import names_given
from encoder.parse.talk import doubts, speech
from encoder.parse.talk.extent import block_kinds, extents, headings
from encoder.parse.talk.extent.block_kinds import Kind, Read
from encoder.parse.talk.extent.paragraphs import Paragraph, paragraphs
from encoder.parse.talk.turns import decide as turns
from encoder.values.decisions import bare_label
from encoder.values.excerpt import Excerpt
from encoder.values.record.header import Reason


def turns_asked(draft: Draft) -> tuple[tuple[int, ...], turns.Asked]:
    """What is asked of where speeches begin, and the numbers in the body of the blocks that it is asked about."""
    context, source = draft.context, draft.given.source

    def may_speak(name: str) -> bool:
        if ("label", bare_label(name)) in context.decided.labels:
            return True
        return not fits_any(context.profile.not_speakers, name) and not is_label(name, context)

    spoken = tuple(at for at in draft.spoken if not speech.is_stage(draft.body[at], context))
    return spoken, turns.Asked(
        [draft.body[at] for at in spoken], source.text, names_given(draft), turns.model(context.weights),
        context.is_bold, may_speak, context.decided.is_speaker, context.profile.separators, source.labels,
    )  # fmt: skip


def find_turns(draft: Draft) -> Draft:
    """The turns, by the blocks of the whole body; their doubts are reported."""
    spoken, asked = turns_asked(draft)
    found = turns.decide(asked).moved(spoken)
    doubts.report(found, draft.body, draft.context)
    return replace(draft, turns=found)


def read_paragraphs(draft: Draft) -> Draft:
    """What each paragraph without a label is within the talk."""
    if draft.turns.first is None:
        return draft
    source, body, found = draft.given.source, draft.body, draft.turns
    seen = between(draft)
    wanted = list(seen)
    model = block_kinds.model(draft.context.weights)
    read = {
        at: each
        for run in _runs(wanted, found, draft.listed)
        for at, each in zip(
            run, extents.read([seen[at] for at in run], model, [_told(draft, at) for at in run]), strict=True
        )
    }
    _keep_lists(read, draft)
    if source.voiced:
        read = {at: each for at, each in read.items() if each.is_decided or each.kind is Kind.ACTION}
    doubts.report_paragraphs(((body[at], each) for at, each in read.items()), draft.context)
    told = {at: each for at, each in read.items() if each.is_decided or each.kind is not Kind.WORDS}
    gone = [
        Excerpt.of(source, *span)
        for at, each in sorted(told.items())
        if each.kind is Kind.FURNITURE
        for span in body[at].text.spans()  # what stands between them was left out before
    ]
    kinds = {body[at].text.offset(0): each for at, each in told.items()}
    return replace(draft, kinds=kinds, header=without(draft.header, gone, Reason.FURNITURE))


def between(draft: Draft) -> dict[int, Paragraph]:
    """The paragraphs of the talk that no speech begins in, by the numbers of their blocks."""
    body, found = draft.body, draft.turns
    wanted = [
        at for at in draft.talk
        if at not in found.by_block and at not in draft.listed and not body[at].note
        and not found.stands_alone(at - 1, body)
    ]  # fmt: skip
    speakers = {turn.label.name for turn in found.every}
    return paragraphs(body, draft.given.source.text, sorted(found.by_block), speakers, draft.context.heads, wanted)


def read_headings(draft: Draft) -> Draft:
    """Which blocks outside the talk, and apart from it, are headings; an editor's decision holds."""
    source, body, talk = draft.given.source, draft.body, draft.talk
    kinds = dict(draft.kinds)

    def is_apart(at: int) -> bool:
        found = kinds.get(body[at].text.offset(0))
        return found is not None and found.kind is Kind.APART and not found.is_decided

    outside = [at for at in draft.spoken if at not in talk]
    apart = [at for at in draft.spoken if at in talk and is_apart(at)]
    starts = sorted(draft.turns.by_block)
    read = headings.read(
        body, source.text, starts, draft.context.heads, sorted((*outside, *apart)), draft.context.weights
    )  # fmt: skip
    read |= {at: said for at in outside if (said := _by_editor(draft, at)) and said.kind in (Kind.HEADING, Kind.WORDS)}
    kinds |= {body[at].text.offset(0): read[at] for at in apart if read[at].kind is Kind.HEADING}
    return replace(draft, kinds=kinds, headings={at: read[at] for at in outside})


def outside(draft: Draft) -> dict[int, Paragraph]:
    """The blocks outside the talk, of which it was asked whether they are headings, by their numbers."""
    starts = sorted(draft.turns.by_block)
    return paragraphs(draft.body, draft.given.source.text, starts, (), draft.context.heads, draft.headings)


def _keep_lists(read: dict[int, Read], draft: Draft) -> None:
    """The items of one list of the file are what its first item is; a speech does not end within a list."""
    spans = [(region.start, region.end) for region in draft.given.source.regions if region.kind == "item"]
    starts = [start for start, _ in spans]

    def is_item(at: int) -> bool:
        place = draft.body[at].text.offset(0)
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


def _told(draft: Draft, at: int) -> Read | None:
    """What an editor, or the file itself, says that a paragraph is."""
    start = draft.body[at].text.offset(0)
    unnamed = draft.given.source.unnamed
    around = bisect_right(unnamed, start, key=lambda each: each.start)
    by_file = Read(Kind.APART, 1.0, is_decided=True) if around and start < unnamed[around - 1].end else None
    return _by_editor(draft, at) or by_file


def _by_editor(draft: Draft, at: int) -> Read | None:
    """What an editor has decided that a paragraph is."""
    decided = draft.context.decided
    decision = decided.of("block", draft.body[at].text.offset(0))
    if decision and decision.says == notes.NOTE:
        decided.idle(decision, "it begins with no number, letter or sign, as a note does", draft.context.report)
        return None
    return Read(Kind(decision.says), 1.0, is_decided=True) if decision else None
