"""How the import stands in its window: no scroll bar where all fits, room for the rows, words as one says them."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crm import i18n
from crm.queries import people, timeline
from tests.crm.exchange.files import SAMPLES
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import import_list
from ui.dialogs.import_list import COLUMNS, DONE, FILE, PLAN, ImportDialog

NAMES = ("Liv Strand", "Per Vik", "Nina Moe", "Tor Aas", "Eli Lund", "Jon Berge", "Siv Holm", "Odd Hauge", "Unn Lie")
LIST = "Fornavn;Etternavn;Bedrift;E-post\n" + "".join(
    f"{name.replace(' ', ';')};Havbruk Nord AS;{name.replace(' ', '.').lower()}@havbruksnaeringen.example\n"
    for name in NAMES
)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "deltakere.csv"
    path.write_text(LIST + "Bo;Dahl;Helt Annet AS;\nFeil;Adresse;Havbruk Nord AS;ikke en adresse\n", encoding="utf-8")
    return path


@pytest.fixture
def dialog(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path) -> ImportDialog:
    """The import in bokmål, as large as it opens on a usual screen."""
    i18n.use("nb")
    made = import_list.ask(window, path=listed)
    made.resize(*import_list.SIZE)
    return made


def at(qtbot: QtBot, dialog: ImportDialog, step: int) -> None:
    qtbot.waitUntil(lambda: dialog.step() == step and not dialog.working(), timeout=20_000)
    qtbot.wait(20)


def told(dialog: QWidget) -> set[str]:
    shown: list[QLabel | QPushButton] = [*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)]
    return {one.text() for one in shown if one.isVisible()}


def scrolls(dialog: ImportDialog) -> bool:
    """Whether the dialog itself has a scroll bar."""
    area = next(one for one in dialog.findChildren(QScrollArea) if one.parent() is dialog)
    return area.verticalScrollBar().maximum() > 0


def rows_seen(dialog: ImportDialog) -> float:
    grid = dialog.plan_step.grid
    return grid.viewport().height() / grid.rowHeight(0)


def test_no_step_has_a_scroll_bar_where_all_of_it_fits_and_the_plan_shows_six_rows_of_a_list_that_asks(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    at(qtbot, dialog, COLUMNS)
    assert not scrolls(dialog)
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert not scrolls(dialog)
    assert rows_seen(dialog) >= 6
    dialog.save_now()
    at(qtbot, dialog, DONE)
    dialog.resize(760, 720)  # what is left of a small screen
    qtbot.wait(20)
    assert not scrolls(dialog)


def test_the_first_step_fits_into_a_small_window(qtbot: QtBot, cluster: Cluster, window: QWidget) -> None:
    dialog = import_list.ask(window)
    dialog.resize(760, 620)
    at(qtbot, dialog, FILE)
    qtbot.waitUntil(lambda: not scrolls(dialog))
    assert dialog.height() < 680


def test_the_first_rows_show_addresses_whole(qtbot: QtBot, dialog: ImportDialog) -> None:
    at(qtbot, dialog, COLUMNS)
    preview = dialog.columns._preview
    assert preview is not None
    address = preview.fontMetrics().horizontalAdvance("liv.strand@havbruksnaeringen.example")
    assert preview.columnWidth(4) > address


def test_steps_and_counts_are_called_as_one_says_it(qtbot: QtBot, dialog: ImportDialog) -> None:
    at(qtbot, dialog, COLUMNS)
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    words = told(dialog)
    assert "4  Ferdig" in words
    assert {"Nye 9", "Avvist 1"} <= words
    dialog.save_now()
    at(qtbot, dialog, DONE)
    assert {"Nye rader", "Endrede rader", "Uendrede rader", "Utelatte rader"} <= told(dialog)
    (person,) = people.find("Liv Strand")
    metas = [entry.meta for entry in timeline.of("person", person).entries()]
    assert any(meta.startswith("Import · rad 2") for meta in metas)


def test_what_was_undone_offers_no_undoing(qtbot: QtBot, dialog: ImportDialog) -> None:
    at(qtbot, dialog, COLUMNS)
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    dialog.save_now()
    at(qtbot, dialog, DONE)
    dialog.after.step.undo.click()
    qtbot.waitUntil(lambda: "Importen er angret" in told(dialog))
    assert not dialog.after.step.undo.isVisible()


def test_the_bar_to_find_and_replace_takes_the_whole_width(qtbot: QtBot, dialog: ImportDialog) -> None:
    at(qtbot, dialog, COLUMNS)
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    bar = dialog.plan_step.replace_bar
    bar.begin()
    qtbot.wait(20)
    line = [one for one in bar.findChildren(QWidget) if one.parent() is bar and one.isVisible() and one.width()]
    assert max(one.geometry().right() for one in line) >= bar.width() - 12
    assert bar.find_edit.width() == bar.by_edit.width() > 150


def test_which_program_made_a_list_is_said_once_and_is_no_warning(
    qtbot: QtBot, cluster: Cluster, window: QWidget
) -> None:
    dialog = import_list.ask(window, path=SAMPLES / "outlook_web_en.csv")
    at(qtbot, dialog, COLUMNS)
    assert any("looks like one from Outlook" in words for words in told(dialog))
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert not any("looks like one from Outlook" in words for words in told(dialog))


def test_contact_cards_have_no_row_of_headers(qtbot: QtBot, cluster: Cluster, window: QWidget) -> None:
    dialog = import_list.ask(window, path=SAMPLES / "vcard3.vcf")
    at(qtbot, dialog, COLUMNS)
    assert "vcard3.vcf: 2 contact cards." in told(dialog)
    assert not any(one.isVisible() and "header" in one.accessibleName() for one in dialog.findChildren(QComboBox))


def test_the_columns_are_wide_enough_for_rows_that_are_shown_later_unless_somebody_made_them_so(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "deltakere.csv"
    # Only the row that asks is shown first, and the cells of the others are longer
    path.write_text(
        "Fornavn;Etternavn;Bedrift\nBo;Dahl;Ås AS\nAlexandra Margrethe;Strand;Havbruksnæringens felles AS\n",
        encoding="utf-8",
    )
    dialog = import_list.ask(window, path=path)
    at(qtbot, dialog, COLUMNS)
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    grid = dialog.plan_step.grid
    grid.setColumnWidth(0, 95)
    before = grid.columnWidth(2)
    dialog.plan_step.choose("all")
    assert grid.columnWidth(2) > before
    assert grid.columnWidth(0) == 95
