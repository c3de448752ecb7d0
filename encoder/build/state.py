"""What is to become of a record: one answer, which `build`, `build --dry-run` and `merge` ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from encoder.build import inputs, snapshot
from encoder.build.inputs import Needs
from encoder.build.record import Before, Record, State
from encoder.work import storage
from encoder.work.storage import STDIO
from encoder.work.store import Store, digest

_NOTHING = ("", digest(b"").hex())
"""What is said of no file, and of an empty one, as a machine that stopped can leave: nobody's work."""


class Now(NamedTuple):
    """How a record stands: what it would be made of now, and the digests of what was made of it and still stands."""

    needs: Needs
    results: dict[str, str]
    """By kind; the empty string where there is no file."""
    is_edited: bool
    """Whether somebody has worked on the edition."""


class Outlook(NamedTuple):
    """What is to become of a record, and why; ``is_settled``: nothing is to be done."""

    state: State
    why: str = ""
    is_settled: bool = False


def outlook(before: Before | None, now: Now) -> Outlook:
    """What is to become of a record that was made before as ``before`` says, None where it was not."""
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
        return Outlook(State.CHANGED, "what was edited by hand is put back")
    if before.needs.pages != now.needs.pages:
        return Outlook(State.RENDERED, inputs.why(before.needs.pages, now.needs.pages))
    if before.results != now.results:
        return Outlook(State.RENDERED, "pages are missing or were changed")
    return Outlook(State.SAME, is_settled=True)


def now_of(record: Record, common: Needs, content: Callable[[str], str] = inputs.content_of) -> Now:
    """How a record stands; ``common`` is what all records depend on, ``content`` gives the digest of a file."""
    needs = common if record.source == STDIO else inputs.of(record.source, common, content)
    results = {kind: content(path) for kind, path in record.targets.items()}
    return Now(needs, results, _is_edited(record, results["xml"]))


def known_again(store: Store | None) -> Callable[[str], str]:
    """What gives the digests of files, quickly: those that ``store`` knows are known again by size and time."""
    if store is None:
        return inputs.content_of

    def content(place: str) -> str:
        try:
            return inputs.content_of(place) if storage.is_address(place) else store.content(place)[0].hex()
        except OSError:
            return ""

    return content


def is_settled(record: Record, common: Needs, store: Store) -> bool:
    """Whether nothing is to be done, found out quickly."""
    if record.before is None or record.source == STDIO:
        return False
    return outlook(record.before, now_of(record, common, known_again(store))).is_settled


def known(record: Record) -> Record:
    """A record that no manifest tells of, with what was made of it: the manifest is lost, or its name is another.

    An edition that stands there is the program's if it is what was kept when it was written; else it is somebody's.
    """
    if record.before is not None or inputs.content_of(record.targets["xml"]) in _NOTHING:
        return record
    data = snapshot.kept(record.targets["xml"])
    results = {"xml": "" if data is None else digest(data).hex()}
    return record._replace(before=Before(Needs({}, {}), results, is_noted=False))


def looked_at(now: Now) -> str:
    """An edition that somebody has worked on, and what its record would be made of: a digest of both."""
    return digest(json.dumps([now.results["xml"], now.needs.edition], sort_keys=True).encode()).hex()[:16]


def _with_edition(now: Now, before: Before) -> dict[str, str]:
    """The results as if the edition were what the program wrote."""
    return {**now.results, "xml": before.results.get("xml", "")}


def _is_edited(record: Record, written: str) -> bool:
    """Whether an edition is neither what the manifest says nor what was kept when it was written.

    A build that was killed has kept it, and could not note it in the manifest.
    """
    if written in _NOTHING or record.before is None or written == record.before.results.get("xml"):
        return False
    return snapshot.of(record.targets["xml"], written) is None
