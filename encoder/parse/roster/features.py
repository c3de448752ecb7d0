"""What is asked about a part of a line: form, place, neighbours, words, and what the record says elsewhere.

The first pass looks at each part by itself (`FEATURES`); the second also knows the first's answers for the rest of the line and
for the same place in other lines (`AGAIN_FEATURES`). Each phrase completes a sentence about the part: “Mr. Clark” begins with ….
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from math import log1p
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Feature, Question
from encoder.lexicon.offices import is_office
from encoder.parse.roster.lines import Line, Seen
from encoder.parse.roster.parts import MARK, Part

_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
_PARTICLES = frozenset(
    "of the de da di du del della dos der den des von van vom zu zum la le les al el bin ibn d y e af av ter ten".split()
)
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")
_SHORT_NAME, _LONG_NAME = 3, 9
"""The fewest and the most characters of a name joined with a form of address."""
_LONGEST = 5
_SIGLUM = 6
_LINE_START = 60
"""How many code points of a line are searched for a label."""
_MANY = 12
"""A line of a list seldom has more words."""


class Whole(NamedTuple):
    """What is asked about a line as a whole."""

    words: int
    lower: float
    """The share of its words that begin in lower case."""
    talk: bool
    saying: bool
    ends: bool
    """Whether it ends as a sentence does."""


class Named(NamedTuple):
    """A part of a line with what stands around it."""

    text: str
    words: tuple[str, ...]
    """As printed, without figures."""
    folded: tuple[str, ...]
    part: Part
    at: int
    """Its number in the line."""
    number: int
    """How many parts the line has."""
    line: Line
    whole: Whole
    since: int
    """Lines since the list opened; 0 for the line that opens it."""
    below: bool
    """Whether the label stands alone above the list."""
    indent: int
    """How much more the line is indented than the one before, in code points."""
    open_before: bool
    """Whether the line before ends in a comma."""
    seen: Seen
    above: Collection[str]
    """The words, folded, of the lines above it, in this list and others."""
    before: str = ""
    """The part before, in the line."""
    after: str = ""


def without_mark(text: str) -> str:
    """A part as its features see it: without brackets inside it and the mark of a note after it."""
    return MARK.sub("", _BRACKETS.sub("", text))


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or word.upper() == word.lower()


def capital_share(words: Sequence[str]) -> float:
    """The share of words that begin with a capital, or are in a script without capitals."""
    return sum(_is_capital(word) for word in words) / max(1, len(words))


def _shaped(n: Named) -> bool:
    """Whether it has the shape of a name: words with capitals, and particles between them."""
    return bool(n.words) and all(_is_capital(word) or word.lower() in _PARTICLES for word in n.words)


def _no_case(text: str) -> bool:
    return text.upper() == text.lower()


def _title(n: Named) -> int:
    return lexicon.longest("titles", n.folded, before=True, ambiguous=False)


def _office(n: Named) -> bool:
    """Whether it has a word of offices; where words are joined, as 議員 in 王國興議員, it must be nothing else."""
    if _no_case(n.text):
        return bool(n.folded) and lexicon.longest("offices", n.folded, ambiguous=False) == len(n.folded)
    return lexicon.contains("offices", n.text, ambiguous=False)


def _joined(n: Named) -> bool:
    """Whether a short word holds a form of address or an office, and a name besides: 王先生, 曾鈺成議員."""
    own = n.folded[0] if len(n.folded) == 1 and _no_case(n.text) else ""
    listed = any(lexicon.contains(name, own) for name in ("titles", "offices")) and not _office(n)
    return listed and _SHORT_NAME <= len(own) <= _LONG_NAME


def _sign(side: str, signs: str) -> Callable[[Named], float]:
    return lambda n: bool(getattr(n.part, side)) and getattr(n.part, side)[0] in signs


def _common(n: Named) -> float:
    return sum(word.lower() in n.seen.lower for word in n.words) / max(1, len(n.words))


def _letters(n: Named) -> bool:
    """Whether it is an abbreviation of an honour or an organization, not a word: `G.B.S.`, `EUR`, `Ph.D.`."""
    return (
        bool(_INITIALS.fullmatch(n.text))
        or (n.text.isupper() and len(n.text) < _SIGLUM)
        or ("." in n.text[:-1].strip() and len(n.text) <= _SIGLUM)
    )


def _core(n: Named) -> tuple[str, ...]:
    """The words after forms of address and offices at the beginning: `Dean Rusk` of `Secretary of State Dean Rusk`."""
    at = 0
    folded = [" ".join(lexicon.fold(word)) for word in n.words]
    while at < len(folded) and (
        size := max(
            lexicon.longest("titles", folded, at, before=True), lexicon.longest("offices", folded, at, ambiguous=False)
        )
    ):
        at += size
    return n.words[at:]


def _is_core(n: Named) -> bool:
    """Whether what follows forms of address and offices has the shape of a name."""
    core = _core(n)
    return 0 < len(core) <= _LONGEST and all(_is_capital(word) or word.lower() in _PARTICLES for word in core)


def _rare(words: Sequence[str], n: Named) -> bool:
    return not any(word.lower() in n.seen.lower for word in words if word.lower() not in _PARTICLES)


def _said(text: str, above: Collection[str]) -> bool:
    """Whether the last word before the text's first colon occurs in a line above."""
    words = lexicon.fold(re.split("[:：]", text, maxsplit=1)[0])
    return bool(words) and words[-1] in above


