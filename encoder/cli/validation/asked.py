"""What `validate` is asked, from its options: the job, and the files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from encoder.cli import console, options
from encoder.validation.one_file import HOUSE, MODEL, Job


def job_of(asked: dict[str, Any], editions: tuple[str, ...], *, mending: bool) -> Job:
    """The job that options ask for; `UsageError` where they contradict each other."""
    from encoder.validation import many

    return many.prepared(_job(_without_settings(asked), editions, mending))


def files_of(editions: tuple[str, ...], job: Job, changed_since: str | None) -> tuple[Job, tuple[str, ...], list[str]]:
    """The job, with the corpora among the files; the files; and those that were skipped."""
    from encoder.check import corpora
    from encoder.work import paths

    skipped: list[str] = []
    files = paths.editions_in(editions, skipped)
    if job.source and len(files) > 1 and not Path(job.source).is_dir():
        raise click.UsageError(
            f"--source is one record, but there are {len(files)} editions. Name the folder that holds their records."
        )
    job = replace(job, roots=corpora.roots([path for path in files if path != console.STDIO]))
    if changed_since is not None:
        files = paths.changed_since(changed_since, files)
    return job, files, skipped


def _without_settings(asked: dict[str, Any]) -> dict[str, Any]:
    """What is asked, without settings of a file that do not go with an option of the command line."""
    alone = {"repository": ("schema", "schematron", "stream"), "stream": ("schematron",)}
    idle = {
        name: value
        for option, names in alone.items() if asked[option]
        for name, value in {"schema": None, "schematron": (), "stream": False}.items()
        if name in names and not options.was_given(name)
    }  # fmt: skip
    told = {**asked, **idle}
    if not told["schematron"] and not options.was_given("phase"):
        told["phase"] = "#DEFAULT"
    return told


def _job(asked: dict[str, Any], editions: tuple[str, ...], mending: bool) -> Job:
    """What is asked of each file; `UsageError` where options contradict each other."""
    from datetime import date

    job = Job(**asked, today=date.today())
    if job.schema == MODEL and job.stream:
        raise click.UsageError("--schema model cannot be used with --stream. Name the schema file.")
    if job.engine != "own" and (job.ids or job.stream):
        raise click.UsageError("--ids and --stream need the built-in engine. Leave out --engine.")
    if mending and console.STDIO in editions:
        raise click.UsageError("--fix, --diff and --add-ignore cannot be used with standard input. Name a file.")
    if job.phase != "#DEFAULT" and not job.schematron:
        raise click.UsageError("--phase needs --schematron. Name the Schematron schema.")
    if job.repository and (job.schema or job.schematron or job.stream or mending):
        raise click.UsageError("--for checks only what a repository demands. Validate by a schema in another run.")
    if job.fragment and job.engine != "own":
        raise click.UsageError("--fragment needs the built-in engine. Leave out --engine.")
    if job.source and (job.repository or job.stream):
        raise click.UsageError("--source cannot be used with --for or --stream. Leave them out.")
    if job.stream and (job.schematron or mending):
        raise click.UsageError(
            "--stream validates by the schema only. Leave out --schematron, --fix, --diff and --add-ignore."
        )
    return job


def check_schema(job: Job) -> None:
    """The whole of a schema, against all restrictions."""
    from encoder.check.schemas import grammar

    if job.schema == MODEL:
        raise click.UsageError("--schema model cannot be used with --check-schema. Name the schema file.")
    if job.schema is None:
        raise click.UsageError("--check-schema needs a schema. Name it with --schema FILE.")
    grammar.check_schema(None if job.schema == HOUSE else Path(job.schema))
