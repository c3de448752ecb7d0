"""The list of participants, as printed and as people.

    118978:  Chinese representatives: Deng Xiaoping, Kang Sheng, Wu Xiuquan, Hao Deqing
    118978:  Interpreter: Kim Soon Ho [Korean interpreter]

A line stays in the body as printed, each name a `persName` (Guidelines 13.2.1); the persons go to the header
(`particDesc`, 15.2.2). Which part of a line is a name is decided from evidence (`evidence.py`); what stands beside
a name is its role, and what does not look like a name stays text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from encoder import lexicon
from encoder.lexicon import names
from encoder.lexicon.offices import is_office
from encoder.parse.brackets.inline import inline
from encoder.parse.context import Context
from encoder.parse.layout.blocks import Block
from encoder.parse.roster import doubts, lines
from encoder.parse.roster.lines import Line
from encoder.parse.roster.list_labels import Seen, presides
from encoder.parse.roster.parts import evidence, several
from encoder.parse.roster.parts.divided import MARK, parts
from encoder.parse.roster.parts.evidence import Read
from encoder.parse.roster.parts.names import name_in, role_in
from encoder.parse.roster.persons import Persons
from encoder.values.excerpt import Excerpt
from encoder.values.record.blocks import Block as Node
from encoder.values.record.blocks import P, Participants
from encoder.values.record.inline import Content, Inline, Note, PersName, extent
from encoder.values.record.persons import Person, PersonGroup
from encoder.values.source import Cell

_DOUBTFUL = 0.2
"""From this probability on a part that is not taken for a name is not taken for a role either."""
_SMALL = 3
"""The most letters of a small word at the end of a line, after which an office goes on: `Minister of`."""
_OFFICES = 2
"""The fewest offices in a list that has no name."""
_BEFORE = 6
"""How many lines may stand between the label and the first name."""
_BETWEEN = 2
"""How many lines without a name may stand between two that have names: a side, a delegation."""
_MOST_WORDS = 14
"""The most words of a line without a name."""


class Roster:
    """The participants as they are found, list after list; ids are given once."""

    def __init__(self, context: Context, text: str) -> None:
        self._context = context
        self._text = text
        self._model = evidence.model(context.weights)
        self._words: set[str] = set()  # of lists above, folded
        self._persons = Persons(context)

    @property
    def groups(self) -> tuple[PersonGroup, ...]:
        """The participants, a group for each list or side."""
        return self._persons.found

    def read(self, blocks: Sequence[Block], known: Seen) -> dict[int, Node]:
        """The lines of lists among blocks, by the blocks' numbers; ``known`` is what the record tells of words."""
        found: dict[int, Node] = {}
        for each_list in lines.lists(blocks, self._text, known, self._context):
            if not each_list[0].text.strip() and self._cells(blocks, each_list[0].at + 1):
                found |= self._table(blocks, each_list[0])
                continue
            read = self._decided(each_list, blocks, known)
            for each, node in self._entered(read):
                found[each.line.at] = node
        for at, block in enumerate(blocks):
            if block.note and (line := lines.in_note(at, block, self._text)):
                [
                    *self._entered(self._decided((line,), blocks, known))
                ]  # the persons are entered; the note stays a note
        return found

    def _decided(self, given: tuple[Line, ...], blocks: Sequence[Block], known: Seen) -> list[Read]:
        """The lines of a list up to its end, with the probabilities of their parts; none where nobody is named."""
        own = [blocks[line.at] for line in given]
        divided = [parts(line, block.lines) for line, block in zip(given, own, strict=True)]
        chances = evidence.chances(evidence.named(given, divided, known, self._words), self._model)
        read = [
            doubts.as_decided(Read(*each), self._context.decided)
            for each in zip(given, own, divided, map(tuple, chances), strict=True)
        ]
        self._words.update(lexicon.fold(" ".join(line.text for line in given)))
        end, without = 0, 0
        for at, each in enumerate(read):
            if each.has_name or each.holds_office:
                end, without = at + 1, 0
            elif at and (lexicon.word_count(each.line.text) > _MOST_WORDS or without == (_BETWEEN if end else _BEFORE)):
                break
            elif each.line.text.strip():
                without += 1
        if not any(each.has_name for each in read[:end]) and sum(each.holds_office for each in read[:end]) < _OFFICES:
            end = 0
        doubts.report(read[:end] or read[:1], self._context)
        return read[:end]

    def _entered(self, read: Sequence[Read]) -> Iterator[tuple[Read, Participants]]:
        """The nodes of a list's lines, their persons entered into groups."""
        for at, each in enumerate(read):
            if at == 0:
                self._persons.open(each.line.label)
                interprets = self._persons.interprets(each.line.label)
            persons: list[Person] = []
            if at and self._goes_on(each, read[at - 1]):
                yield each, Participants((), inline(each.block, self._context))
            elif each.holds_office:
                yield each, self._by_office(each, interprets=interprets)
            elif each.has_name or at == 0:
                office = each.line.label if at == 0 and presides(each.line.label, each.line.text) else None
                nodes = self._named(each, persons, office, interprets=interprets)
                self._persons.enter(persons)
                start = each.line.start
                label = (each.block.text[: len(each.block.text.text[:start].rstrip())],) if start else ()
                yield each, Participants(label, nodes)
            else:
                head = each.line.text.strip().removesuffix(":").strip()
                self._persons.open(head)
                interprets = self._persons.interprets(head)
                yield each, Participants((each.block.text,), ())

    def _by_office(self, each: Read, *, interprets: bool) -> Participants:
        """A line that is an office and no name: somebody who is named by it."""
        line = each.line
        part = each.parts[0]
        mark = MARK.search(line.text, part.start, part.end)
        first, last = line.start + part.start, line.start + (mark.start() if mark else part.end)
        person = self._persons.person(each.block.text[first:last], None, interprets=interprets)
        persons = [person]
        nodes = self._marked(each.block, line.start, [(first, last)], persons)
        self._persons.enter(persons)
        return Participants(
            (each.block.text[: line.start],) if each.block.text.text[: line.start].strip() else (), nodes
        )

    def _goes_on(self, each: Read, before: Read) -> bool:
        """Whether a line says more about the last person; if it does, that is entered.

        An office may stand below its holder, or go on below `Minister of` or a comma, or be indented. Further in and
        below a comma it may have a name: `Deputy Chief Counsel,⏎   Chairman Grassley`.
        """
        last, said = self._persons.last, before.line.text.rstrip()
        if last is None or (before.line.label and not said):
            return False
        breaks_off = _breaks_off(said)
        is_inner = said[-1:] in (",", "，") and each.line.indent > before.line.indent + 1
        if each.has_name and not breaks_off and not is_inner:
            return False
        is_holder = before.has_name and last.role is None and each.holds_office and not _has_article(each.line.text)
        is_below = said[-1:] in (",", "，") or each.line.indent > before.line.indent + 1
        if not (breaks_off or is_holder or (is_below and (is_inner or not each.has_name))):
            return False
        words = role_in(each.line.text, 0, len(each.line.text))
        role = f"{last.role}{' ' if breaks_off else ', '}{words}" if last.role else words
        self._persons.replace_last(self._persons.in_office(last, role))
        return True

    def _named(self, each: Read, persons: list[Person], office: str | None, *, interprets: bool) -> Content:
        """A line with its names marked; what stands beside a name becomes its role, and ``office`` before the first."""
        line, text = each.line, each.block.text
        places: list[tuple[int, int]] = []  # of the names, offsets in the block's text
        beside: list[tuple[int, int] | None] = []  # what stands after each, offsets in the line's
        follows = False  # whether what comes is said of the last name
        forms = several.forms(line.text, each.parts)
        for part, chance, is_name, form in zip(each.parts, each.chances, each.names, forms, strict=True):
            words = line.text[part.start : part.end]
            if part.after[:1] in (":", "：") and lexicon.longest("fields", lexicon.fold(words), absent=True):
                break  # those named after it were absent
            follows = follows and part.before[:1] not in (";", "；")
            if is_name:
                name = name_in(line.text, part)
                if name.start >= name.end:
                    continue
                places.append((line.start + name.start, line.start + name.end))
                printed = text[slice(*places[-1])]
                persons.append(self._persons.person(printed, name.office or office, form, interprets=interprets))
                beside.append(None)
                office, follows = None, True
                interprets = interprets and part.before[:1] not in (";", "；")
            elif part.after[:1] in (":", "：") or not follows:
                interprets = interprets or self._persons.interprets(words)
                office = None if self._persons.interprets(words) else words if is_office(words) or not persons else None
                follows = False
            elif (chance >= _DOUBTFUL or chance == doubts.NOBODY) and not is_office(words):
                follows = False  # it may be a name: no role, by which speakers would be known
            else:
                beside[-1] = ((beside[-1] or (part.start, 0))[0], part.end)
        for at, place in enumerate(beside):
            if place:
                words, before = role_in(line.text, *place), persons[at].role
                persons[at] = self._persons.in_office(persons[at], f"{before}, {words}" if before else words)
        return self._marked(each.block, line.start, places, persons)

    def _marked(self, block: Block, start: int, places: Sequence[tuple[int, int]], persons: list[Person]) -> Content:
        """The nodes of a line, those of each name within a `PersName`; roles that notes give go to their persons."""
        nodes: list[Inline] = []
        spans = [(block.text.offset(first), block.text.offset(last - 1) + 1) for first, last in places]
        inside: list[Inline] = []
        at = 0  # the number of the next name, or of that whose nodes are gathered
        for node in _cut(inline(block.part(start), self._context), sorted({edge for span in spans for edge in span})):
            place = extent((node,))
            while place and at < len(spans) and place.start >= spans[at][1]:
                nodes += [PersName(tuple(inside), persons[at].id)] if inside else []
                inside, at = [], at + 1
            if place and at < len(spans) and spans[at][0] <= place.start and place.end <= spans[at][1]:
                inside.append(node)
                continue
            if inside:  # emphasis that goes on behind a name ends it: words stay in their order
                nodes.append(PersName(tuple(inside), persons[at].id))
                inside, at = [], at + 1
            nodes.append(node)
            if isinstance(node, Note) and node.type == "role" and at:
                persons[at - 1] = self._persons.in_office(persons[at - 1], _words(node))
        nodes += [PersName(tuple(inside), persons[at].id)] if inside else []
        return tuple(nodes)

    # Tables ------------------------------------------------------------------------------------------------------

    def _cells(self, blocks: Sequence[Block], at: int) -> tuple[Cell, ...]:
        """The cells of a block that is a row of a table; none of any other."""
        return self._context.rows.get(blocks[at].text.span().start, ()) if at < len(blocks) else ()

    def _table(self, blocks: Sequence[Block], label: Line) -> dict[int, Node]:
        """The rows below a label, their persons entered: a table stays a table."""
        self._persons.open(label.label)
        found: dict[int, Node] = {}
        at = label.at + 1
        while self._cells(blocks, at):
            found[at] = self._row(blocks[at], self._cells(blocks, at))
            at += 1
        return found

    def _row(self, block: Block, cells: tuple[Cell, ...]) -> P:
        """A row, its persons entered: names, and beside a name the office."""
        persons: list[Person] = []
        nodes: list[Inline] = []
        office: str | None = None  # one that stands before its holder
        at = 0
        for cell in cells:
            if cell.start == cell.end:
                continue
            start, end = block.text.index(cell.start, at), block.text.index(cell.end, at)
            nodes += block.content(at, start)
            at = end
            words = block.text.text[start:end]
            other = is_office(words) or not names.NAME.fullmatch(words)
            if cell.label:
                nodes += inline(block.part(start, end), self._context)
            elif persons and persons[-1].role is None and other:
                persons[-1] = self._persons.in_office(persons[-1], words)
                nodes += inline(block.part(start, end), self._context)
            elif other:
                office = words
                nodes += inline(block.part(start, end), self._context)
            else:
                person = self._persons.person(block.text[start:end], office, interprets=False)
                office = None
                persons.append(person)
                nodes.append(PersName(inline(block.part(start, end), self._context), person.id))
        self._persons.enter(persons)
        return P((*nodes, *block.content(at)))


def _words(note: Note) -> str:
    """The text of a note."""
    return "".join(part.text for part in note.content if isinstance(part, Excerpt))


def _has_article(line: str) -> bool:
    return lexicon.longest("small", lexicon.fold(line), article=True) > 0


def _breaks_off(line: str) -> bool:
    """Whether a line ends in a small word in lower case, which says that more comes."""
    _, blank, last = line.rpartition(" ")
    return bool(blank) and last.isalpha() and last.islower() and len(last) <= _SMALL


def _cut(nodes: Content, edges: Sequence[int]) -> Iterator[Inline]:
    """The same nodes, texts divided at offsets of the source, which are in order."""
    for node in nodes:
        if not isinstance(node, Excerpt) or not node.text:
            yield node
            continue
        begun = 0
        span = node.span()
        for edge in edges[bisect_right(edges, span.start) : bisect_left(edges, span.end)]:
            here = node.index(edge, begun)
            if here > begun:
                yield node[begun:here]
            begun = here
        yield node[begun:]
