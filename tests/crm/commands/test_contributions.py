from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import i18n
from crm.commands import contributions, focus_areas, history, memberships, projects, tags
from crm.commands import settings as setting_commands
from crm.errors import Conflict, CrmError, Invalid
from crm.queries import contributions as queries
from crm.queries import history as history_queries
from crm.queries import hour_caps, search
from crm.queries.contributions import ContributionsQuery, Sums
from crm.queries.timeline import TimelineQuery
from crm.records.attachment import Attachment
from crm.records.year_rate import YearRate
from crm.rules import contributions as rules
from crm.store import journal, soundness
from crm.store.database import database, value
from tests import examples
from tests.crm.conftest import Cluster


def hours(organisation: int, count: int, rate: int | None, **values: Any) -> int:
    ore = None if rate is None else rate * 100
    return contributions.add(
        organisation, values.pop("year", 2026), kind="hours", minutes=count * 60, rate=ore, **values
    )


def test_twenty_hours_at_1500_with_the_cap_1200_are_24000_kroner(cluster: Cluster) -> None:
    line = queries.contribution(hours(cluster.nordlys, 20, 1_500, document_ref="Bilag 7"))
    assert (line.value, line.above, line.cap, line.approved) == (24_000_00, 6_000_00, 1_200_00, False)
    assert soundness.problems() == []


