"""Brackets as other editors would set them, in texts of the corpus.

Most kinds of brackets stand in the records of one or two archives only, and each writes them its own way. A made text
has brackets of a few kinds, with the lexicon's words in many languages; the text around them is a record's.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tools import printed

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = re.compile(r"(?<=\w) (?=\w)")
"""Between two words of a line."""
_STOP = re.compile(r"(?<=[^\W\d_][.!?]) (?=[^\W\d_])")
_NAME = re.compile(r"(?<=[a-z,] )[^\W\d_a-zß-ÿ][a-zß-ÿ’-]{2,}(?: [^\W\d_a-zß-ÿ][a-zß-ÿ’-]{2,})*(?= [a-zß-ÿ(]|[,.;])")
_FULL = re.compile(
    r"[^\W\d_a-z][a-z]{2,}(?: (?:of|the|for|and|der|de|des|für|und) (?=[^\W\d_a-z])| )[^\W\d_a-z][a-z]{2,}(?: [^\W\d_a-z][a-z]{2,})*"
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sir|Lord|General|Senator|President|Minister|Ambassador|Comrade|Cde|Herr|Frau|Abg|M|Sr|Tuan|Hon)\.? "
    r"(?P<name>[^\W\d_a-zß-ÿ][a-zß-ÿ’-]{2,})"
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|them|we|us|I|you|it|er|sie|wir|ihm|il|elle|nous|lui|él|ella)\b(?= [a-z])", re.IGNORECASE
)
_FIGURE = re.compile(r"(?<=[a-z,] )\d{1,4}(?=[ ,.])")
_LOWER = re.compile(r"(?<=[^\W\d_,] )[a-zà-ÿß]{3,}(?: [a-zà-ÿß]{2,})?(?= [^\W\d_]|[,.])")
_PHRASE = re.compile(r"(?<=[^\W\d_,] )[a-zà-ÿß]+(?: [^\W\d_]+){1,4}(?= [a-zà-ÿß]|[,.])")
_NAMES = re.compile(
    r"(?<=[a-z,] )[^\W\d_a-zß-ÿ][a-zß-ÿ’-]{2,} [^\W\d_a-zß-ÿ][a-zß-ÿ’-]{2,}(?: [^\W\d_a-zß-ÿ][a-zß-ÿ’-]{2,})*(?= [a-zß-ÿ(]|[,.;])"
)
_OPENING = re.compile(r"(?<=[a-z][.:] )[^\W\d_a-zß-ÿ][a-zà-ÿß]*(?: [a-zà-ÿß]+){0,4}(?= [a-zà-ÿß])")
_FIRST = re.compile(r"(?<=[a-z][.:] )[^\W\d_a-zß-ÿ][a-zà-ÿß]+ [^\W\d_a-zß-ÿ][a-zß-ÿ’-]{2,}")
_UNIT = re.compile(r"(?<=\d )[a-zà-ÿß]{2,}")
_SIGN = re.compile(r"(?<=[^\W_])[.,;’”\"](?=\s)|(?<=\s)[“\"](?=[^\W_])")
_PARAGRAPH = re.compile(r"(?<=\n\n)(?=\S)")
_LANGUAGES = (
    "en",
    "en",
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "ru",
    "pl",
    "zh",
    "ja",
    "ko",
    "nl",
    "sv",
    "cs",
    "hu",
    "ro",
)
_MOST_KINDS, _MOST_EACH = 4, 9


class Place(NamedTuple):
    """What is put where: the text from ``start`` to ``end`` becomes ``text``, whose bracket begins at ``bracket``."""

    start: int
    end: int
    text: str
    bracket: int
    kind: str


def _pick(chance: random.Random, name: str, *flags: str) -> str:
    for _ in range(20):
        words = printed.words(name, chance.choice(_LANGUAGES), *flags)
        if words:
            word = chance.choice(words)
            return word[:1].upper() + word[1:] if chance.random() < 0.4 else word
    return chance.choice(printed.words(name, "en", *flags))


def _sentence(chance: random.Random, text: str) -> str:
    """Some words of a text, perhaps as a sentence."""
    words = [*_WORD.finditer(text)]
    first = chance.randrange(max(1, len(words) - 20))
    some = " ".join(word[0] for word in words[first : first + chance.randrange(3, 18)])
    return some[:1].upper() + some[1:] + chance.choice(("", ".", "."))


def _insert(kind: str, at: int, words: str, after: str = " ", before: str = "") -> Place:
    return Place(at, at, f"{before}[{words}]{after}", len(before), kind)


def _between(chance: random.Random, text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    found = [*pattern.finditer(text)]
    return chance.choice(found) if found else None


def _anywhere(
    words: Callable[[random.Random, str], str], kind: str, share: tuple[float, float]
) -> Callable[[random.Random, str], Place | None]:
    """A bracket between two words, between two sentences, or as a paragraph; ``share`` of the first two."""

    def place(chance: random.Random, text: str) -> Place | None:
        said, where = words(chance, text), chance.random()
        if where < share[0]:
            gap = _between(chance, text, _GAP)
            return _insert(kind, gap.end(), said) if gap else None
        if where < sum(share):
            gap = _between(chance, text, _STOP)
            return _insert(kind, gap.end(), said) if gap else None
        gap = _between(chance, text, _PARAGRAPH)
        return _insert(kind, gap.end(), said, chance.choice(("\n\n", "\n\n", " "))) if gap else None

    return place


def _gap(chance: random.Random, _: str) -> str:
    said = _pick(chance, "brackets", chance.choice(("illegible", "illegible", "missing", "redacted", "untranslated")))
    if chance.random() < 0.5:
        lang = chance.choice(("en", "en", "de", "fr", "ru", "es"))
        units = printed.words("brackets", lang, "unit", "ambiguous") or ("",)
        said = f"{' '.join(chance.choice(units) for _ in range(chance.randrange(1, 3)))} {said.lower()}"
        said = chance.choice((f"{chance.randrange(2, 9)} {said}", said, said, said[:1].upper() + said[1:]))
    said = chance.choice((said, said, said, f"the {said} here", said.upper(), f"the {said}"))
    return said + chance.choice(("", "", "", ".", " here"))


def _omission(chance: random.Random, text: str) -> str:
    if chance.random() < 0.4:
        return chance.choice(("…", "...", ". . .", "....", "—"))
    said = _pick(chance, "brackets", "omission")
    return chance.choice((said, said, said.upper(), f" {said} ", f"{said} {_sentence(chance, text)}"))


def _noted(*flags: str, alone: float = 0.2) -> Callable[[random.Random, str], str]:
    def words(chance: random.Random, text: str) -> str:
        said = _pick(chance, "brackets", *flags)
        if chance.random() < alone:
            return said + chance.choice(("", "", ":", "."))
        sign = chance.choice((": ", ": ", " ", " – ", ", "))
        mark = chance.choice(("", "", "“", '"'))
        sign += chance.choice(("", "", f"{chance.randrange(1, 30)}. "))
        return f"{said}{sign}{mark}{_sentence(chance, text)}{mark.replace('“', '”')}"

    return words


def _remark(chance: random.Random, text: str) -> str:
    """A sentence of the translator's own."""
    return _sentence(chance, text).rstrip(".") + "."


