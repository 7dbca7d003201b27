from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm import i18n
from crm.rules import dates

WEDNESDAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3.11", date(2026, 11, 3)),
        ("3.11.", date(2026, 11, 3)),
        ("03.11.26", date(2026, 11, 3)),
        ("3.11.1969", date(1969, 11, 3)),
        ("3.11.70", date(1970, 11, 3)),
        ("3.11.69", date(2069, 11, 3)),
        ("3/11", date(2026, 11, 3)),
        ("3-11-2026", date(2026, 11, 3)),
        ("3 11 2026", date(2026, 11, 3)),
        ("3. 11. 2026", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("2026-11-03T09:05:12Z", date(2026, 11, 3)),
        ("03.11.2026 09:05", date(2026, 11, 3)),
        ("3.11.2026 kl. 13.00", date(2026, 11, 3)),
        ("3. november", date(2026, 11, 3)),
        ("3. nov. 2027", date(2027, 11, 3)),
        ("02 Nov 2025", date(2025, 11, 2)),
        ("November 3, 2026", date(2026, 11, 3)),
        ("3rd of November", date(2026, 11, 3)),
        ("1. mai", date(2026, 5, 1)),
        ("i dag", WEDNESDAY),
        ("I DAG", WEDNESDAY),
        ("today", WEDNESDAY),
        ("i går", date(2026, 11, 3)),
        ("i gaar", date(2026, 11, 3)),
        ("yesterday", date(2026, 11, 3)),
        ("i morgen", date(2026, 11, 5)),
        ("tomorrow", date(2026, 11, 5)),
        ("i overmorgen", date(2026, 11, 6)),
        ("fredag", date(2026, 11, 6)),
        ("fre", date(2026, 11, 6)),
        ("på fredag", date(2026, 11, 6)),
        ("friday", date(2026, 11, 6)),
        ("onsdag", date(2026, 11, 11)),
        ("lørdag", date(2026, 11, 7)),
        ("neste fredag", date(2026, 11, 13)),
        ("next friday", date(2026, 11, 13)),
        ("forrige fredag", date(2026, 10, 30)),
        ("last wednesday", date(2026, 10, 28)),
        ("uke 45", date(2026, 11, 2)),
        ("week 45", date(2026, 11, 2)),
        ("uke 1 2027", date(2027, 1, 4)),
        ("uke 53", date(2026, 12, 28)),
        ("neste uke", date(2026, 11, 9)),
        ("+2u", date(2026, 11, 18)),
        ("+2w", date(2026, 11, 18)),
        ("-1d", date(2026, 11, 3)),
        ("+3", date(2026, 11, 7)),
        ("+1m", date(2026, 12, 4)),
        ("+1å", date(2027, 11, 4)),
        ("+1 y", date(2027, 11, 4)),
        ("om 3 uker", date(2026, 11, 25)),
        ("in a week", date(2026, 11, 11)),
        ("2 weeks ago", date(2026, 10, 21)),
        ("for 2 dager siden", date(2026, 11, 2)),
    ],
)
def test_shorthand_is_understood(typed, meant):
    assert dates.parse(typed, WEDNESDAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "31.2",
        "29.2.2025",
        "0.1",
        "1.13",
        "11/13/2026",
        "2026-13-01",
        "2026-02-30",
        "uke 54",
        "uke 53 2025",
        "uke 0",
        "snart",
        "+2x",
        "3.11.026",
        "3",
        "2026",
        "3.11.2026.4",
        "+99999å",
        "-99999u",
        "32. januar",
        "31. november",
    ],
)
def test_an_impossible_date_is_never_another_date(typed):
    assert dates.parse(typed, WEDNESDAY) is None


@given(st.text(), st.dates())
def test_no_text_makes_the_parser_fail(text, today):
    found = dates.parse(text, today)
    assert found is None or isinstance(found, date)
    dates.from_cell(text, today)


@given(st.text(alphabet="0123456789./-+ duwåkemnstoira", max_size=14), st.dates())
def test_no_shorthand_makes_the_parser_fail(text, today):
    dates.parse(text, today)


