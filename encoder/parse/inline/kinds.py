"""The kinds of brackets: what each is recognised by, the most telling first.

A kind is a function of a `Bracket` that gives a node, or None where the bracket is not of that kind. `KINDS`, at the
end, is their order; the words they look for stand in `bracket_words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeAlias

from encoder import lexicon
from encoder.lexicon import bracket_words as words
from encoder.parse.inline.mentions import Mentions
from encoder.values.document import (
    Cert,
    Content,
    Foreign,
    Gap,
    Gloss,
    Inline,
    Note,
    NoteType,
    Ref,
    Rend,
    Resp,
    Stage,
    Supplied,
    Unclear,
)
from encoder.values.excerpt import Excerpt
from encoder.values.source import Span

_NAME_BEFORE = re.compile(r"(?P<word>[^\W\d_a-zà-öø-ÿа-я][\w’'.-]*)[\"”’]?,?\s+$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:][\"”’)]?\s+|[–—-]\s*)$")
_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-ÞЀ-Я]")
_TITLE_CASE = re.compile(r"[A-Z]\w+(?: (?:of |the |and |in )*[A-Z]\w+)+")
_TITLED = re.compile(r"[A-Z][\w’'-]+(?: (?:of |the |and )*[A-Z][\w’'-]+)+ $")  # North Atlantic Pact [NATO]
_ABBREVIATION = re.compile(r"(?:^|[^\w])(?P<sigil>[A-Z][A-Za-z]?[A-Z]+s?)\s*$")
_NAME = re.compile(r"(?:[A-ZÀ-ÖØ-ÞЀ-Я][\w’'.-]*|of|the|and|de|von|van|la|al|for|in|on)(?:\s+|$)")


@dataclass(frozen=True)
class Bracket:
    """A bracket in its context: what stands in it, and up to 80 characters on either side."""

    text: Excerpt
    """What stands between the brackets; nested brackets as printed."""
    span: Span
    before: str
    after: str
    closed: bool
    content: Content
    """What stands in it as nodes: nested brackets are already told apart."""
    resp: Resp
    mentions: Mentions
    languages: tuple[str, ...] = ()

    @cached_property
    def words(self) -> str:
        """The words in it, without blanks and marks of emphasis at the ends and without a final question mark."""
        return self.text.text.strip(" \n\t_*").removesuffix("?").rstrip()

    @cached_property
    def query(self) -> bool:
        """Whether it ends with the editor's doubt: `[Zheng?]`; a question of ten words is no doubt about a word."""
        return self.closed and self.text.text.rstrip().endswith("?") and len(self.words.split()) <= 6

    @property
    def cert(self) -> Cert | None:
        """Low where the editor doubts."""
        return "low" if self.query else None

    @property
    def rend(self) -> Rend | None:
        """How it was printed, where `[…]` does not say so."""
        return "query" if self.query else self.rend_unqueried

    @property
    def rend_unqueried(self) -> Rend | None:
        """The same for nodes that keep a question mark as text."""
        return None if self.closed else "unclosed"

    @property
    def certain(self) -> Content:
        """The content without the question mark that `@cert` and `@rend` carry."""
        if not self.query or not isinstance(self.content[-1], Excerpt):
            return self.content
        last = self.content[-1]
        stem = last[: last.text.rindex("?")]
        return (*self.content[:-1], stem) if stem.text else self.content[:-1]


_SUPPLIED = 8
"""More words than this no sentence lacks."""

_WORD_BEFORE = re.compile(r"(?P<word>\w+)\s+$")
_NEARLY = 0.7
"""A word and what it should be share so much: `proceeds` and `precedes`, not `the` and `them`."""
_ALIKE = 0.5
"""Spellings of one name share so much: `Chou` and `Zhou`, `Tan` and `Tang`; `Filippov` and `Stalin` do not."""

Kind: TypeAlias = Callable[[Bracket], Inline | None]


def _note(bracket: Bracket, kind: NoteType) -> Note:
    return Note(kind, bracket.content, bracket.span, bracket.resp, rend=bracket.rend_unqueried)


