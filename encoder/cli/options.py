"""Options that several commands share, as decorators."""

from __future__ import annotations

import os

import click

from encoder.errors import EncoderError
from encoder.profiles import AUTO, NAMES
from encoder.reports import FORMATS

SEVERITIES = ("info", "warning", "error")

form = click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True,
    help="How findings are told: text on stderr, all others as one report on stdout.",
)  # fmt: skip

fail_on = click.option(
    "--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True,
    help="Exit with 1 when there are findings of this severity or above.",
)  # fmt: skip

show = click.option(
    "--show", type=click.Choice(SEVERITIES), default="info", show_default=True,
    help="The least severity that is printed.",
)  # fmt: skip

profile = click.option(
    "--profile", default=AUTO, show_default=True, metavar=f"[{'|'.join((AUTO, *NAMES))}|FILE.toml]",
    help="The house whose records these are: told by their signs, named, or your own in a TOML file.",
)  # fmt: skip

people = click.option(
    "--people", metavar="FILE",
    help="The persons whom the house knows: a TEI listPerson, or a table with tabs.",
)  # fmt: skip

language = click.option(
    "--language", type=click.Choice(["en", "de"]), default="en", show_default=True,
    help="The language of the page's own words.",
)  # fmt: skip

view = click.option(
    "--view", type=click.Choice(["reading", "diplomatic"]), default="reading", show_default=True,
    help="Text for readers, or the record as it stood.",
)  # fmt: skip


notes = click.option(
    "--notes", type=click.Choice(["end", "inline", "out"]), default="end", show_default=True,
    help="Of the reading view: the editors' remarks at the end, in the line, or left out.",
)  # fmt: skip

width = click.option(
    "--width", type=click.IntRange(0, 9999), default=0, show_default=True,
    help="Wrap text at this column; 0 leaves each paragraph on one line.",
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
    from encoder.edition import check_day

    try:
        return check_day(value)
    except EncoderError as error:
        raise click.BadParameter(str(error)) from None


day = click.option(
    "--date", "date", callback=_day, metavar="YYYY-MM-DD",
    help="The day of the encoding, for revisionDesc; without it the edition states none.",
)  # fmt: skip
