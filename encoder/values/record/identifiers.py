"""Identifiers: unique in a corpus, since they begin with the record's; those of speeches do not change between builds.

    wcda-118978.kim-il-sung      a person of the record wcda-118978
    wcda-118978.sp-3k7qd         a speech: by its label and first words, so that one inserted before changes nothing

Speeches of one label with the same first words (`Yes.`) have numbers in addition, in their order.

Guidelines 3.11.2 (canonical references); Extensible Markup Language, 2.3 (names).
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import Counter

_LETTERS, _READ = 5, 60
"""The letters of a speech's identifier, and how many letters and figures of its words they are made of."""


def qualified(record: str, name: str) -> str:
    """An identifier as it stands in the edition of a record."""
    return f"{record}.{name}"


def local(id_: str, record: str) -> str:
    """An identifier, or a pointer without `#`, without the record's; one that does not begin with it as it is."""
    return id_.removeprefix(f"{record}.")


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


class Speeches:
    """The identifiers of the speeches of a record, given one after the other."""

    def __init__(self) -> None:
        self._given = Counter[str]()

    def name(self, label: str, words: str) -> str:
        """That of a speech by its label and its words; of those that begin alike the later ones have a number."""
        said = f"{_bare(label)} {_bare(words)[:_READ]}"
        name = f"sp-{b32encode(hashlib.sha256(said.encode()).digest()).decode().lower()[:_LETTERS]}"
        self._given[name] += 1
        return name if self._given[name] == 1 else f"{name}-{self._given[name]}"
