"""DOCX: the parts of the package that a record needs, made a page and read as one.

Lines in messages are the blocks of the document, counted from 1. Only the XML of the text, its styles, notes, comments,
headers and footers is unpacked; pictures stay where they are.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from encoder.read import left_out
from encoder.read.page import html
from encoder.read.trees import name_of
from encoder.read.word import properties, wordprocessing
from encoder.read.word.elements import child, is_on, styled, value, words
from encoder.read.word.runs import Style
from encoder.values.diagnostics import Report
from encoder.values.errors import EncoderError
from encoder.values.source import Part, Source

# word/document.xml · word/document2.xml · not “word/styles.xml”
MAIN = re.compile(r"word/document\d*\.xml")
"""The part with the text."""
MAX_BYTES = 64 * 1024 * 1024
"""What one part may hold when it is unpacked."""
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_MARGINS = ("header", "footer")


def read(archive: zipfile.ZipFile, name: str, report: Report) -> Source:
    """The text of a document; raises `EncoderError` if it is damaged."""
    package = _Package(archive, name)
    place = next(filter(MAIN.fullmatch, archive.namelist()))
    main = package.xml(place)
    body = None if main is None else child(main, "body")
    if body is None:
        raise EncoderError("this DOCX is damaged: it has no body of text", name)
    related = list(package.related(place))
    document = wordprocessing.Document(
        body,
        _styles(package, related),
        {id_: target for id_, kind, target, outside in related if outside and kind == "hyperlink"},
        dict(_notes(package, related)),
    )
    try:
        made = wordprocessing.convert(document)
    except wordprocessing.TooDeepError:
        raise EncoderError(
            "its tables are nested too deeply to be a record's; save the text of it as plain text", name
        ) from None
    for what, said in _margins(package, related):
        made.left_out[what].append(said)
    for each in properties.told(archive):
        report(each)
    for what, texts in made.left_out.items():
        several = dict.fromkeys(filter(None, texts))
        report(left_out.finding(f"{what} ({len(texts)})", "; ".join(several)))
    page = html.read_tree(made.body, name, report)
    parts = tuple(Part(part.start, number) for number, part in enumerate(page.parts, 1))
    return replace(page, parts=parts)


class _Package:
    """The members of an archive, parsed when they are asked for."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._members = set(archive.namelist())

    def xml(self, member: str) -> etree._Element | None:
        """The root of a part; None if the package has no such part."""
        if member not in self._members:
            return None
        size = self._archive.getinfo(member).file_size
        if size > MAX_BYTES:
            raise EncoderError(
                f"its part {member} has {size:,} bytes, more than the {MAX_BYTES:,} one may have", self._name
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
        try:
            return etree.fromstring(self._archive.read(member), parser)
        except etree.XMLSyntaxError as error:
            raise EncoderError(f"this DOCX is damaged: {member}: {error.msg}", self._name) from None

    def related(self, member: str) -> Iterator[tuple[str, str, str, bool]]:
        """The relationships of a part: id, kind, target, and whether that is outside the package."""
        folder, file = posixpath.split(member)
        root = self.xml(f"{folder}/_rels/{file}.rels")
        for each in () if root is None else root:
            outside = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            inside = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = each.get("Type", "").rpartition("/")[2]
            yield each.get("Id", ""), kind, target if outside else inside, outside


_Related = list[tuple[str, str, str, bool]]


def _parts(package: _Package, related: _Related, *kinds: str) -> Iterator[tuple[str, etree._Element]]:
    for target, kind in dict.fromkeys((target, kind) for _, kind, target, outside in related if not outside):
        if kind in kinds and (root := package.xml(target)) is not None:
            yield kind, root


def _styles(package: _Package, related: _Related) -> dict[str, Style]:
    """The styles of headings and lists by their ids; a style has what the one has that it is based on."""
    own: dict[str, Style] = {}
    based: dict[str, str] = {}
    for _, root in _parts(package, related, "styles"):
        for style in (each for each in root if name_of(each) == "style"):
            id_ = value(style, "styleId") or ""
            called = (value(child(style, "name")) or "").casefold()
            number = called.removeprefix("heading ")
            said = styled(child(style, "pPr"))
            level = 1 if called == "title" else int(number) if number.isdigit() else said.level
            is_hidden = is_on(child(style, "rPr"), "vanish")
            own[id_] = said._replace(name=called.replace(" ", "-"), level=level, is_hidden=is_hidden)
            based[id_] = value(child(style, "basedOn")) or ""
    return {id_: _inherited(id_, own, based) for id_ in own}


def _inherited(id_: str, own: dict[str, Style], based: dict[str, str]) -> Style:
    """A style with what it does not say itself."""
    named = own[id_]
    level, is_item, is_hidden = 0, False, False
    seen: set[str] = set()
    while id_ in own and id_ not in seen:
        seen.add(id_)
        level, is_item = level or own[id_].level, is_item or own[id_].is_item
        is_hidden = is_hidden or own[id_].is_hidden
        id_ = based[id_]
    return named._replace(level=max(0, level), is_item=is_item, is_hidden=is_hidden)


def _notes(package: _Package, related: _Related) -> Iterator[tuple[str, etree._Element]]:
    """The notes and comments that have words, by kind and id."""
    for kind, root in _parts(package, related, *_NOTES):
        for each in root:
            if name_of(each) == _NOTES[kind] and value(each, "type") not in _SEPARATORS and words(each):
                yield f"{_NOTES[kind]}-{value(each, 'id')}", each


def _margins(package: _Package, related: _Related) -> Iterator[tuple[str, str]]:
    """The words of the headers and footers."""
    for kind, root in _parts(package, related, *_MARGINS):
        if said := words(root):
            yield f"{kind}s", said
