"""A part of a line that may be a name, with what stands around it, and what its words look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.names import AFTER_PARTICLES, PARTICLES, form_behind, is_capital
from encoder.parse.roster.lines import Line
from encoder.parse.roster.list_labels import Seen
from encoder.parse.roster.parts.divided import MARK, Part
from encoder.parse.roster.parts.names import MARK_BEFORE, joined_office

INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
_SMALL = PARTICLES | AFTER_PARTICLES | {"the"}
"""Words in lower case within a name or a title."""
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")
# die Minister Nowak · the Honorable P. C. Torres · not “The Chairman”
_ARTICLE = re.compile(r"(?P<word>[^\W\d_]{1,4})\s+(?=[^\W\d_])")
_SHORT_NAME, LONG_NAME = 3, 9
"""The fewest and the most characters of a name joined with a form of address."""
_GIVEN = 6
"""The most characters of a surname and a given name in Chinese, Japanese or Korean."""
_LONGEST = 5
"""The most words of a name."""
_SIGLUM = 6
"""An abbreviation has fewer letters."""


class Whole(NamedTuple):
    """What is asked about a line as a whole."""

    words: int
    lower: float
    """The share of its words that begin in lower case."""
    talk: bool
    saying: bool
    firm: bool
    """Whether it has a word for a firm or of an address."""
    ends: bool
    """Whether it ends as a sentence does."""


class Named(NamedTuple):
    """A part of a line with what stands around it."""

    text: str
    """As its features see it: `bare`."""
    words: tuple[str, ...]
    """As printed, without figures."""
    folded: tuple[str, ...]
    part: Part
    at: int
    """Its number in the line."""
    number: int
    """How many parts the line has."""
    line: Line
    whole: Whole
    since: int
    """Lines since the list opened; 0 for the line that opens it."""
    below: bool
    """Whether the label stands alone above the list."""
    indent: int
    """How much more the line is indented than the one before, in code points."""
    open_before: bool
    """Whether the line before ends in a comma."""
    seen: Seen
    above: Collection[str]
    """The words, folded, of the lines above it, in this list and others."""
    several: str = ""
    """The form of address for one, where it stands among names behind one for several: `Councillor`."""
    before: str = ""
    """The part before, in the line."""
    after: str = ""


def without_mark(text: str) -> str:
    """A part without brackets inside it and the mark of a note after it."""
    return MARK.sub("", _BRACKETS.sub("", text))


def bare(text: str) -> str:
    """A part as its features see it: without marks, an article before it, and an office joined to the name."""
    own = MARK_BEFORE.sub("", without_mark(text), count=1)
    if (found := _ARTICLE.match(own)) and found["word"].islower():
        is_article = lexicon.longest("small", lexicon.fold(found["word"]), article=True) > 0
        own = own[found.end() :] if is_article else own
    return own[joined_office(own) :]


def capital_share(words: Sequence[str]) -> float:
    """The share of words that begin with a capital, or are in a script without capitals."""
    return sum(is_capital(word) for word in words) / max(1, len(words))


def shaped(n: Named) -> bool:
    """Whether it has the shape of a name: words with capitals, and particles between them."""
    return bool(n.words) and all(is_capital(word) or word.lower() in _SMALL for word in n.words)


def no_case(text: str) -> bool:
    """Whether a text is in a script without capitals."""
    return text.upper() == text.lower()


def title(n: Named) -> int:
    """How many words a form of address has at its beginning."""
    return lexicon.longest("titles", n.folded, before=True, ambiguous=False)


def office(n: Named) -> bool:
    """Whether it has a word of offices; where words are joined, as 議員 in 王國興議員, it must be nothing else."""
    if no_case(n.text):
        return bool(n.folded) and lexicon.longest("offices", n.folded, ambiguous=False) == len(n.folded)
    return lexicon.contains("offices", n.text, ambiguous=False)


def joined(n: Named) -> bool:
    """Whether a form of address or an office is joined to a name: 王先生, 曾鈺成議員, or behind a blank 김일성 수상."""
    if len(n.folded) > 1:
        return no_case(n.text) and len(form_behind(n.folded)[1]) == 1
    own = n.folded[0] if len(n.folded) == 1 and no_case(n.text) else ""
    listed = any(lexicon.contains(name, own) for name in ("titles", "offices")) and not office(n)
    return listed and _SHORT_NAME <= len(own) <= LONG_NAME


def sign(side: str, signs: str) -> Callable[[Named], float]:
    """Whether one of the signs stands `before` or `after` it."""
    return lambda n: bool(getattr(n.part, side)) and getattr(n.part, side)[0] in signs


def has_surname(n: Named) -> bool:
    """Whether it is a short word without blanks that begins with a common surname, perhaps before a form of address."""
    _, own = form_behind(n.folded)
    if len(own) != 1 or own[0].isascii() or not lexicon.joined(own[0]):
        return False
    whole = lexicon.composed(own[0])
    return 1 < len(whole) <= _GIVEN and any(
        tuple(lexicon.fold(whole[:size])) in lexicon.words("surnames") for size in (1, 2, 3)
    )


def is_group(text: str) -> bool:
    """Whether a text begins as a group does: `Members of the Committee`."""
    return lexicon.longest("bodies", lexicon.fold(text), group=True) > 0


def in_firm(text: str) -> bool:
    """Whether a text has a word for a firm, or of a postal address with a number: `LLP`, `1200 K Street`."""
    words = lexicon.fold(text)
    firm = any(each.flags & {"firm"} for each in lexicon.matches("bodies", words))
    place = any(each.flags & {"address"} for each in lexicon.matches("bodies", words))
    return firm or (place and any(map(str.isdigit, text)))


def common(n: Named) -> float:
    """The share of its words that the record has in lower case too."""
    return sum(word.lower() in n.seen.lower for word in n.words) / max(1, len(n.words))


def letters(n: Named) -> bool:
    """Whether it is an abbreviation of an honour or an organization, not a word: `G.B.S.`, `EUR`, `Ph.D.`."""
    return (
        bool(INITIALS.fullmatch(n.text))
        or (n.text.isupper() and len(n.text) < _SIGLUM)
        or ("." in n.text[:-1].strip() and len(n.text) <= _SIGLUM)
    )


def core(n: Named) -> tuple[str, ...]:
    """The words after forms of address and offices at the beginning: `Dean Rusk` of `Secretary of State Dean Rusk`."""
    at = 0
    folded = [" ".join(lexicon.fold(word)) for word in n.words]
    while at < len(folded) and (
        size := max(
            lexicon.longest("titles", folded, at, before=True), lexicon.longest("offices", folded, at, ambiguous=False)
        )
    ):
        at += size
    return n.words[at:]


def is_core(n: Named) -> bool:
    """Whether what follows forms of address and offices has the shape of a name."""
    words = core(n)
    return 0 < len(words) <= _LONGEST and all(is_capital(word) or word.lower() in _SMALL for word in words)


def rare(words: Sequence[str], n: Named) -> bool:
    """Whether the record has none of the words in lower case."""
    return not any(word.lower() in n.seen.lower for word in words if word.lower() not in _SMALL)


def said(text: str, above: Collection[str]) -> bool:
    """Whether the last word before the text's first colon occurs in a line above."""
    words = lexicon.fold(re.split("[:：]", text, maxsplit=1)[0])
    return bool(words) and words[-1] in above
