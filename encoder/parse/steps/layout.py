"""The lines of a source as blocks: without what is the page's, notes told apart, pages joined."""

from __future__ import annotations

from dataclasses import replace

from encoder.parse import furniture
from encoder.parse.draft import OPENING_BLOCKS, Draft
from encoder.parse.layout import hyphens, pages
from encoder.parse.layout.blocks import blocks
from encoder.parse.notes import candidates
from encoder.parse.notes import decide as notes
from encoder.parse.roster.lines import fields_apart
from encoder.parse.steps.header import without
from encoder.values.excerpt import Excerpt
from encoder.values.record.header import Reason


def leave_out(draft: Draft) -> Draft:
    """What does not stand in the text: running heads, numbers, stamps, the hyphens of divided words."""
    given = draft.given
    divided = hyphens.undone(given.source, draft.start, given.report)
    left_out, doubtful = (
        furniture.NOTHING if given.source.voiced
        else furniture.decide(given.source, draft.start, given.weights, given.decided)
    )  # fmt: skip
    for finding in doubtful:
        given.report(finding)
    lines, signs = ([Excerpt.of(given.source, *span) for span in spans] for spans in (left_out, divided))
    header = draft.header
    for gone, why in (
        (lines, Reason.FURNITURE), (given.numbers, Reason.LINE_NUMBERS), (signs, Reason.HYPHEN),
    ):  # fmt: skip
        header = without(header, gone, why)
    return replace(draft, header=header, left_out=left_out, hyphens=divided)


def divide(draft: Draft) -> Draft:
    """The blocks as the lines show them: notes among the text, pages not yet joined."""
    found = blocks(draft.given.source, draft.start, draft.left_out, draft.hyphens)
    return replace(draft, body=candidates.apart(found))


def tell_notes(draft: Draft) -> Draft:
    """The notes as blocks of their own, and their marks."""
    given = draft.given
    noted, findings = notes.decide(draft.body, given.source, given.weights, given.decided)
    for each in findings:
        given.report(each)
    return replace(draft, body=tuple(noted.blocks), context=replace(draft.context, marks=noted.marks))


def join_pages(draft: Draft) -> Draft:
    """The blocks with sentences whole that go on over a page, and over the notes at its foot."""
    given = draft.given
    flow, beside = notes.in_flow(draft.body)
    flow = flow if given.source.paragraphs else pages.join(flow, given.report, given.decided, draft.hyphens)
    body = notes.put_back(flow, beside) if beside else flow
    return replace(draft, body=(*fields_apart(body[:OPENING_BLOCKS], draft.context), *body[OPENING_BLOCKS:]))