def _action(chance: random.Random, _: str) -> str:
    said = _pick(chance, "stage")
    return chance.choice((said, said, said.lower(), said.capitalize(), f"{said}.", said.upper()))


def _page(chance: random.Random, _: str) -> str:
    said, number = (
        _pick(chance, "brackets", "page"),
        chance.choice(("", "S", "H", "p")) + str(chance.randrange(2, 9000)),
    )
    return chance.choice(
        (f"{said} {number}", f"[{said} {number}]", f"{said}{number}", said if len(said) > 3 else f"{said} {number}")
    )


def _reference(chance: random.Random, text: str) -> str:
    letters = "".join(chance.choice("ABCDEFGHKLMNPRSTVW") for _ in range(chance.randrange(1, 5)))
    number = f"{chance.randrange(1, 9000)}"
    mark = chance.choice(
        (
            "{l}: A{n}, {m}/{k}",
            "{l} {n}",
            "{l}/{n}",
            "{l}: {n}/{m}",
            "{l} {m}, {n}",
            "{l}, f. {m}, op. {k}, d. {n}, l. {m}",
        )
    )
    shelf = mark.format(l=letters, n=number, m=chance.randrange(1, 99), k=chance.randrange(1, 30))
    said = _pick(chance, "brackets", "reference")
    return chance.choice(
        (
            shelf,
            shelf,
            f"{said} {shelf}",
            f"{said} {_pick(chance, 'brackets', 'page')} {number}",
            f"{said} {_sentence(chance, text)}",
        )
    )


def _time(chance: random.Random, _: str) -> str:
    parts = [f"{chance.randrange(60):02}" for _ in range(chance.choice((2, 3, 3, 4)))]
    return ":".join(parts) + chance.choice(("", "", "", f".{chance.randrange(10, 999)}"))


