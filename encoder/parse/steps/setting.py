"""What kind of record it is, where and when it was made, and who wrote to whom (Guidelines 15.2.3, 2.4.6)."""

from __future__ import annotations

from dataclasses import replace

from encoder.lexicon import languages
from encoder.parse.draft import Draft
from encoder.parse.front import opening
from encoder.parse.letter import correspondence
from encoder.values.record.blocks import Head, Salute
from encoder.values.record.content import plain
from encoder.values.record.document import Document, Setting
from encoder.values.record.fact import FactKind
from encoder.values.record.inline import Content, Note

_TALKS = frozenset(("conversation", "speech", "interview", "debate"))
"""Genres of what was said somewhere (Guidelines 15.2.3); a memorandum or a press release has no such setting."""


def correspond(draft: Draft) -> Draft:
    """The genre, and of what was sent, from whom to whom; a letter that says so itself needs no fact that does."""
    spoken = draft.turns.first is not None
    genre = opening.genre(draft.title or _first_head(draft), draft.context, speech=spoken)
    if genre == "document" and any(isinstance(node, Salute) for node in draft.nodes):
        genre = "letter"
    header = draft.header
    title = header.title or (_head(draft) if genre == "document" else ())
    written = genre in correspondence.GENRES or (
        not spoken and correspondence.sent(title, draft.nodes, is_head=not header.title)
    )
    letter = correspondence.read(header.title, draft.nodes, header.day, draft.context) if written else None
    said = (FactKind.AUTHOR, FactKind.RECIPIENT) if letter else ()
    facts = tuple(each for each in draft.facts if each.kind not in said)
    return replace(draft, genre=genre, is_written=written, correspondence=letter, facts=facts)


def document(draft: Draft) -> Document:
    """The document that a finished draft is."""
    said = _setting(draft)
    is_talk = draft.turns.first is not None or bool(draft.participants) or draft.genre in _TALKS
    return Document(
        header=draft.header,
        blocks=draft.nodes,
        genre=draft.genre,
        language=_language(draft),
        setting=said if is_talk and not draft.is_written else Setting(),
        day=said.date,
        correspondence=draft.correspondence,
        participants=draft.participants,
        facts=draft.facts,
    )


def _language(draft: Draft) -> str:
    expected = draft.context.profile.language
    found = languages.written_in(draft.given.source.text[draft.start :], expected)
    if found != expected:
        told = "in no language that is known by its words" if found == "und" else f"in {languages.name(found)}"
        message = f"the text seems to be {told}, not in {languages.name(expected)}; declared as “{found}”"
        draft.context.report(languages.LANGUAGE_OF_TEXT.at(None, message))
    return found


def _first_head(draft: Draft) -> str:
    return plain(_head(draft))


def _head(draft: Draft) -> Content:
    """The content of the first heading; nothing if there is none."""
    return next((node.content for node in draft.nodes if isinstance(node, Head)), ())


def _setting(draft: Draft) -> Setting:
    notes = tuple(plain(n.content) for n in draft.nodes if isinstance(n, Note) and n.type == "headnote")
    heads = tuple(plain(n.content) for n in draft.nodes if isinstance(n, Head))
    return opening.setting((*notes, *heads[:1], draft.title), draft.header.day)
