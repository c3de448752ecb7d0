"""Rules for an edition that is compared with its record."""

from __future__ import annotations

from encoder.values.diagnostics import Rule, Severity

SOURCE_CHANGED = Rule(
    "source-changed",
    Severity.ERROR,
    "A word of the edition differs from the source.",
    """The edition is compared with the record that `--source` names. Here its words differ. A correction must be
marked, so that readers see both: silent corrections make an edition unreliable.

Example: the source has “recieve”, the edition “receive”.

What to do: restore the word, or mark the correction: `<choice><sic>recieve</sic><corr>receive</corr></choice>`.

Guidelines: 3.5.1 Apparent Errors; 3.5.2 Regularization and Normalization.""",
)

SOURCE_MISSING = Rule(
    "source-missing",
    Severity.ERROR,
    "Words of the source are missing from the edition.",
    """The record that `--source` names has words that stand neither in the edition's text nor in its header.

Example: “not” is missing, and the sentence says the opposite.

What to do: add the words, or a `gap` with a reason if they were left out on purpose.

Guidelines: 3.5.3 Additions, Deletions, and Omissions.""",
)

SOURCE_ADDED = Rule(
    "source-added",
    Severity.WARNING,
    "The edition has words that are not in the source.",
    """The record that `--source` names does not have these words. What an editor adds is marked: `supplied` for words
that are missing in the source, `note` for remarks. Notes that are not in the source are not reported.

Example: “[sic]” as plain text.

What to do: remove the words, or mark them.

Guidelines: 3.5.3 Additions, Deletions, and Omissions; 12.3.3.1 Supplied text.""",
)

SOURCE_MOVED = Rule(
    "source-moved",
    Severity.WARNING,
    "Words of the source stand at another place in the edition.",
    """The same words are missing at one place and added at another. Notes may be moved from the foot of a page to
their mark; other text must keep its order.

What to do: move the words back, unless they are a note or a running head.

Guidelines: 3.9.1.1 Encoding Grouped Notes.""",
)
