"""The list of participants, as printed and as people.

    118978:  Chinese representatives: Deng Xiaoping, Kang Sheng, Wu Xiuquan, Hao Deqing
    118978:  Interpreter: Kim Soon Ho [Korean interpreter]

A line stays in the body as printed, each name a `persName` (Guidelines 13.2.1); the persons go to the header
(`particDesc`, 15.2.2). What stands between the separators and does not look like a name stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from encoder.lexicon import names
from encoder.lexicon.offices import is_office
from encoder.parse.context import Context, fits_any
from encoder.parse.inline.brackets import inline
from encoder.parse.layout.blocks import Block
from encoder.values.diagnostics import Rule, Severity
from encoder.values.document import Block as Node
from encoder.values.document import Content, Inline, Note, P, Participants, PersName, Person, PersonGroup
from encoder.values.excerpt import Excerpt
from encoder.values.source import Cell

PARTICIPANT_DUPLICATE = Rule(
    "participant-duplicate",
    Severity.WARNING,
    "Two participants have the same name.",
    """The list of participants names somebody twice. They may be namesakes or one person in two lists; the record does
not say. Each becomes a `person` with an id of its own (`kim-il-sung`, `kim-il-sung-2`), and a speaker label that fits
both stays without `@who`.

What to do: if they are one person, remove one from the list, or merge the two in the edition.

