"""The one clever type: text that was moved, unwrapped and joined, and still knows where each character stood."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from sys import intern

from encoder.values.source import NOWHERE, Source, Span

_WORDS = re.compile(r"\S+(?:\s\S+)*")
DIVIDED = re.compile(
    r"(?:(?<=[^\W\d_]-)|(?<=[A-Z]\.-))[^\S\n]*\n\s*(?=[^\W\d_])(?!(?:and|or|to|und|oder|bis|et|ou|y|o)\b)"
)
"""A line end inside a word, after its hyphen: `Kai-⏎shek`, `U.S.-⏎Taiwan`; in `two-⏎and three-year` there is none."""
_LINE_ENDS = str.maketrans("\n\t\f", "   ")


class Excerpt:
    """Text drawn from a source, perhaps from several places, that still knows where each character stood.

    Offsets are code points. ``span(0, 4)`` answers in offsets of the source, across a page join too. An excerpt
    reads the source from left to right: its pieces are in order and do not overlap. Where two pieces were joined,
    the blank between them stands for the white space that was there.
    """

    __slots__ = ("_ats", "_first", "_starts", "text")

    def __init__(self, text: str, first: int, ats: tuple[int, ...] = (), starts: tuple[int, ...] = ()) -> None:
        """The text stands in the source from ``first`` on, and from its character ``ats[k]`` on at ``starts[k]``.

        Most excerpts are of one piece, and there are many: they keep no lists.
        """
        self.text = text
        self._first = first
        self._ats = ats
        self._starts = starts

    @classmethod
    def of(cls, source: Source, start: int = 0, end: int | None = None) -> Excerpt:
        """The source's own characters from ``start`` to ``end``, untouched."""
        return cls(source.text[start : len(source.text) if end is None else end], start)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Excerpt({self.text!r} at {self._first})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Excerpt) and (self.text, self.spans()) == (other.text, other.spans())

    def __hash__(self) -> int:
        return hash((self.text, self._first))

    def __getitem__(self, part: slice) -> Excerpt:
        start, end, step = part.indices(len(self.text))
        if step != 1:
            raise ValueError("an excerpt reads its source from left to right, without steps")
        if not self._ats:
            return Excerpt(self.text[start:end], self._first + start)
        low = bisect_right(self._ats, start)
        high = max(low, bisect_left(self._ats, end))
        first = self._starts[low - 1] + start - self._ats[low - 1] if low else self._first + start
        ats = tuple(at - start for at in self._ats[low:high])
        return Excerpt(self.text[start:end], first, ats, self._starts[low:high])

    def offset(self, at: int) -> int:
        """Where character ``at`` stands in the source; one past the last character answers the end."""
        if not self._ats:
            return self._first + min(at, len(self.text))
        if at >= len(self.text) and at > 0:
            return self.offset(len(self.text) - 1) + 1
        piece = bisect_right(self._ats, at) - 1
        return self._starts[piece] + at - self._ats[piece] if piece >= 0 else self._first + at

    def index(self, offset: int, start: int = 0) -> int:
        """The first character, from ``start`` on, that stands at an offset of the source or after it."""
        low, high = start, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.offset(middle) < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source's range from the first to past the last of these characters, gaps between pieces included."""
        end = len(self.text) if end is None else max(start, end)
        if not self._ats:
            return Span(self._first + start, self._first + end)
        first = self.offset(start)
        return Span(first, self.offset(end - 1) + 1 if end > start else first)

    def spans(self) -> tuple[Span, ...]:
        """The source's ranges these characters stand at, one for each piece."""
        if not self._ats:
            return (self.span(),) if self.text else ()
        pieces = zip((0, *self._ats), (self._first, *self._starts), (*self._ats, len(self.text)), strict=True)
        return tuple(Span(start, start + after - at) for at, start, after in pieces if after > at)

    def shared(self) -> Excerpt:
        """The same, its text kept once for all that have the same: a label comes back a thousand times."""
        return self._with(intern(self.text))

    def strip(self) -> Excerpt:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def unwrap(self) -> Excerpt:
        """Every run of white space, line ends among them, as one blank; none at the ends.

        A word that was divided at a line end is whole again, and keeps its hyphen: `Kai-⏎shek` is `Kai-shek`.
        """
        if "-" in self.text and DIVIDED.search(self.text):
            return concat(part.unwrap() for part in self.split(DIVIDED))
        words = " ".join(self.text.split())
        if words == self.text:
            return self
        if len(words) == len(self.text):  # no run is longer than one
            return self._with(self.text.translate(_LINE_ENDS))
        pieces: list[Excerpt] = []
        end = 0
        for run in _WORDS.finditer(self.text):
            if pieces:  # the blank is the first of the run of white space, wherever the source has that
                pieces.append(self[end : end + 1]._with(" "))
            pieces.append(self[run.start() : run.end()]._with(run[0].translate(_LINE_ENDS)))
            end = run.end()
        return concat(pieces)

    def without(self, pattern: re.Pattern[str]) -> Excerpt:
        """The excerpt with every match of ``pattern`` cut out."""
        kept, at = [], 0
        for match in pattern.finditer(self.text):
            kept.append(self[at : match.start()])
            at = match.end()
        return concat((*kept, self[at:]))

    def group(self, match: re.Match[str], name: str | int = 0) -> Excerpt:
        """The excerpt of a group of a match that was made on ``self.text``; empty where the group took no part."""
        return self[max(0, match.start(name)) : max(0, match.end(name))]

    def split(self, pattern: re.Pattern[str]) -> Iterator[Excerpt]:
        """What stands between the matches of ``pattern``."""
        at = 0
        for match in pattern.finditer(self.text):
            yield self[at : match.start()]
            at = match.end()
        yield self[at:]

    def _with(self, text: str) -> Excerpt:
        """The same places in the source."""
        return Excerpt(text, self._first, self._ats, self._starts)


