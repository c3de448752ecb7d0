"""`tei-encoder build`: encode, validate and render in one go, with a summary of what was made and found."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from encoder.cli import console, options
from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    from encoder.build.plan import Plan
    from encoder.build.recipe import Recipe
    from encoder.build.record import Made
    from encoder.work.pool import Workers


_LEFT = "--prune deletes its output"
"""What is said of a record that no longer exists, if its output is kept."""


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--sample", is_flag=True, help="Build the embedded record, 118978.")
@click.option("-o", "--output", metavar="DIR", help="Folder for the results.  [default: output]")
@options.profile
@options.people
@options.weights
@options.day
@options.language
@options.made
@options.form
@options.show_warnings
@options.fail_on
def build(  # noqa: PLR0913, PLR0917 -- an argument for each option
    sources: tuple[str, ...], sample: bool, output: str | None, profile: str, people: str | None, weights: str | None,
    date: str | None, language: str, jobs: int | None, cluster: str | None, anew: bool, prune: bool, dry_run: bool,
    watch: bool, time_limit: float | None, form: str, show: str, fail_on: str,
) -> int:  # fmt: skip
    """Encode, validate and render records.

    SOURCE is a record, or a folder of records. If there are several, a manifest is kept and only what has changed is
    rebuilt. A folder with `edition.toml` is a project, which may have a site; without SOURCE, the current folder is
    built.
    """
    given: dict[str, Any] = {
        name: value
        for name, value in (
            ("profile", profile), ("people", people), ("weights", weights), ("language", language),
            ("time_limit", time_limit),
        ) if options.was_given(name)
    }  # fmt: skip
    if date is not None:  # from the command line, or SOURCE_DATE_EPOCH
        given["date"] = date

    def planned() -> Plan:
        plan = plan_of(sources, output, sample=sample, anew=anew, **given)
        _look_at(plan.recipe)
        return plan

    from encoder.work.lock import alone

    review = "" if sample else shlex.join(["tei-encoder", "review", *sources])

    def once() -> int:
        found = console.Findings(show, fail_on, form)
        plan = planned()
        with alone(plan.output):
            return _built(plan, _workers(jobs, cluster), found, prune=prune, review=review)

    if dry_run:
        return _told(planned(), prune=prune)
    if watch:
        from encoder.cli.watch import keep

        return keep(once, planned, sources)
    return once()


def _look_at(recipe: Recipe) -> None:
    """Read the files that all records depend on: what is wrong with one is told once, not for each record."""
    from encoder import archives, evidence

    console.people(recipe.people)
    if recipe.weights:
        evidence.check(Path(recipe.weights))
    if recipe.profile != archives.AUTO:
        archives.by_name(recipe.profile)
    if recipe.schema:
        from encoder.check.schemas import grammar

        grammar.load(Path(recipe.schema))
    for name in recipe.schematron:
        if not Path(name).is_file():
            raise EncoderError("there is no such Schematron schema", name)


def plan_of(
    sources: tuple[str, ...], output: str | None, *, sample: bool = False, anew: bool = False, **given: Any
) -> Plan:
    """What is to be built: a project, or sources."""
    from encoder import project
    from encoder.build import plan
    from encoder.build.recipe import Recipe
    from encoder.files import resources

    if output == console.STDIO:
        raise click.UsageError("three results do not fit on stdout; name a folder with -o, or use encode and render")
    here = sources or (() if sample else (".",))
    file = project.at(Path(here[0])) if len(here) == 1 and "://" not in here[0] else None
    if file and not sample:
        if output is not None:
            raise click.UsageError(f"{file} says where results go; take “output” there instead of -o")
        return plan.of_project(project.read(file), anew=anew, **given)
    if not sources and not sample:
        raise click.UsageError("name the records to build, or use --sample; there is no edition.toml here")
    recipe = Recipe(**{"profile": "auto", "people": None, "date": None, "language": "en", **given})
    paths = (*sources, *([str(resources.sample())] if sample else ()))
    return plan.of_sources(paths, recipe, output or "output", anew=anew)


def _workers(jobs: int | None, cluster: str | None) -> Workers | None:
    if cluster:
        from encoder.work.cluster import workers

        return workers(cluster)
    return options.workers(jobs)


def _built(plan: Plan, workers: Workers | None, found: console.Findings, *, prune: bool, review: str) -> int:
    from encoder.build import run as building

    states: Counter[str] = Counter()
    if plan.manifest and plan.manifest.unreadable:
        click.echo(
            f"{plan.output}: the manifest is broken or of another version; all is rebuilt, edited files are kept",
            err=True,
        )
    each = found.shows_all or len(plan.records) == 1  # a line for each record
    bar = console.counted(building.run(plan, workers), len(plan.records) + len(plan.refused), lambda: str(found))
    for made in bar:
        states[made.state] += 1
        _tell(made, found, line=each)
    for gone in building.prune(plan) if prune else building.gone(plan):
        click.echo(f"{gone.source}: no longer exists; {gone.told('deleted: {}' if prune else _LEFT)}", err=True)
    number = states.total()
    built = number - found.unusable - found.faults
    if plan.project:
        with found.each(str(plan.output)):
            _corpus(plan, workers, found)
    if found.is_text and (digest := found.digest(review)):
        click.echo(digest, err=True)
    if plan.manifest and number:
        click.echo(", ".join(f"{n} {state}" for state, n in sorted(states.items())), err=True)
    found.report()
    click.echo(f"{built} of {number} built; {found}", err=True)
    return found.code


def _corpus(plan: Plan, workers: Workers | None, found: console.Findings) -> None:
    """What the records of a project say together, and its site."""
    from encoder.build import site

    made = site.build(plan, workers)
    found.tell_located(made.path, made.findings)
    click.echo(made.summary, err=True)


def _told(plan: Plan, *, prune: bool) -> int:
    """The plan, a line for each record that is not as it was."""
    from encoder.build import run as building
    from encoder.build.plan import foreseen
    from encoder.build.record import State

    states: Counter[str] = Counter()
    for source, (state, why, _) in foreseen(plan):
        states[state] += 1
        if state is not State.SAME:
            click.echo(f"{source}: {state}{f': {why}' if why else ''}")
    for gone in building.gone(plan):
        states["gone"] += 1
        click.echo(f"{gone.source}: no longer exists; {gone.told('would be deleted: {}' if prune else _LEFT)}")
    click.echo(", ".join(f"{n} {state}" for state, n in sorted(states.items())) or "no records", err=True)
    return 0


def _tell(made: Made, found: console.Findings, *, line: bool) -> None:
    from encoder.build.record import State

    if made.fault:
        found.fail(made.source, made.fault, made.traceback)
        return
    found.tell_located(
        made.source, made.findings, silently=made.state is State.SAME and found.is_text and not found.shows_all
    )
    if made.refused:
        found.refuse(made.refused, made.source)
    elif made.line and line:
        click.echo(made.line, err=True)
