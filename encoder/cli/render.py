"""`tei-encoder render`: editions to HTML or plain text."""

from __future__ import annotations

import click

from encoder.cli import options, talk


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@click.option("--to", required=True, type=click.Choice(["html", "text"]), help="The form to make.")
@click.option("-o", "--output", metavar="FILE|DIR", help="Where it goes; several editions need a folder.")
@options.view
@options.language
def render(editions: tuple[str, ...], to: str, output: str | None, view: str, language: str) -> int:
    """Make HTML or plain text of TEI editions. A folder stands for the .xml files in it, `-` for stdin or stdout."""
    import encoder
    from encoder.rendering import OUTPUTS

    given = {"view": view, "language": language}
    parameters = {name: value for name, value in given.items() if name in OUTPUTS[to].parameters}
    editions = talk.files_in(editions, talk.EDITIONS)
    found = talk.Findings("info", "error")
    for path, target in zip(editions, talk.targets(editions, output, OUTPUTS[to].suffix), strict=True):
        with found.each(path):
            talk.put(target, encoder.render(talk.opened(path), to, **parameters).encode())
    return found.code