def mark(bracket: Bracket) -> Inline | None:
    """`Chequers[1]`: the mark of a footnote, which no blank parts from what it is about; `on [5] October` is none.

    Where all marks have notes below, in one order, a blank does not matter: `I shall return on 15th August [1]`.
    """
    if not words.MARK.fullmatch(bracket.text.text) or not bracket.closed:
        return None
    if bracket.text.text in bracket.mentions.footnotes:
        return Ref((bracket.text,), bracket.text.text, bracket.span)
    if bracket.before[-1:].isspace() and not _SENTENCE_START.search(bracket.before):
        return None
    if re.search(r"\d[.,]$|(?<!\d{3})\d$", bracket.before) or bracket.after[:1].isalnum():
        return None  # 12.[4] million, 19[58], 1[2],000; but “on 8 July 1997[1]”
    return Ref((bracket.text,), bracket.text.text, bracket.span)


def timestamp(bracket: Bracket) -> Inline | None:
    """`[00:03:43]`, the time mark of a recording."""
    return _note(bracket, "timestamp") if words.TIMESTAMP.match(bracket.words) else None


def omission(bracket: Bracket) -> Inline | None:
    """`[…]`, `[Here follow details on military planning.]`: the editor left something out or gives a précis."""
    if not words.OMISSION.match(bracket.words):
        return None
    return Gap("editorial", bracket.text, bracket.span, bracket.resp, bracket.rend_unqueried)


def sic(bracket: Bracket) -> Inline | None:
    """`[sic]`, `[sic, should be …]`; `[sic, the remainder is missing]` is a gap."""
    if not words.SIC.match(bracket.words):
        return None
    if words.SIC_GAP.match(bracket.words):
        return Gap("missing", bracket.text, bracket.span, bracket.resp, bracket.rend_unqueried)
    return _note(bracket, "sic")


def correction(bracket: Bracket) -> Inline | None:
    """`1946 [1947]`, `the word proceeds [precedes] it`: what should stand there is nearly what does."""
    before = _WORD_BEFORE.search(bracket.before)
    if not bracket.closed or before is None:
        return None
    printed, right = before["word"], bracket.words
    if right.isdigit() and printed.isdigit():
        return _note(bracket, "sic") if len(right) == len(printed) > 1 and right != printed else None
    if not (right.isalpha() and right.islower() and printed.islower() and len(right) > 3):
        return None
    alike = SequenceMatcher(None, printed, right).ratio() >= _NEARLY
    return _note(bracket, "sic") if alike and right != printed else None


def signature(bracket: Bracket) -> Inline | None:
    """`[signature]`, `[signature illegible 31/XII]`, which is a signature, not a gap."""
    return _note(bracket, "signature") if words.SIGNATURE.search(bracket.words) else None


def stamp(bracket: Bracket) -> Inline | None:
    """`[Stamp: Secret]`."""
    return _note(bracket, "stamp") if words.STAMP.search(bracket.words) else None


def gap(bracket: Bracket) -> Inline | None:
    """`[original unclear]`, `[one line missing]`; quantity and unit where they are stated as numbers."""
    found = words.GAP.search(bracket.words)
    if found is None:
        return None
    reason = next(reason for starts, reason in words.REASONS if found["state"].lower().startswith(starts))
    size = words.QUANTITY.search(bracket.words)
    number = size["number"].lower() if size and " or " not in bracket.words else ""
    quantity = words.NUMBERS.get(number) or (int(number) if number.isdigit() else None)
    unit = size["unit"].lower().rstrip("s") if size and quantity else None
    return Gap(reason, bracket.text, bracket.span, bracket.resp, bracket.rend_unqueried, quantity, unit)  # type: ignore[arg-type]


def marginalia(bracket: Bracket) -> Inline | None:
    """`[Handwritten] …`, `[circled in colored pencil]`."""
    return _note(bracket, "marginalia") if words.MARGINALIA.search(bracket.words) else None


