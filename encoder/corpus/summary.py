"""The summary of an edition, as a catalogue has one: what it is, when and where from, who speaks in it, and where.

    wcda-118978   1961-09-10   conversation   Record of Conversation between …   kim-il-sung: 55 speeches, sp2 sp4 …

It is all that the register and the lists of a site need, so that they can be made without reading editions again.
Guidelines: 2.4 The Profile Description; 14.3 Biographical and Prosopographical Data.
"""

from __future__ import annotations

from sys import intern
from typing import NamedTuple

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


def shared(summary: Summary) -> Summary:
    """The same with what many summaries say kept once in memory: `sp1`, the name of an archive."""
    parts = tuple(
        each._replace(
            key=intern(each.key), names=_all(each.names), part=intern(each.part), role=intern(each.role),
            identifiers=tuple((intern(kind), intern(value)) for kind, value in each.identifiers),
            speeches=_all(each.speeches), mentions=_all(each.mentions),
        )
        for each in summary.parts
    )  # fmt: skip
    return summary._replace(
        genre=intern(summary.genre), archive=intern(summary.archive), languages=_all(summary.languages),
        places=_all(summary.places), subjects=_all(summary.subjects), parts=parts, language=intern(summary.language),
        turns=tuple((intern(later), intern(earlier), number) for later, earlier, number in summary.turns),
    )  # fmt: skip


def _all(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(intern, words))
