"""The same talk as other archives would print it: other signs behind labels, other letters, other lines.

Few houses of the gold mark speakers with a gap or glue them to the words before; a house that does so should not find
the program unprepared. A variant changes labels and what stands around them, and no other word.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

Turn = tuple[int, int, str]

_SIGNS = (":", ":", ".", ".-", " --", "—", " – ", "\n", ":\n", ":\n\n", ".\n\n", "   ", "：")
_LINES = ("same", "same", "run on", "glued", "line")
_LETTERS = ("as printed", "as printed", "capitals", "title", "initials", "last", "role", "Mr.")
_ROLES = (("Q", "A"), ("Question", "Answer"), ("Interviewer", "Interviewee"), ("Speaker 1", "Speaker 2"))
_ABOVE = (  # what an excerpt stands below
    "Present: {all}\n\n",
    "Participants: {both}\n\n",
    "PARTICIPANTS: {all}\n\n",
    "Record of conversation between {first} and {last}\n\n",
    "Interview with {last}\n\n",
    "",
    "",
)
_BEHIND = re.compile(r"[ \t\xa0]*(?:[:：.]-?|--|—|–)?\]?[ \t\xa0\r]*\n?[ \t\xa0]*")
"""What stands between a label and its words."""
_MANY = 12
"""More labels than this are not made into initials: too many would be alike."""


def excerpt(text: str, turns: Sequence[Turn], seed: str) -> tuple[str, tuple[Turn, ...]]:
    """A few speeches of a text below a title or a list of those who are there: short talks are talks too."""
    chance = random.Random(seed)
    turns = sorted(turns)
    size = min(len(turns), chance.choice((1, 2, 2, 3, 4, 5, 8)))
    first = chance.randrange(len(turns) - size + 1)
    some = turns[first : first + size]
    last = turns[first + size][0] if first + size < len(turns) else len(text)
    labels = list(dict.fromkeys(text[start:end] for start, end, _ in some))
    above = chance.choice(_ABOVE).format(
        all=", ".join(labels), both="; ".join(labels), first=labels[0], last=labels[-1]
    )
    shift = len(above) - some[0][0]
    return above + text[some[0][0] : last], tuple((start + shift, end + shift, who) for start, end, who in some)


def passage(text: str, seed: str) -> str:
    """A few paragraphs of a text without speech: what is short need not be a talk."""
    chance = random.Random(seed)
    paragraphs = text.split("\n\n")
    size = chance.randrange(2, 14)
    first = chance.randrange(max(1, len(paragraphs) - size))
    return "\n\n".join(paragraphs[first : first + size])


def variant(text: str, turns: Sequence[Turn], seed: str) -> tuple[str, tuple[Turn, ...]]:
    """Another print of a text, and its turns; the same for the same seed."""
    chance = random.Random(seed)
    sign = chance.choice(_SIGNS)
    lines = "same" if "\n" in sign or sign == "   " else chance.choice(_LINES)
    printed = _printed(text, turns, chance)
    number = chance.choice(("", "", "", "", "{n}. ", "• ", "[00:{n:02}:07] ")) if lines == "same" else ""
    pieces: list[str] = []
    found: list[Turn] = []
    at = length = 0

    def put(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for n, (start, end, who) in enumerate(sorted(turns)):
        put(_between(text[at:start], lines, chance) if n else text[at:start])
        if number and text[start - 1 : start] in ("\n", "", " "):
            put(number.format(n=n % 60 + 1))
        label = printed[text[start:end], who]
        found.append((length, length + len(label), who))
        glued = lines == "glued" and chance.random() < 0.5
        put(label + sign + ("" if sign[-1] in "\n ：" or glued else " "))
        behind = _BEHIND.match(text, end)
        at = behind.end() if behind else end
    put(text[at:])
    return "".join(pieces), tuple(found)


def _between(words: str, lines: str, chance: random.Random) -> str:
    """The words before a label, and how the next one is divided from them."""
    if not words.strip() or lines == "same" or (lines != "line" and chance.random() > 0.85):
        return words
    if lines == "line":
        return f"{words.rstrip()}\n"
    return words.rstrip() + ("" if lines == "glued" and chance.random() < 0.6 else " ")


def _printed(text: str, turns: Sequence[Turn], chance: random.Random) -> dict[tuple[str, str], str]:
    """How each label of a text is printed, by what it was and who speaks."""
    labels = {text[start:end] for start, end, _ in turns}
    who = list(dict.fromkeys(each for *_, each in turns))
    how = chance.choice(_LETTERS)
    if how == "role" and len(who) == 2:
        roles = dict(zip(who, chance.choice(_ROLES), strict=True))
        return {(text[start:end], each): roles[each] for start, end, each in turns}
    if how == "initials" and len(labels) > _MANY:
        how = "as printed"
    return {(text[start:end], each): _in_letters(text[start:end], how) for start, end, each in turns}


def _in_letters(label: str, how: str) -> str:
    words = re.sub(r"\s*\(.*", "", label).split()
    if label.upper() == label.lower() or not words or how in ("as printed", "role"):
        return label
    return {
        "capitals": label.upper(),
        "title": " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in label.split()),
        "initials": "".join(word[0] for word in re.findall(r"[^\W\d_]+", label)).upper(),
        "last": words[-1],
        "Mr.": f"Mr. {words[-1].upper()}" if len(words) < 3 else label,
    }[how]
