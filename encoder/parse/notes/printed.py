r"""How archives print the number of a note, before its words and in the text: a table each.

    65 A correspondent of the paper.       the number before the words of a note
    … the interview65, and then …          the mark in the text

Each entry is its own example: a line that it finds a number in, and one in which it does not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

RAISED = "[¹²³⁴-⁹⁰]{1,3}"
SIGNS = r"\*{1,4}|[†‡§¶]"
_NUMBER = r"[1-9]\d{0,2}"
_WORDS = r"(?=[\"“‘'(\[«]?[^\W\d_])"
_NO_MEASURE = r"(?![\w%]|[.,:]\d)"
"""Behind a mark: not `1.5`, `10%`, `12th`."""
_NO_BLANKS = r"\u3040-\u30ff\u3400-\u9fff"
"""Chinese and Japanese."""
_BEGINS = r"[^\W\d_a-z]"
"""A letter that can begin a sentence."""


class Printed(NamedTuple):
    """One way to print a number; the pattern has a group of the entry's own name."""

    pattern: str
    example: str
    counter_example: str
    strength: float = 1.0
    """Of a mark: 1 where it can hardly be anything else, less where it can."""


BODIES = {
    "bracket": Printed(rf"\[(?P<bracket>{_NUMBER}|[a-z]|\*{{1,3}})\]\s*(?=\S)", "[1] See document 5.", "[sic] he said"),
    "parentheses": Printed(
        rf"\((?P<parentheses>\s?{_NUMBER}\s?|[a-z])\)\s*(?=\S)", "(2) In the draft: none.", "(see 2) In the draft"
    ),
    "raised": Printed(rf"(?P<raised>{RAISED})\s*(?=\S)", "⁴ In the first draft.", "m⁴ of wood"),
    "stop": Printed(rf"(?P<stop>{_NUMBER})[.)]\s+(?=\S)", "3. See above.", "3.5 tons of wheat"),
    "bare": Printed(rf"(?P<bare>{_NUMBER})\s+{_WORDS}", "65 A correspondent.", "1947 1948 1949"),
    "glued": Printed(rf"(?P<glued>{_NUMBER})(?={_BEGINS}\w*)", "65See above.", "65th of them"),
    "letter": Printed(rf"(?P<letter>[a-z])(?:[/.)]\s*|\s+){_WORDS}", "a/ See above.", "at noon"),
    "sign": Printed(rf"(?P<sign>{SIGNS})\s*{_WORDS}", "* See page 4.", "*****"),
}
"""Before the words of a note, at the start of a paragraph or line."""

MARKS = {
    "bracket": Printed(rf"\[\s?(?P<bracket>{_NUMBER}|[a-z]|\*{{1,3}})\s?\]", "the step. [1]", "the step [see 1]"),
    "parentheses": Printed(r"\(\s?(?P<parentheses>[1-9]\d?)\s?\)", "the rate (1 ) of", "the rate (1949)", 0.7),
    "raised": Printed(rf"(?P<raised>{RAISED})", "the step.¹", "the step. 1947"),
    "glued": Printed(rf"(?<=[^\W\d_]{{2}})(?P<glued>{_NUMBER}){_NO_MEASURE}", "the interview65 was", "the B52 flew"),
    "joined": Printed(
        rf"(?:(?<=[{_NO_BLANKS}》」』、，。])|(?<=[{_NO_BLANKS}，。]”))(?P<joined>[1-9]\d?)(?![\w%年月日.,:]|\s?\d)",
        "的会议。3 他",
        "的会议3月",
        0.7,
    ),
    "titled": Printed(
        r"(?<=[\u3400-\u9fff]》)(?P<titled>[1-9]\d?)(?!\d)", "《人民日报》5说", "《人民日报》1950年", 0.7
    ),
    "stopped": Printed(
        rf"(?<=[^\W\d_][.,;:!?”\"’)\]])(?P<stopped>{_NUMBER}){_NO_MEASURE}", "he said.12 Then", "at 9.12 he left"
    ),
    "closed": Printed(r"(?<=\d[.!?])(?P<closed>[1-9])(?=$|\n)", "in the year 1949.1", "a rate of 1.15", 0.7),
    "quoted": Printed(
        rf"(?<=[^\W_][.,”\"’)\]][”\"’)\]])(?P<quoted>{_NUMBER}){_NO_MEASURE}",
        "the “step.”12 Then",
        "the “step” 12 times",
    ),
    "spaced": Printed(
        rf"(?<=[^\W\d_.,;:!?”\"’)\]]) (?P<spaced>{_NUMBER})(?=$|[.,;:]?$|[.,;:]\s| {_BEGINS}|\n)",
        "the step 12, and then",
        "the 12 steps",
        0.4,
    ),
    "after": Printed(
        rf"(?<=[.,;:!?”\"’)\]]) (?P<after>{_NUMBER})(?=$| {_BEGINS}|\n)", "he said. 12 Then", "he said, 12 times", 0.5
    ),
    "sign": Printed(rf"(?<=[\w.,;:!?”\"’)\]])(?P<sign>{SIGNS})(?!\w)", "the step* was", "a * b", 0.7),
}
"""In the text; several may fit a place, and the first counts."""

BODY = re.compile("|".join(each.pattern for each in BODIES.values()))
MARK = re.compile("|".join(each.pattern for each in MARKS.values()))
