"""What stands before the first turn: issuing body, date line, title, headnote, participants.

    118978:  Document of the International Department of the Central Committee of …      byline
    027:     No. 2 of 40 copies                                                            classification
    118978:  Printed and Distributed on October 7, 1961                                   dateline
    118978:  Summary of Conversation between Comrade Kim Il Sung and Comrade Deng Xiaoping  head
    118978:  [Conversation during the visit of … to the residence of …]                   headnote, setting
    118978:  Korean representatives: Kim Il Sung, Choe Yong-geon, …                       participants

Each recogniser looks at one block; `recognise` is their order (Guidelines 4.2, 15.2.3).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias

from encoder import lexicon
from encoder.lexicon import names
from encoder.lexicon.signs import CLAUSE_END
from encoder.parse.brackets.inline import headnote, inline
from encoder.parse.context import Context, fits_any
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block
from encoder.values.excerpt import Excerpt
from encoder.values.record.blocks import Byline, Classification, Dateline, Head, Reference
from encoder.values.record.document import Setting
from encoder.values.record.inline import Content, Date, DateValue, Hi, Inline, Note

_ISSUED = re.compile(
    r"(?:document|paper|report|copy|files?|bulletin|telegram|cable) (?:of|by|from|issued by) the\b"
    r"(?!.*\bto (?:the )?(?-i:[A-Z]))",  # “Telegram from the Embassy to the Ministry” is a title
    re.IGNORECASE,
)

_HASTE = "most immediate|immediate|urgent|flash|priority"
_SECRECY = (
    rf"(?:(?:personal|private|{_HASTE})(?:,? and|,)? )?"
    r"(?:top |most |strictly |highly )?(?:secret|confidential|restricted|classified)(?: (?:guard|noforn|special))?"
)
_COPIES = r"(?:no\.? ?)?\d+ of \d+ cop(?:y|ies)|cop(?:y|ies) (?:no\.? ?)?\d+(?: of \d+)?"
_FOR_WHOM = "for official use only|eyes only|indefinite duration"
_BESIDE = rf"\s*[/,;–-]?\s*(?:most )?(?:{_HASTE}|personal|eyes only|no distribution|by hand)[.!]?"
# TOP SECRET · Strictly confidential. · PERSONAL AND TOP SECRET · Top Secret. Urgent. · Copy No. 19 of 50
# · not “Secret talks went on”
CLASSIFICATION = re.compile(rf"(?:{_SECRECY}|{_FOR_WHOM}|{_COPIES})[.!]?(?:{_BESIDE})*", re.IGNORECASE)
# F.N.33. · No. 1245/SP · Ref: 12-A · D.O. No. 4 · not “No. 1 is the worst”
_REFERENCE = re.compile(
    r"(?:(?:our |your )?ref(?:erence)?\.?:?|no\.?:?|nr\.?:?|f\. ?n\.?|d\. ?o\.?)(?: ?no\.?:?)? ?"
    r"[A-Z/.()-]{0,12}\d[\dA-Z/.()-]{0,20}",
    re.IGNORECASE,
)

_HOUR = re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\. ?m\.$")
"""“… January 8, 1946, 10 a.m.” ends with an hour, not with a sentence."""

_NUMBERED = re.compile(r"^\d{1,4}\.\s+")
_DATELINE_WORDS = 12
_HEAD_WORDS = 45
_REPEATS = 0.6
"""A line that shares at least this part of its words with the cover's title repeats it."""
_PART_OF_DAY = r"(?:early |late )?(?:morning|afternoon|evening|night|noon|midnight)"
_BUILDING = (
    r"(?:residence|dacha|office|embassy|palace|villa|hotel|guest ?house|hall|kremlin|headquarters|ministry|building"
    r"|house|airport)"
)

# on the morning of · 10 a.m. · not “mourning”
_TIME = re.compile(rf"\b(?P<time>{_PART_OF_DAY}|\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?\s?m\.?)", re.IGNORECASE)

# “New Delhi, 1st April, 1949.” with a sign in place of its date; “It ended on 1 April 1949.” is a sentence
_PLACE_AND_STOP = re.compile(r"(?:[A-Z][\w’'-]*,? ){0,4}(?:the )?·\.")

# to the residence of the Chinese Communist Party delegation · at General Marshall’s Residence · not “at noon”
_PLACE = re.compile(
    rf"\b(?:to|at|in)\s+(?:the\s+)?(?P<place>(?:[\w’'-]+ ){{0,4}}?{_BUILDING}\b(?: of (?:the )?[^,;.\]]+)?)",
    re.IGNORECASE,
)

# during the visit of the Members on the morning of 4 May · not “after the visit on 4 May”
_ACTIVITY = re.compile(
    r"\bduring (?:the )?(?P<activity>[^,;.\]]+?)"
    rf"(?=\s+(?:on|in|at) (?:the )?(?:{_PART_OF_DAY}|\d|[A-Z][a-z]+ \d)|[,;.\]]|$)"
)


Opening: TypeAlias = Byline | Classification | Dateline | Head | Note | Reference


def recognise(block: Block, title: str, context: Context) -> Opening | None:
    """The block as a part of the opening; None where it is something else."""
    return (
        reference(block, context)
        or note(block, context)
        or classification(block, context)
        or dateline(block, context)
        or byline(block, context)
        or head(block, title, context)
    )


