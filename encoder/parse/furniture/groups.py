"""Groups of lines that are kept or left out together, and the evidence that they belong to pages.

    4 March 1943      an entry of a diary: it recurs about a page apart and its number rises, but it is text
    — 44 —            a page number: the sentence above it continues below

Headings, dates, telegram numbers and speakers recur as regularly as running heads do. Pages end anywhere, so what is
printed on each page stands inside sentences, at form feeds, or next to lines that do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from statistics import fmean
from typing import NamedTuple

from encoder import lexicon
from encoder.parse.furniture.lines import NUMBER, Line
from encoder.parse.furniture.printed import is_lower, is_open
from encoder.parse.furniture.series import at_edges, roman

_ROMAN = re.compile(r"\W*(?P<number>[ivxlc]{1,7})\W*", re.IGNORECASE)
_OF_PAGE = re.compile(r"[\W_]*[^\W\d_]+\W{0,4}\d{1,5}(?:\W{1,3}(?:[^\W\d_]+\W)?\d{1,5})?\W*")
_BREAKS = 0.2
"""The least share of a group's lines inside a sentence. A heading seems to be only if a full stop was misread."""
_COLUMN = 5
"""The least length of a column of line numbers."""
_MOSTLY = 0.5
_APART = 400
"""Minimum length of a page, in code points. Numbers that are closer together count the items of a list."""
_ALIKE, _SHORTEST = 0.6, 8
"""The least likeness of garbled print to what it was, and the shortest text of which that can be said."""
_CLIMBS = 0.9
_REPEATS = 0.8
"""A line repeats the title if the title has at least this share of its words and figures."""
# 23Signal · Copy24 · not “23 Signal”
_GLUED = re.compile(r"^\d+[^\W\d_]{2}|[^\W\d_]{2}\d+$")
_LONG_HEAD = 20
"""Minimum letters of a running head at the end of a record. Shorter lines may be a list with numbers."""
_MODELS = 200
"""A record has fewer running heads and stamps."""
# www.example.org · mail@example.org · not “at 5:30”
ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w")


def is_number(line: Line) -> bool:
    """Whether a line is a number alone."""
    return NUMBER.fullmatch(line.text) is not None


def is_roman(line: Line) -> bool:
    """Whether a line is a Roman number alone."""
    found = _ROMAN.fullmatch(line.text)
    return found is not None and roman(found["number"]) > 0


def is_page(line: Line) -> bool:
    """Whether a line is a word for pages with a number, perhaps with signs: `Page 49`, `--- Page 8 of 12 ---`."""
    return _OF_PAGE.fullmatch(line.text) is not None and lexicon.contains("brackets", line.text, page=True)


class Shared(Enum):
    """What the lines of a group have in common."""

    SERIES = "numbers, each the next one"
    NUMBER = "numbers in no order"
    ROMAN = "Roman numbers"
    WORDS = "the same words, except for numbers"


class Group(NamedTuple):
    """The name of a group; ``which`` tells groups of one sort apart."""

    shared: Shared
    which: str | int = ""


def grouped(found: Sequence[Line]) -> dict[Group, list[Line]]:
    """The lines by their groups. A line alone joins one that recurs if it differs only as garbled print does."""
    groups: dict[Group, list[Line]] = defaultdict(list)
    for line in found:
        groups[_group(line)].append(line)
    often = [(name, _trigrams(name.which)) for name, some in groups.items() if _is_model(name, some)][:_MODELS]
    if often:
        for name in [name for name, some in groups.items() if len(some) == 1 and name.shared is Shared.WORDS]:
            own = _trigrams(name.which)
            near = max(often, key=lambda model: _likeness(own, model[1]))
            if near[0] != name and _likeness(own, near[1]) >= _ALIKE:
                groups[near[0]] += groups.pop(name)
    return groups


def _is_model(name: Group, some: Sequence[Line]) -> bool:
    return name.shared is Shared.WORDS and len(some) > 2 and len(str(name.which)) >= _SHORTEST


