"""What speaks for a label, and against it: the features of the question “does a speech begin here?”.

Three passes. The first asks of each label as a whole, all its places together: does it come back, does it open
paragraphs, does it name somebody who is listed? The second asks of each place, knowing what the first thought of the
label, of its neighbours and of the whole form. Weights are learned over many archives (`tools/learn.py`); a feature
knows no archive, no language and no word but by way of the lexicon.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from encoder import lexicon
from encoder.lexicon.offices import ARTICLES, name_and_office
from encoder.lexicon.signs import LETTERS, STOPS, WORD
from encoder.parse.layout.blocks import Block
from encoder.parse.talk.turns.candidates import At, Candidate, Form
from encoder.parse.talk.turns.label_shape import capitals, ends_sentence, opens_name
from encoder.parse.talk.turns.labels import BESIDE, FormFacts, Label, Record, key

_TIME = re.compile(r"[\[(]?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])]?\s*")
_TOP = 1500
"""A list of those present, a title and a legend stand in so many code points at the top."""
_QUOTES = " \t\"'“‘([*_…-–—"
_ENDS = STOPS + ')）”"’—–-'
_MARK = re.compile(r"\s{0,3}(?:\[\d{1,3}\]|(?<=[.?!])\d{1,3}|[¹²³⁰-⁹]{1,9})$")
"""The mark of a note behind a sentence."""
_BRIEF = 60
"""What follows the name of a field is shorter, in code points, and no sentence."""
_PRESUMED = 1.6
"""Two more words are assumed behind each label; this many of them are in lower case."""
_AFTER = 60
"""How far into the words of a speech a feature looks, in code points."""


def observed(
    blocks: Sequence[Block],
    candidates: Sequence[Candidate],
    known: Sequence[tuple[str, ...]],
    bold: Callable[[int, int], bool],
) -> Record:
    """The facts about all labels of a record.

    ``known`` are the names that the record gives elsewhere, each as its compared words. ``bold`` says whether a
    range of the source is printed in bold.
    """
    labels: dict[tuple[str, Form, bool], Label] = {}
    label_of: list[int] = []
    order: dict[tuple[str, Form, bool], int] = {}
    for number, each in enumerate(candidates):
        name = (key(each.name), each.form, each.at is At.SENTENCE)
        found = labels.get(name)
        if found is None:
            found = labels[name] = Label(name[0], each.name, each.form, name[2], words=tuple(name[0].split()))
            order[name] = len(order)
        found.places.append(number)
        label_of.append(order[name])
    record = Record(candidates, list(labels.values()), label_of, {}, len(blocks))
    texts = [block.text.text for block in blocks]
    record.talk = sum(_talks(text[: 2 * _AFTER]) for text in texts) / max(1, len(texts))
    record.asks = sum("?" in text or "？" in text for text in texts) / max(1, len(texts))
    lower, capital = _vocabulary(blocks)
    top = " ".join(block.text.text for block in blocks[:40])[:_TOP]
    _of_places(record, blocks, bold)
    _of_neighbours(record)
    _of_words(record, lower, capital, Counter(WORD.findall(key(top))), known)
    _of_others(record)
    _of_cuts(record)
    record.forms = {(form, inside): _form(form, inside, record) for form in Form for inside in (False, True)}
    for form, facts in record.forms.items():
        facts.rival = max(other.explained for at, other in record.forms.items() if at != form and not at[1])
    return record


def _vocabulary(blocks: Sequence[Block]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in lower case, and how often with a capital."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for block in blocks:
        for word in WORD.findall(block.text.text):
            (lower if word[:1].islower() else capital)[word.casefold()] += 1
    return lower, capital


def _of_places(record: Record, blocks: Sequence[Block], bold: Callable[[int, int], bool]) -> None:
    total = max(1, record.blocks)
    begins = {each.block for each in record.candidates if each.at is At.PARAGRAPH and each.form is not Form.LINE}
    own_lines = {_line_of(each, blocks) for each in record.candidates if each.form is Form.LINE}
    for number, each in enumerate(record.candidates):
        label = record.labels[record.label_of[number]]
        text = blocks[each.block].text.text
        label.column += each.form is Form.LINE and _below(_line_of(each, blocks), blocks) in own_lines
        rest = _TIME.sub("", text[each.end : each.end + _AFTER].lstrip(_QUOTES)).lstrip(_QUOTES)
        label.starts += each.at is At.PARAGRAPH
        if not rest:  # its words are those of the next paragraph
            label.nothing += 1
            label.stacked += each.block + 1 in begins
            text = blocks[each.block + 1].text.text if each.block + 1 < record.blocks else ""
            rest, end = text[:_AFTER].lstrip(_QUOTES), 0
        else:
            end = each.end
            label.brief += len(text) - end < _BRIEF and _MARK.sub("", text[-_BRIEF:])[-1:] not in _ENDS
            label.glued += (each.start > 0 and not text[each.start - 1].isspace()) + (rest == text[end : end + _AFTER])
        label.lower += rest[:1].islower()
        label.upper += rest[:1].isupper()
        label.figure += rest[:1].isdigit()
        label.lowered += _lowered(rest)
        label.talk += _talks(rest) if rest else 0
        label.greets += _greets(rest)
        label.echoes += len(each.name) > 1 and rest.startswith(each.name)
        label.asks += "?" in text[end : end + 400] or "？" in text[end : end + 400]
        label.reach += len(text) - end
        span = blocks[each.block].text
        label.bold += bold(span.offset(each.start), span.offset(max(each.start, each.end - 1)))
    for label in record.labels:
        ats = [record.candidates[place].block for place in label.places]
        label.blocks = len(set(ats))
        label.first, label.spread = ats[0] / total, (ats[-1] - ats[0]) / total


def _line_of(candidate: Candidate, blocks: Sequence[Block]) -> tuple[int, int]:
    """Which block a label is in, and which line of it."""
    return candidate.block, bisect_right(blocks[candidate.block].lines, candidate.start)


def _below(place: tuple[int, int], blocks: Sequence[Block]) -> tuple[int, int]:
    """The line below a line."""
    block, line = place
    return (block, line + 1) if line < len(blocks[block].lines) else (block + 1, 0)


@lru_cache(maxsize=4096)
def _lowered(rest: str) -> float:
    """How much of a sentence in small letters begins behind a label: most of prose, little of a list of names.

    The first word does not count; if it is small itself, no sentence begins. A word without case counts as small, and
    so do most of two words that are presumed: of `Kim: Yes.` little is known.
    """
    first, *words = LETTERS.findall(rest) or ("",)
    small = sum(not word[0].isupper() for word in words)
    return 0.0 if first[:1].islower() else (small + _PRESUMED) / (len(words) + 2)


@lru_cache(maxsize=4096)
def _talks(rest: str) -> bool:
    """Whether the first words of a speech speak to somebody."""
    return lexicon.contains("talk", rest, ambiguous=False)


@lru_cache(maxsize=4096)
def _greets(rest: str) -> bool:
    """Whether the words of a speech begin with a greeting or with an office that is addressed: `Mr. President, …`.

    A form of address and a name do not count: they can begin a list item.
    """
    words = lexicon.fold(rest)
    title = lexicon.longest("titles", words, before=True)
    office = title + (words[title : title + 1] in ARTICLES)
    addressed = title and lexicon.longest("offices", words, office, ambiguous=False)
    return bool(addressed or lexicon.longest("letters", words, salute=True, ambiguous=False))


def _of_neighbours(record: Record) -> None:
    """How each label takes turns with others of its form."""
    for form in Form:
        numbers = [n for n, each in enumerate(record.candidates) if each.form is form]
        ats: list[int] = []
        for n in numbers:  # one place can have several candidates of one form: the longest stands for it
            if ats and record.candidates[ats[-1]][:2] == record.candidates[n][:2]:
                ats[-1] = n
            else:
                ats.append(n)
        keep = [record.label_of[n] for n in ats]
        for before, now in pairwise(keep):
            record.labels[now].alternates += before != now
        for before, now, after in zip(keep, keep[1:], keep[2:], strict=False):
            back = record.labels[before].count > 1 and record.labels[after].count > 1
            record.labels[now].between += back and before != now != after


def _of_words(
    record: Record, lower: Counter[str], capital: Counter[str], top: Counter[str], known: Sequence[tuple[str, ...]]
) -> None:
    listed = [frozenset(words) for words in known]
    names = frozenset().union(*listed) if listed else frozenset[str]()
    for label in record.labels:
        words = [word for word in label.words if len(word) > 1] or list(label.words)
        size = max(1, len(words))
        own = Counter(word.casefold() for word in WORD.findall(label.name))
        label.common = sum(lower[word] > 0 for word in words) / size
        times = label.count
        label.elsewhere = max(0, min((capital[word] - times * own[word] for word in words[-1:]), default=0))
        label.listed = sum(word in names for word in words) / size
        label.top = label.first > 0 and words[-1:] != [] and top[words[-1]] > 0
        folded = lexicon.fold(label.name)
        titles = lexicon.longest("titles", folded, before=True)
        plain = lexicon.longest("titles", folded, before=True, ambiguous=False)
        label.only_title = 0 < titles == len(folded)
        label.titled = 0 < titles < len(folded) and (bool(plain) or label.name.split()[0].endswith("."))
        after = titles + (folded[titles : titles + 1] in ARTICLES)
        label.office = any(lexicon.longest("offices", folded, at, ambiguous=False) for at in {0, titles, after})
        label.office_behind = bool(name_and_office(label.name)[1])
        label.capitals = capitals(label.name)
        label.parenthesis = bool(BESIDE.search(label.name))
        label.unbalanced = label.name.count("(") != label.name.count(")")
        parts = label.name.split()
        label.ends_in_title = (
            label.form is Form.STOP
            and len(parts) > 1
            and bool(lexicon.longest("titles", lexicon.fold(parts[-1]), before=True))
            and opens_name(label.name)
        )
        label.inner_stop = any(ends_sentence(part) for part in parts[:-1])
        label.field = bool(lexicon.longest("fields", folded, ambiguous=False))
        label.collective = bool(lexicon.longest("offices", lexicon.fold(label.name), collective=True))


def _of_cuts(record: Record) -> None:
    """How often a label stands alone where several cuts are possible."""
    at_place: dict[tuple[int, int], list[int]] = {}
    for number, each in enumerate(record.candidates):
        at_place.setdefault((each.block, each.start), []).append(number)
    never: Counter[int] = Counter()
    for numbers in at_place.values():
        for number in numbers if len(numbers) > 1 else ():
            own = record.label_of[number]
            longer = (record.labels[record.label_of[other]] for other in numbers if _goes_on(record, number, other))
            never[own] += any(label.count > 1 and not label.inner_stop for label in longer)
    for own, many in never.items():
        record.labels[own].alone = 1 - many / record.labels[own].count


def _goes_on(record: Record, number: int, other: int) -> bool:
    """Whether another cut at the same place, in the same form, makes a longer label."""
    one, two = record.candidates[number], record.candidates[other]
    return one.form is two.form and two.end > one.end


def _of_others(record: Record) -> None:
    """How labels resemble each other: the same words, one the beginning of another, one label in two forms."""
    last: Counter[str] = Counter()
    for label in record.labels:
        for word in {label.words[0], label.words[-1]} if label.words else ():
            last[word] += 1
    asks, answers = (
        {label.key for label in record.labels if is_whole("offices", label.name, role)} for role in ("asks", "answers")
    )
    counts = {(label.key, label.form): label.count for label in record.labels}
    longest: dict[tuple[str, Form], int] = {}
    for label in record.labels:
        for size in range(1, len(label.words)):
            part = (" ".join(label.words[:size]), label.form)
            if part in counts:
                longest[part] = max(longest.get(part, 0), label.count)
                label.shorter = max(label.shorter, counts[part] / label.count)
    alike: dict[str, list[int]] = {}
    for number, label in enumerate(record.labels):
        alike.setdefault(label.key, []).append(number)
    for number, label in enumerate(record.labels):
        label.kin = tuple(other for other in alike[label.key] if other != number and _akin(label, record.labels[other]))
    for label in record.labels:
        label.longer = longest.get((label.key, label.form), 0) / label.count
        label.shares_word = bool(label.words) and max(last[label.words[0]], last[label.words[-1]]) > 1
        label.other_form = sum(record.labels[other].count for other in label.kin)
        label.partner = bool((label.key in asks and answers) or (label.key in answers and asks))


def _akin(one: Label, other: Label) -> bool:
    """Whether two labels of the same words can be one; of a letter only in one form: `C.` begins an item of a list."""
    return one.form is other.form or len(one.key) > 1


@lru_cache(maxsize=8192)
def is_whole(words: str, name: str, *flags: str) -> bool:
    """Whether a name is an entry of a list of the lexicon with these flags, and nothing else."""
    folded = lexicon.fold(name)
    return bool(folded) and lexicon.longest(words, folded, lang=None, **dict.fromkeys(flags, True)) == len(folded)


def _form(form: Form, inside: bool, record: Record) -> FormFacts:
    labels = [label for label in record.labels if label.form is form and label.inside is inside]
    back = [label for label in labels if label.count > 1]
    places = sum(label.count for label in labels) or 1
    total = max(1, places if inside else record.blocks)
    five = sorted((label.blocks for label in back), reverse=True)[:5]
    return FormFacts(
        back=len(back),
        explained=min(1.0, sum(label.count if inside else label.blocks for label in back) / total),
        five=min(1.0, sum(five) / total),
        titled=sum(label.count for label in labels if label.titled) / places,
        capitals=sum(label.count for label in labels if label.capitals) / places,
        nothing=sum(label.nothing for label in back) / (sum(label.count for label in back) or 1),
        named=sum(1 for label in labels if label.titled and label.capitals),
    )
