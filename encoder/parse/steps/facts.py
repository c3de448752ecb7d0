"""What the record says of itself where the archive does not: its title, date, place, sender, shelf mark."""

from __future__ import annotations

from dataclasses import replace

from encoder.lexicon import names
from encoder.parse.draft import Draft
from encoder.parse.facts import decide as facts
from encoder.values.record.fact import FactKind
from encoder.values.record.header import Header


def find(draft: Draft) -> Draft:
    """The facts that the header lacks; their doubts are reported. A line that states the title is a heading."""
    context, turns = draft.context, draft.turns
    speakers = {names.tokens(turn.label.name) for turn in turns.every}
    stated = facts.decide(draft.body, turns.first, context, speakers, _wanted(draft.header))
    for each in stated:
        if each.finding:
            context.report(each.finding)
    found = tuple(each.fact for each in stated)
    title = draft.title or next((each.text.text for each in found if each.kind is FactKind.TITLE), "")
    context = replace(context, heads=context.heads | {*facts.titles(stated)})
    return replace(draft, facts=found, title=title, context=context)


def _wanted(header: Header) -> frozenset[FactKind]:
    known = {
        FactKind.TITLE: bool(header.title),
        FactKind.DATE: header.date is not None,
        FactKind.IDNO: header.citation is not None,
        FactKind.AUTHOR: header.metadata is not None and bool(header.metadata.authors),
        FactKind.CLASSIFICATION: header.metadata is not None and bool(header.metadata.classification),
    }
    return frozenset(kind for kind in FactKind if not known.get(kind))
