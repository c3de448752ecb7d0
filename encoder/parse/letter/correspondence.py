"""Letters and cables: who wrote to whom, and the parts of a letter around its matter (Guidelines 2.4.6, 4.2.2).

    010:      Cable, Mao Zedong [via Kovalev] to Stalin          the cover's title names both
    a cable:  From: Embassy of the USSR in the DPRK               so do fields above the text
    a letter: Moscow, 12 March 1957                               place and day
              Dear Comrade Mao Zedong,                            salute, and the recipient
              With communist greetings, / N. Khrushchev           closer, and the sender

Nothing is taken from the body's sentences. A salute stands before the first paragraph, a closer ends the text; where
anything else comes after it, its lines stay paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from encoder import lexicon
from encoder.lexicon import formulas, names
from encoder.lexicon.files import by_language
from encoder.lexicon.offices import roles
from encoder.lexicon.signs import BIG
from encoder.parse.context import Context
from encoder.parse.front.opening import with_dates
from encoder.parse.inline import dates
from encoder.parse.layout.blocks import Block as BodyBlock
from encoder.parse.letter import in_title
from encoder.values.diagnostics import Rule, Severity
from encoder.values.excerpt import Excerpt
from encoder.values.profile import Profile
from encoder.values.record.blocks import TOP, AddrLine, Block, Dateline, Head, P, Salute, Signed, Trailer
from encoder.values.record.document import Correspondence, Party
from encoder.values.record.inline import Content, Date, DateValue, Expan, Hi, PersName

CORRESPONDENCE_READ = Rule(
    "correspondence-read",
    Severity.INFO,
    "Sender and recipient of a letter or cable were taken from its title, fields, salute or signature.",
    """Who wrote to whom is taken from the title (`Cable, Kovalev to Filippov`), the fields, the salute and the
signature. It is in `correspDesc` with `resp="#encoder"` and `cert="high"`, or `medium` if it comes from the salute or
signature.

What to do: check the two names.

Guidelines: 2.4.6 Correspondence Description.""",
)

GENRES = frozenset(("letter", "cable"))
"""These were written to somebody, whether the title says so or not."""

# To all Provincial Premiers. · not “To this I agree, as you know.”
_TO_ALL = re.compile(r"[Tt]o (?:all |the )?(?:[A-Z]\w+[ ,]*(?:and |of |the )*){1,8}\.?")
# To the First Secretary of the CC · Comrade N. S. Khrushchev · Moscow · not “It was cold in Moscow that day.”
_ADDRESS = re.compile(rf"[{BIG}][^.!?]{{0,90}}(?:\b[{BIG}]\.[^.!?]{{0,40}}){{0,4}}")
_ADDRESS_LINES = 6
_LAST_BLOCKS = 8
_SIGNATURE_WORDS, _SIGNATURES = 12, 4
"""How long a line of a signature may be, in words, and how many lines there may be."""

_NAME_WORDS = 4
_FIELD = re.compile(r"(?P<name>[^\W\d_][^:：\n]{0,20}?)\s*[:：]\s*(?P<value>\S.{1,140})")
_Words = dict[str, frozenset[tuple[str, ...]]]
_FIELDS = 15
"""Fields stand among so many of the first blocks."""

_PLACE = re.compile(r"(?P<place>[^\W\d_][^\d,;:]{1,40}?),?\s*(?:the\s+)?$")


def apart(blocks: tuple[BodyBlock, ...]) -> tuple[BodyBlock, ...]:
    """The blocks, a valediction at the end cut from the name that stands on the line below it."""
    found = list(blocks)
    for at in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _LAST_BLOCKS), -1):
        block = blocks[at]
        for line in block.lines:
            if line > formulas.MOST_SIGNS:
                break
            below = block.text.text[line:]
            if formulas.is_valediction(block.text.text[:line]) and lexicon.word_count(below) <= _SIGNATURE_WORDS:
                above = block.part(0, line)
                found[at : at + 1] = (
                    BodyBlock(above.text.strip(), above.pbs, above.lines, block.after_page, block.gap),
                    block.part(line),
                )
                break
    return tuple(found)


def parts(nodes: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a record without direct speech, its salute and its signatures told apart."""
    found = list(nodes)
    address: list[int] = []
    for at, node in enumerate(nodes):
        if isinstance(node, P) and formulas.salute(_words(node.content)) is not None:
            found[at] = Salute(node.content)
            for line in address:
                words = found[line].content  # type: ignore[union-attr]
                found[line] = Dateline(with_dates(words)) if dates.first(_words(words)) else AddrLine(words)  # type: ignore[arg-type]
        elif isinstance(node, P) and len(address) < _ADDRESS_LINES and _ADDRESS.fullmatch(_words(node.content)):
            address.append(at)
            continue
        if not isinstance(found[at], TOP):
            break
    last = len(found)
    while last and isinstance(node := found[last - 1], P) and _is_below(_words(node.content)):
        last -= 1
    for at in range(last - 1, max(-1, last - 2 - _SIGNATURES), -1):
        node = found[at]
        if not isinstance(node, P):
            break
        words = _words(node.content)
        if formulas.is_valediction(words) and at and isinstance(found[at - 1], P):
            found[at] = Salute(node.content)
            for below in range(at + 1, len(found)):
                if isinstance(each := found[below], P):
                    found[below] = Signed(with_dates(each.content)) if below < last else Trailer(each.content)
            break
        if not words or lexicon.word_count(words) > _SIGNATURE_WORDS or re.search(r"[a-z]{3}[.!?]$", words):
            break
    return tuple(found)


