"""A figure of one's own by clicks: made, seen in the report, edited, left out."""

from datetime import date

from PySide6.QtWidgets import QWidget

from crm.queries import own_figures as queries
from crm.queries.lists.conditions import Compare
from crm.reports import run
from crm.store.database import value
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import own_figure, own_figures
from ui.dialogs.own_figure import OwnFigureDialog

TODAY = date(2026, 11, 23)


def made_by(window: QWidget) -> OwnFigureDialog:
    (found,) = [one for one in window.findChildren(OwnFigureDialog) if one.isVisible()]
    return found


def test_a_figure_is_made_by_clicks_joins_the_report_and_is_left_out_again(window: QWidget, cluster: Cluster) -> None:
    listed = own_figures.ask(window)
    listed.new.click()
    dialog = made_by(listed)
    dialog.form_.set_values({"name_nb": "Bedrifter", "about": "organisation"})
    dialog.form_.edited.emit("about")
    dialog._take(Compare("helix_sector", "is", "company"))
    assert dialog.told.text() != "" and not dialog.form_.widget("field").isVisible()
    dialog.save_now()
    (row,) = listed.listing.rows()
    assert (row.key, row.about, row.measure) == ("E01", "organisation", "count")
    expected = value("SELECT count(*) FROM organisation WHERE archived = 0 AND helix_sector = 'company'")
    assert run.make(2026, today=TODAY, named=False).figures["E01"].value == expected
    listed.edit.click()
    dialog = made_by(listed)
    assert dialog.condition == Compare("helix_sector", "is", "company")
    dialog.form_.set_values({"name_nb": "Bedriftene"})
    dialog.save_now()
    assert listed.listing.rows()[0].name_nb == "Bedriftene"
    listed.archive.click()
    assert queries.all() == [] and listed.listing.rows()[0].archived


def test_a_sum_asks_what_it_adds_up_and_a_list_without_numbers_offers_none(window: QWidget, cluster: Cluster) -> None:
    dialog = own_figure.ask(window)
    dialog.form_.set_values({"name_nb": "Kontingent", "about": "membership_fee"})
    dialog.form_.edited.emit("about")
    dialog.form_.set_values({"measure": "sum"})
    dialog.form_.edited.emit("measure")
    assert dialog.form_.widget("field").isVisible()
    dialog.form_.set_values({"field": "amount"})
    dialog.save_now()
    assert queries.all()[0].unit == "kroner"
    assert {key for key, _words in own_figure.measures("membership_fee")} == {"count", "organisations", "sum"}
    assert "organisations" in {key for key, _words in own_figure.measures("project")}
