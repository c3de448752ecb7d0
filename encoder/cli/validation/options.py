"""Options of `validate`, as decorators: what is asked of each file, what is mended, what is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from encoder.cli.options import several
from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    from encoder.values.diagnostics import Severity


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
    """Raise `click.BadParameter` if no rule or group has the name."""
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


judged = several(
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


mended = several(
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


known = several(
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


batch = several(
    click.option("--changed-since", metavar="REV", help="Validate only files that differ from this Git revision."),
    click.option(
        "--jobs", type=click.IntRange(1), metavar="N", help="Number of processes.  [default: number of processors]"
    ),
    click.option("--cache", metavar="DIR", help="Folder for cached results.  [default: the user's cache folder]"),
    click.option("--no-cache", is_flag=True, help="Do not use or write cached results."),
)
