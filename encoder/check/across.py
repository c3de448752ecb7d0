"""What no file shows by itself: two editions of one name, and pointers from one file to another.

Each file says what others need to know of it (`Facts`); the files that it points to are looked at beside it, by their
text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.source import Span

if TYPE_CHECKING:
    from encoder.values.edition import Edition

EDITION_DUPLICATE = Rule(
    "edition-duplicate",
    Severity.ERROR,
    "Two editions have the same xml:id.",
    """The `xml:id` of `TEI` names an edition in its collection. Two files with the same name cannot both be cited,
listed or pointed to.

Example: `<TEI xml:id="wcda-118978">` in two files that are validated together.

What to do: give one of them another name, or delete the copy.

Guidelines: 1.3.1.1.1 Element Identifiers and Labels.""",
)

POINTER_ELSEWHERE = Rule(
    "pointer-elsewhere",
    Severity.ERROR,
    "A pointer leads to a file, or to an element in a file, that is not there.",
    """`ref="persons.xml#kim"` means the element `kim` in the file `persons.xml` next to the edition. There is no such
file, or no element in it has that `xml:id`. Web addresses are not checked.

Example: `<persName ref="persons.xml#kim-ilsung">`.

What to do: correct the pointer, or put the file where it points.

Guidelines: 17.1 Links and Pointers; 17.2.3.""",
)

_SHOWN = 400
"""Code points of a line that are kept."""
_OUTWARD = re.compile(r"(?P<file>[^\s#?:]+\.(?:xml|tei))#(?P<id>[^\s#]+)", re.IGNORECASE)


class Place(NamedTuple):
    """Where something stands in a file: 1-based line and columns, the line's text and the path in the tree.

    Zeros stand for the whole file.
    """

    line: int = 0
    column: int = 0
    end_column: int = 0
    text: str = ""
    where: str = ""


class Pointer(NamedTuple):
    """A pointer to another file, and where it stands."""

    file: str
    id: str
    place: Place


class Facts(NamedTuple):
    """What a file says to the others: its name, and where it points to."""

    id: str
    pointers: tuple[Pointer, ...]


def outward(edition: Edition) -> list[tuple[Pointer, Diagnostic]]:
    """The pointers to other files, each with the finding that it would be; the files are relative to `xml:base`."""
    from encoder.check.rules.pointers import ATTRIBUTES
    from encoder.values.namespaces import TEI, XML

    found: list[tuple[Pointer, Diagnostic]] = []
    for element in edition.root.iter(f"{{{TEI}}}*"):
        for name, value in element.items():
            if name not in ATTRIBUTES or "#" not in value:
                continue
            for match in filter(None, map(_OUTWARD.fullmatch, value.split())):
                bases = [each.get(f"{{{XML}}}base", "") for each in (element, *element.iterancestors())]
                if any("://" in base for base in bases):
                    continue  # on the web
                file = unquote("".join((*reversed(bases), match["file"])))
                span = edition.attribute_span(element, name)
                where = f"{str(element.tag).rpartition('}')[2]}/@{name}={match[0]}"
                found.append(
                    (Pointer(file, match["id"], _place(edition, span, where)), POINTER_ELSEWHERE.at(span, value))
                )
    return found


def _place(edition: Edition, span: Span | None, where: str) -> Place:
    if span is None:
        return Place(where=where)
    position = edition.source.position(span.start)
    line = edition.source.line(span.start)[:_SHOWN]
    return Place(*position, position.column + span.end - span.start, line, where)


def _place_of(identifier: str, path: Path) -> Place:
    """Where an identifier stands in a file's text, which is read again: this is rare."""
    text = path.read_text(encoding="utf-8", errors="replace")
    found = re.search(rf"""xml:id\s*=\s*["']{re.escape(identifier)}["']""", text)
    if found is None:
        return Place(where="@xml:id")
    start = text.rfind("\n", 0, found.start()) + 1
    column = found.start() - start + 1
    line = text[start:].partition("\n")[0]
    return Place(text.count("\n", 0, start) + 1, column, column + len("xml:id"), line, "@xml:id")


def check(files: Iterable[tuple[str, Facts]]) -> Iterator[tuple[str, Place, Diagnostic]]:
    """What is wrong between files, each finding with the path of the file and the place in it."""
    first: dict[str, str] = {}
    for path, facts in files:
        if facts.id and first.setdefault(facts.id, path) != path:
            message = f"the xml:id “{facts.id}” is that of {first[facts.id]} too"
            yield path, _place_of(facts.id, Path(path)), EDITION_DUPLICATE.at(None, message)
        for pointer in facts.pointers:
            if wrong := _missing(Path(path).parent / pointer.file, pointer):
                yield path, pointer.place, POINTER_ELSEWHERE.at(None, wrong)


def _missing(target: Path, pointer: Pointer) -> str | None:
    if not target.is_file():
        return f"“{pointer.file}#{pointer.id}” points to a file that is not there: {target}"
    if pointer.id not in _identifiers(target):
        return f"“{pointer.file}#{pointer.id}” points to nothing: no element of {target} has that xml:id"
    return None


@lru_cache(maxsize=64)
def _identifiers(path: Path) -> frozenset[str]:
    """All that an attribute `xml:id` says in a file's text: it is not parsed for this."""
    return frozenset(
        re.findall(r"""\bxml:id\s*=\s*["']([^"']*)["']""", path.read_text(encoding="utf-8", errors="replace"))
    )
