"""The kinds of brackets, and the nodes that each becomes (Guidelines 3.4, 3.5, 3.9, 12.3).

The kinds are those that an editor can decide (`encoder.values.decisions.BRACKETS`), each with one small maker.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Literal, TypeAlias

from encoder import lexicon
from encoder.parse.brackets.bracket import Bracket
from encoder.parse.brackets.foreign import of_original
from encoder.values.doubt import Cert, weaker
from encoder.values.record.inline import (
    Content,
    Foreign,
    Gap,
    Gloss,
    Note,
    NoteType,
    Pb,
    Ref,
    Stage,
    Supplied,
    Unclear,
)

Maker: TypeAlias = Callable[[Bracket, Content, Cert | None], Content]
"""Of a bracket, its content and how certain its kind is, the nodes."""
Reason: TypeAlias = Literal["illegible", "missing", "redacted", "untranslated", "editorial"]

_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_QUANTITY = re.compile(
    rf"(?P<number>\d+|{'|'.join(_NUMBERS)}) "
    r"(?P<unit>letter|word|line|phrase|sentence|paragraph|page|name|figure)s?\b(?! or)",
    re.IGNORECASE,
)
_DELIVERY = re.compile(
    r"(?:\w+ ){0,2}(?:laugh|interject|applau|smil|sigh|whisper|cough|pause|silence|crosstalk|chuckl)", re.IGNORECASE
)
_MARK = re.compile(r"\d{1,4}|[^\W\d_]|[*†‡§]{1,4}")
_REASONS = ("redacted", "untranslated", "missing", "illegible")
_PAGE_NUMBER = re.compile(r"[^\W\d_]+\.?\s*(?P<n>[^\W\d_]?\d+)")


def kind_of(answer: str, bracket: Bracket) -> str | None:
    """The kind in `MAKERS` that an answer of the evidence is; None where the bracket cannot be it.

    Of a gap the reason is asked for, of an action how it is done, of a remark whose it is.
    """
    if answer == "gap" or (answer == "sic" and bracket.says("missing")):  # [sic, the remainder is missing]
        return next((each for each in _REASONS if bracket.says(each)), None)
    if answer == "action":
        is_delivery = _DELIVERY.match(bracket.words) or lexicon.longest("stage", bracket.folded, audience=True)
        return "delivery" if is_delivery else "action"
    if answer == "translator" and bracket.resp != "translator" and not bracket.translates:
        return "editorial"
    if answer == "footnote" and not (bracket.closed and _MARK.fullmatch(bracket.text.text.strip())):
        return None
    if answer == "page" and not lexicon.contains("brackets", bracket.words, page=True):
        return None
    return answer


def _note(kind: NoteType, bracket: Bracket, content: Content, cert: Cert | None) -> Content:
    return (Note(kind, content, bracket.span, bracket.resp, cert, bracket.rend_unqueried),)


def _gap(reason: Reason, bracket: Bracket, content: Content, cert: Cert | None) -> Content:
    """Quantity and unit where they are stated as one number; a page break in it stands behind it."""
    size = _QUANTITY.search(bracket.words) if reason != "editorial" and " or " not in bracket.words else None
    number = size["number"].lower() if size else ""
    quantity = _NUMBERS.get(number) or (int(number) if number.isdigit() else None)
    unit = size["unit"].lower() if size and quantity else None
    gap = Gap(reason, bracket.text, bracket.span, bracket.resp, bracket.rend_unqueried, quantity, unit, cert)
    return (gap, *(node for node in content if isinstance(node, Pb)))


def _supplied(bracket: Bracket, content: Content, cert: Cert | None) -> Content:
    own = bracket.certain(content)
    words, rend = (own, bracket.rend) if own else (content, bracket.rend_unqueried)  # [?]: the mark itself
    return (Supplied(words, bracket.span, bracket.resp, weaker(cert, bracket.cert), rend),)


def _unclear(bracket: Bracket, content: Content, _: Cert | None) -> Content:
    return (Unclear(bracket.certain(content), bracket.span, bracket.resp, bracket.rend),)


def _gloss(kind: Literal["expansion"] | None, bracket: Bracket, content: Content, cert: Cert | None) -> Content:
    own = bracket.certain(content)
    return (Gloss(own, bracket.span, bracket.resp, kind, weaker(cert, bracket.cert), bracket.rend),)


def _stage(kind: Literal["business", "delivery"], bracket: Bracket, content: Content, cert: Cert | None) -> Content:
    return (Stage(kind, content, bracket.span, bracket.resp, bracket.rend_unqueried, cert),)


def _footnote(bracket: Bracket, _content: Content, _cert: Cert | None) -> Content:
    return (Ref((bracket.text,), bracket.text.text.strip(), bracket.span),)


def _original(bracket: Bracket, content: Content, cert: Cert | None) -> Content:
    lang = of_original(bracket.words, bracket.languages)
    return _note("original", bracket, (Foreign(content, lang),) if lang else content, cert)


def _page(bracket: Bracket, _: Content, cert: Cert | None) -> Content:
    """A page begins. `[[Page S705]]` and `[p. 12]` give its number; `[end of page 3]` gives that of another."""
    number = _PAGE_NUMBER.fullmatch(bracket.words)
    return Pb(bracket.span, n=number["n"] if number else None), *_note("page", bracket, (bracket.text,), cert)


_NOTES: tuple[NoteType, ...] = (
    "sic", "identification", "role", "translator", "editorial", "marginalia", "stamp", "signature", "timestamp",
    "reference", "headnote",
)  # fmt: skip
_GAPS: dict[str, Reason] = {
    "illegible": "illegible", "missing": "missing", "redacted": "redacted", "untranslated": "untranslated",
    "omission": "editorial",
}  # fmt: skip
MAKERS = MappingProxyType[str, Maker]({
    **{kind: partial(_note, kind) for kind in _NOTES},
    **{kind: partial(_gap, reason) for kind, reason in _GAPS.items()},
    "supplied": _supplied,
    "unclear": _unclear,
    "gloss": partial(_gloss, None),
    "expansion": partial(_gloss, "expansion"),
    "action": partial(_stage, "business"),
    "delivery": partial(_stage, "delivery"),
    "footnote": _footnote,
    "original": _original,
    "page": _page,
})  # fmt: skip
"""What makes the nodes of each kind."""
