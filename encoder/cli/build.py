"""`tei-encoder build`: encode, validate and render in one go, with a summary of what was made and found."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from encoder.cli import options, talk

if TYPE_CHECKING:
    from encoder.edition import Edition


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--sample", is_flag=True, help="Build the embedded record, 118978.")
@click.option("-o", "--output", default="output", show_default=True, metavar="DIR", help="The folder for the results.")
@options.profile
@options.people
@options.day
@options.language
@options.form
@options.show
@options.fail_on
def build(  # noqa: PLR0913, PLR0917 -- an argument for each option
    sources: tuple[str, ...],
    sample: bool,
    output: str,
    profile: str,
    people: str | None,
    date: str | None,
    language: str,
    form: str,
    show: str,
    fail_on: str,
) -> int:
    """Make TEI, HTML and plain text of records, and check them. A folder stands for the records in it."""
    import encoder
    from encoder import rendering, resources
    from encoder.tei import serialize

    paths = (*talk.files_in(sources, talk.RECORDS), *([str(resources.sample())] if sample else ()))
    if not paths:
        raise click.UsageError("name the records to build, or use --sample")
    if output == talk.STDIO:
        raise click.UsageError("three results do not fit on stdout; name a folder with -o, or use encode and render")
    known = talk.people(people)
    names = {"xml": ".xml", **{to: rendering.OUTPUTS[to].suffix for to in rendering.BUILT}}
    folder = output if output.endswith("/") else f"{output}/"
    targets = {to: talk.targets(paths, folder, suffix) for to, suffix in names.items()}
    found = talk.Findings(show, fail_on, form)
    for at, path in enumerate(paths):
        with found.each(path):
            edition = talk.encoded(path, profile, date, known)
            found.tell((*edition.findings, *encoder.validate(edition)), edition.source)
            talk.put(targets["xml"][at], partial(serialize.write, edition))
            made = rendering.render_all(edition, {to: {"language": language} for to in rendering.BUILT})
            for to, text in made.items():
                talk.put(targets[to][at], text.encode())
            click.echo(_summary(edition, [targets[to][at] for to in names]), err=True)
    found.report()
    click.echo(f"{len(paths) - found.unusable - found.faults} of {len(paths)} built; {found}", err=True)
    return found.code


def _summary(edition: Edition, written: list[Path | None]) -> str:
    """Two lines: what was made, and what became of the source's characters."""
    from encoder.namespaces import TEI
    from encoder.validation.loss import account

    people = sum(1 for _ in edition.root.iter(f"{{{TEI}}}person"))
    speeches = sum(1 for _ in edition.root.iter(f"{{{TEI}}}sp"))
    editorial = sum(1 for element in edition.root.iter("*") if element.get("resp", "#encoder") != "#encoder")
    balance = account(edition)
    files = ", ".join(str(path) for path in written)
    return (
        f"{edition.id}: {speeches} speeches, {people} persons, {editorial} editorial notes → {files}\n"
        f"{' ' * len(edition.id)}  {balance.characters:,} characters: {balance.text:,} text, {balance.delimiters} "
        f"delimiters, {balance.omitted} listed as omitted, {balance.lost} lost"
    )
