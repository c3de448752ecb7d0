"""A record under front matter, as files for Jekyll, Hugo or pandoc have it: fields as lines of YAML between `---`.

    oral/024:  ---
               doc_date: '1947-07-08'
               naa_refs:
               - naa_series: A4311
               title: Record of Conference in Secretary's Room, Department of External Affairs
               ---

What the header has no place for, such as lists and the numbers of a database, is listed as omitted.
YAML 1.2.2: 7.3 Flow Scalar Styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from encoder.parse.context import Context
from encoder.parse.front import catalogue_card
from encoder.values.excerpt import Excerpt
from encoder.values.record.header import Header, Omission, Reason
from encoder.values.source import Source

_LINE = r"(?:[A-Za-z_][\w .-]*:[^\n]*|[ \t#][^\n]*|-(?!--)[^\n]*|)\n"
_FRONT = re.compile(rf"\s*(?P<open>---)[ \t]*\n(?P<fields>(?:{_LINE})+)(?P<close>---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(
    r"^(?P<label>(?P<key>[A-Za-z_][\w .-]*):)[ \t]*(?P<value>[^\n]*(?:\n(?:[ \t-][^\n]*)?(?=\n|\Z))*)", re.MULTILINE
)
_SCALAR = re.compile(
    r"(?P<open>'|\"|[|>][+-]?\s*\n\s*)?(?P<words>[^\s\[{&*!|>%@`'\"-].*?|(?<=['\"])[^'\"].*?)(?P<close>(?(open)['\"]?))\s*",
    re.DOTALL,
)
_OF_RECORD = re.compile(r"^(?:doc|document|record)[ _-]")
_LIST = re.compile(r"^[ \t]*-(?:\s|$)", re.MULTILINE)
_ESCAPES = {"'": re.compile(r"(?<=')'"), '"': re.compile(r"\\(?=[\"\\])")}


def stands(source: Source) -> bool:
    """Whether a file begins with front matter that has a title or a date."""
    found = _FRONT.match(source.text)
    return found is not None and any(_name(field["key"]) in ("title", "date") for field in _fields(found))


def parse(source: Source, context: Context) -> tuple[Header, int]:
    """The header in the front matter, and the offset at which the body begins."""
    found = _FRONT.match(source.text)
    assert found
    header = Header()
    omissions = [_omitted(source, found.span("open"), Reason.OPENS)]
    for field in _fields(found):
        reader, value = catalogue_card.READERS.get(_name(field["key"])), _SCALAR.fullmatch(field["value"])
        if reader is None or value is None or _LIST.search(field["value"]):
            omissions.append(_omitted(source, field.span(), Reason.UNPLACED))
            continue
        first, last = (field.start("value") + at for at in value.span("words"))
        omissions.append(_omitted(source, (field.start(), first), Reason.LABEL))
        words = Excerpt.of(source, first, last)
        if escape := _ESCAPES.get(value["open"] or ""):
            for sign in escape.finditer(words.text):
                omissions.append(_omitted(source, words.span(*sign.span()), Reason.ESCAPES))
            words = words.without(escape)
        if value["close"]:
            at = field.start("value") + value.start("close")
            omissions.append(_omitted(source, (at, at + 1), Reason.CLOSES_VALUE))
        header = reader(header, words.unwrap(), context)
    omissions.append(_omitted(source, found.span("close"), Reason.CLOSES))
    return replace(header, omissions=tuple(omissions)), found.end()


def _fields(front: re.Match[str]) -> Iterator[re.Match[str]]:
    return _FIELD.finditer(front.string, *front.span("fields"))


def _name(key: str) -> str:
    """What a field is called on a card: `doc_date` is a `date`."""
    return _OF_RECORD.sub("", key.lower()).removesuffix("s")


def _omitted(source: Source, span: tuple[int, int], reason: Reason) -> Omission:
    return Omission(Excerpt.of(source, *span).unwrap(), reason)
