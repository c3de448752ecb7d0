"""A form of address for several persons, and the persons it applies to: `Councillors Allard, Browaty and Dobson`.

Each is entered with the form for one, `Councillor Browaty`: so a label calls him (Guidelines 14.2.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.signs import COMPOUND
from encoder.parse.roster.parts.divided import Part

_ASIDE = ("(", "（", "[")
_BEFORE = 1
"""How many words may stand before it: `die Herren`."""


class Form(NamedTuple):
    """A form of address for several: where the names behind it begin in a line's text, and the form for one."""

    names: int
    one: str


def form_in(text: str, part: Part) -> Form | None:
    """The form of address for several that a part begins with, if there is one."""
    words = [*COMPOUND.finditer(text, part.start, part.end)]
    for word, after in zip(words[: _BEFORE + 1], [*words[1:], None], strict=False):
        if after and after[0][0].islower():
            continue  # the Ministers of Defense
        if one := lexicon.values("several").get(lexicon.fold(word[0])):
            return Form(after.start() if after else part.end, one)
    return None


def forms(text: str, parts: Sequence[Part]) -> tuple[str, ...]:
    """The form for one that is said of each part of a line; empty where none is.

    It holds up to the name after `and`, the end of a line, a semicolon, another form of address or an office, and for
    surnames up to a name with a forename. What stands in parentheses is no name.
    """
    found = []
    one, is_alone, first = "", False, 0
    for part in parts:
        words = len(COMPOUND.findall(text, part.start, part.end))
        if form := form_in(text, part):
            one, is_alone = form.one, form.names == part.end
            first = len(COMPOUND.findall(text, form.names, part.end))
        elif part.before[:1] in _ASIDE:
            found.append("")
            continue
        elif one and (_ends(text, part, is_alone=is_alone) or first == 1 < words):
            one = ""
        first = first or words
        found.append(one)
        is_alone = is_alone and not words
        if part.before.isalpha() or part.before == "&":
            one = ""
    return tuple(found)


def _ends(text: str, part: Part, *, is_alone: bool) -> bool:
    """Whether a form of address is no longer said of a part; one that stands alone may have a colon after it."""
    folded = lexicon.fold(text[part.start : part.end])
    is_other = lexicon.longest("titles", folded, before=True) or lexicon.longest("offices", folded)
    return bool(is_other) or part.before[:1] in (";", "；", "\n") or (part.before[:1] in (":", "：") and not is_alone)
