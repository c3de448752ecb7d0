"""The words of an edition as its record has them, and the other readings that the markup gives.

    <choice><sic>teh</sic><corr>the</corr></choice>     teh; or the
    con<lb break="no"/>ference                           conference
    <supplied>he</supplied>                              he; or nothing
    <pb n="12"/>, <gap reason="illegible"/>              nothing; or 12, or what the record has in brackets there

Only `text` is read, not the header (Guidelines 3.5, 12.3).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree

from encoder.lexicon import joined
from encoder.values.namespaces import TEI, XML

_MARKS = ("Mn", "Mc", "Me")
"""Categories of Unicode: vowel signs, accents and points, which are part of words."""
_LIGATURES = {each: unicodedata.normalize("NFKC", each) for each in map(chr, range(0xFB00, 0xFB07))}
_SOFT_HYPHEN = "\u00ad"
_FIRST = {"choice": ("sic", "orig", "abbr", "seg"), "app": ("lem",), "subst": ("add",)}
"""Of elements with alternatives, those that the record has, as a rule."""
_OPTIONAL = frozenset("supplied ex am fw figDesc desc note del surplus add rt".split())
"""Elements whose words the record may have or lack."""
_LACKED = frozenset(("del", "fw"))
"""Of these, those that it lacks, as a rule."""
_GAPS = frozenset(("gap", "space", "unclear", "damage"))
_BREAKS = frozenset(("lb", "pb", "cb", "gb", "milestone"))
_INSIDE_WORDS = frozenset(
    "hi emph c g seg w pc m abbr expan ex am sic corr orig reg choice supplied unclear damage add del subst app lem "
    "rdg persName placeName orgName name rs roleName forename surname date time num measure foreign term ref ptr "
    "anchor title quote q said mentioned soCalled gloss distinct surplus restore retrace mod geogName".split()
)
"""Elements that may begin and end within a word; all others part words."""
_NUMBERED = "n"
_COUNTED = frozenset("pb lb cb gb milestone note item div sp u p l ab".split())
"""Elements whose @n the record may print."""


class Alternative(NamedTuple):
    """At these offsets of a reading's text one of ``others`` may stand instead; ``is_gap``: anything in brackets."""

    start: int
    end: int
    others: tuple[str, ...]
    is_gap: bool = False


class Word(NamedTuple):
    """A word, as it is compared, and where it stands in the text that it was read from."""

    text: str
    start: int
    end: int


class Reading(NamedTuple):
    """An edition's text with its alternatives, and which element each part stands in."""

    text: str
    alternatives: tuple[Alternative, ...]
    notes: tuple[tuple[int, int], ...]
    """Start and end of each note."""
    starts: tuple[int, ...]
    holders: tuple[tuple[etree._Element, bool], ...]
    """Of the parts that begin at ``starts``: the element, and whether the part is its tail."""


def words(text: str) -> list[Word]:
    """The words of a text; of scripts without blanks each letter is one. Ligatures and soft hyphens do not count."""
    found = []
    for match in _word().finditer(text):
        if not joined(match[0]):
            found.append(Word(compared(match[0]), *match.span()))
            continue
        found += [Word(compared(sign), at, at + 1) for at, sign in enumerate(match[0], match.start())]
    return found


@cache
def _word() -> re.Pattern[str]:
    marks = "".join(sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.category(sign) in _MARKS)
    return re.compile(rf"[^\W_](?:[^\W_]|[{re.escape(marks)}])*")


def compared(word: str) -> str:
    """A word as it is compared: composed (NFC), Latin ligatures resolved."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", "".join(_LIGATURES.get(sign, sign) for sign in word))


def read(root: etree._Element) -> Reading:
    """The reading of a document's `text`."""
    writer = _Writer(_names(root))
    for text in root.iter(f"{{{TEI}}}text"):
        if not any(each.tag == f"{{{TEI}}}text" for each in text.iterancestors()):
            writer.element(text)
    return Reading(
        "".join(writer.parts),
        tuple(writer.alternatives),
        tuple(writer.notes),
        tuple(writer.starts),
        tuple(writer.holders),
    )


