"""What an edition depends on, each part with its digest: by it a build knows what it need not do again, and why.

{"record": "5e3f…", "data": "", "people": "91c2…", "options": "07aa…", "program": "d41d…"}
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from encoder.work import storage
from encoder.work.store import digest, of_program

if TYPE_CHECKING:
    from encoder.build.recipe import Recipe

WORDS = {
    "record": "the record", "data": "the data beside it", "decisions": "the decisions beside it",
    "people": "the people", "weights": "the weights", "profile": "the profile", "schemas": "the schemas",
    "options": "the options", "program": "the program", "stylesheets": "the stylesheets",
    "page": "the pages' language or site",
}  # fmt: skip
"""How each part is called."""
_SHORT = 16
"""Hex digits of a part's digest: 64 bits tell what has changed; the digests of results are whole."""


class Needs(NamedTuple):
    """What editions depend on, and what their pages depend on besides."""

    edition: dict[str, str]
    pages: dict[str, str]


def shared(recipe: Recipe) -> Needs:
    """What all records depend on: worked out once for a build."""
    options = json.dumps([recipe.date, recipe.publisher, recipe.licence])
    told = {
        "people": _of_file(recipe.people) if recipe.people else "",
        "weights": _of_weights(Path(recipe.weights)) if recipe.weights else "",
        "profile": recipe.profile if not recipe.profile.endswith(".toml") else _of_file(recipe.profile),
        "schemas": _of_schemas([Path(name) for name in (recipe.schema, *recipe.schematron) if name]),
        "options": digest(options.encode()).hex()[:_SHORT],
        "program": of_program("", "schema").hex()[:_SHORT],
    }
    page = json.dumps([recipe.language, recipe.site, recipe.listed]).encode()
    pages = {"stylesheets": of_program("xslt").hex()[:_SHORT], "page": digest(page).hex()[:_SHORT]}
    return Needs({name: value for name, value in told.items() if value}, pages)


def of(source: str, common: Needs, content: Callable[[str], str]) -> Needs:
    """What the edition of a source depends on, and its pages; ``content`` gives a file's digest, or nothing."""
    from encoder.read.beside.decisions import SUFFIX as DECISIONS
    from encoder.read.beside.metadata import SUFFIX as DATA

    stem = os.path.splitext(source)[0]  # noqa: PTH122 -- there may be many thousand
    parts = {"record": content(source), "data": content(stem + DATA), "decisions": content(stem + DECISIONS)}
    own = {name: value[:_SHORT] for name, value in parts.items() if value}
    return Needs({**own, "name": os.path.basename(stem), **common.edition}, common.pages)  # noqa: PTH119


def why(before: dict[str, str], now: dict[str, str]) -> str:
    """What has changed, in words."""
    names = [name for name in WORDS if before.get(name) != now.get(name)]
    return ", ".join(WORDS[name] for name in names)


def _of_file(name: str) -> str:
    """Name and digest of a file that all records depend on."""
    return f"{os.path.basename(name)} {content_of(name)[:_SHORT]}"  # noqa: PTH119 -- not from where it is looked at


def _of_weights(folder: Path) -> str:
    """The digest of all tables of a folder."""
    return digest(*(path.read_bytes() for path in sorted(folder.glob("*.tsv")))).hex()[:_SHORT]


def _of_schemas(schemas: list[Path]) -> str:
    from encoder.validation.cache import of_schema

    return digest(*map(of_schema, schemas)).hex()[:_SHORT] if schemas else ""


def content_of(place: str) -> str:
    """The digest of a file's bytes; empty where there is none."""
    try:
        return digest(storage.read(place)).hex()
    except OSError:
        return ""
