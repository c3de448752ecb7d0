"""The keys of `edition.toml`, one table: what is written, refused and described all comes from it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from encoder.files.toml import TomlFile

NAME = "edition.toml"
SITE, VALIDATE = "site", "validate"
TABLES = (SITE, VALIDATE)
FORMS = ("html", "text", "markdown", "json", "jsonl", "csv")
LANGUAGES = ("en", "de")


class Key(NamedTuple):
    """A key of the file. ``kind`` is one of `KINDS`; ``right`` is a pattern and its words."""

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


SEVERITIES = ("info", "warning", "error")
KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "path": {"type": "string", "minLength": 1, "not": {"pattern": "://"}},
    "texts": {"type": "array", "items": {"type": "string"}},
    "paths": {"type": "array", "items": {"type": "string"}},
    "forms": {"type": "array", "items": {"enum": [*FORMS]}},
    "number": {"type": "number", "exclusiveMinimum": 0},
    "severities": {"type": "object", "additionalProperties": {"enum": [*SEVERITIES]}},
    "rules-of-files": {
        "type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}},
    },
}  # fmt: skip
"""The kinds of values, each as JSON Schema has it."""
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
    Key("weights", "path", "Folder of weights that tei-encoder learn has made; without it, the built-in ones.",
        '"weights"'),
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
    Key("schema", "text", "The schema: a RELAX NG file, tei_all, model (the one each edition names) or house.",
        '"tei_all"', (_WORDS, "name a schema, or leave the key out"), VALIDATE),
    Key("catalog", "path", "OASIS XML catalog that maps the addresses of schemas to files.", '"catalog.xml"',
        table=VALIDATE),
    Key("schematron", "paths", "Additional Schematron schemas.", '["house.sch"]', table=VALIDATE),
    Key("phase", "text", "Schematron phase.", '"final"', table=VALIDATE),
    Key("select", "texts", "Rules or groups to report; without it, all.", '["relaxng", "pointers"]', table=VALIDATE),
    Key("ignore", "texts", "Rules or groups not to report.", '["quotes-mixed"]', table=VALIDATE),
    Key("baseline", "path", "File of known findings, which are not reported.", '"known.json"', table=VALIDATE),
    Key("fail-on", "text", "Severity from which the exit code is 1: info, warning, error or never.", '"warning"',
        ("info|warning|error|never", "known are info, warning, error and never"), VALIDATE),
    Key("severity", "severities", "Severities that differ from those of the rules.",
        '{ "space-doubled" = "info" }', table=VALIDATE),
    Key("per-file-ignore", "rules-of-files", "Rules or groups not to report in some files; * matches any characters.",
        '{ "drafts/*" = ["header"] }', table=VALIDATE),
)  # fmt: skip
"""Every key there is, in the order of the file."""


def of_table(table: str) -> tuple[Key, ...]:
    """The keys of a table; those of the file itself have no name of a table."""
    return tuple(key for key in KEYS if key.table == table)


def values(file: TomlFile, given: Mapping[str, Any], table: str, after: str = "") -> dict[str, Any]:
    """What a table says, by the names of its fields; `EncoderError` with the line of what is wrong in it."""
    keys = of_table(table)
    for name in given:
        file.known(name, [key.name for key in keys] + [*(TABLES if not table else ())], after)
    return {key.field: _value(file, key, given[key.name], after) for key in keys if key.name in given}


def placed(file: Path, name: str) -> Path:
    """A path that a file names, as seen from here."""
    return Path(os.path.normpath(file.parent / name))


def _value(file: TomlFile, key: Key, value: Any, after: str) -> Any:
    match key.kind:
        case "number":
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 1e6:
                raise file.error(key.name, f"“{key.name}” is a number of seconds, from 0.1 to 1,000,000", after)
            return float(value)
        case "forms":
            forms = file.texts(key.name, value, after)
            for form in forms:
                if form not in FORMS:
                    raise file.error(key.name, f"there is no output “{form}”; known are {', '.join(FORMS)}", after)
            return forms
        case "texts":
            return file.texts(key.name, value, after)
        case "paths":
            return tuple(placed(file.path, each) for each in file.texts(key.name, value, after))
        case "severities" | "rules-of-files":
            return _named(file, key, value, after)
    text = file.text_of(key.name, value, after)
    pattern, right = key.right
    if pattern and not re.fullmatch(pattern, text):
        raise file.error(key.name, f"“{text}” is no {key.name}: {right}", after)
    if key.kind == "path" and (not text or "://" in text):
        raise file.error(key.name, f"“{key.name}” is a path of this machine; leave the key out where there is none")
    if key.name == "date":
        _check_day(file, text)
    return placed(file.path, text) if key.kind == "path" else text


def _named(file: TomlFile, key: Key, value: Any, after: str) -> dict[str, Any]:
    """A table of severities by rules, or of rules by patterns of files."""
    if not isinstance(value, dict):
        raise file.error(key.name, f"“{key.name}” is a table: {key.name} = {key.example}", after)
    if key.kind == "rules-of-files":
        return {name: file.texts(name, each, after) for name, each in value.items()}
    for name, each in value.items():
        if each not in SEVERITIES:
            raise file.error(name, f"“{each}” is no severity; known are {', '.join(SEVERITIES)}", after)
    return dict(value)


def _check_day(file: TomlFile, text: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        raise file.error("date", f"the calendar has no date {text}") from None
