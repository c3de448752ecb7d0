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
from collections.abc import Callable, Sequence
from typing import NamedTuple

from encoder import lexicon
from encoder.read import left_out
from encoder.read.page.speaker_tables import are_names
from encoder.read.transcripts.spoken import Spoken, only_changes
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Source

SUFFIXES = (".csv", ".tsv", ".tab")
_SIGNS = ",;\t|"
_SAMPLE = 20_000
_LONG = 30
"""Words have more code points on average."""
_FEW = 3
"""A column of fewer rows that all say the same says nothing about the record."""
_WORDS = re.compile(r"[^\W\d_]{2}")
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]+);", re.IGNORECASE)


class Row(NamedTuple):
    """The cells of a row, and its first line in the file."""

    cells: list[str]
    line: int


class Columns(NamedTuple):
    """The columns that are read, counted from 0; None for a column that the table does not have."""

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
            f"this row has {len(wide.cells)} cells, but the first row has "
            f"{len(head)}; enclose cells that contain the separator in quotation marks",
            source.name,
            wide.line,
        )
    body = [Row([*row.cells, *[""] * (len(head) - len(row.cells))], row.line) for row in rows[1:] if any(row.cells)]
    columns = _columns(head, body)
    if columns is None:
        shown = ", ".join(f"“{cell}”" for cell in head[:8])
        raise EncoderError(f"this table has no column of spoken words; its columns are {shown}", source.name)
    if _is_speech(rows[0], columns, body):
        head, body = [f"number {number}" for number, _ in enumerate(head, 1)], [rows[0], *body]
    spoken = Spoken()
    used = {columns.words, columns.speaker, columns.time}
    for number, cell in enumerate(head):
        values = {row.cells[number].strip() for row in body}
        if number in used or not any(values):
            continue
        if len(values) == 1 and len(body) >= _FEW and cell == rows[0].cells[number].strip() != "":
            spoken.paragraph(f"{cell}: {values.pop()}", body[0].line)
        else:
            report(left_out.finding(f"the column “{cell}”", "; ".join(filter(None, sorted(values)))))
    if columns.time is not None and (timed := sum(bool(_cell(row, columns.time)) for row in body)):
        report(left_out.finding("the times of 1 row" if timed == 1 else f"the times of {timed:,} rows"))
    before = ""
    by_changes = only_changes([bool(_cell(row, columns.speaker)) for row in body])
    for row in body:
        words, speaker = _cell(row, columns.words), _cell(row, columns.speaker)
        speaker = speaker or (before if by_changes else "")
        if words or speaker:
            is_unnamed = columns.speaker is not None and not speaker
            spoken.paragraph(words, row.line, speaker if speaker != before else "", unnamed=is_unnamed)
            before = speaker
    return spoken.source(source.name, report)


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
        raise EncoderError(f"this row cannot be read: {error}", source.name, line) from None
    return rows


def _columns(head: Sequence[str], body: Sequence[Row]) -> Columns | None:
    """The columns by their heads; where a head is unknown, by what stands below it."""
    said = [_flags(cell) for cell in head]
    lengths = [_mean_length(body, at) for at in range(len(head))]
    long = [at for at, length in enumerate(lengths) if length >= _LONG]
    words = _best(said, "speech", lambda at: lengths[at])
    if words is None and long:
        words = max(long, key=lambda at: lengths[at])
    if words is None:
        return None
    speaker = _best(said, "speaker", lambda at: at != words and 1 + _has_letters(body, at))
    if speaker is None:
        speaker = next(
            (at for at in range(len(head)) if at != words and are_names([row.cells[at] for row in body])), None
        )
    return Columns(words, speaker, _best(said, "time", lambda at: at not in (words, speaker)))


def _flags(head: str) -> dict[str, bool]:
    """What a head says its column has, and whether it says nothing else."""
    tokens = lexicon.fold(head.replace("_", " "))
    return {
        flag: match.size == len(tokens)
        for match in sorted(lexicon.matches("columns", tokens), key=lambda match: match.size)
        for flag in match.flags
    }


def _best(said: Sequence[dict[str, bool]], flag: str, fits: Callable[[int], float]) -> int | None:
    """The column whose head says what is looked for, best if nothing else; of several the one that fits best."""
    heads = [at for at, flags in enumerate(said) if flag in flags and fits(at)]
    return max(heads, key=lambda at: (said[at][flag], fits(at), -at), default=None)


def _mean_length(body: Sequence[Row], at: int) -> float:
    """The mean length of the cells of a column that are not empty; 0 where none has two words."""
    cells = [cell for row in body if (cell := row.cells[at].strip())]
    has_words = any(_WORDS.search(cell) for cell in cells)
    return sum(map(len, cells)) / len(cells) if has_words else 0.0


def _has_letters(body: Sequence[Row], at: int) -> bool:
    return any(map(str.isalpha, "".join(row.cells[at] for row in body)))


def _is_speech(row: Row, columns: Columns, body: Sequence[Row]) -> bool:
    """Whether the first row has no heads but is a speech like the others."""
    if any(map(_flags, row.cells)):
        return False
    speaker = columns.speaker
    comes_back = speaker is not None and any(row.cells[speaker] == other.cells[speaker] for other in body)
    return comes_back or len(row.cells[columns.words]) >= _LONG


def _cell(row: Row, at: int | None) -> str:
    """The words of a cell, its paragraphs apart."""
    if at is None:
        return ""
    text = html.unescape(row.cells[at]) if _ENTITY.search(row.cells[at]) else row.cells[at]
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())
