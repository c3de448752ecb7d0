"""`tei-encoder validate`: what is wrong with editions, and where."""

from __future__ import annotations

from pathlib import Path

import click

from encoder.cli import options, talk
from encoder.errors import EncoderError

MODEL = "model"


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@click.option(
    "--schema", metavar="FILE|model",
    help="A RELAX NG schema (.rng, .rnc), or `model`: the one that each edition names. Default: the house's.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["own", "libxml2", "jing"]), default="own", show_default=True,
    help="Who judges by the schema; the others are for a second opinion.",
)  # fmt: skip
@click.option("--check-schema", is_flag=True, help="Check the schema itself first, all of it, not just what is needed.")
@click.option("--ids", is_flag=True, help="Check the attributes that the schema calls ID, IDREF or IDREFS too.")
@click.option(
    "--stream", is_flag=True, help="Judge by the schema alone, and read each file as a stream: for files of any size."
)
@options.form
@options.show
@options.fail_on
def validate(  # noqa: PLR0913, PLR0917 -- an argument for each option
    editions: tuple[str, ...], schema: str | None, engine: str, check_schema: bool, ids: bool, stream: bool,
    form: str, show: str, fail_on: str,
) -> int:  # fmt: skip
    """Check TEI editions against a schema and the rules. A folder stands for the .xml files in it, `-` for stdin."""
    import encoder
    from encoder.validation import grammar

    path = Path(schema) if schema and schema != MODEL else None
    if schema == MODEL and (stream or check_schema):
        raise click.UsageError("--schema model is found in each edition; name the file for --stream and --check-schema")
    if engine != "own" and (ids or stream):
        raise click.UsageError("--ids and --stream are of our own engine; leave out --engine")
    if check_schema:
        grammar.check_schema(path)
    elif path and engine == "own":
        grammar.load(path)  # one that is none is told once, not for each file
    found = talk.Findings(show, fail_on, form)
    valid = number = 0
    for number, name in enumerate(talk.files_in(editions, talk.EDITIONS), 1):  # noqa: B007
        with found.each(name):
            if name != talk.STDIO and Path(name).is_dir():
                raise EncoderError(f"{name}: there is no edition in this folder: no .xml file")
            if stream:
                valid += not _streamed(name, path, ids, found)
                continue
            edition = talk.opened(name)
            used = grammar.named_by(edition) if schema == MODEL else path
            findings = list(encoder.validate(edition, schema=used, engine=engine, ids=ids))
            valid += not found.tell(findings, edition.source)
    found.report()
    click.echo(f"{valid} of {number} valid; {found}", err=True)
    return found.code


def _streamed(name: str, schema: Path | None, ids: bool, found: talk.Findings) -> int:
    """Print what is wrong with a file that is not held in memory; how many faults it has."""
    from encoder.validation import grammar

    number = 0
    with talk.binary(name) as file:
        for place, finding in grammar.check_stream(file, name, schema, ids=ids):
            found.tell_at(finding, name, place.line, place.column)
            number += 1
    return number
