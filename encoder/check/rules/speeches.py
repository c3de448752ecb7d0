"""Speeches that say nothing, and labels that name somebody else than @who (Guidelines 7.2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from encoder.values.diagnostics import Diagnostic, Rule, Severity
from encoder.values.edition import Edition, OpenedEdition
from encoder.values.namespaces import TEI, XML_ID

SPEECH_EMPTY = Rule(
    "speech-empty",
    Severity.WARNING,
    "A speech has a speaker and no words.",
    """No words follow the label, and no `gap` says that something is missing.

Example: `<sp who="#kim-il-sung"><speaker>Kim:</speaker><p/></sp>`.

What to do: add the words, or a `gap` with its reason, or delete the speech.

Guidelines: 7.2.2 Speeches and Speakers.""",
)

SPEECH_CONTINUATION = Rule(
    "speech-continuation",
    Severity.WARNING,
    "A speech continues one that does not come before it.",
    """A heading can interrupt a speech. The rest is a separate `sp` without a speaker, and its @prev points to the
earlier part. Here @prev points to nothing, or to a later speech.

Example: `<sp xml:id="sp5" who="#kim-il-sung" prev="#sp9"><p>…</p></sp>`, and `sp9` comes later or is missing.

What to do: point @prev to the earlier part, or give this speech a `speaker`.

Guidelines: 7.2.2 Speeches and Speakers; 17.8 Aggregation.""",
)

SPEAKER_CONTRADICTS = Rule(
    "speaker-contradicts",
    Severity.WARNING,
    "A speaker's label names one person, and @who points to another.",
    """No word of the label is in what the header says of the person that `@who` points to, and the label is the name
of another person there.

Example: `<sp who="#kim-il-sung"><speaker>Kang Sheng:</speaker>`.

What to do: point to the person who is named. If the printed label is wrong, keep it and explain it in a note.

Guidelines: 7.2.2 Speeches and Speakers.""",
)

_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = etree.XPath(
    "//t:sp[not(*[not(self::t:speaker)][normalize-space() or descendant-or-self::*[self::t:gap or self::t:figure "
    "or self::t:graphic or self::t:media or self::t:ptr]])]",
    namespaces={"t": TEI},
)


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Speeches without words, and labels that contradict @who."""
    for speech in _EMPTY(edition.root):
        yield SPEECH_EMPTY.at(edition.span(speech), "this speech has no words")
    yield from _continued(edition)
    if isinstance(edition, OpenedEdition):  # one made from a record has its speakers were found by their labels
        yield from _contradicted(edition)


def _continued(edition: Edition) -> Iterator[Diagnostic]:
    before: set[str] = set()
    for speech in edition.root.iter(f"{{{TEI}}}sp"):
        prev = speech.get("prev")
        if prev and prev.startswith("#") and prev[1:] not in before:
            message = f"@prev does not point to an earlier speech: {prev}"
            yield SPEECH_CONTINUATION.at(edition.attribute_span(speech, "prev"), message)
        before.add(speech.get(XML_ID, ""))


def _contradicted(edition: Edition) -> Iterator[Diagnostic]:
    persons = {
        person.get(XML_ID, ""): _words("".join(person.itertext()))
        for person in edition.root.iter(f"{{{TEI}}}person", f"{{{TEI}}}personGrp")
    }
    told: dict[tuple[str, str], str | None] = {}
    for speech in edition.root.iter(f"{{{TEI}}}sp") if persons else ():
        who, label = speech.get("who", ""), speech.find(f"{{{TEI}}}speaker")
        if who and label is not None:
            said = (who, "".join(label.itertext()).strip())
            if said not in told:
                told[said] = _contradiction(*said, persons)
            if meant := told[said]:
                message = f"the label “{said[1]}” names #{meant}, and @who points to {who}"
                yield SPEAKER_CONTRADICTS.at(edition.attribute_span(speech, "who"), message)


def _contradiction(who: str, label: str, persons: dict[str, frozenset[str]]) -> str | None:
    """Whom a label names, if that is none of those whom @who points to."""
    pointed = [persons[each[1:]] for each in who.split() if each[1:] in persons]
    words = _words(label)
    if not pointed or not words or any(_is_of(word, known) for word in words for known in pointed):
        return None
    return next((each for each, known in persons.items() if words <= known), None)


def _is_of(word: str, known: frozenset[str]) -> bool:
    """Whether a word of a label is one of a person's, or the beginning of one: “Maj” of “Major”."""
    return word in known or (len(word) > 2 and any(each.startswith(word) for each in known))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
