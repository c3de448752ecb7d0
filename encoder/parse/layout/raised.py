"""Footnotes whose marks have no brackets: a raised number, or one that lost its place and is glued to a word.

    017:  the policy of the comprador1           a mark that a PDF's text lost the raising of
          1. Intermediary between the Chinese …  its note
    a file that keeps raised figures: word¹, and a paragraph that begins with one

Figures at words are many things (`F-16`, `B2`). So glued ones are marks only where they are 1, 2, 3 … in this order,
each once, and as many paragraphs below the last of them begin with the same numbers (Guidelines 3.9.1.1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from encoder.values.content import changed, contents, plain
from encoder.values.document import Block, Content, Hi, Inline, P, PersName, Ref, Sp
from encoder.values.excerpt import Excerpt

_RAISED = "[¹²³⁴-⁹][⁰¹²³⁴-⁹]?"
_GLUED = re.compile(  # comprador1 · …the next step.2 · said so,”3 · Zhang Hanfu¹ · not F-16, B2, 1949, 5.2, km²
    r"(?P<n>[1-9¹²³⁴-⁹](?:"  # which the search looks for first
    r"(?<=[1-9])(?:(?<=[a-zà-ÿ]{3}.)|(?<=[a-zà-ÿ][.,;:”\"’)!?].)|(?<=[a-zà-ÿ][.,][”\"’].))\d?(?=[\s.,;:)”\"’]|$)"
    r"|(?<=[¹²³⁴-⁹])(?<!\s[¹²³⁴-⁹])(?<!\bkm.)(?<!\bm.)(?<!\bcm.)[⁰¹²³⁴-⁹]?))"
)
_BODY = re.compile(rf"(?P<mark>(?P<n>[1-9]\d?)[.)]?(?=\s)|(?P<raised>{_RAISED}))\s*(?=[\"“‘'(]?[^\W\d_])")


_LEAD = 4
"""How many code points before a mark are looked at."""


def possible(text: str, styled: bool) -> bool:
    """Whether a text may have such marks: raised figures, or one glued to a word and a line that begins with 1.

    Marks in brackets count too: the notes below may have none.
    """
    is_marked = _GLUED.search(text) is not None or "[1]" in text
    return styled or (is_marked and re.search(r"^\s*(?:1[.)]?\s+|¹\s*)\S", text, re.MULTILINE) is not None)


def marked(nodes: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with a `Ref` for each such mark, and one before the words of each note."""
    begun = {number for node in nodes for part in _paragraphs(node) if (number := _begins(part))}
    raised = tuple(changed(node, lambda content: _raised(content, begun)) for node in nodes)
    return _glued(raised)


def _raised(content: Content, begun: set[str]) -> Content:
    """Raised figures as marks, where a paragraph begins with the same: 10⁶ has no note."""
    if not any(isinstance(node, Hi) and node.rend == "superscript" for node in content):
        return content
    return tuple(_mark(node, begun) for node in content)


def _mark(node: Inline, begun: set[str]) -> Inline:
    number = _figure(node)
    return Ref(node.content, number, node.span, rend="glued") if isinstance(node, Hi) and number in begun else node


def _figure(node: Inline) -> str:
    """The number that a raised figure is; nothing where it is something else."""
    if not isinstance(node, Hi) or node.rend != "superscript" or len(node.content) != 1:
        return ""
    words = node.content[0]
    number = words.text.strip() if isinstance(words, Excerpt) else ""
    return number if re.fullmatch(r"[1-9]\d{0,2}", number) else ""


def _glued(nodes: tuple[Block, ...]) -> tuple[Block, ...]:
    found = [(at, number) for at, node in enumerate(nodes) for number in _marks(node)]
    numbers = [number for _, number in found]
    if not numbers or numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        return nodes
    bodies: set[int] = set()
    below = [part for node in nodes[found[-1][0] :] for part in _paragraphs(node)]
    for part in reversed(below):  # from the end: a numbered paragraph of the text comes before
        if numbers and _begins(part) == numbers[-1]:
            bodies.add(id(part))
            numbers.pop()
    if numbers:
        return nodes
    return tuple(_noted(node, bodies) for node in nodes)


def _marks(node: Block) -> Iterator[str]:
    """The numbers of the marks in a block: raised ones, glued ones, and those in brackets."""
    for content in contents(node):
        for at, part in enumerate(content):
            if isinstance(part, Excerpt):
                yield from (_plain(number) for _, _, number in _found(content, at))
            elif isinstance(part, Ref) and at:
                yield part.n


def _found(content: Content, at: int) -> Iterator[tuple[int, int, str]]:
    """The marks in the text that is a content's node of that number: start, end and number; a name may stand before.

    One at the very start of a paragraph is that of a note.
    """
    text, before = content[at], content[at - 1] if at else None
    assert isinstance(text, Excerpt)
    lead = plain((before,))[-_LEAD:] if isinstance(before, PersName) else ""
    for match in _GLUED.finditer(lead + text.text):
        start = match.start() - len(lead)
        if start >= (0 if at else 1):
            yield start, match.end() - len(lead), match["n"]


def _paragraphs(node: Block) -> Iterator[P]:
    yield from (part for part in (node.content if isinstance(node, Sp) else (node,)) if isinstance(part, P))


def _begins(paragraph: P) -> str:
    """The number a paragraph begins with."""
    first = paragraph.content[0] if paragraph.content else None
    if isinstance(first, Ref):
        return first.n
    if first is not None and (number := _figure(first)):
        return number
    found = _BODY.match(first.text) if isinstance(first, Excerpt) else None
    return _plain(found["n"] or found["raised"]) if found else ""


def _plain(number: str) -> str:
    """A number in plain figures: `²` is 2."""
    return unicodedata.normalize("NFKC", number)


def _noted(node: Block, bodies: set[int]) -> Block:
    """A block with its marks, and the numbers of notes that begin in it."""
    if isinstance(node, P):
        return P(_with_marks(_with_body(node.content) if id(node) in bodies else node.content))
    if isinstance(node, Sp):
        node = replace(node, content=tuple(_begun(part, bodies) for part in node.content))
    return changed(node, _with_marks, lists=True)


def _begun(part: Any, bodies: set[int]) -> Any:
    return P(_with_body(part.content)) if isinstance(part, P) and id(part) in bodies else part


def _with_body(content: Content) -> Content:
    first = content[0] if content else None
    begin = _BODY.match(first.text) if isinstance(first, Excerpt) else None
    if begin is None or not isinstance(first, Excerpt):
        return content
    mark = first.group(begin, "mark")
    rest = first[begin.end("mark") :]
    return (Ref((mark,), _plain(begin["n"] or begin["raised"]), mark.span(), rend="glued"), rest, *content[1:])


def _with_marks(content: Content) -> Content:
    nodes: list[Inline] = []
    for place, part in enumerate(content):
        if not isinstance(part, Excerpt):
            nodes.append(part)
            continue
        at = 0
        for start, end, number in _found(content, place):
            mark = part[start:end]
            nodes += (part[at:start], Ref((mark,), _plain(number), mark.span(), rend="glued"))
            at = end
        nodes.append(part[at:])
    return tuple(node for node in nodes if not isinstance(node, Excerpt) or node.text)
