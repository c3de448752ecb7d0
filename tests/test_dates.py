from __future__ import annotations

import pytest

from encoder.parse.inline import dates
from encoder.values.record.inline import DateValue
from tests.conftest import encode

DATES = (  # text in the record, what @when says
    ("October 05, 1945", "1945-10-05"),
    ("September 10, 1961", "1961-09-10"),
    ("Printed and Distributed on October 7, 1961", "1961-10-07"),
    ("New Delhi, 1st April, 1949.", "1949-04-01"),
    ("4 July 1949", "1949-07-04"),
    ("Sept. 21st 1961", "1961-09-21"),
    ("November 1967", "1967-11"),
    ("Berlin, den 3. Mai 1953", "1953-05-03"),
    ("5. März 1953", "1953-03-05"),
    ("2./3. Dezember 1953", ("1953-12-02", "1953-12-03")),
    ("1961-09-10", "1961-09-10"),
    ("16/17 August 1957", ("1957-08-16", "1957-08-17")),  # two days, not a fraction
    ("20./21. November 1997", ("1997-11-20", "1997-11-21")),
    ("Resolution 5/1961", None),  # a number, no date
    ("PRC FMA 106-00578-04, 26-35", None),  # a shelf mark
    ("31 September 1961", None),  # a day the calendar does not have
    ("29 February 1961", None),  # nor this one, in that year
    ("29 February 1960", "1960-02-29"),
    ("On 9 April a three hour conversation", None),  # no year, so no date
    ("in August.", None),
    ("marched 10, 1961", None),  # no month
    ("5-7 May 1950", ("1950-05-05", "1950-05-07")),
    ("May 5-7, 1950", ("1950-05-05", "1950-05-07")),
    ("28 August – 2 September 1957", ("1957-08-28", "1957-09-02")),
    ("August 28 to September 2, 1957", ("1957-08-28", "1957-09-02")),
    ("27/X/1962", "1962-10-27"),
    ("27/X/62", None),  # no century
    ("10.28.1962 at 10:00", "1962-10-28"),  # there is no 28th month
    ("28.10.1962", "1962-10-28"),
    ("5.6.1961", None),  # May or June
    ("5.5.1961", "1961-05-05"),
    ("before 5 May 1950", {"not_after": "1950-05-05"}),
    ("not earlier than May 1950", {"not_before": "1950-05"}),
    ("15/12 August 1957", None),  # no order in which these are two days
    ("SÉANCE DU 11 JANVIER 1881", "1881-01-11"),
    ("Paris, le 1er avril 1949", "1949-04-01"),
    ("du 16 au 17 août 1957", ("1957-08-16", "1957-08-17")),
    ("5 de maio de 1950", "1950-05-05"),
    ("Madrid, 5 de mayo del año 1950", "1950-05-05"),
    ("marzo 5 de 1961", "1961-03-05"),
    ("Москва, 5 мая 1950 г.", "1950-05-05"),
    ("с 1 по 3 мая 1950 г.", ("1950-05-01", "1950-05-03")),
    ("Lördagen den 17 Januari 1885", "1885-01-17"),
    ("11 April 2019 (Khamis)", "2019-04-11"),
    ("1 Ogos 1957", "1957-08-01"),
    ("1956. október 23.", "1956-10-23"),
    ("5 kwietnia 1950 r.", "1950-04-05"),
    ("2013年 5月 2日星期四", "2013-05-02"),
    ("1956년 10월 23일", "1956-10-23"),
    ("一九三六年十二月十四日", "1936-12-14"),
    ("二〇〇八年十月二十日", "2008-10-20"),
    ("٥ مايو ١٩٥٠", "1950-05-05"),
    ("12-Feb-1960", "1960-02-12"),
    ("1990.3.12", "1990-03-12"),
    ("não antes de 5 de maio de 1950", {"not_before": "1950-05-05"}),
    ("vor dem 5. Mai 1950", {"not_after": "1950-05-05"}),
    ("set 1961 aside", None),  # Portuguese set is September only beside a day
    ("the out 1961", None),
    ("in 5 May 1961", "1961-05-05"),
    ("listopad 1956", None),  # October in Croatian, November in Polish
    ("round 3 match 1961", None),
    ("in 1998 set 3 of them", None),
    ("10 out of 1961", None),
    ("May 1950s", None),
    ("一九四五年三月", "1945-03"),
)


@pytest.mark.parametrize(("text", "meaning"), DATES)
def test_dates(text: str, meaning: str | tuple[str, str] | dict[str, str] | None) -> None:
    found = dates.first(text)
    if isinstance(meaning, dict):
        assert found
        assert found.value == DateValue(**meaning)
    elif meaning is None:
        assert found is None
    elif isinstance(meaning, str):
        assert found
        assert found.value.when == meaning
    else:
        assert found
        assert (found.value.from_, found.value.to) == meaning


UNFIT = (  # a text, the rule it breaks, a part of the message
    ("He came on 31 September 1961.", "date-impossible", "“31 September 1961” is not a date"),
    ("He came on 29 February 1961.", "date-impossible", "29 February 1961"),
    ("On Monday, September 10, 1961, he came.", "date-weekday", "September 10, 1961 was a Sunday, not a Monday"),
    ("On 10 September 1961 (Tuesday) he came.", "date-weekday", "was a Sunday, not a Tuesday"),
    ("On Sunday, September 10, 1961, he came.", None, ""),
    ("Bonn, Montag, den 12. März 1991", "date-weekday", "12. März 1991 was a Tuesday, not a Monday"),
    ("2013年5月2日星期五", "date-weekday", "was a Thursday, not a Friday"),
    ("2013年5月2日星期四", None, ""),
    ("There they sat 10 September 1962 and waited.", None, ""),
    ("On 29 February 1960 he came, and in 1961 he left.", None, ""),
)


@pytest.mark.parametrize(("text", "rule", "message"), UNFIT)
def test_dates_that_cannot_be_right(text: str, rule: str | None, message: str) -> None:
    found = [f for f in encode(text).findings if f.rule.name.startswith("date-")]
    assert [f.rule.name for f in found] == ([rule] if rule else [])
    assert all(message in f.message for f in found)


def test_a_date_long_after_the_record() -> None:
    cover = "Digital Archive\n\nMay 1, 1949\n\nLetter\n\nSummary:\n\nNothing.\n\nOriginal Language:\n\nRussian\n\n"
    found = encode(f"{cover}In May 1994 he left, and in June 1950 he came.").findings
    assert [f.message for f in found if f.rule.name == "date-outside"] == [
        "“May 1994” is 45 years later than the record, of 1949"
    ]
