"""A printed name and the persons it may mean: what fits, who is left, how sure that is. Nothing is reported here.

“Kang Sheng”      full      it is the listed name
“Kang”            only      it fits one person
“Maj”             abbreviated  it begins “Major”, and never answers it
“Kim”             chosen    it fits four; the evidence favours one clearly
“General Chang”   only      it fits General Chang Chih-chung, and not Mr. Chang
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from encoder.lexicon import names
from encoder.resolve.names.address import contradict
from encoder.values.doubt import LIKELY, Cert, certainty
from encoder.values.profile import Profile
from encoder.values.record.persons import Person

Reasons = tuple[tuple[int, str], ...]
"""What speaks for a person: weights, and words that go on after “who”."""

HIGH = 0.98
"""From this probability on a short name is `high`."""
_CHANCE = {"full": 1.0, "only": 0.985, "office": 0.985, "known": 0.985, "own": 0.5, "ambiguous": 0.0, "unknown": 0.0}
"""How often each kind of match is right, of the speeches under such labels (`python -m tools.whom CORPUS`).

The other kinds were always right, but in few records that people had read: they count as `LIKELY`.
"""
_MARGIN = 2
"""By how much the first candidate must outweigh the second."""


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a name. ``fitting`` are all whom it fits, the one it is read as first; ``reasons`` are words."""

    kind: Literal[
        "full",
        "only",
        "although",
        "abbreviated",
        "answering",
        "initials",
        "own",
        "known",
        "office",
        "answered",
        "chosen",
        "ambiguous",
        "unknown",
    ]
    fitting: tuple[Person, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def person(self) -> Person | None:
        """Whom the name is read as; None where nothing decides, or it fits nobody."""
        return None if self.kind in ("ambiguous", "unknown") else self.fitting[0]

    @property
    def chance(self) -> float:
        """The probability that the name means this person, 0 to 1."""
        return _CHANCE.get(self.kind, LIKELY)

    @property
    def cert(self) -> Cert | None:
        """How sure that is (Guidelines 1.3.1.1.4): None for a full name, `high` for a short one that fits one only."""
        return "high" if HIGH <= self.chance < 1 else certainty(self.chance)

    @property
    def others(self) -> str:
        """Whom else the name fits."""
        return ", ".join(person.name for person in self.fitting[1:])


class People:
    """Persons, found by a word of their name or its first letter."""

    def __init__(self, profile: Profile, persons: Iterable[Person] = ()) -> None:
        self._profile = profile
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        for person in persons:
            self.add(person)

    def add(self, person: Person) -> None:
        """Enter one more."""
        words = self.parts(person.name)[1]
        for key in dict.fromkeys((*words, *(each for word in words for each in names.beginnings(word)))):
            self._by_word[key].append(person)

    def parts(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The form of address in a name, and its own words; one that is all address is all its own."""
        address, words = names.address(name, self._profile)
        return (address, words) if words else ((), names.tokens(name))

    def fitting(self, name: str) -> list[Person]:
        """Those whom a name may mean by its words, whatever the form of address."""
        words = self.parts(name)[1]
        near = self._by_word.get(words[0], ()) if words else ()
        own = [(person, self.parts(person.name)[1]) for person in near]
        return [person for person, full in own if full == words or names.fits(words, full)]

    def agreeing(self, name: str) -> list[Person]:
        """Those of the `fitting` whose form of address does not contradict the name's."""
        address = self.parts(name)[0]
        return [person for person in self.fitting(name) if not contradict(address, self.parts(person.name)[0])]

    def match(self, name: str, answered: frozenset[str], evidence: Callable[[Person], Reasons]) -> Match:
        """Whom a name means. ``answered`` are the names of those who answer it, and so are somebody else."""
        fitting = self.fitting(name)
        equal = [person for person in fitting if names.tokens(person.name) == names.tokens(name)]
        if len(equal) == 1:
            return Match("full", tuple(equal))
        agreeing = self.agreeing(name)
        words = self.parts(name)[1]
        pool = agreeing or fitting
        named = [person for person in pool if self.parts(person.name)[1] == words]
        if len(named) == 1 and len(words) > 1 and agreeing:
            return Match("full", tuple(named))
        pool = named or pool
        possible = [person for person in pool if person.name not in answered]
        if len(possible) == 1:
            others = tuple(person for person in pool if person not in possible)
            kind: Literal["although", "answered", "only"] = (
                "although" if not agreeing else "answered" if others else "only"
            )
            return Match(kind, (possible[0], *others))
        return _chosen(possible, evidence) if possible else Match("unknown")


def _chosen(possible: list[Person], evidence: Callable[[Person], Reasons]) -> Match:
    weighed = sorted(((evidence(person), person) for person in possible), key=lambda each: -_weight(each[0]))
    (first, _), (second, _) = weighed[:2]
    clear = _weight(first) - _weight(second) >= _MARGIN
    in_order = tuple(person for _, person in weighed) if clear else tuple(possible)
    return Match("chosen" if clear else "ambiguous", in_order, tuple(words for _, words in first) if clear else ())


def _weight(reasons: Reasons) -> int:
    return sum(weight for weight, _ in reasons)