def _names(root: etree._Element) -> dict[str, str]:
    """The names of persons by their ids, for `u` and `sp` that do not print who speaks."""
    found: dict[str, str] = {}
    for person in root.iter(f"{{{TEI}}}person", f"{{{TEI}}}personGrp", f"{{{TEI}}}org"):
        identifier = person.get(f"{{{XML}}}id")
        if identifier:
            found[identifier] = " ".join(" ".join(person.itertext()).split())
    return found


class _Writer:
    """Writes a reading, element by element."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.parts: list[str] = []
        self.alternatives: list[Alternative] = []
        self.notes: list[tuple[int, int]] = []
        self.starts: list[int] = []
        self.holders: list[tuple[etree._Element, bool]] = []
        self._names = names
        self._length = 0

    def _put(self, text: str, holder: etree._Element, *, tail: bool) -> None:
        text = text.replace(_SOFT_HYPHEN, "")
        if text:
            self.starts.append(self._length)
            self.holders.append((holder, tail))
            self.parts.append(text)
            self._length += len(text)

    def element(self, element: etree._Element) -> None:
        """An element with all that is in it, without its tail."""
        name = etree.QName(element).localname
        parts_words = name not in _INSIDE_WORDS and not (name in _BREAKS and element.get("break") == "no")
        if parts_words:
            self._part(element)
        start = self._length
        self._attributes(element, name)
        if name in _FIRST:
            self._alternatives(element, _FIRST[name])
        else:
            self._put(element.text or "", element, tail=False)
            for child in element:
                if isinstance(child.tag, str):
                    self.element(child)
                self._put(child.tail or "", child, tail=True)
        if name == "note":
            self.notes.append((start, self._length))
        if name in _OPTIONAL:
            self._optional(name, start)
        if parts_words:
            self._part(element)

    def _part(self, element: etree._Element) -> None:
        if self.parts and not self.parts[-1][-1:].isspace():
            self._put(" ", element, tail=False)

    def _attributes(self, element: etree._Element, name: str) -> None:
        """What attributes say and the record may print: numbers, who speaks, that something cannot be read."""
        said = []
        if element.get(_NUMBERED) and name in _COUNTED:
            said.append(element.get(_NUMBERED, ""))
        who = [self._names[each[1:]] for each in (element.get("who") or "").split() if each[1:] in self._names]
        if who and element.find(f"{{{TEI}}}speaker") is None:
            said.append(" ".join(who))
        if said or name in _GAPS:
            self.alternatives.append(Alternative(self._length, self._length, tuple(said), name in _GAPS))

    def _alternatives(self, element: etree._Element, first: Sequence[str]) -> None:
        """Of several readings the one that the record has; the others stand beside it."""
        children = [child for child in element if isinstance(child.tag, str)]
        names = [etree.QName(child).localname for child in children]
        at = next((at for name in first for at, own in enumerate(names) if own == name), 0)
        start = self._length
        if children:
            self.element(children[at])
        others = tuple(plain(child) for number, child in enumerate(children) if number != at)
        self.alternatives.append(Alternative(start, self._length, others))

    def _optional(self, name: str, start: int) -> None:
        if name not in _LACKED:
            self.alternatives.append(Alternative(start, self._length, ("",)))
            return
        text = "".join(self.parts[bisect_left(self.starts, start) :])
        self._cut(start)
        self.alternatives.append(Alternative(start, start, (text,)))

    def _cut(self, start: int) -> None:
        """Take back what was written from an offset on."""
        while self.starts and self.starts[-1] >= start:
            self._length -= len(self.parts.pop())
            self.starts.pop()
            self.holders.pop()
        self.alternatives = [each for each in self.alternatives if each.start < start]


def plain(element: etree._Element) -> str:
    """All text of an element."""
    return "".join(map(str, element.itertext()))


def header_words(root: etree._Element) -> list[list[str]]:
    """The words of each text in a document's header, as they are compared."""
    headers = root.iter(f"{{{TEI}}}teiHeader")
    texts = (words(str(text)) for header in headers for text in header.itertext())
    return [[word.text for word in each] for each in texts if each]
