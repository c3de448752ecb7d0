"""What an archive says about a record: its cover, its page, its catalogue (Guidelines 2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from encoder.values.excerpt import Elsewhere, Excerpt
from encoder.values.metadata import Metadata
from encoder.values.record.inline import Content, Date, DateValue


@dataclass(frozen=True, slots=True)
class BiblPart:
    """A part of a citation as printed: the TEI element it is, and its attributes; plain text where ``tag`` is None."""

    text: Excerpt
    tag: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """The citation as printed, in parts and in order: their texts together are the citation's own words."""

    parts: tuple[BiblPart, ...]
    book: tuple[BiblPart, ...] = ()
    """The book it says the text was printed in, in its own words."""

    @property
    def is_printed(self) -> bool:
        """Whether it stands in the record; otherwise it was put together from the data beside it."""
        return not any(isinstance(part.text, Elsewhere) for part in self.parts)

    def find(self, tag: str, **attributes: str) -> str | None:
        """The text of the first part with that tag and those attributes."""
        wanted = set(attributes.items())
        return next((p.text.text for p in self.parts if p.tag == tag and wanted <= set(p.attributes)), None)


class Reason(StrEnum):
    """Why characters of the source are no text of the edition, in the words of its `note[@type='omissions']`."""

    FURNITURE = "running head, page number or stamp"
    LINE_NUMBERS = "numbers of lines in the margin"
    HYPHEN = "hyphen at a line end, of a word that the record has whole elsewhere"
    LABEL = "label of a field that stands in the header"
    UNPLACED = "field of the front matter that the header has no place for"
    BEFORE_CARD = "stands before the card and belongs to no field"
    BEFORE_COVER = "stands before the cover and belongs to no field"
    LOGO = "logo or address of the archive's site"
    TAB = "tab of the page"
    BUTTONS = "buttons of the page"
    ABOVE = "the page's own, above the record"
    OPENS = "begins the front matter"
    CLOSES = "ends the front matter"
    ESCAPES = "escapes the sign beside it"
    CLOSES_VALUE = "closes the value of a field"
    BETWEEN = "stands between the names of languages, which are in langUsage"


@dataclass(frozen=True, slots=True)
class Omission:
    """Characters of the source that are deliberately not text of the edition, and why."""

    text: Excerpt
    reason: Reason


@dataclass(frozen=True, slots=True)
class Header:
    """What the archive says about the record. Every field is None or empty where the source does not say it.

    Words are `Elsewhere` if the data beside the record say them.
    """

    title: Content = ()
    date: Date | None = None
    citation: Citation | None = None
    summary: Excerpt | None = None
    credits: Excerpt | None = None
    funders: tuple[str, ...] = ()
    language: Excerpt | None = None
    contents: tuple[Excerpt, ...] = ()
    omissions: tuple[Omission, ...] = ()
    metadata: Metadata | None = None

    @property
    def day(self) -> DateValue | None:
        """The day that the archive's header states."""
        return self.date.value if self.date else None

    @property
    def translators(self) -> tuple[str, ...]:
        """The names of the translators, from the citation."""
        return self.contributors("translator")

    def contributors(self, role: str) -> tuple[str, ...]:
        """The names the citation gives for a role."""
        parts = self.citation.parts if self.citation else ()
        return tuple(p.text.text for p in parts if role in dict(p.attributes).get("role", "").split())
