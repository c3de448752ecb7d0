"""Where the name stands in a part of a line: behind an article, an office, a form of address for several.

Secretary of State Dean Rusk     Dean Rusk, whose office is Secretary of State
Comrades Fischer                 Fischer
主席曾鈺成議員                     曾鈺成議員, whose office is 主席
Ambassador Jessup2               Ambassador Jessup; the mark of a note stays beside it
"""

from __future__ import annotations

import re
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon.names import form_behind
from encoder.lexicon.signs import LETTERS
from encoder.parse.roster.parts import several
from encoder.parse.roster.parts.divided import MARK, Part

MARK_BEFORE = re.compile(r"^(?:\d{1,2}\s+|[⁰¹²³⁴-⁹]{1,2}\s*)(?=\S)")
"""The mark of a note that the comma before it has left behind: `Jr.,4 Mr. Clay`."""
_LONGEST_OFFICE, _SHORTEST_NAME = 16, 2
"""The longest office joined to a name, and the shortest such name, in characters."""


class Name(NamedTuple):
    """A name in a line: offsets of its text, and the office printed before it."""

    start: int
    end: int
    office: str | None


def name_in(text: str, part: Part) -> Name:
    """The name in a part of a line's text."""
    start, end = part.start, part.end
    if found := MARK_BEFORE.match(text[start:end]):
        start += found.end()
    start = _behind_small_words(text, start, end)
    if form := several.form_in(text, part._replace(start=start)):
        start = min(form.names, end)
    office = None
    words = [word for word in LETTERS.finditer(text[start:end]) if lexicon.fold(word[0])]  # not “¹”
    folded = [lexicon.fold(word[0])[0] for word in words]
    titles = lexicon.longest("titles", folded, before=True)
    size = lexicon.longest("offices", folded, ambiguous=False)
    if titles < size < len(words) and all(word[0][0].isupper() for word in words[size:]):
        office = text[start : start + words[size - 1].end()]
        start += words[size].start()
    if office is None and (size := joined_office(text[start:end])):
        office = text[start : start + size]
        start += size
    if office is None and len(words) == 2 and len(form_behind(tuple(folded))[1]) == 1:  # 김일성 수상
        office = words[1][0]
        end = start + words[0].end()
    elif mark := MARK.search(text, start, end):
        end = mark.start()
    elif text[start:end].endswith(".") and not re.search(r"(?:\b\w|\b(?:jr|sr|esq|ph\.d))\.$", text[start:end], re.I):
        end -= 1
    return Name(start, end, office)


def role_in(text: str, start: int, end: int) -> str:
    """The words of a role that stands there, without the mark of a note and the stop of a sentence after it."""
    words = MARK.sub("", " ".join(text[start:end].split()).rstrip(" ,;"))
    if words.count(")") > words.count("("):
        words = words.rstrip(".").removesuffix(")")
    return words if re.search(r"\b\w\.$", words) else words.rstrip(".")


def _behind_small_words(text: str, start: int, end: int) -> int:
    """The offset of the first word with a capital, as in `sowie die Senatoren …`; the start if there is none."""
    for word in re.finditer(r"\S+", text[start:end]):
        if not word[0][0].islower():
            return start + word.start()
    return start


def joined_office(text: str) -> int:
    """The length of an office that is joined to the name behind it; 0 where there is none.

    主席 of 主席曾鈺成議員, 財政司司長 of 財政司司長曾俊華先生: an office ends in a word for one.
    """
    if text.upper() != text.lower() or not text.isalpha():
        return 0
    sizes = range(min(_LONGEST_OFFICE, len(text) - _SHORTEST_NAME), 1, -1)
    return next((size for size in sizes if _ends_in_office(text[:size])), 0)


def _ends_in_office(text: str) -> bool:
    """Whether a text without blanks is an office or ends in one of more than one character."""
    starts = range(len(text) - 1)
    return any(lexicon.longest("offices", lexicon.fold(text[at:]), ambiguous=False) == 1 for at in starts)
