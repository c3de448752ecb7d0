"""One record made: encoded, checked, rendered, written; or left as it is, where nothing that it depends on has changed.

A function of a record and a recipe, which any process can run. What it depends on is a digest: the source and the data
beside it, the profile, the people, the options, the program. The rendering has one of its own, so that another style
sheet renders again without encoding again.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from encoder.build import inputs
from encoder.build.inputs import Needs
from encoder.build.kept import snapshot
from encoder.build.recipe import Recipe
from encoder.build.record import Made, Record, State
from encoder.build.state import Now, known, looked_at, now_of, outlook
from encoder.files import reading
from encoder.values.errors import EncoderError
from encoder.values.record.identifiers import local
from encoder.work import limits, storage
from encoder.work.storage import STDIO
from encoder.work.store import digest

if TYPE_CHECKING:
    from encoder.corpus.summary import Summary
    from encoder.values.decisions import Decisions
    from encoder.values.diagnostics import Diagnostic
    from encoder.values.edition import Edition, EncodedEdition
    from encoder.values.metadata import Metadata


_ALONE = threading.RLock()
"""Workers of a cluster have threads; Saxon and the schema's memory are for one at a time."""


def make(record: Record, recipe: Recipe, common: Needs) -> Made:
    """Make a record; it never raises. ``common`` is what all records depend on."""
    try:
        with _ALONE, limits.limited(recipe.time_limit, record.source):
            return _made(record, recipe, common)
    except limits.TimeUp:
        return Made(record.source, refused=limits.given_up(recipe.time_limit, record.source))
    except EncoderError as error:
        return Made(record.source, refused=error)
    except Exception as error:
        import traceback

        told = "".join(traceback.format_exception(error))
        return Made(record.source, fault=f"{type(error).__name__}: {error}", traceback=told)


def _made(record: Record, recipe: Recipe, common: Needs) -> Made:
    record = known(record) if recipe.keeps else record
    now = now_of(record, common)
    state, _, is_settled = outlook(record.before, now)
    if is_settled:
        return same(record)
    if state in (State.NEW, State.CHANGED):
        return _encoded(record, recipe, state, now)
    return _rendered(record, recipe, state, now)


def same(record: Record) -> Made:
    """What became of a record of which nothing was to be made."""
    assert record.before
    return Made(record.source, State.SAME, record.before.needs, record.before.results, by_hand=record.before.by_hand)


def encoded(record: Record, recipe: Recipe) -> EncodedEdition:
    """The edition that a record gives now."""
    import encoder

    source: str | bytes = record.source
    name, metadata, decisions = "<stdin>", None, None
    if record.source == STDIO:
        source = reading.standard_input()
    elif storage.is_address(record.source):
        source, name = storage.fetched(record.source), record.source
        metadata, decisions = _beside(record.source)
    return encoder.encode(
        source, name=name, metadata=metadata, decisions=decisions, profile=recipe.profile, date=recipe.date,
        people=recipe.people, weights=recipe.weights, publisher=recipe.publisher, licence=recipe.licence,
        called=None if record.source == STDIO else Path(record.targets["xml"]).stem,
    )  # fmt: skip


def _beside(source: str) -> tuple[Metadata | None, Decisions | None]:
    """The data and the decisions beside a record that is elsewhere."""
    from encoder.read.beside import decisions, metadata

    stem = os.path.splitext(source)[0]  # noqa: PTH122
    found: list[bytes | None] = []
    for suffix in (metadata.SUFFIX, decisions.SUFFIX):
        try:
            found.append(storage.read(stem + suffix))
        except FileNotFoundError:
            found.append(None)
    data, decided = found
    return (
        None if data is None else metadata.read(data, stem + metadata.SUFFIX),
        None if decided is None else decisions.read(decided, stem + decisions.SUFFIX),
    )


def _checked(edition: Edition, recipe: Recipe) -> Iterator[Diagnostic]:
    import encoder

    return encoder.validate(edition, schema=recipe.schema, schematron=recipe.schematron)


def _encoded(record: Record, recipe: Recipe, state: State, now: Now) -> Made:
    from encoder.check.located import locate
    from encoder.tei.serialize import serialize

    edition = encoded(record, recipe)
    found = (*edition.findings, *_checked(edition, recipe))
    data = serialize(edition)
    if recipe.keeps:
        snapshot.keep(record.targets["xml"], data)
    written = _write(record.targets["xml"], data, durably=not recipe.keeps)  # else `run` sees to it
    told = tuple(locate(finding, edition.source) for finding in found)
    return _with_pages(edition, record, recipe, Made(record.source, state, now.needs, {"xml": written}, "", told))


