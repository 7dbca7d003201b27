"""A frozen report against the register of today: the edits that are named explain each difference, and no others."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from crm.commands import fees, history, interactions, memberships, organisations, people, staff
from crm.commands import settings as cluster_settings
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.reports import counting, reconcile, run
from crm.reports.report import Report
from crm.rules import stretches
from crm.store import journal, opening
from crm.store.database import database, rows, value
from tests import examples

TODAY = date(2025, 1, 10)
State = dict[str, tuple[Any, frozenset[int]]]


def state(report: Report) -> State:
    figures = counting.figures_of(stretches.of_year(report.year), report.as_of)
    return {key: (figure.value, frozenset(figure.counted)) for key, figure in figures.items()}


def frozen_now() -> Report:
    return run.load(run.freeze(run.make(2024, today=TODAY)).run)


def differences(report: Report) -> tuple[reconcile.Difference, ...]:
    return reconcile.reconcile(report.run or 0).differences


def last() -> int:
    return int(value("SELECT max(id) FROM step"))


def test_reported_two_today_three_names_the_edit_the_day_and_who_did_it(small):
    frozen = frozen_now()
    journal.author.staff = staff.add("Eva Rask")
    organisations.edit(1, notes="Flyttet")
    memberships.join(4, joined_on=date(2018, 1, 1), left_on=date(2019, 12, 31), category="partner")
    joined = organisations.add("Ny AS", helix_sector="company")
    memberships.join(joined, joined_on=date(2024, 6, 1))
    wanted = last()
    found = {one.figure.key: one for one in differences(frozen)}
    one = found["K01"]
    assert (one.reported, one.today, one.otherwise) == (2, 3, "")
    ((edit, before, after, entered, left),) = one.causes
    assert (edit.step, edit.staff, before, after, entered, left) == (wanted, "Eva Rask", 2, 3, (joined,), ())
    assert edit.at[:4].isdigit() and edit.label
    assert found["K02"].causes[0].entered == (joined,)
    assert "K10" not in found
    # The register itself is as it was, on this connection too
    assert rows("SELECT name FROM sqlite_temp_master WHERE type = 'view' OR name LIKE 'was%'") == []
    assert run.make(2024, today=TODAY).figures["K01"].value == 3


def test_what_was_taken_back_explains_nothing(small):
    frozen = frozen_now()
    memberships.leave(1, date(2024, 6, 1))
    history.undo()
    organisations.edit(1, helix_sector="public")
    organisations.edit(1, helix_sector="company")
    assert differences(frozen) == ()


def test_a_value_that_moves_with_nobody_entering_is_explained_too(small):
    frozen = frozen_now()
    cluster_settings.put(hq_municipality_code="5530")
    found = {one.figure.key: one for one in differences(frozen)}
    (cause,) = found["K09"].causes
    assert (cause.edit.step, cause.entered, cause.left) == (last(), (2,), (1,))
    fees.put(1, 2024, 100)
    found = {one.figure.key: one for one in differences(frozen)}
    (cause,) = found["K32"].causes
    assert (cause.edit.step, cause.entered, cause.left) == (last(), (), ())
    assert cause.before != cause.after


def test_another_rule_is_said_to_be_one(small):
    made = run.make(2024, today=TODAY)
    figure = made.figures["K01"]
    other = {**made.figures, "K01": type(figure)(**{**vars(figure), "version": 0, "now": figure.before.__class__(7)})}
    frozen = run.load(run.freeze(type(made)(**{**vars(made), "figures": other})).run)
    found = {one.figure.key: one for one in differences(frozen)}
    assert (found["K01"].reported, found["K01"].today, found["K01"].otherwise, found["K01"].causes) == (
        7,
        2,
        "rule",
        (),
    )


def test_a_register_that_is_only_read_is_reconciled_too_and_a_changed_run_is_not(small):
    frozen = run.freeze(run.make(2024, today=TODAY)).run
    memberships.leave(1, date(2024, 6, 1))
    opening.close()
    opening.open_register(small, write=False)
    assert {"K01", "K03"} <= {one.figure.key for one in reconcile.reconcile(frozen).differences}
    with pytest.raises(Exception, match="readonly"):
        database.execute_sql("UPDATE organisation SET name = 'x'")
    opening.close()
    opening.open_register(small)
    with database.atomic():
        database.execute_sql("UPDATE report_run SET snapshot = replace(snapshot, '4', '5')")
    with pytest.raises(CrmError, match="hash"):
        reconcile.reconcile(frozen)


EDITS = strategies.lists(strategies.integers(0, 2**32), min_size=1, max_size=9)


@given(seeds=EDITS)
@settings(max_examples=examples.of(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_edits_are_named_exactly_where_they_explain_a_difference(small, seeds):
    check(seeds)


@pytest.mark.soak
def test_ten_thousand_edits_leave_the_frozen_report_and_are_told_apart(small, tmp_path):
    check([random.Random(7).randrange(2**32) for _round in range(10_000)])


def check(seeds: list[int]) -> None:
    frozen = frozen_now()
    start = last()
    states: dict[int, State] = {start: state(frozen)}
    for seed in seeds:
        edit(random.Random(seed))
        if len(seeds) < 100:
            states[last()] = state(frozen)
    states[last()] = end = state(frozen)
    named = {one.figure.key: one for one in differences(frozen)}
    assert run.load(frozen.run or 0) == frozen
    for key in end:
        if key not in named:
            assert end[key] == states[start][key], key
            continue
        one = named[key]
        assert (one.reported, one.today) == (states[start][key][0], end[key][0])
        # The chain leads from what was reported to today, and every link is what that edit did.
        value_, counted = states[start][key]
        for cause in one.causes:
            assert cause.before == value_
            assert not set(cause.entered) & counted and set(cause.left) <= counted
            value_, counted = cause.after, (counted | set(cause.entered)) - set(cause.left)
            before = max((step for step in states if step < cause.edit.step), default=start)
            if len(seeds) < 100:
                assert (cause.before, cause.after) == (states[before][key][0], states[cause.edit.step][key][0])
                assert set(cause.entered) == states[cause.edit.step][key][1] - states[before][key][1]
        assert (value_, counted) == end[key], key


def edit(dice: random.Random) -> None:
    """One edit as somebody might make it; one that is refused is none."""
    day = date(2023, 6, 1) + timedelta(days=dice.randrange(700))
    organisation = dice.choice(rows("SELECT id FROM organisation"))[0]
    membership = dice.choice(rows("SELECT id FROM membership"))[0]
    interaction = dice.choice(rows("SELECT id FROM interaction"))[0]
    person = dice.choice(rows("SELECT id FROM person"))[0]
    try:
        match dice.randrange(11):
            case 0:
                memberships.join(organisation, joined_on=day, category=dice.choice(("full", "observer")))
            case 1:
                memberships.leave(membership, day)
            case 2:
                organisations.edit(organisation, helix_sector=dice.choice(("company", "public")), notes="x")
            case 3:
                organisations.edit(organisation, municipality_code=dice.choice(("5501", "5530", "")))
            case 4:
                interactions.log("Nytt", held_on=day, participants=[Participant(person=person)], status="done")
            case 5:
                interactions.edit(interaction, held_on=day)
            case 6:
                interactions.edit(interaction, type=dice.choice(("email", "phone")))
            case 7:
                fees.put(membership, 2024, dice.randrange(3) * 100)
            case 8:
                added = organisations.add(f"Ny {dice.randrange(10**9)}", helix_sector="company")
                memberships.join(added, joined_on=day)
            case 9:
                people.change_employer(person, organisation, on=day)
            case _:
                history.undo()
    except CrmError:
        pass
