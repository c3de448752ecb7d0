"""An edition as a file: the same bytes for the same edition, lines that make small Git diffs.

White space is added only where the TEI schema allows no text, so no mixed content changes. UTF-8, double quotes,
attributes in the order they were written, one line end at the end.
"""

from __future__ import annotations

from lxml import etree

from encoder.edition import Edition
from encoder.namespaces import TEI

ELEMENT_CONTENT = frozenset(
    f"{{{TEI}}}{tag}"
    for tag in """TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability notesStmt sourceDesc msDesc
    msIdentifier msContents msItem history origin encodingDesc editorialDecl correction normalization hyphenation
    segmentation interpretation appInfo application profileDesc abstract langUsage textClass keywords particDesc
    listPerson person settingDesc setting revisionDesc text body div opener list sp table row""".split()
)
"""Elements of the house schema that hold elements only. (`origin` and `opener` could hold text; the house's do not.)"""


def serialize(edition: Edition) -> bytes:
    """The edition's bytes."""
    lines = [b'<?xml version="1.0" encoding="UTF-8"?>']
    for node in (*_prolog(edition.root), edition.root, *edition.root.itersiblings()):
        lines.append(etree.tostring(node, encoding="UTF-8", xml_declaration=False, with_tail=False))
    return b"\n".join((*lines, b""))


def _prolog(root: etree._Element) -> list[etree._Element]:
    """Comments and processing instructions before the root, in their order."""
    return list(root.itersiblings(preceding=True))[::-1]


def indent(root: etree._Element) -> None:
    """Line ends and two blanks a level, inside elements that hold elements only."""
    stack = [(root, 0)]
    while stack:
        element, level = stack.pop()
        if not len(element) or not (element.tag in ELEMENT_CONTENT or element.get("type") == "omissions"):
            continue
        element.text = "\n" + "  " * (level + 1)
        for child in element:
            child.tail = "\n" + "  " * (level if child.getnext() is None else level + 1)
            stack.append((child, level + 1))
