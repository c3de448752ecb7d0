"""The summary of an edition, as a catalogue has one: what it is, when and where from, who speaks in it, and where.

    wcda-118978   1961-09-10   conversation   Record of Conversation between …   kim-il-sung: 55 speeches, sp2 sp4 …

It is all that the register and the lists of a site need, so that they can be made without reading editions again.
Guidelines: 2.4 The Profile Description; 14.3 Biographical and Prosopographical Data.
"""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from typing import Any, NamedTuple

AUTHOR, SENT, RECEIVED = "author", "sent", "received"


class Part(NamedTuple):
    """A person's part in a record.

    ``key`` names the person in the register, ``id`` in the edition; of authors and correspondents, who have no
    `person`, it is empty. ``part`` is `person/@role`, or `author`, `sent`, `received`; ``role`` the office in words.
    """

    key: str
    id: str
    names: tuple[str, ...]
    part: str
    role: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    speeches: tuple[str, ...] = ()
    """The `xml:id` of those that the person makes, in their order."""
    mentions: tuple[str, ...] = ()
    """The `xml:id` of those in which the person is named."""
    is_person: bool = True
    """Whether the edition says so: “All Provincial Premiers” received a letter too."""


class Summary(NamedTuple):
    """What a catalogue says of an edition; what is not stated is empty. ``date`` is the first day, as TEI writes it."""

    file: str
    """The name of its files, without folder and ending."""
    id: str
    title: str
    date: str = ""
    date_words: str = ""
    genre: str = ""
    archive: str = ""
    shelf_mark: str = ""
    languages: tuple[str, ...] = ()
    abstract: str = ""
    changed: str = ""
    """The day of the last change that `revisionDesc` states."""
    speeches: int = 0
    words: int = 0
    places: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    turns: tuple[tuple[str, str, int], ...] = ()
    """Who speaks after whom (keys of the later and the earlier speaker), and how often."""
    language: str = ""
    """That of the title and the summary."""


def written(summary: Summary) -> list[Any]:
    """The summary as JSON has it."""
    return [*summary]


def read(told: list[Any]) -> Summary:
    """A summary from JSON. What many summaries say is kept once: `sp1`, the name of an archive."""
    parts = tuple(
        Part(
            intern(key), intern(id_), _all(names), intern(part), intern(role), tuple(map(_all, numbers)),
            _all(speeches), _all(mentions), is_person,
        )
        for key, id_, names, part, role, numbers, speeches, mentions, is_person in told[15]
    )  # fmt: skip
    summary = Summary(*told)
    return summary._replace(
        genre=intern(summary.genre), archive=intern(summary.archive), languages=_all(summary.languages),
        places=_all(summary.places), subjects=_all(summary.subjects), parts=parts, language=intern(summary.language),
        turns=tuple((intern(later), intern(earlier), number) for later, earlier, number in summary.turns),
    )  # fmt: skip


def _all(words: Iterable[str]) -> tuple[Any, ...]:
    return tuple(map(intern, words))
