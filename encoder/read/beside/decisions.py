"""The decisions of an editor, from `NAME.decisions.toml` beside `NAME.txt`.

[[speaker]]
quote = "Kim:"
suffix = "[North] Korea also saw unusual weather"
who = "Kim Chang-man"          # a name or an xml:id of a participant; "" for nobody
by = "A. Editor"
reason = "He is the one who reports on weather."

[[label]]
quote = "The Question is:"
speaker = false                # no speech begins there; true: one does
every = true                   # wherever the label stands

[[block]]
quote = "General Marshall left the room"
kind = "action"                # words, action, heading, furniture or apart

[[bracket]]
prefix = "Shangganling"
quote = "[Triangle Hill]"
kind = "gloss"

[[page]]
quote = "lesser than yours."   # the words after the break
join = false

[[fact]]
quote = "Report of the Chairman"
kind = "title"                 # subject, date, place, author, recipient, classification, idno or nothing

[[participant]]
quote = "NSC Staff"            # a part of a list of participants
person = false                 # it names nobody; true: it does
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from encoder.files.toml import TomlFile
from encoder.values.decisions import BLOCKS, BRACKETS, FACTS, Decision, Decisions, Kind
from encoder.values.errors import EncoderError

SUFFIX = ".decisions.toml"
SAYS = {
    "speaker": "who",
    "label": "speaker",
    "block": "kind",
    "bracket": "kind",
    "page": "join",
    "fact": "kind",
    "participant": "person",
}
"""The key that says what is decided."""
YES_NO = {"page": ("part", "join"), "label": ("none", "speaker"), "participant": ("none", "person")}
"""What false and true say."""
_KINDS = {"bracket": BRACKETS, "block": BLOCKS, "fact": FACTS}
EVERYWHERE = ("speaker", "label")
"""Kinds of decision that may hold wherever the words stand."""
_SHARED = ("quote", "prefix", "suffix", "by", "reason")


def beside(path: Path) -> Decisions | None:
    """The decisions beside a record's file; None where there are none."""
    place = path.with_name(path.name.removesuffix("".join(path.suffixes[-1:])) + SUFFIX)
    return _decisions(TomlFile(place)) if place.is_file() else None


def read(data: bytes, name: str) -> Decisions:
    """The decisions in the bytes of a file called ``name``."""
    try:
        return _decisions(TomlFile(Path(name), data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise EncoderError("this is no UTF-8, which TOML is written in", name) from None


def _decisions(file: TomlFile) -> Decisions:
    for key in file.given:
        file.known(key, get_args(Kind))
    lines = _lines(file.text)
    entries: list[Decision] = []
    for kind in get_args(Kind):
        tables = file.given.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            raise file.error(kind, f"each decision is a table: [[{kind}]]")
        entries += (_decision(file, kind, table, lines[kind][at]) for at, table in enumerate(tables))
    return Decisions(file.path.name, tuple(sorted(entries, key=lambda entry: entry.line)))


def _decision(file: TomlFile, kind: Kind, table: dict[str, Any], line: int) -> Decision:
    after = "\n".join(file.text.split("\n")[line - 1 :])
    says = SAYS[kind]
    allowed = (*_SHARED, says, *(("every",) if kind in EVERYWHERE else ()))
    for key in table:
        file.known(key, allowed, after)
    for key in ("quote", says):
        if key not in table:
            raise EncoderError(f"a decision of a {kind} has “{key}”", file.path, line)
    value = table[says]
    if kind in YES_NO and not isinstance(value, bool):
        raise file.error(says, f"“{says}” must be true or false", after)
    if not isinstance(table.get("every", False), bool):
        raise file.error("every", "“every” must be true or false", after)
    texts = {key: file.text_of(key, table[key], after) for key in _SHARED if key in table}
    if not texts["quote"].strip():
        raise file.error("quote", "“quote” has the words that the decision is about", after)
    said = YES_NO[kind][value] if kind in YES_NO else file.text_of(says, value, after).strip()
    if kind in _KINDS and said not in _KINDS[kind]:
        raise file.error("kind", f"“{said}” is not a kind of {kind}; the kinds are {', '.join(_KINDS[kind])}", after)
    return Decision(kind, said, every=table.get("every", False), line=line, **texts)


def _lines(text: str) -> dict[str, list[int]]:
    """On which lines the tables of each kind begin."""
    found: dict[str, list[int]] = {kind: [] for kind in get_args(Kind)}
    for number, line in enumerate(text.split("\n"), 1):
        name = line.partition("#")[0].strip().removeprefix("[[").removesuffix("]]").strip()
        if line.lstrip().startswith("[[") and name in found:
            found[name].append(number)
    return found
