"""Pointers within the document lead somewhere, and to the right kind of thing (Guidelines 17.1).

RELAX NG sees that `who="#kim"` has the shape of a pointer; it cannot see whether there is a `person` called `kim`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from encoder.check.corpora import INCLUDE
from encoder.check.rules.includes import is_whole
from encoder.values.diagnostics import Diagnostic, Edit, Rule, Severity
from encoder.values.edition import Edition, OpenedEdition
from encoder.values.namespaces import EXAMPLES, TEI, XML_ID
from encoder.values.record.identifiers import local
from encoder.values.source import Span

POINTER_DANGLING = Rule(
    "pointer-dangling",
    Severity.ERROR,
    "A pointer leads to no element of the document.",
    """An attribute such as `who`, `resp`, `ref`, `target` or `corresp` points to `#something`, and no element of the
document has that `xml:id`. Some projects write `#` before a key of a register elsewhere, so this is only a warning
for editions with another schema.

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

POINTER_BARE = Rule(
    "pointer-bare",
    Severity.ERROR,
    "A pointer to an element of the document lacks its #.",
    """`who="kim-il-sung"` is valid TEI, and points to a file of that name. The element with this `xml:id` is meant,
so the pointer begins with `#`.

Example: `<sp who="kim-il-sung">`.

What to do: put `#` before it, or run `validate --fix`.

Guidelines: 17.1 Links and Pointers; 3.7 Simple Links and Cross-References.""",
)

ATTRIBUTES = frozenset((
    "who", "resp", "ref", "target", "corresp", "next", "prev", "sameAs", "copyOf", "synch", "exclude", "select", "ana",
    "facs", "change", "decls", "toWhom", "perf", "hand", "wit", "source", "rendition", "scheme", "from", "to", "active",
    "passive", "mutual", "edRef", "spanTo", "start", "end", "since", "parts", "lemmaRef", "given", "domains",
))  # fmt: skip
"""Attributes that hold pointers; in `from` and `to` only what begins with `#` is one."""

_ALWAYS = frozenset(("who", "resp", "corresp", "toWhom", "hand", "wit", "next", "prev", "active", "passive", "mutual"))
"""Attributes whose words are pointers in any case; in others, a word that is an identifier too may be one by chance."""

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


_IDENTIFIED = etree.XPath("//*[@xml:id][namespace-uri() != $examples]")


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The pointers that lead nowhere or astray; nowhere only in a document that includes no other."""
    named = _IDENTIFIED(edition.root, examples=EXAMPLES)
    elsewhere = edition.elsewhere if isinstance(edition, OpenedEdition) else frozenset[str]()
    has_inclusions = any(True for _ in edition.root.iter(INCLUDE))
    whole = not has_inclusions or (bool(elsewhere) and is_whole(edition))
    targets = _Targets(edition.id, named, elsewhere, whole=whole)
    prefixes = _prefixes(edition.root)
    for element in edition.root.iter(f"{{{TEI}}}*"):
        for name, value in element.items():
            if name not in ATTRIBUTES:
                continue
            for written in value.split():
                pointer = _expanded(written, prefixes)
                if pointer is None:
                    message = f'<{_tag(element)} {name}="{written}"> is not of the form that its prefixDef describes'
                    yield POINTER_DANGLING.at(edition.attribute_span(element, name), message)
                elif pointer.startswith("#") and len(pointer) > 1:
                    yield from _follow(edition, element, name, pointer, targets)
                elif name in _ALWAYS and (meant := targets.meant(pointer)):
                    message = f'<{_tag(element)} {name}="{pointer}"> points to a file; #{meant} is meant'
                    fix = _edit(edition, element, name, pointer, f"#{meant}")
                    yield POINTER_BARE.at(edition.attribute_span(element, name), message, fix=fix)


_Prefixes = dict[str, list[tuple[re.Pattern[str], str]]]
# (a+)+ · (a*b?){2,} · not “([a-z]+)”
_NESTED = re.compile(r"[+*}?][^()]*\)\s*[+*{]")
_GROUP = re.compile(r"\$(\d)")


def _prefixes(root: etree._Element) -> _Prefixes:
    """What the header's `prefixDef` make of pointers, by the prefix (Guidelines 17.2.3.2)."""
    found: _Prefixes = {}
    for each in root.iter(f"{{{TEI}}}prefixDef"):
        if _NESTED.search(each.get("matchPattern", "")):  # could take for ever
            continue
        try:
            pattern = re.compile(each.get("matchPattern", ""))
        except re.error:  # an expression of XML Schema that this language does not have: nothing can be said
            continue
        replacement = _GROUP.sub(r"\\\1", each.get("replacementPattern", "").replace("\\", "\\\\"))
        found.setdefault(each.get("ident", ""), []).append((pattern, replacement))
    return found