def remark(bracket: Bracket) -> Inline | None:
    """`[Translator's note: …]`, `[ed. note: …]`, which say whose they are; `[page break]`, `[733rd meeting]`."""
    if (
        words.EDITORS.match(bracket.text.text)
        or words.PAGE.match(bracket.words)
        or words.REFERENCE.match(bracket.words)
    ):
        return _note(bracket, "editorial")
    if words.EDITORIAL.match(bracket.text.text.strip()):
        return _note(bracket, "editorial")
    return _own(bracket) if words.TRANSLATORS.match(bracket.words) else None


def _own(bracket: Bracket) -> Note:
    """A remark in the translator's own words, or in an editor's."""
    return _note(bracket, "translator" if bracket.resp == "translator" else "editorial")


_MOST_WORDS = 12
"""An action in brackets has no more."""


def action(bracket: Bracket) -> Inline | None:
    """`[Laughter]`, `[hands over a paper]`."""
    is_told = words.ACTION.match(bracket.words) and len(bracket.words.split()) <= _MOST_WORDS
    if not is_told and not _begins_as_action(bracket.words):
        return None
    kind = "delivery" if words.DELIVERY.match(bracket.words) else "business"
    return Stage(kind, bracket.content, bracket.span, bracket.resp, bracket.rend_unqueried)  # type: ignore[arg-type]


def _begins_as_action(said: str) -> bool:
    """Whether words begin as an action does, and speak to nobody: `laughs`, `crosstalk`, `Beifall`."""
    folded = lexicon.fold(said)
    begins = len(folded) <= _MOST_WORDS and lexicon.longest("stage", folded, ambiguous=False) > 0
    return begins and not lexicon.contains("talk", said, ambiguous=False)


def identification(bracket: Bracket) -> Inline | None:
    """`you [referring to Kim Il Sung]`, `We [Liu Shaoqi, Gao Gang, and Wang Jiaxiang]`, `They [the Soviets]`."""
    named = (
        words.PRONOUN_BEFORE.search(bracket.before)
        and _CAPITALS.match(bracket.words.removeprefix("the "))
        and not words.ROLE.search(bracket.words)
    )
    if named or _alias(bracket) or words.IDENTIFICATION.match(bracket.words):
        return _note(bracket, "identification")
    return None


def _alias(bracket: Bracket) -> bool:
    """`Cde. Andreev [Mikoyan]`: the name before is somebody's, and the other is no spelling of it."""
    before = _NAME_BEFORE.search(bracket.before)
    if not before or not bracket.words.isalpha() or not bracket.words[:1].isupper():
        return False
    known = bracket.mentions.person(before["word"])
    return known and SequenceMatcher(None, before["word"].casefold(), bracket.words.casefold()).ratio() < _ALIKE


def role(bracket: Bracket) -> Inline | None:
    """`Kim Soon Ho [Korean interpreter]`, `[GMD General] Du Yuming`: what somebody is, beside the name."""
    beside = _NAME_BEFORE.search(bracket.before) or _NAME.match(bracket.after.lstrip())
    if not beside or len(bracket.words.split()) > 14 or not words.ROLE.search(bracket.words):
        return None
    return _note(bracket, "role")


def expansion(bracket: Bracket) -> Inline | None:
    """`CC [Central Committee]`, `Chinese Communist Party [CCP]`: an abbreviation and its full form, either first."""
    before = _ABBREVIATION.search(bracket.before)
    full = bracket.words
    if before and _initials(full) and _initials(full) == before["sigil"].rstrip("s"):
        return Gloss(bracket.certain, bracket.span, bracket.resp, "expansion", bracket.cert, bracket.rend)
    sigil = re.fullmatch(r"[A-Z][A-Za-z()]?[A-Z()]+", full)
    if sigil and (_initials(bracket.before.rstrip()).endswith(full) or _TITLED.search(bracket.before)):
        return Gloss(bracket.certain, bracket.span, bracket.resp, "expansion", bracket.cert, bracket.rend)
    return None