class Elsewhere(Excerpt):
    """Words of the data beside a record. They stand nowhere in its text: every span of theirs is `NOWHERE`."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(text, NOWHERE.start)

    def __getitem__(self, part: slice) -> Elsewhere:
        return Elsewhere(self.text[part])

    def offset(self, at: int) -> int:
        """No place."""
        del at
        return NOWHERE.start

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """No place."""
        del start, end
        return NOWHERE

    def spans(self) -> tuple[Span, ...]:
        """No places."""
        return ()

    def _with(self, text: str) -> Elsewhere:
        return Elsewhere(text)


def concat(parts: Iterable[Excerpt]) -> Excerpt:
    """The parts one after the other, with nothing between them."""
    given = list(parts)
    if given and isinstance(given[0], Elsewhere):
        return Elsewhere("".join(part.text for part in given))
    kept = [part for part in given if part.text] or given[:1]
    if len(kept) < 2:
        return kept[0] if kept else Excerpt("", 0)
    ats: list[int] = []
    starts: list[int] = []
    length = 0
    for part in kept:
        if length:
            ats.append(length)
            starts.append(part._first)
        ats.extend(at + length for at in part._ats)
        starts.extend(part._starts)
        length += len(part.text)
    return Excerpt("".join(part.text for part in kept), kept[0]._first, tuple(ats), tuple(starts))


def _join(parts: Iterable[Excerpt]) -> Excerpt:
    """The parts one after the other, a blank between them that stands for the white space after each part."""
    pieces: list[Excerpt] = []
    for part in parts:
        if pieces:
            pieces.append(Excerpt(" ", pieces[-1].span().end))
        pieces.append(part)
    return concat(pieces)


def joined(parts: Iterable[Excerpt]) -> Excerpt:
    """Parts that white space separates in the source, with one blank between each two.

    This is what a page join does: ``joined([before, after])`` has the words of both and merges none of them.
    """
    return _join(part for part in parts if part.text)
