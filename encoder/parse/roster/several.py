"""A form of address for several persons, and whom it is said of: `Councillors Allard, Browaty and Dobson`.

Each is entered with the form for one, `Councillor Browaty`: so a label calls him (Guidelines 14.2.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.signs import COMPOUND
from encoder.parse.roster.parts import Part

_BEFORE = 1
"""As many words may stand before it: `die Herren`."""


class Form(NamedTuple):
    """A form of address for several: where the names behind it begin in a line's text, and the form for one."""

    names: int
    one: str


def form_in(text: str, part: Part) -> Form | None:
    """The form of address for several that a part begins with, if there is one."""
    words = [*COMPOUND.finditer(text, part.start, part.end)]
    for word, after in zip(words[: _BEFORE + 1], [*words[1:], None], strict=False):
        if one := lexicon.values("several").get(lexicon.fold(word[0])):
            return Form(after.start() if after else part.end, one)
    return None


def forms(text: str, parts: Sequence[Part]) -> tuple[str, ...]:
    """The form for one that is said of each part of a line; empty where none is.

    It holds up to a semicolon, a colon, another form of address or an office.
    """
    found = []
    one, is_alone = "", False
    for part in parts:
        if form := form_in(text, part):
            one, is_alone = form.one, form.names == part.end
        else:
            folded = lexicon.fold(text[part.start : part.end])
            is_other = lexicon.longest("titles", folded, before=True) or lexicon.longest("offices", folded)
            divides = part.before[:1] in (";", "；") or (part.before[:1] in (":", "：") and not is_alone)
            one, is_alone = "" if is_other or divides else one, False
        found.append(one)
    return tuple(found)
