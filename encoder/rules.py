"""Every rule there is, in the order of the program: reading, parsing, resolving, validating.

Each rule stands beside the code that applies it; this list is for `explain` and for the documentation.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from encoder.archives import auto, people
from encoder.check import across, fidelity, located, source, suppress
from encoder.check.rules import characters, conflicts, content, dates, header, identifiers, includes, pointers, speeches
from encoder.check.rules import languages as declared
from encoder.check.rules import pages as numbered
from encoder.check.schemas import grammar
from encoder.check.schematron import ingest
from encoder.check.schematron import schema as schematron
from encoder.corpus import candidates
from encoder.lexicon import languages, weekday
from encoder.parse import furniture
from encoder.parse.brackets import evidence as brackets_evidence
from encoder.parse.brackets import pairs
from encoder.parse.facts import decide as facts
from encoder.parse.front import citation, cover, web_record
from encoder.parse.inline import chronology
from encoder.parse.layout import hyphens, pages
from encoder.parse.letter import correspondence
from encoder.parse.notes import decide as notes
from encoder.parse.roster import doubts as roster_doubts
from encoder.parse.roster import persons as roster_persons
from encoder.parse.roster import titled
from encoder.parse.talk import doubts, speech
from encoder.read import left_out, text
from encoder.read.page import html
from encoder.read.transcripts import spoken
from encoder.resolve import readings, speakers
from encoder.values import decisions
from encoder.values.diagnostics import FORMER, Rule
from encoder.values.errors import EncoderError

GROUPS: dict[str, tuple[Rule, ...]] = {
    "files": (
        located.FILE_UNUSABLE, located.EDITION_EDITED, conflicts.MERGE_CONFLICT, suppress.SUPPRESSION_INVALID,
    ),
    "reading": (
        auto.PROFILE_CHOSEN, text.ENCODING_GUESSED, text.CHARACTER_FORBIDDEN, html.PAGE_FURNITURE,
        left_out.CONTENT_LEFT_OUT,
        spoken.SPEAKER_UNSTATED,
    ),
    "cover": (
        cover.COVER_MISSING, web_record.METADATA_READ, cover.CITATION_MISSING, citation.CITATION_UNPARSED,
        languages.LANGUAGE_UNKNOWN, languages.LANGUAGE_OF_TEXT, correspondence.CORRESPONDENCE_READ, facts.FACT_DOUBTFUL,
    ),
    "dates": (
        chronology.DATE_IMPOSSIBLE, weekday.DATE_WEEKDAY, chronology.DATE_OUTSIDE, dates.DATE_FORM, dates.DATE_ORDER,
    ),
    "layout": (
        hyphens.LINE_HYPHEN, furniture.RUNNING_HEAD, furniture.LINE_NUMBERS, furniture.FURNITURE_DOUBTFUL,
        pages.PAGE_JOIN, pages.LINES_DOUBLED, numbered.PAGE_SKIPPED, notes.NOTE_DOUBTFUL, notes.NOTE_UNMATCHED,
    ),
    "brackets": (pairs.BRACKET_UNCLOSED, pairs.BRACKET_UNOPENED, brackets_evidence.BRACKET_KIND_UNKNOWN),
    "decisions": (decisions.DECISION_UNMATCHED, decisions.DECISION_AMBIGUOUS),
    "corpus": (candidates.PERSON_ALIKE, candidates.PERSON_SAME_NAME),
    "persons": (
        roster_persons.PARTICIPANT_DUPLICATE, titled.PARTICIPANT_TITLED,
        roster_doubts.PARTICIPANT_DOUBTFUL, people.PERSON_KNOWN,
        people.PERSON_AMBIGUOUS,
    ),
    "speakers": (
        doubts.SPEAKER_STYLE, doubts.SPEECH_MISSING, doubts.SPEAKER_DOUBTFUL, doubts.PARAGRAPH_DOUBTFUL,
        speech.STAGE_INFERRED, readings.SPEAKER_SHORT_NAME,
        readings.SPEAKER_AMBIGUOUS, readings.SPEAKER_UNKNOWN, speakers.SPEAKER_UNLISTED, speeches.SPEAKER_CONTRADICTS,
        speeches.SPEECH_EMPTY, speeches.SPEECH_CONTINUATION,
    ),
    "relaxng": (grammar.RELAXNG_INVALID,),
    "schematron": (schematron.SCHEMATRON, schematron.SCHEMATRON_NOT_RUN),
    "ingest": (ingest.INGEST,),
    "pointers": (
        identifiers.ID_DUPLICATE, pointers.POINTER_BARE, pointers.POINTER_DANGLING, pointers.POINTER_WRONG_KIND,
        across.POINTER_ELSEWHERE, across.EDITION_DUPLICATE, includes.INCLUDE_MISSING, includes.ID_SHARED,
    ),
    "identifiers": (identifiers.IDENTIFIER_INVALID,),
    "header": (header.HEADER_INCOMPLETE,),
    "languages": (declared.LANGUAGE_TAG, declared.LANGUAGE_UNDECLARED),
    "content": (content.ELEMENT_EMPTY, content.CONTENT_PLACEHOLDER),
    "characters": (
        characters.CHARACTER_NOT_NFC, characters.CHARACTER_BIDI, characters.CHARACTER_CONFUSABLE,
        characters.CHARACTER_OCR, characters.CHARACTER_PRIVATE, characters.QUOTES_MIXED, characters.SPACE_DOUBLED,
    ),
    "source": (source.SOURCE_CHANGED, source.SOURCE_MISSING, source.SOURCE_ADDED, source.SOURCE_MOVED),
    "loss": (fidelity.TEXT_LOST, fidelity.TEXT_DOUBLED, fidelity.TEXT_CHANGED),
}  # fmt: skip
"""The rules by what they are about; `--select` and `--ignore` take the names of rules and of groups."""

REVIEWED = frozenset((
    "participant-doubtful",
    "bracket-kind-unknown", "fact-doubtful", "furniture-doubtful", "note-doubtful", "paragraph-doubtful",
    "speaker-ambiguous", "speaker-doubtful", "speaker-unknown",
))  # fmt: skip
"""Rules about whose findings `review` asks an editor."""
RULES: tuple[Rule, ...] = tuple(rule for rules in GROUPS.values() for rule in rules)
NAMES = {group: tuple(rule.name for rule in rules) for group, rules in GROUPS.items()}
"""The names of the rules of each group."""


def by_name(name: str) -> Rule:
    """The rule of that name; `EncoderError` names the nearest."""
    names = {rule.name: rule for rule in RULES}
    rule = names.get(FORMER.get(name, name)) or names.get(name.partition(":")[0])
    if rule:
        return rule
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else "`tei-encoder explain` lists them"
    raise EncoderError(f"there is no rule “{name}”; {hint}")


def chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a rule's name is among those that are selected (all, if none are named) and not ignored.

    Each may be a rule, a group, or one assertion of Schematron (`schematron:ID`); `EncoderError` where it is none.
    """
    wanted, unwanted = _names(select), _names(ignore)

    def is_chosen(name: str) -> bool:
        both = {name, name.partition(":")[0]}
        return (not select or bool(both & wanted)) and not both & unwanted

    return is_chosen


def _names(given: tuple[str, ...]) -> set[str]:
    names: set[str] = set()
    for each in given:
        if each in NAMES:
            names.update(NAMES[each])
        elif each.startswith("schematron:") or by_name(each):
            names.add(FORMER.get(each, each))
    return names