def _is_below(words: str) -> bool:
    """Whether a line can stand below a signature: an editor's bracket, or to whom copies went."""
    return not words or formulas.is_below(words) or _TO_ALL.fullmatch(words) is not None


def read(title: Content, nodes: tuple[Block, ...], date: DateValue | None, context: Context) -> Correspondence | None:
    """Who wrote to whom, when and where; None where the record names neither."""
    heads = [node.content for node in nodes if isinstance(node, Head)]
    named = next((found for text in (title, *heads[:1]) if (found := _named(text))), {})
    fields = dict(_fields(nodes))
    greeted = (formulas.salute(_words(node.content)) for node in nodes if isinstance(node, Salute))
    whom = next(filter(None, greeted), "")
    signed = next((_words(node.content) for node in nodes if isinstance(node, Signed)), None)
    under = dates.first(signed) if signed else None
    writer = _without(signed, under) if signed else None
    sender = named.get("sender") or fields.get("from") or writer
    recipient = named.get("recipient") or fields.get("to") or whom or None
    sure = named or ((fields.get("from") or not writer) and (fields.get("to") or not whom))
    address = [_words(node.content) for node in nodes if isinstance(node, AddrLine)]
    if not recipient and address:
        recipient = address[-1]
        sure = False
    if not sender and not recipient:
        return None
    told = ", ".join(part for part in (sender and f"from {sender}", recipient and f"to {recipient}") if part)
    context.report(CORRESPONDENCE_READ.at(None, f"read as written {told}"))
    written = dates.first(fields["date"]) if "date" in fields else None
    lines = [node.content for node in nodes if isinstance(node, Dateline)]
    day, place = next(((d, p) for line in lines for d, p in _dateline(line)), (None, None))
    said = (written.value if written else None) or day or (under.value if under else None)
    to = " ".join((whom, *address))
    parties = (_party(sender, writer or "", context.profile), _party(recipient, to, context.profile))
    return Correspondence(*parties, said or date, place, "high" if sure else "medium")


def _party(name: str | None, said: str, profile: Profile) -> Party | None:
    """Somebody who wrote or was written to; ``said`` are the words of the signature, or of salute and address.

    A person is who has a form of address, or whose name the record says there too; not `the Central Committee`.
    """
    if name is None:
        return None
    forms, own = names.address(name, profile)
    has_shape = names.NAME.match(name) and 0 < len(own) <= _NAME_WORDS
    if not has_shape or _is_office(" ".join(own)):
        return Party(name)
    return Party(name, bool(forms) or own[-1] in names.tokens(said))


def _is_office(name: str) -> bool:
    """Whether a name is that of an office or a body: `the Consul General`, `Central Committee`."""
    return bool(roles().search(name)) or lexicon.contains("bodies", name, ambiguous=False)


def sent(title: Content, nodes: tuple[Block, ...], *, is_head: bool = False) -> bool:
    """Whether a record of another genre was sent: its title names by whom, or its fields `From:` and `To:` do.

    A heading must name both: `Carta de las Naciones Unidas` was written by nobody to nobody.
    """
    named = _named(title)
    return bool(named and (named.get("recipient") or not is_head)) or {"from", "to"} <= dict(_fields(nodes)).keys()


def _named(title: Content) -> dict[str, str | None]:
    return in_title.parties(_words(title))


def _without(words: str, date: dates.DateMatch | None) -> str | None:
    """The name in a signature that has a date beside it."""
    rest = f"{words[: date.start]} {words[date.end :]}" if date else words
    return " ".join(rest.split()).strip(" ,;") or None


def _fields(nodes: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """The fields `from`, `to` and `date` among the first blocks, in one language: `Von: …`, `An: …`.

    That is the first language in which both of those who wrote to each other are named, else English.
    """
    lines = (_FIELD.fullmatch(_words(node.content)) for node in nodes[:_FIELDS] if isinstance(node, P))
    printed = [(lexicon.fold(line["name"]), line["value"]) for line in lines if line]
    english, *others = _field_words()
    for known in (english, *others):
        given = _in_language(printed, known)
        if all(given.get(field, "0")[0].isalpha() for field in ("from", "to")):
            yield from given.items()
            return
    yield from _in_language(printed, english).items()


def _in_language(printed: Sequence[tuple[tuple[str, ...], str]], known: _Words) -> dict[str, str]:
    """The first value of each field."""
    return {field: value for name, value in reversed(printed) for field, words in known.items() if name in words}


@cache
def _field_words() -> tuple[_Words, ...]:
    """For each language, English first, the words that name these fields."""
    senders = {lang: words for lang, flags, words in by_language("letters") if "sender" in flags}
    recipients = {lang: words for lang, flags, words in by_language("letters") if "recipient" in flags}
    dates_ = lexicon.words("fields", date=True)
    return tuple(
        {
            "from": frozenset(map(lexicon.fold, senders[lang])),
            "to": frozenset(map(lexicon.fold, recipients[lang])),
            "date": dates_,
        }
        for lang in sorted(senders.keys() & recipients.keys(), key=lambda lang: (lang != "en", lang))
    )


def _dateline(content: Content) -> Iterator[tuple[DateValue, str | None]]:
    """The day of a date line, and the place before it."""
    before = ""
    for node in content:
        if isinstance(node, Date):
            place = _PLACE.fullmatch(before.strip())
            yield node.value, place["place"] if place else None
        elif isinstance(node, Excerpt):
            before += node.text


def _words(content: Content) -> str:
    """The record's own words, without what stands in brackets."""
    return " ".join("".join(_own(content)).split())


def _own(content: Content) -> Iterator[str]:
    for node in content:
        match node:
            case Excerpt():
                yield node.text
            case Date() | PersName() | Hi() | Expan():
                yield from _own(node.content)
