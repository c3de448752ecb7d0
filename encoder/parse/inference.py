"""Which paragraphs begin with a speaker's label: inferred from the whole document.

Not labels: `Citation:`, `three principles: 1) …`, `Stalin said: …`, `Interest rate: …`. One paragraph cannot tell; the
document can: a label comes back, opens paragraphs, takes turns with others, and names somebody who is known. A
document has one form of label; the one of `FORMS` that explains most paragraphs is taken (Guidelines 7.2.2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from encoder.diagnostics import Rule, Severity
from encoder.parse import names
from encoder.parse.blocks import Block
from encoder.parse.context import Context, fits_any
from encoder.parse.labels import FORMS, Form, Label, Style, key, possible
from encoder.parse.participants import is_label

SPEAKER_STYLE = Rule(
    "speaker-style",
    Severity.INFO,
    "How the record marks its speakers, as inferred from the whole of it.",
    """Records mark speakers in many ways: with a colon, a full stop, a dash, or on a line of their own. The form is
inferred from the document: labels come back, open paragraphs, take turns, and name listed participants. This finding
says which form was found, how often, and which labels were accepted.

What to do: nothing, if the labels named are the speakers. If one is missing or is no speaker, look at its paragraphs.

Guidelines: 7.2.2 Speeches and Speakers.""",
)

_ESTABLISHED = 8
"""Where so many turns are known, a label that comes once needs less to be believed."""
_NAME_WORDS = 5
"""A name has fewer."""


def infer(blocks: tuple[Block, ...], known: tuple[tuple[str, ...], ...], context: Context) -> Style | None:
    """The style of a document; None where it has no direct speech.

    ``known`` are the names that the record gives elsewhere (participants, title), each as its compared words.
    """
    best: Style | None = None
    for form in FORMS:
        style = _style(form, blocks, known, context)
        if style and (best is None or sum(style.labels.values()) > 1.2 * sum(best.labels.values())):
            best = style
        if best and sum(best.labels.values()) > 0.5 * len(blocks):
            break  # no other form can explain more
    if best:
        labels = ", ".join(f"“{best.printed[label]}” {count}×" for label, count in Counter(best.labels).most_common(8))
        more = f" and {len(best.labels) - 8} more" if len(best.labels) > 8 else ""
        message = f"speakers are marked with {best.form.title}: {labels}{more}"
        first = next(block for block in blocks if best.labels_in(block))
        context.report(SPEAKER_STYLE.at(first.text.span(0, 1), message))
    return best


def _style(form: Form, blocks: tuple[Block, ...], known: tuple[tuple[str, ...], ...], context: Context) -> Style | None:
    printed: dict[str, str] = {}
    found = [
        [
            _noted(label.name, printed)
            for label in possible(form, block.text.text, start, followed=directly)
            if _may_speak(label, context)
        ]
        for block, directly in _with_followed(blocks)
        for start in ((0,) if form.strict else (0, *block.lines))  # in flow text a turn begins on any line
    ]
    counts = Counter(name for keys in found for name in keys)
    alone = _alone(found, counts)
    chosen = Counter(_longest(keys, counts, alone) for keys in found if keys)
    named = {name for name in chosen if _names_known(name, known, context)}
    persons = Counter(_person(name, context) for name in chosen.elements())
    back = {name for name in chosen if persons[_person(name, context)] > 1}
    speakers = back | named
    total = sum(chosen[name] for name in speakers)
    if form.strict:
        listed = len(named) > 1 and named & back and total >= 4 and not form.alone  # a short talk of known people
        enough = (listed or (len(back) > 1 and total >= 8)) and total >= 0.25 * len(blocks)
        accepted = speakers if enough else set()
    elif named and (len(speakers) > 1 or chosen.total() > 1):
        accepted = speakers | _between(found, speakers)
    else:
        enough = len({_person(name, context) for name in back}) > 1 and total >= 4 and total >= 0.1 * len(blocks)
        accepted = speakers | _between(found, speakers) if enough else set()
    if not form.strict and total >= _ESTABLISHED:
        accepted |= {name for name in chosen if _addressed(printed[name], context)}
    if not form.strict and accepted:
        full = {name for name in chosen if _fuller(printed[name], accepted, context)}
        beside = {name for pair in pairwise(found) for keys, other in (pair, pair[::-1]) if other for name in keys}
        accepted |= full & beside  # “Marshall Mission Files:” above the talk is no speaker
    return Style(form, {name: chosen[name] for name in chosen if name in accepted}, printed) if accepted else None


def _fuller(label: str, accepted: set[str], context: Context) -> bool:
    """Whether a label is the full name to an accepted short one: `Kim Il Sung:` once, and `Kim:` ever after."""
    words = _person(label, context)
    if not 1 < len(words) < _NAME_WORDS or not names.NAME.fullmatch(label):
        return False
    return any(short in ((words[0],), (words[-1],)) for short in (_person(name, context) for name in accepted))


def _noted(name: str, printed: dict[str, str]) -> str:
    """The key of a label, which is noted as printed."""
    found = key(name)
    printed.setdefault(found, name)
    return found


def _person(label: str, context: Context) -> tuple[str, ...]:
    """Whom a label names, forms of address apart: `General Marshall` and `Marshall` come back as one."""
    return names.address(label, context.profile)[1] or names.tokens(label)


def _with_followed(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether the next stands on the line directly below it."""
    for block, after in pairwise(blocks):
        yield block, after.gap is None and after.after_page is None
    if blocks:
        yield blocks[-1], False


def _may_speak(label: Label, context: Context) -> bool:
    name = label.name.rstrip(".")
    return not is_label(name, context) and not fits_any(context.profile.not_speakers, name)


def _alone(found: list[list[str]], counts: Counter[str]) -> Counter[str]:
    """How often each label stands where no longer one that comes back could."""
    return Counter(
        name for keys in found for at, name in enumerate(keys) if all(counts[longer] < 2 for longer in keys[at + 1 :])
    )


def _longest(keys: list[str], counts: Counter[str], alone: Counter[str]) -> str:
    """Of the labels that a block could begin with, the one that the document speaks for.

    A longer one is taken while it is nearly as frequent as the shorter, or where the shorter is hardly ever without one
    (`Fr` is always followed by `v. Langs` or `Krick`), and not where the words after a label happen to end like one
    (`Dor. Ja.`).
    """
    best = keys[0]
    for longer in keys[1:]:
        if counts[longer] > 1 and (counts[longer] >= 0.3 * counts[best] or alone[best] < 0.1 * counts[best]):
            best = longer
    return best


def _names_known(label: str, known: tuple[tuple[str, ...], ...], context: Context) -> bool:
    """Whether a label, or each of several joined in one, names somebody the record names elsewhere."""
    return all(
        any(names.fits(names.address(part, context.profile)[1], full) for full in known)
        for part in names.SEVERAL.split(label)
    )


def _addressed(label: str, context: Context) -> bool:
    """Whether a label is a form of address and a name, as in `Mister Wang:`, and so may come once among others."""
    titles, name = names.address(label, context.profile)
    return bool(titles) and 0 < len(name) <= 3 and not re.search(r"[’']s\b", label)


def _between(found: list[list[str]], speakers: set[str]) -> set[str]:
    """Labels that come once, but where a turn is expected: between two others."""
    return {
        keys[-1]
        for before, keys, after in zip(found, found[1:], found[2:], strict=False)
        if keys and keys[-1] not in speakers and {*before} & speakers and {*after} & speakers
    }