def _rendered(record: Record, recipe: Recipe, state: State, now: Now) -> Made:
    """Pages of an edition that stays as it is; one that was edited is checked as it is now."""
    from encoder.check.located import EDITION_EDITED, locate
    from encoder.tei.open import open_place

    try:
        edition = open_place(record.targets["xml"])
    except EncoderError as error:
        words = f"{error.words}; correct it, or delete it to rebuild it"
        raise EncoderError(words, error.path, error.line, error.column) from None
    made = Made(record.source, state, now.needs, {"xml": now.results["xml"]})
    if state is State.EDITED:
        assert record.before
        needs, results = record.before.needs, record.before.results
        behind = record.before.is_noted and needs.edition != now.needs.edition
        words = "its record or the program has changed since" if behind else "it stays as it is"
        finding = EDITION_EDITED.at(None, f"the edition was edited by hand: {words}")
        told = tuple(locate(each, edition.source) for each in (finding, *_checked(edition, recipe)))
        as_written = {"xml": results["xml"]}  # it is edited still, the next time
        needs = Needs(needs.edition, now.needs.pages)
        made = made._replace(needs=needs, results=as_written, findings=told, by_hand=looked_at(now))
    return _with_pages(edition, record, recipe, made)


def _with_pages(edition: Edition, record: Record, recipe: Recipe, made: Made) -> Made:
    """The rest of what is made; where pages cannot be, the edition stands all the same, with what was found in it."""
    from encoder.publish import rendering

    languages = {"language": recipe.language}
    wanted = {
        kind: languages if "language" in rendering.OUTPUTS[kind].parameters else {}
        for kind in record.targets if kind != "xml"
    }  # fmt: skip
    summary, within = _of_site(edition, record, recipe)
    made = made._replace(summary=summary)  # the register is of editions, whatever becomes of pages
    try:
        pages = rendering.render_all(edition, wanted, within=within)
        written = {kind: _write(record.targets[kind], text.encode(), durably=False) for kind, text in pages.items()}
        _take_away(record)
    except EncoderError as error:
        return made._replace(state=State.FAILED, needs=Needs(made.needs.edition, {}), refused=error)
    line = "" if recipe.is_brief else summary_line(edition, record)
    return made._replace(results={**made.results, **written}, line=line)


def _take_away(record: Record) -> None:
    """Take away what was made before in forms that are wanted no more, unless somebody has worked on it."""
    from encoder.publish.rendering import OUTPUTS

    base = record.targets["xml"].removesuffix(".xml")
    for kind, was in record.before.results.items() if record.before else ():
        if kind not in record.targets and kind in OUTPUTS:
            place = f"{base}{OUTPUTS[kind].suffix}"
            if place not in record.targets.values() and inputs.content_of(place) == was:
                storage.remove(place)


def _of_site(edition: Edition, record: Record, recipe: Recipe) -> tuple[Summary | None, dict[str, str]]:
    """The summary of an edition, and what its page must know of the site: nothing where there is none."""
    if not recipe.listed:
        return None, {}
    from encoder.corpus.describe import describe
    from encoder.publish.site.frame import told

    summary = describe(edition, Path(record.targets["xml"]).stem)
    return summary, {} if recipe.site is None else {"site": told(recipe.site, summary)}


def _write(target: str, data: bytes, *, durably: bool = True) -> str:
    storage.write(target, data, durably=durably, follow=False)
    return digest(data).hex()


def summary_line(edition: Edition, record: Record) -> str:
    """Two lines: what was made, and what became of the source's characters."""
    from encoder.check.fidelity import account
    from encoder.publish.reports.text import many
    from encoder.values.edition import EncodedEdition
    from encoder.values.namespaces import TEI

    people = sum(1 for _ in edition.root.iter(f"{{{TEI}}}person"))
    speeches = sum(1 for _ in edition.root.iter(f"{{{TEI}}}sp"))
    resps = (local(resp[1:], edition.id) for each in edition.root.iter("*") if (resp := each.get("resp")))
    editorial = sum(resp != "encoder" for resp in resps)
    name = edition.id or Path(record.targets["xml"]).stem
    told = (
        f"{name}: {many(speeches, 'speech', 'es')}, {many(people, 'person')}, {many(editorial, 'editorial note')} → "
        f"{', '.join(record.targets.values())}"
    )
    if not isinstance(edition, EncodedEdition):
        return told
    balance = account(edition)
    return (
        f"{told}\n{' ' * len(name)}  {balance.characters:,} characters: {balance.text:,} text, "
        f"{balance.delimiters} delimiters, {balance.omitted} listed as omitted, {balance.lost} lost"
    )
