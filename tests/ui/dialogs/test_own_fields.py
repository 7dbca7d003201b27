"""Fields of the cluster's own in the forms of all kinds of records, and the dialogs that make them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import activities, contributions, fees, history, interactions, own_fields, own_values, projects
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.queries import memberships as membership_queries
from crm.queries import own_fields as queries
from crm.queries import tags
from crm.store.database import rows, value
from tests.ui.dialogs.conftest import TAB, Cluster
from tests.ui.dialogs.filled import active, fill, form_of, saved
from tests.ui.dialogs.test_conflict import choose, question
from tests.ui.dialogs.typist import Typist
from ui.dialogs import (
    activity,
    contribution,
    facts,
    fee,
    goal,
    log_meeting,
    organisation,
    own_choices,
    own_field,
    person,
    project,
    task,
    wording,
)
from ui.kit.dialog import Dialog


def _made(about: str) -> dict[str, int]:
    """A field of every kind of a kind of record."""
    return {
        kind: own_fields.add(about, f"Vår {kind}", kind, choices=("En", "To"), help="Til oss")
        for kind in ("text", "number", "date", "choice", "yes_no", "link")
    }


def _said(made: dict[str, int]) -> dict[int, Any]:
    first = next(iter(queries.field(made["choice"]).words))  # type: ignore[union-attr]
    day = date(2026, 5, 17)
    said = {"text": "Havvind", "number": 12_50, "date": day, "choice": first, "yes_no": False}
    return {made[kind]: value for kind, value in said.items()} | {made["link"]: "https://nordlys.example/om"}


_Opened = tuple[Callable[[int | None], Dialog], int]


@pytest.fixture
def opens(cluster: Cluster, window: QWidget) -> dict[str, _Opened]:
    """How the dialog of each kind is opened, and the id of a record of it."""
    meeting = interactions.log("Pilot", held_on=date(2026, 3, 1), participants=[Participant(person=cluster.ada)])
    course = activities.add("Kurs", start_on=date(2026, 4, 1), type="workshop", service_group="courses_workshops")
    alger = projects.add("Alger")
    given = contributions.add(cluster.nordlys, 2026, kind="cash", amount=100_00)
    paid = fees.put(cluster.membership, 2026, 100_00)
    return {
        "person": (lambda id: person.ask(window, person=id), cluster.ada),
        "organisation": (lambda id: organisation.ask(window, organisation=id), cluster.nordlys),
        "interaction": (lambda id: log_meeting.ask(window, interaction=id), meeting),
        "task": (lambda id: task.ask(window, task=id), cluster.task),
        "project": (lambda id: project.ask(window, project=id), alger),
        "activity": (lambda id: activity.ask(window, activity=id), course),
        "contribution": (lambda id: contribution.ask(window, contribution=id), given),
        "membership_fee": (lambda _id: fee.ask(window, membership=cluster.membership, year=2026), paid),
    }


@pytest.mark.parametrize("about", queries.KINDS)
def test_a_record_of_every_kind_is_edited_with_its_own_fields_in_one_step(
    qtbot: QtBot, opens: dict[str, _Opened], about: str, dump
):
    made = _made(about)
    said = _said(made)
    ask, row = opens[about]
    before = dump()
    dialog = active(qtbot, ask(row))
    fill(dialog, **{f"own_{field}": value for field, value in said.items()})
    saved(qtbot, dialog)
    assert queries.values(about, row) == said
    again = active(qtbot, ask(row))
    assert {field: form_of(again).value(f"own_{field}") for field in said} == said
    again.reject()
    history.undo()
    assert dump() == before


def test_a_new_record_is_saved_with_its_own_fields(qtbot: QtBot, cluster: Cluster, window: QWidget):
    field = own_fields.add("person", "Støtte til", "text")
    dialog = active(qtbot, person.ask(window))
    fill(dialog, last_name="Strand", tags=["Styret"], **{f"own_{field}": "Havvind"})
    made = saved(qtbot, dialog)
    assert queries.values("person", made) == {field: "Havvind"} and tags.of("person", made) == ["Styret"]
    label = value("SELECT count(*) FROM step WHERE label LIKE 'Fields of%'")
    assert label == 0


def test_a_wrong_link_is_told_beside_its_field(qtbot: QtBot, cluster: Cluster, window: QWidget, dump):
    field = own_fields.add("organisation", "Mappe", "link")
    before = dump()
    dialog = active(qtbot, organisation.ask(window, organisation=cluster.nordlys))
    fill(dialog, city="Bodø", **{f"own_{field}": "file:///etc/passwd"})
    dialog.save_now()
    assert form_of(dialog).problems().keys() == {f"own_{field}"}
    assert dump() == before


def test_where_two_filled_the_same_field_it_is_asked_which_holds(qtbot: QtBot, qapp, cluster: Cluster, window: QWidget):
    field = own_fields.add("person", "Støtte til", "text")
    dialog = active(qtbot, person.ask(window, person=cluster.ada))
    own_values.put("person", cluster.ada, {field: "Alger"})
    fill(dialog, **{f"own_{field}": "Havvind"})
    dialog.save_now()
    ask = question(qtbot, qapp)
    assert any(label.text() == "Støtte til" for label in ask.findChildren(QLabel))
    choose(ask, "Støtte til, Theirs: Alger")
    ask.save_now()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert queries.values("person", cluster.ada) == {field: "Alger"}


def test_an_archived_choice_stays_where_it_stands_and_an_archived_field_is_not_asked_for(
    qtbot: QtBot, cluster: Cluster, window: QWidget
):
    field = own_fields.add("person", "Fase", "choice", choices=("Oppstart", "Vekst"))
    start, grow = queries.field(field).words  # type: ignore[union-attr]
    own_values.put("person", cluster.ada, {field: start})
    own_fields.archive_choice(start)
    other = active(qtbot, person.ask(window, person=cluster.bo))
    assert form_of(other).widget(f"own_{field}").findData(start) < 0  # type: ignore[attr-defined]
    other.reject()
    dialog = active(qtbot, person.ask(window, person=cluster.ada))
    assert form_of(dialog).value(f"own_{field}") == start and grow
    dialog.reject()
    own_fields.archive(field)
    assert f"own_{field}" not in form_of(active(qtbot, person.ask(window, person=cluster.ada))).fields


def test_a_text_of_several_lines_keeps_them(qtbot: QtBot, cluster: Cluster, window: QWidget):
    field = own_fields.add("person", "Støtte til", "text")
    own_values.put("person", cluster.ada, {field: "Havvind\nAlger"})
    dialog = active(qtbot, person.ask(window, person=cluster.ada))
    fill(dialog, first_name="Adele")
    saved(qtbot, dialog)
    assert queries.values("person", cluster.ada) == {field: "Havvind\nAlger"}


def test_a_field_is_made_by_keys_alone(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = active(qtbot, own_field.ask(window, about="organisation"))
    keys.type("Vekstfase")
    for key in (TAB, TAB, *[Qt.Key.Key_Down] * 3, TAB):
        keys.press(key)
    keys.type("Oppstart")
    keys.press(Qt.Key.Key_Return)
    keys.type("Skalering")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    (field,) = queries.of("organisation")
    assert (field.name, field.kind, list(field.words.values())) == ("Vekstfase", "choice", ["Oppstart", "Skalering"])


def test_a_name_of_the_program_is_refused_beside_the_name(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, own_field.ask(window))
    fill(dialog, name="E-post")
    dialog.save_now()
    assert form_of(dialog).problems().keys() == {"name"}


def test_choices_are_renamed_ordered_and_replaced(qtbot: QtBot, cluster: Cluster, window: QWidget):
    field = own_fields.add("person", "Fase", "choice", choices=("Oppstart", "Vekst"))
    start, grow = queries.field(field).words  # type: ignore[union-attr]
    own_values.put("person", cluster.ada, {field: start})
    dialog = active(qtbot, own_choices.ask(window, field=field))
    panel = dialog.findChildren(own_choices.Choices)[0]
    panel._down.click()
    assert [one.id for one in queries.choices(field)] == [grow, start]
    ask: Any = panel.edit()
    ask.form.set_values({"name": "Tidlig"})
    ask.save_now()
    panel._take_out()
    other: Any = dialog.findChildren(Dialog)[-1]
    other.form.set_values({"by": grow})
    other.save_now()
    assert queries.values("person", cluster.ada) == {field: grow}
    assert [row.name for row in panel.listing.rows()] == ["Vekst"]


def test_every_kind_with_tags_is_tagged_in_its_form(qtbot: QtBot, cluster: Cluster, window: QWidget):
    told: dict[str, Callable[[int | None], Dialog]] = {
        "result": lambda id: facts.ask(window, "result", id=id, year=2026, title="Ny alge"),
        "media_item": lambda id: facts.ask(window, "media_item", id=id, year=2026, title="I avisa"),
        "governance_body": lambda id: facts.ask(window, "governance_body", id=id, year=2026, name="Styret"),
        "goal": lambda id: goal.ask(window, goal=id),
    }
    for table, ask in told.items():
        dialog = active(qtbot, ask(None))
        if table == "goal":
            fill(dialog, text_nb="Flere medlemmer")
        elif table == "media_item":
            fill(dialog, published_on=date(2026, 1, 1))
        fill(dialog, tags=["Havvind"])
        made = saved(qtbot, dialog)
        assert tags.of(table, made) == ["Havvind"], table
        again = active(qtbot, ask(made))
        assert form_of(again).value("tags") == ["Havvind"]
        fill(again, tags=["Havvind", "Alger"])
        saved(qtbot, again)
        assert tags.of(table, made) == ["Havvind", "Alger"], table
    assert {tag.name: count for tag, count in tags.used()} == {"Havvind": 4, "Alger": 4}


def test_the_history_calls_a_field_by_its_name_and_shows_its_values(cluster: Cluster):
    field = own_fields.add("person", "Fase", "choice", choices=("Oppstart", "Vekst"))
    start, _grow = queries.field(field).words  # type: ignore[union-attr]
    own_values.put("person", cluster.ada, {field: start})
    assert wording.field("person", f"own_{field}") == "Fase"
    assert wording.value("person", f"own_{field}", start) == "Oppstart"
    assert wording.value("person", f"own_{field}", None) == "–"
    assert rows("SELECT count(*) FROM own_value") == [(1,)]
    with pytest.raises(CrmError):
        own_field.ask(None, field=999)


def test_the_fee_of_another_year_shows_its_own_fields(qtbot: QtBot, cluster: Cluster, window: QWidget):
    field = own_fields.add("membership_fee", "Ordre", "text")
    fees.put(cluster.membership, 2025, 50_00, own={field: "PO-1"})
    dialog = active(qtbot, fee.ask(window, membership=cluster.membership, year=2026))
    fill(dialog, year=2025)
    assert form_of(dialog).value(f"own_{field}") == "PO-1"
    assert membership_queries.detail(cluster.membership).fee(2025) is not None
