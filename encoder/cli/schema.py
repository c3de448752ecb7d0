"""`tei-encoder schema`: the program's schema as files, where editions look for it, and its manual."""

from __future__ import annotations

from pathlib import Path

import click

FILES = ("tei-encoder.rng", "tei-encoder.odd", "report.schema.json")


@click.command()
@click.option("-o", "--output", default="schema", show_default=True, metavar="DIR", help="Folder to write to.")
def schema(output: str) -> None:
    """Write the schema files.

    Editions refer to ../schema/ in their first lines, so put the folder next to theirs.

    RELAX NG, Schematron, the ODD that documents both, and the encoding manual made of it.
    """
    from encoder.files import resources, writing
    from encoder.host.version import __version__
    from encoder.project import written
    from encoder.publish.rendering import customization

    made = {name: resources.schema(name).read_bytes() for name in FILES}
    made["tei-encoder.sch"] = customization.schematron().encode()
    made["manual.html"] = customization.manual(__version__).encode()
    made["edition.schema.json"] = written.schema_file()
    for name, data in made.items():
        writing.write(Path(output) / name, data)
        click.echo(f"{Path(output) / name}", err=True)
