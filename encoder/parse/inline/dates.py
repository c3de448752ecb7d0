"""Dates in the record's words, and what `@when` says (Guidelines 3.6.4, W3C date formats).

    September 10, 1961 · 3. Mai 1953             1961-09-10, 1953-05-03
    11 janvier 1881 · 5 de maio de 1950          1881-01-11, 1950-05-05
    5 мая 1950 г. · 1956. október 23.            1950-05-05, 1956-10-23
    2013年5月2日 · 一九三六年十二月十四日            2013-05-02, 1936-12-14
    On 9 April                                   no year, no date
    16/17 August 1957                            from 1957-08-16 to 1957-08-17
    28 August – 2 September 1957                 from 1957-08-28 to 1957-09-02
    27/X/1962, 10.28.1962                        1962-10-27, 1962-10-28
    before 5 May 1950                            not after 1950-05-05

A date is only what the text says: “November 1967” stays a month, a day that the calendar does not have is no date, and
neither is one whose day and month could be either (`5.6.1961`) or whose century is not stated (`27/X/62`). Numbers that
look like dates (`Resolution 5/1961`, `106-00578-04`) are left alone. The names of months are those of `lexicon/months`.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from encoder import lexicon
from encoder.values.record.inline import DateValue

_ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_HAN = {
    sign: digit
    for digit, signs in enumerate(("〇○零", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
_ONES = "一二三四五六七八九"
_TEN = "十"
_HAN_DAY = rf"(?:(?P<han_day>[{_ONES}{_TEN}]{{1,3}})[日號号])?"
_DIGITS = {ord(c): str(unicodedata.digit(c)) for c in map(chr, range(0x0660, 0x20000)) if c.isdecimal()}
"""Digits of other scripts."""
_SHORT = 3
"""A name with no more than this many letters counts as a month without a day only in English:
`May 1961`, but not Portuguese `out 1961`."""


def _words(flag: str) -> str:
    """The entries of `lexicon/dates` with this flag, as a pattern; the longest first."""
    found = sorted(lexicon.written("dates", flag), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, found)) + ")"


_OF = rf"(?: {_words('of')})*"
_TO = rf"\.?(?: ?[/–—-] ?| {_words('between')} )"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|-?го|[ºª.])?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d|[’']?s\b)"  # not “May 1950s”
_MONTH = r"(?P<month>[^\W\d_]{2,14})\.?"
_SURE_MONTH = r"(?P<month>[^\W\d_]{4,14}\.?|[^\W\d_]{2,3}\.)"
_FROM_MONTH = r"(?P<from_month>[^\W\d_]{2,14})\.?"
_DAY = r"(?P<day>\d{1,2})"
_FIRST = r"(?P<first>\d{1,2})"
_NO_NUMBER = r"(?<![\d/.-])"
_WORD = r"(?<!\w)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # August 28 – September 2, 1957
        rf"{_WORD}{_FROM_MONTH} +{_FIRST}{_ORDINAL}{_TO}{_MONTH} +{_DAY}{_ORDINAL},? +{_YEAR}",
        # October 05, 1945 · September 21st, 1961 · May 5-7, 1950; not “October 5” alone, which has no year
        rf"{_WORD}{_MONTH} +(?:{_FIRST}{_ORDINAL}{_TO})?{_DAY}{_ORDINAL},?{_OF} +{_YEAR}",
        # 28 August – 2 September 1957
        rf"{_NO_NUMBER}{_FIRST}{_ORDINAL}{_OF} +{_FROM_MONTH}{_TO}{_DAY}{_ORDINAL}{_OF} +{_MONTH},?{_OF} +{_YEAR}",
        # 4 July 1949 · 16/17 August 1957 · 20./21. November 1997 · 1er avril 1949 · 5 de maio de 1950; not 5/1961
        rf"{_NO_NUMBER}(?:{_FIRST}{_ORDINAL}{_TO})?{_DAY}{_ORDINAL}{_OF} +{_MONTH},?{_OF} +{_YEAR}",
        # 12-Feb-1960
        rf"{_NO_NUMBER}{_DAY}-{_MONTH}-{_YEAR}",
        # November 1967 · novembre del 1967
        rf"{_WORD}{_MONTH},?{_OF} +{_YEAR}",
        # 1956. október 23. · 1885 m. sausio 17; not “In 1998 set 3”
        rf"{_NO_NUMBER}{_YEAR}\.?(?: [mg]\.)? +{_SURE_MONTH} +{_DAY}(?!\d)",
        # 1961-09-10 · 1961.9.10 · 1961/09/10; not 106-00578-04
        rf"(?<![\w-]){_YEAR}(?P<between>[-./]) ?(?P<month>\d\d?)(?P=between) ?{_DAY}(?![\w-])",
        # 27/X/1962 · 27.X.1962; not 27/X, which has no year
        rf"(?<![\w/.-]){_DAY}[/. ](?P<roman>[ivx]{{1,4}})[/. ]{_YEAR}",
        # 28.10.1962 · 28. 10. 1962 · 10/28/1962; not 5.6.1961, which may be May or June
        rf"(?<![\w/.-])(?P<one>\d{{1,2}})(?P<sign>[./]) ?(?P<other>\d{{1,2}})(?P=sign) ?{_YEAR}",
        # 2013年5月2日 · 1956년 10월 23일 · 2013年5月
        rf"{_YEAR} ?[年년] ?(?P<month>\d\d?) ?[月월](?: ?{_DAY} ?[日號号일])?",
        # 一九三六年十二月十四日
        rf"(?P<han_year>[一二][〇○零{_ONES}]{{3}}) ?年(?P<han_month>[{_ONES}{_TEN}]{{1,2}})月{_HAN_DAY}",
    )
)


class DateMatch(NamedTuple):
    """A date found in a text: where it stands (code points of that text) and what it means."""

    start: int
    end: int
    value: DateValue


class NoDate(NamedTuple):
    """What has the form of a date and names a day that the calendar does not have: `31 September 1961`."""

    start: int
    end: int


def scan(text: str) -> Iterator[DateMatch | NoDate]:
    """What has the form of a date, from left to right; what can be read two ways is left out."""
    plain = text if text.isascii() else text.translate(_DIGITS)
    found = sorted((each for form in _FORMS for each in _of_form(form, plain)), key=lambda each: (each[0], -each[1]))
    end = 0
    for start, stop, read in found:
        if start >= end:
            end = stop
            if read:
                yield read


def find(text: str) -> Iterator[DateMatch]:
    """The dates of a text, from left to right."""
    return (found for found in scan(text) if isinstance(found, DateMatch))


def first(text: str) -> DateMatch | None:
    """The first date of a text."""
    return next(find(text), None)


def _of_form(form: re.Pattern[str], text: str) -> Iterator[tuple[int, int, DateMatch | NoDate | None]]:
    """The places where the form occurs, and the date it gives there; None if it can be read in two ways."""
    at = 0
    while match := form.search(text, at):
        fields = _figures({name: value for name, value in match.groupdict().items() if value})
        month = _month(fields)
        if month is None or _is_english(match[0], fields.get("month", "")):
            at = match.start() + 1  # “in 5 May 1961”: the date begins a word later
            continue
        at = match.end()
        if not 1 <= int(fields.get("day", 1)) <= monthrange(int(fields["year"]), month)[1]:
            yield *match.span(), NoDate(*match.span())
            continue
        bound, start = _bound(text, match.start())
        value = _value(fields, month, bound)
        yield start, match.end(), DateMatch(start, match.end(), value) if value else None


@cache
def _bounds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?P<earlier>{_words('earlier')})|(?P<later>{_words('later')})) $", re.IGNORECASE)


_LONGEST_BOUND = 24


def _bound(text: str, start: int) -> tuple[str | None, int]:
    """Whether a word before a date makes it a bound, `earlier` or `later`; and where the words of the date begin."""
    found = _bounds().search(text, max(0, start - _LONGEST_BOUND), start)
    return (found.lastgroup, found.start()) if found else (None, start)


def _figures(fields: dict[str, str]) -> dict[str, str]:
    """Chinese numerals as figures: 十四 is 14; other fields as they are."""
    han = {name: value for name, value in fields.items() if name.startswith("han_")}
    return fields | {name.removeprefix("han_"): _arabic(value) for name, value in han.items()}


def _arabic(numeral: str) -> str:
    if _TEN not in numeral:
        return "".join(str(_HAN[sign]) for sign in numeral)
    tens, _, ones = numeral.partition(_TEN)
    return str(10 * _HAN.get(tens, 1) + _HAN.get(ones, 0))


def _month(fields: dict[str, str], name: str = "month") -> int | None:
    """The number of a month, None where there is no such month or two could be meant."""
    if "one" in fields:
        one, other = int(fields["one"]), int(fields["other"])
        day, month = (one, other) if one > 12 else (other, one)
        if other <= 12 and one <= 12 and one != other:
            return None
        fields["day"] = str(day)
        return month if month <= 12 else None
    if "roman" in fields:
        return _ROMAN.get(fields["roman"].lower())
    word = fields[name]
    alone = "day" not in fields and not word.isdecimal() and len(word) <= _SHORT
    if alone and not _is_month(word):
        return None
    number = int(word) if word.isdecimal() else int(lexicon.values("months").get(lexicon.fold(word), 0))
    return number if 1 <= number <= 12 else None


def _is_english(date: str, month: str) -> bool:
    """Whether an English word joins a short month that is not English: “10 out of 1961” is no date."""
    is_short = 0 < len(month) <= _SHORT and not month.isdecimal()
    return is_short and lexicon.contains("dates", date, lang="en", of=True) and not _is_month(month)


def _is_month(word: str) -> bool:
    return lexicon.contains("months", word, lang="en")


def _value(fields: dict[str, str], month: int, bound: str | None) -> DateValue | None:
    year = int(fields["year"])
    if "day" not in fields:
        return _bounded(f"{year:04}-{month:02}", bound)
    last = _day(year, month, int(fields["day"]))
    if "first" not in fields:
        return _bounded(last, bound) if last else None
    first_month = _month(fields, "from_month") if "from_month" in fields else month
    start = _day(year, first_month, int(fields["first"])) if first_month else None
    return DateValue(from_=start, to=last) if start and last and start < last and not bound else None


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _bounded(written: str, bound: str | None) -> DateValue:
    if bound is None:
        return DateValue(when=written)
    return DateValue(not_before=written) if bound == "later" else DateValue(not_after=written)
