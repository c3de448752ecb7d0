"""A page as the readers of word processors build it: paragraphs with a style, runs of text in a type."""

from __future__ import annotations

from typing import NamedTuple

from lxml.html import HtmlElement, builder

from encoder.read.text import FORBIDDEN


class Style(NamedTuple):
    """What a style says: the level of a heading (0: none); whether it is of items of a list; whether it hides words."""

    level: int = 0
    is_item: bool = False
    name: str = ""
    is_hidden: bool = False


def within(parent: HtmlElement, tag: str, named: str = "") -> HtmlElement:
    """A new last child; runs that follow each other in one style share it."""
    last = last_of(parent)
    if last is not None and last.tag == tag and not (last.tail or len(last)) and last.get("class", "") == named:
        return last
    made = builder.SPAN()
    made.tag = tag
    if named:
        made.set("class", FORBIDDEN.sub("", named))
    parent.append(made)
    return made


def last_of(parent: HtmlElement) -> HtmlElement | None:
    """The last child; however many there are, it is found at once."""
    return next(parent.iterchildren(reversed=True), None)


def tab(into: HtmlElement) -> None:
    """Add a tab, which may part a speaker from the words."""
    made = builder.SPAN()
    made.tag = "tab"
    into.append(made)


def say(into: HtmlElement, text: str) -> None:
    """Add text; what XML forbids becomes U+FFFD, which is reported."""
    text = FORBIDDEN.sub("\ufffd", text).replace("\f", " ")
    if (last := last_of(into)) is not None:
        last.tail = (last.tail or "") + text
    else:
        into.text = (into.text or "") + text
