"""Offices and affiliations: what stands beside a name in a list of participants and is nobody's name.

Cornel Burtica, Deputy Minister             an office after its holder
The Secretary of State, Dean Rusk           one before
Mr. Roger Hilsman, INR                      a department
Minister Zhou Enlai                         a name, with a form of address
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from encoder import lexicon
from encoder.lexicon.files import printed, written

ARTICLES = frozenset((word,) for word in written("small", "article") - written("small", "ambiguous"))
"""Articles before an office, folded."""

_NATION = re.compile(
    r"[A-Z]\w*(?:ian|ean|yan|ban|ndan|ese|ish|can|man|viet|nch|utch|slovak|zech|eek|wiss|ghan|aqi|ani|eli)$"
)
_BODY = re.compile(
    r"(?:the )?(?:department|ministry|embassy|bureau|office|committee|institute|academy|delegation|staff)\b",
    re.IGNORECASE,
)
_SIGLA = re.compile(r"[A-Z]{2,6}(?:/[A-Z]{1,4})?|[A-Z]/[A-Z]{1,4}")
_SIDE = re.compile(r"\s+(?:of|for|to|in|at|on)\b.*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def roles() -> re.Pattern[str]:
    """A pattern of the words for what somebody is: `Korean interpreter`, `GMD General`; not `movement`."""
    words = sorted((word for word, flags in printed("roles") if "modifier" not in flags), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(word for word, flags in printed("roles") if "modifier" in flags)


def is_body(text: str) -> bool:
    """Whether a text is a department, a body or letters for one: `EUR`, `Office of General Counsel`."""
    return _SIGLA.fullmatch(text) is not None or _BODY.match(text) is not None


def is_office(text: str) -> bool:
    """Whether a text names an office, a department or a body, and no person."""
    if is_body(text):
        return True
    head = _SIDE.sub("", text)
    last = None
    for last in roles().finditer(head):  # noqa: B007 -- the last one is wanted
        pass
    if last is None or last.end() != len(head.rstrip(" .")):
        return False
    words = _WORD.findall(roles().sub(" ", head))
    return all(word.lower() in _modifiers() or _NATION.fullmatch(word) for word in words)


@lru_cache(maxsize=8192)
def name_and_office(words: str) -> tuple[str, str]:
    """A name and the office after its first comma: `A. Roe, President of the Council`; else all words, no office."""
    name, comma, behind = words.replace("，", ",").partition(",")
    folded = lexicon.fold(behind)
    has_article = folded[:1] in ARTICLES
    is_both = comma and name.strip()[:1].isupper() and lexicon.longest("offices", folded, has_article, ambiguous=False)
    return (name.strip(), behind.strip()) if is_both else (words, "")
