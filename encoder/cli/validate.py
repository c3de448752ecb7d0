"""`tei-encoder validate`: what is wrong with editions, and where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from encoder.cli import console, options
from encoder.cli.validation import asked as asked_of
from encoder.cli.validation import options as validation_options
from encoder.cli.validation import verdicts
from encoder.cli.validation.asked import files_of, job_of
from encoder.validation.one_file import Job

if TYPE_CHECKING:
    from encoder.check.located import Located
    from encoder.validation.baseline import Baseline


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@validation_options.settings
@validation_options.judged
@validation_options.mended
@validation_options.known
@validation_options.batch
@options.form
@options.show
@options.fail_on
def validate(  # noqa: PLR0913, PLR0917 -- the options of this command; those of a job are in `asked`
    editions: tuple[str, ...], fix: bool, diff: bool, add_ignore: str | None, check_schema: bool, statistics: bool,
    limit: int, baseline: str | None, write_baseline: str | None, changed_since: str | None, jobs: int | None,
    cache: str | None, no_cache: bool,
    form: str, show: str, fail_on: str, **asked: Any,
) -> int:  # fmt: skip
    """Validate TEI editions against a schema and the rules.

    EDITION is a file, a folder of .xml and .tei files, a pattern in quotes, or `-` for stdin. Nothing is fetched from
    the network.
    """
    from encoder.validation import many
    from encoder.work.store import default_folder

    if fix and add_ignore is not None:
        raise click.UsageError("--fix and --add-ignore both write the files; use them in two runs, --fix first")
    job = job_of(asked, editions, mending=fix or diff or add_ignore is not None)
    demands = verdicts.demands(job.repository, form)
    if check_schema:
        asked_of.check_schema(job)
    job, files, skipped = files_of(editions, job, changed_since)
    if add_ignore is not None or diff:
        return _mend(files, job, add_ignore, write=not diff)
    if fix:
        _mend(files, job, write=True)  # and then tell what is left
    known = None if write_baseline and not options.was_given("baseline") else _baseline(baseline)
    found = console.Findings(show, fail_on, form, on_stdout=True, limit=limit)
    folder = None if no_cache else Path(cache) if cache else default_folder()
    told = [
        verdict
        for verdict in console.counted(many.verdicts(files, job, jobs=jobs, cache=folder), len(files))
        if verdicts.tell(verdict, found, known, demands)
    ]
    between = verdicts.between(told, job)
    for path, finding in between:
        found.tell_located(path, [] if known and known.knows(finding) else [finding])
    if write_baseline:
        within = [each for verdict in told for each in verdict.findings]
        _write_baseline(write_baseline, within + [each for _, each in between])
    found.report()
    verdicts.summary(told, found, job, skipped, statistics=statistics)
    old = f"; {known.known} known, {known.mended(files)} of the baseline mended" if known else ""
    judged = "meet the requirements; the schema was not checked" if job.repository else "valid"
    click.echo(f"{found.valid} of {len(files)} {judged}; {found}{old}", err=True)
    return found.code


def _mend(files: tuple[str, ...], job: Job, reason: str | None = None, *, write: bool) -> int:
    """Write the files that can be mended, or show how they would change; with a ``reason`` let findings stand."""
    from encoder.validation.fix import mend
    from encoder.validation.ignore import ignore

    found = console.Findings()
    mended = number = 0
    for path in files:
        with found.each(path):
            made = mend(path, job) if reason is None else ignore(path, job, reason)
            if made.before == made.after:
                continue
            mended += 1
            number += made.number
            if write:
                made.save()
            else:
                click.echo(made.diff, nl=False)
    done = "mended" if reason is None else "ignored"
    would = done if write else f"would be {done}"
    told = "1 finding" if number == 1 else f"{number} findings"
    click.echo(f"{told} in {mended} of {len(files)} files {would}", err=True)
    return found.code or int(bool(mended) and not write)


def _baseline(path: str | None) -> Baseline | None:
    if path is None:
        return None
    from encoder.validation.baseline import Baseline

    return Baseline(Path(path))


def _write_baseline(path: str, findings: list[Located]) -> None:
    from encoder.files import writing
    from encoder.validation.baseline import dump

    writing.write(Path(path), dump(findings, Path(path).parent))
