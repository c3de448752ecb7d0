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


def several(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in their order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


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


made = several(
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
