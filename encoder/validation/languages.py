"""Every `xml:lang` is declared in `langUsage` (Guidelines 2.4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition
from encoder.namespaces import TEI, XML_LANG

LANGUAGE_UNDECLARED = Rule(
    "language-undeclared",
    Severity.ERROR,
    "A language is used that the header does not declare.",
    """`xml:lang` says in which language an element is; `profileDesc/langUsage` says which languages occur. A language
that is used and not declared is a slip in one of the two.

Example: `<foreign xml:lang="ru-Latn">` without `<language ident="ru-Latn">`.

What to do: add the `language` to `langUsage`, or correct the tag.

Guidelines: 2.4.2 Language Usage.""",
)


_SPOKEN = etree.XPath("//*[@xml:lang]")


def check(edition: Edition) -> Iterator[Diagnostic]:
    """The first use of each language that is not declared."""
    declared = {element.get("ident") for element in edition.root.iter(f"{{{TEI}}}language")}
    for element in _SPOKEN(edition.root):
        tag = element.get(XML_LANG)
        if tag and tag not in declared:
            declared.add(tag)
            name = etree.QName(element).localname
            message = f'<{name} xml:lang="{tag}">: the language “{tag}” is not declared in langUsage'
            yield LANGUAGE_UNDECLARED.at(edition.span(element), message)
