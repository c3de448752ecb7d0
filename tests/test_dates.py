from __future__ import annotations

import pytest

from encoder.parse import dates

DATES = (  # text in the record, what @when says
    ("October 05, 1945", "1945-10-05"),
    ("September 10, 1961", "1961-09-10"),
    ("Printed and Distributed on October 7, 1961", "1961-10-07"),
    ("New Delhi, 1st April, 1949.", "1949-04-01"),
    ("4 July 1949", "1949-07-04"),
    ("Sept. 21st 1961", "1961-09-21"),
    ("November 1967", "1967-11"),
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
    ("15/12 August 1957", None),  # no order in which these are two days
)


@pytest.mark.parametrize(("text", "meaning"), DATES)
def test_dates(text: str, meaning: str | tuple[str, str] | None) -> None:
    found = dates.first(text)
    if meaning is None:
        assert found is None
    elif isinstance(meaning, str):
        assert found
        assert found.value.when == meaning
    else:
        assert found
        assert (found.value.from_, found.value.to) == meaning
