"""Participants whom the title names and no list does.

    Record of conversation between N.S. Petrov and US Ambassador to USSR F. Miller during …
    Gespräch des Bundeskanzlers Weber mit Präsident Smith
    Meeting with Jane Roe, 11 May

A name is the capitalized words that remain without offices and countries. It counts only if the record names the
person again (Guidelines 15.2.2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon import names
from encoder.lexicon.files import written
from encoder.lexicon.names import AFTER_PARTICLES, PARTICLES
from encoder.lexicon.signs import BIG, COMPOUND
from encoder.parse.context import Context
from encoder.parse.front import opening
from encoder.parse.layout.blocks import Block
from encoder.parse.roster.list_labels import seen
from encoder.values.diagnostics import Rule, Severity
from encoder.values.record.persons import TITLED, Person, PersonGroup

PARTICIPANT_TITLED = Rule(
    "participant-titled",
    Severity.INFO,
    "Participants were read from the title, because no list names them.",
    """A record of a conversation without a list of participants often names them in its title or subject:
`Conversation between A and B`, `Meeting with A`. They are entered as participants. A title need not name everybody.

Example: `Record of conversation between N.S. Petrov and Ambassador F. Miller` gives two participants.

What to do: add a list of participants to the source if the archive has one, such as `Present: A, B`.

