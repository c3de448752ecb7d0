"""Whether a part of a line in a list names a participant, decided from evidence in two passes.

    Mr. J. D. Petherbridge            a name
    First Assistant Secretary         an office
    Soviet Union                      a side: the people below it belong to it
    G.B.S., J.P.                      letters after a name

The first pass looks at each part by itself; the second also knows the first's answers for the rest of the line and for
the parts in the same place of other lines: the lines of a list usually share one layout (Guidelines 14.2.1, 15.2.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Weights
from encoder.evidence.weights import load, probability, remembered
from encoder.lexicon.offices import is_body, is_office
from encoder.lexicon.signs import COMPOUND, STOPS
from encoder.parse.layout.blocks import Block
from encoder.parse.roster.lines import Line
from encoder.parse.roster.list_labels import Seen
from encoder.parse.roster.parts import several
from encoder.parse.roster.parts.divided import Part
from encoder.parse.roster.parts.features import NAME, NAME_AGAIN, Again, name_like
from encoder.parse.roster.parts.named import (
    INITIALS,
    Named,
    Whole,
    bare,
    capital_share,
    in_firm,
    is_group,
    without_mark,
)
from encoder.values.source import Span

_LIKELY = 0.5
"""The least probability of a name that is taken for one."""
_BEHIND_SEVERAL = 0.9
"""The least probability of a word like a name among the names of several: `Councillors Allard, Browaty`."""
_LIKELIEST = 0.4
"""The least probability of the likeliest part of a line below a label: most lines there name somebody."""
_NOBODY = 0.3
"""The greatest probability of what names nobody: `_is_nobody`."""
_ENDS = tuple(STOPS)
_FEW = 4
_NEAR = 12
"""Lines that are compared, on either side."""


class Read(NamedTuple):
    """A line of a list: its block, its parts, and how probable it is of each that it names a participant."""

    line: Line
    block: Block
    parts: tuple[Part, ...]
    chances: tuple[float, ...]

    def span(self, part: Part) -> Span:
        """Where a part stands in the source."""
        return self.block.text.span(self.line.start + part.start, self.line.start + part.end)

    @property
    def holds_office(self) -> bool:
        """Whether it is an office and no more, which somebody is named by: `The Secretary of State`, not `USSR`."""
        text = without_mark(self.line.text.strip()).rstrip(".")
        is_one = len(self.parts) == 1 and not self.has_name and not self.line.label
        return is_one and is_office(text) and not is_body(text) and not is_group(text)

    @property
    def has_name(self) -> bool:
        """Whether somebody is named in it."""
        return any(self.names)

    @property
    def names(self) -> tuple[bool, ...]:
        """Which parts are taken for names."""
        best = max(self.chances, default=0.0)
        return tuple(
            chance >= _LIKELY or (chance == best >= _LIKELIEST and self._is_word(part))
            for part, chance in zip(self.parts, self.chances, strict=True)
        )

    def _is_word(self, part: Part) -> bool:
        """Whether a part is more than letters: `U.S.` and `USSR` are sides."""
        text = self.line.text[part.start : part.end]
        words = COMPOUND.findall(text)
        return not is_body(text) and any(len(word) > 1 or not word.isascii() for word in words)


def named(
    lines: Sequence[Line], divided: Sequence[Sequence[Part]], known: Seen, above: Iterable[str] = ()
) -> list[list[Named]]:
    """The parts of a list's lines, each with what stands around it; ``above`` are the words, folded, of lists above."""
    found = []
    said = set(above)
    below = bool(lines) and not lines[0].text.strip()
    for number, (line, own) in enumerate(zip(lines, divided, strict=True)):
        previous = lines[number - 1] if number else None
        texts = [bare(line.text[part.start : part.end]) for part in own]
        whole = Whole(
            lexicon.word_count(line.text), 1 - capital_share(COMPOUND.findall(line.text)),
            talk=lexicon.contains("talk", line.text, ambiguous=False), saying=lexicon.contains("saying", line.text),
            firm=in_firm(line.text),
            ends=line.text.endswith(_ENDS),
        )  # fmt: skip
        here = frozenset(said)
        forms = several.forms(line.text, own)
        found.append([
            Named(
                text, tuple(COMPOUND.findall(text)), lexicon.fold(text), part, at, len(own), line, whole, number,
                below=below, indent=line.indent - previous.indent if previous else 0,
                open_before=previous is not None and previous.text.endswith((",", "，")), seen=known,
                above=here, several=forms[at],
                before=texts[at - 1] if at else "", after=texts[at + 1] if at + 1 < len(own) else "",
            )
            for at, (part, text) in enumerate(zip(own, texts, strict=True))
        ])  # fmt: skip
        said.update(word for text in texts for word in lexicon.fold(text))
    return found


