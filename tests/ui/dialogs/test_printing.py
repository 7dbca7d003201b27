"""Wherever something is printed the system's dialog comes up: its own `open` cannot be called without a slot."""

import ast
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

UI = Path(__file__).parents[3] / "ui"


def test_the_dialog_of_the_printer_opens_this_way(qtbot: QtBot) -> None:
    printer = QPrinter()  # the dialog does not keep it
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    QDialog.open(dialog)
    assert dialog.isVisible()


def test_nobody_opens_it_otherwise() -> None:
    for file in UI.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        if "QPrintDialog(" in source:
            calls = [one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call)]
            named = [ast.unparse(one.func) for one in calls]
            assert "QDialog.open" in named and "asked.open" not in named, file.name
