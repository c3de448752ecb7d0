"""What is made of each record, and how: a value that goes from process to process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from encoder.publish.site.frame import Frame


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is made of each record, and how."""

    profile: str
    people: str | None
    date: str | None
    language: str
    time_limit: float | None = None
    """Seconds after which the work on one record is given up."""
    weights: str | None = None
    """The folder of tables of weights; None for the built-in ones."""
    publisher: str | None = None
    licence: str | None = None
    schema: str | None = None
    schematron: tuple[str, ...] = ()
    site: Frame | None = None
    """What pages say about their site; None if there is no site."""
    keeps: bool = False
    """Whether what is written of each edition is kept besides, for a merge with what people make of it."""
    is_brief: bool = False
    """Whether only the findings of a built record are reported, because there are many records."""
    listed: bool = False
    """Whether the records are those of a project, whose register wants a summary of each."""
