"""Which backups go: a property over any dates, those of a clock that was wrong included."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.store import thinning

START = date(2026, 11, 30)
DAYS = st.integers(-400, 0).map(lambda back: START + timedelta(back))
ANY = st.lists(DAYS | st.sampled_from([date(1970, 1, 1), date(2038, 1, 19), START]), max_size=120)


@given(ANY)
def test_whatever_the_clock_said_what_goes_is_stood_for_and_the_newest_stay(days):
    copies = list(enumerate(days, start=1))
    gone = thinning.superfluous(copies)
    kept = {number: day for number, day in copies if number not in gone}
    assert set(list(dict(copies))[-thinning.LEAST :]) <= set(kept)
    assert len(kept) <= thinning.MOST_OF_LATELY + thinning.DAYS + thinning.WEEKS + thinning.MONTHS + thinning.LEAST
    for number, other in gone.items():
        if other is not None:
            assert other in kept and other > number
            assert (days[number - 1].year, days[number - 1].month) == (
                days[other - 1].year,
                days[other - 1].month,
            ) or days[number - 1].isocalendar()[:2] == days[other - 1].isocalendar()[:2]
        else:  # older than all that has a place
            assert len({(day.year, day.month) for day in kept.values()}) >= thinning.MONTHS
    # To thin what was thinned takes nothing more.
    assert thinning.superfluous(list(kept.items())) == {}


@given(st.lists(st.integers(0, 3), min_size=1, max_size=150))
def test_thinned_after_every_backup_each_period_keeps_its_newest(gaps):
    """As it happens: a backup now and then, thinned each time, with a clock that goes right."""
    day, copies = date(2025, 1, 1), {}
    made = {}
    for number, gap in enumerate(gaps, start=1):
        day += timedelta(gap)
        copies[number] = made[number] = day
        for lost in thinning.superfluous(list(copies.items())):
            del copies[lost]
    days = sorted(set(made.values()), reverse=True)
    for number, then in made.items():
        if then in days[: thinning.DAYS_WHOLE]:
            assert number in copies
    for then in days[: thinning.DAYS_WHOLE + thinning.DAYS]:
        newest = max(number for number, one in made.items() if one == then)
        assert newest in copies
    # Of every month of the last nine there is one.
    for month in sorted({(one.year, one.month) for one in days}, reverse=True)[: thinning.MONTHS]:
        assert any((one.year, one.month) == month for one in copies.values())


@given(st.integers(1, 60), st.integers(-3000, 3000))
def test_a_clock_that_was_set_back_costs_no_backup_of_before(count, off):
    copies = [(number, START - timedelta(days=number % 2)) for number in range(1, 10)]
    copies += [(number, START + timedelta(days=off)) for number in range(10, 10 + count)]
    copies += [(10 + count, START)]
    gone = thinning.superfluous(copies)
    assert 10 + count not in gone
    days = {day for number, day in copies if number not in gone}
    assert {day for _number, day in copies} == days
