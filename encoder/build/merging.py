"""Editions that people have worked on brought together with what their records give now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from encoder.build import inputs
from encoder.build.kept import snapshot
from encoder.build.kept.manifest import place
from encoder.build.make import encoded
from encoder.build.plan import Plan
from encoder.build.record import Made, Record, State
from encoder.build.state import now_of
from encoder.tei.canonical import canonical
from encoder.tei.merge import merge
from encoder.tei.open import open_bytes
from encoder.tei.serialize import serialize
from encoder.values.errors import EncoderError
from encoder.work import storage
from encoder.work.store import digest


class Outcome(NamedTuple):
    """What became of an edition: how many conflicts are marked in it, or why it could not be merged."""

    target: str
    conflicts: int = 0
    refused: EncoderError | None = None


def merged(plan: Plan) -> Iterator[Outcome]:
    """Merge each edition of a plan that was edited and whose record, or the program, has changed since."""
    for record in plan.records:
        if record.before is None:
            continue
        if not _is_behind(record, plan):
            continue
        target = record.targets["xml"]
        try:
            conflicts, written = _merge(record, plan)
        except EncoderError as error:
            yield Outcome(target, refused=error)
            continue
        now = inputs.of(record.source, plan.common, inputs.content_of)
        results = {"xml": written}  # what the program would have written: the edition is edited still
        assert plan.manifest
        plan.manifest.note(place(record.source), Made(record.source, State.EDITED, now._replace(pages={}), results))
        plan.manifest.write()
        yield Outcome(target, conflicts)


def _is_behind(record: Record, plan: Plan) -> bool:
    assert record.before
    now = now_of(record, plan.common)
    return now.is_edited and now.needs.edition != record.before.needs.edition


def _merge(record: Record, plan: Plan) -> tuple[int, str]:
    """Write the merged edition; the number of conflicts, and the digest of what the program makes now."""
    assert record.before
    target = record.targets["xml"]
    data = serialize(encoded(record, plan.recipe))
    if snapshot.kept(target) == data:
        return 0, digest(data).hex()  # a merge that was killed has done it, and could not say so
    before = snapshot.of(target, record.before.results["xml"])
    if before is None:
        raise EncoderError(
            f"what the program wrote before is not in {snapshot.FOLDER}/ beside it, so nobody can tell what "
            "was changed by hand; it stays as it is",
            target,
        )
    by_hand = open_bytes(storage.read(target), target)
    found = merge(open_bytes(before, target).root, by_hand.root, open_bytes(data, target).root)
    beside = [*list(by_hand.root.itersiblings(preceding=True))[::-1], found.root, *by_hand.root.itersiblings()]
    whole = b"".join(etree.tostring(node, encoding="UTF-8", with_tail=False) + b"\n" for node in beside)
    storage.write(target, canonical(open_bytes(whole, target)))
    snapshot.keep(target, data)
    return found.conflicts, digest(data).hex()
