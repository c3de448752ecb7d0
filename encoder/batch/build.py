"""Records built: what is new, changed or gone and why, the work shared out, and the manifest kept.

    plan = of_project(project.read(Path("edition.toml")))
    for made in run(plan, processes(2)): …

Sources are files or addresses; a project says in `edition.toml` where they are and what is made of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from encoder.batch import needs, origin, places
from encoder.batch.make import Made, Recipe, Record, is_edited, is_unchanged, make, unnoted
from encoder.batch.manifest import NAME as MANIFEST
from encoder.batch.manifest import OF_PROJECT, Manifest, place, seen_from_here, sweep
from encoder.batch.needs import Needs
from encoder.batch.paths import RECORDS, files_in, safe, stem
from encoder.batch.places import STDIO
from encoder.batch.store import default_folder, opened
from encoder.errors import EncoderError
from encoder.site.frame import Frame

if TYPE_CHECKING:
    from encoder.batch.pool import Workers
    from encoder.batch.store import Store
    from encoder.project import Project

BUILT = ("html", "text")
"""What is made of each record besides TEI, where nothing else is said."""
_OFTEN = 500
"""After so many records the manifest is written: what a build that is killed has done until then is not done again."""
_MANY = 100
"""Of more records than this no lines are told but findings: nobody reads them."""
_FEW = 4
"""So few records are made before other processes would have started."""


class Plan(NamedTuple):
    """What is to be done: records with what was made of them before, and those that are there no more."""

    records: tuple[Record, ...]
    recipe: Recipe
    common: Needs
    output: str
    """The folder of the manifest."""
    manifest: Manifest | None
    """What was made before; None where none is kept."""
    gone: tuple[str, ...] = ()
    """Sources that are there no more, as the manifest names them."""
    project: Project | None = None
    refused: tuple[tuple[str, str], ...] = ()
    """Records that cannot be made beside others, and why."""


def of_sources(sources: tuple[str, ...], recipe: Recipe, output: str, *, anew: bool = False) -> Plan:
    """The plan for files and folders; of those of a folder that are not named nothing is said, unless they are gone."""
    _refuse_that_of_project(output)
    names = {path: stem(path) for path in _records(sources, output)}
    many = len(names) > 1 or any(places.is_address(source) or Path(source).is_dir() for source in sources)
    noted = (MANIFEST, *(origin.place(f"{name}.xml") for name in names.values()))
    keeps = many or any(places.exists(places.join(output, name)) for name in noted)
    kept = Manifest(output, anew=anew) if keeps else None
    there = {place(path) for path in names}
    gone = tuple(source for source in kept or () if source not in there and not places.exists(source))
    return _plan(names, recipe, output, kept, _targets(names, output, BUILT), gone=gone)


def _plan(names: dict[str, str], recipe: Recipe, output: str, kept: Manifest | None, targets: list[dict[str, str]],
    *, gone: tuple[str, ...], project: Project | None = None, refused: tuple[tuple[str, str], ...] = (),
) -> Plan:  # fmt: skip
    """The plan for sources, whose results have these names and go to these targets."""
    records = tuple(
        Record(path, where, kept.before(place(path)) if kept else None)
        for path, where in zip(names, targets, strict=True)
    )
    recipe = replace(recipe, keeps=kept is not None, is_brief=len(records) > _MANY)
    return Plan(records, recipe, needs.shared(recipe), output, kept, gone, project, refused)


def of_project(project: Project, **changes: object) -> Plan:
    """The plan for a project; ``changes`` are fields of the recipe that are given otherwise, and ``anew``."""
    anew = bool(changes.pop("anew", False))
    if not project.records.is_dir():
        raise EncoderError(f"{project.records}: there is no such folder; “records” of edition.toml names it")
    output = str(project.output)
    found = tuple(path for path in _records((str(project.records),), output) if not Path(path).is_dir())  # or none yet
    kept = Manifest(output, anew=anew)
    noted = {*kept}  # who has a name keeps it
    refused = twins(sorted(found, key=lambda path: place(path) not in noted), str(project.records))
    names = {path: named(path, str(project.records)) for path in found if path not in refused}
    there = {place(path) for path in found}
    gone = tuple(source for source in kept if source not in there)
    targets = _targets(names, places.join(output, "records"), project.outputs)
    return _plan(
        names, replace(_recipe(project), **changes), output, kept, targets,  # type: ignore[arg-type]
        gone=gone, project=project, refused=tuple(refused.items()),
    )  # fmt: skip


def _recipe(project: Project) -> Recipe:
    """What `edition.toml` says of how records are made."""
    return Recipe(
        profile=project.profile,
        people=None if project.people is None else str(project.people),
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


def foreseen(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """What will become of each record: its source, its state, and why it is not the same."""
    with _store(plan) as store:
        for record in plan.records:
            yield record.source, *_foreseen(record, plan, store)
    for source, why in plan.refused:
        yield source, "failed", why
    for source in plan.gone:
        yield seen_from_here(source), "gone", ""


def run(plan: Plan, workers: Workers | None) -> Iterator[Made]:
    """The records made, in their order, and the manifest kept; without workers in this process."""
    if plan.manifest is None:
        yield from _all(plan, workers)
        return
    sweep(plan.output)
    targets = {record.source: record.targets["xml"] for record in plan.records}
    changed, written = False, list[str]()
    for number, result in enumerate(_all(plan, workers), 1):
        made, is_new = _noted(result, plan.manifest)
        changed = changed or is_new
        if is_new and made.state in ("new", "changed", "failed"):  # of others the edition stands since before
            written.append(targets[made.source])
        yield made
        if changed and number % _OFTEN == 0:
            _settle(written, plan.manifest)
            changed, written = False, []
    if changed or not plan.records:
        _settle(written, plan.manifest)


def _settle(written: list[str], manifest: Manifest) -> None:
    """Note what was written, once it stands: else an edition that a machine's end has emptied would be somebody's."""
    places.settle(chain.from_iterable((target, origin.place(target)) for target in written))
    manifest.write()


def _noted(made: Made, kept: Manifest) -> tuple[Made, bool]:
    """What was made, with what was found before where nothing was anew; and whether the manifest says other than it."""
    source = place(made.source)
    if made.state in ("same", "rendered") or (made.state == "failed" and made.results and not made.findings):
        made = made._replace(findings=kept.findings(source, made.source))
    if made.state == "same" and made.by_hand:
        return made._replace(state="edited"), False
    if made.state == "same" or not made.results:  # what failed stays as it was, else what was edited would be lost
        return made, False
    kept.note(source, made)
    return made, True


def prune(plan: Plan) -> Iterator[str]:
    """Take away what was made of records that are gone; the places taken away.

    What is another record's now, or was edited, stays; an edition that was edited stays in the manifest too.
    """
    from encoder import rendering

    folder = places.join(plan.output, "records") if plan.project else plan.output
    living = {target for record in plan.records for target in record.targets.values()}
    for source in plan.gone:
        assert plan.manifest
        before, name = plan.manifest.before(source), plan.manifest.name(source) or stem(source)
        stays = False
        for kind, was in before.results.items() if before else ():
            suffix = ".xml" if kind == "xml" else rendering.OUTPUTS[kind].suffix
            target = places.join(folder, f"{name}{suffix}")
            if target in living:
                continue
            if needs.content_of(target) == was:
                places.remove(target)
                yield target
                if kind == "xml":
                    origin.forget(target)
            else:
                stays = stays or (kind == "xml" and places.exists(target))
        if not stays:
            plan.manifest.forget(source)
    if plan.manifest and plan.gone:
        plan.manifest.write()


def _records(sources: tuple[str, ...], output: str) -> tuple[str, ...]:
    """The records that are meant; what was built before is none, nor what stands beside one."""
    results = os.path.realpath(output) + os.sep
    found = files_in(sources, RECORDS)
    return tuple(
        path for path in found
        if path in sources or places.is_address(path) or not os.path.realpath(path).startswith(results)
    )  # fmt: skip


def _targets(names: dict[str, str], folder: str, forms: tuple[str, ...]) -> list[dict[str, str]]:
    """Where the results of each source go."""
    from encoder import rendering

    suffixes = {"xml": ".xml", **{form: rendering.OUTPUTS[form].suffix for form in forms}}
    for suffix in suffixes.values():
        safe(names, [places.join(folder, f"{name}{suffix}") for name in names.values()])
    return [
        {form: places.join(folder, f"{name}{suffix}") for form, suffix in suffixes.items()} for name in names.values()
    ]


def _refuse_that_of_project(output: str) -> None:
    """Single records are none of a project's: neither in its folder of results nor in one below."""
    above = os.path.dirname(os.path.abspath(output))  # noqa: PTH100, PTH120
    folders = [output] if places.is_address(output) else [output, above]
    if any(places.exists(places.join(each, OF_PROJECT)) for each in folders):
        raise EncoderError(
            f"{output}: belongs to a project; build that by its folder, the one with edition.toml, or name another "
            "folder with -o"
        )


