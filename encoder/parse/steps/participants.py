"""Who took part: persons in lists at the beginning or the end; without any talk, those whom the titles name."""

from __future__ import annotations

from dataclasses import replace

from encoder.lexicon import names
from encoder.parse.draft import Draft
from encoder.parse.front import opening
from encoder.parse.roster import titled
from encoder.parse.roster.participants import Roster
from encoder.values.record.content import plain
from encoder.values.record.fact import FactKind

_HEADS = 6
"""How many blocks at the beginning may be headings that name somebody."""


def read_lists(draft: Draft) -> Draft:
    """The lists of participants."""
    roster = Roster(draft.context, draft.given.source.text)
    known = draft.known
    listed = roster.read(draft.body, known)
    listed = {at: line for at, line in listed.items() if not draft.body[at].note}
    return replace(draft, listed=listed, participants=roster.groups)


def read_titles(draft: Draft) -> Draft:
    """The participants whom the title or the subject of a record without direct speech names."""
    if draft.turns.first is not None:
        return draft
    subjects = [each.text.text for each in draft.facts if each.kind is FactKind.SUBJECT]
    met = titled.persons([draft.title, *subjects], draft.body, draft.context, draft.participants)
    return replace(draft, participants=(*draft.participants, *met))


def names_given(draft: Draft) -> tuple[tuple[str, ...], ...]:
    """The names the record gives outside the talk, as compared words: its participants, and whom its titles name."""
    persons = [person for group in draft.participants for person in group.persons]
    listed = tuple(names.tokens(words) for person in persons for words in (person.name, person.role) if words)
    title, context = plain(draft.header.title), draft.context
    heads = [
        draft.body[at].text.text for at in draft.spoken[:_HEADS] if opening.is_head(draft.body[at], title, context)
    ]
    return listed + tuple(name for text in (title, *heads) for name in names.in_title(text, context.profile))
