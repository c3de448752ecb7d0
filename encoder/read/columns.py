"""Tables of speeches, a row each: CSV and TSV with a column for the speaker and one for the words.

    timestamp,speaker,words,tags
    [00:03:43],DB,"If you would state your name …",opening

Columns are known by their heads, in the languages of `lexicon/columns`, or else by what they hold. A column that says
the same in every row states something about the record and stands as a line at the top. Others are reported.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from typing import NamedTuple

from encoder import lexicon
from encoder.read import left_out
from encoder.read.spoken import Spoken
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Source

SUFFIXES = (".csv", ".tsv", ".tab")
_SIGNS = ",;\t|"
_SAMPLE = 20_000
_LONG, _SHORT = 30, 40
"""Words are longer than this on the average; names are shorter."""
_FEW = 3
"""A column of fewer rows that all say the same says nothing about the record."""
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]+);", re.IGNORECASE)


class Row(NamedTuple):
    """The cells of a row, and its first line in the file."""

    cells: list[str]
    line: int


class Columns(NamedTuple):
    """The numbers of the columns that are read; None if there is none."""

    words: int
    speaker: int | None
    time: int | None


def stands(name: str) -> bool:
    """Whether a file is a table by its name."""
    return name.lower().endswith(SUFFIXES)


def read(source: Source, report: Report) -> Source:
    """The speeches of a table. Raises `EncoderError` if no column holds words."""
    rows = _rows(source)
    head = [cell.strip() for cell in rows[0].cells] if rows else []
    wide = next((row for row in rows if len(row.cells) > len(head)), None)
    if wide:
        raise EncoderError(
            f"{source.name}:{wide.line}: this row has {len(wide.cells)} cells, but the first row has "
            f"{len(head)}; enclose cells that contain the separator in quotation marks"
        )
    body = [Row([*row.cells, *[""] * (len(head) - len(row.cells))], row.line) for row in rows[1:] if any(row.cells)]
    columns = _columns(head, body)
    if columns is None:
        shown = ", ".join(f"“{cell}”" for cell in head[:8])
        raise EncoderError(f"{source.name}: this table has no column of spoken words; its columns are {shown}")
    spoken = Spoken()
    used = {columns.words, columns.speaker, columns.time}
    for number, cell in enumerate(head):
        values = {row.cells[number].strip() for row in body}
        if number in used or not any(values):
            continue
        if len(values) == 1 and len(body) >= _FEW and cell:
            spoken.paragraph(f"{cell}: {values.pop()}", body[0].line)
        else:
            report(left_out.finding(f"the column “{cell}”", "; ".join(filter(None, sorted(values)))))
    before = ""
    for row in body:
        words, speaker = _cell(row, columns.words), _cell(row, columns.speaker)
        time = _cell(row, columns.time)
        if time:
            spoken.paragraph(time, row.line)
        if words or speaker:
            spoken.paragraph(words, row.line, speaker if speaker != before or time else "")
        before = speaker
    return spoken.source(source.name)


def _rows(source: Source) -> list[Row]:
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(source.text[:_SAMPLE], _SIGNS)
    except csv.Error:
        dialect = csv.excel_tab if source.name.lower().endswith((".tsv", ".tab")) else csv.excel
    dialect.doublequote = True
    csv.field_size_limit(max(csv.field_size_limit(), len(source.text)))
    reader = csv.reader(io.StringIO(source.text, newline=""), dialect)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(Row(cells, line))
            line = reader.line_num + 1
    except csv.Error as error:
        raise EncoderError(f"{source.name}:{line}: this row cannot be read: {error}") from None
    return rows


def _columns(head: Sequence[str], body: Sequence[Row]) -> Columns | None:
    """The columns by their heads; where a head is unknown, by what stands below it."""
    by_flag = {flag: _headed(head, flag) for flag in ("speech", "speaker", "time")}
    means = [sum(len(row.cells[at]) for row in body) / max(1, len(body)) for at in range(len(head))]
    words = by_flag["speech"]
    if words is None and means and max(means) >= _LONG:
        words = means.index(max(means))
    if words is None:
        return None
    speaker = by_flag["speaker"]
    if speaker is None:
        speaker = next((at for at in range(len(head)) if at != words and _names(body, at)), None)
    return Columns(words, speaker, by_flag["time"])


def _headed(head: Sequence[str], flag: str) -> int | None:
    """The first column whose head has a word with a flag."""
    for at, cell in enumerate(head):
        if any(flag in match.flags for match in lexicon.matches("columns", lexicon.fold(cell.replace("_", " ")))):
            return at
    return None


def _names(body: Sequence[Row], at: int) -> bool:
    """Whether a column holds names that come back."""
    cells = [row.cells[at].strip() for row in body if row.cells[at].strip()]
    have_letters = all(any(map(str.isalpha, cell)) and len(cell) < _SHORT for cell in cells)
    return len(cells) >= _FEW and have_letters and 1 < len(set(cells)) < 0.7 * len(cells)


def _cell(row: Row, at: int | None) -> str:
    """The words of a cell, its paragraphs apart."""
    if at is None:
        return ""
    text = html.unescape(row.cells[at]) if _ENTITY.search(row.cells[at]) else row.cells[at]
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())
