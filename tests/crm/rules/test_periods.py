from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.rules import periods

NEW_YEAR = date(2025, 1, 1)
_days = st.integers(0, 60).map(lambda days: NEW_YEAR + timedelta(days))
_periods = st.tuples(st.none() | _days, st.none() | _days).filter(lambda p: periods.problem(*p) is None)


@given(_periods, _periods)
def test_periods_overlap_when_a_day_lies_in_both(a, b):
    shared = any(
        periods.covers(a[0], a[1], day) and periods.covers(b[0], b[1], day)
        for day in (NEW_YEAR + timedelta(n) for n in range(-1, 62))
    )
    assert periods.overlap(a, b) == periods.overlap(b, a) == shared


def test_the_last_day_belongs_to_the_period():
    assert periods.covers(NEW_YEAR, NEW_YEAR, NEW_YEAR)
    assert not periods.covers(NEW_YEAR, NEW_YEAR, NEW_YEAR + timedelta(1))
    assert periods.problem(NEW_YEAR, NEW_YEAR - timedelta(1)) == "The last day is before the first."
