"""What an archive decides: the words and patterns by which its records are recognised, as data.

A `Profile` is compared, hashed and derived (``dataclasses.replace``); code that needs to know an archive reads it here
and nowhere else. The patterns are strings so that a profile can be written to a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that citations abbreviate: the abbreviation as it stands before a shelf mark, and the full name."""

    sigil: str
    name: str


@dataclass(frozen=True, slots=True)
class Sign:
    r"""A pattern that an archive's records have in their first lines, how often at least, and how a finding calls it.

    Each line begins behind a line end, the first too: `\n` is found ten times as fast as `^`.
    """

    pattern: str
    words: str
    least: int = 1


_FREE = re.compile(
    r"https?://(?:www\.)?(?:creativecommons\.org/(?:licenses|publicdomain)|opendatacommons\.org/licenses"
    r"|opensource\.org/licenses?|gnu\.org/licenses|rightsstatements\.org/vocab/(?:NoC|NKC))[/#?-].*"
)


def status(licence: str | None) -> str:
    """What `availability/@status` says of a licence: that it is free, if it is known to be; else nothing is claimed."""
    return "free" if licence and _FREE.fullmatch(licence) else "unknown"


@dataclass(frozen=True, slots=True)
class Profile:
    """The values that differ from house to house."""

    name: str
    id_prefix: str
    """Before a record's number in `TEI/@xml:id`."""
    language: str
    """BCP 47 tag of the language the records are translated into."""
    publisher: str | None
    """Who publishes the record, when its cover shows that it is from this archive; None: nothing is claimed."""
    distributor: str | None

    field_labels: tuple[tuple[str, str], ...]
    """Label on the cover, name of the header field."""
    site_lines: tuple[str, ...]
    """Logo and address lines of a cover, which go to the list of omissions."""
    contents_terms: tuple[str, ...]
    """What `Contents:` can list; the body begins after the last."""
    collections: tuple[str, ...]
    """The collection as citations print it."""
    credits_formula: str
    """Pattern with a group ``donors``."""
    record_address: str
    """Pattern of a record's URL with a group ``number``."""
    archives: tuple[Archive, ...] = ()

    titles: tuple[str, ...] = ()
    """Forms of address before a name, without full stop."""
    not_speakers: tuple[str, ...] = ()
    """Patterns (whole label, any case) of what stands before a colon and is nobody."""
    participant_labels: tuple[str, ...] = ()
    """Patterns (whole label, any case) that open a list of participants."""
    also_present: str = (
        r".*\b(?:also|others?|observers?|recorders?|note-?takers?|taking notes|interpreters?|translators?)\b.*"
    )
    """Pattern of participant labels whose list leaves the main speakers out."""
    interpreter: str = r"\b(?:interpret|translat)(?:er|or)s?\b"
    """Pattern of a role that translates for others."""
    stage_lines: tuple[str, ...] = ()
    """Patterns of lines that tell what happened rather than what was said."""
    reference_lines: tuple[str, ...] = ()
    """Patterns of lines above a record that say where it is filed or printed."""
    genres: tuple[tuple[str, str], ...] = ()
    """Pattern in a title, value of `div/@type`; the first that fits."""

    resp: Literal["translator", "editor"] = "editor"
    """Whose brackets are in records that do not say whether they are translations: most of an archive may be."""
    genre: str | None = None
    """The genre of records whose title names none; None: a conversation if somebody speaks, else a document."""
    signs: tuple[Sign, ...] = ()
    """By what `auto` knows the archive's records."""

    licence: str | None = None
    """The address of the licence that the archive publishes under; None: nothing is claimed."""
    own: bool = False
    """Whether the archive publishes every record that it encodes, whether a cover says so or not."""

    separators: tuple[str, ...] = ()
    """Patterns of what ends a speaker's label, besides colon, dash and full stop; they count where labels come back."""

    stylesheet: str | None = None
    """The address of a stylesheet for browsers, which `xml-stylesheet` names; relative to the edition."""
    schema: str = "tei-encoder.rng"
    schematron: str = "tei-encoder.sch"
    schema_folder: str = "../schema"
    """Where the edition's `xml-model` instructions look for the two, relative to the edition."""
