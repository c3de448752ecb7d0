"""What `validate` prints of verdicts: findings, demands of a repository, counts by rule, the schemas that were used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from encoder.cli import console

if TYPE_CHECKING:
    from encoder.check.across import Place
    from encoder.check.located import Located
    from encoder.check.schematron.ingest import Demand
    from encoder.validation.baseline import Baseline
    from encoder.validation.one_file import Job, Verdict
    from encoder.values.diagnostics import Diagnostic

_NEXT = """\
Next steps:
  --select {rule}                show only this rule; `tei-encoder explain {rule}` describes it
  --format html > report.html    write a report with all findings; --limit 0 prints them all
  --write-baseline known.json    accept the current findings; later runs use --baseline known.json"""
"""Printed after a run with more findings than the limit."""
_NAMED = 3
"""The number of files or addresses to name; the rest are counted."""


def tell(verdict: Verdict, found: console.Findings, known: Baseline | None, demands: tuple[Demand, ...]) -> bool:
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


def demands(repository: str | None, form: str) -> tuple[Demand, ...]:
    """The demands on each file, met or not; none for reports, which have findings only."""
    if repository is None:
        return ()
    from encoder.check.schematron import ingest

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


def tell_rules(found: console.Findings, *, statistics: bool) -> None:
    """Print how often each rule was broken, and if findings were not printed, what to do next."""
    counts = sorted(found.by_rule.items(), key=lambda each: (-each[1], each[0]))
    if found.unprinted:
        click.echo(f"… and {found.unprinted:,} more. All findings by rule:", err=True)
    if statistics or found.unprinted:
        for name, number in counts:
            click.echo(f"{number:7,} {name}", err=True)
    if found.unprinted:
        click.echo(_NEXT.format(rule=counts[0][0]), err=True)


def tell_schemas(told: list[Verdict]) -> None:
    """Report which schemas were used for files of other projects, and why."""
    from encoder.check.schemas.model import Why

    used: dict[tuple[str, str], list[str]] = {}
    for verdict in told:
        name, why, address = verdict.schema
        if why not in (Why.REQUESTED, Why.OWN):
            used.setdefault((name, why), []).append(address)
    for (name, why), addresses in used.items():
        missing = [*dict.fromkeys(filter(None, addresses))]
        files = "1 file" if len(addresses) == 1 else f"{len(addresses)} files"
        click.echo(f"{files} validated against {name} ({why}{f': {some(missing)}' if missing else ''})", err=True)
    if any(why == Why.MISSING for _, why in used):
        click.echo("To use a local copy of a schema: --catalog FILE, or --schema FILE for all files", err=True)


def some(names: list[str]) -> str:
    """The first few names, and the number of the rest."""
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def between(told: list[Verdict], job: Job) -> list[tuple[str, Located]]:
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


def summary(
    told: list[Verdict], found: console.Findings, job: Job, skipped: list[str], *, statistics: bool
) -> None:  # fmt: skip
    """Print counts, the schemas that were used, and the files that were skipped."""
    tell_rules(found, statistics=statistics)
    if not job.repository:
        tell_schemas(told)
    if skipped:
        click.echo(f"Skipped, not TEI: {some(skipped)}", err=True)
