"""A TEI file opened safely: nothing is fetched, nothing is expanded, and every element knows its line and column.

lxml does not say columns, so they are read by a second, lazy pass of expat over the same text.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from encoder.files import reading, xml
from encoder.files.encoding import written_in
from encoder.values.edition import OpenedEdition
from encoder.values.errors import EncoderError
from encoder.values.namespaces import TEI
from encoder.values.source import Source, Span
from encoder.work.storage import STDIO, fetched, is_address

ROOTS = (f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus")
MAX_BYTES = 128 * 1024 * 1024


def open_place(place: str, *, fragment: bool = False) -> OpenedEdition:
    """The edition at a path, at an address, or (`-`) on stdin; `EncoderError` where there is none."""
    if place == STDIO:
        return open_bytes(reading.standard_input(), "<stdin>", fragment=fragment)
    if is_address(place):
        return open_bytes(fetched(place), place, fragment=fragment)
    return open_file(Path(place), fragment=fragment)


def open_file(path: Path, *, fragment: bool = False) -> OpenedEdition:
    """The edition in a file; `EncoderError` where there is none, or where it is unsafe or no TEI."""
    try:
        if path.is_dir():
            raise EncoderError("is a directory; name the editions in it", path)
        if path.stat().st_size > MAX_BYTES:
            raise EncoderError(
                f"{path.stat().st_size:,} bytes are more than the {MAX_BYTES:,} that are read at once; "
                "`validate --stream` judges files of any size",
                path,
            )
        data = reading.read(path)
    except FileNotFoundError:
        raise EncoderError("there is no such file", path) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise EncoderError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None
    return open_bytes(data, str(path), fragment=fragment)


def open_bytes(data: bytes, name: str, *, fragment: bool = False) -> OpenedEdition:
    """The edition in the bytes of a file called ``name``; a ``fragment`` may have any element of TEI as its root."""
    if not data.strip():
        raise EncoderError("the file is empty; an edition is a TEI document", name)
    root = xml.parse(data, name)
    if root.tag not in ROOTS and not (fragment and etree.QName(root).namespace == TEI):
        tag = etree.QName(root)
        place = f" in the namespace {tag.namespace}" if tag.namespace else " in no namespace"
        is_part = tag.namespace == TEI
        where, meant = ("", "TEI or teiCorpus") if is_part else (place, f"TEI in {TEI}")
        advice = "; `validate --fragment` judges a part of a document" if is_part else ""
        told = f"this is XML but no TEI document: its root is {tag.localname}{where}, not {meant}{advice}"
        raise EncoderError(told, name)
    tree = root.getroottree()
    _, codec = written_in(data, tree.docinfo.encoding)
    text = data.decode(codec, errors="replace").removeprefix("\ufeff")
    tags = _Tags(root, text)
    return OpenedEdition(tree, Source(text, name), _Spans(tags, 0), ends=_Spans(tags, 1))


class _Tags:
    """The places of the start tags in a file's text, and those of the end tags, found at the first question."""

    def __init__(self, root: etree._Element, text: str) -> None:
        self._root = root
        self._text = text

    @cached_property
    def places(self) -> tuple[dict[etree._Element, Span], dict[etree._Element, Span]]:
        elements = [element for element in self._root.iter() if isinstance(element.tag, str)]
        starts, ends = (dict(zip(elements, spans, strict=False)) for spans in _tags(self._text))
        return starts, ends


class _Spans(Mapping[etree._Element, Span]):
    """The places of the start tags (0), or of the end tags (1)."""

    def __init__(self, tags: _Tags, side: int) -> None:
        self._tags = tags
        self._side = side

    def _found(self) -> dict[etree._Element, Span]:
        return self._tags.places[self._side]

    def __getitem__(self, element: etree._Element) -> Span:
        return self._found()[element]

    def __iter__(self) -> Iterator[etree._Element]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())


def _tags(text: str) -> tuple[list[Span], list[Span]]:
    """The places of start and of end tags, both in the order of the start tags, in code points.

    A span is the `<` or `</` and the name.
    """
    data = text.encode("utf-8", errors="replace")
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    starts: list[tuple[int, int]] = []
    ends: list[tuple[int, int]] = []
    unclosed: list[int] = []

    def start(name: str, _: object) -> None:
        unclosed.append(len(starts))
        starts.append((parser.CurrentByteIndex, len(name) + 1))
        ends.append(starts[-1])

    def end(name: str) -> None:
        at = unclosed.pop()
        if data[parser.CurrentByteIndex : parser.CurrentByteIndex + 2] == b"</":
            ends[at] = (parser.CurrentByteIndex, len(name) + 2)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    with contextlib.suppress(expat.ExpatError):  # lxml has read it; the tags up to a difference keep their places
        parser.Parse(data, True)
    return _characters(data, starts), _characters(data, ends)


def _characters(data: bytes, places: list[tuple[int, int]]) -> list[Span]:
    """Places in bytes (of UTF-8) as spans in code points."""
    if data.isascii():
        return [Span(place, place + length) for place, length in places]
    counted: dict[int, int] = {}
    byte = character = 0
    for place in sorted({place for place, _ in places}):
        character += len(data[byte:place].decode("utf-8"))
        counted[place] = character
        byte = place
    return [Span(counted[place], counted[place] + length) for place, length in places]
