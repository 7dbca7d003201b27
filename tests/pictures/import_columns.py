"""Shots of the second step of an import: columns with questions, and the rows that were left out."""

from PySide6.QtWidgets import QComboBox, QLineEdit

from crm.exchange.source import Row, Sheet, Source
from ui.app import Program
from ui.dialogs import import_columns, import_left_out, import_list
from ui.dialogs.import_list import COLUMNS

ROWS: list[Row] = [
    ["Medlemsliste 2026", None, None, None, None, None],
    [],
    ["Bedrift", "Aktørtype", "Innmeldt", "Kontaktperson", "Hvem ringer?", "Allergier"],
    ["Nordlys AS", "Gründerbedrift", "3/4/2026", "Ada Berg", "ada@nordlys.example", None],
    ["Havbruk Nord AS", "Bedrift", "5/6/2026", "Liv Strand", "liv@havbruk.example", "nøtter"],
    ["Tang og Tare AS", "Gründerbedrift", "7/8/2026", "Per Vik", "per@tang.example", None],
    ["Kystlab", "Testsenter", "1/9/2026", "Bo Dahl", "bo@kystlab.example", None],
    ["Totalt", 4, None, None, None, None],
    [],
    ["* Etter styrets vedtak i mars", None, None, None, None, None],
]


def columns(program: Program) -> None:
    """A list with a word that nobody explained, days that could be two, and a column that is a mere guess."""
    dialog = import_list.ask(program.window)
    dialog.found = import_columns.look(
        Source("xlsx", None, (Sheet("Ark1", [list(row) for row in ROWS]),)), "Medlemsliste.xlsx"
    )
    dialog.columns.show_found(dialog.found)
    constants = dialog.columns.constants
    constants.add()
    constants.add()
    first, second = constants.findChildren(QComboBox)[:2]
    second.setCurrentIndex(second.findData("membership.category"))
    first.setCurrentIndex(first.findData("organisation.city"))
    edit = next(one for one in constants.findChildren(QLineEdit) if not one.isHidden())
    edit.setText("Tromsø")
    dialog.go(COLUMNS)


def left_out(program: Program) -> None:
    """The total and the note below the list."""
    found = import_columns.look(
        Source("xlsx", None, (Sheet("Ark1", [list(row) for row in ROWS]),)), "Medlemsliste.xlsx"
    )
    import_left_out.ask(program.window, left_out=found.table.left_out, kept=())
