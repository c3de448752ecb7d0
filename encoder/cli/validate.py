"""`tei-encoder validate`: what is wrong with editions, and where."""

from __future__ import annotations

from pathlib import Path

import click

from encoder.cli import options, talk
from encoder.errors import EncoderError


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@click.option(
    "--schema", metavar="FILE", help="A RELAX NG schema (.rng) to validate against; default: the house schema."
)
@click.option(
    "--engine", type=click.Choice(["own", "libxml2", "jing"]), default="own", show_default=True,
    help="Who judges by the schema; the others are for a second opinion.",
)  # fmt: skip
@click.option("--check-schema", is_flag=True, help="Check the schema itself first, all of it, not just what is needed.")
@options.show
@options.fail_on
def validate(
    editions: tuple[str, ...], schema: str | None, engine: str, check_schema: bool, show: str, fail_on: str
) -> int:
    """Check TEI editions against a schema and the rules. `-` is stdin."""
    import encoder

    if check_schema:
        from encoder import resources
        from encoder.validation import grammar

        grammar.check_schema(Path(schema) if schema else resources.schema("tei-encoder.rng"))
    found = talk.Findings(show, fail_on)
    valid = 0
    for path in editions:
        try:
            edition = talk.opened(path)
            findings = list(encoder.validate(edition, schema=schema, engine=engine))
        except EncoderError as error:
            found.refuse(error)
            continue
        valid += not found.tell(findings, edition.source)
    click.echo(f"{valid} of {len(editions)} valid; {found}", err=True)
    return found.code