def _glued(chance: random.Random, text: str) -> Place | None:
    gap = _between(chance, text, chance.choice((_GAP, _STOP)))
    number = str(chance.randrange(1, 300))
    return _insert("footnote", gap.start(), number, "") if gap else None


def _supplied(chance: random.Random, text: str) -> Place | None:
    word = _between(
        chance,
        text,
        chance.choice((_LOWER, _LOWER, _PHRASE, _PHRASE, _NAMES, _NAMES, _UNIT, _SIGN, _OPENING, _FIRST, _FIGURE)),
    )
    if word is None:
        return None
    said, end = word[0] + chance.choice(("", "", "", "?")), word.end()
    if text[end] in ",.;" and chance.random() < 0.4:
        said, end = word[0] + text[end], end + 1
    if word.re is _FIRST:
        first = word[0].split()[0]
        return Place(word.start(), word.start() + len(first), f"[{first}]", 0, "supplied")
    if word.re is _NAMES and chance.random() < 0.8:  # one word of a name alone
        own = [*_WORD.finditer(text, *word.span())]
        first = chance.randrange(len(own))
        last = chance.choice((first, first, len(own) - 1)) if first else first
        return Place(
            own[first].start(), own[last].end(), f"[{text[own[first].start() : own[last].end()]}]", 0, "supplied"
        )
    return Place(word.start(), end, f"[{said}]", 0, "supplied")


def _again(chance: random.Random, text: str) -> Place | None:
    """The same word again and again: `98 [percent]`."""
    counted = Counter(word for word in _WORD.findall(text) if word.islower() and len(word) >= 5)
    word = max(counted, key=lambda each: (counted[each], each), default="")
    found = _between(chance, text, re.compile(rf"(?<= )\b{word}\b")) if word else None
    return Place(found.start(), found.end(), f"[{word}]", 0, "supplied") if found else None


def _initial(chance: random.Random, text: str) -> Place | None:
    name = _between(chance, text, _NAME)
    initials = "".join(f"{chance.choice('ABCDEFGHJKLMNPRSTW')}." for _ in range(chance.choice((1, 1, 2))))
    return _insert("supplied", name.start(), initials) if name else None


def _name(chance: random.Random, text: str) -> str:
    name = _between(chance, text, _NAME)
    return name[0] if name else ""


def _identified(chance: random.Random, text: str) -> Place | None:
    other = _name(chance, text)
    said = chance.random()
    place = _between(chance, text, _PRONOUN if said < 0.6 else _NAME)  # a name beside a name may be anything
    if place is None or not other:
        return None
    words = other if said < 0.3 else f"{_pick(chance, 'brackets', 'means').lower()} {other}"
    return _insert("identification", place.end(), words, "", " ")


def _party(chance: random.Random, text: str) -> Place | None:
    """`Anna Muster [ABC]`: where somebody belongs."""
    name = _between(chance, text, _NAMES)
    if name is None or name[0].count(" ") > 1:
        return None
    letters = "".join(chance.choice("ABCDEFGLNPSU") for _ in range(chance.randrange(2, 5)))
    words = chance.choice(
        (letters, letters, f"{letters}/{letters[::-1]}", _name(chance, text), _name(chance, text).upper())
    )
    return _insert("identification", name.end(), words or letters, "", " ")


def _relative(chance: random.Random, text: str) -> Place | None:
    """`my mother [Cora Jones]`."""
    place, name = _between(chance, text, _LOWER), _between(chance, text, _NAMES)
    if place is None or name is None:
        return None
    middle = chance.choice((" ", " ", f" {chance.choice('ABCDEFGHJKLM')}. ", f" “{name[0][:3]}” "))
    return _insert("identification", place.end(), name[0].replace(" ", middle, 1), "", " ")


def _addressed(chance: random.Random, text: str) -> Place | None:
    """`Comrade Andreev [Mikoyan]`."""
    name, other = _between(chance, text, _NAME), _name(chance, text)
    if name is None or not other or " " in name[0]:
        return None
    title = _capitalised(chance.choice(printed.words("titles", chance.choice(_LANGUAGES), "before") or ("Mr.",)))
    return Place(
        name.start(), name.end(), f"{title} {name[0]} [{other}]", len(title) + len(name[0]) + 2, "identification"
    )


def _known(chance: random.Random, text: str) -> Place | None:
    """`Andreev [Mikoyan]`, where the record speaks of Comrade Andreev elsewhere."""
    addressed, other = _between(chance, text, _TITLED), _name(chance, text)
    if addressed is None or not other:
        return None
    alone = re.compile(rf"(?<=[a-zà-ÿ,] ){addressed['name']}(?= [a-zà-ÿ]|[,.;])")
    place = _between(chance, text, alone)
    return _insert("identification", place.end(), other, "", " ") if place and other not in place[0] else None


