"""Which paragraphs begin with a speaker's label: inferred from the whole document.

Not labels: `Citation:`, `three principles: 1) …`, `Stalin said: …`, `Interest rate: …`. One paragraph cannot tell; the
document can: a label comes back, opens paragraphs, takes turns with others, and names somebody who is known. A
document has one form of label; the one of `FORMS` that explains most paragraphs is taken (Guidelines 7.2.2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from encoder.lexicon import names
from encoder.parse.context import Context, fits_any
from encoder.parse.layout.blocks import Block
from encoder.parse.talk.labels import FORMS, Form, Label, Style, key, possible
from encoder.parse.talk.participants import is_label
from encoder.values.diagnostics import Rule, Severity

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

SPEAKER_DOUBTFUL = Rule(
    "speaker-doubtful",
    Severity.INFO,
    "The start of a paragraph looks like a speaker's label and was not taken for one.",
    """A word or two before a colon, with capitals as names have, at the start of a paragraph of the talk; but it comes
once, and other paragraphs have no label either, so it may be a topic as well. The paragraph belongs to the turn before.
Of a record without any turn it is said where three paragraphs and more begin so.

What to do: if somebody speaks there, name them among the participants of the source, or put the label in bold.""",
)

_EARLY, _SEVERAL = 70, 3
_ESTABLISHED = 8
"""Where so many turns are known, a label that comes once needs less to be believed."""
_NAME_WORDS = 5
"""A name has fewer."""


def infer(
    blocks: tuple[Block, ...], known: tuple[tuple[str, ...], ...], context: Context, *, expected: bool
) -> Style | None:
    """The style of a document; None where it has no direct speech.

    ``known`` are the names that the record gives elsewhere (participants, title), each as its compared words;
    ``expected``: its title, or its house, says that people talk.
    """
    talk = expected or _is_talk(blocks)
    best: Style | None = None
    own = tuple(Form(f"“{pattern}”", re.compile(pattern)) for pattern in context.profile.separators)
    for form in (*own, *FORMS):
        style = _style(form, blocks, known, context, talk=talk)
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
    else:
        _doubt(blocks, context)
    return best


def _doubt(blocks: tuple[Block, ...], context: Context) -> None:
    """Say so where paragraphs of a record without turns begin like turns all the same."""
    found = [
        (block, label)
        for block in blocks
        if ":" in block.text.text[:_EARLY]
        for label in possible(FORMS[0], block.text.text, 0, followed=False)
        if may_speak(label, context) and (_addressed(label.name, context) or _printed_as_label(label.name))
    ]
    if len(found) >= _SEVERAL:
        listed = ", ".join(f"“{name}”" for name in [*dict.fromkeys(label.name for _, label in found)][:_SEVERAL])
        message = (
            f"{len(found)} paragraphs begin like turns ({listed}), too few to be told from prose; none was made of them"
        )
        context.report(SPEAKER_DOUBTFUL.at(found[0][0].text.span(0, found[0][1].end), message))


def _style(
    form: Form, blocks: tuple[Block, ...], known: tuple[tuple[str, ...], ...], context: Context, *, talk: bool
) -> Style | None:
    seen = _seen(form, blocks, context)
    counts = Counter(name for keys in seen.places for name in keys)
    alone = _alone(seen.places, counts)
    chosen = Counter(_longest(keys, counts, alone) for keys in seen.places if keys)
    named = {name for name in chosen if _names_known(name, known, context)}
    for name in [name for name in chosen if name not in named and 2 * seen.goes_on[name] > counts[name]]:
        del chosen[name]  # “Moscow: the city he had never seen” is a sentence
    persons = Counter(_person(name, context) for name in chosen.elements())
    back = {name for name in chosen if persons[_person(name, context)] > 1}
    speakers = back | named
    total = sum(chosen[name] for name in speakers)
    talk = talk or _takes_turns(seen, chosen, back, context)
    if form.strict:
        listed = len(named) > 1 and named & back and total >= 4 and not form.alone  # a short talk of known people
        shown = (
            len(back) > 1
            and total >= 4
            and total >= 0.5 * seen.turns
            and talk
            and all(map(_printed_as_label, (seen.printed[name] for name in back)))
        )
        enough = (listed or shown or (len(back) > 1 and total >= 8)) and total >= 0.25 * seen.turns
        accepted = speakers if enough else set()
        if shown:
            accepted |= {name for name in chosen if _printed_as_label(seen.printed[name])}
        accepted |= _numbered(form, seen, chosen, back)
    elif named and (len(speakers) > 1 or chosen.total() > 1):
        accepted = speakers | _between(seen.places, speakers)
    else:
        enough = len({_person(name, context) for name in back}) > 1 and total >= 4 and total >= 0.1 * len(blocks)
        accepted = speakers | _between(seen.places, speakers) if enough and talk else set()
        titled = {name for name in chosen if _addressed(seen.printed[name], context)}
        if talk and len(titled) > 2 and sum(chosen[name] for name in titled) >= 0.6 * len(blocks):
            accepted |= titled  # each member of a parliament may speak once
    if not form.strict and accepted:
        accepted |= _once(seen, chosen, accepted, context)
    if not form.strict and total >= _ESTABLISHED:
        accepted |= {name for name in chosen if _addressed(seen.printed[name], context)}
    if not form.strict and accepted:
        short = {_person(name, context) for name in accepted}
        full = {name for name in chosen if _fuller(seen.printed[name], short, context)}
        beside = {
            name for pair in pairwise(seen.places) for keys, other in (pair, pair[::-1]) if other for name in keys
        }
        accepted |= full & beside  # “Marshall Mission Files:” above the talk is no speaker
    labels = {name: chosen[name] for name in chosen if name in accepted}
    return Style(form, labels, seen.printed) if accepted else None


@dataclass(slots=True)
class _Seen:
    """What could be labels: the keys at each place where one can stand, the shorter first, and how each is printed."""

    places: list[list[str]]
    starts: list[bool]
    """Whether a place is the start of a paragraph."""
    printed: dict[str, str]
    goes_on: Counter[str]
    """How often each is followed by a word in lower case."""
    bold: set[str]
    turns: int
    """How many paragraphs could be turns; a label on a line of its own and the words below are one."""


def _seen(form: Form, blocks: tuple[Block, ...], context: Context) -> _Seen:
    seen = _Seen([], [], {}, Counter(), set(), 0)
    for block, followed in with_followed(blocks):
        text = block.text.text
        within = () if form.strict or not form.separator.search(text) else block.lines
        for start in (0, *within):  # in flow text a turn begins on any line
            labels = [label for label in possible(form, text, start, followed=followed) if may_speak(label, context)]
            if start and not labels:
                continue  # a line within a paragraph is no place between two turns
            seen.places.append([_noted(label.name, seen.printed) for label in labels])
            seen.starts.append(start == 0)
            for label in labels:
                words = text[label.end :].lstrip()
                seen.goes_on[key(label.name)] += words[:1].islower() and not form.strict
                if _is_bold(block, start, label, context):
                    seen.bold.add(key(label.name))
    seen.turns = len(blocks) - (sum(map(bool, seen.places)) if form.alone else 0)
    return seen


def _is_bold(block: Block, start: int, label: Label, context: Context) -> bool:
    if not context.styled:
        return False
    first, last = block.text.offset(start), block.text.offset(label.end - 1)
    return any(each.rend == "bold" and each.start <= first and each.end >= last for each in context.styled)


_TALK = re.compile(r"\?|\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me|[Ii]ch|[Ww]ir|[Ss]ie)\b")
_TALKS = 0.2
_NOTHING_ELSE, _ALTERNATE, _TURNS = 0.75, 0.8, 6


def _takes_turns(seen: _Seen, chosen: Counter[str], back: set[str], context: Context) -> bool:
    """Whether labels alone show a talk: nearly all paragraphs have one, or names take turns for a while."""
    if chosen.total() >= _NOTHING_ELSE * seen.turns:
        return True
    order = [keys[-1] for keys in seen.places if keys and keys[-1] in chosen]
    if len(order) < _TURNS or not all(like_name(seen.printed[name], context) for name in back):
        return False
    return sum(one != other for one, other in pairwise(order)) >= _ALTERNATE * (len(order) - 1)


def _is_talk(blocks: tuple[Block, ...]) -> bool:
    """Whether people speak to each other: questions, and words such as I, we and you."""
    spoken = sum(1 for block in blocks if _TALK.search(block.text.text))
    return spoken >= _TALKS * len(blocks)


def _printed_as_label(name: str) -> bool:
    """Whether a label is set apart by its capitals, a form of address before them apart: `GROMYKO`, `Mr. WHITLAM`."""
    letters = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _ADDRESS]
    return bool(letters) and all(word.isupper() for word in letters)


def _numbered(form: Form, seen: _Seen, chosen: Counter[str], back: set[str]) -> set[str]:
    """The labels of an assembly that counts its paragraphs: `3. Mr. GROSS (United States of America): …`.

    Each member may speak once; surnames are in capitals, and one at least, the president, comes back.
    """
    found = {name for name in chosen if re.search(r"(?:^|\s)[^\W\d_]*[A-ZÀ-Þ]{3}[A-ZÀ-Þ’'-]*$", seen.printed[name])}
    if not form.counts or not found & back:
        return set()
    return found if sum(chosen[name] for name in found) >= max(_ASSEMBLY, _OF_ALL * seen.turns) else set()


_ASSEMBLY, _OF_ALL = 4, 0.2
_ADDRESS = frozenset("mr mrs ms miss dr prof sir hon senator general gen col comrade herr frau von van de".split())
_SHARE_OF_TURNS = 0.75


def _once(seen: _Seen, chosen: Counter[str], accepted: set[str], context: Context) -> set[str]:
    """Labels that come once in a talk where nearly every paragraph has one, or that are bold as all others are.

    A common noun is none: “Prices: …” in a text that speaks of prices.
    """
    single = [name for name in chosen if name not in accepted and like_name(seen.printed[name], context)]
    if not single:
        return set()
    at = [place for place, keys in enumerate(seen.places) if accepted & {*keys}]
    inside = [
        keys
        for keys, start in zip(seen.places[at[0] : at[-1] + 2], seen.starts[at[0] : at[-1] + 2], strict=True)
        if start or keys
    ]
    labelled = sum(1 for keys in inside if {*keys} & (accepted | {*single}))
    beside = {name for keys in inside for name in keys}
    if labelled >= _SHARE_OF_TURNS * len(inside):
        return {name for name in single if name in beside}
    if seen.bold & accepted and len(seen.bold & accepted) >= 0.5 * len(accepted):
        return {name for name in single if name in seen.bold}
    return set()


def like_name(label: str, context: Context) -> bool:
    """Whether a label has the shape of a name, and is no noun that the record uses."""
    words = label.split()
    if not names.NAME.fullmatch(label) or len(words) >= _NAME_WORDS:
        return False
    return not any(context.mentions.common(word) for word in words if word.isalpha() and not word.isupper())


def _fuller(label: str, short: set[tuple[str, ...]], context: Context) -> bool:
    """Whether a label is the full name to a short one: `Kim Il Sung:` once, and `Kim:` ever after."""
    words = _person(label, context)
    if not 1 < len(words) < _NAME_WORDS or not names.NAME.fullmatch(label):
        return False
    return (words[0],) in short or (words[-1],) in short


def _noted(name: str, printed: dict[str, str]) -> str:
    """The key of a label, which is noted as printed."""
    found = key(name)
    printed.setdefault(found, name)
    return found


def _person(label: str, context: Context) -> tuple[str, ...]:
    """Whom a label names, forms of address apart: `General Marshall` and `Marshall` come back as one."""
    return names.address(label, context.profile)[1] or names.tokens(label)


def with_followed(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether what follows can be its words, if it is a label and nothing else.

    The next line is, and the next paragraph where the label is in capitals and the paragraph is not.
    """
    for block, after in pairwise(chain(blocks, (None,))):
        if block is None:
            continue
        directly = after is not None and after.gap is None and after.after_page is None
        capitals = after is not None and block.text.text.isupper() and not after.text.text.isupper()
        yield block, directly or capitals


def may_speak(label: Label, context: Context) -> bool:
    """Whether a label is none of what the house knows to be nobody, and opens no list of participants."""
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
        any(names.fits(words, full) for full in known)
        for words in (names.address(part, context.profile)[1] for part in names.SEVERAL.split(label))
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
