"""Who asks and who answers, if labels say only that: `Q.` and `A.`, `Question:` and `Answer:`.

    BY MS. SAWYER:                   a line of its own: she asks from here on
    An Interview with Ann Roe        the title names one person, who answers

None of these identifications is certain: a title may name a person who is only talked about (Guidelines 7.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from encoder import lexicon
from encoder.lexicon import names
from encoder.lexicon.offices import ARTICLES
from encoder.values.record.blocks import Sp
from encoder.values.record.inline import Stage, extent
from encoder.values.source import NOWHERE

_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_OWN = re.compile(r"(?:[’']s|[’'])$")
_BETWEEN = re.compile(r"[,;:()\[\]“”\"—–]|\s-\s")
_BY = frozenset(("sender", "ambiguous"))
"""The flags of By, Von, De."""
_MOST_WORDS = 4
_PARTICLE = 3
"""In a title in capitals, a word of up to this many letters may be a particle: `OF`, `AND`, `THE`."""
_NO_NAME = ("records", "months", "weekdays", "territories", "fields", "languages")
"""Lists whose words are no part of a person's name in a title."""


def asks(label: str) -> bool:
    """Whether a label says that somebody asks."""
    return _role(label, "asks")


def answers(label: str) -> bool:
    """Whether a label says that somebody answers."""
    return _role(label, "answers")


def is_role(label: str) -> bool:
    """Whether a label is a letter that says only that somebody asks or answers: Q is no Mr. Quint."""
    return len(label.strip(".:： ")) == 1 and (asks(label) or answers(label))


def _role(label: str, role: str) -> bool:
    words = lexicon.fold(label)
    return any(
        each.at == 0 and each.size == len(words) and role in each.flags for each in lexicon.matches("offices", words)
    )


def examiner(turn: Sp) -> str | None:
    """The name in a line that says who asks from here on; None if the label is another."""
    first, _, name = turn.speaker.name.strip().partition(" ")
    words = lexicon.fold(first)
    is_by = any(
        each.size == len(words) and {"sender", "ambiguous"} <= each.flags for each in lexicon.matches("fields", words)
    )
    return name.strip() if is_by and not turn.content and (_titled(name) or _is_witness(name)) else None


def _is_witness(name: str) -> bool:
    """Whether a name says that the witness goes on: BY THE WITNESS."""
    words = lexicon.fold(name)
    return any(
        each.at + each.size == len(words) and "answers" in each.flags for each in lexicon.matches("offices", words)
    )


def _titled(name: str) -> bool:
    return bool(lexicon.longest("titles", lexicon.fold(name), before=True))


def as_line(turn: Sp) -> Stage:
    """The line that names the examiner, which nobody speaks."""
    return Stage("business", turn.speaker.content, extent(turn.speaker.content) or NOWHERE)


def examiners(turns: Sequence[Sp]) -> Iterator[tuple[Sp, str]]:
    """The speeches that ask, and the name in the line above that says who does."""
    name: str | None = None
    for turn in turns:
        named = examiner(turn)
        if named:
            name = name if _is_witness(named) else named
        elif name and asks(turn.speaker.name):
            yield turn, name


def answering(title: str, labels: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Who answers, by the compared words of the label: the only person whom the title names."""
    found = [label for label in dict.fromkeys(labels) if answers(label)]
    if len(found) != 1 or not any(map(asks, labels)):
        return {}
    persons = {names.tokens(name)[-1]: name for name in persons_in(title)}
    return {names.tokens(found[0]): name for name in persons.values()} if len(persons) == 1 else {}


def persons_in(title: str) -> list[str]:
    """The persons whom a title names: by a form of address or an office or in parentheses; or else by two names."""
    found = [each for run in _runs(title) for each in _person(run, title)]
    marked = [name for name, is_marked in found if is_marked]
    return marked or [name for name, _ in found]


def _runs(title: str) -> Iterator[list[re.Match[str]]]:
    """The runs of words in a title that may be a name."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(title):
        apart = run and _BETWEEN.search(title, run[-1].end(), word.start())
        may_name = _may_name(word[0], title)
        if apart or not may_name:
            yield run
            run = []
        if may_name:
            run.append(word)
        if _OWN.search(word[0]):
            yield run
            run = []
    yield run


def _may_name(word: str, title: str) -> bool:
    is_particle = (
        len(word) <= _PARTICLE and "." not in word and bool(lexicon.longest("dates", lexicon.fold(word), of=True))
    )
    if not word[0].isupper() or (title.isupper() and is_particle):
        return False
    folded = lexicon.fold(_OWN.sub("", word))
    return "." in word or (bool(folded) and not any(lexicon.longest(name, folded) for name in _NO_NAME))


def _person(run: Sequence[re.Match[str]], title: str) -> Iterator[tuple[str, bool]]:
    """The name that a run of capitalised words is, if it is one; and whether something marks it as one."""
    words = [_OWN.sub("", word[0]) for word in run]
    forms = 0
    while forms < len(words) and _is_form(words[forms]):
        forms += 1
    own = words[forms:]
    if not 0 < len(own) <= _MOST_WORDS or len(own[-1]) < 2:
        return
    before = title[: run[0].start()]
    in_parentheses = before.endswith("(") and title[run[-1].end() :].startswith(")")
    has_article = lexicon.fold(before)[-1:] in ARTICLES
    if forms or in_parentheses:
        yield " ".join(words), True
    elif len(own) > 1 and not has_article and not _goes_on(before):
        yield " ".join(words), False


def _goes_on(before: str) -> bool:
    """Whether a longer word with a capital stands right before: `Kenya Broadcasting Corporation`."""
    last = before.rstrip().rpartition(" ")[2]
    return last[:1].isupper() and last[-1:].isalpha() and len(last) > _PARTICLE


def _is_form(word: str) -> bool:
    folded = lexicon.fold(word)
    return bool(lexicon.longest("titles", folded, before=True) or lexicon.longest("offices", folded))