Guidelines: 15.2.2 The Participant Description.""",
)

_WRITTEN = frozenset(("letter", "cable", "report"))
"""Who is named in the title of such a record need not have met anybody."""
_TOKEN = re.compile(r"[^\W\d_](?:[\w’'-]|\.(?=[\w’'])|(?<=\b\w)\.)*|[,;:()\[\]\d]")
_AND = written("small", "conjunction")
_NO_PARTICLES = _AND | written("small", "contracted")
"""Particles of few names, which in a title mostly join or begin something else: `Castro y Gorbachov`, `zur Lage`."""
_PLACES = written("small", "place")
_SMALL = _AND | _PLACES | written("small", "article") | written("small", "preposition") | {"of", "l"}
"""Words in lower case that may stand between an office and a name: `Ambassador to the USSR F. Miller`."""
_SIGLUM, _INITIALS = re.compile(rf"[{BIG}]{{2,6}}"), re.compile(r"(?:[^\W\d_]\.)+")
_MOST = 4
"""The most words of a name."""
_AGAIN = 1
"""The last word of a name must occur more often than this: in the title and elsewhere."""


class _Named(NamedTuple):
    name: str
    role: str
    """The words before the name, if there are any."""


def persons(
    titles: Sequence[str], blocks: Sequence[Block], context: Context, groups: Sequence[PersonGroup]
) -> tuple[PersonGroup, ...]:
    """The group of those whom titles name and no list of the ``groups`` does, if there are any.

    A list may name only those who were present besides. Beside one, a lone surname without an office is no evidence.
    """
    talks = [title for title in titles if opening.genre(title, context, speech=False) not in _WRITTEN]
    has_list = any(group.exhaustive for group in groups)
    met = [
        named for title in talks for named in _met(title)
        if not has_list or " " in named.name or named.role
    ]  # fmt: skip
    if not met:
        return ()
    known = seen([block.text.text for block in blocks])
    said = Counter[str]()
    for word, count in known.words.items():
        said[word.casefold()] += count
    taken = Counter((*names.RESERVED, *(person.id for group in groups for person in group.persons)))
    listed = [names.address(person.name, context.profile)[1] for group in groups for person in group.persons]
    last: set[tuple[str, ...]] = set()
    entered: list[Person] = []
    for named in met:
        words = names.tokens(named.name)
        word = COMPOUND.findall(named.name)[-1]
        own = names.address(named.name, context.profile)[1]
        is_listed = any(names.fits(own, each) or names.fits(each, own) for each in listed)
        is_new = words[-1:] not in last and not is_listed
        if said[word.casefold()] > _AGAIN and word.lower() not in known.lower and is_new:
            last.add(words[-1:])
            whole = _with_office(named)
            person = context.people.person(whole.name, taken, context.report)
            entered.append(replace(person, role=whole.role or None))
    if not entered:
        return ()
    told = ", ".join(person.name for person in entered)
    context.report(PARTICIPANT_TITLED.at(None, f"no list names these participants; read from the title: {told}"))
    return (PersonGroup(TITLED, tuple(entered), exhaustive=False),)


def _with_office(named: _Named) -> _Named:
    """A surname alone keeps the one word before it: `President Soeharto`, as `Mr Whitlam` does."""
    is_office = any(
        lexicon.longest(words, lexicon.fold(named.role)) == 1 for words in ("offices", "titles")
    )  # no genitive
    is_short = " " not in named.name and is_office and " " not in named.role
    return _Named(f"{named.role} {named.name}", "") if is_short else named


def _met(title: str) -> list[_Named]:
    """The persons who met according to a title, in its order."""
    tokens = [match[0] for match in _TOKEN.finditer(title)]
    folded = [" ".join(lexicon.fold(token)) for token in tokens]
    kind = next((at for at in range(len(tokens)) if lexicon.longest("records", folded, at, genre=True)), None)
    if kind is None:
        return []
    start = kind + lexicon.longest("records", folded, kind, genre=True)
    between, beside = _first(folded, start, "between"), _first(folded, start, "beside")
    if between is not None:
        return _parts(tokens, folded, between + 1, alone=True)
    if beside is None:
        return []
    return [*_parts(tokens[:beside], folded[:beside], start), *_parts(tokens, folded, beside + 1)]


def _first(folded: Sequence[str], start: int, flag: str) -> int | None:
    """The first word that joins those who met."""
    flags = {flag: True}
    places = (at for at in range(start, len(folded)) if lexicon.longest("meetings", folded, at, lang=None, **flags))
    return next(places, None)


def _parts(tokens: Sequence[str], folded: Sequence[str], at: int, *, alone: bool = False) -> list[_Named]:
    """The names from a word on, up to a word that belongs to no name or office.

    ``alone``: a surname may stand by itself, as it does on both sides of “and” behind “between”. Behind a comma or a
    preposition only an office begins another person: a place or a topic stands there too.
    """
    found: list[_Named] = []
    run: list[str] = []
    office: list[str] = []
    is_open = True  # whether a name may begin here
    for place in _steps(folded, at):
        token = tokens[place] if place < len(tokens) else ""
        if size := _office(folded, place):
            is_open = True
            office += tokens[place : place + size]
            run = []
            continue
        before = run[-1] if run else ""
        is_joiner = token.lower() in _AND
        is_small = token in PARTICLES or (token in AFTER_PARTICLES and before in PARTICLES)
        is_particle = bool(run) and is_small and token not in _NO_PARTICLES
        if (token[:1].isupper() and not is_joiner) or is_particle:
            run.append(token)
            continue
        if is_open and (name := _name(run, alone=alone or bool(office))):
            found.append(_Named(name, " ".join(office)))
        if run:
            office, is_open = [], False
        run = []
        if is_joiner:
            office, is_open = [], True
        elif token in _PLACES:  # a place follows, unless it belongs to an office: Ambassador in China F. Roe
            is_open = False
            office += [token] if office else []
        elif token == "," and not found:
            is_open = True
        elif token not in _SMALL and token not in (",", "(", ")"):
            break
        elif office and token in _SMALL:
            office.append(token)
    return found


def _steps(folded: Sequence[str], at: int) -> Iterator[int]:
    """The places of words, each office as one; the place behind the last word ends them."""
    while at < len(folded):
        yield at
        at += max(1, _office(folded, at))
    yield len(folded)


def _office(folded: Sequence[str], at: int) -> int:
    """How many words from ``at`` on are an office or a country, in the genitive too: `des Bundeskanzlers`."""
    if at >= len(folded):
        return 0
    own = folded[at:]
    genitive = [own[0].removesuffix("s"), *own[1:]]
    return max(
        max(lexicon.longest("offices", words, ambiguous=False), lexicon.longest("territories", words))
        for words in (own, genitive)
    )


def _name(words: list[str], *, alone: bool) -> str:
    """The name in capitalized words, after any sigla and any words before initials; or an empty string."""
    while words and words[-1] in PARTICLES:
        words.pop()
    sigla = [at for at, word in enumerate(words[:-1]) if _SIGLUM.fullmatch(word)]
    words = words[sigla[-1] + 1 :] if sigla else words
    initials = [at for at, word in enumerate(words[:-1]) if _INITIALS.fullmatch(word)]
    words = words[initials[0] :] if initials and len(words) > _MOST else words
    is_whole = len(words) > 1 or alone or bool(sigla)
    is_other = any(lexicon.contains("months", word) or word.endswith(("’s", "'s")) for word in words)
    return " ".join(words) if words and is_whole and len(words) <= _MOST and not is_other else ""
