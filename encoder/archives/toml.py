"""An archive of one's own, in a TOML file that derives from a known one.

    base = "wcda"                                   # what it starts from; transcript if it does not say
    publisher = "Korea Archive"                     # a key replaces the base's value
    licence = "https://creativecommons.org/licenses/by/4.0/"

    [field-labels]                                  # label on the cover, field of the header
    "Zitat:" = "citation"

    [add]                                           # lists that go on from the base's
    titles = ["genosse"]
    not-speakers = ["beschluss"]

    [archives]                                      # sigil, name; go on from the base's
    "KA" = "Korea Archive"

    [[genres]]                                      # before the base's
    pattern = "aktenvermerk"
    genre = "memorandum"

Keys are the fields of `Profile`, with hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from encoder.files.toml import TomlFile
from encoder.values.profile import Archive, Profile

_TEXTS = (
    "name", "id_prefix", "language", "publisher", "distributor", "licence", "genre", "credits_formula",
    "record_address", "also_present", "interpreter", "schema", "schematron", "schema_folder", "stylesheet",
    "resp",
)  # fmt: skip
_LISTS = (
    "site_lines", "contents_terms", "collections", "titles", "not_speakers", "participant_labels", "stage_lines",
    "reference_lines", "separators",
)  # fmt: skip
_PATTERNS = frozenset(
    (
        "credits_formula",
        "record_address",
        "also_present",
        "interpreter",
        "not_speakers",
        "participant_labels",
        "stage_lines",
        "reference_lines",
        "separators",
    )
)
_VALUES = (  # key, how its value looks, what would be right
    ("name", r"\S.*", "a name has letters"),
    ("publisher", r"\S.*", "leave the key out where nobody is to be named"),
    ("distributor", r"\S.*", "leave the key out where nobody is to be named"),
    ("id-prefix", r"[A-Za-z_][\w.-]*", "it begins an xml:id, so a letter first, and no blanks"),
    ("genre", r"[\w-]+", "one word, such as conversation"),
    ("resp", r"translator|editor", "brackets are the translator's or the editor's"),
    ("licence", r"https?://\S+", "it is the address of the licence"),
    ("language", r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "it is a BCP 47 tag, such as en or zh-Latn"),
)
_TABLES = ("base", "add", "field_labels", "archives", "genres")
FIELDS = ("citation", "summary", "credits", "language", "contents")
"""What a label on the cover can open."""


def load(path: Path, named: Callable[[str], Profile]) -> Profile:
    """The profile in a file; `EncoderError` with line and key if it is invalid. ``named`` finds its base."""
    return _ProfileFile(path).profile(named)


class _ProfileFile(TomlFile):
    """A file of a profile, for messages that lead to its lines."""

    def profile(self, named: Callable[[str], Profile]) -> Profile:
        keys = {key.replace("_", "-"): value for key, value in self.given.items()}
        base = named(self.text_of("base", keys.pop("base", "transcript")))
        known = [name.replace("_", "-") for name in (*_TEXTS, *_LISTS, *_TABLES)]
        changes: dict[str, Any] = {"name": self.path.stem, "own": base.own or "publisher" in keys}
        for key, value in keys.items():
            self.known(key, known)
            name = key.replace("-", "_")
            if name in _TEXTS:
                changes[name] = self._pattern(key, self.text_of(key, value))
            elif name in _LISTS:
                changes[name] = self._list(key, value)
        for key, value in self.table("add", keys).items():
            self.known(key.replace("_", "-"), [name.replace("_", "-") for name in _LISTS])
            name = key.replace("-", "_")
            changes[name] = (*changes.get(name, getattr(base, name)), *self._list(key, value))
        labels = self.table("field-labels", keys)
        for label, field in labels.items():
            if field not in FIELDS:
                raise self.error(label, f"“{field}” is no field of a header; it is one of {', '.join(FIELDS)}")
        if labels:
            changes["field_labels"] = tuple(labels.items())
        archives = (Archive(sigil, self.text_of(sigil, name)) for sigil, name in self.table("archives", keys).items())
        changes["archives"] = (*archives, *base.archives)
        changes["genres"] = (*self._genres(keys.get("genres", [])), *base.genres)
        for key, pattern, right in _VALUES:
            value = changes.get(key.replace("-", "_"))
            if value is not None and not re.fullmatch(pattern, value):
                raise self.error(key, f"“{value}” is no {key}: {right}")
        assert set(changes) <= {field.name for field in fields(Profile)}
        return replace(base, **changes)

    def _genres(self, given: Any) -> list[tuple[str, str]]:
        if not isinstance(given, list) or not all(
            isinstance(each, dict) and set(each) == {"pattern", "genre"} for each in given
        ):
            raise self.error("genres", "each of “genres” is a table with “pattern” and “genre”")
        return [
            (
                self._pattern("pattern", self.text_of("pattern", each["pattern"]), always=True),
                self.text_of("genre", each["genre"]),
            )
            for each in given
        ]

    def _list(self, key: str, value: Any) -> tuple[str, ...]:
        return tuple(self._pattern(key, each) for each in self.texts(key, value))

    def _pattern(self, key: str, value: str, *, always: bool = False) -> str:
        if always or key.replace("-", "_") in _PATTERNS:
            try:
                re.compile(value)
            except re.error as error:
                raise self.error(key, f"“{value}” is no pattern: {error}") from None
        return value