def _few(size: int) -> Callable[[Named], float]:
    return lambda n: len(n.words) == size


FEATURES: tuple[Feature[Named], ...] = (
    Feature("words-0", _few(0), "has no words"),
    Feature("words-1", _few(1), "has one word"),
    Feature("words-2", _few(2), "has two words"),
    Feature("words-3", _few(3), "has three words"),
    Feature("words-4", _few(4), "has four words"),
    Feature("words-many", lambda n: len(n.words) > 5, "has more than five words"),
    Feature("shaped", _shaped, "has the shape of a name"),
    Feature("shaped-case", lambda n: _shaped(n) and not _no_case(n.text), "has the capitals of a name"),
    Feature("shaped-two", lambda n: _shaped(n) and len(n.words) in (2, 3), "has two or three words with capitals"),
    Feature("capitals", lambda n: capital_share(n.words), "has capitals"),
    Feature("lower-start", lambda n: n.text[:1].islower(), "begins in lower case"),
    Feature("upper", lambda n: n.text.isupper() and len(n.text) > 3, "is in capitals"),
    Feature("no-case", lambda n: _no_case(n.text), "is in a script without capitals"),
    Feature("no-case-short", lambda n: _no_case(n.text) and 1 < len(n.text) < 9, "is short, in a script without capitals"),
    Feature("no-case-long", lambda n: _no_case(n.text) and len(n.text) > 12, "is long, in a script without capitals"),
    Feature("initials", lambda n: bool(_INITIALS.match(n.text)) and len(n.words) > 1, "begins with initials"),
    Feature("initial-inside", lambda n: bool(re.search(r"[^\W\d_] [^\W\d_]\. [^\W\d_]", n.text)), "has an initial"),
    Feature("letters-only", _letters, "is an abbreviation, not a word"),
    Feature("digit", lambda n: any(map(str.isdigit, n.text)), "has a figure"),
    Feature("title", _title, "begins with a form of address"),
    Feature("title-name", lambda n: 0 < _title(n) < len(n.folded), "begins with a form of address and goes on"),
    Feature("title-inside", lambda n: lexicon.contains("titles", n.text, ambiguous=False), "has a form of address"),
    Feature("title-alone", lambda n: 0 < _title(n) == len(n.folded), "is only a form of address"),
    Feature("title-end", lambda n: lexicon.contains("titles", n.words[-1] if n.words else "", after=True), "ends in a form of address"),
    Feature("title-joined", _joined, "is a name joined with a form of address"),
    Feature("core", _is_core, "looks like a name, apart from any title or office"),
    Feature("core-behind", lambda n: _is_core(n) and len(_core(n)) < len(n.words), "has an office or a form of address, then something like a name"),
    Feature("core-two", lambda n: _is_core(n) and len(_core(n)) in (2, 3) and len(_core(n)) < len(n.words), "has an office or a form of address, then two or three words like a name"),
    Feature("core-rare", lambda n: _is_core(n) and _rare(_core(n), n), "goes on with words that the record writes only with capitals"),
    Feature("core-none", lambda n: bool(n.words) and not _core(n), "consists only of offices and forms of address"),
    Feature("office", _office, "has a word for an office"),
    Feature("office-title", lambda n: _office(n) and bool(_title(n)), "begins with a form of address that is an office"),
    Feature("office-whole", lambda n: is_office(n.text), "is an office"),
    Feature("office-after", lambda n: is_office(n.after) or lexicon.contains("offices", n.after, ambiguous=False), "stands before an office"),
    Feature("office-before", lambda n: is_office(n.before) or lexicon.contains("offices", n.before, ambiguous=False), "follows an office"),
    Feature("field", lambda n: bool(lexicon.longest("fields", n.folded, ambiguous=False)), "begins like a header field"),
    Feature("talk", lambda n: lexicon.contains("talk", n.text, ambiguous=False), "has words such as I, we or you"),
    Feature("saying", lambda n: lexicon.contains("saying", n.text), "has a verb of saying"),
    Feature("month", lambda n: lexicon.contains("months", n.text), "has a month"),
    Feature("territory", lambda n: lexicon.contains("territories", n.text), "has the name of a country"),
    Feature("territory-whole", lambda n: bool(n.folded) and lexicon.longest("territories", n.folded) == len(n.folded), "is the name of a country"),
    Feature("common", _common, "has words that the record also has in lower case"),
    Feature("common-all", lambda n: _common(n) > 0.99, "has only words that the record also has in lower case"),
    Feature("of", lambda n: bool(re.search(r"\b(?:of|for|de|des|du|der|für|и|по)\b", n.text)), "has a word such as “of”"),
    Feature("first", lambda n: n.at == 0, "stands first in its line"),
    Feature("first-few", lambda n: n.at == 0 and n.whole.words <= _MANY, "stands first in a short line"),
    Feature("only", lambda n: n.number == 1, "is the whole line"),
    Feature("only-long", lambda n: n.number == 1 and n.whole.words > _MANY, "is a long line"),
    Feature("later", lambda n: log1p(n.at) / 2, "stands late in its line"),
    Feature("parts", lambda n: log1p(n.number) / 3, "stands in a line of many parts"),
    Feature("after-comma", _sign("before", ",，、"), "follows a comma"),
    Feature("after-colon", _sign("before", ":："), "follows a colon"),
    Feature("after-semicolon", _sign("before", ";；"), "follows a semicolon"),
    Feature("after-parenthesis", _sign("before", "(（[/"), "stands in parentheses"),
    Feature("after-dash", _sign("before", "-–—"), "follows a dash"),
    Feature("after-and", lambda n: n.part.before.isalpha() or n.part.before == "&", "follows “and”"),
    Feature("after-break", lambda n: n.part.before == "\n", "begins a line of the page"),
    Feature("after-nothing", lambda n: n.at > 0 and not n.part.before, "is set off by its form of address"),
    Feature("before-comma", _sign("after", ",，、"), "stands before a comma"),
    Feature("before-colon", _sign("after", ":："), "stands before a colon"),
    Feature("before-colon-long", lambda n: n.part.after[:1] in (":", "：") and n.whole.words > _MANY + len(n.words), "is followed by a colon and many words"),
    Feature("before-parenthesis", _sign("after", "(（["), "stands before a parenthesis"),
    Feature("before-dash", _sign("after", "-–—"), "stands before a dash"),
    Feature("before-and", lambda n: n.part.after.isalpha() or n.part.after == "&", "stands before “and”"),
    Feature("line-sentence", lambda n: n.whole.words > _MANY and n.whole.ends, "stands in a sentence"),
    Feature("line-long", lambda n: log1p(n.whole.words) / 4, "stands in a long line"),
    Feature("line-lower", lambda n: n.whole.lower, "stands among words in lower case"),
    Feature("line-talk", lambda n: n.whole.talk, "stands in a line with words such as I, we or you"),
    Feature("line-saying", lambda n: n.whole.saying, "stands in a line with a verb of saying"),
    Feature("opening-line", lambda n: n.since == 0, "stands beside the label"),
    Feature("said-above", lambda n: bool(n.folded) and n.folded[-1] in n.above, "occurs earlier in the list"),
    Feature("said-above-colon", lambda n: bool(n.folded) and n.at == 0 and n.folded[-1] in n.above and n.part.after[:1] in (":", "："), "occurs earlier in the list, and is followed by a colon"),
    Feature("behind-said", lambda n: _said(n.before, n.above) and n.part.before[:1] in (":", "："), "follows a colon after a name from earlier in the list"),
    Feature("line-said", lambda n: _said(n.line.text[: _LINE_START], n.above), "is in a line that begins with a name from earlier in the list"),
    Feature("below", lambda n: n.below, "is in a list whose label stands alone above it"),
    Feature("next", lambda n: n.since == 1, "stands just below the label"),
    Feature("indent", lambda n: n.indent > 1, "is indented more than the line before"),
    Feature("goes-on", lambda n: n.open_before and n.at == 0, "continues a line that ended in a comma"),
    Feature("opens-paragraphs", lambda n: log1p(n.seen.opening[n.folded[-1]]) if n.folded else 0, "opens paragraphs elsewhere"),
    Feature("opens-here", lambda n: n.part.after[:1] in (":", "：") and n.at == 0 and bool(n.folded) and n.seen.opening[n.folded[-1]] > 1, "opens this paragraph and others"),
    Feature("comes-back", lambda n: log1p(n.seen.words[n.words[-1]] - 1) / 3 if n.words and n.words[-1] in n.seen.words else 0, "recurs in the record"),
)  # fmt: skip

