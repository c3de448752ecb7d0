"""`tei-encoder build`: encode, validate and render in one go, with a summary of what was made and found."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from encoder.batch.make import Made, Recipe, Record
from encoder.cli import options, talk
from encoder.errors import EncoderError


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--sample", is_flag=True, help="Build the embedded record, 118978.")
@click.option("-o", "--output", default="output", show_default=True, metavar="DIR", help="The folder for the results.")
@options.profile
@options.people
@options.day
@options.language
@options.made
@options.form
@options.show
@options.fail_on
def build(  # noqa: PLR0913, PLR0917 -- an argument for each option
    sources: tuple[str, ...], sample: bool, output: str, profile: str, people: str | None, date: str | None,
    language: str, jobs: int | None, anew: bool, prune: bool, time_limit: float | None,
    form: str, show: str, fail_on: str,
) -> int:  # fmt: skip
    """Make TEI, HTML and plain text of records, and check them.

    A folder stands for the records in it. Of several, a manifest is kept, and only what has changed is made again.
    """
    from encoder import resources
    from encoder.batch import manifest

    results = os.path.realpath(output) + os.sep
    below = talk.files_in(sources, talk.RECORDS)
    found_in = [path for path in below if path in sources or not os.path.realpath(path).startswith(results)]
    paths = (*found_in, *([str(resources.sample())] if sample else ()))  # what was built before is no record
    if not paths:
        raise click.UsageError("name the records to build, or use --sample")
    if output == talk.STDIO:
        raise click.UsageError("three results do not fit on stdout; name a folder with -o, or use encode and render")
    talk.people(people)  # a file that is none is told once
    folder = Path(output)
    many = len(paths) > 1 or any(Path(source).is_dir() for source in sources)
    before = {} if anew or not many else manifest.read(folder)
    known = {path: before[path] for path in paths if path in before}
    recipe = Recipe(profile, people, date, language, time_limit)
    records = [Record(path, targets, known.get(path)) for path, targets in _targets(paths, output)]
    if many:
        manifest.sweep(folder)
    found = talk.Findings(show, fail_on, form)
    done: list[Made] = []
    standing: list[Made] = []
    for made in _all(records, recipe, jobs):
        done.append(made)
        standing.append(made if made.results else known.get(made.source, made))  # else what was edited would be lost
        _tell(made, found)
        if many and len(done) % _OFTEN == 0:
            manifest.write(folder, {**known, **{each.source: each for each in standing}}.values())
    if many:
        _gone([each for path, each in before.items() if path not in known], folder, prune=prune)
        if len(before) != len(done) or any(each.state != "same" for each in done):
            manifest.write(folder, standing)
        states = Counter(each.state for each in done)
        click.echo(", ".join(f"{number} {state}" for state, number in sorted(states.items())), err=True)
    found.report()
    click.echo(f"{len(paths) - found.unusable - found.faults} of {len(paths)} built; {found}", err=True)
    return found.code


_OFTEN = 500
"""After so many records the manifest is written: what a build that is killed has done until then is not done again."""
_FEW = 4
"""So few records are made before other processes would have started."""


def _targets(paths: tuple[str, ...], output: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Where the results of each source go."""
    from encoder import rendering

    names = {"xml": ".xml", **{to: rendering.OUTPUTS[to].suffix for to in rendering.BUILT}}
    folder = output if output.endswith("/") else f"{output}/"
    targets = {to: talk.targets(paths, folder, suffix) for to, suffix in names.items()}
    for at, path in enumerate(paths):
        yield path, {to: str(targets[to][at]) for to in names}


def _all(records: list[Record], recipe: Recipe, jobs: int | None) -> Iterator[Made]:
    """The records made, in their order; with a bar on a terminal where there are many."""
    from encoder.batch.make import unchanged
    from encoder.batch.store import default_folder, opened

    with opened(default_folder() / "built.sqlite" if any(record.before for record in records) else None) as store:
        known = {record.source: unchanged(record, recipe, store) for record in records} if store else {}
    made = _work([record for record in records if not known.get(record.source)], recipe, jobs or os.cpu_count() or 1)
    yield from talk.counted((known.get(record.source) or next(made) for record in records), len(records))


def _work(records: list[Record], recipe: Recipe, jobs: int) -> Iterator[Made]:
    """Those that must be made."""
    from functools import partial

    from encoder.batch.make import make
    from encoder.batch.pool import each

    work = partial(make, recipe=recipe)
    piped = any(record.source == talk.STDIO for record in records)
    if jobs == 1 or len(records) < _FEW or piped:
        return map(work, records)
    return each(work, records, min(jobs, len(records)), _lost)


def _lost(record: Record) -> Made:
    return Made(record.source, fault="the process that made it was killed, perhaps for want of memory")


def _tell(made: Made, found: talk.Findings) -> None:
    if made.fault:
        found.fail(made.source, made.fault, made.traceback)
        return
    found.tell_located(made.source, made.findings, silently=made.state == "same" and found.is_text)
    if made.refused:
        found.refuse(EncoderError(made.refused), made.source)
    elif made.state != "same":
        click.echo(made.summary, err=True)


def _gone(gone: list[Made], folder: Path, *, prune: bool) -> None:
    """Say which records are there no more; with ``prune``, take away what was made of them, if nobody has edited it."""
    from encoder.batch.store import digest

    for made in gone:
        click.echo(f"{made.source}: is gone{'' if prune else '; --prune takes away what was made of it'}", err=True)
        for kind, was in made.results.items() if prune else ():
            path = folder / f"{talk.stem(made.source)}.{'txt' if kind == 'text' else kind}"
            if path.is_file() and digest(path.read_bytes()).hex() == was:
                path.unlink()
