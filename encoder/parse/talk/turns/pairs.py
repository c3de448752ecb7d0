"""Who asks and who answers: where two such labels take turns, both are speakers or neither is.

    Q. And where was that?        “A.” alone may be the first item of a list
    A. At home.
    Q. When?
    A. In May.

The probability that both are, out of both and neither: where one is 80 % sure and the other 40 %, both are 73 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from encoder.parse.talk.turns.evidence import is_whole
from encoder.parse.talk.turns.labels import Label, Record

_LEAST = 4
"""The minimum number of questions and answers together."""
_MOSTLY = 0.7
"""The minimum share of places at which the label changes."""


def together(record: Record, chances: Sequence[float]) -> list[float]:
    """The probabilities of all candidates; those of labels that ask and answer each other confirm each other."""
    found = [*chances]
    partners = [label for label in record.labels if label.partner]
    for one in (label for label in partners if is_whole("offices", label.name, "asks")):
        for other in partners:
            if _take_turns(one, other):
                for own, beside in ((one, other), (other, one)):
                    mean = sum(chances[place] for place in beside.places) / beside.count
                    for place in own.places:
                        found[place] = _both(chances[place], mean)
    return found


def _take_turns(one: Label, other: Label) -> bool:
    """Whether two labels in one form come one after the other, over and over."""
    if (one.form, one.inside) != (other.form, other.inside) or not is_whole("offices", other.name, "answers"):
        return False
    order = sorted([(place, True) for place in one.places] + [(place, False) for place in other.places])
    turns = sum(asks != asked for (_, asks), (_, asked) in pairwise(order))
    return one is not other and len(order) >= _LEAST and turns >= _MOSTLY * (len(order) - 1)


def _both(one: float, other: float) -> float:
    both, neither = one * other, (1 - one) * (1 - other)
    return both / (both + neither) if both + neither else one
