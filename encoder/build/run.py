"""Records built by a plan: the work shared out, the manifest kept, what was made of records that are gone taken away.

for made in run(plan.of_project(project.read(Path("edition.toml"))), processes(2)): …
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from encoder.build import inputs
from encoder.build.kept import snapshot
from encoder.build.kept.manifest import Manifest, place, seen_from_here, sweep
from encoder.build.make import make, same
from encoder.build.plan import Plan, seen, suffix
from encoder.build.recipe import Recipe
from encoder.build.record import Made, Record, State
from encoder.build.state import is_settled
from encoder.values.errors import EncoderError
from encoder.work import storage
from encoder.work.paths import stem
from encoder.work.storage import STDIO

if TYPE_CHECKING:
    from encoder.work.pool import Workers

_OFTEN = 500
"""After so many records the manifest is written: what a build that is killed has done until then is not done again."""
_WRITES = (State.NEW, State.CHANGED, State.FAILED)
"""States in which the edition was written, or may have been."""
_FEW = 4
"""Most records that are made without other processes: these would take longer to start."""


def run(plan: Plan, workers: Workers | None) -> Iterator[Made]:
    """The records made, in their order, and the manifest kept; without workers in this process."""
    if plan.manifest is None:
        yield from _all(plan, workers)
        return
    plan.manifest.check()
    sweep(plan.output)
    changed, written = False, list[str]()
    for number, result in enumerate(_all(plan, workers), 1):
        made, is_new = _noted(result, plan.manifest)
        changed = changed or is_new
        if is_new and made.state in _WRITES:
            written.append(plan.records.targets(made.source)["xml"])
        yield made
        if changed and number % _OFTEN == 0:
            _settle(written, plan.manifest)
            changed, written = False, []
    if changed or not plan.records:
        _settle(written, plan.manifest)


def _settle(written: list[str], manifest: Manifest) -> None:
    """Note what was written, once it stands: else an edition that a machine's end has emptied would be somebody's."""
    storage.settle(chain.from_iterable((target, snapshot.place(target)) for target in written))
    manifest.write()


def _noted(made: Made, kept: Manifest) -> tuple[Made, bool]:
    """What was made, with what was found before where nothing was anew; and whether the manifest says other than it."""
    source = place(made.source)
    failed_pages = made.state is State.FAILED and made.results and not made.findings
    if failed_pages or made.state in (State.SAME, State.RENDERED):
        made = made._replace(findings=kept.findings(source, made.source))
    if made.state is State.SAME and made.by_hand:
        return made._replace(state=State.EDITED), False
    if made.state is State.SAME or not made.results:  # what failed stays noted as it was, and what was edited too
        return made, False
    kept.note(source, made)
    return made, True


class Gone(NamedTuple):
    """A record that is there no more: its source as people would type it, and what of its results would go, what stays.

    What is another record's now is neither; an edition that somebody has worked on stays.
    """

    source: str
    noted: str
    """The source as the manifest names it."""
    goes: tuple[tuple[str, str], ...]
    """Kinds and places."""
    stays: str = ""
    """The edition that was edited by hand."""

    def told(self, how: str) -> str:
        """What is said of it; ``how`` has `{}` where the places are to stand that go."""
        stays = f"; {self.stays} was edited by hand and stays, though no list has it" if self.stays else ""
        return how.format(", ".join(target for _, target in self.goes) or "nothing") + stays


def gone(plan: Plan) -> Iterator[Gone]:
    """The records of a plan that are there no more."""
    living = {target for record in plan.records for target in record.targets.values()} if plan.gone else set()
    for source in plan.gone:
        assert plan.manifest
        before, name = plan.manifest.before(source), plan.manifest.name(source) or stem(source)
        made = before.results if before else {}
        found = {kind: storage.join(plan.records.folder, f"{name}{suffix(kind)}") for kind in made}
        own = {kind: target for kind, target in found.items() if target not in living and storage.exists(target)}
        goes = tuple((kind, target) for kind, target in own.items() if inputs.content_of(target) == made[kind])
        stays = own["xml"] if "xml" in own and ("xml", own["xml"]) not in goes else ""
        yield Gone(seen_from_here(source), source, goes, stays)


def prune(plan: Plan) -> Iterator[Gone]:
    """Take away what was made of records that are gone, each as it is given.

    An edition that stays, stays in the manifest too.
    """
    for record in gone(plan):
        for kind, target in record.goes:
            storage.remove(target)
            if kind == "xml":
                snapshot.forget(target)
        assert plan.manifest
        if not record.stays:
            plan.manifest.forget(record.noted)
        yield record
    if plan.manifest and plan.gone:
        plan.manifest.write()


def _named(made: Made, path: str) -> Made:
    """What was made, under the name that the source is called by here."""
    if made.source == path:
        return made
    return made._replace(source=path, findings=tuple(replace(each, path=path) for each in made.findings))


def _all(plan: Plan, workers: Workers | None) -> Iterator[Made]:
    """The records made, in their order; those that cannot be first."""
    yield from (Made(source, refused=EncoderError(why, source)) for source, why in plan.refused)
    with seen(plan) as store:
        settled = {record.source for record in plan.records if store and is_settled(record, plan.common, store)}
    elsewhere = workers is not None and not workers.breaks
    recipe = _seen_from_anywhere(plan.recipe) if elsewhere else plan.recipe
    work = partial(make, recipe=recipe, common=plan.common)
    rest = (record for record in plan.records if record.source not in settled)
    if workers is None or len(plan.records) - len(settled) < _FEW or STDIO in plan.records.names:
        made: Iterator[Made] = map(work, rest)
    else:
        from encoder.work.pool import each

        made = each(work, map(_placed, rest) if elsewhere else rest, workers, _lost)
    for source in plan.records.names:
        if source in settled:
            yield same(Record(source, {}, plan.records.before(source)))
        else:
            yield _named(next(made), source)


def _placed(record: Record) -> Record:
    """A record by whole paths: who works elsewhere has another working directory."""
    targets = {kind: place(target) for kind, target in record.targets.items()}
    return record._replace(source=place(record.source), targets=targets)


def _seen_from_anywhere(recipe: Recipe) -> Recipe:
    def whole(name: str | None) -> str | None:
        return place(name) if name and Path(name).exists() else name

    schematron = tuple(place(name) for name in recipe.schematron)
    return replace(
        recipe, people=whole(recipe.people), weights=whole(recipe.weights), profile=whole(recipe.profile) or "auto",
        schema=whole(recipe.schema), schematron=schematron,
    )  # fmt: skip


def _lost(record: Record) -> Made:
    return Made(record.source, fault="the process that made it was killed, perhaps for want of memory")
