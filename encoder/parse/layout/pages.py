"""Page breaks that cut a paragraph or a note in two.

    118978:  … by omitting the last two⏎⏎characters, the meaning becomes "to be driven by poverty".]
    118978:  Our arable land is even⏎⏎lesser than yours.

The two parts become one paragraph with `<pb/>` in the join (Guidelines 3.11.3). A form feed shows the break; in a text
that has none, a mere blank line lets us infer it, and then the edition says so with `@cert` and `@resp`. “No full stop”
alone is no sign: 118978 has five complete turns without one. What counts is that the next block begins in lower case,
or closes a bracket that is open. And a page is full: no list of single words breaks off, nor does a text every few
hundred letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from encoder import lexicon
from encoder.lexicon.signs import CLAUSE_END, LETTERS
from encoder.parse.layout.blocks import Block
from encoder.values.decisions import Decided
from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.doubt import LIKELY, Answer, Asks, Doubt
from encoder.values.excerpt import DIVIDED, Excerpt, concat
from encoder.values.record.inline import Pb
from encoder.values.source import Span

PAGE_JOIN = Rule(
    "page-join",
    Severity.INFO,
    "Two blocks were joined into one paragraph across a page break.",
    """The text of a PDF has a blank line or a form feed at the end of each page, even within a sentence. Two blocks
are joined if the first does not end a sentence and the second continues in lower case, or if a bracket that the first
opens is closed in the second. The edition has one paragraph that contains `<pb/>`, with `cert="medium"
resp="#encoder"` if no form feed shows the break.

Example: `… by omitting the last two` + `characters, the meaning becomes …]` is one note.

What to do: if they are two paragraphs, end the first with a full stop in the source.

Guidelines: 3.11.3 Milestone Elements.""",
)

LINES_DOUBLED = Rule(
    "lines-doubled",
    Severity.INFO,
    "Lines of a double-spaced record were joined into paragraphs.",
    """In a typed transcript with double spacing a blank line follows each line. If a line is full and ends no
sentence, and the next continues in lower case, they are one paragraph. The same holds before a capital letter, if the
line breaks off within a sentence. Lines that begin with a label are not joined.

Example: `I have come here to tell you about the`, a blank line, `matter of the grain.`

What to do: nothing. If lines were joined wrongly, remove the blank lines inside paragraphs from the source.

