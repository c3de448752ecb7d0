"""Those who take part in a talk (Guidelines 15.2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from encoder.values.authority import Entry


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the record names as taking part. ``name`` is the record's spelling, ``role`` its words or None."""

    id: str
    name: str
    """With the form of address if one is printed: `Councillor Sharma`."""
    bare: str
    """The part of it without: `Sharma`."""
    role: str | None = None
    interpreter: bool = False
    entry: Entry | None = None
    """Who it is in the archive's file of people."""
    label: str | None = None
    """The label that the person is entered from, where the record lists nobody of that name."""
    is_group: bool = False
    """Whether it may be more than one: `Q` is whoever asks."""


SPEAKERS = "Speakers, as the labels name them"
"""The head of the group of those who are known by their labels alone."""


TITLED = "Participants whom the title names"
"""The head of the group of those whom no list names, only the title."""


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """The participants under one label; ``head`` is the label without its colon."""

    head: str
    persons: tuple[Person, ...]
    exhaustive: bool = True
    """False for “Also present”, which leaves the main speakers to be known from elsewhere."""
