"""What a build has to do: which records there are, where their results go, what is new, changed or gone, and why.

    plan = of_project(project.read(Path("edition.toml")))
    for source, state, why in foreseen(plan): …

Sources are files or addresses; a project says in `edition.toml` where they are and what is made of them.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from encoder.build import inputs
from encoder.build.inputs import Needs
from encoder.build.kept.manifest import OF_PROJECT, Manifest, place
from encoder.build.recipe import Recipe
from encoder.build.record import Before, Record, State
from encoder.build.state import Outlook, known, known_again, now_of, outlook
from encoder.files import resources
from encoder.publish.site.frame import Frame
from encoder.values.errors import EncoderError
from encoder.work import storage
from encoder.work.paths import RECORDS, files_in, real, safe, stem
from encoder.work.store import default_folder, opened

if TYPE_CHECKING:
    from encoder.project import Project
    from encoder.work.store import Store

BUILT = ("html", "text")
"""What is made of each record besides TEI, where nothing else is said."""
_MANY = 100
"""Of more records than this no lines are told but findings: nobody reads them."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a plan, each made when it is asked for: of a hundred thousand, only the names are kept."""

    names: dict[str, str]
    """What the results of each source are called."""
    folder: str
    forms: tuple[str, ...]
    manifest: Manifest | None

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Record]:
        for source in self.names:
            yield Record(source, self.targets(source), self.before(source))

    def before(self, source: str) -> Before | None:
        """What the manifest says of a source at that moment."""
        return None if self.manifest is None else self.manifest.before(place(source))

    def targets(self, source: str) -> dict[str, str]:
        """Where the results of a source go, by their kinds."""
        name = self.names[source]
        return {kind: storage.join(self.folder, f"{name}{suffix(kind)}") for kind in ("xml", *self.forms)}


class Plan(NamedTuple):
    """What is to be done: records with what was made of them before, and those that are there no more."""

    records: Records
    recipe: Recipe
    common: Needs
    output: str
    """The folder of the manifest."""
    manifest: Manifest | None
    """What was made before; None where none is kept."""
    is_first: bool
    """Whether none of the records was made before."""
    gone: tuple[str, ...] = ()
    """Sources that are there no more, as the manifest names them."""
    project: Project | None = None
    refused: tuple[tuple[str, str], ...] = ()
    """Records that cannot be made beside others, and why."""


def suffix(kind: str) -> str:
    """The ending of an edition (`xml`), or of a form that is made of it."""
    from encoder.publish import rendering

    return ".xml" if kind == "xml" else rendering.OUTPUTS[kind].suffix


def of_sources(sources: tuple[str, ...], recipe: Recipe, output: str, *, anew: bool = False) -> Plan:
    """The plan for files and folders; of those of a folder that are not named nothing is said, unless they are gone."""
    _refuse_that_of_project(output)
    names = {path: stem(path) for path in _records(sources, output)}
    is_sample = sources == (str(resources.sample()),)  # its results are committed, and nothing beside them
    kept = None if is_sample else Manifest(output, anew=anew)
    there = {place(path) for path in names}
    gone = tuple(source for source in kept or () if source not in there and not storage.exists(source))
    return _plan(Records(names, output, BUILT, kept), recipe, output, gone=gone)


def of_project(project: Project, **changes: object) -> Plan:
    """The plan for a project; ``changes`` are fields of the recipe that are given otherwise, and ``anew``."""
    anew = bool(changes.pop("anew", False))
    if not project.records.is_dir():
        raise EncoderError("there is no such folder; “records” of edition.toml names it", project.records)
    output = str(project.output)
    found = tuple(path for path in _records((str(project.records),), output) if not Path(path).is_dir())  # or none yet
    kept = Manifest(output, anew=anew)
    if not found and not any(True for _ in kept):
        raise EncoderError("there is no record in this folder; put records there", project.records)
    refused = twins(
        sorted(found, key=lambda path: place(path) not in kept), str(project.records)
    )  # who has it keeps it
    names = {path: named(path, str(project.records)) for path in found if path not in refused}
    there = {place(path) for path in found}
    gone = tuple(source for source in kept if source not in there)
    return _plan(
        Records(names, storage.join(output, "records"), project.outputs, kept),
        replace(_recipe(project), **changes),  # type: ignore[arg-type]
        output, gone=gone, project=project, refused=tuple(refused.items()),
    )  # fmt: skip


