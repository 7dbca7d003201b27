"""Follow-ups that come again: the next one in the same step, one undo, an end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.commands import history, organisations, tasks
from crm.errors import Invalid
from crm.queries import tags
from crm.queries.tasks import TasksQuery, detail
from crm.rules import recurrence
from crm.store.database import rows, value

DUE = date(2026, 11, 30)


def test_doing_it_makes_the_next_one_in_the_same_step(register, dump):
    acme = organisations.add("Acme AS")
    first = tasks.add("Ring", due_on=DUE, organisation=acme, notes="Kari", repeat_every=3, repeat_unit="month")
    before, steps = dump(), value("SELECT count(*) FROM step")
    following = tasks.complete(first, DUE)
    assert following is not None and value("SELECT count(*) FROM step") == steps + 1
    done, new = detail(first), detail(following)
    assert (done.status, done.done_on, done.repeat_every) == ("done", DUE, None)
    assert (new.title, new.due_on, new.organisation_id, new.notes) == ("Ring", date(2027, 2, 28), acme, "Kari")
    assert (new.status, new.done_on, new.repeat_every, new.repeat_unit) == ("open", None, 3, "month")
    assert TasksQuery().ids() == [following]
    after = dump()
    assert history.undo() == "Done: “Ring”"
    assert dump() == before and TasksQuery().ids() == [first]
    history.redo()
    assert dump() == after


def test_tags_are_given_changed_and_go_on_to_the_next_one_of_a_series(register, dump):
    first = tasks.add("Ring", due_on=DUE, repeat_every=1, repeat_unit="week", tags=["Styret", "viktig"])
    assert tags.of("task", first) == ["Styret", "viktig"]
    before = dump()
    tasks.edit(first, title="Ring Kari", tags=["styret"])
    assert tags.of("task", first) == ["Styret"]
    assert history.undo() == "Edit follow-up “Ring Kari”" and dump() == before
    following = tasks.complete(first, DUE)
    assert following is not None and tags.of("task", following) == ["Styret", "viktig"]
    history.undo()
    assert dump() == before


def test_one_of_a_series_is_open_also_when_it_is_done_twice_or_opened_again(register):
    first = tasks.add("Ring", due_on=DUE, repeat_every=1, repeat_unit="week")
    following = tasks.complete(first, DUE)
    assert tasks.complete(first, DUE) is None
    tasks.reopen(first)
    assert tasks.complete(first, DUE) is None
    assert TasksQuery().ids() == [following]


def test_the_series_ends_when_it_is_done_for_the_last_time_or_told_to(register):
    first = tasks.add("Ring", due_on=DUE, repeat_every=1, repeat_unit="week")
    assert tasks.complete(first, DUE, last=True) is None
    other = tasks.add("Skriv", due_on=DUE, repeat_every=1, repeat_unit="week")
    tasks.end_series(other)
    assert tasks.complete(other, DUE) is None and TasksQuery().ids() == []
    third = tasks.add("Les", due_on=DUE, repeat_every=1, repeat_unit="week")
    tasks.cancel(third)
    assert TasksQuery().ids() == []


@pytest.mark.parametrize(("every", "unit"), [(2, ""), (None, "week"), (0, "week"), (400, "day"), (1, "fortnight")])
def test_half_an_interval_is_refused(register, every, unit):
    with pytest.raises(Invalid):
        tasks.add("Ring", due_on=DUE, repeat_every=every, repeat_unit=unit)
    assert rows("SELECT id FROM task") == []


days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
intervals = st.sampled_from(recurrence.NAMES).flatmap(lambda unit: st.tuples(st.integers(1, 366), st.just(unit)))


@given(days, intervals, st.integers(-400, 4000))
def test_the_next_day_is_the_first_of_the_rhythm_after_both_the_due_day_and_the_day_it_was_done(due_on, interval, late):
    every, unit = interval
    done_on = due_on + timedelta(days=late)
    found = recurrence.following(due_on, every, unit, done_on)
    assert found > max(due_on, done_on)
    # Whoever did it on the day before would have got this very day too, unless one interval less was enough.
    assert recurrence.following(due_on, every, unit, found - timedelta(days=1)) == found
    if unit in ("day", "week"):
        assert (found - due_on).days % (every * (7 if unit == "week" else 1)) == 0
    else:
        months = (found.year - due_on.year) * 12 + found.month - due_on.month
        assert months % (every * (12 if unit == "year" else 1)) == 0


@given(intervals)
def test_what_is_said_of_an_interval_is_understood_again_in_both_languages(interval):
    from crm import i18n

    for language in i18n.LANGUAGES:
        i18n.use(language)
        assert recurrence.parse(recurrence.show(*interval)) == interval
    i18n.use("en")
