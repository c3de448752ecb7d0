"""`tei-encoder render`: editions to pages, text and data."""

from __future__ import annotations

import click

from encoder.cli import options, talk


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@click.option(
    "--to", required=True, type=click.Choice(["html", "text", "markdown", "json", "jsonl", "csv"]),
    help="The form to make: a page, text, or the speeches as data.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE|DIR", help="Where it goes; several editions need a folder.")
@options.view
@options.notes
@options.width
@options.language
def render(
    editions: tuple[str, ...], to: str, output: str | None, view: str, notes: str, width: int, language: str
) -> int:
    """Make pages, text or data of TEI editions. A folder stands for the .xml files in it, `-` for stdin or stdout."""
    import encoder
    from encoder.rendering import OUTPUTS

    given = {"view": view, "notes": notes, "width": str(width), "language": language}
    known = (*OUTPUTS[to].parameters, *OUTPUTS[to].after)
    parameters = {name: value for name, value in given.items() if name in known}
    editions = talk.files_in(editions, talk.EDITIONS)
    found = talk.Findings("info", "error")
    for path, target in zip(editions, talk.targets(editions, output, OUTPUTS[to].suffix), strict=True):
        with found.each(path):
            talk.put(target, encoder.render(talk.opened(path), to, **parameters).encode())
    return found.code