NAME = Question("participant", FEATURES)


class Again(NamedTuple):
    """A part in the second pass: its probability in the first, and those of others."""

    first: float
    """The logarithm of the odds."""
    best_here: float
    """The best probability of the other parts of its line."""
    best_before: float
    """The best of the parts before it in the line."""
    same_place: float
    """The mean of the parts in the same place of other lines near."""
    others_place: float
    """The best mean of another place."""
    line_before: float
    """The best of the line before."""
    line_after: float
    lines_before: float
    """The mean of the best of the lines before, `_FEW` of them."""
    lines_after: float
    named: Named


def _behind_comma(a: Again) -> float:
    return a.best_before * (a.named.part.before in (",", "，", "、"))


def _name_like(n: Named) -> bool:
    """Whether it has the shape of a name, no word for an office and none that the record has in lower case."""
    if _letters(n) or any(map(str.isdigit, n.text)) or (_no_case(n.text) and len(n.text) > _LONG_NAME):
        return False
    return _is_core(n) and _rare(_core(n), n) and not _office(n)


AGAIN_FEATURES: tuple[Feature[Again], ...] = (
    Feature("first", lambda a: a.first / 4, "looks like a name"),
    Feature("best-here", lambda a: a.best_here, "stands in a line with a name"),
    Feature("best-before", lambda a: a.best_before, "follows a name"),
    Feature("same-place", lambda a: a.same_place, "stands where other lines have names"),
    Feature("others-place", lambda a: a.others_place, "is not where other lines have their names"),
    Feature("line-before", lambda a: a.line_before, "stands below a name"),
    Feature("line-after", lambda a: a.line_after, "stands above a name"),
    Feature("lines-before", lambda a: a.lines_before, "stands below names"),
    Feature("lines-after", lambda a: a.lines_after, "stands above names"),
    Feature("among", lambda a: a.lines_before * a.lines_after, "stands among names"),
    Feature("first-among", lambda a: a.first / 4 * max(a.lines_before, a.lines_after), "looks like a name among names"),
    Feature("alone", lambda a: (1 - a.best_here) * a.line_before, "may be the only name in its line"),
    Feature("no-neighbours", lambda a: (1 - a.line_before) * (1 - a.line_after) * (a.named.since > 0), "stands among lines without names"),
    Feature("before-comma-name", lambda a: a.best_before * (a.named.part.before in (",", "，")), "follows a name and a comma"),
    Feature("comma-name-like", lambda a: _behind_comma(a) * _name_like(a.named), "follows a name and a comma, and looks like a name"),
    Feature("comma-office", lambda a: _behind_comma(a) * _office(a.named), "follows a name and a comma, and is an office"),
    Feature("comma-first", lambda a: _behind_comma(a) * a.first / 4, "follows a name and a comma, and looks like a name by itself"),
    Feature("name-like-alone", lambda a: _name_like(a.named) * (1 - a.best_before), "looks like a name, and none stands before it"),
    Feature("before-and-name", lambda a: a.best_before * a.named.part.before.isalpha(), "follows a name and “and”"),
    Feature("parenthesis-name", lambda a: a.best_before * (a.named.part.before[:1] in ("(", "（")), "stands in parentheses after a name"),
    *(
        Feature(f"again-{feature.name}", lambda a, ask=feature.value: ask(a.named), feature.phrase)  # type: ignore[misc]
        for feature in FEATURES
        if feature.name in ("title-name", "shaped-two", "office-whole", "office", "opening-line", "line-lower", "line-long", "indent", "common", "before-colon-long", "opens-here", "only")
    ),
)  # fmt: skip

NAME_AGAIN = Question("participant-again", AGAIN_FEATURES)
