from datetime import timedelta

from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from crm.changes import Changes, both, subscribe
from crm.commands import history, interactions, organisations, people, settings, tasks
from crm.commands.interactions import Participant
from crm.queries import counts, focus_areas, reports, staff
from crm.queries import settings as setting_queries
from crm.queries.history import redo_label, undo_label
from crm.queries.in_touch import Intervals
from crm.queries.today import overview
from crm.queries.year import so_far
from crm.store import tables
from tests import examples
from tests.crm.conftest import TODAY, Cluster

UNNAMED: frozenset[int] = frozenset()


def test_today_shows_what_is_due_whom_we_neglect_and_what_changed(cluster: Cluster) -> None:
    found = overview(TODAY)
    assert [task.id for task in found.overdue] == [cluster.overdue]
    assert [task.id for task in found.due_today] == [cluster.due]
    assert [task.id for task in found.coming] == [cluster.later]
    assert [row.id for row in found.recent] == [cluster.call, cluster.visit, cluster.start]
    assert found.changes[0].label.endswith("“Takk for besøket”")
    assert (found.tasks.overdue, found.changed) == (1, 34)


def test_an_empty_register_has_an_empty_today(register: object) -> None:
    found = overview(TODAY)
    assert not any((*found[:7], *found.tasks, *found[8:-2], *found.intervals, *found.newest))
    assert counts.sidebar(TODAY)["contacts"] == 0 and reports.years() == [] == reports.runs()


def test_the_sidebar_counts_each_page(cluster: Cluster) -> None:
    assert counts.sidebar(TODAY) == {
        "today": 2, "members": 2, "fees": 1, "contacts": 5, "interactions": 4, "followups": 3, "imports": 0,
        "activities": 0, "projects": 0, "contributions": 0,
    }  # fmt: skip


def test_the_sidebar_counts_only_the_pages_whose_tables_were_touched(cluster: Cluster) -> None:
    everything = counts.sidebar(TODAY)
    assert counts.sidebar(TODAY, {"task", "staff"}) == {"today": 2, "followups": 3}
    assert counts.sidebar(TODAY, set()) == {}
    each = [counts.sidebar(TODAY, {table}) for table in tables.journalled()] + [counts.sidebar(TODAY, tables.OUTSIDE)]
    assert {page: count for found in each for page, count in found.items()} == everything


def test_a_setting_has_its_default_until_it_is_put(cluster: Cluster) -> None:
    assert setting_queries.get("cluster_name") == "Polarhav bioklynge"
    assert (setting_queries.get("hour_rate_cap"), setting_queries.get("nonsense")) == ("1200", "")
    settings.put(hour_rate_cap="1300")
    assert setting_queries.values()["hour_rate_cap"] == "1300"


def test_focus_areas_stand_in_their_order_below_their_parents(cluster: Cluster) -> None:
    areas = focus_areas.all("en")
    assert [area.code for area in areas] == ["1", "2", "2.1", "2.2", "2.3", "3", "4"]
    assert areas[1].name == "Innovation" and areas[2].parent_id == areas[1].id
    assert focus_areas.all("nb")[2].name == "Marint restråstoff"


def test_staff_who_left_are_listed_only_when_asked_for(cluster: Cluster) -> None:
    from crm.commands import staff as commands

    nils = commands.add("Nils Vik")
    commands.archive(nils)
    assert [row.name for row in staff.all()] == ["Ingrid Berg"]
    assert [(row.name, row.initials, row.archived) for row in staff.all(archived=True)][-1] == ("Nils Vik", "NV", True)


def test_there_is_something_to_report_from_the_first_membership_to_the_last_meeting(cluster: Cluster) -> None:
    assert reports.years() == [2027, 2026, 2025, 2024, 2023]


def test_what_was_not_touched_is_not_read_again(cluster: Cluster) -> None:
    before = overview(TODAY)
    tasks.complete(cluster.overdue, TODAY)
    after = overview(TODAY, before=before, touched={"task": UNNAMED})
    assert after == overview(TODAY) and len(after.overdue) == len(before.overdue) - 1
    assert after.neglected is before.neglected and after.recent is before.recent and after.changes != before.changes
    interactions.log("Kaffe", held_on=TODAY, participants=[Participant(cluster.anne)])
    told = overview(TODAY, before=after, touched={"interaction": UNNAMED, "interaction_participant": UNNAMED})
    assert told == overview(TODAY) and len(told.recent) == len(after.recent) + 1
    assert told.intervals is before.intervals
    people.edit(cluster.eva, contact_every_days=30)
    assert overview(TODAY, before=told, touched={"person": UNNAMED}) == overview(TODAY)
    organisations.edit(cluster.fjord, contact_every_days=3000)
    asked = overview(TODAY, before=told, touched={"person": UNNAMED, "organisation": UNNAMED})
    assert asked == overview(TODAY) and asked.intervals == Intervals(3000, 3000)
    assert so_far(TODAY, asked.intervals) == so_far(TODAY)


@settings_of_hypothesis(max_examples=examples.of(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(("new", "planned", "letter", "old", "added", "edit", "undo", "redo", "join", "asked")),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_asked_again_of_added_meetings_is_as_if_all_were_asked(cluster: Cluster, did: list[str]) -> None:
    """Whatever was done since an answer, in one burst or several: the next one is the same as a fresh one."""
    people_of = (cluster.anne, cluster.eva, cluster.kare, cluster.aase)
    touched: dict[str, frozenset[int]] = {}

    def heard(changes: Changes) -> None:
        for table, ids in changes.rows.items():
            touched[table] = both(touched[table], ids) if table in touched else ids

    end = subscribe(heard)
    try:
        before, day, year = undo_label(), overview(TODAY, shown=2), so_far(TODAY)
        for number, what in enumerate([*did, "asked"]):
            took_part = [Participant(person=people_of[number % 4])]
            if what == "new":
                interactions.log("Ny", held_on=TODAY, participants=took_part)
            elif what == "planned":
                interactions.log("Senere", held_on=TODAY + timedelta(days=3), participants=took_part, status="planned")
            elif what == "letter":
                interactions.log("Brev", held_on=TODAY, participants=took_part, type="email")
            elif what == "old":
                interactions.log("I fjor", held_on=TODAY - timedelta(days=300 + number), participants=took_part)
            elif what == "added":
                interactions.edit(cluster.call, participants=[Participant(person=one) for one in people_of])
            elif what == "edit":
                interactions.edit(cluster.visit, held_on=TODAY - timedelta(days=30 * number))
            elif what == "undo" and undo_label() != before:
                history.undo()
            elif what == "redo" and redo_label():
                history.redo()
            elif what == "join":
                organisations.edit(cluster.fjord, contact_every_days=20 + number)
            elif what == "asked":
                known = day.intervals if "organisation" not in touched else None
                day = overview(TODAY, shown=2, before=day, touched=touched)
                year = so_far(TODAY, known, before=year, touched=touched)
                touched.clear()
                assert day == overview(TODAY, shown=2) and year == so_far(TODAY)
    finally:
        end()
