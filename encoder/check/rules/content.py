"""Elements that are there and say nothing, and words that wait for others (Guidelines 2.6; 23.4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.namespaces import TEI

ELEMENT_EMPTY = Rule(
    "element-empty",
    Severity.WARNING,
    "An element that holds text is empty.",
    """A paragraph, a name or a note without text is usually left over from a deletion, or from a template that was
not filled in. Elements that are normally empty (`pb`, `gap`, `ptr`, `cell` …) are not reported.

Example: `<p/>`, `<persName> </persName>`.

What to do: fill it in, or delete it.

Guidelines: 1.3 The TEI Class System (each element's content).""",
)

CONTENT_PLACEHOLDER = Rule(
    "content-placeholder",
    Severity.WARNING,
    "A placeholder was not replaced.",
    """`TODO:`, `FIXME`, `lorem ipsum` or, in the header, `[title]`, `{{name}}` and the like were meant to be
replaced.

Example: `<title>[Title of the document]</title>`.

What to do: replace it.

Guidelines: 2.6 Minimal and Recommended Headers.""",
)

_HOLD_TEXT = frozenset(
    f"{{{TEI}}}{tag}"
    for tag in """p head title persName placeName orgName name item l note quote q speaker stage term supplied unclear
    foreign hi ref author editor publisher licence language idno ab seg salute signed dateline byline trailer""".split()
)
_SAID_BY_ATTRIBUTES = ("target", "ref", "key", "ident", "corresp", "facs", "n", "sameAs", "copyOf")
_ANYWHERE = re.compile(r"\b(?:TODO:|FIXME\b|TBD\b|[Ll]orem ipsum\b)")
_SIGNS = ("TODO:", "FIXME", "TBD", "orem ipsum")
"""A text that has none of these need not be searched."""
_TEMPLATE = (
    r"^\s*(?:\[(?:title|name|date|publisher|author|insert|your|to be)\b[^\]]*\]|\{\{.*\}\}|\?\?\?+|N\.N\."
    r"|to be (?:added|completed)|publication information|information about the source)\s*\.?\s*$"
)
_IN_HEADER = re.compile(f"{_ANYWHERE.pattern}|(?i:{_TEMPLATE})")
"""What templates hold, as the whole of an element: “[Title of the document]”; not “[title missing] Report on …”."""


_EMPTY = etree.XPath("//t:*[not(*)][not(normalize-space())]", namespaces={"t": TEI})


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Empty elements, then placeholders."""
    for element in _EMPTY(edition.root):
        said = any(element.get(attribute) for attribute in _SAID_BY_ATTRIBUTES)
        if element.tag in _HOLD_TEXT and not said and not _is_told_otherwise(element):
            yield ELEMENT_EMPTY.at(edition.span(element), f"<{etree.QName(element).localname}> is empty")
    for part, pattern in ((f"{{{TEI}}}teiHeader", _IN_HEADER), (f"{{{TEI}}}text", _ANYWHERE)):
        if pattern is _IN_HEADER or any(sign in edition.source.text for sign in _SIGNS):
            for top in edition.root.iter(part):
                yield from _placeholders(edition, top, pattern)


def _placeholders(edition: Edition, top: etree._Element, pattern: re.Pattern[str]) -> Iterator[Diagnostic]:
    for element in top.iter(f"{{{TEI}}}*"):
        for words in (element.text, *(child.tail for child in element)):
            if words and (found := pattern.search(words)):
                name = etree.QName(element).localname
                message = f"<{name}> holds a placeholder, “{' '.join(found[0].split())}”"
                yield CONTENT_PLACEHOLDER.at(edition.span(element), message)
                break


def _is_told_otherwise(element: etree._Element) -> bool:
    """Whether a label before an item says what there is to say, or all of a speech is empty (`speeches` tells that)."""
    parent, before = element.getparent(), element.getprevious()
    if before is not None and before.tag == f"{{{TEI}}}label":
        return True
    return parent is not None and parent.tag == f"{{{TEI}}}sp" and element.tag != f"{{{TEI}}}speaker"
