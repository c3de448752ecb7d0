"""Who wrote to whom, as a title says it, in the languages of the lexicon (Guidelines 2.4.6).

Cable, Kovalev to Filippov [Stalin]              Kovalev, Filippov
Telegramm von Semjonow an Gromyko                Semjonow, Gromyko
The Ambassador in India (Roe) to the Secretary   offices, in a title without a word for what was sent
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from encoder import lexicon
from encoder.lexicon.files import by_language
from encoder.lexicon.offices import roles
from encoder.lexicon.signs import CAPITAL, SMALL

_CAPITALISED = re.compile(rf"(?:[{SMALL}]{{1,4}}[\s’'])?{CAPITAL}|(?:[{SMALL}]{{1,4}}[\s’'])?(?=[{SMALL}]+ {CAPITAL})")
"""A name, perhaps with an article or a form of address before it: `l’ambassadeur Roe`, `the Embassy`, `comrade Roe`."""
_OF_PLACES = frozenset(("of", "in", "at", "for", "the", "and", "to", "near"))
_PARTY = r"[^,;:]{2,80}?"
_WORDS_BEFORE = r"(?:[\w’'-]+ ){0,3}?"
_HOLDER = r"[Tt]he [^,;:]{3,90}?(?: \([^\W\d_][^()]{1,40}\))?"
# The Ambassador in India (Henderson) to the Secretary of State · not “Cable to the Ministry”
_OFFICES = re.compile(rf"(?P<sender>{_HOLDER})\s+to\s+(?P<recipient>[^,;:]{{2,80}})")


def parties(title: str) -> dict[str, str | None]:
    """The ``sender`` and the ``recipient`` that a title names; empty if it names neither."""
    for form in _forms():
        if (found := form.fullmatch(title)) and all(map(_may_be_party, found.groupdict().values())):
            return found.groupdict()
    found = _OFFICES.fullmatch(title)
    return found.groupdict() if found and _is_held(found["sender"]) and _is_one(found["recipient"]) else {}


def _may_be_party(name: str) -> bool:
    """Whether it may be somebody, or a place for an office there: it has a capital, and no number."""
    return any(map(str.isdigit, name)) is False and _CAPITALISED.match(name) is not None


def _is_held(sender: str) -> bool:
    """Whether it is an office, after its article and words such as `Acting`, and perhaps where: `in India (Roe)`."""
    found = roles().search(sender)
    if found is None or len(sender[: found.start()].split()) > 3:
        return False
    rest = [word for word in re.findall(r"[^\W\d_]+", sender[found.end() :]) if word.islower()]
    return not re.search(r"[’']s\b", sender) and set(rest) <= _OF_PLACES


def _is_one(recipient: str) -> bool:
    """Whether somebody is named: an office behind an article, or somebody with a form of address."""
    words = lexicon.fold(recipient)
    is_office = recipient.startswith("the ") and recipient[4:5].isupper()
    return is_office or lexicon.longest("titles", words, before=True) > 0 or lexicon.longest("offices", words) > 0


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """For each language the title with both, and that with a sender alone."""
    words = {flag: dict(_words(flag)) for flag in ("sent", "sender", "recipient", "about")}
    languages = [lang for lang in words["sent"] if all(lang in known for known in words.values())]
    return tuple(form for lang in languages for form in _of_language({flag: words[flag][lang] for flag in words}))


def _of_language(words: dict[str, str]) -> Iterator[re.Pattern[str]]:
    sent = rf"{_WORDS_BEFORE}(?:{words['sent']})"
    about = rf"(?:,.*|\s*\([^()]*\)|\s+(?:{words['about']})\b.*)?"
    # Cable, Kovalev to Filippov · Letter from Zhou to Kim, with notes · not “Cable on the visit to Moscow”
    yield re.compile(
        rf"{sent}(?:,|\s(?:{words['sender']})[\s’'])\s*(?:(?:{words['sender']})\s)?(?P<sender>{_PARTY})"
        rf"\s+(?:{words['recipient']})\s+(?P<recipient>{_PARTY}){about}",
        re.IGNORECASE,
    )
    # Report from the Head of the Delegation of the CC, ‘The Current State’ · not “Report on Moscow, 1956”
    yield re.compile(
        rf"{sent}\s(?:{words['sender']})[\s’'](?:the )?(?P<sender>[^,;:\d]{{2,80}}?)(?:,.*)?", re.IGNORECASE
    )


def _words(flag: str) -> Iterator[tuple[str, str]]:
    """For each language the words with a flag, as one pattern, the longest first."""
    for lang, flags, words in by_language("letters"):
        if flag in flags:
            yield lang, "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
