"""Names that an editor completed: the bracket and what it completes are one `persName`.

    017:  Malenkov, [Lavrentii] Beria          a forename before its surname
    002:  Ambassador [Patrick] Hurley          the same, after an office
    017:  Liu [Shaoqi]                         a given name after its surname, which the record has elsewhere
    118978:  [North] Korea                     no person
    LAYOUTS: Tan [Tang] Enbo                   no completion, but another spelling

What is found is where the name begins and ends (Guidelines 14.2.1, 12.3.3.1).
"""

from __future__ import annotations

import re

from encoder.lexicon.offices import roles
from encoder.lexicon.signs import CAPITAL
from encoder.parse.brackets.bracket import Bracket

_FORENAMES = re.compile(rf"{CAPITAL}(?:[\w’'-]+|\.)(?:\s?{CAPITAL}(?:[\w’'-]+|\.)){{0,2}}")
_SURNAME = re.compile(rf"\s+(?P<name>{CAPITAL}[\w’-]*\w)")
_FAMILY = re.compile(rf"(?P<name>{CAPITAL}\w+)\s+$")
_LISTED = re.compile(r"(?:[,;:(]|\b(?:and|with|by|from|to))\s+$")
_OFFICE_OF = re.compile(r" (?:of|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*\s+$")  # Secretary of Defense [James] Forrestal
_NO_FORENAME = re.compile(  # [North] Korea, [Communist] China, [Chinese] Embassy, [Nationalist] General
    r"(?:North|South|East|West|Central|Upper|Lower|Inner|Outer|New|Old|Great|Red|Free|Soviet|United|Communist)\w*"
    r"|\w+(?:ese|ish|ist|ern|ican)|(?:The|This|That|These|Their|Our|His|Her)\b.*"
)


def place(text: str, at: int, start: int, end: int, bracket: Bracket) -> tuple[int, int] | None:
    """From where to where in ``text`` the name reaches that the bracket at ``[start:end]`` is a part of; else None.

    It does not begin before ``at``.
    """
    if not bracket.closed or not _FORENAMES.fullmatch(bracket.words) or roles().search(bracket.words):
        return None
    family = _FAMILY.search(text, at, start)
    if family and bracket.mentions.together(family["name"], bracket.words):
        return family.start("name"), end
    surname = _SURNAME.match(text, end)
    if not surname or _NO_FORENAME.fullmatch(bracket.words) or roles().search(surname["name"]):
        return None
    if _LISTED.search(bracket.before) or _after_office(bracket.before):
        return start, surname.end("name")
    return None


def _after_office(before: str) -> bool:
    """Whether a text ends with an office or a form of address: `Ambassador`, `Com.`, `Secretary of Defense`."""
    head = _OFFICE_OF.sub("", before).rstrip()
    return any(match.end() == len(head) for match in roles().finditer(head)) or bool(_ADDRESS.search(before))


_ADDRESS = re.compile(r"\b(?:[Cc]om(?:rade)?s?|[Cc]des?|Mr|Mrs|Ms|Dr|Gen|Col|Amb|Prof)\.?\s+$")
