"""A record that is to be made, and what became of it: values that go from process to process."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from encoder.build.inputs import Needs

if TYPE_CHECKING:
    from encoder.check.located import Located
    from encoder.corpus.summary import Summary
    from encoder.values.errors import EncoderError


class State(StrEnum):
    """What becomes of a record."""

    NEW = "new"
    CHANGED = "changed"
    """The edition is rebuilt."""
    RENDERED = "rendered"
    """Only the pages are rebuilt."""
    EDITED = "edited"
    """The edition was edited by hand and is kept."""
    SAME = "same"
    FAILED = "failed"


class Before(NamedTuple):
    """What was made of a record before: what it depended on, and the digests of what was written."""

    needs: Needs
    results: dict[str, str]
    by_hand: str = ""
    """Of an edition that somebody has worked on: as what it was checked last (`state.looked_at`)."""
    is_noted: bool = True
    """Whether the manifest lists it."""


class Record(NamedTuple):
    """A source, where its results go (`xml`, `html` …), and what was made of it before."""

    source: str
    targets: dict[str, str]
    before: Before | None = None


class Made(NamedTuple):
    """What became of a record."""

    source: str
    state: State = State.FAILED
    needs: Needs = Needs({}, {})
    results: dict[str, str] = {}  # noqa: RUF012 -- a value, never changed
    """The digests of the files that were written, by kind; the edition's alone where pages could not be made."""
    line: str = ""
    """What is printed of the record, in one line."""
    findings: tuple[Located, ...] = ()
    """The findings; empty if the edition was not rebuilt (`SAME`, `RENDERED`)."""
    refused: EncoderError | None = None
    fault: str = ""
    traceback: str = ""
    summary: Summary | None = None
    """What lists and the register say of it, where there is a site."""
    by_hand: str = ""
    """As `Before.by_hand`."""
