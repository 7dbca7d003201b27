"""The dialog in which a figure is named: one is chosen, its names are there again."""

from PySide6.QtWidgets import QWidget

from crm.queries import figure_wordings
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import figure_names


def test_a_figure_is_named_and_its_name_is_there_when_it_is_chosen_again(window: QWidget, cluster: Cluster) -> None:
    dialog = figure_names.ask(window, key="K10")
    dialog.form_.set_values({"name_nb": "Samtaler med medlemmer"})
    dialog.save_now()
    assert figure_wordings.all()["K10"].name_nb == "Samtaler med medlemmer" and not dialog.isVisible()
    again = figure_names.ask(window)
    assert again.form_.value("name_nb") == "" and "“" in again.program.text()
    again.form_.set_values({"key": "K10"})
    again.form_.edited.emit("key")
    again.form_.set_values({"position": 2, "hidden": True})
    again.save_now()
    kept = figure_wordings.all()["K10"]
    assert (kept.name_nb, kept.position, kept.hidden) == ("Samtaler med medlemmer", 2, True)
    again = figure_names.ask(window, key="K10")
    assert (again.form_.value("position"), again.form_.value("hidden")) == (2, True)
    assert again.form_.value("name_nb") == "Samtaler med medlemmer"