def twins(paths: list[str], base: str) -> dict[str, str]:
    """Records of a project whose results would have the names of another's, and what is to be told of each."""
    first: dict[str, str] = {}
    return {
        path: f"would be written where {other} is; give one of them another name"
        for path in paths
        if (other := first.setdefault(named(path, base), path)) != path
    }


def named(path: str, base: str) -> str:
    """The name of a record's results: that of its file, with those of the folders in the project's that it is in.

    `records/1949/001.txt` is `1949-001`, whatever other records there are.
    """
    inside = os.path.splitext(path.removeprefix(base))[0].strip("/").strip(os.sep)  # noqa: PTH122
    return inside.replace(os.sep, "-").replace("/", "-")


def _named(made: Made, path: str) -> Made:
    """What was made, under the name that the source is called by here."""
    if made.source == path:
        return made
    return made._replace(source=path, findings=tuple(replace(each, path=path) for each in made.findings))


def _store(plan: Plan) -> AbstractContextManager[Store | None]:
    return opened(default_folder() / "built.sqlite" if any(record.before for record in plan.records) else None)


def _foreseen(record: Record, plan: Plan, store: Store | None) -> tuple[str, str]:
    before = record.before
    if before is None:
        before = unnoted(record) if plan.recipe.keeps else None
        if before is None or not is_edited(record._replace(before=before), needs.content_of(record.targets["xml"])):
            return "new", ""
        return "edited", "the edition that is there is not what the program wrote"
    if store and is_unchanged(record, plan.common, store):
        return ("edited", "the edition was edited by hand") if before.by_hand else ("same", "")
    now = needs.of(record.source, plan.common, needs.content_of)
    written = {kind: needs.content_of(path) for kind, path in record.targets.items()}
    if is_edited(record, written["xml"]):
        return "edited", "the edition was edited by hand"
    if before.needs.edition != now.edition or written["xml"] != before.results.get("xml"):
        return "changed", needs.why(before.needs.edition, now.edition) or "the edition is missing or half made"
    if before.by_hand:
        return "changed", "what was edited by hand is put back"
    if before.needs.pages != now.pages:
        return "rendered", needs.why(before.needs.pages, now.pages)
    return ("same", "") if written == before.results else ("rendered", "pages are missing or were changed")


