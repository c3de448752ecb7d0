"""Where each speech ends, and what the paragraphs up to there and after it are.

A speech is one piece. What is not talk (a vote, a document read into the record, narration) comes after its last
words, so the paragraphs between two labels are judged together. Each place where the speech could end has a
probability, computed from all paragraphs before and after it. A speech can continue after an action or a heading
(Guidelines 7.2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from math import exp, log

from encoder import lexicon
from encoder.evidence import Weights
from encoder.parse.talk.extent import block_kinds
from encoder.parse.talk.extent.block_kinds import Kind, Read
from encoder.parse.talk.extent.paragraphs import NEVER, Paragraph
from encoder.values.doubt import LIKELY

_GOES_ON = 0.5
"""From this probability that the speech continues below a line, the line is words and not a heading."""
_LEAST = 0.3
"""The least probability of an action or a heading; it must also be likelier than words."""
_TRUST = 0.7
"""How far neighbours count as independent evidence; below 1, because adjacent paragraphs resemble each other."""
_WITHIN = {Kind.ACTION: 1.0, Kind.HEADING: 0.2}
_BEHIND = {Kind.ACTION: 0.3, Kind.HEADING: 0.8}
"""How readily actions and headings stand within a speech and behind its end: most headings end one."""
_LOOKED_AT = 200
"""How much of a line is searched for the end of a meeting, in code points."""
_BARE = 5
"""Most words of a line that only says that the meeting is over."""
# The meeting rose at 6.30 p.m. · Schluss der Sitzung: 17 Uhr · not “adjourned for ten minutes”
_AT_A_TIME = re.compile(
    r"\d{1,2}\s*[:.hH]\s*\d\d(?:\s*[ap]\.?\s?m\.?)?[^\w]*$|\d{1,2}\s?[ap]\.?\s?m\.?[^\w]*$"
    r"|\d{1,2}\s*(?:Uhr|heures?|час\w*|ч\.|時|时|시|点|點|óra|uur|hod)[^\w]*$|godz\.?\s*\d{1,2}[^\w]*$",
    re.IGNORECASE,
)
_LITTLE = 1e-6
_CERTAIN = 50.0
"""What an editor's decision weighs, as a logarithm of odds."""


def read(run: Sequence[Paragraph], weights: dict[Kind, Weights], decided: Sequence[Read | None]) -> list[Read]:
    """What the paragraphs between two labels are; ``decided`` is what an editor has said of each."""
    alone = [block_kinds.chances(each, weights) for each in run]
    going_on = _going_on([_for_speech(*each) for each in zip(alone, decided, strict=True)])
    return _closed(run, [
        by_editor or _read(paragraph, chances, inside, later, weights)
        for paragraph, chances, inside, later, by_editor in zip(
            run, alone, going_on, [*going_on[1:], 0.0], decided, strict=True
        )
    ])  # fmt: skip


def _closed(run: Sequence[Paragraph], found: Sequence[Read]) -> list[Read]:
    """The same; what follows the end of the meeting is not said in it."""
    ends = (at for at, (each, read) in enumerate(zip(run, found, strict=True)) if _ends_meeting(each, read))
    end = next(ends, len(found))
    return [
        each._replace(kind=Kind.APART, other=Kind.WORDS)
        if at > end and each.kind is Kind.WORDS and not each.is_decided
        else each
        for at, each in enumerate(found)
    ]


def _ends_meeting(paragraph: Paragraph, read: Read) -> bool:
    """Whether a line says that the meeting is over, perhaps at what time; not that it is interrupted, or goes on."""
    if read.kind is not Kind.ACTION or paragraph.until != NEVER:
        return False
    text = paragraph.text[:_LOOKED_AT]
    is_bare = lexicon.word_count(text) <= _BARE and not any(map(str.isdigit, text))
    goes_on = "," in text or lexicon.contains("small", text, conjunction=True, ambiguous=False)
    return (
        not goes_on
        and lexicon.contains("stage", text, closing=True)
        and (is_bare or _AT_A_TIME.search(text) is not None)
    )


def _for_speech(chances: dict[Kind, float], decided: Read | None) -> float:
    """How strongly a paragraph suggests that the speech continues, as log odds."""
    if decided:
        return {Kind.WORDS: _CERTAIN, Kind.APART: -_CERTAIN}.get(decided.kind, 0.0)
    within = chances[Kind.WORDS] + sum(share * chances[kind] for kind, share in _WITHIN.items())
    behind = chances[Kind.APART] + sum(share * chances[kind] for kind, share in _BEHIND.items())
    return _TRUST * log((within + _LITTLE) / (behind + _LITTLE))


def _going_on(odds: Sequence[float]) -> list[float]:
    """The probability of each paragraph that the speech ends only after it."""
    ends = list(accumulate(odds, initial=0.0))  # of the speech ending before each paragraph, and after the last
    most = max(ends)
    shares = [exp(end - most) for end in ends]
    total = sum(shares)
    return [1 - ended / total for ended in accumulate(shares[:-1])]


def _read(
    paragraph: Paragraph, alone: dict[Kind, float], inside: float, later: float, weights: dict[Kind, Weights]
) -> Read:
    """What a paragraph is; ``inside`` and ``later``: how probable it is that the speech goes on here and behind it."""
    chances = _together(alone, inside)
    if later >= _GOES_ON and not paragraph.headed:  # within speeches, 3 of 49 such lines were headings
        alone, chances = _without(alone, Kind.HEADING), _without(chances, Kind.HEADING)
    kind = _kind(alone, within=chances[Kind.WORDS] >= chances[Kind.APART])
    others = {each: chance for each, chance in chances.items() if each is not kind}
    other = max(others, key=lambda each: others[each])
    asked = kind if kind is not Kind.WORDS else other
    why = block_kinds.reasons(asked, paragraph, weights) if chances[kind] < LIKELY else ()
    return Read(kind, chances[kind], other, chances[other], why)


def _without(chances: dict[Kind, float], excluded: Kind) -> dict[Kind, float]:
    """The probabilities if one answer is impossible."""
    rest = 1 - chances[excluded] + _LITTLE
    return {kind: 0.0 if kind is excluded else chance / rest for kind, chance in chances.items()}


def _kind(alone: dict[Kind, float], *, within: bool) -> Kind:
    plain = Kind.WORDS if within else Kind.APART
    likeliest = max((Kind.ACTION, Kind.HEADING), key=lambda kind: alone[kind])
    is_clear = alone[likeliest] >= max(_LEAST, alone[plain])
    return likeliest if is_clear else plain


def _together(alone: dict[Kind, float], inside: float) -> dict[Kind, float]:
    """The probability of each answer, given the probability that the speech continues."""
    within = alone[Kind.WORDS] + sum(share * alone[kind] for kind, share in _WITHIN.items()) + _LITTLE
    behind = alone[Kind.APART] + sum(share * alone[kind] for kind, share in _BEHIND.items()) + _LITTLE
    chances = {
        kind: alone[kind] * (inside * _WITHIN[kind] / within + (1 - inside) * _BEHIND[kind] / behind)
        for kind in _WITHIN
    }
    chances[Kind.WORDS] = inside * alone[Kind.WORDS] / within
    chances[Kind.APART] = (1 - inside) * alone[Kind.APART] / behind
    return chances
