"""Editors' brackets, told apart: `[North] Korea` is not `Shangganling [Triangle Hill]`.

    118978:  [North] Korea did fairly well                                   supplied
    118978:  billions of tons [original unclear] of vinalon                  gap
    118978:  Chairman Mao sends you [referring to Kim Il Sung] his regards   identification
    118978:  Shangganling [Triangle Hill]                                    gloss
    008:     the com[munist] party                                           expansion
    001:     On October [5?] of this year                                    unclear

A bracket is read with what stands before and after it. `kinds.py` names the kinds, the most telling first; here is
how brackets are found, how they nest, and what becomes of one that is never closed (Guidelines 3.5, 12.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from encoder.lexicon.bracket_words import BY_TRANSLATOR, EDITORS
from encoder.parse.context import Context
from encoder.parse.inline import completed_names, decided
from encoder.parse.inline.emphasis import emphasis
from encoder.parse.inline.kinds import KINDS, Bracket
from encoder.parse.layout.blocks import Block
from encoder.values.diagnostics import Rule, Severity
from encoder.values.document import Content, Ex, Expan, Inline, Note, PersName, Resp, Supplied, Unclear
from encoder.values.excerpt import Excerpt

BRACKET_UNCLOSED = Rule(
    "bracket-unclosed",
    Severity.WARNING,
    "A bracket is opened and never closed.",
    """An editor's bracket that is opened and not closed before its paragraph ends. The edition ends it with the
paragraph and marks it `rend="unclosed"`; where the editor's words stop and the record's go on cannot be known.

Example: `[The original phrase means "evil to the extreme".` at the end of a turn.

What to do: add the closing bracket to the source.""",
)

BRACKET_UNOPENED = Rule(
    "bracket-unopened",
    Severity.WARNING,
    "A bracket is closed that was never opened.",
    """A closing bracket without an opening one before it in its paragraph. It stays in the edition as a character of
the text, since nobody can know where the editor's words began.

What to do: add the opening bracket to the source, or remove the closing one.""",
)

BRACKET_KIND_UNKNOWN = Rule(
    "bracket-kind-unknown",
    Severity.INFO,
    "It cannot be told what an editor's bracket is; it became a note of type “editorial”.",
    """Brackets are told apart by their words and by what stands around them: a supplied word, a gap, a gloss, a role,
a remark of the translator … This one showed no sign of any kind, so the edition has
`<note type="editorial" cert="low">`, which loses nothing and claims nothing.

What to do: look at the bracket and give it the element it deserves.

Guidelines: 3.5 Simple Editorial Changes; 12.3 Altered, Corrected, and Erroneous Texts.""",
)

_TOKEN = re.compile(r"[\[\]]")

_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_LETTERS = re.compile(r"[^\W\d_]*")
_LETTER = re.compile(r"[^\W\d_]")
_FRAGMENT = re.compile(r"(?P<letters>[^\W\d_]+[.]?)(?P<query>\?)?$")
_INFLECTION = re.compile(r"(?:e?s|e?d|n|en|t|ing|ly|al|['’]s|ly|r|er)$")
_CONTEXT = 80

MAX_DEPTH = 12
"""Brackets nested deeper than this are noise, not notes; the inner ones stay characters of the text."""


def inline(block: Block, context: Context, start: int = 0) -> Content:
    """A block's text from ``start`` on as inline nodes: brackets told apart, emphasis marked, page breaks in place."""
    text = block.text.text
    if "[" not in text and "]" not in text:
        return emphasis(block, start, len(text), context.styled)
    if start:
        return inline(block.part(start), context)
    return _content(block, _pairs(block.text, context), 0, len(text), context)


def headnote(block: Block, context: Context) -> Note | None:
    """The note that a paragraph is when one bracket holds the whole of it; else None."""
    if not block.text.text.startswith("["):
        return None
    pairs = _pairs(block.text, context.quiet())
    if len(pairs) != 1 or pairs[0].end != len(block.text) or not _LETTER.search(block.text.text):
        return None  # “[…]” is an omission, and tells nothing of what follows
    bracket = _bracket(block, _pairs(block.text, context)[0], context)
    return Note("headnote", bracket.content, bracket.span, bracket.resp, rend=bracket.rend_unqueried)


@dataclass(slots=True)
class _Pair:
    """Where a bracket stands in its text: from the opening character to past the closing one."""

    start: int
    end: int = -1
    closed: bool = True
    inside: list[_Pair] = field(default_factory=list)


def _pairs(text: Excerpt, context: Context) -> list[_Pair]:
    """The brackets of a text, nested; those left open end with the text."""
    roots: list[_Pair] = []
    stack: list[_Pair] = []
    too_deep = 0
    for match in _TOKEN.finditer(text.text):
        at = match.start()
        if match[0] == "[":
            if len(stack) == MAX_DEPTH:
                too_deep += 1
                continue
            pair = _Pair(at)
            (stack[-1].inside if stack else roots).append(pair)
            stack.append(pair)
        elif too_deep:
            too_deep -= 1
        elif stack:
            stack.pop().end = at + 1
        else:
            context.report(BRACKET_UNOPENED.at(text.span(at, at + 1), "“]” closes a bracket that was never opened"))
    for pair in stack:
        pair.end, pair.closed = len(text), False
        message = "“[” is never closed; what it opens ends with its paragraph"
        context.report(BRACKET_UNCLOSED.at(text.span(pair.start, pair.start + 1), message))
    return roots


