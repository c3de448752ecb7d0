"""Lists of participants as other archives would print them, with names and offices of annotated records.

Few records of the gold list who was there, and each archive has one layout; the program should cope with
other layouts too. Names and the text below a list are the record's; labels, forms of address and offices that it
does not give are the lexicon's, in the record's language.
"""

from __future__ import annotations

import random
from typing import Any

from tools import printed

_ITEMS = (  # name, role → a line
    "{name}", "{name}", "{name}, {role}", "{name}, {role}", "{name}, {role}, {more}", "{role}: {name}",
    "{role}, {name}", "{name} ({role})", "{name} – {role}", "{name}: {role}", "{title} {name}, {role}",
    "{title} {name}", "{name}, {letters}", "{name} , {letters}, {letters}", "{role} {name}", "{title} {name} ({role})",
    "{name}, {role},\n    {more}",
)  # fmt: skip
_JOINED = (", ", ", ", "; ", " and ", "\n", "\n", "\n", "\n\n", "\n\n", "、", " ")
_BULLETS = ("", "", "", "", "• ", "- ", "{n}. ", "({n}) ")
_LABELS = (
    "{label}:\n",
    "{LABEL}:\n",
    "{LABEL}\n\n",
    "{label}: ",
    "{label}: ",
    "{label}\n\n",
    "{LABEL}: ",
    "{label} – ",
)
_LETTERS = ("K.C.", "M.P.", "Q.C.", "Esq.", "J.P.", "G.B.S.", "USN", "Ph.D.", "MdB", "(SPD)", "C.B.E.", "EUR", "S/P")
_MOST = 14
_FEW_NAMES = 2


def made(given: dict[str, Any], text: str, seed: str) -> tuple[str, list[str]] | None:
    """A text that begins with a list, and the names that it lists; None where a record names too few."""
    chance = random.Random(seed)
    people = [(p["name"], p.get("role") or "") for p in given["persons"].values() if p.get("name")]
    people = [(" ".join(name.split()), role) for name, role in people if len(name) < 40]
    if len(people) < _FEW_NAMES:
        return None
    lang = str(given.get("language") or "en")[:2]
    if chance.random() < 0.3:  # surnames alone
        people = [*{name.rsplit(" ", 1)[-1]: role for name, role in people}.items()]
    some = chance.sample(people, min(len(people), chance.randrange(1, _MOST)))
    item, joined, bullet = chance.choice(_ITEMS), chance.choice(_JOINED), chance.choice(_BULLETS)
    if joined == " ":
        item = "{title} {name}"
    elif "\n" not in joined and chance.random() < 0.6:
        item = "{name}"  # names in one line mostly stand by themselves
    bullet = bullet if "\n" in joined else ""
    inside = chance.random() < 0.4  # heads of sides
    lines = []
    joins = some[0][0].upper() == some[0][0].lower() and chance.random() < 0.6  # 王先生
    after = _word("titles", lang, chance, "after") if joins else ""
    for number, (name, given_role) in enumerate(some, 1):
        if chance.random() < 0.15:
            item = chance.choice(_ITEMS) if joined != " " else item
        if inside and "\n" in joined and chance.random() < 0.3:
            lines.append(_head(given, text, chance))
        is_usual = 0 < len(given_role) < 60 and chance.random() < 0.4
        role = given_role if is_usual else _word("offices", lang, chance)
        lines.append(
            bullet.format(n=number)
            + item.format(
                name=name + after, role=role, more=_word("offices", lang, chance), letters=chance.choice(_LETTERS),
                title=_word("titles", lang, chance, "before"),
            )
        )  # fmt: skip
    label = _word("fields", lang, chance, "participants")
    opening = chance.choice(_LABELS).format(label=label, LABEL=label.upper())
    if joined == "\n\n" and not opening.endswith("\n"):
        opening += "\n\n"
    talk = min((turn["label"][0] for turn in given["turns"]), default=len(text) // 2)  # below the record's own list
    paragraphs = text[talk:].split("\n\n")
    at = chance.randrange(max(1, len(paragraphs) - 20))
    below = "\n\n".join(paragraphs[at : at + 20])
    last = "." if chance.random() < 0.2 else ""
    final = chance.choice((joined, f" {_word('joiners', lang, chance)} ", ", and ")) if joined == ", " else joined
    listed = final.join((joined.join(lines[:-1]), lines[-1])) if len(lines) > 1 else lines[0]
    return f"{opening}{listed}{last}\n\n{below}", [name + after for name, _ in some]


def _head(given: dict[str, Any], text: str, chance: random.Random) -> str:
    """A line that names a side: a heading of the record."""
    heads = [text[start:end] for start, end in given["heads"] if end - start < 50]
    words = chance.choice(heads).replace("\n", " ") if heads else _word("languages", "", chance).title()
    return words + chance.choice(("", ":", ":"))


_JOINERS = {"de": "und", "fr": "et", "es": "y", "pt": "e", "it": "e", "ru": "и", "sv": "och", "zh": "和"}


def _word(name: str, lang: str, chance: random.Random, flag: str = "") -> str:
    """An entry of the lexicon in a language, or in English where it has none."""
    if name == "joiners":
        return _JOINERS.get(lang, "and")
    flags = (flag,) if flag else ()
    found = printed.words(name, lang, *flags) or printed.words(name, "en", *flags)
    return chance.choice(found)
