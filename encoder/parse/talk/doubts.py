"""What is said of turns and paragraphs: how speakers are marked, and what is doubtful.

One finding a label, not a place: an editor decides of labels. Those on which most words depend come first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from encoder import lexicon
from encoder.parse.context import Context
from encoder.parse.layout.blocks import Block
from encoder.parse.talk.extent.block_kinds import Kind, Read
from encoder.parse.talk.turns.decide import Turn, Turns
from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.doubt import LIKELY, OPEN, Answer, Asks, Doubt

SPEAKER_STYLE = Rule(
    "speaker-style",
    Severity.INFO,
    "How the record marks its speakers, as inferred from the whole of it.",
    """Records mark speakers in many ways: with a colon, a full stop, a dash, or on a line of their own, and in
several ways at once. What marks a speaker is decided from evidence: a label that recurs, opens paragraphs, alternates
with others, looks like them, or names a listed participant is likely a speaker's. This finding says which labels were
accepted, and how often.

What to do: nothing, if the labels named are the speakers. If one is missing or is not a speaker, look at its
paragraphs.

Guidelines: 7.2.2 Speeches and Speakers.""",
)

SPEAKER_DOUBTFUL = Rule(
    "speaker-doubtful",
    Severity.INFO,
    "It is doubtful whether a speech begins at a label.",
    """The evidence for a speaker's label is not clear: the message gives the probability. If the decision is less
than 95 % certain, the message says which reading was chosen. If the speaker is known, a doubtful speech has
`cert="low"`.

What to do: look at the places named. If the label names no speaker but a speech was encoded, enter the label in
`NAME.decisions.toml` next to the record as a `[[label]]` with `speaker = false`; if it names a speaker but no speech
was encoded, with `speaker = true`. `tei-encoder review` asks, and writes the file.

Guidelines: 7.2.2 Speeches and Speakers; 22.2 (certainty).""",
)

SPEECH_MISSING = Rule(
    "speech-missing",
    Severity.WARNING,
    "Paragraphs begin like speeches, but no speech was encoded.",
    """The record has paragraphs that begin with what could be a speaker's label, but the evidence for each is weak:
the labels do not recur, or do not alternate, or look like fields of a form. So the record was encoded without any
speech.

Example: `Roe: We have read your letter.` is the only paragraph of this kind in a memorandum.

What to do: if the record is a talk, run `tei-encoder review` and confirm the labels, or enter them in
`NAME.decisions.toml` next to the record as `[[label]]` with `speaker = true`. If it is not a talk, do nothing.

Guidelines: 7.2.2 Speeches and Speakers.""",
)

PARAGRAPH_DOUBTFUL = Rule(
    "paragraph-doubtful",
    Severity.INFO,
    "It is doubtful what a paragraph within the talk is.",
    """A paragraph without a label is the speaker's words, an action, a heading, a running head or page number, or
apart from the talk: a list, a vote, a document that was read. This is decided from evidence. If the decision is less
than 95 % certain, the message says what was chosen, what else it could be, and why.

Example: “General Marshall left the room.” between two paragraphs of General Marshall.

What to do: if the choice is wrong, enter the paragraph in `NAME.decisions.toml` next to the record as a `[[block]]`
that quotes its first words, with `kind` one of `words`, `action`, `heading`, `furniture`, `apart`. `tei-encoder
review` asks, and writes the file.

Guidelines: 7.2.4 Stage Directions; 4.2 (divisions and heads).""",
)

_SAYS = {
    "speaker": "a speech", "none": "no speech",
    "words": "words", "action": "an action", "heading": "a heading", "furniture": "furniture",
    "apart": "apart from the talk",
}  # fmt: skip
_QUOTED = 50
"""How many code points of a paragraph are quoted."""
_EXPECTED = 1.0
"""Speeches that must be expected, by the probabilities of their labels, for a record to seem to be a talk."""
_SHOWN = 8
_MOST = 40
"""How many doubtful labels, and paragraphs, are named one by one; the others are counted."""


def report(turns: Turns, blocks: Sequence[Block], context: Context) -> None:
    """Report the style of a record's labels, and its doubts."""
    if turns.first is not None:
        counts = Counter(turn.label.name for turn in turns.every)
        labels = ", ".join(f"“{name}” {count}×" for name, count in counts.most_common(_SHOWN))
        more = f" and {len(counts) - _SHOWN} more" if len(counts) > _SHOWN else ""
        forms = Counter(turn.candidate.form.value for turn in turns.every)
        marked = " and ".join(form for form, _ in forms.most_common(2))
        first = turns.by_block[turns.first][0].candidate
        span = blocks[first.block].text.span(first.start, first.start + 1)
        context.report(SPEAKER_STYLE.at(span, f"speakers are marked with {marked}: {labels}{more}"))
    elif sum(turn.chance for turn in turns.left) >= _EXPECTED:
        labels = ", ".join(dict.fromkeys(f"“{turn.label.name}”" for turn in turns.left[:_SHOWN]))
        candidate = turns.left[0].candidate
        span = blocks[candidate.block].text.span(candidate.start, candidate.end)
        message = f"no speech was encoded, but {len(turns.left)} paragraphs begin like one: {labels}"
        context.report(SPEECH_MISSING.at(span, message))
    doubts = [*doubts_of(turns.every, blocks, made=True), *doubts_of(turns.left, blocks, made=False)]
    doubts.sort(key=lambda doubt: -doubt.words)
    for doubt in doubts[:_MOST]:
        context.report(finding(doubt))
    if others := doubts[_MOST:]:
        context.report(SPEAKER_DOUBTFUL.at(None, _more(len(others), "label")))