@given(st.dates(), st.dates())
def test_what_is_shown_is_read_back(day, today):
    assert dates.parse(dates.show(day), today) == day
    assert dates.parse(day.isoformat(), today) == day
    assert dates.from_cell(dates.show(day), today) == day


@given(st.dates(min_value=date(1900, 3, 1)))
def test_excels_serials_are_its_dates(day):
    assert dates.from_cell((day - date(1899, 12, 30)).days, WEDNESDAY, serial=True) == day


def test_a_month_after_the_31st_is_the_last_day():
    assert dates.parse("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert dates.parse("+3m", date(2026, 1, 31)) == date(2026, 4, 30)


@given(
    st.dates(min_value=date(1970, 1, 8), max_value=date(2100, 1, 1)),
    st.sampled_from(["fredag", "neste mandag", "søndag"]),
)
def test_a_coming_day_lies_within_two_weeks(today, typed):
    found = dates.parse(typed, today)
    assert found is not None and timedelta(0) < found - today <= timedelta(14)


def test_cells_are_read_strictly():
    assert dates.from_cell(datetime(2026, 11, 3, 23, 59), WEDNESDAY) == date(2026, 11, 3)
    assert dates.from_cell("fredag", WEDNESDAY) is None
    assert dates.from_cell("3.11", WEDNESDAY) is None
    assert dates.from_cell(46329, WEDNESDAY) is None
    assert dates.from_cell(True, WEDNESDAY, serial=True) is None
    assert dates.from_cell("31.02.2026", WEDNESDAY) is None
    assert dates.from_cell("11/3/2026 9:05:12", WEDNESDAY, month_first=True) == date(2026, 11, 3)
    assert dates.from_cell("3.11.2026", WEDNESDAY, month_first=True) == date(2026, 11, 3)


def test_a_column_of_slashes_tells_its_own_order():
    assert dates.month_first_column(["1/2/2026", "13/2/2026"]) is False
    assert dates.month_first_column(["1/2/2026", "2/13/2026"]) is True
    assert dates.month_first_column(["1/2/2026", None, 3]) is None
    assert dates.month_first_column(["5/5/2026"]) is False


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "today"),
        (1, "yesterday"),
        (-1, "tomorrow"),
        (3, "3 d"),
        (14, "2 w"),
        (31, "1 mo"),
        (364, "11 mo"),
        (366, "1 y"),
        (-3, "in 3 d"),
        (-20, "in 2 w"),
    ],
)
def test_distance_is_told_shortly(days, shown):
    assert dates.relative(WEDNESDAY - timedelta(days), WEDNESDAY) == shown


def test_distance_is_told_in_the_present_language():
    i18n.use("nb")
    assert dates.relative(WEDNESDAY, WEDNESDAY) in ("i dag", "today")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mandag", date(2026, 11, 2)),
        ("man", date(2026, 11, 2)),
        ("tuesday", date(2026, 11, 3)),
        ("on tuesday", date(2026, 11, 3)),
        ("denne mandag", date(2026, 11, 2)),
        ("onsdag", WEDNESDAY),
        ("fredag", date(2026, 11, 6)),
        ("søndag", date(2026, 11, 8)),
        ("på mandag", date(2026, 11, 9)),
        ("kommende mandag", date(2026, 11, 9)),
        ("neste mandag", date(2026, 11, 9)),
        ("forrige mandag", date(2026, 11, 2)),
        ("3.11", date(2026, 11, 3)),
        ("snart", None),
    ],
)
def test_the_weekday_of_a_meeting_is_that_of_this_week_where_it_has_been(text: str, day: date | None) -> None:
    assert dates.held(text, WEDNESDAY) == day


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(["mandag", "onsdag", "fredag", "sunday"]))
def test_a_weekday_of_a_meeting_stands_in_the_week_that_runs(today: date, text: str) -> None:
    day = dates.held(text, today)
    assert day is not None and day.isocalendar()[:2] == today.isocalendar()[:2]
