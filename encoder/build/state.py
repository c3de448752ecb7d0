"""What a build does with a record; `build`, `build --dry-run` and `merge` share this decision."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from encoder.build import inputs
from encoder.build.inputs import Needs
from encoder.build.kept import snapshot
from encoder.build.record import Before, Record, State
from encoder.work import storage
from encoder.work.storage import STDIO
from encoder.work.store import Store, digest

_NOTHING = ("", digest(b"").hex())
"""The digests of a missing and of an empty file, which a crash can leave: neither is anybody's work."""


class Now(NamedTuple):
    """The present state of a record: its inputs, and the digests of the files that were made from it."""

    needs: Needs
    results: dict[str, str]
    """By kind; the empty string if the file is missing."""
    is_edited: bool
    """Whether the edition was edited by hand."""


class Outlook(NamedTuple):
    """What to do with a record, and why; ``is_settled`` if there is nothing to do."""

    state: State
    why: str = ""
    is_settled: bool = False


def outlook(before: Before | None, now: Now) -> Outlook:
    """What to do with a record; ``before`` is the result of the last build, None if there was none."""
    if before is None:
        return Outlook(State.NEW)
    if now.is_edited:
        why = "was edited by hand" if before.is_noted else "that is there is not what the program wrote"
        pages_stand = before.needs.pages == now.needs.pages and before.results == _with_edition(now, before)
        return Outlook(State.EDITED, f"the edition {why}", pages_stand and before.by_hand == looked_at(now))
    if not before.is_noted:
        return Outlook(State.NEW)
    if before.needs.edition != now.needs.edition or before.results.get("xml") != now.results["xml"]:
        why = inputs.why(before.needs.edition, now.needs.edition)
        return Outlook(State.CHANGED, why or "the edition is missing or half made")
    if before.by_hand:
        return Outlook(State.CHANGED, "the edits by hand were reverted")
    if before.needs.pages != now.needs.pages:
        return Outlook(State.RENDERED, inputs.why(before.needs.pages, now.needs.pages))
    if before.results != now.results:
        return Outlook(State.RENDERED, "pages are missing or were changed")
    return Outlook(State.SAME, is_settled=True)


def now_of(record: Record, common: Needs, content: Callable[[str], str] = inputs.content_of) -> Now:
    """The present state of a record; ``common`` are the inputs of all records, ``content`` gives a file's digest."""
    needs = common if record.source == STDIO else inputs.of(record.source, common, content)
    results = {kind: content(path) for kind, path in record.targets.items()}
    return Now(needs, results, _is_edited(record, results["xml"]))


def known_again(store: Store | None) -> Callable[[str], str]:
    """A function for digests of files; a file in ``store`` whose size and time are unchanged is not read."""
    if store is None:
        return inputs.content_of

    def content(place: str) -> str:
        try:
            return inputs.content_of(place) if storage.is_address(place) else store.content(place)[0].hex()
        except OSError:
            return ""

    return content


def is_settled(record: Record, common: Needs, store: Store) -> bool:
    """Whether there is nothing to do, without reading unchanged files."""
    if record.before is None or record.source == STDIO:
        return False
    return outlook(record.before, now_of(record, common, known_again(store))).is_settled


def known(record: Record) -> Record:
    """The record, with its last results if they are missing in the manifest, which was lost or the record renamed.

    An existing edition counts as the program's if it equals the snapshot, otherwise as edited by hand.
    """
    if record.before is not None or inputs.content_of(record.targets["xml"]) in _NOTHING:
        return record
    data = snapshot.kept(record.targets["xml"])
    results = {"xml": "" if data is None else digest(data).hex()}
    return record._replace(before=Before(Needs({}, {}), results, is_noted=False))


def looked_at(now: Now) -> str:
    """A digest of an edited edition and of the record's inputs."""
    return digest(json.dumps([now.results["xml"], now.needs.edition], sort_keys=True).encode()).hex()[:16]


def _with_edition(now: Now, before: Before) -> dict[str, str]:
    """The results, with the edition as the program wrote it."""
    return {**now.results, "xml": before.results.get("xml", "")}


def _is_edited(record: Record, written: str) -> bool:
    """Whether an edition differs from the manifest and from its snapshot.

    A build that was killed writes the snapshot but not the manifest.
    """
    if written in _NOTHING or record.before is None or written == record.before.results.get("xml"):
        return False
    return snapshot.of(record.targets["xml"], written) is None
