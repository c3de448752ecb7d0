"""`tei-encoder encode`: records to TEI."""

from __future__ import annotations

import shlex
from functools import partial

import click

from encoder.cli import console, options


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", metavar="FILE|DIR", help="Output file, or a folder for several sources.")
@options.profile
@options.people
@options.day
@options.weights
@options.form
@options.show_warnings
@options.fail_on
def encode(  # noqa: PLR0917 -- an argument for each option
    sources: tuple[str, ...],
    output: str | None,
    profile: str,
    people: str | None,
    date: str | None,
    weights: str | None,
    form: str,
    show: str,
    fail_on: str,
) -> int:
    """Encode records as TEI P5. SOURCE is a record, a folder of records, or `-` for stdin."""
    from encoder.tei import serialize

    sources = console.files_in(sources, console.RECORDS)
    known = console.people(people)
    found = console.Findings(show, fail_on, form)
    targets = console.targets(sources, output, ".xml")
    if form != "text" and None in targets:
        raise click.UsageError("the TEI and the report both go to stdout; name a file for the TEI with -o")
    for path, target in zip(sources, targets, strict=True):
        with found.each(path):
            edition = console.encoded(path, profile, date, known, weights)
            found.tell(edition.findings, edition.source)
            console.put(target, partial(serialize.write, edition))
    found.report()
    if found.is_text and (digest := found.digest(shlex.join(["tei-encoder", "review", *sources]))):
        click.echo(digest, err=True)
    return found.code
