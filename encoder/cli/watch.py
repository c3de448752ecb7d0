"""`build --watch`: what is changed is built again, until somebody stops it.

Folders are watched by the system. Single files are looked at every second: editors put a new file in an old one's
place, and the system would go on watching the old one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from encoder.host.extras import install
from encoder.project.keys import NAME
from encoder.values.errors import EncoderError

if TYPE_CHECKING:
    from encoder.build.plan import Plan

_EVERY = 1_000
"""Milliseconds."""


class _Watched(NamedTuple):
    """What a build reads, folders with all below and files; and where its results are, of which editions count.

    Editions count where it is kept what the program wrote of them.
    """

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    results: str
    editions: str

    def counts(self, _change: object, path: str) -> bool:
        """Whether a change in a folder is a reason to build: what the build itself has written is none."""
        from encoder.build.kept import snapshot

        if Path(path).name.startswith("."):
            return False
        if not path.startswith(self.results):
            return True
        folder, name = os.path.split(path)
        return folder == self.editions and name.endswith(".xml") and not snapshot.is_kept(path)

    def state(self) -> dict[Path, tuple[int, int, int] | None]:
        """What tells that one of the files has changed."""
        return {file: _state(file) for file in self.files}


def keep(once: Callable[[], int], planned: Callable[[], Plan], sources: tuple[str, ...]) -> int:
    """Build, and again after each change of what the plan reads; the exit code is the last build's."""
    try:
        from watchfiles import watch
    except ImportError:
        raise EncoderError(f"--watch needs watchfiles: {install('watch')}") from None
    watched = _watched(planned(), sources)
    state = watched.state()
    code = _built(once)
    watched = _after(planned, sources, watched)
    told: tuple[Path, ...] = ()
    while True:
        if told != (told := (*watched.folders, *watched.files)):
            click.echo(f"watching {', '.join(map(str, told))}; Ctrl-C ends it", err=True)
        for changes in watch(
            *watched.folders, watch_filter=watched.counts, raise_interrupt=False, yield_on_timeout=True,
            rust_timeout=_EVERY,
        ):  # fmt: skip
            if not changes and state == watched.state():
                continue
            state = watched.state()
            code = _built(once)
            now = _after(planned, sources, watched)
            if now != watched:
                watched, state = now, {**now.state(), **{file: state[file] for file in now.files if file in state}}
                break
        else:
            return code


def _built(once: Callable[[], int]) -> int:
    """One build; what is wrong with the project itself is told, and mended while this goes on."""
    try:
        return once()
    except EncoderError as error:
        click.echo(f"error: {error}", err=True)
        return 2


def _after(planned: Callable[[], Plan], sources: tuple[str, ...], before: _Watched) -> _Watched:
    """What is to be watched from now on: what was, where the project is wrong and names nothing."""
    try:
        return _watched(planned(), sources)
    except EncoderError:
        return before


def _watched(plan: Plan, sources: tuple[str, ...]) -> _Watched:
    named = [plan.recipe.people, plan.recipe.profile, plan.recipe.schema, *plan.recipe.schematron]
    files = [Path(name) for name in named if name and Path(name).is_file()]
    files += sorted(Path(plan.recipe.weights).glob("*.tsv")) if plan.recipe.weights else []
    read = [plan.project.records] if plan.project else [Path(source) for source in sources if "://" not in source]
    if plan.project:
        files.insert(0, plan.project.folder / NAME)
    kept = [Path(plan.records.folder)] if plan.manifest else []  # else nobody could tell hand work from the program's
    folders = [folder for folder in (*read, *kept) if folder.is_dir()]
    files += [path for path in read if not path.is_dir()]
    return _Watched(
        tuple(_outermost(folders)), tuple(dict.fromkeys(files)), str(Path(plan.output).resolve()) + os.sep,
        str(kept[0].resolve()) if kept else "",
    )  # fmt: skip


def _outermost(folders: list[Path]) -> Iterator[Path]:
    """The folders that are not in others, which are watched with all below."""
    for folder in dict.fromkeys(folders):
        if not any(other.resolve() in folder.resolve().parents for other in folders):
            yield folder


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
