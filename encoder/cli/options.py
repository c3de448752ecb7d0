"""Options that several commands share, as decorators."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from encoder.archives import AUTO, NAMES
from encoder.publish.reports import FORMATS
from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    from encoder.values.diagnostics import Severity
    from encoder.work.pool import Workers

Command = TypeVar("Command", bound=Callable[..., Any])

SEVERITIES = ("info", "warning", "error")

form = click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="text", show_default=True,
    help="Format of the findings. Text is printed as findings are made; any other format is one report on stdout.",
)  # fmt: skip

fail_on = click.option(
    "--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True,
    help="Exit with 1 if there are findings of this severity or higher.",
)  # fmt: skip

show = click.option(
    "--show", type=click.Choice(SEVERITIES), default="info", show_default=True,
    help="Lowest severity to print.",
)  # fmt: skip

show_warnings = click.option(
    "--show", type=click.Choice(SEVERITIES), default="warning", show_default=True,
    help="Lowest severity to print.",
)  # fmt: skip

profile = click.option(
    "--profile", default=AUTO, show_default=True, metavar=f"[{'|'.join((AUTO, *NAMES))}|FILE.toml]",
    help="Archive that published the records: recognised (auto), named, or described in a TOML file of your own.",
)  # fmt: skip

people = click.option(
    "--people", metavar="FILE",
    help="Known persons: a TEI listPerson, or a table separated by tabs.",
)  # fmt: skip

language = click.option(
    "--language", type=click.Choice(["en", "de"]), default="en", show_default=True,
    help="Language of the page's own words.",
)  # fmt: skip

view = click.option(
    "--view", type=click.Choice(["reading", "diplomatic"]), default="reading", show_default=True,
    help="Text for readers, or the record as it was printed.",
)  # fmt: skip


notes = click.option(
    "--notes", type=click.Choice(["end", "inline", "out"]), default="end", show_default=True,
    help="Where the reading view puts editors' remarks: at the end, in the line, or nowhere.",
)  # fmt: skip

width = click.option(
    "--width", type=click.IntRange(0, 9999), default=0, show_default=True,
    help="Column at which text is wrapped; 0 keeps each paragraph on one line.",
)  # fmt: skip


def _names(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Names of rules and groups, however they were given: several times, or with commas between them."""
    if not given:
        return ()
    from encoder import rules

    names = tuple(name.strip() for each in given for name in each.split(",") if name.strip())
    try:
        rules.chosen(names, ())
    except EncoderError as error:
        raise click.BadParameter(str(error)) from None
    return names


def _known(name: str) -> None:
    from encoder import rules

    try:
        rules.chosen((name,), ())
    except EncoderError as error:
        raise click.BadParameter(str(error)) from None


def _severities(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, Severity], ...]:
    """Rules with the severities that they are given."""
    from encoder.validation.settings import severity

    try:
        told = tuple(map(severity, given))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    for name, _ in told:
        _known(name)
    return told