def _all(plan: Plan, workers: Workers | None) -> Iterator[Made]:
    """The records made, in their order; those that cannot be first."""
    yield from (Made(source, refused=f"{source}: {why}") for source, why in plan.refused)
    with _store(plan) as store:
        same = {record.source for record in plan.records if store and is_unchanged(record, plan.common, store)}
    elsewhere = workers is not None and not workers.breaks
    recipe = _seen_from_anywhere(plan.recipe) if elsewhere else plan.recipe
    work = partial(make, recipe=recipe, common=plan.common)
    rest = [record for record in plan.records if record.source not in same]
    if workers is None or len(rest) < _FEW or any(record.source == STDIO for record in rest):
        made: Iterator[Made] = map(work, rest)
    else:
        from encoder.batch.pool import each

        made = each(work, map(_placed, rest) if elsewhere else rest, workers, _lost)
    for record in plan.records:
        if record.source in same:
            assert record.before
            yield Made(record.source, "same", record.before.needs, record.before.results, by_hand=record.before.by_hand)
        else:
            yield _named(next(made), record.source)


def _placed(record: Record) -> Record:
    """A record by whole paths: who works elsewhere has another working directory."""
    targets = {kind: place(target) for kind, target in record.targets.items()}
    return record._replace(source=place(record.source), targets=targets)


def _seen_from_anywhere(recipe: Recipe) -> Recipe:
    def whole(name: str | None) -> str | None:
        return place(name) if name and Path(name).is_file() else name

    schematron = tuple(place(name) for name in recipe.schematron)
    return replace(
        recipe, people=whole(recipe.people), profile=whole(recipe.profile) or "auto", schema=whole(recipe.schema),
        schematron=schematron,
    )  # fmt: skip


def _lost(record: Record) -> Made:
    return Made(record.source, fault="the process that made it was killed, perhaps for want of memory")
