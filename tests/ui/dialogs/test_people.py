"""The dialogs about a person: facts, employer, positions, e-mails and phones."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import history
from crm.commands import people as people_commands
from crm.queries import contact_points, organisations, people
from tests.ui.dialogs.conftest import ENTER, TAB, Cluster
from tests.ui.dialogs.filled import active, fill, form_of, saved
from tests.ui.dialogs.typist import Typist
from ui.dialogs import change_employer, contact_point, person, position
from ui.kit.people_field import Suggestion


def removal(dialog: QWidget) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == "Remove")


def test_a_contact_is_added_by_keys_with_a_new_employer(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump
):
    before = dump()
    dialog = active(qtbot, person.ask(window))
    keys.type("Liv")
    keys.press(TAB)
    keys.type("Strand")
    keys.press(TAB)
    keys.type("Havbruk Nord AS")
    keys.press(ENTER)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert [people.detail(id).positions[0].organisation for id in people.find("Liv Strand")] == ["Havbruk Nord AS"]
    history.undo()
    assert dump() == before


def test_an_impossible_e_mail_is_told_beside_it_and_nothing_is_written(
    qtbot: QtBot, cluster: Cluster, window: QWidget, dump
):
    before = dump()
    dialog = active(qtbot, person.ask(window, organisation=cluster.nordlys))
    fill(dialog, last_name="Strand", email="liv at nordlys")
    dialog.save_now()
    assert dialog.isVisible()
    assert form_of(dialog).problems().keys() == {"email"}
    assert dump() == before


def test_a_contact_is_edited_and_the_edit_undone(qtbot: QtBot, cluster: Cluster, window: QWidget, dump):
    before = dump()
    dialog = active(qtbot, person.ask(window, person=cluster.ada))
    fill(dialog, first_name="Adele", gender="female", informed_on=date(2026, 2, 3))
    saved(qtbot, dialog)
    found = people.detail(cluster.ada)
    assert (found.name, found.gender, found.informed_on) == ("Adele Berg", "female", date(2026, 2, 3))
    history.undo()
    assert dump() == before


def test_saving_an_unchanged_record_leaves_no_step(qtbot: QtBot, cluster: Cluster, window: QWidget, dump):
    before, label = dump(), people.detail(cluster.ada).version
    saved(qtbot, active(qtbot, person.ask(window, person=cluster.ada)))
    assert dump() == before
    assert people.detail(cluster.ada).version == label


def test_a_new_employer_ends_the_old_position_the_day_before(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = active(qtbot, change_employer.ask(window, person=cluster.ada))
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Works now at Nordlys AS – Daglig leder." in told
    keys.type("Fjo")
    keys.press(ENTER)
    keys.press(TAB)
    keys.press(Qt.Key.Key_Home)
    form_of(dialog).fields["on"].put(date(2026, 5, 1))
    form_of(dialog).edited.emit("on")
    said = "Last day at Nordlys AS: 30.04.2026. Meetings until then go on counting there."
    assert said in [label.text() for label in dialog.findChildren(QLabel)]
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    now, then = sorted(people.positions(cluster.ada, date(2026, 6, 1)), key=lambda row: not row.is_now)
    assert (now.organisation, now.from_on, now.is_primary) == ("Fjordtech AS", date(2026, 5, 1), True)
    assert (then.organisation, then.to_on) == ("Nordlys AS", date(2026, 4, 30))


def test_a_new_employer_may_be_new_to_the_register_too(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump
):
    before = dump()
    dialog = active(qtbot, change_employer.ask(window, person=cluster.bo))
    keys.type("Havbruk Nord AS")
    keys.press(ENTER)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert organisations.find("Havbruk Nord") != []
    history.undo()
    assert dump() == before


def test_the_same_employer_is_no_new_one(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, change_employer.ask(window, person=cluster.ada))
    fill(dialog, organisation=Suggestion(cluster.nordlys, "Nordlys AS"))
    dialog.save_now()
    assert form_of(dialog).problems() == {"organisation": "Ada Berg works there already."}


def test_a_second_position_is_added_edited_and_removed(qtbot: QtBot, cluster: Cluster, window: QWidget, dump):
    before = dump()
    dialog = active(qtbot, position.ask(window, person=cluster.ada))
    fill(dialog, organisation=Suggestion(cluster.fjordtech, "Fjordtech AS"), title="Styreleder", role="board_chair")
    made = saved(qtbot, dialog)
    rows = {row.id: row for row in people.positions(cluster.ada)}
    assert (rows[made].organisation, rows[made].title, rows[made].is_primary) == ("Fjordtech AS", "Styreleder", False)
    edited = active(qtbot, position.ask(window, person=cluster.ada, position=made))
    fill(edited, to_on=date(2026, 1, 31))
    saved(qtbot, edited)
    assert {row.id: row for row in people.positions(cluster.ada)}[made].to_on == date(2026, 1, 31)
    gone = active(qtbot, position.ask(window, person=cluster.ada, position=made))
    removal(gone).click()
    assert dump() == before


def test_a_position_cannot_end_before_it_begins(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, position.ask(window, person=cluster.eva))
    fill(
        dialog,
        organisation=Suggestion(cluster.nordlys, "Nordlys AS"),
        from_on=date(2026, 2, 1),
        to_on=date(2026, 1, 1),
    )
    dialog.save_now()
    assert form_of(dialog).problems().keys() == {"to_on"}


def test_the_kind_of_a_contact_point_follows_what_is_typed(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = active(qtbot, contact_point.ask(window, person=cluster.bo))
    keys.type("912 34 567")
    assert form_of(dialog).value("kind") == "phone"
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    (point,) = contact_points.contact_points(person=cluster.bo)
    assert (point.kind, point.normalised, point.is_primary) == ("phone", "+4791234567", True)


def test_a_retired_address_is_no_longer_the_main_one(qtbot: QtBot, cluster: Cluster, window: QWidget):
    (point,) = contact_points.contact_points(person=cluster.ada)
    dialog = active(qtbot, contact_point.ask(window, person=cluster.ada, point=point.id))
    fill(dialog, retired_on=date(2026, 3, 1))
    saved(qtbot, dialog)
    (retired,) = contact_points.contact_points(person=cluster.ada)
    assert (retired.retired_on, retired.is_primary) == (date(2026, 3, 1), False)


def test_the_e_mail_of_an_organisation_is_corrected(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, contact_point.ask(window, organisation=cluster.nordlys))
    fill(dialog, value="post@nordlys.example")
    made = saved(qtbot, dialog)
    edited = active(qtbot, contact_point.ask(window, organisation=cluster.nordlys, point=made))
    fill(edited, value="hei@nordlys.example")
    saved(qtbot, edited)
    (point,) = contact_points.contact_points(organisation=cluster.nordlys)
    assert point.normalised == "hei@nordlys.example"


def test_a_person_who_is_gone_is_told_in_a_sentence(qtbot: QtBot, cluster: Cluster, window: QWidget):
    (row,) = people.positions(cluster.bo)
    dialog = active(qtbot, position.ask(window, person=cluster.bo, position=row.id))
    people_commands.remove_position(row.id)
    fill(dialog, title="Rådgiver")
    dialog.save_now()
    assert dialog.isVisible()
    assert dialog.message() == "This record does not exist any more."
