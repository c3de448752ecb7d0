"""Speaker labels: the forms they have in print, and what of a text could be one.

    118978:  Deng Xiaoping: We should pay you a visit.           a colon
    styles:  Dor--Wahrhaftig!      Dor — Ach!                     a dash
    styles:  Fr. v. Langs. Gleichviel.                            a full stop
    styles:  Dor⏎Wahrhaftig!                                      a line of its own
    [00:12:04] Interviewer: When …    12. Kim: In July.           a time or a number before it

What is printed as a label is another matter than what is one: `inference.py` asks the whole document
(Guidelines 7.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from encoder.lexicon import names
from encoder.parse.layout.blocks import Block

_WORD = re.compile(r"\[?[^\W\d_][\w’'.-]*(?:\[[^\[\]]{1,40}\])?[\w’'.-]*\]?[,.]?|\[[^\[\]]{1,40}\]|&|/")
BESIDE = r"(?:to|turning|turns|addressing|speaking|interrupt\w*|laugh\w*|smil\w*)\b[^\[\]]{0,40}"
"""What a bracket behind a name says of the speech: `Yudin [to Antonov]:`."""
# ZHOU ENLAI (interrupting). · Mr. BELAUNDE (Peru) (interpretation from Spanish): · Yudin [to Antonov]:
_ACTION = re.compile(rf"(?:\s*\([^()]{{1,60}}\))+$|\s+\[{BESIDE}\]$")
_SLIP = re.compile(r"(?P<name>[^.:\[\]]{2,60})\.(?=\s+[A-Z])")  # President. China should have …
_MERE_ADDRESS = re.compile(r"(?:mr|mrs|ms|miss|messrs|dr|hon|sir)\.?", re.IGNORECASE)
_COLON = re.compile(r":(?:\]?(?=\s|$)|(?=[A-Z]))")
_DASH = re.compile(r"\.(?:--|[–—-])|-(?:-|(?<=\s-)(?=\s))|–(?=\s?\S)|—(?=\s?\S)")
_TIME = re.compile(
    r"(?P<open>\[)?\d{1,3}:\d{2}(?::\d{2}(?:[.,]\d{1,3})?)?(?(open)\])\s+"
)  # 00:12:04 Kim: · [0:12] Kim:
_NUMBER = re.compile(r"(?:\d{1,4}[.)]|[•·●▪*–—-])\s+")  # 12. Kim: · - Kim:
_WELL_KNOWN = 3
_SENTENCE_END = re.compile(  # but an abbreviation ends none: `Fr. v. Langs:` is one label
    r"(?:(?!\b(?:[A-Z]|Mr|Dr|Fr|St|Lt|Jr|vs|no|v)\.)\b\w+\.|[!?…–—]|[\d)\]]\.)[\"”’)\]]?\s+\Z"
)
_RUN_ON = 2
"""A label that opens so many blocks is looked for inside them too."""
_LONGEST = 64
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Form:
    """A way to mark speakers. ``separator`` matches what ends a label; its group 0 is printed with the label.

    Blanks before it are no part of it: an expression that begins with a sign is found ten times as fast.
    """

    title: str
    separator: re.Pattern[str]
    alone: bool = False
    """The label fills its line and the words follow on the next."""
    many: bool = False
    """The separator may stand inside a label too: `Fr. v. Langs.`"""
    strict: bool = True
    """Only labels that come back count, and only where they open a good share of the paragraphs."""
    lead: re.Pattern[str] | None = None
    """What may stand before a label: the time in a recording, the number of the turn."""

    @property
    def counts(self) -> bool:
        """Whether turns have numbers."""
        return self.lead is _NUMBER


FORMS = (
    Form("a colon", _COLON, strict=False, lead=_TIME),
    Form("a colon, after a number or a bullet", _COLON, lead=_NUMBER),
    Form("a dash", _DASH),
    Form("a full stop", re.compile(r"\.(?=\s+\S)"), many=True),
    Form("a line of its own", re.compile(r"$"), alone=True),
)


class Label(NamedTuple):
    """A label at a place of a block's text: ``end`` is past its last character; ``name`` is without separator."""

    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a document marks its speakers: the form, and how often each accepted label (by its key) opens a block.

    ``printed`` has each label as it stands where it comes first.
    """

    form: Form
    labels: dict[str, int]
    printed: dict[str, str]

    @property
    def well_known(self) -> tuple[str, ...]:
        """Labels that may follow a sentence on its line, the longest first; none where the form leaves that to chance.

        A label must be printed as it always is, and be more than a letter: “plan C: …” is no turn.
        """
        if self.form.strict:
            return ()
        known = (name for label, name in self.printed.items() if self.labels.get(label, 0) >= _RUN_ON and len(name) > 2)
        return tuple(sorted(known, key=len, reverse=True))

    def labels_in(self, block: Block) -> bool:
        """Whether a turn begins in the block, at its start or on one of its lines."""
        text = block.text.text
        return any(self.label(text, at) for at in (0, *(() if self.form.alone else block.lines)))

    def label(self, text: str, start: int = 0, *, followed: bool = True) -> Label | None:
        """The longest accepted label at a place of a text; ``followed``: words stand on the line directly below."""
        found = [label for label in possible(self.form, text, start, followed=followed) if self._accepts(label.name)]
        return found[-1] if found else self._slip(text, start)

    def _slip(self, text: str, start: int) -> Label | None:
        """A well-known label at the start of a paragraph, with a full stop where all others have a colon."""
        match = None if self.form.strict or start else _SLIP.match(text)
        if match is None or self.labels.get(key(match["name"]), 0) < _WELL_KNOWN:
            return None
        name = bare(match["name"])  # printed as it always is: “c. Destruction of …” is an item, though C speaks
        return Label(match.end(), name) if len(name) > 1 and name == self.printed.get(key(name)) else None

    def _accepts(self, name: str) -> bool:
        """Whether the label is one of the document's, or names several who each have one: `ZHOU ENLAI and MOLOTOV`."""
        if key(name) in self.labels:
            return True
        parts = names.SEVERAL.split(name)
        return len(parts) > 1 and all(self._known(part) for part in parts)

    def _known(self, part: str) -> bool:
        words = names.tokens(part)
        return any(names.fits(words, tuple(label.split())) for label in self.labels)


