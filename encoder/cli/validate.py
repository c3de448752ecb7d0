"""`tei-encoder validate`: what is wrong with editions, and where."""

from __future__ import annotations

import click

from encoder.cli import options, talk
from encoder.errors import EncoderError


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@options.show
@options.fail_on
def validate(editions: tuple[str, ...], show: str, fail_on: str) -> int:
    """Check TEI editions against the house schema and its rules. `-` is stdin."""
    import encoder

    found = talk.Findings(show, fail_on)
    valid = 0
    for path in editions:
        try:
            edition = talk.opened(path)
        except EncoderError as error:
            found.refuse(error)
            continue
        valid += not found.tell(encoder.validate(edition), edition.source)
    click.echo(f"{valid} of {len(editions)} valid; {found}", err=True)
    return found.code
