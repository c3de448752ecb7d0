"""`tei-encoder init`: a new project, proposed from the records that are there."""

from __future__ import annotations

from pathlib import Path

import click

from encoder.cli import console, options


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--records", default="records", show_default=True, metavar="DIR", help="Folder of records within FOLDER.")
@options.jobs
def init(folder: str, records: str, jobs: int | None) -> int:
    """Create a project.

    FOLDER gets edition.toml, a file of people, a workflow for CI, and .gitignore. The records in the folder are read to
    propose a profile and people. Existing files are never overwritten.
    """
    from encoder.build import scaffold

    place = Path(folder)
    proposal = scaffold.propose(place, records, options.workers(jobs))
    for name, data in proposal.files.items():
        if (place / name).exists():
            click.echo(f"{place / name}: already exists; not changed", err=True)
        else:
            console.put(place / name, data)
            click.echo(f"{place / name}", err=True)
    for line in proposal.told:
        click.echo(line, err=True)
    click.echo("next: fill in title, publisher and licence in edition.toml, then `tei-encoder build`", err=True)
    return 0
