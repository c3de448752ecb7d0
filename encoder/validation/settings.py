"""What `validate` does in a folder: the table `[validate]` of `edition.toml`, or the same keys in `validate.toml`.

The nearest such file counts, in the current folder or above it. Options of the command override its keys.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path
from typing import Any

from encoder.files.toml import TomlFile
from encoder.project.keys import NAME, VALIDATE, placed, values
from encoder.values.diagnostics import Severity
from encoder.values.errors import EncoderError

OWN_NAME = "validate.toml"
NONE = "none"
_SCHEMAS = ("tei_all", "model", "house")
"""Schemas that have a name; any other is a path."""


def nearest(folder: Path) -> Path | None:
    """The file that counts in a folder; `EncoderError` if one on the way is no TOML."""
    for place in (folder, *folder.parents):
        if (own := place / OWN_NAME).is_file():
            return own
        if (shared := place / NAME).is_file() and VALIDATE in TomlFile(shared).given:
            return shared
    return None


def options(path: Path) -> dict[str, Any]:
    """What a file says, as options of the command; `EncoderError` with the line of what is wrong in it."""
    file = TomlFile(path)
    is_own = path.name != NAME
    given = file.given if is_own else file.table(VALIDATE, file.given)
    after = "" if is_own else f"[{VALIDATE}]"
    told = {name.removeprefix(f"{VALIDATE}_"): value for name, value in values(file, given, VALIDATE, after).items()}
    _check_names(file, told, after)
    schema = told.get("schema")
    if schema and schema not in _SCHEMAS and "://" not in schema:
        told["schema"] = str(placed(path, schema))
    for name in ("catalog", "baseline"):
        if name in told:
            told[name] = str(told[name])
    if "schematron" in told:
        told["schematron"] = [str(each) for each in told["schematron"]]
    if "severity" in told:
        told["severity"] = [f"{name}={level}" for name, level in told["severity"].items()]
    if "per_file_ignore" in told:
        root = escape(str(path.parent.absolute()))
        told["per_file_ignore"] = [
            f"{Path(root) / pattern}:{','.join(names)}" for pattern, names in told["per_file_ignore"].items() if names
        ]
    return told


def _check_names(file: TomlFile, told: dict[str, Any], after: str) -> None:
    """Refuse unknown names of rules, with their line."""
    from encoder import rules

    lists = [(key, told.get(key, ())) for key in ("select", "ignore")]
    lists += [*told.get("per_file_ignore", {}).items(), *((name, (name,)) for name in told.get("severity", ()))]
    for key, names in lists:
        try:
            rules.chosen(tuple(names), ())
        except EncoderError as error:
            raise file.error(key, str(error), after) from None


def severity(given: str) -> tuple[str, Severity]:
    """`RULE=warning` as a rule's name and a severity; `ValueError` if it is invalid."""
    name, _, level = given.rpartition("=")
    if not name or level.upper() not in Severity.__members__:
        raise ValueError(f"“{given}” is not RULE=SEVERITY, such as space-doubled=info")
    return name, Severity[level.upper()]


def ignored(given: str) -> tuple[str, tuple[str, ...]]:
    """`PATTERN:RULE,…` as a pattern of absolute paths and names of rules; `ValueError` if it is invalid."""
    pattern, _, names = given.rpartition(":")
    rules = tuple(name.strip() for name in names.split(",") if name.strip())
    if not pattern or not rules:
        raise ValueError(f"“{given}” is not PATTERN:RULE, such as drafts/*.xml:header-incomplete")
    return str(Path(escape(str(Path.cwd()))) / pattern), rules


def applies(pattern: str, path: str) -> bool:
    """Whether a file is among those of a pattern; `*` stands for any characters, `/` too."""
    return fnmatchcase(str(Path(path).absolute()), pattern)
