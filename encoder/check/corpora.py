"""Files of one corpus: a root that includes the others by XInclude, and what each may point to in the others.

    <teiCorpus><teiHeader>…</teiHeader><xi:include href="2014/a.xml"/></teiCorpus>

An included file is judged by itself; in the root only its place counts (`rules/includes.py`). A pointer of one file may
lead to an element of any other file of the corpus: a register of persons, a taxonomy. Only local files are read, and
only their names and identifiers are searched; only files that include others are parsed (XInclude 1.1).
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from encoder.files import reading
from encoder.values.namespaces import XINCLUDE, XML

if TYPE_CHECKING:
    from lxml import etree

INCLUDE = f"{{{XINCLUDE}}}include"
_MARK = XINCLUDE.encode()
_ROOT = re.compile(rb"<(?P<name>(?:[\w.-]+:)?[\w.-]+)(?P<rest>[^>]*)>")
_XMLNS = re.compile(rb"""xmlns(?::(?P<prefix>[\w.-]+))?\s*=\s*["'](?P<uri>[^"']*)["']""")
_ID = re.compile(rb"""\bxml:id\s*=\s*["']([^"']*)["']""")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ABOVE = 8
"""Maximum corpora whose identifiers one file may use: a register may be included by thousands of files."""
_MOST_BYTES = 128 * 1024 * 1024


def root_of(path: Path) -> str:
    """The name of a file's root in Clark's notation; nothing if it is no XML file."""
    data = _bytes(str(path.absolute()))
    without = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", b"", data[:65_536], flags=re.DOTALL)
    found = _ROOT.search(without)
    if found is None:
        return ""
    prefix, _, local = found["name"].rpartition(b":")
    spaces = {each["prefix"] or b"": each["uri"] for each in _XMLNS.finditer(found["rest"])}
    namespace = spaces.get(prefix, b"").decode(errors="replace")
    name = local.decode(errors="replace")
    return f"{{{namespace}}}{name}" if namespace else name


def _bytes(path: str) -> bytes:
    """A file's bytes; nothing where it cannot be read or is too large."""
    place = Path(path)
    try:
        state = place.stat()
        is_small = place.is_file() and state.st_size <= _MOST_BYTES
        return _read(path, state.st_mtime_ns, state.st_size) if is_small else b""
    except (OSError, ValueError):
        return b""


@lru_cache(maxsize=4)
def _read(path: str, _changed: int, _size: int) -> bytes:
    return reading.read(Path(path))


# The corpus of a file ------------------------------------------------------------------------------------------------


class Root(NamedTuple):
    """The root of a corpus, and the moment at which it was looked at: later its files may be others."""

    path: str
    seen: int


def roots(paths: Sequence[str]) -> tuple[Root, ...]:
    """Those of some files that include others."""
    now = time.monotonic_ns()
    return tuple(Root(path, now) for path in paths if any(_included(str(Path(path).absolute()))))


def address(element: etree._Element) -> str:
    """The address that an `xi:include` names, by @xml:base of it and of its ancestors; nothing if it names none."""
    bases = [each.get(f"{{{XML}}}base", "") for each in (element, *element.iterancestors())]
    return reduce(urljoin, (*reversed(bases), element.get("href", "")))


def is_local(href: str) -> bool:
    """Whether an address names a file of this machine, by a path."""
    return bool(href) and not urlsplit(href).scheme and not href.startswith("//")


def _included(path: str) -> Iterator[Path]:
    """The files that the XML of a file includes; up to the first mistake in its syntax."""
    data = _bytes(path)
    if _MARK not in data:
        return
    from lxml import etree  # not at the top: a run whose results are all kept loads no parser

    try:
        for _, element in etree.iterparse(
            BytesIO(data), events=("start",), tag=INCLUDE, resolve_entities=False, load_dtd=False, no_network=True
        ):
            href = address(element)
            if element.get("parse", "xml") == "xml" and is_local(href):
                yield Path(path).parent / unquote(href)
    except etree.XMLSyntaxError:
        return


def files_of(root: str) -> tuple[str, ...]:
    """The files that a root includes, and those that they include, as absolute paths."""
    found: dict[str, None] = {}
    waiting = [str(Path(root).absolute())]
    while waiting:
        for included in _included(waiting.pop()):
            other = str(included.resolve())
            if other not in found and Path(other).is_file():
                found[other] = None
                waiting.append(other)
    return tuple(found)


@lru_cache(maxsize=2)
def _members(roots: tuple[Root, ...]) -> dict[str, list[Root]]:
    """The roots of each file that is included, by its path."""
    found: dict[str, list[Root]] = {}
    for root in roots:
        for path in files_of(root.path):
            found.setdefault(path, []).append(root)
    return found


@lru_cache(maxsize=4)
def _identifiers(root: Root) -> frozenset[str]:
    """All identifiers of a corpus."""
    files = (str(Path(root.path).absolute()), *files_of(root.path))
    return frozenset(found.decode(errors="replace") for path in files for found in _ID.findall(_bytes(path)))


def shared(root: str) -> Iterator[tuple[str, Path, Path]]:
    """The identifiers that two files of a corpus have: each with the first file that has it and the next."""
    first: dict[bytes, str] = {}
    for path in (str(Path(root).absolute()), *files_of(root)):
        for name in dict.fromkeys(_ID.findall(_COMMENT.sub(b"", _bytes(path)))):
            if first.setdefault(name, path) != path:
                yield name.decode(errors="replace"), Path(first[name]), Path(path)


def belongs(path: str, roots: tuple[Root, ...]) -> bool:
    """Whether a file is included in the corpus of one of the roots."""
    return str(Path(path).resolve()) in _members(roots)


def identifiers(path: str, roots: tuple[Root, ...]) -> frozenset[str]:
    """The identifiers of all files of the corpora that a file belongs to; none if it belongs to none."""
    own = [root for root in roots if root.path == path]
    above = _members(roots).get(str(Path(path).resolve()), ())
    return frozenset[str]().union(*map(_identifiers, (*own, *above[:_ABOVE])))
