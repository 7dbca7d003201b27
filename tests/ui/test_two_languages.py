"""The language is another at run time: no word of the other one stays anywhere in the windows, Qt's own included."""

from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QCollator, QDate, QDateTime, QLocale, QTime
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from crm.rules import dates, folding, numbers, phones
from crm.rules.places import municipalities
from tests.ui.pages.conftest import home, known, program, window, written
from tests.ui.register import settle
from ui.pages import places

__all__ = ["home", "known", "program", "window", "written"]

PO = Path(__file__).resolve().parents[2] / "resources" / "locale" / "nb" / "LC_MESSAGES" / "klynge.po"


@cache
def words() -> tuple[frozenset[str], frozenset[str]]:
    """Texts that are only English, and texts that are only bokmål; those with something to fill in are left out."""
    english, bokmal = set(), set()
    with PO.open("rb") as file:
        for message in read_po(file, locale="nb"):
            if message.id and isinstance(message.id, str) and "{" not in message.id:
                english.add(plain(message.id))
                bokmal.add(plain(str(message.string)))
    towns = {place.name for place in municipalities()}  # Time is one
    return frozenset(english - bokmal - towns), frozenset(bokmal - english)


def plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()


def said(window: QWidget) -> set[str]:
    """Everything that the windows say at this moment, to the eye and to a screen reader."""
    found = {window.windowTitle()}
    for one in window.findChildren(QWidget):
        found |= {one.toolTip(), one.accessibleName(), one.accessibleDescription(), one.statusTip(), one.whatsThis()}
        if isinstance(one, QLabel | QAbstractButton):
            found.add(one.text())
        if isinstance(one, QLineEdit | QPlainTextEdit):
            found.add(one.placeholderText())
        if isinstance(one, QMenu):
            found.add(one.title())
        if isinstance(one, QComboBox):
            found |= {one.itemText(row) for row in range(one.count())}
        if isinstance(one, QTabWidget):
            found |= {one.tabText(tab) for tab in range(one.count())}
    for action in window.findChildren(QAction):
        found |= {action.text(), action.toolTip()}
    return {plain(one) for one in found if one.strip()}


def show(window, key):
    window.go(key)
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())


@pytest.mark.parametrize(("before", "after"), [("en", "nb"), ("nb", "en")])
def test_no_word_of_the_other_language_stays_on_any_page(program, window, before, after):
    program.prefer("language", before)
    settle()
    for place in places.PLACES:
        show(window, place.key)
    window.help.open("begin")
    program.prefer("language", after)
    settle(lambda: window.page() is not None)
    foreign = words()[0 if after == "nb" else 1]
    left = said(window.help.window) & foreign
    for place in places.PLACES:
        show(window, place.key)
        left |= said(window) & foreign
    assert sorted(left) == []
    program.prefer("language", "en")
    settle()


def test_qts_own_buttons_menus_and_calendar_speak_the_language(program, qapp):
    def buttons():
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.Discard
        )
        return {plain(one.text()) for one in box.buttons()}

    def edit_menu():
        field = QLineEdit()
        menu = field.createStandardContextMenu()
        found = {plain(one.text().split("\t")[0]) for one in menu.actions() if one.text()}
        menu.deleteLater()
        return found

    program.prefer("language", "nb")
    settle()
    assert buttons() == {"OK", "Avbryt", "Forkast"}
    assert {"Angre", "Gjør om", "Klipp ut", "Kopier", "Lim inn"} <= edit_menu()
    assert QCalendarWidget().locale().monthName(5) == "mai"
    program.prefer("language", "en")
    settle()
    assert buttons() == {"OK", "Cancel", "Discard"}
    assert {"Undo", "Cut", "Copy", "Paste"} <= edit_menu()
    assert QCalendarWidget().locale().monthName(5) == "May"
    assert isinstance(qapp, QApplication)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_days_amounts_phones_and_numbers_are_written_as_here_in_both_languages(program, language):
    from datetime import date

    program.prefer("language", language)
    settle()
    space = numbers.NBSP
    assert dates.show(date(2026, 11, 3)) == "03.11.2026"
    assert phones.show("+4791234567") == "91 23 45 67" and phones.show("+4780022222") == "800 22 222"
    assert phones.parse("+47 91 23 45 67") == phones.parse("912 34 567") == "+4791234567"
    assert numbers.show_int(1234567) == f"1{space}234{space}567"
    assert numbers.show_money(2400000) == (f"24{space}000{space}kr" if language == "nb" else "NOK 24,000")
    assert numbers.show_percent(61.05) == (f"61,1{space}%" if language == "nb" else "61.1%")
    assert QLocale().toString(QDateTime(QDate(2026, 5, 17), QTime(14, 5)), "HH:mm") == "14:05"
    program.prefer("language", "en")
    settle()


def test_lists_are_sorted_as_norwegians_sort_in_both_languages():
    wanted = ["9 AS", "10 AS", "Berg", "Zeta", "Ærlig", "Ødegård", "Aasen", "Åsen"]
    shuffled = [wanted[place] for place in (3, 7, 0, 5, 2, 6, 1, 4)]
    assert sorted(shuffled, key=folding.sort_key) == wanted
    collator = QCollator(QLocale(QLocale.Language.NorwegianBokmal, QLocale.Country.Norway))
    assert collator.compare("Zeta", "Ærlig") < 0