def _surname(chance: random.Random, text: str) -> Place | None:
    """`Nowak [Anna Nowak]`."""
    name, other = _between(chance, text, _NAME), _name(chance, text)
    if name is None or not other or " " in name[0] or other == name[0]:
        return None
    words = chance.choice((f"{name[0]} {other}", f"{other} {name[0]}"))
    return _insert("identification", name.end(), words, "", " ")


def _role(chance: random.Random, text: str) -> Place | None:
    name = _between(chance, text, _NAME)
    said = _pick(chance, "offices")
    said = chance.choice((said, f"{_name(chance, text)} {said}".strip(), f"{said} {_pick(chance, 'titles')}"))
    if name is None:
        return None
    if chance.random() < 0.5:
        return _insert("role", name.start(), said)
    return _insert("role", name.end(), said, "", " ")


def _expansion(chance: random.Random, text: str) -> Place | None:
    full = _between(chance, text, _FULL)
    if full is None:
        return None
    short = "".join(word[0] for word in full[0].split() if word[0].isupper())
    if chance.random() < 0.3:  # not by its initials alone
        short += chance.choice("ABEINORST")
    if chance.random() < 0.6:
        return Place(full.start(), full.end(), f"{short} [{full[0]}]", len(short) + 1, "expansion")
    return Place(full.start(), full.end(), f"{full[0]} [{short}]", len(full[0]) + 1, "expansion")


def _fuller(chance: random.Random, text: str) -> Place | None:
    """`Lincoln [Lincoln Tool Company]`."""
    full = _between(chance, text, _FULL)
    if full is None:
        return None
    short = chance.choice((full[0].split()[0], full[0].split()[0], " ".join(full[0].split()[:2]), full[0].split()[-1]))
    return Place(full.start(), full.end(), f"{short} [{full[0]}]", len(short) + 1, "expansion")


def _country(chance: random.Random, text: str) -> Place | None:
    """`Cordoba [Spain]`, `London, [England]`: the second goes on with the sentence."""
    name, country = _between(chance, text, _NAME), _capitalised(chance.choice(printed.words("territories", "")))
    if name is None:
        return None
    if chance.random() < 0.4:
        return _insert("supplied", name.end(), country, "", ", ")
    return _insert("gloss", name.end(), chance.choice((country, country, f"{name[0]}, {country}")), "", " ")


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _gloss(chance: random.Random, text: str) -> Place | None:
    name, other = _between(chance, text, chance.choice((_NAME, _NAME, _NAME, _NAME, _LOWER))), _name(chance, text)
    if name is None or not other:
        return None
    if name[0].islower():
        word = _between(chance, text, _LOWER)
        other = word[0] if word else other
    return _insert("gloss", name.end(), other, "", " ")


def _tagged(chance: random.Random, text: str) -> Place | None:
    """`[term:ABC]`, `[time:00:05:10|5:10]`: a mark that leads to an explanation."""
    word, gap = _between(chance, text, _LOWER), _between(chance, text, _GAP)
    if word is None or gap is None:
        return None
    shown = chance.choice(
        (_time(chance, text), _name(chance, text), "".join(chance.choice("ABCDEFGS") for _ in range(3)))
    )
    return _insert("gloss", gap.end(), f"{word[0].split(' ')[0]}:{shown}{chance.choice(('', '', f'|{shown.lower()}'))}")


_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch \" y ' e yu ya".split(),
        strict=True,
    )
)
_INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w".split()
_FINALS = "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u ua uo ui uan un uang".split()


def _original(chance: random.Random, text: str) -> Place | None:
    """A word of the original in Latin letters, or in its own, after the word that renders it."""
    word = _between(chance, text, _LOWER)
    if word is None:
        return None
    if chance.random() < 0.4:
        said = chance.choice(printed.words(chance.choice(("talk", "stage", "brackets", "saying")), "ru")).lower()
        said = said if chance.random() < 0.2 else "".join(_CYRILLIC.get(c, c) for c in said)
    else:
        syllables = [chance.choice(_INITIALS) + chance.choice(_FINALS) for _ in range(chance.randrange(2, 6))]
        said = syllables[0] + "".join(chance.choice(("", "", " ")) + each for each in syllables[1:])
        if chance.random() < 0.4:
            said = chance.choice(printed.words("stage", chance.choice(("zh", "ja", "ko"))))
    return _insert("original", word.end(), said, "", " ")