Guidelines: 15.2.2 The Participant Description.""",
)

_LINE = re.compile(r"(?P<label>[^\W\d_][^:\n\[\]]{1,60}):(?:\s+|$)")
_ITEM = re.compile(r"\s*(?P<name>[^,;]+?)\s*(?:[,;]\s*|\.\s+(?=[A-Z][\w-]{2,20}(?: [\w-]{2,12})?: )|$)")
_ABSENT = re.compile(r"\s*(?:absent|apologies|excused|not present)\b[^:]{0,20}:", re.IGNORECASE)
_RAISED = re.compile("[⁰¹²³⁴-⁹]+$")
_STATES = re.compile(r"(?:the )?representatives? of\b", re.IGNORECASE)
"""Who is named after it is no person: `Present: The representatives of China, Cuba, …`."""
_TOGETHER = re.compile(r"(?:comrades|cdes\.?|coms\.?|messrs\.?|ministers|generals|ambassadors)\s+(?=\S)", re.IGNORECASE)
"""A form of address for several, before the first of them: it is no part of his name."""
# on the German side, · interpreter: · and for the Soviet side:
_LEAD = re.compile(
    r"\s*(?:and )?(?:(?:on|from|for) the [\w-]+ side,?:?"
    r"|(?:interpreters?|translators?|recorders?|note-?takers?|also (?:present|attending)):)\s*(?=\S|$)",
    re.IGNORECASE,
)
# Present were Comrades A, B and C; … · not “Present conditions were …”
_PROSE = re.compile(
    r"(?P<label>(?:(?:also|those) )?(?:present|attending|in attendance|taking part)(?: at the [\w ]{4,30})?"
    r" (?:were|was|are)|(?:the )?(?:participants|those present) (?:were|included|are)"
    r"|the \w+ (?:was|were) attended by)\s+(?=[A-Z])",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:[A-Z]\.?){2,5}|(?:The )?[A-Z]\w+ (?:[Ss]ide|[Dd]elegation)")  # US · USSR · Soviet Side
_AND = re.compile(r"\s+(?:and|&)\s+(?=[A-Z])")
_BESIDE = re.compile(r"\s*\([^()]*\)|[.]$")
_BULLET = re.compile(r"(?:[•·●▪◦■□‣⁃]|[-–—*](?=\s)|\(?\d{1,2}[.)](?=\s))\s*(?=\S)")
_LONGEST_NAME = 60
_LAST = re.compile(r"(?:and|&)\s+(?=\S)")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_PARENTHESIS = re.compile(r"\s*\((?P<role>[^()]*)\)?.*$", re.DOTALL)


class Roster:
    """The participants as they are found, line after line; ids are given once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._taken = Counter(names.RESERVED)
        self._seen: set[tuple[str, ...]] = set()
        self.groups: list[PersonGroup] = []
        self._below = False

    def lines(self, blocks: tuple[Block, ...]) -> dict[int, Node]:
        """The lines of the list among the blocks, by the blocks' numbers.

        A list may go on below its label, a name a line: `Present: General Chang` / `General Chou En-lai`. A table below
        a label stays a table.
        """
        found: dict[int, Node] = {}
        for at, block in enumerate(blocks):
            if (
                at
                and self._cells(block)
                and ((at - 1 in found and self._cells(blocks[at - 1])) or self._opens(blocks[at - 1]))
            ):
                found[at] = self._row(block)
                continue
            line = self.read(block) or (self.more(block) if at - 1 in found else None)
            if line is None and at + 1 < len(blocks) and not self._cells(blocks[at + 1]):
                line = self._label_alone(block, blocks[at + 1])
            if line:
                found[at] = line
        self.groups = [group for group in self.groups if group.persons]
        return found

    def _cells(self, block: Block) -> tuple[Cell, ...]:
        """The cells of a block that is a row of a table; none of any other."""
        return self._context.rows.get(block.text.span().start, ())

    def _opens(self, block: Block) -> bool:
        """Whether a block is the label of a table of participants, whose group begins then."""
        label = block.text.text.removesuffix(":").strip()
        opens = not self._cells(block) and is_label(label, self._context)
        if opens:
            self.groups.append(PersonGroup(label, (), self._exhaustive(label)))
        return opens

    def _row(self, block: Block) -> P:
        """A row, its persons entered: names, and beside a name the office."""
        persons: list[Person] = []
        nodes: list[Inline] = []
        office: str | None = None  # one that stands before its holder
        at = 0
        for cell in self._cells(block):
            if cell.start == cell.end:
                continue
            start, end = block.text.index(cell.start, at), block.text.index(cell.end, at)
            nodes += block.content(at, start)
            at = end
            words, before = block.text.text[start:end], len(persons)
            other = is_office(words) or not names.NAME.fullmatch(words)
            beside = before and persons[-1].role is None and other
            named = not (cell.label or beside or is_office(words))
            for node in inline(block.part(start, end), self._context):
                nodes += self._names(node, persons) if named and isinstance(node, Excerpt) else (node,)
            if beside:
                persons[-1] = self._in_office(persons[-1], words)
            elif not named and not cell.label:
                office = words
            elif office and len(persons) > before:
                persons[before], office = self._in_office(persons[before], office), None
        group = self.groups[-1]
        self.groups[-1] = PersonGroup(group.head, (*group.persons, *persons), group.exhaustive)
        return P((*nodes, *block.content(at)))

    def _label_alone(self, block: Block, after: Block) -> Participants | None:
        """`PRESENT:` on a line of its own, and the names below it."""
        text = block.text.text
        name = _BRACKETS.sub("", _unlisted(after).text.text).strip()
        label = text.removesuffix(":").strip()
        heading = block.text.span().start in self._context.heads
        if (
            not (heading or text.endswith(":") or text.isupper())
            or not is_label(label, self._context)
            or not _alone(name)
        ):
            return None
        self.groups.append(PersonGroup(label, (), self._exhaustive(label)))
        return Participants((block.text,), ())

    def _exhaustive(self, label: str) -> bool:
        return not re.fullmatch(self._context.profile.also_present, label, re.IGNORECASE)

    def more(self, block: Block) -> Participants | None:
        """A block of names below a line of the list, entered into that line's group; None where it is none."""
        if block.text.span().start in self._context.heads:
            return None
        printed, block = block.text, _unlisted(block)
        bullet = printed[: len(printed) - len(block.text)].strip()
        text = block.text.text
        if _GROUP.fullmatch(text):
            self.groups.append(PersonGroup(text, ()))
            return Participants((printed,), ())
        if not _alone(_BRACKETS.sub("", text).strip()):
            return None
        below = not self.groups[-1].persons or self._below  # names below a label that stands alone
        if not below and names.address(text, self._context.profile)[0] == ():
            return None  # without a form of address a line of capitalised words may be a title
        self._below = below
        persons: list[Person] = []
        nodes: list[Inline] = []
        for node in inline(block, self._context):
            nodes += self._names(node, persons) if isinstance(node, Excerpt) else (node,)
        if not persons:
            return None
        group = self.groups[-1]
        self.groups[-1] = PersonGroup(group.head, (*group.persons, *persons), group.exhaustive)
        return Participants((bullet,) if bullet.text else (), tuple(nodes))

    def read(self, block: Block) -> Participants | None:
        """The block as a line of the list, its persons entered; None where it is none."""
        match = _LINE.match(block.text.text)
        if match is None or not is_label(match["label"], self._context):
            match = _PROSE.match(block.text.text)
        if match is None or _STATES.match(block.text.text, match.end()):
            return None
        label = match["label"].strip()
        interprets = re.search(self._context.profile.interpreter, label, re.IGNORECASE) is not None
        persons: list[Person] = []
        nodes: list[Inline] = []
        for node in inline(block.part(match.end()), self._context):
            if isinstance(node, Excerpt):
                nodes += self._names(node, persons, interprets=interprets)
            else:
                nodes.append(node)
                if isinstance(node, Note) and node.type == "role" and persons:
                    persons[-1] = self._with_role(persons[-1], node)
        if not persons:
            return None
        self.groups.append(PersonGroup(label, tuple(persons), self._exhaustive(label)))
        self._below = False
        return Participants((block.text[: len(match[0].rstrip())],), tuple(nodes))

    def _names(self, text: Excerpt, persons: list[Person], *, interprets: bool = False) -> Content:
        """The names in a line, marked; the offices beside them become roles of those whom they stand beside."""
        nodes: list[Inline] = []
        at = 0
        office: str | None = None  # one that stands before its holder
        held: list[Person] = []  # those of this part of the line
        for item in _ITEM.finditer(text.text):
            given = text.group(item, "name")
            if _ABSENT.match(given.text):
                break  # who is named after it was not there
            lead = _LEAD.match(given.text)
            if lead:
                interprets = re.search(self._context.profile.interpreter, lead[0], re.IGNORECASE) is not None
                given = given[lead.end() :]
            if is_office(_BESIDE.sub("", given.text).strip()):
                if held and held[-1].role is None:
                    persons[-1] = held[-1] = self._in_office(held[-1], given.text)
                else:
                    office = given.text
            else:
                for part in _separate(given):
                    name, stated = _name(part)
                    if not name.text or len(name) > _LONGEST_NAME or not names.NAME.match(name.text):
                        continue
                    person = self._person(name, stated or office, interprets=interprets)
                    office = None
                    persons.append(person)
                    held.append(person)
                    start = text.index(name.offset(0), at)
                    nodes += (text[at:start], PersName((name,), person.id))
                    at = start + len(name)
            if item[0].rstrip().endswith(";"):
                held, interprets = [], interprets and not lead
        return (*nodes, text[at:])

    def _in_office(self, person: Person, office: str) -> Person:
        return replace(person, role=office, interpreter=person.interpreter or self._interprets(office))

    def _person(self, name: Excerpt, role: str | None, *, interprets: bool) -> Person:
        key = names.tokens(name.text)
        if key in self._seen:
            self._context.report(
                PARTICIPANT_DUPLICATE.at(name.span(), f"“{name}” is in the list of participants twice")
            )
        self._seen.add(key)
        id_, entry = self._context.people.identify(name.text, self._taken, self._context.report)
        return Person(id_, name.text, role, interprets or self._interprets(role), entry)

    def _with_role(self, person: Person, note: Note) -> Person:
        role = "".join(part.text for part in note.content if isinstance(part, Excerpt))
        return replace(person, role=role, interpreter=person.interpreter or self._interprets(role))

    def _interprets(self, role: str | None) -> bool:
        return role is not None and re.search(self._context.profile.interpreter, role, re.IGNORECASE) is not None