def classification(block: Block, context: Context) -> Classification | None:
    """How secret the record was, and which copy this is."""
    if not CLASSIFICATION.fullmatch(block.text.text):
        return None
    return Classification(inline(block, context))


def reference(block: Block, context: Context) -> Reference | None:
    """The number under which a letter or cable was filed by those who wrote it."""
    if fits_any(context.profile.reference_lines, block.text.text):
        return Reference((block.text,))  # `[Document 209]`: the bracket is the series', and no translator's
    return Reference(inline(block, context)) if _REFERENCE.fullmatch(block.text.text) else None


def byline(block: Block, context: Context) -> Byline | None:
    """The issuing body."""
    text = block.text.text
    if not _ISSUED.match(text) or lexicon.word_count(text) > 30 or text.endswith("."):
        return None
    return Byline(inline(block, context))


def dateline(block: Block, context: Context) -> Dateline | None:
    """A line that is little more than a date."""
    return Dateline(with_dates(inline(block, context))) if is_dateline(block, context) else None


def is_dateline(block: Block, context: Context) -> bool:
    """Whether a block is little more than a date."""
    text = block.text.text
    if lexicon.word_count(text) > _DATELINE_WORDS or "[" in text:
        return False
    date = dates.first(text)
    if _ends_a_sentence(text) and not (date and _PLACE_AND_STOP.fullmatch(f"{text[: date.start]}·{text[date.end :]}")):
        return False
    return date is not None and not _like_title(text, context)


def with_dates(content: Content) -> Content:
    """The content with the dates in its plain text marked."""
    nodes: list[Inline] = []
    for node in content:
        if isinstance(node, Hi):
            node = replace(node, content=with_dates(node.content))  # noqa: PLW2901
        if not isinstance(node, Excerpt):
            nodes.append(node)
            continue
        at = 0
        for date in dates.find(node.text):
            nodes += (node[at : date.start], Date((node[date.start : date.end],), date.value))
            at = date.end
        nodes.append(node[at:])
    return tuple(node for node in nodes if not isinstance(node, Excerpt) or node.text)


def head(block: Block, title: str, context: Context) -> Head | None:
    """The title above the body."""
    return Head(inline(block, context)) if is_head(block, title, context) else None


def is_head(block: Block, title: str, context: Context) -> bool:
    """Whether a block is the title above the body: it repeats the cover's words, or begins as titles of records do."""
    text = block.text.text
    if block.text.offset(0) in context.heads:
        return True
    if lexicon.word_count(text) > _HEAD_WORDS or text.startswith("[") or re.match(r"[^:]{1,40}:\s", text):
        return False
    return (
        _shared(text, title) >= _REPEATS
        or _part_of(text, title)
        or (_like_title(text, context) and not _ends_a_sentence(text))
    )


def _ends_a_sentence(text: str) -> bool:
    return CLAUSE_END.search(text) is not None and not _HOUR.search(text)


def _like_title(text: str, context: Context) -> bool:
    text = _NUMBERED.sub("", text)  # 96. Minutes of Meeting of …
    start = " ".join(text.split()[:4])
    return text[:1].isupper() and any(re.search(pattern, start, re.IGNORECASE) for pattern, _ in context.profile.genres)


def _shared(text: str, title: str) -> float:
    """The share of the longer one's words that both have."""
    ours, theirs = set(names.tokens(text)), set(names.tokens(title))
    return len(ours & theirs) / max(len(ours), len(theirs)) if ours and theirs else 0.0


def _part_of(text: str, title: str) -> bool:
    """Whether the cover quotes the line in its title: `Asian Affairs Bureau […], 'The Chinese Communist Problem'`."""
    ours, theirs = names.tokens(text), names.tokens(title)
    return len(ours) >= 3 and f" {' '.join(ours)} " in f" {' '.join(theirs)} " and not _ends_a_sentence(text)


def note(block: Block, context: Context) -> Note | None:
    """A paragraph in brackets before the talk."""
    found = headnote(block, context)
    if found is None:
        return None
    return replace(found, content=with_dates(found.content))


def setting(texts: tuple[str, ...], date: DateValue | None) -> Setting:
    """When, where and on what occasion, from headnote and title; the first text that says a thing has it."""
    found = next((d.value for text in texts if (d := dates.first(text))), date)
    return Setting(
        date=found,
        time=_first(_TIME, "time", texts),
        locale=_first(_PLACE, "place", texts),
        activity=_first(_ACTIVITY, "activity", texts),
    )


def _first(pattern: re.Pattern[str], group: str, texts: tuple[str, ...]) -> str | None:
    return next((match[group].strip() for text in texts if (match := pattern.search(text))), None)


def genre(title: str, context: Context, *, speech: bool) -> str:
    """The value of `div/@type`: what the title says the record is, else what it is seen to be."""
    found = [
        (match.start(), at, name)
        for at, (pattern, name) in enumerate(context.profile.genres)
        if (match := re.search(pattern, title, re.IGNORECASE))
    ]
    if found:  # “Address by … at the 751st Plenary Meeting” is an address
        return min(found)[2]
    return context.profile.genre or ("conversation" if speech else "document")
