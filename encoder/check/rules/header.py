"""The header says what a repository and a reader must know: a table of what TEI recommends (Guidelines 2.6, 2.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition
from encoder.values.namespaces import TEI

HEADER_INCOMPLETE = Rule(
    "header-incomplete",
    Severity.WARNING,
    "A part of the header that every edition needs is missing or empty.",
    """Without a title, a publisher or source, conditions of use and languages, a file cannot be cited, catalogued or
reused. A schema can require the elements, but not that they have content.

Example: `<title type="main"/>`.

What to do: add it, or say in words that it is not known (`<p>The source states no licence.</p>`).

Guidelines: 2.6 Minimal and Recommended Headers.""",
)

_PARTS = (  # path below teiHeader, what it is in words; any of them must be there and say something
    ("fileDesc/titleStmt/title", "a title"),
    ("fileDesc/publicationStmt/*", "who publishes it"),
    ("fileDesc/publicationStmt/availability|fileDesc/publicationStmt/p", "how it may be used"),
    ("fileDesc/sourceDesc", "what it was made from"),
    ("profileDesc/langUsage/language/@ident|../@xml:lang", "in which language it is"),
)
_PATHS = {
    words: etree.XPath(re.sub(r"(?<![@:\w-])(?=[a-zA-Z])", "t:", path), namespaces={"t": TEI}) for path, words in _PARTS
}  # each element in the namespace of TEI


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The parts that are missing, as one finding; nothing where there is no header: that the schema tells."""
    header = edition.root.find(f"{{{TEI}}}teiHeader")
    if header is None:
        return
    missing = [words for words, path in _PATHS.items() if not any(map(_says, path(header)))]
    if missing:
        yield HEADER_INCOMPLETE.at(edition.span(header), f"the header does not say {', '.join(missing)}")


def _says(found: etree._Element | str) -> bool:
    """Whether an element or attribute has words, or an element points somewhere."""
    if isinstance(found, str):
        return bool(found.strip())
    return any(text.strip() for text in found.itertext("*")) or any(each.get("target") for each in found.iter("*"))
