"""`tei-encoder learn`: an editor's decisions, and what they teach about records like these."""

from __future__ import annotations

from pathlib import Path

import click

from encoder.cli import console, options, records


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(file_okay=False),
    help="Folder for the tables of weights.  [default: weights, in the project's folder]",
)  # fmt: skip
@options.profile
@options.people
def learn(sources: tuple[str, ...], output: str | None, profile: str, people: str | None) -> int:
    """Learn from your decisions.

    The decisions in NAME.decisions.toml next to records show the program how to read records like these. The result
    is a folder of tables, to be named in edition.toml (weights = "weights") or with --weights. Without SOURCE, the
    records of the project in the current folder are read.
    """
    from encoder.learning.learn import learn, taught
    from encoder.parse.given import given_of
    from encoder.publish.reports.text import many
    from encoder.values.decisions import DECISION_AMBIGUOUS, DECISION_UNMATCHED
    from encoder.values.diagnostics import Diagnostic

    meant = records.meant(sources, profile, people)
    known = console.people(meant.people)
    found = console.Findings("info", "error")
    told = []
    for path in meant.paths:
        with found.each(path):
            findings: list[Diagnostic] = []
            source, given = given_of(
                path, findings.append, profile=meant.profile, people=known, weights=meant.weights
            )  # fmt: skip
            told.append(taught(given))
            rules = (DECISION_AMBIGUOUS, DECISION_UNMATCHED)
            found.tell([each for each in findings if each.rule in rules], source)
    folder = Path(output) if output else meant.folder / "weights"
    if found.unusable or found.faults:
        click.echo(f"{folder}: not written, since not all records could be read", err=True)
        return found.code
    learned = learn(told)
    if not learned.decisions:
        click.echo(
            "there are no decisions about labels, paragraphs, headings, furniture or brackets to learn from; make some "
            "with tei-encoder review", err=True,
        )  # fmt: skip
        return found.code or 1
    for name, table in learned.tables.items():
        console.put(folder / name, table.encode())
    parts = ", ".join(f"{name} {number}" for name, number in learned.decisions.items())
    click.echo(f"{folder}: learned from your decisions in {many(learned.records, 'record')} ({parts})", err=True)
    click.echo(_judged(learned.score, str(folder)), err=True)
    return found.code


def _judged(score: tuple[int, int, int], output: str) -> str:
    """Whether the tables are better than the built-in ones, as far as the decisions show."""
    number, general, own = score
    if not number:
        return "To measure whether these weights are better, make decisions in at least two records."
    told = (
        f"Tested on records left out of learning, the new weights agree with {own} of your {number} decisions; the "
        f"built-in weights agree with {general}."
    )
    if own <= general:
        return f"{told} They are no better; decide more before you use them."
    return f'{told} To use them: weights = "{Path(output).name}" in edition.toml, or --weights {output}.'
