"""`build --watch`: what is changed is built again, until somebody stops it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from encoder.errors import EncoderError
from encoder.project import NAME

if TYPE_CHECKING:
    from encoder.batch.plan import Plan


def keep(once: Callable[[], int], plan: Plan) -> int:
    """Build, and again after each change of what the plan reads; the exit code is the last build's."""
    try:
        from watchfiles import watch
    except ImportError:
        raise EncoderError('--watch needs watchfiles: pip install "tei-encoder[watch]"') from None
    code = _built(once)
    places = [*dict.fromkeys(_places(plan))]
    results = str(Path(plan.output).resolve()) + os.sep
    click.echo(f"watching {', '.join(map(str, places))}; Ctrl-C ends it", err=True)

    def counts(_change: object, path: str) -> bool:
        return not path.startswith(results) and not Path(path).name.startswith(".")

    for _ in watch(*places, watch_filter=counts, raise_interrupt=False):
        code = _built(once)
    return code


def _built(once: Callable[[], int]) -> int:
    """One build; what is wrong with the project itself is told, and mended while this goes on."""
    try:
        return once()
    except EncoderError as error:
        click.echo(f"error: {error}", err=True)
        return 2


def _places(plan: Plan) -> Iterator[Path]:
    """The folders and files that a build reads."""
    if plan.project:
        yield plan.project.folder / NAME
        yield plan.project.records
    else:
        yield from (Path(source).parent for source in plan.records.names)
    named = (plan.recipe.people, plan.recipe.profile, plan.recipe.schema, *plan.recipe.schematron)
    yield from (Path(name) for name in named if name and Path(name).is_file())