def test_the_cap_follows_the_settings_the_year_and_the_legal_form(cluster: Cluster) -> None:
    one, before = hours(cluster.nordlys, 10, 1_500), hours(cluster.nordlys, 10, 1_500, year=2025)
    setting_commands.put(hour_rate_cap="900", hour_rate_cap_sole="400")
    assert queries.contribution(one).value == 9_000_00
    with journal.step("Rates of a year"):
        rate = YearRate(year=2025, hour_rate_cap=1_000_00, version=journal.current().id)
        rate.save(force_insert=True)
    assert (queries.contribution(before).value, queries.contribution(one).value) == (10_000_00, 9_000_00)
    with journal.step("A sole proprietor"):
        database.execute_sql("UPDATE organisation SET legal_form = 'ENK' WHERE id = ?", (cluster.nordlys,))
    assert (queries.contribution(before).value, hour_caps.of(cluster.nordlys, 2025)) == (4_000_00, 400_00)
    setting_commands.put(hour_rate_cap="")
    assert hour_caps.of(cluster.fjord, 2026) == 1_200_00


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "hours"}, "minutes"),
        ({"kind": "hours", "minutes": 60, "amount": 1}, "amount"),
        ({"kind": "cash"}, "amount"),
        ({"kind": "cash", "amount": 1, "minutes": 60}, "minutes"),
        ({"kind": "other", "amount": 1, "rate": 1}, "rate"),
        ({"kind": "cash", "amount": 1, "given_on": date(2025, 12, 31)}, "given_on"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cluster: Cluster, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as told:
        contributions.add(cluster.nordlys, 2026, **values)
    assert field in told.value.fields
    assert value("SELECT count(*) FROM contribution") == 0


def test_several_are_approved_in_one_step_and_only_those_count(cluster: Cluster) -> None:
    one, two = hours(cluster.nordlys, 10, 500), contributions.add(cluster.fjord, 2026, kind="cash", amount=3_000_00)
    three = contributions.add(cluster.nordlys, 2026, kind="other", amount=500_00, approved=True)
    assert queries.sums(2026)[0] == Sums(1, 0, 0, 500_00, 500_00)
    assert contributions.approve([one, two, three]) == 2
    assert history_queries.undo_label() == "Approve 2 contributions"
    assert queries.sums(2026) == (Sums(3, 3_000_00, 600, 500_00, 8_500_00), Sums())
    history.undo()
    assert queries.sums(2026)[1] == Sums(2, 3_000_00, 600, 0, 8_000_00)
    history.redo()
    assert contributions.disapprove([two]) == 1
    assert queries.sums(2026, organisation=cluster.fjord) == (Sums(), Sums(1, 3_000_00, 0, 0, 3_000_00))


def test_hundreds_are_approved_and_removed_at_once_or_not_at_all(cluster: Cluster) -> None:
    many = contributions.add_all(
        "timer.xlsx", [{"organisation": cluster.nordlys, "year": 2026, "kind": "cash", "amount": 100}] * 300
    )
    assert contributions.approve(many) == 300 and contributions.remove_all(many) == 300
    history.undo()
    assert queries.sums(2026)[0].number == 300
    history.undo()
    assert queries.sums(2026)[1].number == 300
    tags.put("contribution", many[7], ["messe"])
    with pytest.raises(CrmError):
        contributions.remove_all(many)
    with pytest.raises(CrmError):
        contributions.approve([many[0], 10**9])
    assert queries.sums(2026)[1].number == 300 and soundness.problems() == []


def test_an_archived_one_counts_in_no_list_but_in_the_sums_and_a_removed_one_comes_back_with_undo(
    cluster: Cluster,
) -> None:
    one = hours(cluster.nordlys, 10, 500, approved=True)
    contributions.archive(one)
    assert queries.sums(2026)[0].number == 1 and ContributionsQuery().ids() == []
    assert ContributionsQuery(archived=True).ids() == [one]
    contributions.restore(one)
    contributions.remove(one)
    assert ContributionsQuery().ids() == []
    history.undo()
    assert ContributionsQuery().ids() == [one]
    with journal.step("A file"):
        paper = Attachment(contribution=one, name="timeliste.pdf", sha256="0" * 64, size=1)
        paper.version, paper.added_at = journal.current().id, "2026-01-01T00:00:00Z"
        paper.derive()
        paper.save(force_insert=True)
    with pytest.raises(CrmError, match="Archive it instead"):
        contributions.remove(one)
    assert soundness.problems() == []


def test_an_edit_of_what_somebody_else_has_changed_meanwhile_is_told(cluster: Cluster) -> None:
    one = hours(cluster.nordlys, 10, 500)
    seen = queries.contribution(one).version
    contributions.edit(one, rate=600_00)
    contributions.edit(one, seen=seen, notes="Styremøte")
    with pytest.raises(Conflict):
        contributions.edit(one, seen=seen, rate=700_00)
    assert [entry.field for entry in history_queries.of("contribution", one)] == ["notes", "rate", ""]


def test_what_was_pledged_stands_against_what_was_given(cluster: Cluster) -> None:
    membership = value("SELECT id FROM membership WHERE organisation_id = ?", (cluster.nordlys,))
    memberships.edit(membership, pledged_cash=10_000_00, pledged_minutes=40 * 60)
    hours(cluster.nordlys, 10, 500, approved=True)
    hours(cluster.nordlys, 5, 500)
    contributions.add(cluster.kai9, 2026, kind="cash", amount=1_00)
    found = {one.organisation_id: one for one in queries.balances(2026)}
    assert set(found) == {cluster.nordlys, cluster.odegard, cluster.fjord, cluster.havn, cluster.kai9}
    mine = found[cluster.nordlys]
    assert (mine.pledged_cash, mine.pledged_minutes) == (10_000_00, 2_400)
    assert (mine.given.minutes, mine.waiting.minutes, mine.given.value) == (600, 300, 5_000_00)
    assert found[cluster.kai9].pledged_cash is None and found[cluster.fjord].given == Sums()
    assert queries.balances(2026, organisation=cluster.nordlys) == [mine]
    assert cluster.odegard not in {one.organisation_id for one in queries.balances(2027)}


def test_the_list_is_narrowed_and_found_by_words(cluster: Cluster) -> None:
    tang = projects.add("Tang til fôr")
    one = hours(cluster.nordlys, 10, 500, project=tang, document_ref="Timeliste 12", notes="Prøver fra røye")
    two = contributions.add(cluster.fjord, 2025, kind="cash", amount=1_00, approved=True)
    for query, ids in (
        (ContributionsQuery(), [two, one]),
        (ContributionsQuery(order="value", descending=True), [one, two]),
        (ContributionsQuery(year=2025), [two]),
        (ContributionsQuery(kind="hours"), [one]),
        (ContributionsQuery(approved=False), [one]),
        (ContributionsQuery(organisation=cluster.fjord), [two]),
        (ContributionsQuery(project=tang), [one]),
        (ContributionsQuery("nordlys roye"), [one]),
        (ContributionsQuery("fjord roye"), []),
    ):
        assert query.ids() == ids
    (hit,) = [hit for hit in search.hits("timeliste 12") if hit.kind == "contribution"]
    assert (hit.id, hit.title, hit.subtitle, hit.snippet) == (one, "Nordlys Havbruk AS 2026", "Hours", "Timeliste 12")
    assert queries.years() == [2026, 2025]


def test_it_stands_in_the_story_of_the_organisation_and_the_project(cluster: Cluster) -> None:
    tang = projects.add("Tang til fôr")
    one = hours(cluster.nordlys, 10, 500, project=tang, given_on=date(2026, 3, 2))
    (mine,) = TimelineQuery(organisation=cluster.nordlys, kinds=("contribution",)).entries()
    assert (mine.id, mine.day, mine.title) == (one, date(2026, 3, 2), "Own contribution 2026: 10 hours")
    assert mine.meta == "Tang til fôr · not approved yet"
    (told,) = TimelineQuery(project=tang, kinds=("contribution",)).entries()
    assert told.meta == "Nordlys Havbruk AS · not approved yet"
    contributions.archive(one)
    assert TimelineQuery(project=tang, kinds=("contribution",)).ids() == []


GIVEN = st.tuples(
    st.sampled_from(("cash", "hours", "other")),
    st.integers(0, 200_000),
    st.one_of(st.none(), st.integers(0, 300_000)),
    st.sampled_from(("AS", "ENK", "da", "")),
    st.booleans(),
)


@settings(deadline=None, max_examples=examples.of(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(GIVEN, max_size=6))
def test_the_engine_counts_as_the_rule_does(
    cluster: Cluster, given: list[tuple[str, int, int | None, str, bool]]
) -> None:
    """Minutes, rates and amounts of any size, of any legal form."""
    whose = {"AS": cluster.nordlys, "ENK": cluster.fjord, "da": cluster.havn, "": cluster.kai9}
    with journal.step("Anew"):
        database.execute_sql("DELETE FROM contribution")
        for form, organisation in whose.items():
            database.execute_sql("UPDATE organisation SET legal_form = ? WHERE id = ?", (form, organisation))
    counted = {True: 0, False: 0}
    for kind, size, rate, form, approved in given:
        shape = {"minutes": size, "rate": rate} if kind == "hours" else {"amount": size}
        contributions.add(whose[form], 2026, kind=kind, approved=approved, **shape)
        asked = {"amount": None, "minutes": None, "rate": None} | shape
        counted[approved] += rules.value(kind, **asked, cap=rules.hour_cap(form))
    approved_sums, waiting = queries.sums(2026)
    assert (approved_sums.value, waiting.value) == (counted[True], counted[False])
    assert sum(one.given.value for one in queries.balances(2026)) == counted[True]


def test_a_focus_area_is_called_in_the_language_of_the_window(cluster: Cluster) -> None:
    area = focus_areas.add("77", name_nb="Fisk", name_en="Fish")
    one = contributions.add(cluster.nordlys, 2026, kind="cash", amount=100_00, focus_area=area)
    before, told = i18n.language(), []
    try:
        for language in ("nb", "en"):
            i18n.use(language)
            told.append(queries.contribution(one).focus_area)
    finally:
        i18n.use(before)
    assert told == ["77 Fisk", "77 Fish"]
