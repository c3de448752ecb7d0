"""Every rule there is, in the order of the program: reading, parsing, resolving, validating.

Each rule stands beside the code that applies it; this list is for `explain` and for the documentation.
"""

from __future__ import annotations

from difflib import get_close_matches

from encoder.diagnostics import Rule
from encoder.errors import EncoderError
from encoder.parse import (
    brackets,
    chronology,
    citation,
    correspondence,
    cover,
    furniture,
    hyphens,
    inference,
    languages,
    pages,
    participants,
    register,
    speech,
    webrecord,
)
from encoder.profiles import auto
from encoder.readers import html, text
from encoder.reports import located
from encoder.resolve import speakers
from encoder.validation import grammar, identifiers, loss, pointers
from encoder.validation import languages as declared

RULES: tuple[Rule, ...] = (
    located.FILE_UNUSABLE,
    auto.PROFILE_CHOSEN,
    text.ENCODING_GUESSED,
    text.CHARACTER_FORBIDDEN,
    html.PAGE_FURNITURE,
    cover.COVER_MISSING,
    webrecord.METADATA_READ,
    cover.CITATION_MISSING,
    citation.CITATION_UNPARSED,
    chronology.DATE_IMPOSSIBLE,
    chronology.DATE_WEEKDAY,
    chronology.DATE_OUTSIDE,
    languages.LANGUAGE_UNKNOWN,
    languages.LANGUAGE_OF_TEXT,
    hyphens.LINE_HYPHEN,
    furniture.RUNNING_HEAD,
    pages.PAGE_JOIN,
    participants.PARTICIPANT_DUPLICATE,
    inference.SPEAKER_STYLE,
    inference.SPEAKER_DOUBTFUL,
    speech.STAGE_INFERRED,
    correspondence.CORRESPONDENCE_READ,
    brackets.BRACKET_UNCLOSED,
    brackets.BRACKET_UNOPENED,
    brackets.BRACKET_KIND_UNKNOWN,
    register.PERSON_KNOWN,
    register.PERSON_AMBIGUOUS,
    speakers.SPEAKER_SHORT_NAME,
    speakers.SPEAKER_AMBIGUOUS,
    speakers.SPEAKER_UNKNOWN,
    speakers.SPEAKER_UNLISTED,
    grammar.RELAXNG_INVALID,
    identifiers.ID_DUPLICATE,
    identifiers.IDENTIFIER_INVALID,
    pointers.POINTER_DANGLING,
    pointers.POINTER_WRONG_KIND,
    declared.LANGUAGE_UNDECLARED,
    loss.TEXT_LOST,
    loss.TEXT_DOUBLED,
    loss.TEXT_CHANGED,
)


def by_name(name: str) -> Rule:
    """The rule of that name; `EncoderError` names the nearest."""
    names = {rule.name: rule for rule in RULES}
    if name in names:
        return names[name]
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else "`tei-encoder explain` lists them"
    raise EncoderError(f"there is no rule “{name}”; {hint}")