def again(parts: Sequence[Sequence[Named]], odds: Sequence[Sequence[float]]) -> list[list[Again]]:
    """The parts as the second pass sees them; ``odds`` are the first's, logarithms."""
    chances = [[probability(each) for each in own] for own in odds]
    best = [max(own, default=0.0) for own in chances]
    found = []
    for at, own in enumerate(parts):
        near = [n for n in range(max(0, at - _NEAR), min(len(parts), at + _NEAR + 1)) if n != at and parts[n]]
        sums: Counter[int] = Counter()
        for n in near:
            sums.update(dict(enumerate(chances[n])))
        means = {place: total / len(near) for place, total in sums.items()}
        others, rest = _best_of_others(means), _best_of_others(dict(enumerate(chances[at])))
        before = [0.0, *accumulate(chances[at], max)]
        line = best[at - 1] if at else 0.0, best[at + 1] if at + 1 < len(best) else 0.0
        lines = _mean(best[max(0, at - _FEW) : at]), _mean(best[at + 1 : at + 1 + _FEW])
        found.append([
            Again(
                odds[at][place], rest(place), before[place], means.get(place, 0.0), others(place), *line, *lines, each
            )
            for place, each in enumerate(own)
        ])  # fmt: skip
    return found


def _best_of_others(values: Mapping[int, float]) -> Callable[[int], float]:
    """What gives the greatest value of all places but one."""
    first, second = (*nlargest(2, values.items(), key=lambda pair: pair[1]), (-1, 0.0), (-1, 0.0))[:2]
    return lambda place: second[1] if place == first[0] else first[1]


def _mean(some: Sequence[float]) -> float:
    return sum(some) / len(some) if some else 0.0


@remembered
def model(folder: Path | None = None) -> tuple[Weights, Weights]:
    """The weights of both passes."""
    return load(NAME, folder), load(NAME_AGAIN, folder)


def chances(parts: Sequence[Sequence[Named]], weights: tuple[Weights, Weights]) -> list[list[float]]:
    """The probability of each part that it names a participant."""
    first = [[weights[0].odds(NAME.values(each)) for each in own] for own in parts]
    return [[_chance(each, weights[1].odds(NAME_AGAIN.values(each))) for each in own] for own in again(parts, first)]


def _chance(again: Again, odds: float) -> float:
    """The probability of a part. What looks like a name behind a form of address for several is one."""
    named = again.named
    if _is_nobody(named):
        return min(probability(odds), _NOBODY)
    has_form = len(named.words) > 1 and named.folded[:1] in lexicon.values("several")
    is_one = named.several and (has_form or name_like(named))
    return max(probability(odds), _BEHIND_SEVERAL if is_one else 0.0)


def _is_nobody(named: Named) -> bool:
    """Whether a part is a country alone in its line, a body, a group, letters, or one word in the name of a firm.

    One who speaks below is none of these. In capitals a name may look like letters for a body: `MOSS`. A number behind
    a blank is that of a page, in an index.
    """
    country = lexicon.longest("territories", named.folded) == len(named.folded) > 0
    body = is_body(named.text) and len(named.words) > 1
    speaks = bool(named.folded) and named.seen.opening[named.folded[-1]] > 0
    return (
        (country and _is_line(named.part) and not speaks)
        or INITIALS.fullmatch(named.text) is not None
        or (body and not named.text.isupper())
        or (named.whole.firm and len(named.words) == 1)
        or in_firm(named.text)
        or is_group(named.text)
        or _has_page(named.text)
    )


def _is_line(part: Part) -> bool:
    """Whether a part is a whole line of the page."""
    return part.before in ("", "\n") and part.after in ("", "\n")


def _has_page(text: str) -> bool:
    name, blank, number = text.rpartition(" ")
    return bool(name) and bool(blank) and number.isdecimal()
