"""What the files about a whole project have in common: their header, and how they are written, piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from encoder.lexicon import languages
from encoder.values.profile import status

if TYPE_CHECKING:
    from encoder.corpus.index import Index
    from encoder.corpus.summary import Summary
    from encoder.project import Project


LANGUAGE = "en"
"""In which the register, and the header of the corpus, say what they say in their own words."""


def piece(element: etree._Element, level: int) -> bytes:
    """An element, indented. It has no namespace of its own: that of the root holds for it."""
    etree.indent(element, level=level)
    return b"  " * level + etree.tostring(element, encoding="UTF-8", xml_declaration=False) + b"\n"


def file_desc(project: Project, title: str, source: str) -> etree._Element:
    """The `fileDesc` of a file about all records of a project: its title, who publishes it, and what it is made of."""
    file = etree.Element("fileDesc")
    child(child(file, "titleStmt"), "title", title, type="main")
    published = child(file, "publicationStmt")
    if project.publisher is None:
        made = child(published, "p", "Made with the edition by tei-encoder. ")
        if project.licence:
            child(made, "ref", project.licence, target=project.licence, type="licence")
    else:
        child(published, "publisher", project.publisher)
        available = child(published, "availability", status=status(project.licence))
        if project.licence:
            child(available, "licence", project.licence, target=project.licence)
        else:
            child(available, "p", "The edition states no licence.")
    child(child(file, "sourceDesc"), "p", source)
    return file


def lang_usage(desc: etree._Element, index: Index) -> None:
    """The languages of the records, and of what is said of them."""
    usage = child(desc, "langUsage")
    for tag in sorted({LANGUAGE, *map(language, index.summaries)}):
        child(usage, "language", languages.name(tag), ident=tag)


def language(summary: Summary) -> str:
    """The language tag of a record's text; `und` if its edition states none."""
    return summary.language or "und"


def file_of(record: str) -> str:
    """Where the edition of a record stands, seen from the files about the whole."""
    return f"records/{quote(record)}.xml"


def child(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new last child, perhaps with text."""
    element = etree.SubElement(parent, name, attributes)
    element.text = text
    return element