def _expanded(pointer: str, prefixes: _Prefixes) -> str | None:
    """A pointer without its prefix; the same where that is not declared, None where no declaration fits it."""
    prefix, colon, rest = pointer.partition(":")
    if not colon or prefix not in prefixes:
        return pointer
    for pattern, replacement in prefixes[prefix]:
        if found := pattern.fullmatch(rest):
            try:
                return found.expand(replacement)
            except (re.error, IndexError):
                return pointer
    return None


class _Targets:
    """The elements that can be pointed to, and the nearest names to one that is none of theirs."""

    def __init__(self, record: str, named: list[etree._Element], elsewhere: frozenset[str], *, whole: bool) -> None:
        self.elements = {element.get(XML_ID, ""): element for element in reversed(named)}
        self.elsewhere = elsewhere
        self.whole = whole
        self._folded: dict[str, list[str]] = {}
        for name in self.elements:
            for way in {name.casefold(), local(name, record).casefold()}:
                self._folded.setdefault(way, []).append(name)
        self._near: dict[str, str] = {}

    def same(self, name: str) -> str | None:
        """The one that differs in capitals only, or in the record's identifier before it: `#kim`, `#record-5.kim`."""
        found = self._folded.get(name.casefold(), [])
        return found[0] if len(found) == 1 else None

    def meant(self, name: str) -> str | None:
        """The one that is called so, or `same`."""
        return name if name in self.elements else self.same(name)

    def near(self, name: str) -> str:
        """The nearest, if there is one and it was not asked for too often: it takes time."""
        if name not in self._near:
            from difflib import get_close_matches

            asked = len(self._near) < _HINTS
            found = get_close_matches(name, self.elements, n=1, cutoff=0.7) if asked else []
            self._near[name] = found[0] if found else ""
        return self._near[name]


_HINTS = 25


def _follow(
    edition: Edition, element: etree._Element, name: str, pointer: str, targets: _Targets
) -> Iterator[Diagnostic]:
    target = targets.elements.get(pointer[1:])
    if target is None:
        if targets.whole and pointer[1:] not in targets.elsewhere:
            same = targets.same(pointer[1:])
            near = same or targets.near(pointer[1:])
            hint = f"; the nearest is #{near}" if near else ""
            message = f'<{_tag(element)} {name}="{pointer}"> points to nothing: no element has that xml:id{hint}'
            fix = _edit(edition, element, name, pointer, f"#{same}") if same else None
            yield POINTER_DANGLING.at(edition.attribute_span(element, name), message, fix=fix)
        return
    kinds, words = _KINDS.get((str(element.tag), name)) or _KINDS.get(("*", name)) or (None, "")
    if kinds and target.tag not in kinds:
        message = f'<{_tag(element)} {name}="{pointer}"> points to a <{_tag(target)}>; it must point to {words}'
        yield POINTER_WRONG_KIND.at(edition.attribute_span(element, name), message)


def _edit(edition: Edition, element: etree._Element, name: str, pointer: str, right: str) -> Edit | None:
    """One of an attribute's pointers put right."""
    value = edition.value_span(element, name)
    if value is None:
        return None
    found = re.search(rf"(?<!\S){re.escape(pointer)}(?!\S)", edition.source.text[slice(*value)])
    return Edit(Span(value.start + found.start(), value.start + found.end()), right) if found else None


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname
