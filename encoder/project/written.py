"""`edition.toml` as `init` writes it, and the JSON Schema by which editors complete and check it."""

from __future__ import annotations

import json
from typing import Any

from encoder.project.keys import KINDS, NAME, SITE, VALIDATE, of_table

_TABLES = {
    "": "",
    SITE: "The site, for readers; without this table none is made.",
    VALIDATE: "What `tei-encoder validate` does in this folder and below it; options of the command override it.",
}


def written(values: dict[str, str]) -> str:
    """The file of a project, every key with its comment: with its value as TOML has it, else as an example."""
    lines = ["# What this edition is, and how it is made: `tei-encoder build` reads it."]
    for table, comment in _TABLES.items():
        if table:
            lines += ["", f"# {comment}", f"[{table}]"]
        for key in of_table(table):
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

    def properties(table: str) -> dict[str, Any]:
        return {
            key.name: {
                "description": key.comment, **KINDS[key.kind],
                **({"pattern": f"^(?:{key.right[0]})$"} if key.right[0] else {}),
            }
            for key in of_table(table)
        }  # fmt: skip

    tables = {
        table: {
            "type": "object", "description": comment.replace("`", ""), "properties": properties(table),
            "additionalProperties": False,
        }
        for table, comment in _TABLES.items() if table
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{NAME} of tei-encoder",
        "type": "object",
        "properties": {**properties(""), **tables},
        "required": ["title"],
        "additionalProperties": False,
    }  # fmt: skip
