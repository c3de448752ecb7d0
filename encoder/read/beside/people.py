"""An archive's people: a table with tabs, or a TEI `listPerson`.

    id            name          aliases                      viaf      wikidata  gnd  orcid  isni
    kim-il-sung   Kim Il Sung   Kim Ir Sen; Comrade Kim      88821107  Q41117

The first line names the columns; `id` and `name` must be there, columns of other names are the editor's own and are
left alone. `cert` is `medium` where nobody has looked yet whether all who are called so are this person; it is emptied
by who has. In TEI a person has an `xml:id`, a first `persName`, further ones as aliases, and `idno[@type]`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from encoder.files import reading
from encoder.values.authority import PERSONS, Authority, Entry, fault
from encoder.values.errors import EncoderError

COLUMNS = ("id", "name", "aliases", "cert", *(scheme.lower() for scheme in PERSONS))
_CERTAINTIES = ("", "high", "medium", "low")
_OURS = re.compile(r"(?:sp|fn)\d+")
_ID = re.compile(r"[A-Za-z_][\w.-]*")


def read(path: Path) -> Authority:
    """The people in a file; `EncoderError` with the line of what is wrong in it."""
    try:
        data = reading.read(path)
    except (OSError, ValueError) as error:
        raise EncoderError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None
    found = list(_tei(data, path) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _table(data, path))
    entries: dict[str, Entry] = {}
    for line, entry in found:
        where = f"{path}:{line}"
        if not _ID.fullmatch(entry.id):
            raise EncoderError(f"“{entry.id}” is no xml:id: it begins with a letter and has no blanks", where)
        if _OURS.fullmatch(entry.id):
            raise EncoderError(f"“{entry.id}” is what speeches and notes are called; give another id", where)
        if entry.id in entries:
            raise EncoderError(f"the id “{entry.id}” is used a second time", where)
        if not entry.name:
            raise EncoderError(f"“{entry.id}” has no name", where)
        if entry.cert not in _CERTAINTIES:
            raise EncoderError(f"“{entry.cert}” is no certainty: it is high, medium or low, or nothing", where)
        for scheme, value in entry.identifiers:
            if wrong := fault(scheme, value):
                raise EncoderError(wrong, where)
        entries[entry.id] = entry
    return Authority(path.name, tuple(entries.values()))


def rows(data: bytes, path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The columns of a table and its rows."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise EncoderError("this is no UTF-8, which a table of people is written in", path) from None
    reader = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        lines = list(reader)
    except csv.Error as error:
        raise EncoderError(f"this row cannot be read: {error}", path, reader.line_num) from None
    columns = [column.strip() for column in lines[0]] if lines else []
    for needed in ("id", "name"):
        if needed not in columns:
            told = ", ".join(columns[:6]) or "none"
            hint = "" if len(columns) > 1 or not columns else "; columns are parted by tabs, not by blanks or commas"
            raise EncoderError(f"a table of people has a column “{needed}”; these columns are {told}{hint}", path, 1)
    if twice := next((column for column in columns if column and columns.count(column) > 1), None):
        raise EncoderError(f"there are two columns “{twice}”", path, 1)
    for number, cells in enumerate(lines, 1):
        if len(cells) > len(columns):
            raise EncoderError("this row has more cells than there are columns", path, number)
    padded = ([cell.strip() for cell in cells] + [""] * (len(columns) - len(cells)) for cells in lines[1:])
    return columns, [dict(zip(columns, cells, strict=True)) for cells in padded]


def _table(data: bytes, path: Path) -> Iterator[tuple[int, Entry]]:
    _, found = rows(data, path)
    for line, row in enumerate(found, 2):
        if not any(row.values()):
            continue
        aliases = tuple(alias.strip() for alias in row.get("aliases", "").split(";") if alias.strip())
        given = {scheme: row.get(scheme.lower(), "") for scheme in PERSONS}
        numbers = tuple((scheme, value) for scheme, value in given.items() if value)
        yield line, Entry(row["id"], row["name"], aliases, numbers, row.get("cert", ""))


def _tei(data: bytes, path: Path) -> Iterator[tuple[int, Entry]]:
    from encoder.files.xml import parse
    from encoder.values.namespaces import TEI, XML_ID

    root = parse(data, str(path))
    if next(root.iter(f"{{{TEI}}}person"), None) is None:
        raise EncoderError("there is no person of TEI in this XML; a file of people is a listPerson", path)
    for person in root.iter(f"{{{TEI}}}person"):
        names = [" ".join("".join(name.itertext()).split()) for name in person.findall(f"{{{TEI}}}persName")]
        found = [(idno.get("type", ""), (idno.text or "").strip()) for idno in person.findall(f"{{{TEI}}}idno")]
        schemes = {scheme.lower(): scheme for scheme in PERSONS}
        numbers = tuple((schemes[kind.lower()], value) for kind, value in found if kind.lower() in schemes)
        name = names[0] if names else ""
        entry = Entry(person.get(XML_ID, ""), name, tuple(names[1:]), numbers, person.get("cert", ""))
        yield person.sourceline or 1, entry