def _content(block: Block, pairs: list[_Pair], start: int, end: int, context: Context) -> Content:
    """The nodes of ``block.text[start:end]``, in which ``pairs`` are the outermost brackets."""
    nodes: list[Inline] = []
    at = start
    for pair in pairs:
        bracket = _bracket(block, pair, context)
        decision = context.decided.of("bracket", bracket.span.start)
        if decision:
            nodes += (*emphasis(block, at, pair.start, context.styled), decided.node(decision.says, bracket))
            at = pair.end
            continue
        around = _around_word(block, at, pair, bracket) or _around_name(block, at, pair, bracket, context)
        if around is None:
            nodes += (*emphasis(block, at, pair.start, context.styled), _classify(bracket, context))
            at = pair.end
        else:
            word, node, after = around
            nodes += (*emphasis(block, at, word, context.styled), node)
            at = after
    return (*nodes, *emphasis(block, at, end, context.styled))


def _bracket(block: Block, pair: _Pair, context: Context) -> Bracket:
    text = block.text.text
    start, end = pair.start + 1, pair.end - 1 if pair.closed else pair.end
    return Bracket(
        text=block.text[start:end],
        span=block.text.span(pair.start, pair.end),
        before=text[max(0, pair.start - _CONTEXT) : pair.start],
        after=text[pair.end : pair.end + _CONTEXT],
        closed=pair.closed,
        content=_content(block, pair.inside, start, end, context),
        resp=_resp(text, start, context),
        mentions=context.mentions,
        languages=context.languages,
    )


def _resp(text: str, start: int, context: Context) -> Resp:
    """Whose a bracket is: what it says itself, else whose all are."""
    if context.resp == "archive":
        return "archive"
    if EDITORS.match(text, start):
        return "editor"
    return "translator" if BY_TRANSLATOR.match(text, start) else context.resp


def _classify(bracket: Bracket, context: Context) -> Inline:
    for kind in KINDS:
        node = kind(bracket)
        if node is not None:
            return node
    printed = bracket.text.text.strip()
    words = printed if len(printed) < 60 else f"{printed[:59]}…"
    context.report(BRACKET_KIND_UNKNOWN.at(bracket.span, f"it cannot be told what “[{words}]” is"))
    return Note("editorial", bracket.content, bracket.span, bracket.resp, cert="low", rend=bracket.rend_unqueried)


def _around_name(
    block: Block, at: int, pair: _Pair, bracket: Bracket, context: Context
) -> tuple[int, Inline, int] | None:
    """A bracket that completes a person's name: where the name begins, its node, where it ends."""
    found = None if pair.inside else completed_names.place(block.text.text, at, pair.start, pair.end, bracket)
    if found is None:
        return None
    start, end = found
    name = Supplied(bracket.certain, bracket.span, bracket.resp, bracket.cert, bracket.rend)
    before = emphasis(block, start, pair.start, context.styled)
    return start, PersName((*before, name, *emphasis(block, pair.end, end, context.styled))), end


def _around_word(block: Block, at: int, pair: _Pair, bracket: Bracket) -> tuple[int, Inline, int] | None:
    """A bracket inside a word, or glued to one: where the word begins, the node, where it ends.

    `arrested[?]` doubts the word before it; `Com[munist]` and `c[omrade]s` complete one; `meeting[s]` and `[W]ith`
    are supplied in place.
    """
    text = block.text.text
    if not bracket.closed or pair.inside or not text[at : pair.start][-1:].isalpha():
        return None
    before = _WORD_BEFORE.search(text, at, pair.start)
    if before is None:
        return None
    word = before.start()
    if bracket.words == "" and bracket.query:
        content = block.content(word, pair.start)
        return word, Unclear(content, block.text.span(word, pair.end), bracket.resp, "query-after"), pair.end
    fragment = _FRAGMENT.match(bracket.text.text)
    if fragment is None:
        return None
    letters = bracket.text.group(fragment, "letters")
    cert, rend = ("low", "query") if fragment["query"] else (None, None)
    after = _LETTERS.match(text, pair.end)
    end = after.end() if after else pair.end
    is_letter = len(letters.text) == 1 and len(before[0]) > 1  # the[m] lacks one, and is no abbreviation
    if end == pair.end and (is_letter or (len(before[0]) > 2 and _INFLECTION.match(letters.text))):
        return pair.start, Supplied((letters,), bracket.span, bracket.resp, cert, rend), pair.end  # type: ignore[arg-type]
    ex = Ex(letters, bracket.span, bracket.resp, cert, rend)  # type: ignore[arg-type]
    return word, Expan((*block.content(word, pair.start), ex, *block.content(pair.end, end))), end