def _plan(
    records: Records, recipe: Recipe, output: str, *, gone: tuple[str, ...], project: Project | None = None,
    refused: tuple[tuple[str, str], ...] = (),
) -> Plan:  # fmt: skip
    """The plan for records whose results are not each other's."""
    for ending in map(suffix, ("xml", *records.forms)):
        safe(records.names, (storage.join(records.folder, f"{name}{ending}") for name in records.names.values()))
    kept = records.manifest
    is_first = kept is None or not any(place(source) in kept for source in records.names)
    recipe = replace(recipe, keeps=kept is not None, is_brief=len(records) > _MANY)
    return Plan(records, recipe, inputs.shared(recipe), output, kept, is_first, gone, project, refused)


def _recipe(project: Project) -> Recipe:
    """What `edition.toml` says of how records are made."""
    return Recipe(
        profile=project.profile,
        people=None if project.people is None else str(project.people),
        weights=None if project.weights is None else str(project.weights),
        date=project.date,
        language=project.language,
        time_limit=project.time_limit,
        publisher=project.publisher,
        licence=project.licence,
        schema=None if project.schema is None else str(project.schema),
        schematron=tuple(map(str, project.schematron)),
        site=Frame(project.title, project.site_address, project.site_contact) if project.has_site else None,
        listed=True,
    )


def _records(sources: tuple[str, ...], output: str) -> tuple[str, ...]:
    """The records that are meant; what was built before is none, nor what stands beside one."""
    results = os.path.realpath(output) + os.sep
    found = files_in(sources, RECORDS)
    return tuple(
        path for path, place in zip(found, real(found), strict=True)
        if path in sources or storage.is_address(path) or not place.startswith(results)
    )  # fmt: skip


def _refuse_that_of_project(output: str) -> None:
    """Single records are none of a project's: neither in its folder of results nor in one below."""
    above = os.path.dirname(os.path.abspath(output))  # noqa: PTH100, PTH120
    folders = [output] if storage.is_address(output) else [output, above]
    if any(storage.exists(storage.join(each, OF_PROJECT)) for each in folders):
        raise EncoderError(
            "belongs to a project; build that by its folder, the one with edition.toml, or name another folder with -o",
            output,
        )


def twins(paths: list[str], base: str) -> dict[str, str]:
    """Records of a project whose results would have the names of another's, and what is to be told of each.

    Names that differ in case only, or in how an accent is written, are one name on many file systems.
    """
    first: dict[str, str] = {}
    return {
        path: f"would be written where {other} is; give one of them another name"
        for path in paths
        if (other := first.setdefault(unicodedata.normalize("NFC", named(path, base)).casefold(), path)) != path
    }


def named(path: str, base: str) -> str:
    """The name of a record's results: that of its file, with those of the folders in the project's that it is in.

    `records/1949/001.txt` is `1949-001`, whatever other records there are.
    """
    inside = os.path.splitext(path.removeprefix(base))[0].strip("/").strip(os.sep)  # noqa: PTH122
    return inside.replace(os.sep, "-").replace("/", "-")


# What will become of each ---------------------------------------------------------------------------------------------


def foreseen(plan: Plan) -> Iterator[tuple[str, Outlook]]:
    """Each source, and what will become of it."""
    with seen(plan) as store:
        content = known_again(store)
        for record in plan.records:
            record = known(record) if plan.recipe.keeps else record  # noqa: PLW2901
            yield record.source, outlook(record.before, now_of(record, plan.common, content))
    for source, why in plan.refused:
        yield source, Outlook(State.FAILED, why)


def seen(plan: Plan) -> AbstractContextManager[Store | None]:
    """What is known of files that were read before; None where nothing was made of them."""
    return opened(None if plan.is_first else default_folder() / "built.sqlite")
