"""How validation goes on after a fault: what is missing counts as given.

One fault is then one finding, and does not make what follows look wrong.
"""

from __future__ import annotations

from encoder.relaxng.algebra.operators import (
    Choice,
    Group,
    Interleave,
    OneOrMore,
    choice,
    group,
    interleave,
    one_or_more,
)
from encoder.relaxng.algebra.patterns import EMPTY, Attribute, Pairs, Pattern


def closed(pattern: Pattern) -> Pattern:
    """The content as if the attributes that are missing were there."""
    if isinstance(pattern, Attribute):
        return EMPTY
    if isinstance(pattern, Choice):
        return choice(closed(part) for part in pattern.parts)
    if isinstance(pattern, Group):
        return group([closed(part) for part in pattern.parts])
    if isinstance(pattern, Interleave):
        return interleave([closed(part) for part in pattern.parts])
    if isinstance(pattern, OneOrMore):
        return one_or_more(closed(pattern.parts[0]))
    return pattern


def opens_later(pattern: Pattern, name: str) -> Pairs:
    """The contents an element may have further on, as if what must come before it were there."""
    if isinstance(pattern, Group):
        for at, part in enumerate(pattern.parts):
            if pairs := opens_later(part, name):
                return tuple((inside, group((rest, *pattern.parts[at + 1 :]))) for inside, rest in pairs)
        return ()
    if isinstance(pattern, Choice):
        return next((pairs for part in pattern.parts if (pairs := opens_later(part, name))), ())
    if isinstance(pattern, OneOrMore):
        again = choice((pattern, EMPTY))
        return tuple((inside, group((rest, again))) for inside, rest in opens_later(pattern.parts[0], name))
    return pattern.opens(name)
