"""`tei-encoder format`: editions written in the one way."""

from __future__ import annotations

import sys

import click

from encoder.cli import console
from encoder.work import storage


@click.command("format")
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@click.option(
    "--diff", is_flag=True, help="Change nothing; show the changes as a diff, and exit with 1 if there are any."
)
def format_(editions: tuple[str, ...], check: bool, diff: bool) -> int:
    """Format TEI editions so that diffs stay small.

    Mixed content is never changed. EDITION is a file, a folder of .xml files, or `-` for stdin and stdout.
    """
    from encoder.tei.canonical import canonical
    from encoder.tei.open import open_place
    from encoder.validation.fix import Mended

    found = console.Findings()
    changed = 0
    paths = console.editions_in(editions)
    for path in paths:
        with found.each(path):
            edition = open_place(path)
            after = canonical(edition)
            if path == console.STDIO and not (check or diff):
                sys.stdout.buffer.write(after)
                continue
            if after == (edition.source.text.encode() if path == console.STDIO else storage.fetched(path)):
                continue
            changed += 1
            if diff:
                click.echo(Mended(path, edition.source.text, after.decode(), 0, "UTF-8").diff, nl=False)
            elif check:
                click.echo(f"{path}: is not formatted; `tei-encoder format` changes it", err=True)
            else:
                storage.write(path, after)
    if console.STDIO not in paths:
        would = "would be written" if check or diff else "written"
        click.echo(f"{changed} of {len(paths)} {would} anew", err=True)
    return found.code or int(bool(changed) and (check or diff))
