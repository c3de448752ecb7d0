"""Pointers within the document lead somewhere, and to the right kind of thing (Guidelines 17.1).

RELAX NG sees that `who="#kim"` has the shape of a pointer; it cannot see whether there is a `person` called `kim`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition
from encoder.namespaces import TEI, XML_ID

POINTER_DANGLING = Rule(
    "pointer-dangling",
    Severity.ERROR,
    "A pointer leads to no element of the document.",
    """An attribute such as `who`, `resp`, `ref`, `target` or `corresp` points to `#something`, and no element of the
document has that `xml:id`.

Example: `<sp who="#kim-ilsung">` where the person is `kim-il-sung`.

What to do: correct the pointer (the nearest identifier is named), or add the element it means.

Guidelines: 17.1 Links and Pointers.""",
)

POINTER_WRONG_KIND = Rule(
    "pointer-wrong-kind",
    Severity.ERROR,
    "A pointer leads to an element of the wrong kind.",
    """A speaker is a person and a responsibility is a `respStmt` or a person: `who` must point to `person`,
`personGrp` or `org`, `resp` to `respStmt`, `person` or `org` or an agent named in the header.

Example: `<sp who="#sp3">`.

What to do: point to the person who is meant.

Guidelines: 7.2.2 Speeches and Speakers; 1.3.1.1.4 Sources, certainty, and responsibility.""",
)

ATTRIBUTES = frozenset((
    "who", "resp", "ref", "target", "corresp", "next", "prev", "sameAs", "copyOf", "synch", "exclude", "select", "ana",
    "facs", "change", "decls", "toWhom", "perf", "hand", "wit", "source", "rendition", "scheme", "from", "to", "active",
    "passive", "mutual", "edRef", "spanTo", "start", "end", "since", "parts", "lemmaRef", "given", "domains",
))  # fmt: skip
"""Attributes that hold pointers; in `from` and `to` only what begins with `#` is one."""

_AGENTS = frozenset(
    f"{{{TEI}}}{tag}" for tag in "person personGrp persona org character castItem role listPerson".split()
)
_RESPONSIBLE = _AGENTS | frozenset(
    f"{{{TEI}}}{tag}"
    for tag in "respStmt editor author principal funder sponsor persName name orgName application".split()
)
_KINDS = {  # tag and attribute, what it may point to, in words
    (f"{{{TEI}}}sp", "who"): (_AGENTS, "a person"),
    (f"{{{TEI}}}change", "who"): (_RESPONSIBLE, "someone responsible"),
    ("*", "resp"): (_RESPONSIBLE, "someone responsible"),
}


_IDENTIFIED = etree.XPath("//*[@xml:id]")


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The pointers that lead nowhere or astray."""
    targets = {element.get(XML_ID, ""): element for element in reversed(_IDENTIFIED(edition.root))}
    for element in edition.root.iter("*"):
        for name, value in element.items():
            if "#" in value and name in ATTRIBUTES:
                for pointer in value.split():
                    if pointer.startswith("#"):
                        yield from _follow(edition, element, name, pointer, targets)


def _follow(
    edition: Edition, element: etree._Element, name: str, pointer: str, targets: dict[str, etree._Element]
) -> Iterator[Diagnostic]:
    target = targets.get(pointer[1:])
    if target is None:
        from difflib import get_close_matches

        near = get_close_matches(pointer[1:], targets, n=1)
        hint = f"; the nearest is #{near[0]}" if near else ""
        message = f'<{_tag(element)} {name}="{pointer}"> points to nothing: no element has that xml:id{hint}'
        yield POINTER_DANGLING.at(edition.span(element), message)
        return
    kinds, words = _KINDS.get((str(element.tag), name)) or _KINDS.get(("*", name)) or (None, "")
    if kinds and target.tag not in kinds:
        message = f'<{_tag(element)} {name}="{pointer}"> points to a <{_tag(target)}>; it must point to {words}'
        yield POINTER_WRONG_KIND.at(edition.span(element), message)


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname
