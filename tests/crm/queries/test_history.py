from datetime import date

from crm.commands import activities, contributions, organisations, people
from crm.commands import history as commands
from crm.queries import history
from crm.store import journal
from tests.crm.conftest import Cluster


def test_the_history_of_a_record_goes_field_by_field_newest_first(cluster: Cluster) -> None:
    organisations.edit(cluster.kai9, city="Harstad", employees=12)
    found = history.of("organisation", cluster.kai9)
    assert {(entry.field, entry.before, entry.after) for entry in found if entry.field} == {
        ("city", "", "Harstad"),
        ("employees", None, 12),
        ("size_class", "unknown", "small"),
        ("size_basis", "unknown", "headcount_only"),
    }
    assert found[0].label.endswith("“Kai 9 AS”") and found[0].staff == "Ingrid Berg" and found[0].origin == "window"
    assert found[0].at.endswith("Z") and found[0].at >= found[-1].at
    created = found[-1]
    assert created.field == "" and created.before is None and created.after["name"] == "Kai 9 AS"


def test_derived_columns_are_nobodys_history(cluster: Cluster) -> None:
    people.edit(cluster.eva, last_name="Kirsebær")
    fields = [entry.field for entry in history.of("person", cluster.eva)]
    assert fields == ["last_name", ""]


def test_a_corrected_year_of_a_contribution_shows_and_that_of_a_meetings_day_does_not(cluster: Cluster) -> None:
    given = contributions.add(cluster.nordlys, 2025, kind="hours", minutes=600)
    contributions.edit(given, year=2026)
    changed = [entry for entry in history.of("contribution", given) if entry.field]
    assert ("year", 2025, 2026) in {(entry.field, entry.before, entry.after) for entry in changed}
    held = activities.add("Treff", start_on=date(2025, 3, 1))
    activities.edit(held, start_on=date(2026, 3, 1))
    assert "year" not in {entry.field for entry in history.of("activity", held)}


def test_undo_stands_in_the_history_too(cluster: Cluster) -> None:
    people.edit(cluster.eva, last_name="Kirsebær")
    commands.undo()
    undone, done, _created = history.of("person", cluster.eva)
    assert (undone.kind, undone.before, undone.after) == ("undo", "Kirsebær", "Kern")
    assert (done.kind, done.before, done.after) == ("do", "Kern", "Kirsebær")


def test_a_record_without_history_has_none(cluster: Cluster) -> None:
    assert history.of("person", 999) == [] == history.of("nonsense", 1)


def test_steps_come_newest_first_with_who_and_what(cluster: Cluster) -> None:
    people.edit(cluster.eva, notes="Ny")
    newest = history.steps(3)[0]
    assert newest.label.endswith("“Eva Kern”") and "{" not in newest.label
    assert (newest.staff, newest.origin, newest.kind, newest.undone, newest.changes) == (
        *("Ingrid Berg", "window", "do", False),
        1,
    )
    assert len(history.steps(3)) == 3 and len(history.steps()) > 20


def test_an_undone_step_is_marked(cluster: Cluster) -> None:
    people.edit(cluster.eva, notes="Ny")
    commands.undo()
    undo, edit = history.steps(2)
    assert undo.kind == "undo" and edit.undone


def test_the_labels_of_undo_and_redo_name_the_step(cluster: Cluster) -> None:
    people.edit(cluster.eva, notes="Ny")
    label = history.undo_label()
    assert label is not None and label.endswith("“Eva Kern”") and history.redo_label() is None
    commands.undo()
    assert history.redo_label() == label


def test_a_step_of_nobody_is_signed_by_nobody(cluster: Cluster) -> None:
    journal.author.staff = None
    people.edit(cluster.eva, notes="Ny")
    assert history.steps(1)[0].staff == history.of("person", cluster.eva)[0].staff == ""
