"""A project: what an edition of many records is, and how it is made, in its file `edition.toml`.

    title = "Conversations with Korea"
    records = "records"
    people = "people.tsv"

    [site]
    address = "https://example.org/korea/"

The keys are one table, `KEYS`: the file that `tei-encoder init` writes, what is refused, and the JSON Schema by which
editors complete and check the file all come from it.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from encoder.files.toml import TomlFile
from encoder.values.errors import EncoderError

NAME = "edition.toml"
SITE = "site"
FORMS = ("html", "text", "markdown", "json", "jsonl", "csv")
LANGUAGES = ("en", "de")


class Key(NamedTuple):
    """A key of the file. ``kind``: `text`, `path`, `paths`, `forms`, `number`; ``right`` is a pattern and its words."""

    name: str
    kind: str
    comment: str
    example: str
    right: tuple[str, str] = ("", "")
    table: str = ""

    @property
    def field(self) -> str:
        """The field of a `Project`."""
        return f"{self.table}_{self.name}".lstrip("_").replace("-", "_")


_CONTACT = (r"https?://[^\s/]+\S*|[^\s@:]+@[^\s@:]+\.[^\s@:]+", "it is an address of mail or of the web")
_ADDRESS = (r"https?://[^\s/?#]+[^\s?#]*", "it is an address, such as https://example.org/edition/")
_WORDS = r"[\s\S]*\S[\s\S]*"
_BCP47 = ("|".join(LANGUAGES), f"known are {' and '.join(LANGUAGES)}")
KEYS = (
    Key("title", "text", "Title of the whole edition.", '"Untitled"', (_WORDS, "a title has letters")),
    Key("publisher", "text", "Publisher; without it, what the cover of each record says.", '"Korea Archive"',
        (_WORDS, "leave the key out where nobody is to be named")),
    Key("licence", "text", "Address of the licence that you publish under; without it, no licence is stated.",
        '"https://creativecommons.org/licenses/by/4.0/"', _ADDRESS),
    Key("records", "path", "Folder of the records: text, Word files, PDF, captions and others.", '"records"'),
    Key("output", "path", "Folder for the results, including the site.", '"output"'),
    Key("profile", "text", "Profile: auto, wcda, frus, hansard, interview, transcript, or a TOML file of your own.",
        '"auto"'),
    Key("people", "path", "Known persons: a table separated by tabs, or a TEI listPerson.", '"people.tsv"'),
    Key("schema", "path", "RELAX NG schema to use in place of the built-in schema.", '"korea.rng"'),
    Key("schematron", "paths", "Additional Schematron schemas.", '["korea.sch"]'),
    Key("outputs", "forms", f"Formats to render in addition to TEI: {', '.join(FORMS)}.", '["html", "text"]'),
    Key("language", "text", "Language of the pages' own words: en or de.", '"en"', _BCP47),
    Key("date", "text", "Date of the encoding for revisionDesc; without it, no date is stated.", '"2026-11-25"',
        (r"\d{4}-\d\d-\d\d", "write it as 2026-11-25")),
    Key("time-limit", "number", "Seconds after which work on one record stops.", "60"),
    Key("address", "text", "Address of the published site; without it, no sitemap and no feeds are written.",
        '"https://example.org/korea/"', _ADDRESS, SITE),
    Key("description", "text", "One or two sentences below the title of the home page.", '"…"', table=SITE),
    Key("about", "text", "Text of the page “About”; a blank line begins a new paragraph.", '"""\n…\n"""', table=SITE),
    Key("contact", "text", "How to contact you: an email or web address, shown at the foot of every page.",
        '"mail@example.org"', _CONTACT, SITE),
)  # fmt: skip
"""Every key there is, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Project:
    """What `edition.toml` says. Paths are as seen from here, so that messages lead to files."""

    folder: Path
    title: str = ""
    publisher: str | None = None
    licence: str | None = None
    records: Path = Path("records")
    output: Path = Path("output")
    profile: str = "auto"
    people: Path | None = None
    schema: Path | None = None
    schematron: tuple[Path, ...] = ()
    outputs: tuple[str, ...] = ("html", "text")
    language: str = "en"
    date: str | None = None
    time_limit: float | None = None
    has_site: bool = False
    site_address: str = ""
    site_description: str = ""
    site_about: str = ""
    site_contact: str = field(default="")


def at(path: Path) -> Path | None:
    """The project's file that is meant by a path: the file itself, or the one in a folder; None where there is none."""
    if path.name == NAME and path.is_file():
        return path
    inside = path / NAME
    return inside if inside.is_file() else None


def around(record: Path) -> Path | None:
    """The file of the project that a record, or a folder of them, belongs to; None where it belongs to none.

    Raises `EncoderError` where the file above it is wrong.
    """
    place = record.resolve()
    file = next((found for folder in place.parents if (found := folder / NAME).is_file()), None)
    return file if file and place.is_relative_to(read(file).records.resolve()) else None


