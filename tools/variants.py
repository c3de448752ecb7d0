"""The same talk as other archives would print it: other signs behind labels, other letters, other lines.

Few houses of the gold mark speakers with a gap or glue them to the words before; a house that does so should not find
the program unprepared. A variant changes labels and what stands around them, and no other word.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

Turn = tuple[int, int, str]

_SIGNS = (":", ":", ".", ".-", " --", "—", " – ", "\n", ":\n", ":\n\n", ".\n\n", "   ", "：")
_LINES = ("same", "same", "run on", "glued", "line")
_LETTERS = (
    "as printed", "as printed", "capitals", "title", "initials", "last", "role", "Mr.", "address", "crowd", "crowd",
)  # fmt: skip
_ADDRESSES = ("M. ", "Mr. ", "Mr ", "Herr ", "Sr. ", "Hon. ", "Mrs. ", "Г-н ", "Dep. ")
_BEHIND_NAMES = ("議員", "委員", "先生", " 위원", " 의원")
_OFFICES = (
    "The Chairman",
    "M. le président",
    "Der Präsident",
    "El Presidente",
    "Mr. Speaker",
    "Председатель",
    "Il Presidente",
)
_HEARD_ONCE = 0.7
"""In a crowd, the share of the others' speeches whose speaker is not heard again."""
_DAMAGED, _DAMAGED_LABELS = 0.2, 0.15
"""The share of variants that OCR damaged, and of their labels with a letter misread."""
_SIMILAR = {
    "r": "i",
    "l": "1",
    "e": "c",
    "a": "u",
    "h": "li",
    "m": "rn",
    "o": "0",
    "s": "a",
    "t": "l",
    "n": "ri",
    "u": "n",
}
"""Letters that are misread for each other."""
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
    how = chance.choice(_LETTERS)
    printed = _printed(text, turns, how, chance)
    once = _crowd(text, turns, chance) if how == "crowd" else {}
    damaged = chance.random() < _DAMAGED
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
        label = once[n] if n in once else printed[text[start:end], who]
        if damaged and chance.random() < _DAMAGED_LABELS:
            label = _misread(label, chance)
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


def _crowd(text: str, turns: Sequence[Turn], chance: random.Random) -> dict[int, str]:
    """The labels of a debate, by the number of the turn: the chair comes back, most others are heard once."""
    turns = sorted(turns)
    chair = Counter(who for *_, who in turns).most_common(1)[0][0]
    letters = [sign for start, end, _ in turns for sign in text[start:end].lower() if sign.isalpha()]
    cased = any(sign.upper() != sign for sign in letters)
    address = chance.choice(_ADDRESSES if cased else _BEHIND_NAMES) if chance.random() < 0.7 else ""
    office = chance.choice(_OFFICES) if cased and chance.random() < 0.6 else ""
    style = str.upper if chance.random() < 0.3 else str.title

    def name() -> str:
        if not cased:
            return "".join(chance.choices(letters, k=3)) + address
        first = "".join(chance.choices(letters, k=5)).title() + " " if chance.random() < 0.3 else ""
        return address + first + style("".join(chance.choices(letters, k=chance.randrange(4, 10))))

    once = {n: name() for n, (*_, who) in enumerate(turns) if who != chair and chance.random() < _HEARD_ONCE}
    return once | ({n: office for n, (*_, who) in enumerate(turns) if who == chair} if office else {})


def _misread(label: str, chance: random.Random) -> str:
    """A label with a letter that was misread."""
    at = chance.randrange(len(label))
    return label[:at] + _SIMILAR.get(label[at], label[at]) + label[at + 1 :]


def _printed(text: str, turns: Sequence[Turn], how: str, chance: random.Random) -> dict[tuple[str, str], str]:
    """How each label of a text is printed, by what it was and who speaks."""
    labels = {text[start:end] for start, end, _ in turns}
    who = list(dict.fromkeys(each for *_, each in turns))
    if how == "role" and len(who) == 2:
        roles = dict(zip(who, chance.choice(_ROLES), strict=True))
        return {(text[start:end], each): roles[each] for start, end, each in turns}
    if how == "initials" and len(labels) > _MANY:
        how = "as printed"
    return {(text[start:end], each): _in_letters(text[start:end], how) for start, end, each in turns}


def _in_letters(label: str, how: str) -> str:
    words = re.sub(r"\s*\(.*", "", label).split()
    if label.upper() == label.lower() or not words or how in ("as printed", "role", "crowd"):
        return label
    return {
        "capitals": label.upper(),
        "title": " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in label.split()),
        "initials": "".join(word[0] for word in re.findall(r"[^\W\d_]+", label)).upper(),
        "last": words[-1],
        "address": f"{_ADDRESSES[len(label) % len(_ADDRESSES)]}{words[-1]}",
        "Mr.": f"Mr. {words[-1].upper()}" if len(words) < 3 else label,
    }[how]
