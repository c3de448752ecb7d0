"""`tei-encoder people`: the persons of editions as a table to complete by hand, and back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from encoder.batch import places
from encoder.cli import talk
from encoder.namespaces import TEI


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@click.option("-o", "--output", metavar="FILE.tsv", help="The table; one that is there is completed, not overwritten.")
@click.option(
    "--apply", "applied", metavar="FILE", help="Write the identifiers of this file into the editions instead."
)
def people(editions: tuple[str, ...], output: str | None, applied: str | None) -> int:
    """Collect the persons of TEI editions in a table, or write its identifiers back."""
    if output and applied:
        raise click.UsageError("a table is made (-o) or applied (--apply), not both at once")
    paths = talk.editions_in(editions)
    return _apply(paths, Path(applied)) if applied else _collect(paths, output)


def _collect(paths: tuple[str, ...], output: str | None) -> int:
    import encoder
    from encoder.readers.people import COLUMNS, rows
    from encoder.reports.text import many
    from encoder.tei import persons

    found = talk.Findings("info", "error")
    opened: list[encoder.edition.Edition] = []
    for path in paths:
        with found.each(path):
            edition = places.edition(path)
            if edition.root.find(f"{{{TEI}}}text") is not None:  # else it is a register, which is made of editions
                opened.append(edition)
    target = None if output in (None, talk.STDIO) else Path(str(output))
    before = rows(target.read_bytes(), target) if target and target.is_file() else (list(COLUMNS), [])
    made = persons.table(persons.collect(opened), *before)
    if target is not None and (found.unusable or found.faults):
        click.echo(f"{target}: not written, since not all editions could be read", err=True)
        return found.code
    text = "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in made)
    talk.put(target, text.encode())
    told = f"{many(len(made) - 1, 'person')} of {many(len(opened), 'edition')}"
    click.echo(f"{told}, {len(before[1])} of them in the table before", err=True)
    return found.code


def _apply(paths: tuple[str, ...], file: Path) -> int:
    from encoder.readers.people import read
    from encoder.reports.text import many
    from encoder.tei import persons, serialize

    authority = read(file)
    found = talk.Findings("info", "error")
    total = changed = 0
    for path in paths:
        with found.each(path):
            edition = places.edition(path)
            number = persons.complete(edition, authority)
            if number:
                made = partial(serialize.write, edition)
                talk.put(None, made) if path == talk.STDIO else places.write(path, made)
                changed += 1
            total += number
    click.echo(f"{many(total, 'person')} completed in {changed} of {many(len(paths), 'edition')}", err=True)
    return found.code
