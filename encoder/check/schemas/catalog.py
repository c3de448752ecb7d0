"""OASIS XML Catalogs 1.1: which file on this machine stands for an address on the web.

    <uri name="https://dracor.org/schema.rng" uri="schemas/dracor.rng"/>
    <rewriteURI uriStartString="https://www.tei-c.org/release/xml/tei/" rewritePrefix="tei/"/>

Read: uri, system, rewriteURI, rewriteSystem, uriSuffix, systemSuffix, group, nextCatalog and xml:base (section 6).
Where several fit, a whole address goes before a start, the longest start before others (section 7.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from encoder.files import reading, xml
from encoder.values.errors import EncoderError
from encoder.values.namespaces import XML

_NS = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_ENTRIES = {  # element: attribute with the address, attribute with the place, kind
    f"{_NS}uri": ("name", "uri", "whole"),
    f"{_NS}system": ("systemId", "uri", "whole"),
    f"{_NS}rewriteURI": ("uriStartString", "rewritePrefix", "start"),
    f"{_NS}rewriteSystem": ("systemIdStartString", "rewritePrefix", "start"),
    f"{_NS}uriSuffix": ("uriSuffix", "uri", "end"),
    f"{_NS}systemSuffix": ("systemIdSuffix", "uri", "end"),
}


class _Entry(NamedTuple):
    address: str
    place: str
    kind: str


def look_up(address: str, catalog: Path) -> Path | None:
    """The file that stands for an address; None where the catalog has none. `EncoderError` where it cannot be read."""
    fitting = [(_rank(entry, address), entry) for entry in _read(catalog)]
    best = max((each for each in fitting if each[0] > (0, 0)), default=None, key=lambda each: each[0])
    if best is None:
        return None
    entry = best[1]
    place = entry.place + (address.removeprefix(entry.address) if entry.kind == "start" else "")
    path = Path(unquote(place))
    if not path.is_file():
        raise EncoderError(f"{address} stands for {path}, and there is no such file", catalog)
    return path


def _rank(entry: _Entry, address: str) -> tuple[int, int]:
    """How well an entry fits: the higher the better, (0, 0) not at all."""
    match entry.kind:
        case "whole":
            return (3, 0) if entry.address == address else (0, 0)
        case "start":
            return (2, len(entry.address)) if address.startswith(entry.address) else (0, 0)
        case _:
            return (1, len(entry.address)) if address.endswith(entry.address) else (0, 0)


@lru_cache(maxsize=8)
def _read(catalog: Path) -> tuple[_Entry, ...]:
    return tuple(_entries(catalog, set()))


def _entries(catalog: Path, seen: set[Path]) -> Iterator[_Entry]:
    """The entries of a catalog, and then those of the catalogs it names."""
    if catalog.resolve() in seen:
        return
    seen.add(catalog.resolve())
    try:
        data = reading.read(catalog)
    except OSError as error:
        raise EncoderError(f"the catalog cannot be read: {error.strerror}", catalog) from None
    root = xml.parse(data, str(catalog))
    if root.tag != f"{_NS}catalog":
        raise EncoderError(f"this is no XML catalog: its root is {etree.QName(root).localname}", catalog)
    for element in root.iter(*_ENTRIES):
        name, place, kind = _ENTRIES[str(element.tag)]
        if element.get(name) and element.get(place) is not None:
            yield _Entry(element.get(name, ""), _based(element.get(place, ""), element, catalog), kind)
    for element in root.iter(f"{_NS}nextCatalog"):
        yield from _entries(Path(_based(element.get("catalog", ""), element, catalog)), seen)


def _based(place: str, element: etree._Element, catalog: Path) -> str:
    """A place as a path, from where the catalog stands, or what xml:base says."""
    bases = [base for each in element.iterancestors() if (base := each.get(f"{{{XML}}}base"))]
    for part in (place, *bases):
        if urlsplit(part).scheme not in ("", "file"):
            raise EncoderError(
                f"{part} is no file; a catalog leads to files on this machine", catalog, element.sourceline
            )
    path = Path()
    for part in (*reversed(bases), place):
        path /= urlsplit(part).path
    return str(catalog.parent / path) + ("/" if (place or (bases or [""])[0]).endswith("/") else "")
