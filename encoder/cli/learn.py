"""`tei-encoder learn`: an editor's decisions, and what they teach about records like these."""

from __future__ import annotations

from pathlib import Path

import click

from encoder.cli import console, options, records


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option(
    "-o", "--output", metavar="DIR", default="weights", show_default=True, help="Folder for the tables of weights."
)
@options.profile
@options.people
def learn(sources: tuple[str, ...], output: str, profile: str, people: str | None) -> int:
    """Learn from your decisions.

    The decisions in NAME.decisions.toml next to records teach the program how records like these are made. The result
    is a folder of tables, to be named in edition.toml (weights = "weights") or with --weights. Without SOURCE, the
    records of the project in the current folder are read.
    """
    from encoder.learning.learn import learn, taught
    from encoder.parse.given import given_of
    from encoder.publish.reports.text import many

    meant = records.meant(sources, profile, people)
    known = console.people(meant.people)
    found = console.Findings("info", "error")
    told = []
    for path in meant.paths:
        with found.each(path):
            told.append(taught(given_of(path, lambda _: None, profile=meant.profile, people=known)[1]))
    learned = learn(told)
    if not learned.decisions:
        click.echo("no decision to learn from; tei-encoder review asks about what is doubtful", err=True)
        return found.code or 1
    for name, table in learned.tables.items():
        console.put(Path(output) / name, table.encode())
    parts = ", ".join(f"{name} {number}" for name, number in learned.decisions.items())
    click.echo(f"{output}: learned from your decisions in {many(learned.records, 'record')} ({parts})", err=True)
    click.echo(_judged(learned.score, output), err=True)
    return found.code


def _judged(score: tuple[int, int, int], output: str) -> str:
    """Whether the tables are better than the built-in ones, as far as the decisions show."""
    number, general, own = score
    if not number:
        return "Decide something in a second record: then it can be measured whether these weights are better."
    told = (
        f"In records that they were not learned from, they make {own} of {number} decisions as you did; the built-in "
        f"ones make {general}."
    )
    if own <= general:
        return f"{told} They are no better; decide more before you use them."
    return f'{told} To use them: weights = "{output}" in edition.toml, or --weights {output}.'
