"""Tables with a column for the speaker and one for the words, in documents and pages.

    | Speaker | Transcript                |        labels: Marty, Andrew
    | Marty   | This will be something …  |
    | Andrew  | It would be something …   |

The heads of the columns say so, or the shape: short names that come back beside paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from encoder import lexicon
from encoder.lexicon.signs import SENTENCE_END
from encoder.values.source import Region, Span

_LEAST_ROWS = 3
_SHORT, _LONG = 40, 30
"""A name has fewer code points; words have more on the average."""
_SAID = 12
"""The least average length of the words, in code points, if most cells end as sentences do."""
_DISTINCT = 0.7
"""The greatest share of different names among the rows of a table without heads."""


def labels(text: str, regions: Sequence[Region]) -> tuple[Span, ...]:
    """The names of speakers in the tables of a text, in order."""
    return tuple(label for table in _tables(text, regions) for label in _labels(text, table))


def _tables(text: str, regions: Sequence[Region]) -> Iterator[list[Region]]:
    """Rows that follow each other, with as many cells each."""
    rows = [region for region in regions if region.kind == "row" and len(region.cells) > 1]
    table = rows[:1]
    for before, row in pairwise(rows):
        if len(row.cells) != len(before.cells) or text[before.end : row.start].strip():
            yield table
            table = []
        table.append(row)
    if table:
        yield table


def _labels(text: str, table: Sequence[Region]) -> Iterator[Span]:
    if len(table) < _LEAST_ROWS:
        return
    headed = _headed(text, table[0])
    rows = table[1:] if headed is not None else table
    column = headed if headed is not None else _by_shape(text, rows)
    if column is None:
        return
    for row in rows:
        cell = row.cells[column]
        if any(map(str.isalpha, text[cell.start : cell.end])):
            yield Span(cell.start, cell.end)


def _headed(text: str, row: Region) -> int | None:
    """The column of the speaker by the heads; None unless they name both."""
    found = {
        flag: at
        for at, cell in reversed([*enumerate(row.cells)])
        for match in lexicon.matches("columns", lexicon.fold(text[cell.start : cell.end]))
        for flag in match.flags
        if cell.end - cell.start < _SHORT
    }
    return found["speaker"] if {"speaker", "speech"} <= found.keys() and found["speaker"] != found["speech"] else None


def _by_shape(text: str, rows: Sequence[Region]) -> int | None:
    """The first column, if it has short names that come back and the last one has paragraphs."""
    cells = [text[row.cells[0].start : row.cells[0].end] for row in rows]
    said = [text[row.cells[-1].start : row.cells[-1].end] for row in rows]
    mean = sum(map(len, said)) / max(1, len(said))
    are_sentences = sum(SENTENCE_END.search(each) is not None for each in said) > len(said) / 2
    return 0 if are_names(cells) and (mean >= _LONG or (are_sentences and mean >= _SAID)) else None


def are_names(cells: Sequence[str]) -> bool:
    """Whether the cells of a column, but for empty ones, are short names that come back."""
    names = [name for cell in cells if (name := cell.strip())]
    are_short = all(any(map(str.isalpha, name)) and len(name) < _SHORT for name in names)
    return are_short and 1 < len(set(names)) <= _DISTINCT * len(names)