def run_on(text: str, known: tuple[str, ...]) -> Iterator[int]:
    """Where a well-known label follows a sentence on the same line."""
    colon = text.find(":")
    while colon >= 0:
        if text[colon + 1 : colon + 2].isspace():
            starts = (colon - len(name) for name in known if text.endswith(name, 0, colon))
            yield from (at for at in starts if at > 0 and _SENTENCE_END.search(text, max(0, at - _LONGEST), at))
        colon = text.find(":", colon + 1)


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A label without brackets: `M[arshall]` is Marshall, `[General Marshall` is General Marshall."""
    return " ".join(name.replace("[", "").replace("]", "").split()).rstrip(",")


def key(name: str) -> str:
    """What a label is counted by: its words without case and accents."""
    return " ".join(names.tokens(name)) or name


def possible(form: Form, text: str, start: int, *, followed: bool) -> list[Label]:
    """The labels that could stand at a place, the shorter first."""
    if form.alone and not (followed and len(text) - start <= _LONGEST):
        return []
    lead = form.lead.match(text, start) if form.lead else None
    start = lead.end() if lead else start
    found = []
    for separator in form.separator.finditer(text, start, min(len(text), start + _LONGEST + 2)):
        name = text[start : separator.start()].rstrip()
        if name.endswith((")", "]")):
            name = _ACTION.sub("", name)
        if _balanced(text[start : separator.end()]) and _like_label(name):
            found.append(Label(separator.end(), bare(name)))
        if not form.many:
            break
    return found


def _balanced(printed: str) -> bool:
    """Whether a label has its brackets whole: `[Marshall:]` has, `[Fritz. Babet.]` has not at its first stop."""
    return "[" not in printed or printed.count("[") == printed.count("]")


@lru_cache(maxsize=4096)
def _like_label(name: str) -> bool:
    """A few words, the first of them capitalised, most of the others too."""
    words = name.split()
    if not all(map(_WORD.fullmatch, words)):
        words = bare(name).split()  # a bracket that goes over a blank: G[overnor Chang]
    if not words or len(words) > _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    if any(word.endswith("-") for word in words) or _MERE_ADDRESS.fullmatch(name):
        return False  # “HON. J. USAMATE.- Yes” is a label and a word; in “Mr: Speaker” nobody is named
    letters = [word.lstrip("[") for word in words]
    if not letters[0][:1].isupper():
        return False
    return sum(1 for word in letters if word[:1].islower() and len(word) > 2) <= max(1, len(words) // 3)
