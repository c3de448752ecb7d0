"""What is asked about a part of a line: form, place, neighbours, words, and what the record says elsewhere.

The first pass looks at each part by itself (`FEATURES`); the second also knows the first's answers for the rest of the line and
for the same place in other lines (`AGAIN_FEATURES`). Each phrase completes a sentence about the part: “Mr. Clark” begins with ….
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import log1p
from typing import NamedTuple

from encoder import lexicon
from encoder.evidence import Feature, Question
from encoder.lexicon.offices import is_office
from encoder.parse.roster.parts.named import (
    INITIALS,
    LONG_NAME,
    Named,
    capital_share,
    common,
    core,
    has_surname,
    in_firm,
    is_core,
    is_group,
    joined,
    letters,
    no_case,
    office,
    rare,
    said,
    shaped,
    sign,
    title,
)

_LINE_START = 60
"""How many code points of a line are searched for a label."""
_MANY = 12
"""A line of a list seldom has more words."""


def _few(size: int) -> Callable[[Named], float]:
    return lambda n: len(n.words) == size


FEATURES: tuple[Feature[Named], ...] = (
    Feature("words-0", _few(0), "has no words"),
    Feature("words-1", _few(1), "has one word"),
    Feature("words-2", _few(2), "has two words"),
    Feature("words-3", _few(3), "has three words"),
    Feature("words-4", _few(4), "has four words"),
    Feature("words-many", lambda n: len(n.words) > 5, "has more than five words"),
    Feature("shaped", shaped, "has the shape of a name"),
    Feature("shaped-case", lambda n: shaped(n) and not no_case(n.text), "has the capitals of a name"),
    Feature("shaped-two", lambda n: shaped(n) and len(n.words) in (2, 3), "has two or three words with capitals"),
    Feature("capitals", lambda n: capital_share(n.words), "has capitals"),
    Feature("lower-start", lambda n: n.text[:1].islower(), "begins in lower case"),
    Feature("upper", lambda n: n.text.isupper() and len(n.text) > 3, "is in capitals"),
    Feature("no-case", lambda n: no_case(n.text), "is in a script without capitals"),
    Feature("no-case-short", lambda n: no_case(n.text) and 1 < len(n.text) < 9, "is short, in a script without capitals"),
    Feature("no-case-long", lambda n: no_case(n.text) and len(n.text) > 12, "is long, in a script without capitals"),
    Feature("initials", lambda n: bool(INITIALS.match(n.text)) and len(n.words) > 1, "begins with initials"),
    Feature("initial-inside", lambda n: bool(re.search(r"[^\W\d_] [^\W\d_]\. [^\W\d_]", n.text)), "has an initial"),
    Feature("surname", has_surname, "begins with a common surname"),
    Feature("letters-only", letters, "is an abbreviation, not a word"),
    Feature("digit", lambda n: any(map(str.isdigit, n.text)), "has a figure"),
    Feature("title", title, "begins with a form of address"),
    Feature("title-name", lambda n: 0 < title(n) < len(n.folded), "begins with a form of address and goes on"),
    Feature("title-inside", lambda n: lexicon.contains("titles", n.text, ambiguous=False), "has a form of address"),
    Feature("title-alone", lambda n: 0 < title(n) == len(n.folded), "is only a form of address"),
    Feature("title-end", lambda n: lexicon.contains("titles", n.words[-1] if n.words else "", after=True), "ends in a form of address"),
    Feature("title-joined", joined, "is a name joined with a form of address"),
    Feature("core", is_core, "looks like a name, apart from any title or office"),
    Feature("core-behind", lambda n: is_core(n) and len(core(n)) < len(n.words), "has an office or a form of address, then something like a name"),
    Feature("core-two", lambda n: is_core(n) and len(core(n)) in (2, 3) and len(core(n)) < len(n.words), "has an office or a form of address, then two or three words like a name"),
    Feature("core-rare", lambda n: is_core(n) and rare(core(n), n), "goes on with words that the record writes only with capitals"),
    Feature("core-none", lambda n: bool(n.words) and not core(n), "consists only of offices and forms of address"),
    Feature("office", office, "has a word for an office"),
    Feature("office-title", lambda n: office(n) and bool(title(n)), "begins with a form of address that is an office"),
    Feature("office-whole", lambda n: is_office(n.text), "is an office"),
    Feature("office-after", lambda n: is_office(n.after) or lexicon.contains("offices", n.after, ambiguous=False), "stands before an office"),
    Feature("office-before", lambda n: is_office(n.before) or lexicon.contains("offices", n.before, ambiguous=False), "follows an office"),
    Feature("body", lambda n: lexicon.contains("bodies", n.text, ambiguous=False), "has a word for a body"),
    Feature("body-end", lambda n: len(n.words) > 2 and lexicon.longest("bodies", n.folded[-1:]) > 0, "is long, and ends in a word for a body"),
    Feature("group", lambda n: is_group(n.text), "begins like a group: members of"),
    Feature("firm", lambda n: in_firm(n.text), "has a word for a firm, or of an address"),
    Feature("line-firm", lambda n: n.whole.firm, "stands in a line with a firm or an address"),
    Feature("field", lambda n: bool(lexicon.longest("fields", n.folded, ambiguous=False)), "begins like a header field"),
    Feature("talk", lambda n: lexicon.contains("talk", n.text, ambiguous=False), "has words such as I, we or you"),
    Feature("saying", lambda n: lexicon.contains("saying", n.text), "has a verb of saying"),
    Feature("month", lambda n: lexicon.contains("months", n.text), "has a month"),
    Feature("territory", lambda n: lexicon.contains("territories", n.text), "has the name of a country"),
    Feature("territory-whole", lambda n: bool(n.folded) and lexicon.longest("territories", n.folded) == len(n.folded), "is the name of a country"),
    Feature("common", common, "has words that the record also has in lower case"),
    Feature("common-all", lambda n: common(n) > 0.99, "has only words that the record also has in lower case"),
    Feature("of", lambda n: bool(re.search(r"\b(?:of|for|de|des|du|der|für|и|по)\b", n.text)), "has a word such as “of”"),
    Feature("first", lambda n: n.at == 0, "stands first in its line"),
    Feature("first-few", lambda n: n.at == 0 and n.whole.words <= _MANY, "stands first in a short line"),
    Feature("only", lambda n: n.number == 1, "is the whole line"),
    Feature("only-long", lambda n: n.number == 1 and n.whole.words > _MANY, "is a long line"),
    Feature("later", lambda n: log1p(n.at) / 2, "stands late in its line"),
    Feature("parts", lambda n: log1p(n.number) / 3, "stands in a line of many parts"),
    Feature("after-comma", sign("before", ",，、"), "follows a comma"),
    Feature("after-colon", sign("before", ":："), "follows a colon"),
    Feature("after-semicolon", sign("before", ";；"), "follows a semicolon"),
    Feature("after-parenthesis", sign("before", "(（[/"), "stands in parentheses"),
    Feature("after-dash", sign("before", "-–—"), "follows a dash"),
    Feature("after-and", lambda n: n.part.before.isalpha() or n.part.before == "&", "follows “and”"),
    Feature("after-break", lambda n: n.part.before == "\n", "begins a line of the page"),
    Feature("after-nothing", lambda n: n.at > 0 and not n.part.before, "is set off by its form of address"),
    Feature("before-comma", sign("after", ",，、"), "stands before a comma"),
    Feature("before-colon", sign("after", ":："), "stands before a colon"),
    Feature("before-colon-long", lambda n: n.part.after[:1] in (":", "：") and n.whole.words > _MANY + len(n.words), "is followed by a colon and many words"),
    Feature("before-parenthesis", sign("after", "(（["), "stands before a parenthesis"),
    Feature("before-dash", sign("after", "-–—"), "stands before a dash"),
    Feature("before-and", lambda n: n.part.after.isalpha() or n.part.after == "&", "stands before “and”"),
    Feature("line-sentence", lambda n: n.whole.words > _MANY and n.whole.ends, "stands in a sentence"),
    Feature("line-long", lambda n: log1p(n.whole.words) / 4, "stands in a long line"),
    Feature("line-lower", lambda n: n.whole.lower, "stands among words in lower case"),
    Feature("line-talk", lambda n: n.whole.talk, "stands in a line with words such as I, we or you"),
    Feature("line-saying", lambda n: n.whole.saying, "stands in a line with a verb of saying"),
    Feature("opening-line", lambda n: n.since == 0, "stands beside the label"),
    Feature("said-above", lambda n: bool(n.folded) and n.folded[-1] in n.above, "occurs earlier in the list"),
    Feature("said-above-colon", lambda n: bool(n.folded) and n.at == 0 and n.folded[-1] in n.above and n.part.after[:1] in (":", "："), "occurs earlier in the list, and is followed by a colon"),
    Feature("behind-said", lambda n: said(n.before, n.above) and n.part.before[:1] in (":", "："), "follows a colon after a name from earlier in the list"),
    Feature("line-said", lambda n: said(n.line.text[: _LINE_START], n.above), "is in a line that begins with a name from earlier in the list"),
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


def name_like(n: Named) -> bool:
    """Whether it has the shape of a name, no word for an office and none that the record has in lower case."""
    if letters(n) or any(map(str.isdigit, n.text)) or (no_case(n.text) and len(n.text) > LONG_NAME):
        return False
    return is_core(n) and rare(core(n), n) and not office(n)


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
    Feature("comma-name-like", lambda a: _behind_comma(a) * name_like(a.named), "follows a name and a comma, and looks like a name"),
    Feature("comma-office", lambda a: _behind_comma(a) * office(a.named), "follows a name and a comma, and is an office"),
    Feature("comma-first", lambda a: _behind_comma(a) * a.first / 4, "follows a name and a comma, and looks like a name by itself"),
    Feature("name-like-alone", lambda a: name_like(a.named) * (1 - a.best_before), "looks like a name, and none stands before it"),
    Feature("before-and-name", lambda a: a.best_before * a.named.part.before.isalpha(), "follows a name and “and”"),
    Feature("parenthesis-name", lambda a: a.best_before * (a.named.part.before[:1] in ("(", "（")), "stands in parentheses after a name"),
    *(
        Feature(f"again-{feature.name}", lambda a, ask=feature.value: ask(a.named), feature.phrase)  # type: ignore[misc]
        for feature in FEATURES
        if feature.name in ("title-name", "shaped-two", "office-whole", "office", "opening-line", "line-lower", "line-long", "indent", "common", "before-colon-long", "opens-here", "only")
    ),
)  # fmt: skip

NAME_AGAIN = Question("participant-again", AGAIN_FEATURES)