def _initials(phrase: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", phrase))


def sentence(bracket: Bracket) -> Inline | None:
    """`[The original four-character phrase means "evil to the extreme" …]`: a sentence of the translator's own."""
    count = len(bracket.words.split())
    if not bracket.closed:
        return None  # where the editor's words end is not known
    if (count >= 5 and words.REMARK.match(bracket.text.text.strip())) or count > 14:
        return _own(bracket)
    return None


def original(bracket: Bracket) -> Inline | None:
    """`[napravlenie]`: the term of the original, in Latin letters."""
    lang = words.is_foreign(bracket.words, bracket.languages) or words.script(bracket.words)
    if lang is None:
        return None
    return Note("original", (Foreign(bracket.content, lang),), bracket.span, bracket.resp, rend=bracket.rend_unqueried)


def gloss(bracket: Bracket) -> Inline | None:
    """`Shangganling [Triangle Hill]`: another name. Two single names may be a correction as well: `Tan [Tang]`."""
    if bracket.words == "I" or words.PART_OF_NAME.match(bracket.words) or words.POSSESSIVE.search(bracket.words):
        return None
    if _TITLE_CASE.fullmatch(bracket.words) and words.is_foreign(_last_words(bracket.before), ("zh", "ru")):
        return Gloss(bracket.certain, bracket.span, bracket.resp, None, bracket.cert, bracket.rend)
    if bracket.before.rstrip().endswith(",") and bracket.after.lstrip()[:1].isupper():
        return None  # in China, [North] Korea and Vietnam
    before = _NAME_BEFORE.search(bracket.before)
    if not before or not _CAPITALS.match(bracket.words) or not all(map(_NAME.match, bracket.words.split())):
        return None
    if _SENTENCE_START.search(bracket.before[: before.start()]) and before["word"].lower() in _OPENERS:
        return None
    cert: Cert | None = "low" if bracket.query or len(bracket.words.split()) == 1 else None
    return Gloss(bracket.certain, bracket.span, bracket.resp, None, cert, bracket.rend)


def _last_words(text: str) -> str:
    """The lower-case word at the end of a text: `Dangdai Zhongguo waijiao` ends in a term."""
    found = re.search(r"[a-zà-öø-ÿ’']{5,}(?=\s+$)", text)
    return found[0] if found else ""


_OPENERS = frozenset(
    "in on at of the a an and but or for from with to by as if when while after before then that this these those "
    "we i you he she they it our my your his her their yes no not".split()
)


def unclear(bracket: Bracket) -> Inline | None:
    """`October [5?]`: a figure the editor could not read for sure."""
    if not bracket.query or not bracket.words or not re.search(r"\d", bracket.words):
        return None
    return Unclear(bracket.certain, bracket.span, bracket.resp, bracket.rend)


def question(bracket: Bracket) -> Inline | None:
    """`in this question [?] Of course`: the mark that the question lacks."""
    if bracket.text.text.strip() != "?" or not bracket.before[-1:].isspace() or not bracket.after[1:2].isupper():
        return None
    if re.search(r"[.!?:;]\s+$", bracket.before):
        return None
    return Supplied((bracket.text,), bracket.span, bracket.resp)


def supplied(bracket: Bracket) -> Inline | None:
    """`[North] Korea`, `the Chollima [movement]`, `[,]`: a few words that the sentence needs."""
    count = len(bracket.words.split())
    if not bracket.text.text.strip() or not bracket.words or not bracket.closed or count > _SUPPLIED:
        return None
    if words.NO_WORDS_OF_THE_RECORD.search(bracket.words):
        return None
    return Supplied(bracket.certain, bracket.span, bracket.resp, bracket.cert, bracket.rend)


KINDS: tuple[Kind, ...] = (
    mark,
    timestamp,
    omission,
    sic,
    correction,
    signature,
    stamp,
    gap,
    remark,
    marginalia,
    action,
    identification,
    expansion,
    role,
    sentence,
    original,
    gloss,
    unclear,
    question,
    supplied,
)
