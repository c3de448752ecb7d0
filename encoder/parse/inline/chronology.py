"""Dates that cannot be right: a day the calendar lacks, a weekday that was another, a year long after the record's.

    “31 September 1961”               there are 30 days
    “Monday, September 10, 1961”      it was a Sunday
    a record of 1949 says “1994”      figures changed places?

Nothing is corrected: the text stays as it is, and a finding says what does not fit (Guidelines 3.6.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from encoder.lexicon.weekday import DATE_WEEKDAY, contradiction
from encoder.parse.inline import dates
from encoder.values.diagnostics import Report, Rule, Severity
from encoder.values.record.inline import DateValue
from encoder.values.source import Source, Span

DATE_IMPOSSIBLE = Rule(
    "date-impossible",
    Severity.WARNING,
    "A date names a day that the calendar does not have.",
    """`31 September 1961` is an error of the record, its translator or its typist. The text is kept, and is not
marked as a date.

What to do: compare the original. If the translation is wrong, correct the source. If the original is wrong, leave it;
you can add `[sic]`.""",
)

DATE_OUTSIDE = Rule(
    "date-outside",
    Severity.INFO,
    "A date in the text is more than a year later than the record itself.",
    """If a record of 1949 mentions 1994, two digits may be in the wrong order. It may also be a plan, or a note that
was added later. The text is not changed.

What to do: compare the original.""",
)

_YEAR = re.compile(r"(?:1[5-9]|20)(?<!\d..)\d\d(?!\d)|[一二][〇○零一二三四五六七八九]{3}年")
_BEFORE, _AFTER = 48, 20
"""How much around a year, in code points, a date and its weekday take."""
_SOON = 1
"""Plans for the next year are nothing unusual."""


def check(source: Source, start: int, day: DateValue | None, report: Report) -> None:
    """Report what does not fit, from an offset on; ``day`` is the record's own."""
    record = int((day.to or day.when or day.from_ or "0")[:4]) if day else 0
    told: set[Span] = set()
    for span, words in _windows(source.text, start):
        for found in dates.scan(words):
            place = Span(span.start + found.start, span.start + found.end)
            if place in told:
                continue
            told.add(place)
            said = words[found.start : found.end]
            if isinstance(found, dates.NoDate):
                report(DATE_IMPOSSIBLE.at(place, f"“{said}” is not a date in the calendar"))
                continue
            wrong = contradiction(found.value.when, words[: found.start], said, words[found.end :])
            if wrong:
                report(DATE_WEEKDAY.at(place, wrong))
            year = int((found.value.when or found.value.from_ or "0")[:4])
            if record and year > record + _SOON:
                message = f"“{said}” is {year - record} years later than the record, of {record}"
                report(DATE_OUTSIDE.at(place, message))


def _windows(text: str, start: int) -> Iterator[tuple[Span, str]]:
    """What stands around each year: a date has one, and most of a text has none."""
    for year in _YEAR.finditer(text, start):
        span = Span(max(start, year.start() - _BEFORE), min(len(text), year.end() + _AFTER))
        yield span, text[span.start : span.end].replace("\n", " ")
