"""Elements of the header for what a line of the text states."""

from __future__ import annotations

from encoder.tei.writer import Element, Writer
from encoder.values.record.fact import Fact


def write_fact(parent: Element, tag: str, fact: Fact | None, writer: Writer, **attributes: str | None) -> None:
    """What a line of the text states, as the program's own words: the line itself stays in the text."""
    if fact:
        writer.element(parent, tag, fact.text.text, span=None, **(attributes | responsibility(fact)))


def responsibility(fact: Fact | None) -> dict[str, str | None]:
    """Who says that a fact is meant there, and how sure that is; nothing if there is no fact."""
    return {"resp": "#encoder", "cert": fact.cert} if fact else {}
