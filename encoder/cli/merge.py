"""`tei-encoder merge`: what people made of editions, and what their records give now, brought together."""

from __future__ import annotations

from typing import Any

import click

from encoder.cli import console, options
from encoder.cli.build import plan_of


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("-o", "--output", metavar="DIR", help="Folder of the results.  [default: output]")
@options.profile
@options.people
@options.weights
@options.day
def merge(
    sources: tuple[str, ...], output: str | None, profile: str, people: str | None, weights: str | None,
    date: str | None,
) -> int:  # fmt: skip
    """Merge edited editions with changed records.

    Use the options of the build. What only one side changed is taken from that side. If both sides changed the same
    place, the edited version stays, and a processing instruction next to it quotes the other: a conflict, which
    `validate` reports as an error until the instruction is deleted.
    """
    from encoder.build.merging import merged
    from encoder.publish.reports.text import many
    from encoder.work.lock import alone

    given: dict[str, Any] = {
        name: value
        for name, value in (("profile", profile), ("people", people), ("weights", weights))
        if options.was_given(name)
    }
    if date is not None:
        given["date"] = date
    found = console.Findings("info", "error")
    conflicts = number = 0
    plan = plan_of(sources, output, **given)
    with alone(plan.output):
        for outcome in merged(plan):
            if outcome.refused:
                found.refuse(outcome.refused)
                continue
            number += 1
            conflicts += outcome.conflicts
            told = "" if not outcome.conflicts else f", {many(outcome.conflicts, 'conflict')} marked in it"
            click.echo(f"{outcome.target}: merged{told}", err=True)
    click.echo(f"{many(number, 'edition')} merged, {many(conflicts, 'conflict')}", err=True)
    return found.code or int(conflicts > 0)
