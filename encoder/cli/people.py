"""`tei-encoder people`: the persons of editions as a table to complete by hand, and back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from encoder.cli import console
from encoder.values.namespaces import TEI
from encoder.work import storage


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@click.option(
    "-o", "--output", metavar="FILE.tsv", help="Table to write; an existing table is completed, not overwritten."
)
@click.option("--apply", "applied", metavar="FILE", help="Write the identifiers in this file into the editions.")
def people(editions: tuple[str, ...], output: str | None, applied: str | None) -> int:
    """Collect persons in a table, or apply one.

    The table has the persons of the editions, to be completed by hand. `--apply` writes its identifiers into editions.
    """
    if output and applied:
        raise click.UsageError("a table is made (-o) or applied (--apply), not both at once")
    paths = console.editions_in(editions)
    return _apply(paths, Path(applied)) if applied else _collect(paths, output)


def _collect(paths: tuple[str, ...], output: str | None) -> int:
    from encoder.publish.reports.text import many
    from encoder.read.beside.people import COLUMNS, rows
    from encoder.tei import persons
    from encoder.tei.open import open_place
    from encoder.values.edition import Edition

    found = console.Findings("info", "error")
    opened: list[Edition] = []
    for path in paths:
        with found.each(path):
            edition = open_place(path)
            if edition.root.find(f"{{{TEI}}}text") is not None:  # else it is a register, which is made of editions
                opened.append(edition)
    target = None if output in (None, console.STDIO) else Path(str(output))
    before = rows(target.read_bytes(), target) if target and target.is_file() else (list(COLUMNS), [])
    made = persons.table(persons.collect(opened), *before)
    if target is not None and (found.unusable or found.faults):
        click.echo(f"{target}: not written, since not all editions could be read", err=True)
        return found.code
    text = "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in made)
    console.put(target, text.encode())
    told = f"{many(len(made) - 1, 'person')} of {many(len(opened), 'edition')}"
    click.echo(f"{told}, {len(before[1])} of them in the table before", err=True)
    return found.code


def _apply(paths: tuple[str, ...], file: Path) -> int:
    from encoder.publish.reports.text import many
    from encoder.read.beside.people import read
    from encoder.tei import persons, serialize
    from encoder.tei.open import open_place

    authority = read(file)
    found = console.Findings("info", "error")
    total = changed = 0
    for path in paths:
        with found.each(path):
            edition = open_place(path)
            number = persons.complete(edition, authority)
            if number:
                made = partial(serialize.write, edition)
                console.put(None, made) if path == console.STDIO else storage.write(path, made)
                changed += 1
            total += number
    click.echo(f"{many(total, 'person')} completed in {changed} of {many(len(paths), 'edition')}", err=True)
    return found.code