def _respelled(chance: random.Random, text: str) -> Place | None:
    """Another spelling of a name; of a small word, or of a figure, what would be right."""
    word = _between(chance, text, chance.choice((_NAME, _LOWER, _FIGURE)))
    if word is None or " " in word[0]:
        return None
    letters, at = [*word[0]], chance.randrange(len(word[0]))
    letters[at] = chance.choice("0123456789" if word[0].isdigit() else "aeioubdgklmnprst")
    changed = "".join(letters)
    if changed.casefold() == word[0].casefold() or len(word[0]) < 2:
        return None
    changed = changed[:1].upper() + changed[1:] if word[0][:1].isupper() else changed
    kind = "gloss" if word[0][:1].isupper() else "sic"
    return Place(word.start(), word.end(), f"{changed} [{word[0]}]", len(changed) + 1, kind)


def _figure(chance: random.Random, text: str) -> Place | None:
    number = _between(chance, text, _FIGURE)
    return Place(number.start(), number.end(), f"[{number[0]}?]", 0, "unclear") if number else None


_EVERYWHERE, _SENTENCES, _MIXED, _APART = (0.9, 0.1), (0.1, 0.8), (0.4, 0.4), (0.0, 0.3)
_KINDS: tuple[Callable[[random.Random, str], Place | None], ...] = (
    _anywhere(_gap, "gap", _EVERYWHERE),
    _anywhere(_omission, "omission", _MIXED),
    _anywhere(_time, "timestamp", _MIXED),
    _anywhere(_noted("sic", alone=0.8), "sic", _EVERYWHERE),
    _anywhere(_noted("signature", alone=0.7), "signature", _APART),
    _anywhere(_noted("stamp", alone=0.3), "stamp", _APART),
    _anywhere(_noted("margin", alone=0.3), "marginalia", _MIXED),
    _anywhere(_noted("translator"), "translator", _MIXED),
    _anywhere(_noted("editor"), "editorial", _MIXED),
    _anywhere(_noted("remark"), "editorial", _MIXED),
    _anywhere(_noted("attached", alone=0.7), "editorial", _APART),
    _anywhere(_remark, "translator", _SENTENCES),
    _anywhere(_action, "action", _MIXED),
    _anywhere(_page, "page", _MIXED),
    _anywhere(_reference, "reference", _MIXED),
    *(_glued, _again, _initial, _identified, _party, _addressed, _known, _relative, _surname, _role, _expansion),
    *(_fuller, _country, _gloss, _gloss, _gloss, _tagged, _original, _respelled, _figure),
    *(4 * (_supplied,)),  # the commonest kind
)  # fmt: skip


def translated(text: str, other: str, seed: str) -> tuple[str, dict[int, str]]:
    """A text with sentences of an ``other`` language, each with its translation in brackets; where those begin."""
    chance = random.Random(seed)
    text, other = (each.replace("[", "(").replace("]", ")") for each in (text, other))
    places = []
    for stop in chance.sample([*_STOP.finditer(text)], min(len(_STOP.findall(text)), chance.randrange(1, _MOST_EACH))):
        foreign, said = _sentence(chance, other), _sentence(chance, text)
        places.append(Place(stop.end(), stop.end(), f"{foreign} [{said}] ", len(foreign) + 1, "translator"))
    return _put(text, places)


def made(text: str, seed: str) -> tuple[str, dict[int, str]]:
    """A text with brackets of a few kinds, and the kind of each by its offset."""
    chance = random.Random(seed)
    text = text.replace("[", "(").replace("]", ")")
    places: list[Place] = []
    most = chance.choice((1, 2, _MOST_EACH, _MOST_EACH))
    for kind in chance.sample(_KINDS, chance.randrange(1, _MOST_KINDS + 1)):
        for _ in range(chance.randrange(1, most + 1)):
            place = kind(chance, text)
            if place and all(place.end < other.start - 1 or place.start > other.end + 1 for other in places):
                places.append(place)
    return _put(text, places)


def _put(text: str, places: Sequence[Place]) -> tuple[str, dict[int, str]]:
    """A text with what is put into it, and the kind of each bracket by its offset."""
    kinds: dict[int, str] = {}
    parts: list[str] = []
    at = size = 0
    for place in sorted(places):
        parts += (text[at : place.start], place.text)
        size += place.start - at
        kinds[size + place.bracket] = place.kind
        size += len(place.text)
        at = place.end
    return "".join((*parts, text[at:])), kinds
