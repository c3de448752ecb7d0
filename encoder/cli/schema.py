"""`tei-encoder schema`: the house schema as files, where editions look for it."""

from __future__ import annotations

from pathlib import Path

import click

FILES = ("tei-encoder.rng", "tei-encoder.sch")


@click.command()
@click.option("-o", "--output", default="schema", show_default=True, metavar="DIR", help="The folder to put it into.")
def schema(output: str) -> None:
    """Put the house schema beside your editions: they name ../schema/ in their first lines."""
    from encoder import files, resources

    for name in FILES:
        files.write(Path(output) / name, resources.schema(name).read_bytes())
        click.echo(f"{Path(output) / name}", err=True)