def doubts_of(turns: Iterable[Turn], blocks: Sequence[Block], *, made: bool) -> list[Doubt]:
    """The doubt about each label, if there is one: of those that were taken (``made``), or of those that were not."""
    by_label: dict[tuple[str, str], list[Turn]] = defaultdict(list)
    for turn in turns:
        by_label[turn.label.key, turn.candidate.form.value].append(turn)
    found = []
    for places in by_label.values():
        least = min(places, key=lambda turn: turn.chance)
        chance = least.chance if made else sum(turn.chance for turn in places) / len(places)
        if chance < OPEN or (made and least.chance >= LIKELY):
            continue
        candidate, label = least.candidate, least.label
        says = ("speaker", chance), ("none", 1 - chance)
        answers = tuple(Answer(*each) for each in (says if made else says[::-1]))
        several = {each.candidate.block for each in places}
        words = sum(lexicon.word_count(blocks[block].text.text) for block in several)
        span = blocks[candidate.block].text.span(candidate.start, candidate.end)
        reasons = (f"“{label.name}” stands at {len(places)} place{'s' if len(places) > 1 else ''}", *least.reasons)
        found.append(Doubt(Asks.SPEECH, span, answers, reasons, words))
    return found


def report_paragraphs(read: Iterable[tuple[Block, Read]], context: Context) -> None:
    """Report the paragraphs of which it is doubtful what they are."""
    doubts = [
        of_paragraph(block, each) for block, each in read if each.chance < LIKELY and each.other_chance >= OPEN
    ]  # fmt: skip
    doubts.sort(key=lambda doubt: -doubt.words)
    for doubt in doubts[:_MOST]:
        context.report(finding(doubt))
    if others := doubts[_MOST:]:
        context.report(PARAGRAPH_DOUBTFUL.at(None, _more(len(others), "paragraph")))


def _more(number: int, thing: str) -> str:
    return f"1 more {thing} is doubtful" if number == 1 else f"{number} more {thing}s are doubtful"


def of_paragraph(block: Block, read: Read) -> Doubt:
    """The doubt about a paragraph."""
    text = block.text.text
    quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED].rpartition(' ')[0] or text[:_QUOTED]} …"
    answers = Answer(read.kind.value, read.chance), Answer(read.other.value, read.other_chance)
    return Doubt(Asks.PARAGRAPH, block.text.span(), answers, (f"“{quoted}”", *read.reasons), lexicon.word_count(text))


def finding(doubt: Doubt) -> Diagnostic:
    """What a doubt says to an editor."""
    chosen = doubt.answers[0]
    first, *reasons = doubt.reasons
    if doubt.asks is Asks.SPEECH:
        because = f" (for a speech: {', '.join(reasons)})" if reasons else ""
        told = f"{first}; read as {_SAYS[chosen.says]}, {chosen.chance:.0%} sure{because}"
        return SPEAKER_DOUBTFUL.at(doubt.span, told, doubt=doubt)
    other = doubt.answers[1]
    asked = other if chosen.says == Kind.WORDS.value else chosen  # of which the reasons speak
    because = f" (for {_SAYS[asked.says]}: it {', '.join(reasons)})" if reasons else ""
    read, instead = f"{first} read as {_SAYS[chosen.says]}", _SAYS[other.says]
    told = f"{read}, {chosen.chance:.0%} sure; otherwise {instead}, {other.chance:.0%}"
    if other.chance > chosen.chance:  # words are given up only for what is clearly likelier
        told = f"{read}; {instead} is likelier, {other.chance:.0%}, but not sure enough"
    told += because
    return PARAGRAPH_DOUBTFUL.at(doubt.span, told, doubt=doubt)