def _trigrams(key: str | int) -> frozenset[str]:
    text = str(key)
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of three-letter pieces that two texts have in common, 0 to 1 (Jaccard's index)."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _group(line: Line) -> Group:
    if is_number(line):
        return Group(Shared.SERIES, line.series.first) if line.series.size > 2 else Group(Shared.NUMBER)
    if is_roman(line):
        return Group(Shared.SERIES, line.series.first) if line.series.size > 2 else Group(Shared.ROMAN)
    return Group(Shared.WORDS, line.key)


class Proof(Enum):
    """What shows that lines belong to pages, or to the edge of a record; the strongest first."""

    NUMBERS = "numbers that go up, about a page apart inside sentences or where pages end"
    HEAD = "a running head, unchanged next to each page number"
    PAGES = "they stand where pages end, or next to such lines"
    COUNTED = "a number goes up about a page apart, glued to the words or left and right in turn"
    AGAIN = "they repeat the title or the date about a page apart"
    TAIL = "they are the last lines, and the same words have a number left and right in turn"
    RIM = "they are the last lines, and speak of the record itself or name an address"


def proofs(groups: Mapping[Group, Sequence[Line]]) -> dict[Group, Proof]:
    """The groups for which something shows that they are no text, each with the strongest proof."""
    pages, heads = _of_pages(groups)
    found: dict[Group, Proof] = {}
    for name, some in groups.items():
        if _breaks_each(name, some) or _ends_each(some):
            found[name] = Proof.NUMBERS
        elif name in heads:
            found[name] = Proof.HEAD
        elif name in pages:
            found[name] = Proof.PAGES
        elif fmean(_is_counted(line) for line in some) > _MOSTLY and not _is_field(some):
            found[name] = Proof.COUNTED
        elif len(some) > 1 and some[0].shape.step >= _APART and fmean(map(is_again, some)) >= _MOSTLY:
            found[name] = Proof.AGAIN
    for name in (*_imprints(groups), *_tail(groups)):
        found.setdefault(name, Proof.TAIL if len(groups[name]) > 1 or not is_imprint(groups[name][0]) else Proof.RIM)
    return found


def _imprints(groups: Mapping[Group, Sequence[Line]]) -> Iterator[Group]:
    """The groups of the last lines of a record if each speaks of the record itself, and to nobody."""
    each = sorted(((line, name) for name, some in groups.items() for line in some), key=lambda pair: -pair[0].number)
    last = each[0][0].number + 1 if each and each[0][0].is_last else -1
    for line, name in each:
        if line.number != last - 1 or not line.rim or len(groups[name]) > 1 or not is_imprint(line):
            return
        last = line.number
        yield name


def _breaks_each(name: Group, some: Sequence[Line]) -> bool:
    """Whether lines are numbers, each the next one, most of them within a sentence: no chapter begins there."""
    breaks = fmean(is_open(line.before) and is_lower(line.after) for line in some)
    is_apart = some[0].series.step >= _APART
    return name.shared is Shared.SERIES and len(some) > 2 and is_apart and breaks > _MOSTLY


def _ends_each(some: Sequence[Line]) -> bool:
    """Whether lines are numbers alone that go up, each next to a form feed or at the end: there a page ends."""
    at_ends = all(is_number(line) and (line.edge or line.is_last) and line.series.size > 1 for line in some)
    return at_ends and any(line.edge for line in some)


def _tail(groups: Mapping[Group, Sequence[Line]]) -> Iterator[Group]:
    """The groups of the last lines of a record if these have numbers at an edge, and some the same words.

    So the running heads stand of which a converter of columns did not know the place.
    """
    each = sorted(((line, name) for name, some in groups.items() for line in some), key=lambda pair: -pair[0].number)
    last: list[tuple[Line, Group]] = []
    for line, name in each:
        if (last and line.number != last[-1][0].number - 1) or at_edges(line.text) == (None, None) or is_number(line):
            break
        last.append((line, name))
    turning = [line for line, _ in last if line.shape.turns and len(line.key) >= _LONG_HEAD]
    if last and last[0][0].is_last and len(turning) >= max(2, len(last) * _MOSTLY):
        yield from (name for _, name in last)


def _is_counted(line: Line) -> bool:
    """Whether a number in it goes up about a page apart, and is glued to the words, or stands left and right in turn.

    That it goes up alone is no proof: so do chapters, days and telegrams.
    """
    if line.series.size > 1 and is_glued(line):
        return line.series.step >= _APART
    goes_up = line.shape.climbs > _CLIMBS or line.series.size > 2
    return line.shape.turns and goes_up and line.shape.step >= _APART


def _is_field(some: Sequence[Line]) -> bool:
    """Whether a line stands once and opens with the name of a field: `Participants: Members of the Committee2`."""
    label, colon, _ = some[0].text.partition(":")
    words = lexicon.fold(label)
    return len(some) == 1 and bool(colon and words) and lexicon.longest("fields", words) == len(words)


def is_again(line: Line) -> bool:
    """Whether a line repeats the title or the date that stand in the first lines."""
    return line.of_head > _REPEATS


def is_glued(line: Line) -> bool:
    """Whether a number stands next to a letter, as it does where the space between two columns was lost."""
    return _GLUED.search(line.text) is not None


def is_imprint(line: Line) -> bool:
    """Whether a line has an address of the web or of mail, or words about the record itself, and speaks to nobody."""
    speaks = line.label > 0 or lexicon.contains("talk", line.text, first=True, ambiguous=False)
    is_about = ADDRESS.search(line.text) is not None or lexicon.contains("records", line.text, imprint=True)
    return is_about and not speaks


def _of_pages(groups: Mapping[Group, Sequence[Line]]) -> tuple[set[Group], set[Group]]:
    """The groups whose lines stand where pages end, or next to such lines; and the running heads among them."""
    shown = {name for name, some in groups.items() if _ends_pages(some)}
    proven: set[Group] = set()
    name_at = {line.number: name for name, some in groups.items() for line in some}
    for name, some in groups.items():
        heads = [_running_head(line, name_at, groups) for line in some] if name.shared is Shared.SERIES else [None]
        if all(heads):
            proven |= {name, *filter(None, heads)}
    return _with_neighbours(shown | proven, groups), proven


def _with_neighbours(shown: set[Group], groups: Mapping[Group, Sequence[Line]]) -> set[Group]:
    """The same and the groups that mostly stand next to them, and next to those: a head may have several lines."""
    beside = {line.number + step for name in shown for line in groups[name] for step in (-1, 1)}
    more = {n for n, some in groups.items() if fmean(each.number in beside for each in some) > _MOSTLY} - shown
    return _with_neighbours(shown | more, groups) if more else shown


def _ends_pages(some: Sequence[Line]) -> bool:
    """Whether lines stand inside sentences or at form feeds, name a page, or count the lines in a margin."""
    breaks = [is_open(line.before) and is_lower(line.after) for line in some]
    return (
        (fmean(breaks) >= _BREAKS and (len(some) < 3 or sum(breaks) > 1))
        or fmean(line.edge or line.at_edges for line in some) > _MOSTLY
        or fmean(is_page(line) for line in some) > _MOSTLY
        or fmean(line.margin >= _COLUMN for line in some) > _MOSTLY
    )


def _running_head(
    line: Line, name_at: Mapping[int, Group], groups: Mapping[Group, Sequence[Line]]
) -> Group | None:  # fmt: skip
    """The running head next to a page number: several words, the same each time. `Chapter` alone is not one."""
    for name in filter(None, (name_at.get(line.number - 1), name_at.get(line.number + 1))):
        some = groups[name]
        if len(some) > 2 and some[0].same == len(some) and len(re.findall(r"\w+", some[0].text)) > 1:
            return name
    return None
