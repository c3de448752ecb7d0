"""XLSX: the first sheet that has words, as a table with a column for the speaker and one for the words.

Only the text of the cells is read; formulas stand as their last results (ECMA-376, part 1, 18.3).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import dropwhile

from lxml import etree

from encoder.read import left_out
from encoder.read.transcripts import columns
from encoder.read.trees import name_of
from encoder.read.word.elements import child
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Source

MAIN = "xl/workbook.xml"
MAX_BYTES = 64 * 1024 * 1024
"""What one part may hold when it is unpacked."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# AB12
_PLACE = re.compile(r"([A-Z]{1,3})\d+")
_WIDEST = 256
"""The most columns that are read."""


def read(archive: zipfile.ZipFile, name: str, report: Report) -> Source:
    """The speeches of a sheet. Raises `EncoderError` if none has a column of spoken words."""
    strings = [_text(each) for each in _children(archive, "xl/sharedStrings.xml", name, "si")]
    members = sorted(
        filter(_SHEET.fullmatch, archive.namelist()), key=lambda each: (len(each), each)
    )  # sheet2, sheet10
    sheets = [(member, list(_rows(archive, member, strings, name))) for member in members]
    filled = [(member, rows) for member, rows in sheets if any(any(row) for row in rows)]
    if not filled:
        raise EncoderError("this workbook has no words", name)
    for member, rows in filled[1:]:
        report(left_out.finding("a further sheet", f"{member.rpartition('/')[2]}: {' '.join(rows[0])}"))
    rows = [*dropwhile(lambda row: not any(row), filled[0][1])]
    if any(len(row) > _WIDEST for row in rows):
        report(left_out.finding(f"the columns after the first {_WIDEST}"))
        rows = [row[:_WIDEST] for row in rows]
    width = max(map(len, rows))
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    table.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return columns.read(Source(out.getvalue(), name), report)


def _rows(archive: zipfile.ZipFile, member: str, strings: list[str], name: str) -> Iterator[list[str]]:
    for row in _children(archive, member, name, "row"):
        cells: dict[int, str] = {}
        for number, cell in enumerate(each for each in row if name_of(each) == "c"):
            place = _PLACE.match(cell.get("r", ""))
            at = _column(place[1]) if place else number
            cells[min(at, _WIDEST)] = _value(cell, strings)
        yield [cells.get(at, "") for at in range(max(cells, default=-1) + 1)]


def _column(letters: str) -> int:
    """The number of a column, from 0: A, B, … Z, AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: etree._Element, strings: list[str]) -> str:
    kind, value = cell.get("t", "n"), child(cell, "v")
    said = (value.text or "") if value is not None else ""
    if kind == "s":
        return strings[int(said)] if said.isdigit() and len(said) < 10 and int(said) < len(strings) else ""
    return _text(inline) if (inline := child(cell, "is")) is not None else said


def _text(element: etree._Element) -> str:
    """The text of a string; the reading marks above it (`rPh`) apart."""
    return "".join(
        each.text or "" for each in element.iter()
        if name_of(each) == "t" and not any(name_of(above) == "rPh" for above in each.iterancestors())
    )  # fmt: skip


def _children(archive: zipfile.ZipFile, member: str, name: str, kind: str) -> Iterator[etree._Element]:
    if member not in archive.namelist():
        return
    if archive.getinfo(member).file_size > MAX_BYTES:
        raise EncoderError(f"its part {member} has more than the {MAX_BYTES:,} bytes one may have", name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(archive.read(member), parser)
    except etree.XMLSyntaxError as error:
        raise EncoderError(f"this XLSX is damaged: {member}: {error.msg}", name) from None
    yield from (each for each in root.iter() if name_of(each) == kind)
