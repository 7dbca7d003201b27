"""The dialogs about an organisation: facts, membership, leaving, fees."""

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.commands import history
from crm.queries import memberships, organisations
from tests.ui.dialogs.conftest import TAB, Cluster
from tests.ui.dialogs.filled import active, fill, form_of, saved
from tests.ui.dialogs.test_people import removal
from tests.ui.dialogs.typist import Typist
from ui.dialogs import fee, leave, membership, organisation
from ui.kit.dialog import Dialog


def test_an_organisation_is_added_by_keys(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump):
    before = dump()
    dialog = active(qtbot, organisation.ask(window))
    keys.type("Havbruk Nord AS")
    keys.press(TAB)
    keys.press(TAB)
    keys.type("981 575 679")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    (found,) = organisations.find("Havbruk Nord")
    assert organisations.detail(found).org_number == "981575679"
    history.undo()
    assert dump() == before


def test_a_wrong_organisation_number_is_told_beside_it(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, organisation.ask(window))
    fill(dialog, name="Havbruk Nord AS", org_number="123456789")
    dialog.save_now()
    assert form_of(dialog).problems().keys() == {"org_number"}
    assert organisations.find("Havbruk Nord") == []


def test_an_organisation_is_edited(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, organisation.ask(window, organisation=cluster.nordlys))
    fill(dialog, employees=12, municipality_code="5501")
    saved(qtbot, dialog)
    found = organisations.detail(cluster.nordlys)
    assert (found.employees, found.municipality_code, found.city) == (12, "5501", "Tromsø")


def test_an_organisation_becomes_a_member(qtbot: QtBot, cluster: Cluster, window: QWidget, dump):
    before = dump()
    dialog = active(qtbot, membership.ask(window, organisation=cluster.fjordtech))
    fill(dialog, joined_on=date(2026, 1, 1), pledged_cash=1_250_050, pledged_minutes=90)
    saved(qtbot, dialog)
    (period,) = organisations.detail(cluster.fjordtech).memberships
    assert (period.category, period.pledged_cash, period.pledged_minutes) == ("full", 1_250_050, 90)
    history.undo()
    assert dump() == before


def test_a_membership_that_overlaps_is_told_beside_its_day(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, membership.ask(window, organisation=cluster.nordlys))
    fill(dialog, joined_on=date(2022, 1, 1))
    dialog.save_now()
    assert form_of(dialog).problems().keys() == {"joined_on"}


def test_a_membership_is_edited_and_removed(qtbot: QtBot, cluster: Cluster, window: QWidget):
    def edit() -> Dialog:
        return active(qtbot, membership.ask(window, organisation=cluster.nordlys, membership=cluster.membership))

    dialog = edit()
    fill(dialog, category="partner")
    saved(qtbot, dialog)
    assert memberships.detail(cluster.membership).membership.category == "partner"
    removal(edit()).click()
    assert organisations.detail(cluster.nordlys).memberships == []


def test_a_member_leaves(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, leave.ask(window, membership=cluster.membership))
    fill(dialog, left_on=date(2019, 12, 31))
    dialog.save_now()
    assert form_of(dialog).problems().keys() == {"left_on"}
    fill(dialog, left_on=date(2026, 6, 30), leave_reason="resigned")
    saved(qtbot, dialog)
    period = memberships.detail(cluster.membership).membership
    assert (period.left_on, period.leave_reason) == (date(2026, 6, 30), "resigned")


def test_a_membership_that_ended_can_begin_again(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, leave.ask(window, membership=cluster.membership))
    saved(qtbot, dialog)
    edited = active(qtbot, membership.ask(window, organisation=cluster.nordlys, membership=cluster.membership))
    fill(edited, left_on=None, leave_reason="")
    saved(qtbot, edited)
    assert memberships.detail(cluster.membership).membership.left_on is None


def test_a_fee_is_written_in_kroner_and_kept_in_ore(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump
):
    before = dump()
    dialog = active(qtbot, fee.ask(window, membership=cluster.membership, year=2026))
    keys.type("12 500,50")
    keys.press(TAB)
    keys.press(TAB)
    keys.type("3.2.26")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    found = memberships.detail(cluster.membership).fee(2026)
    assert found is not None
    assert (found.amount, found.invoiced_on, found.paid_on) == (1_250_050, date(2026, 2, 3), None)
    history.undo()
    assert dump() == before


def test_another_year_shows_its_fee_but_never_over_what_is_being_written(
    qtbot: QtBot, cluster: Cluster, window: QWidget
):
    first = active(qtbot, fee.ask(window, membership=cluster.membership, year=2025))
    fill(first, amount=1_000_000)
    saved(qtbot, first)
    dialog = active(qtbot, fee.ask(window, membership=cluster.membership, year=2026))
    form = form_of(dialog)
    assert form.value("amount") is None
    fill(dialog, year=2025)
    assert form.value("amount") == 1_000_000
    fill(dialog, amount=2_000_000)
    fill(dialog, year=2024)
    assert form.value("amount") == 2_000_000


def test_an_amount_that_is_none_is_told(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = active(qtbot, fee.ask(window, membership=cluster.membership))
    keys.type("mye")
    keys.save()
    assert "mye" in form_of(dialog).problems()["amount"]
    assert memberships.detail(cluster.membership).membership.fees == []
