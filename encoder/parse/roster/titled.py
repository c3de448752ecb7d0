"""Those whom the title names as meeting, where a record lists nobody.

    Record of conversation between N.S. Khrushchev and US Ambassador to USSR F. Kohler during …
    Gespräch des Bundeskanzlers Kohl mit Präsident Bush
    Meeting with Hal Hendrix, 11 May 1972

A name is what is left of words with capitals when offices, countries and forms of office are taken away, and it counts
only if the record names the person again (Guidelines 15.2.2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from encoder import lexicon
from encoder.lexicon import names
from encoder.parse.context import Context
from encoder.parse.layout.blocks import Block
from encoder.parse.roster.lines import WORD, seen
from encoder.values.diagnostics import Rule, Severity
from encoder.values.persons import TITLED, Person, PersonGroup

PARTICIPANT_TITLED = Rule(
    "participant-titled",
    Severity.INFO,
    "The participants were read from the title, because the record lists nobody.",
    """A record of a conversation without a list of participants often names them in its title or subject: `Conversation
between A and B`, `Meeting with A`. They are entered as participants. A title need not name everybody.

Example: `Record of conversation between N.S. Khrushchev and Ambassador F. Kohler` gives two participants.

What to do: add a list of participants to the source if the archive has one, such as `Present: A, B`.

Guidelines: 15.2.2 The Participant Description.""",
)

_TOKEN = re.compile(r"[^\W\d_](?:[\w’'-]|\.(?=[\w’'])|(?<=\b\w)\.)*|[,;:()\[\]\d]")
_PARTICLES = frozenset("al bin da de del della di dos du el ibn la le ten ter van von zu".split())
_BEHIND = {"der": ("van", "von"), "den": ("van",), "la": ("de",)}
"""Particles only behind others: in `Mitglieder der Delegation` it is an article."""
_AND = frozenset("a and e en et i och og și und y и és".split())
_SMALL = _AND | frozenset("an at das dem den der des die for in l la le les of the to".split())
"""Words in lower case that may stand between an office and a name: `Ambassador to the USSR F. Kohler`."""
_SIGLUM, _INITIALS = re.compile(r"[A-ZА-Я]{2,6}"), re.compile(r"(?:[^\W\d_]\.)+")
_MOST = 4
"""The most words of a name."""
_AGAIN = 1
"""A record has the last word of a name more often than this: in the title and elsewhere."""


class _Named(NamedTuple):
    name: str
    role: str
    """The words before the name, if there are any."""


def persons(
    titles: Sequence[str], blocks: Sequence[Block], context: Context, groups: Sequence[PersonGroup]
) -> tuple[PersonGroup, ...]:
    """The group of those whom titles name and no list of the ``groups``, if there are any."""
    met = [named for title in titles for named in _met(title)]
    if not met:
        return ()
    listed = {names.tokens(person.name)[-1:] for group in groups for person in group.persons}
    known = seen([block.text.text for block in blocks])
    found: dict[tuple[str, ...], _Named] = {}
    for named in met:
        last, words = WORD.findall(named.name)[-1], names.tokens(named.name)
        if known.words[last] > _AGAIN and last.lower() not in known.lower and words[-1:] not in listed:
            found.setdefault(words, named)
    if not found:
        return ()
    taken = Counter((*names.RESERVED, *(person.id for group in groups for person in group.persons)))
    entered = []
    for named in found.values():
        id_, entry = context.people.identify(named.name, taken, context.report)
        entered.append(Person(id_, named.name, named.role or None, entry=entry))
    told = ", ".join(person.name for person in entered)
    context.report(PARTICIPANT_TITLED.at(None, f"no list names these participants; read from the title: {told}"))
    return (PersonGroup(TITLED, tuple(entered), exhaustive=False),)


def _met(title: str) -> Iterator[_Named]:
    """Those whom a title says to have met, one part of it after the other."""
    tokens = [match[0] for match in _TOKEN.finditer(title)]
    folded = [" ".join(lexicon.fold(token)) for token in tokens]
    kind = next((at for at in range(len(tokens)) if lexicon.longest("records", folded, at, genre=True)), None)
    if kind is None:
        return
    start = kind + lexicon.longest("records", folded, kind, genre=True)
    between = _first(folded, start, "between")
    beside = _first(folded, start, "beside")
    if between is not None:
        yield from _parts(tokens, folded, between + 1, alone=True)
    elif beside is not None:
        yield from _parts(tokens[:beside], folded[:beside], start)
        yield from _parts(tokens, folded, beside + 1)


def _first(folded: Sequence[str], start: int, flag: str) -> int | None:
    """The first word that joins those who met."""
    flags = {flag: True}
    places = (at for at in range(start, len(folded)) if lexicon.longest("meetings", folded, at, lang=None, **flags))
    return next(places, None)


def _parts(tokens: Sequence[str], folded: Sequence[str], at: int, *, alone: bool = False) -> Iterator[_Named]:
    """The names from a word on, until something else than offices and names begins.

    ``alone``: a surname may stand by itself, as between two words that join those who met.
    """
    run: list[int] = []
    office: list[str] = []
    while at <= len(tokens):
        token = tokens[at] if at < len(tokens) else ""
        size = _office(folded, at)
        if size:
            office += tokens[at : at + size]
            run, at = [], at + size
            continue
        before = tokens[run[-1]] if run else ""
        goes_on = token[:1].isupper() or (bool(run) and (token in _PARTICLES or before in _BEHIND.get(token, ())))
        if goes_on:
            run.append(at)
        else:
            if name := _name([tokens[each] for each in run], alone=alone or bool(office)):
                yield _Named(name, " ".join(office))
                office = []
            run = []
            if token and token not in _SMALL and token not in (",", "(", ")") and not _office(folded, at):
                return
            office += [token] if office and token in _SMALL - _AND else []
        at += 1


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
    """The name that words with capitals are, behind sigla and what stands before initials; nothing if they are none."""
    while words and words[-1] in _PARTICLES:
        words.pop()
    sigla = [at for at, word in enumerate(words[:-1]) if _SIGLUM.fullmatch(word)]
    words = words[sigla[-1] + 1 :] if sigla else words
    initials = [at for at, word in enumerate(words[:-1]) if _INITIALS.fullmatch(word)]
    words = words[initials[0] :] if initials and len(words) > _MOST else words
    is_whole = len(words) > 1 or alone or bool(sigla)
    is_other = any(lexicon.contains("months", word) or word.endswith(("’s", "'s")) for word in words)
    return " ".join(words) if words and is_whole and len(words) <= _MOST and not is_other else ""
