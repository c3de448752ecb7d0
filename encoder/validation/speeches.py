"""Speeches that say nothing, and labels that name somebody else than @who (Guidelines 7.2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from encoder.diagnostics import Diagnostic, Rule, Severity
from encoder.edition import Edition
from encoder.namespaces import TEI, XML_ID

SPEECH_EMPTY = Rule(
    "speech-empty",
    Severity.WARNING,
    "A speech has a speaker and no words.",
    """After the label nothing is said, and no gap says that something is missing.

Example: `<sp who="#kim-il-sung"><speaker>Kim:</speaker><p/></sp>`.

What to do: add the words, or a `gap` with its reason, or take the speech out.

Guidelines: 7.2.2 Speeches and Speakers.""",
)

SPEAKER_CONTRADICTS = Rule(
    "speaker-contradicts",
    Severity.WARNING,
    "A speaker's label names one person, and @who points to another.",
    """No word of the label is in what the header says of the person that `@who` points to, and the label is the name of
another person there.

Example: `<sp who="#kim-il-sung"><speaker>Kang Sheng:</speaker>`.

What to do: point to the person who is named. If the print is wrong, leave the label and say so in a note.

Guidelines: 7.2.2 Speeches and Speakers.""",
)

_WORD = re.compile(r"[^\W\d_]{2,}")
_SAYS = frozenset(f"{{{TEI}}}{tag}" for tag in "gap figure graphic media ptr".split())


def check(edition: Edition) -> Iterator[Diagnostic]:
    """Speeches without words, and labels that contradict @who."""
    persons = {
        person.get(XML_ID, ""): _words("".join(person.itertext()))
        for person in edition.root.iter(f"{{{TEI}}}person", f"{{{TEI}}}personGrp")
    }
    for speech in edition.root.iter(f"{{{TEI}}}sp"):
        label = speech.find(f"{{{TEI}}}speaker")
        rest = [each for each in speech.iterchildren() if each is not label and isinstance(each.tag, str)]
        if not any(_says(each) for each in rest):
            yield SPEECH_EMPTY.at(edition.span(speech), "this speech has no words")
        if label is not None:
            yield from _contradicted(edition, speech, label, persons)


def _says(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext("*")) or any(each.tag in _SAYS for each in element.iter("*"))


def _contradicted(
    edition: Edition, speech: etree._Element, label: etree._Element, persons: dict[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    pointed = [persons[who[1:]] for who in speech.get("who", "").split() if who[1:] in persons]
    said = "".join(label.itertext())
    words = _words(said)
    if not pointed or not words or any(_is_of(word, known) for word in words for known in pointed):
        return
    meant = [who for who, known in persons.items() if words <= known]
    if meant:
        message = f"the label “{said.strip()}” names #{meant[0]}, and @who points to {speech.get('who')}"
        yield SPEAKER_CONTRADICTS.at(edition.attribute_span(speech, "who"), message)


def _is_of(word: str, known: frozenset[str]) -> bool:
    """Whether a word of a label is one of a person's, or the beginning of one: “Maj” of “Major”."""
    return word in known or (len(word) > 2 and any(each.startswith(word) for each in known))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