Guidelines: 3.1 Paragraphs.""",
)

_LIST_MARK = re.compile(r"(?:[a-z]|[ivx]{1,4})[.)]\s|https?:|www\.")
_BELOW = re.compile(r"(?:b?cc|c\.c\.|encl|enc|p\.? ?s\.?)\b", re.IGNORECASE)
"""What stands below a signature begins in lower case too."""
_FULL = 3
_LAST_LINE = 80
_LINES, _DOUBLED = 20, 0.25
"""A double-spaced text has at least this many lines, and at least this share of them begin in mid-sentence."""
_NARROW, _FULL_LINE = 30, 0.6
"""No page has narrower lines; one that breaks off before the margin is shorter than this share of most lines."""
_BROAD = 0.8
"""A line that is so long, and ends in a small letter or a comma, goes on before a capital letter too."""
# Mr. Roe. I do · Q. Where · Roe: · not “Wilson travelled to”
_MAY_BE_LABEL = re.compile(r"(?:\S+\s+){0,4}\S*[.:)\]](?:\s|$)")
_PAGE, _FEW = 1000, 2
"""A page has so many characters at least; so few breaks say nothing of the size."""
_LABEL = re.compile(r"[^\W\d_][\w .,'’&-]{0,40}:(?:\s|$)")


def join(blocks: tuple[Block, ...], report: Report, decided: Decided, undone: Iterable[Span] = ()) -> tuple[Block, ...]:
    """The blocks, with those that a page break cut in two made whole; ``undone`` are hyphens that were taken out."""
    cut = frozenset(span.start for span in undone)
    shown = any(block.after_page for block in blocks)  # where form feeds show the pages, a blank line is none
    paged = not shown and _paged(blocks)
    width = 0 if paged else _width(blocks)  # of a line, where each line stands as a paragraph
    if width:
        report(LINES_DOUBLED.at(None, "the text is double-spaced; lines that continue a sentence were joined"))
    runs: list[_Run] = []
    depth = 0  # brackets open at the end of the last block
    for block in blocks:
        broken = block.gap or block.after_page
        said = decided.of("page", block.text.span(0, 1).start) if broken and runs else None
        tail = runs[-1].tail if runs else ""
        if runs and runs[-1].end in cut:
            runs[-1].add(block, infer=not shown, whole=True)  # the word goes on
            depth = _depth(block.text.text, depth)
        elif runs and not broken and _inseparable(tail, depth, block):
            runs[-1].add(block, infer=True)  # a line end, no page's
            depth = _depth(block.text.text, depth)
        elif runs and width and not (said or block.after_page) and runs[-1].goes_on(block, width):
            runs[-1].add(block, infer=False)
            depth = _depth(block.text.text, depth)
        elif runs and broken and (said.says == "join" if said else _goes_on(tail, depth, block, paged)):
            reason = _reason(depth, tail, block)
            if not said:
                asked = _doubt(block, reason)
                report(PAGE_JOIN.at(asked.span, f"joined with the block before: {reason}", doubt=asked))
            runs[-1].add(block, infer=not shown)
            depth = _depth(block.text.text, depth)
        else:
            runs.append(_Run(block))
            depth = _depth(block.text.text, 0)
    return tuple(run.joined() for run in runs)


class _Run:
    """Blocks that become one; they are put together once, so that many take no longer than few for each."""

    def __init__(self, first: Block) -> None:
        self._blocks = [first]
        self._infer = [True]
        self._whole = [False]
        self.tail = first.text.text[-_LAST_LINE:]
        """How its text ends."""

    def goes_on(self, block: Block, width: int) -> bool:
        """Whether a block is the next line of a double-spaced text whose lines have about that width."""
        size = len(self._blocks[-1].text) / width
        if size >= _BROAD and _breaks_off(self.tail, block):
            return True
        return size >= _FULL_LINE and _is_next_line(self.tail, block)

    @property
    def end(self) -> int:
        """Where its text ends in the source."""
        return self._blocks[-1].text.span().end

    def add(self, block: Block, *, infer: bool, whole: bool = False) -> None:
        """Take one more block.

        ``infer``: a blank line before it is taken for the end of a page. ``whole``: a word goes on in it.
        """
        whole = whole or divided(self.tail, block.text.text)
        self._blocks.append(block)
        self._infer.append(infer)
        self._whole.append(whole)
        blank = "" if whole else " "
        self.tail = f"{self.tail}{blank}{block.text.text[-_LAST_LINE:]}"[-_LAST_LINE:]

    def joined(self) -> Block:
        """The one block."""
        first = self._blocks[0]
        if len(self._blocks) == 1:
            return first
        parts: list[Excerpt] = [first.text]
        pbs, lines = [*first.pbs], [*first.lines]
        length = len(first.text)
        for block, infer, whole in zip(self._blocks[1:], self._infer[1:], self._whole[1:], strict=True):
            if not whole:
                parts.append(Excerpt(" ", parts[-1].span().end))
                length += 1
            pb = block.after_page or (Pb(block.gap, "medium") if block.gap and infer else None)
            if pb:
                pbs.append((length, pb))
            pbs += ((length + place, mark) for place, mark in block.pbs)
            lines += (length + line for line in block.lines)
            parts.append(block.text)
            length += len(block.text)
        return Block(concat(parts), tuple(pbs), tuple(lines), first.after_page, first.gap)


def _paged(blocks: tuple[Block, ...]) -> bool:
    """Whether blank lines in mid-sentence can be the ends of pages: there are no more than a text of its size has."""
    cut = sum(1 for before, block in pairwise(blocks) if block.gap and _goes_on(before.text.text, 0, block, True))
    return cut <= max(_FEW, sum(len(block.text) for block in blocks) / _PAGE)


def _width(blocks: tuple[Block, ...]) -> int:
    """How long most lines are that go on, in a text with double spacing; 0 in any other.

    With double spacing each line stands as a paragraph.
    """
    sizes = [
        len(before.text) for before, block in pairwise(blocks) if block.gap and _is_next_line(before.text.text, block)
    ]
    if len(blocks) < _LINES or len(sizes) < _DOUBLED * len(blocks):
        return 0
    width = int(median(sizes))
    return width if width >= _NARROW else 0


def _is_next_line(before: str, block: Block) -> bool:
    """Whether a block begins in lower case and continues a sentence; a label does not."""
    text = block.text.text
    is_other = _LIST_MARK.match(text) or _BELOW.match(text) or _LABEL.match(text)
    return text[:1].islower() and not is_other and _full(before) and not CLAUSE_END.search(before[-8:])


def _breaks_off(before: str, block: Block) -> bool:
    """Whether a line ends within a sentence, and what follows with a capital letter is no label and no heading."""
    text = block.text.text
    is_new = _MAY_BE_LABEL.match(text) or text.isupper() or _LIST_MARK.match(text)
    return (before[-1:].islower() or before[-1:] == ",") and text[:1].isupper() and not is_new


def _full(text: str) -> bool:
    """Whether the last line of a block can be the last of a page: it is more than a word or two."""
    return len(LETTERS.findall(text[-_LAST_LINE:].rpartition("\n")[2])) >= _FULL


def _goes_on(before: str, depth: int, block: Block, paged: bool) -> bool:
    text = block.text.text
    if _inseparable(before, depth, block):
        return True
    if not text[:1].islower() or _LIST_MARK.match(text) or _BELOW.match(text) or _is_secrecy(text):
        return False
    if not block.after_page and not (paged and _full(before)):
        return False
    return not CLAUSE_END.search(before[-8:])


def _is_secrecy(text: str) -> bool:
    """Whether a text begins with how secret a record is, which some print small: `confidential [Washington,] May 4`."""
    return lexicon.longest("records", lexicon.fold(text[:_LAST_LINE]), secrecy=True) > 0


def _inseparable(before: str, depth: int, block: Block) -> bool:
    """Whether a bracket or a word goes over the break."""
    text = block.text.text
    if _LABEL.match(text):
        return False
    return (depth > 0 and _closes(text)) or divided(before, text)


def divided(before: str, text: str) -> bool:
    """Whether a word ends a page with its hyphen and goes on after it."""
    return "-" in before[-2:] and DIVIDED.search(f"{before[-2:]}\n{text[:8]}") is not None


def _closes(text: str) -> bool:
    close, opening = text.find("]"), text.find("[")
    return close >= 0 and (opening < 0 or close < opening)


def _depth(text: str, depth: int) -> int:
    if "[" not in text and "]" not in text:
        return depth
    for character in re.findall(r"[\[\]]", text):
        depth = depth + 1 if character == "[" else max(0, depth - 1)
    return depth


def _doubt(block: Block, reason: str) -> Doubt:
    """The doubt about a join. Like the edition, it treats an inferred join as no more than likely."""
    answers = Answer("join", LIKELY), Answer("part", 1 - LIKELY)
    return Doubt(Asks.JOIN, block.text.span(0, 1), answers, (reason,), lexicon.word_count(block.text.text))


def _reason(depth: int, before: str, block: Block) -> str:
    if divided(before, block.text.text):
        return "a word is divided there"
    if depth > 0 and _closes(block.text.text):
        return "it closes a bracket that was left open"
    return "it goes on in lower case where no sentence had ended"
