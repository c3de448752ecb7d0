"""Notes and marks as nodes: `Footnote` with its own mark, `Ref` in the text that points to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from encoder.parse.notes.candidates import Mark
from encoder.parse.notes.decide import NOTE_UNMATCHED, told
from encoder.values.diagnostics import Report
from encoder.values.excerpt import Excerpt
from encoder.values.record.blocks import Block as Node
from encoder.values.record.content import changed
from encoder.values.record.content import nodes as inside_all
from encoder.values.record.inline import Content, Hi, Inline, Ref


def marked(nodes: tuple[Node, ...], marks: Mapping[int, tuple[Mark, str]], report: Report) -> tuple[Node, ...]:
    """The blocks with the marks in them."""
    if marks:
        starts = sorted(marks)
        nodes = tuple(changed(node, lambda content: _pointing(content, marks, starts), lists=True) for node in nodes)
    left = [node for node in inside_all(nodes) if isinstance(node, Ref) and node.target is None]
    if left:
        report(NOTE_UNMATCHED.at(left[0].span, told([ref.n for ref in left], "mark", "note")))
    return nodes


def _pointing(content: Content, marks: Mapping[int, tuple[Mark, str]], starts: Sequence[int]) -> Content:
    """Content with a `Ref` for each mark that stands in its text."""
    found: list[Inline] = []
    for node in content:
        if isinstance(node, Excerpt):
            found += _cut(node, marks, starts)
        elif isinstance(node, Ref):
            known = marks.get(node.span.start)
            found.append(replace(node, target=known[1]) if known else node)
        elif isinstance(node, Hi) and node.rend == "superscript" and node.span.start in marks:
            mark, target = marks[node.span.start]
            found.append(Ref(node.content, mark.n, node.span, target, "glued"))
        else:
            inner = getattr(node, "content", None)
            is_content = isinstance(inner, tuple) and not isinstance(inner, Excerpt)
            found.append(replace(node, content=_pointing(inner, marks, starts)) if is_content else node)  # type: ignore[arg-type]
    return tuple(found)


def _cut(text: Excerpt, marks: Mapping[int, tuple[Mark, str]], starts: Sequence[int]) -> list[Inline]:
    own = [
        (text.index(start), marks[start])
        for span in text.spans()
        for start in starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    ]
    parts: list[Inline] = []
    at = 0
    for first, (mark, target) in own:
        end = first + mark.end - mark.start
        printed = text[first:end]
        parts += (text[at:first], Ref((printed,), mark.n, printed.span(), target, "glued"))
        at = end
    parts.append(text[at:])
    return [part for part in parts if not isinstance(part, Excerpt) or part.text]
