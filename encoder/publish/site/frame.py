"""What the page of a record says of the site it belongs to, and of the pages of its people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from encoder.publish.site import addresses

if TYPE_CHECKING:
    from encoder.corpus.summary import Summary


class Frame(NamedTuple):
    """A site as the pages of records tell of it; ``address`` is where it will stand, if that is known."""

    title: str
    address: str = ""
    contact: str = ""


def told(frame: Frame, summary: Summary) -> str:
    """The parameter `site` of `html.xsl`, JSON; addresses are seen from the page of the record with that summary."""
    people = {part.id: f"../{addresses.of_person(part.key)}" for part in summary.parts if part.id}
    facets = {"genre": summary.genre, "year": summary.date[:4], "archive": summary.archive}
    given = {
        "title": frame.title, "people": people, "facets": {name: value for name, value in facets.items() if value},
        "contact": frame.contact,
    }  # fmt: skip
    if frame.address:
        given |= {
            "canonical": f"{frame.address.rstrip('/')}/{addresses.of_record(summary.file)}",
            "feed": f"../{addresses.FEED}",
        }
    return json.dumps(given, ensure_ascii=False)
