"""How a bracket stands to the words beside it, and to the words of the record.

CC [Central Committee]            the full form of an abbreviation
Nowak [Anna Nowak]                has the name before it in it
proceeds [precedes]               almost the word before
Cde. Andreev [Mikoyan]            stands after a form of address and a name
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from encoder import lexicon
from encoder.lexicon.offices import roles
from encoder.lexicon.signs import CAPITAL, CLAUSE_END, LETTERS
from encoder.parse.brackets.bracket import Bracket

_CAPITALS = re.compile(rf"(?:{CAPITAL}[\w’'.-]*\s+(?:(?:of|the|and|for|de|der|des|du|und|et|y)\s+)*)+$")
_ALIKE = 0.6
"""Spellings of one word share so much: Chou and Zhou, proceeds and precedes."""
LONG = 14
"""What has more words is no role and no action."""
_NEAR = 40
"""How far before the bracket a form of address is looked for, in code points."""


def capital(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[:1].isupper()


def all_capital(b: Bracket) -> float:
    """Whether all its longer words begin with capitals."""
    named = [word for word in b.tokens if word[0].isalpha() and len(word) > 3]
    return bool(named) and all(map(capital, named))


def _initials(words: str) -> str:
    return "".join(word[0] for word in LETTERS.findall(words) if word[0].isupper())


def abbreviates(b: Bracket) -> float:
    """The share of an abbreviation's letters that are initials of the other, in order, if the first is one.

    `CC [Central Committee]`, `Chinese Communist Party [CCP]`, `North Atlantic Pact [NATO]`.
    """
    sigil = b.word_before.rstrip("s").replace(".", "")
    if len(sigil) > 1 and sigil.isupper() and len(b.tokens) > 1:
        return _share(sigil, _all_initials(b.words))
    before = _CAPITALS.search(b.before)
    return _share(b.words.replace(".", ""), _initials(before[0])) if is_sigil(b) and before else 0.0


def _share(sigil: str, initials: str) -> float:
    first = initials.find(sigil[0])
    if first < 0:
        return 0.0
    rest = iter(initials[first:])
    return sum(letter in rest for letter in sigil) / len(sigil)


def is_sigil(b: Bracket) -> bool:
    """Whether it is letters in capitals: `[CCP]`."""
    own = b.words.replace(".", "")
    return len(own) > 1 and own.isalpha() and own.isupper()


def _all_initials(words: str) -> str:
    return "".join(word[0].upper() for word in LETTERS.findall(words))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def respelled(b: Bracket) -> float:
    """How alike it and the word before are, where neither is the other."""
    if len(b.tokens) != 1 or not b.word_before or b.word_before.casefold() == b.words.casefold():
        return 0.0
    alike = _alike(b.word_before, b.words)
    return alike if alike >= _ALIKE else 0.0


def digits(b: Bracket) -> float:
    """Whether it is another figure for the one before: `1946 [1947]`."""
    return b.words.isdigit() and b.word_before.isdigit() and len(b.words) == len(b.word_before) > 1


def repeats_before(b: Bracket) -> float:
    """Whether the name before is part of it: `Sequoia [Sequoia High School]`, `Moore [Betty I. Moore]`."""
    last = b.word_before.removesuffix("’s").removesuffix("'s").casefold()
    return len(last) > 1 and len(b.tokens) > 1 and any(last == token.casefold() for token in b.tokens)


def short_form(b: Bracket) -> float:
    """Whether the name before is a shorter form of one in it: `Ken [Kenneth A. Roe]`."""
    short = b.word_before[:3].casefold()
    return len(short) > 2 and len(b.tokens) > 1 and any(t.casefold().startswith(short) for t in b.tokens)


def small(b: Bracket, word: str) -> float:
    """Whether a word is one of the record's small ones."""
    return bool(word) and b.mentions.is_small(word)


def sentence_starts(b: Bracket) -> bool:
    """Whether a sentence may begin where it stands."""
    return not b.before.strip() or bool(CLAUSE_END.search(b.before.rstrip()))


def name_before(b: Bracket) -> bool:
    """Whether the word before is a name: a capital, and never in lower case in the record."""
    return capital(b.word_before) and not b.mentions.common(b.word_before)


def titled_before(b: Bracket) -> float:
    """Whether the name before follows a form of address: `Cde. Andreev [Mikoyan]`."""
    words = lexicon.fold(b.before[-_NEAR:])
    return any(
        at + lexicon.longest("titles", words, at, before=True) == len(words) - 1
        for at in range(max(0, len(words) - 4), len(words) - 1)
    )


def names_before(b: Bracket) -> int:
    """How many words with capitals stand right before it."""
    found = _CAPITALS.search(b.before)
    return len(found[0].split()) if found else 0


def pronoun_before(b: Bracket) -> float:
    """Whether the word before speaks of or to somebody: `you`, `we`."""
    return bool(b.word_before) and lexicon.longest("talk", lexicon.fold(b.word_before)) > 0


def role(b: Bracket) -> float:
    """Whether it has an office or a form of address."""
    return len(b.folded) <= LONG and (
        bool(roles().search(b.words)) or b.holds("offices") or b.holds("titles", ambiguous=False)
    )


def completes_after(b: Bracket) -> float:
    """Whether the record has it and the word after side by side elsewhere."""
    return bool(b.tokens) and b.mentions.together(b.tokens[-1], b.word_after)


def completes_before(b: Bracket) -> float:
    """Whether the record has the word before and it side by side elsewhere."""
    return bool(b.tokens) and b.mentions.together(b.word_before, b.tokens[0])


def common(b: Bracket) -> float:
    """The share of its words that the record has in lower case."""
    words = [token for token in b.tokens if token[0].isalpha()]
    return sum(map(b.mentions.common, words)) / len(words) if words else 0.0


def likeness(b: Bracket) -> float:
    """How much its words look like the record's own language."""
    words = [token for token in b.tokens if token.islower()]
    return sum(map(b.mentions.likeness, words)) / len(words) if words else 0.0


def no_case(b: Bracket) -> float:
    """Whether it is in a script without capitals."""
    return b.words.upper() == b.words.lower() and any(map(str.isalpha, b.words))