def _unlisted(block: Block) -> Block:
    """The block without the bullet before it."""
    found = _BULLET.match(block.text.text)
    return block.part(found.end()) if found else block


def _alone(line: str) -> bool:
    """Whether a line is a name and nothing else, or a name and an office, parted by a comma."""
    parts = [part.strip() for part in line.split(",")]
    if len(line) > 2 * _LONGEST_NAME or ":" in line or not all(parts):
        return False
    return all(len(part) <= _LONGEST_NAME and (names.NAME.match(part) or is_office(part)) for part in parts)


def _separate(given: Excerpt) -> Iterator[Excerpt]:
    """The names that “and” joins in one item: `Fischer and Macovescu`, but not `Trade and Industry` in an office."""
    joined = list(_AND.finditer(given.text))
    at = 0
    ends = [*(match.start() for match in joined[1:]), len(given)]
    for match, end in zip(joined, ends, strict=False):
        before, after = given.text[at : match.start()], given.text[match.end() : end]
        if names.NAME.fullmatch(before.strip()) and names.NAME.match(after.strip()):
            yield given[at : match.start()]
            at = match.end()
    yield given[at:]


def _name(part: Excerpt) -> tuple[Excerpt, str | None]:
    """A name without what stands around it, and the role in parentheses behind it."""
    if last := _LAST.match(part.text):
        part = part[last.end() :]
    beside = _PARENTHESIS.search(part.text)
    stated = beside["role"].strip() if beside else None
    name = (part[: beside.start()] if beside else part).strip()
    if name.text.endswith(".") and not re.search(r"\b\w\.$", name.text):
        name = name[:-1]
    if mark := _RAISED.search(name.text):  # of a note
        name = name[: mark.start()]
    if together := _TOGETHER.match(name.text):
        name = name[together.end() :]
    return name, stated or None


def is_label(label: str, context: Context) -> bool:
    """Whether these words before a colon open a list of participants."""
    return fits_any(context.profile.participant_labels, label.strip())
