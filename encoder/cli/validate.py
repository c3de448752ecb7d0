"""`tei-encoder validate`: what is wrong with editions, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from encoder.cli import console, options
from encoder.validation.one_file import HOUSE, MODEL, Job

if TYPE_CHECKING:
    from encoder.check.across import Place
    from encoder.check.ingest import Demand
    from encoder.check.located import Located
    from encoder.validation.baseline import Baseline
    from encoder.validation.one_file import Verdict
    from encoder.values.diagnostics import Diagnostic


_NEXT = """\
Next steps:
  --select {rule}                show only this rule; `tei-encoder explain {rule}` describes it
  --format html > report.html    write a report with all findings; --limit 0 prints them all
  --write-baseline known.json    accept the current findings; later runs use --baseline known.json"""
"""Printed after a run with more findings than the limit."""
_NAMED = 3
"""The number of files or addresses to name; the rest are counted."""


@click.command()
@click.argument("editions", nargs=-1, required=True, metavar="EDITION...")
@options.settings
@options.judged
@options.mended
@options.known
@options.batch
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
    from encoder.check import corpora
    from encoder.validation import many
    from encoder.work import paths
    from encoder.work.store import default_folder

    if fix and add_ignore is not None:
        raise click.UsageError("--fix and --add-ignore both write the files; use them in two runs, --fix first")
    mending = fix or diff or add_ignore is not None
    job = many.prepared(_job(_without_settings(asked), editions, mending))
    demands = _demands(job.repository, form)
    if check_schema:
        _check_schema(job)
    skipped: list[str] = []
    files = paths.editions_in(editions, skipped)
    if job.source and len(files) > 1 and not Path(job.source).is_dir():
        raise click.UsageError(
            f"--source is one record, and there are {len(files)} editions; name the folder of records"
        )
    job = replace(job, roots=corpora.roots([path for path in files if path != console.STDIO]))
    if changed_since is not None:
        files = paths.changed_since(changed_since, files)
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
        if _tell(verdict, found, known, demands)
    ]
    between = _between(told, job)
    for path, finding in between:
        found.tell_located(path, [] if known and known.knows(finding) else [finding])
    if write_baseline:
        within = [each for verdict in told for each in verdict.findings]
        _write_baseline(write_baseline, within + [each for _, each in between])
    found.report()
    _tell_rules(found, statistics=statistics)
    if not job.repository:
        _tell_schemas(told)
    if skipped:
        click.echo(f"Skipped, not TEI: {_some(skipped)}", err=True)
    old = f"; {known.known} known, {known.mended(files)} of the baseline mended" if known else ""
    judged = "meet the requirements; the schema was not checked" if job.repository else "valid"
    click.echo(f"{found.valid} of {len(files)} {judged}; {found}{old}", err=True)
    return found.code


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
        raise click.UsageError("--schema model is found in each edition; name the file for --stream")
    if job.engine != "own" and (job.ids or job.stream):
        raise click.UsageError("--ids and --stream are of our own engine; leave out --engine")
    if mending and console.STDIO in editions:
        raise click.UsageError("--fix, --diff and --add-ignore are for files; there is no file to write on stdin")
    if job.phase != "#DEFAULT" and not job.schematron:
        raise click.UsageError("--phase is that of a --schematron, and there is none")
    if job.repository and (job.schema or job.schematron or job.stream or mending):
        raise click.UsageError("--for asks for a repository's demands alone; validate by a schema in a run of its own")
    if job.fragment and job.engine != "own":
        raise click.UsageError("--fragment is of our own engine; leave out --engine")
    if job.source and (job.repository or job.stream):
        raise click.UsageError("--source holds the text against its record; leave out --for and --stream")
    if job.stream and (job.schematron or mending):
        raise click.UsageError(
            "--stream judges by the schema alone; it cannot be used with --schematron, --fix, --diff or --add-ignore"
        )
    return job


def _check_schema(job: Job) -> None:
    """The whole of a schema, against all restrictions."""
    from encoder.check import grammar

    if job.schema == MODEL:
        raise click.UsageError("--schema model is found in each edition; name the file for --check-schema")
    if job.schema is None:
        raise click.UsageError("--check-schema checks one schema: name it with --schema FILE")
    grammar.check_schema(None if job.schema == HOUSE else Path(job.schema))


def _tell(verdict: Verdict, found: console.Findings, known: Baseline | None, demands: tuple[Demand, ...]) -> bool:
    """Print what was found in a file; whether it could be used."""
    if verdict.fault:
        found.fail(verdict.path, verdict.fault, verdict.traceback)
        return False
    new = [each for each in verdict.findings if not (known and known.knows(each))]
    if new or not verdict.refused:
        found.tell_located(verdict.path, new, silently=bool(demands))
    if demands and not verdict.refused:
        _tell_demands(verdict, demands)
    if verdict.refused:
        found.refuse(verdict.refused, verdict.path)
    return not verdict.refused


def _demands(repository: str | None, form: str) -> tuple[Demand, ...]:
    """What is to be told of each file, met or not; nothing for reports, which have findings only."""
    if repository is None:
        return ()
    from encoder.check import ingest

    title, demands = ingest.demands(repository)
    if form != "text":
        return ()
    click.echo(f"{title}: {sum(demand.required for demand in demands)} requirements, and recommendations")
    return demands


def _tell_demands(verdict: Verdict, demands: tuple[Demand, ...]) -> None:
    """A line for each demand: met, or not, and then where it stands."""
    unmet = {each.rule.rpartition(":")[2]: each for each in verdict.findings}
    required = [demand for demand in demands if demand.required]
    met = sum(demand.id not in unmet for demand in required)
    click.echo(f"{verdict.path}: {met} of {len(required)} met")
    for demand in demands:
        state = "met" if demand.id not in unmet else "NOT MET" if demand.required else "recommended"
        source = f" <{demand.source}>" if demand.id in unmet else ""
        click.echo(f"  {state:<11} {demand.words}{source}")


def _tell_rules(found: console.Findings, *, statistics: bool) -> None:
    """Print how often each rule was broken, and if findings were not printed, what to do next."""
    counts = sorted(found.by_rule.items(), key=lambda each: (-each[1], each[0]))
    if found.unprinted:
        click.echo(f"… and {found.unprinted:,} more. All findings by rule:", err=True)
    if statistics or found.unprinted:
        for name, number in counts:
            click.echo(f"{number:7,} {name}", err=True)
    if found.unprinted:
        click.echo(_NEXT.format(rule=counts[0][0]), err=True)


def _tell_schemas(told: list[Verdict]) -> None:
    """Report which schemas were used for files of other projects, and why."""
    from encoder.check.model import Why

    used: dict[tuple[str, str], list[str]] = {}
    for verdict in told:
        name, why, address = verdict.schema
        if why not in (Why.REQUESTED, Why.OWN):
            used.setdefault((name, why), []).append(address)
    for (name, why), addresses in used.items():
        missing = [*dict.fromkeys(filter(None, addresses))]
        files = "1 file" if len(addresses) == 1 else f"{len(addresses)} files"
        click.echo(f"{files} validated against {name} ({why}{f': {_some(missing)}' if missing else ''})", err=True)
    if any(why == Why.MISSING for _, why in used):
        click.echo("To use a local copy of a schema: --catalog FILE, or --schema FILE for all files", err=True)


def _some(names: list[str]) -> str:
    """The first few names, and the number of the rest."""
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def _between(told: list[Verdict], job: Job) -> list[tuple[str, Located]]:
    """What no file shows by itself."""
    from encoder.check import across

    facts = [(verdict.path, verdict.facts) for verdict in told if verdict.facts and not job.repository]
    met = [*across.check(facts)]
    return _asked_for(met, job) if met else []


def _asked_for(met: list[tuple[str, Place, Diagnostic]], job: Job) -> list[tuple[str, Located]]:
    """What was met between files, as grave as was asked, without what is ignored."""
    from encoder.check.located import between
    from encoder.rules import chosen
    from encoder.validation.one_file import as_grave_as_asked

    return [
        (path, between(path, place, as_grave_as_asked(finding, job)))
        for path, place, finding in met
        if chosen(job.select, job.ignored_in(path))(finding.rule.name)
    ]


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
