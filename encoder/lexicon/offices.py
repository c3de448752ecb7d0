"""Offices and affiliations: what stands beside a name in a list of participants and is nobody's name.

Cornel Burtica, Deputy Minister             an office after its holder
The Secretary of State, Dean Rusk           one before
Mr. Roger Hilsman, INR                      a department
Minister Zhou Enlai                         a name, with a form of address
"""

from __future__ import annotations

import re

ROLE = re.compile(
    r"\b(?:interpreter|translator|ambassador|consul|attach[eé]|minister|premier|president|chancellor|chairman|chair|chief"
    r"|secretary|commander(?:-in-?\s?chief)?|commissar|general|marshal|admiral|colonel|captain|director|deputy|head|member"
    r"|delegate|representative|adviser|advisor|counsel(?:l)?or|envoy|governor|mayor|leader|correspondent|expert|official"
    r"|rightist|leftist|warlord|professor|academician)s?\b",
    re.IGNORECASE,
)
"""Words for what somebody is: `Korean interpreter`, `GMD General`, `Minister of Foreign Affairs`; not `movement`."""

_MODIFIERS = frozenset(
    """the a an first second third deputy vice federal general state foreign prime chief acting assistant under senior
    special political military naval air press private personal permanent provisional honorary former party central
    executive national economic trade cultural minister-counsellor interior defence defense finance internal external
    affairs security public commercial charge d affaires
    home justice education health agriculture labour labor transport industry energy culture shadow joint
    parliamentary legal""".split()
)
_NATION = re.compile(r"[A-Z]\w*(?:ian|ese|ish|can|man|viet|nch|utch|slovak|eek|wiss|ghan|aqi)$")
_BODY = re.compile(
    r"(?:the )?(?:department|ministry|embassy|bureau|office|committee|institute|academy|delegation|staff)\b",
    re.IGNORECASE,
)
_SIGLA = re.compile(r"[A-Z]{2,6}(?:/[A-Z]{1,4})?|[A-Z]/[A-Z]{1,4}")
_SIDE = re.compile(r"\s+(?:of|for|to|in|at|on)\b.*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_office(text: str) -> bool:
    """Whether a text names an office, a department or a body, and no person."""
    if _SIGLA.fullmatch(text) or _BODY.match(text):
        return True
    head = _SIDE.sub("", text)
    last = None
    for last in ROLE.finditer(head):  # noqa: B007 -- the last one is wanted
        pass
    if last is None or last.end() != len(head.rstrip(" .")):
        return False
    words = _WORD.findall(ROLE.sub(" ", head))
    return all(word.lower() in _MODIFIERS or _NATION.fullmatch(word) for word in words)