def read(path: Path) -> Project:
    """The project in a file; `EncoderError` with the line of what is wrong in it, and the nearest known key."""
    file = TomlFile(path)
    top = [key.name for key in KEYS if not key.table]
    for name in file.given:
        file.known(name, [*top, SITE])
    site = file.table(SITE, file.given)
    inside = [key.name for key in KEYS if key.table == SITE]
    for name in site:
        file.known(name, inside, f"[{SITE}]")
    values: dict[str, Any] = {"has_site": SITE in file.given}
    for key in KEYS:
        given = site if key.table else file.given
        if key.name in given:
            values[key.field] = _value(file, key, given[key.name])
    if "title" not in values:
        raise EncoderError('the edition has no title: title = "…"', path, 1)
    project = Project(path.parent, **{"records": _from(path, "records"), "output": _from(path, "output"), **values})
    if project.records.resolve().is_relative_to(project.output.resolve()):
        raise file.error(
            "output", f"the records in {project.records} would be taken for results: choose another folder"
        )
    if project.has_site and "html" not in project.outputs:
        raise file.error("outputs", "a site is made of pages: “outputs” has “html”, or there is no [site]")
    if project.profile.endswith(".toml"):
        return _replaced(project, profile=str(_from(path, project.profile)))
    return project


def _replaced(project: Project, **changes: Any) -> Project:
    from dataclasses import replace

    return replace(project, **changes)


def _from(file: Path, name: str) -> Path:
    """A path that a file names, as seen from here."""
    return Path(os.path.normpath(file.parent / name))


def _value(file: TomlFile, key: Key, value: Any) -> Any:
    after = f"[{key.table}]" if key.table else ""
    match key.kind:
        case "number":
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 1e6:
                raise file.error(key.name, f"“{key.name}” is a number of seconds, from 0.1 to 1,000,000", after)
            return float(value)
        case "forms":
            forms = file.texts(key.name, value, after)
            for form in forms:
                if form not in FORMS:
                    raise file.error(key.name, f"there is no output “{form}”; known are {', '.join(FORMS)}")
            return forms
        case "paths":
            return tuple(_from(file.path, each) for each in file.texts(key.name, value, after))
    text = file.text_of(key.name, value, after)
    pattern, right = key.right
    if pattern and not re.fullmatch(pattern, text):
        raise file.error(key.name, f"“{text}” is no {key.name}: {right}", after)
    if key.kind == "path" and (not text or "://" in text):
        raise file.error(key.name, f"“{key.name}” is a path of this machine; leave the key out where there is none")
    if key.name == "date":
        _check_day(file, text)
    return _from(file.path, text) if key.kind == "path" else text


def _check_day(file: TomlFile, text: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        raise file.error("date", f"the calendar has no date {text}") from None


def written(values: dict[str, str]) -> str:
    """The file of a project, every key with its comment: with its value as TOML has it, else as an example."""
    lines = ["# What this edition is, and how it is made: `tei-encoder build` reads it."]
    for table in ("", SITE):
        if table:
            lines += ["", "# The site, for readers; without this table none is made.", f"[{table}]"]
        for key in (each for each in KEYS if each.table == table):
            value = values.get(key.field)
            set_ = f"{key.name} = {key.example if value is None else value}"
            lines += ["", f"# {key.comment}", *(set_ if value is not None else _as_comment(set_)).split("\n")]
    return "\n".join(lines) + "\n"


def _as_comment(text: str) -> str:
    return "\n".join(f"# {line}" for line in text.split("\n"))


def as_toml(text: str) -> str:
    """A text as TOML writes it: a basic string of JSON is one of TOML too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def schema_file() -> bytes:
    """The JSON Schema of the file, as a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2).encode() + b"\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the file, for editors that complete and check TOML by one."""
    kinds: dict[str, dict[str, Any]] = {
        "text": {"type": "string"},
        "path": {"type": "string", "minLength": 1, "not": {"pattern": "://"}},
        "paths": {"type": "array", "items": {"type": "string"}},
        "forms": {"type": "array", "items": {"enum": [*FORMS]}},
        "number": {"type": "number", "exclusiveMinimum": 0},
    }

    def properties(table: str) -> dict[str, Any]:
        return {
            key.name: {
                "description": key.comment, **kinds[key.kind],
                **({"pattern": f"^(?:{key.right[0]})$"} if key.right[0] else {}),
            }
            for key in KEYS if key.table == table
        }  # fmt: skip

    site = {
        "type": "object",
        "description": "The site for readers.",
        "properties": properties(SITE),
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{NAME} of tei-encoder",
        "type": "object",
        "properties": {**properties(""), SITE: site},
        "required": ["title"],
        "additionalProperties": False,
    }  # fmt: skip
