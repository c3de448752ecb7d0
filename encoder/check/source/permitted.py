"""What is no change: another reading that the edition gives, words joined or divided, what an attribute says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from encoder.check.source.alignment import Block
from encoder.check.source.reading import Alternative, Reading, Word, words

_REMARK = 6
"""Maximum words of a remark in brackets that something cannot be read."""
_CHOICES = 8
"""Maximum alternatives at one place of which all combinations are tried."""


def is_reading(block: Block, here: Sequence[Word], there: Sequence[Word], reading: Reading, text: str) -> bool:
    """Whether the edition gives what the record has as a reading of its own, or differs in joins of words alone."""
    own = "".join(word.text for word in here[block.start : block.end])
    if _joins(here[block.start : block.end]) == _joins(there[block.other_start : block.other_end]):
        return True
    start, end = extent(there, block.other_start, block.other_end, reading.text)
    near = _around(reading.alternatives, start, end)
    if not near:
        return False
    if any(each.is_gap for each in near) and _in_brackets(text, here, block):
        return True
    if block.start < block.end and any(_says(other, here, block) for each in near for other in each.others):
        return True
    return any(own == letters for letters in _readings(near[:_CHOICES], start, end, reading.text))


def _joins(some: Sequence[Word]) -> str:
    """Words without what parts them; between figures that counts: 1.5 is not 15."""
    parts: list[str] = []
    for word in some:
        parted = bool(parts) and parts[-1][-1:].isdigit() and word.text[:1].isdigit()
        parts += (" ", word.text) if parted else (word.text,)
    return "".join(parts)


def extent(there: Sequence[Word], start: int, end: int, text: str) -> tuple[int, int]:
    """The offsets that words take in a reading; between two words if there are none."""
    if start < end:
        return there[start].start, there[end - 1].end
    before = there[start - 1].end if start else 0
    after = there[start].start if start < len(there) else len(text)
    return before, after


def _around(alternatives: Sequence[Alternative], start: int, end: int) -> list[Alternative]:
    """The alternatives that touch a place."""
    return [each for each in alternatives if each.start <= end and start <= each.end]


def _in_brackets(text: str, here: Sequence[Word], block: Block) -> bool:
    """Whether the record's words stand in brackets: `[illegible]`."""
    if not 0 < block.end - block.start <= _REMARK:
        return False
    before = text[: here[block.start].start].rstrip()[-1:]
    after = text[here[block.end - 1].end :].lstrip(" .…?")[:1]
    return (before, after) in (("[", "]"), ("(", ")"), ("<", ">"), ("{", "}"), ("〔", "〕"), ("（", "）"))


def _says(other: str, here: Sequence[Word], block: Block) -> bool:
    """Whether each of the record's words is one of those that an attribute gives: a number, a name."""
    known = {word.text.casefold() for word in words(other)}
    return bool(known) and all(word.text.casefold() in known for word in here[block.start : block.end])


def _readings(near: Sequence[Alternative], start: int, end: int, text: str) -> Iterator[str]:
    """The letters of every combination of readings at a place."""
    near = [each for each in near if start <= each.start and each.end <= end]
    nested = [each for each in near if not any(_holds(other, each) for other in near if other is not each)]
    options = [(None, *each.others) for each in nested]
    for chosen in product(*options):
        parts, at = [], start
        for each, other in zip(nested, chosen, strict=True):
            if other is None:
                continue
            parts += [text[at : max(at, each.start)], other]
            at = max(at, each.end)
        parts.append(text[at:end])
        yield "".join(word.text for word in words("".join(parts)))


def _holds(outer: Alternative, inner: Alternative) -> bool:
    return (
        outer.start <= inner.start and inner.end <= outer.end and (outer.start, outer.end) != (inner.start, inner.end)
    )


def is_optional(block: Block, there: Sequence[Word], reading: Reading) -> bool:
    """Whether the added words are the whole of a note, or of another element that the record may lack."""
    start, end = extent(there, block.other_start, block.other_end, reading.text)
    around = (each for each in reading.alternatives if each.start <= start and end <= each.end and "" in each.others)
    return any(not words(reading.text[each.start : start] + " " + reading.text[end : each.end]) for each in around)
