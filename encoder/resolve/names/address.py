"""Forms of address that two persons of one name are told apart by.

“General Chang” is not “Mr. Chang”, and “Mrs. Kim” not “Mr. Kim”; but a lieutenant general is addressed as General, and
“Comrade” or “Minister” go with any of them.
"""

from __future__ import annotations

_RANKS = {
    "general": "general", "gen": "general", "generalissimo": "generalissimo", "marshal": "marshal",
    "colonel": "colonel", "col": "colonel", "major": "major", "maj": "major", "captain": "captain", "capt": "captain",
    "lieutenant": "lieutenant", "lt": "lieutenant", "admiral": "admiral", "adm": "admiral", "commander": "commander",
}  # fmt: skip
"""A military rank; of “Lieutenant General” the last word counts, which is how he is addressed."""

_CIVIL = {
    "mr": "a man", "messrs": "a man", "herr": "a man", "monsieur": "a man", "sir": "a man",
    "mrs": "a woman", "miss": "a woman", "ms": "a woman", "madame": "a woman", "lady": "a woman", "frau": "a woman",
}  # fmt: skip


def contradict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two forms of address, as compared words, cannot be those of one person; a missing one fits any."""
    ranks, civil = _found(one, other, _RANKS), _found(one, other, _CIVIL)
    return _differ(*ranks) or _differ(*civil) or bool(ranks[0] and civil[1]) or bool(ranks[1] and civil[0])


def of_a_woman(address: tuple[str, ...]) -> bool:
    """Whether a form of address says that a woman is meant: beside a bare surname, Mrs. Marshall is not Marshall."""
    return any(_CIVIL.get(word) == "a woman" for word in address)


def _found(one: tuple[str, ...], other: tuple[str, ...], known: dict[str, str]) -> tuple[str, str]:
    first, second = (next((known[word] for word in reversed(words) if word in known), "") for words in (one, other))
    return first, second


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