def _ignored(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Patterns of files with the rules that are not reported there."""
    from encoder.validation.settings import ignored

    try:
        told = tuple(map(ignored, given))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    for _, names in told:
        for name in names:
            _known(name)
    return told


def _settings(context: click.Context, _option: click.Parameter, given: str | None) -> None:
    """The options that a file of settings gives, as defaults of the command."""
    from pathlib import Path

    from encoder.validation import settings

    path = None if given == settings.NONE else Path(given) if given else settings.nearest(Path.cwd())
    if path:
        context.default_map = settings.options(path)


settings = click.option(
    "--config", metavar="FILE", is_eager=True, expose_value=False, callback=_settings,
    help="File of settings, or none.  [default: the nearest validate.toml, or the table validate in edition.toml]",
)  # fmt: skip


def _several(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in their order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


judged = _several(
    click.option(
        "--schema", metavar="FILE|tei_all|model|house",
        help="The schema: a RELAX NG file (.rng, .rnc), tei_all, the one each edition names (model), or the schema of "
        "tei-encoder (house). Default: the one an edition names, if it is found, otherwise tei_all.",
    ),
    click.option("--catalog", metavar="FILE", help="OASIS XML catalog that maps the addresses of schemas to files."),
    click.option(
        "--fragment", is_flag=True, help="Also accept parts of documents: any TEI element may be the root."
    ),
    click.option(
        "--engine", type=click.Choice(["own", "libxml2", "jing"]), default="own", show_default=True,
        help="Validation engine; libxml2 and jing give a second opinion.",
    ),
    click.option("--ids", is_flag=True, help="Also check attributes of type ID, IDREF and IDREFS."),
    click.option(
        "--stream", is_flag=True, help="Validate against the schema only, and read files of any size as streams."
    ),
    click.option("--schematron", multiple=True, metavar="FILE.sch", help="Additional Schematron schema; repeatable."),
    click.option("--phase", default="#DEFAULT", show_default=True, metavar="NAME", help="Schematron phase."),
    click.option(
        "--for", "repository", metavar="REPOSITORY",
        help="Report which requirements of a repository are met: tapas, dta, dracor, textgrid, arche, clarin …",
    ),
    click.option(
        "--source", metavar="RECORD",
        help="Record that the edition was made from, or the folder of the records: report what was changed, lost, "
        "added or moved.",
    ),
    click.option("--select", multiple=True, callback=_names, metavar="RULE,…", help="Rules or groups to report."),
    click.option("--ignore", multiple=True, callback=_names, metavar="RULE,…", help="Rules or groups not to report."),
    click.option(
        "--severity", multiple=True, callback=_severities, metavar="RULE=SEVERITY",
        help="Severity of a rule or group in place of its own; repeatable.",
    ),
    click.option(
        "--per-file-ignore", multiple=True, callback=_ignored, metavar="PATTERN:RULE,…",
        help="Rules or groups not to report in files whose path matches; repeatable.",
    ),
)  # fmt: skip
"""What is asked of each file: the fields of a `Job`."""

mended = _several(
    click.option("--fix", is_flag=True, help="Fix what can be fixed without changing a word, and write the files."),
    click.option(
        "--diff",
        is_flag=True,
        help="Show what --fix or --add-ignore would change as a diff; exit with 1 if there is anything.",
    ),
    click.option(
        "--add-ignore",
        metavar="REASON",
        help="Write an instruction into the files for each finding, so that it is no longer reported.",
    ),
)

known = _several(
    click.option("--baseline", metavar="FILE", help="File of known findings, which are not reported."),
    click.option("--write-baseline", metavar="FILE", help="Write the current findings to a baseline file."),
    click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=200,
        show_default=True,
        metavar="N",
        help="Maximum number of findings to print as text, before a summary; 0 prints all.",
    ),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule."),
    click.option(
        "--check-schema", is_flag=True, help="Check the whole schema first, not only the parts that are used."
    ),
)

jobs = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Number of processes.  [default: number of processors]"
)  # fmt: skip


def was_given(name: str) -> bool:
    """Whether an option was named on the command line."""
    source = click.get_current_context().get_parameter_source(name)
    return source not in (click.core.ParameterSource.DEFAULT, click.core.ParameterSource.DEFAULT_MAP)


def workers(number: int | None) -> Workers | None:
    """The number of processes, by default that of processors; None if one is enough."""
    from encoder.work.pool import processes

    wanted = number or os.cpu_count() or 1
    return processes(wanted) if wanted > 1 else None


def _a_number(_context: click.Context, _parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):  # which is in no range, and outside of none
        raise click.BadParameter("it is a number of seconds")
    return value


made = _several(
    jobs,
    click.option("--cluster", metavar="ADDRESS", help="Address of the scheduler of a Dask cluster."),
    click.option("--anew", is_flag=True, help="Rebuild everything and ignore the manifest."),
    click.option("--prune", is_flag=True, help="Delete output of records that no longer exist."),
    click.option("--dry-run", is_flag=True, help="Only print what would be built, and why."),
    click.option("--watch", is_flag=True, help="Watch for changes and rebuild."),
    click.option(
        "--time-limit", type=click.FloatRange(0.1, 1e6), metavar="SECONDS", callback=_a_number,
        help="Stop work on a record after this time.",
    ),
)  # fmt: skip

batch = _several(
    click.option("--changed-since", metavar="REV", help="Validate only files that differ from this Git revision."),
    click.option(
        "--jobs", type=click.IntRange(1), metavar="N", help="Number of processes.  [default: number of processors]"
    ),
    click.option("--cache", metavar="DIR", help="Folder for cached results.  [default: the user's cache folder]"),
    click.option("--no-cache", is_flag=True, help="Do not use or write cached results."),
)


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """A day in ISO 8601; without one, the day of SOURCE_DATE_EPOCH if that is set (reproducible-builds.org)."""
    from datetime import UTC, datetime

    if value is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch is None:
            return None
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            raise click.BadParameter(f"SOURCE_DATE_EPOCH is “{epoch}”; it is a number of seconds since 1970") from None
    from encoder.values.edition import check_day

    try:
        return check_day(value)
    except EncoderError as error:
        raise click.BadParameter(str(error)) from None


weights = click.option(
    "--weights",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Folder of tables of weights to use in place of the built-in ones.",
)
day = click.option(
    "--date", "date", callback=_day, metavar="YYYY-MM-DD",
    help="Date of the encoding for revisionDesc; without it, no date is stated.",
)  # fmt: skip
