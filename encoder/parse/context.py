"""What every recogniser may know besides its text: the archive, where findings go, and the record's own languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

from encoder.archives.people import KnownPeople
from encoder.parse.inline.mentions import Mentions
from encoder.parse.notes.candidates import Mark
from encoder.values.decisions import Decided
from encoder.values.diagnostics import Report
from encoder.values.profile import Profile
from encoder.values.record.inline import Resp
from encoder.values.source import Cell, Styled


@lru_cache(maxsize=4096)  # asked of the same few labels for each turn of a conversation
def fits_any(patterns: tuple[str, ...], text: str) -> bool:
    """Whether one of a profile's patterns is the whole of a text, in any case."""
    return _compiled(patterns).fullmatch(text) is not None


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Context:
    """Handed from stage to stage; ``languages`` are BCP 47 tags of the original, empty until the cover is read.

    ``resp`` is whose brackets are that do not say it, ``styled`` what the file shows in bold or italics, ``heads``
    where it says that a heading begins, ``rows`` the cells of each row of a table by where it begins, ``mentions`` how
    the record uses names, ``people`` the persons whom the archive knows, ``decided`` what an editor has decided,
    ``weights`` the folder of other tables of weights than the general ones, ``marks`` the marks of notes by where they
    begin, with the ids of their notes.
    """

    profile: Profile
    report: Report
    mentions: Mentions
    people: KnownPeople
    languages: tuple[str, ...] = ()
    resp: Resp = "editor"
    styled: tuple[Styled, ...] = ()
    heads: frozenset[int] = frozenset()
    rows: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    decided: Decided = field(default_factory=Decided)
    weights: Path | None = None
    marks: Mapping[int, tuple[Mark, str]] = field(default_factory=dict)

    def is_bold(self, start: int, end: int) -> bool:
        """Whether the file shows all characters of a range of the source in bold."""
        return any(each.rend == "bold" and each.start <= start and each.end >= end for each in self.styled)

    def of_archive(self) -> Context:
        """The same, for a title: its brackets are the cataloguer's."""
        return replace(self, resp="archive")
