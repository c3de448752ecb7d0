"""A bracket that an editor has decided: the node that the decision names, whatever the bracket looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from encoder.parse.inline.kinds import Bracket
from encoder.values.document import Gap, Gloss, Inline, Note, NoteType, Stage, Supplied, Unclear

_GAPS = {"omission": "editorial"} | {each: each for each in ("illegible", "missing", "redacted", "untranslated")}
_STAGES = {"action": "business", "delivery": "delivery"}
_OTHERS: dict[str, Callable[[Bracket], Inline]] = {
    "supplied": lambda b: Supplied(b.certain, b.span, b.resp, b.cert, b.rend),
    "unclear": lambda b: Unclear(b.certain, b.span, b.resp, b.rend),
    "gloss": lambda b: Gloss(b.certain, b.span, b.resp, None, b.cert, b.rend),
    "expansion": lambda b: Gloss(b.certain, b.span, b.resp, "expansion", b.cert, b.rend),
}


def node(says: str, bracket: Bracket) -> Inline:
    """The node of a bracket of that kind; the kinds are those of `encoder.decisions.BRACKETS`."""
    if says in _GAPS:
        return Gap(_GAPS[says], bracket.text, bracket.span, bracket.resp, bracket.rend_unqueried)  # type: ignore[arg-type]
    if says in _STAGES:
        return Stage(_STAGES[says], bracket.content, bracket.span, bracket.resp, bracket.rend_unqueried)  # type: ignore[arg-type]
    if says in get_args(NoteType):
        return Note(says, bracket.content, bracket.span, bracket.resp, rend=bracket.rend_unqueried)  # type: ignore[arg-type]
    return _OTHERS[says](bracket)
