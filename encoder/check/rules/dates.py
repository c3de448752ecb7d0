"""Dates of an edition: well-formed, beginning before they end, on the weekday they are said to be (Guidelines 14.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from encoder.lexicon.weekday import DATE_WEEKDAY, contradiction
from encoder.values.diagnostics import Diagnostic, Edit, Rule, Severity
from encoder.values.edition import Edition, OpenedEdition
from encoder.values.namespaces import TEI

DATE_ORDER = Rule(
    "date-order",
    Severity.ERROR,
    "A span of time ends before it begins.",
    """`@from` and `@to`, or `@notBefore` and `@notAfter`, are in the wrong order, or a digit in one of them is wrong.

Example: `<date from="1961-09-12" to="1961-09-10">`.

What to do: compare the text of the date, and correct the attributes.

Guidelines: 14.4 Dates; att.datable.w3c.""",
)

DATE_FORM = Rule(
    "date-form",
    Severity.ERROR,
    "The value of a date attribute is not in W3C format.",
    """`@when`, `@from`, `@to`, `@notBefore` and `@notAfter` hold a year, a month or a day as in 1961, 1961-09 or
1961-09-10, with leading zeros. `validate --fix` corrects values that can be read in only one way.

Example: `<date when="1961-9-10">`, `<date when="1961/09/10">`.

What to do: write the value in this form. If the date does not exist, compare the original.

Guidelines: 14.4 Dates; att.datable.w3c.""",
)

_PAIRS = (("from", "to"), ("notBefore", "notAfter"))
_NAMES = ("when", "from", "to", "notBefore", "notAfter")
_NO_DATES = frozenset(
    f"{{{TEI}}}{tag}" for tag in "biblScope locus citedRange app span rt link join alt witStart witEnd".split()
)
"""Elements whose `from` and `to` are pages or places."""
_DATED = etree.XPath(" | ".join(f"//t:*/@{name}/.." for name in _NAMES), namespaces={"t": TEI})
_LOOSE = re.compile(
    r"\s*(?P<year>\d{4})(?:-(?P<only>\d{1,2})|\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2}))\s*"
)
"""`1961-9`, `1961/9/10`; not `1901/02`, which may be two years."""
_STRICT = re.compile(r"\d{4}(?:-\d\d){0,2}")


def check(edition: Edition) -> Iterator[Diagnostic]:
    """What is wrong with dates; weekdays only of an edition opened from a file: of a record, encoding has told."""
    for element in _DATED(edition.root):
        if element.tag in _NO_DATES:
            continue
        for name in _NAMES:
            if wrong := _form(element.get(name)):
                value = edition.value_span(element, name)
                fix = Edit(value, wrong) if value else None
                message = f"@{name} cannot be “{element.get(name)}”; W3C's form is {wrong}"
                yield DATE_FORM.at(edition.attribute_span(element, name), message, fix=fix)
        for first, last in _PAIRS:
            start, end = element.get(first, ""), element.get(last, "")
            if _STRICT.fullmatch(start) and _STRICT.fullmatch(end):
                exact = min(len(start), len(end))  # 1961-09 is neither before nor after 1961-09-10
                if end[:exact] < start[:exact]:
                    message = (
                        f'<{etree.QName(element).localname}> ends before it begins: {first}="{start}", {last}="{end}"'
                    )
                    yield DATE_ORDER.at(edition.attribute_span(element, last), message)
    if isinstance(edition, OpenedEdition):
        yield from _weekdays(edition)


def _form(value: str | None) -> str | None:
    """How a value should be written that is a date in another form; None where it is right, or no date at all."""
    found = _LOOSE.fullmatch(value or "")
    if found is None or _STRICT.fullmatch(value or ""):
        return None
    parts = [int(part) for part in (found["only"] or found["month"], found["day"]) if part]
    right = "-".join((found["year"], *(f"{part:02}" for part in parts)))
    try:
        date.fromisoformat((right + "-01")[:10])
    except ValueError:
        return None
    return right


def _weekdays(edition: Edition) -> Iterator[Diagnostic]:
    for element in edition.root.iter(f"{{{TEI}}}date"):
        parent, before = element.getparent(), element.getprevious()
        words = (before.tail if before is not None else parent.text if parent is not None else "") or ""
        said = "".join(element.itertext())
        if wrong := contradiction(element.get("when"), words, said, element.tail or ""):
            yield DATE_WEEKDAY.at(edition.span(element), wrong)
