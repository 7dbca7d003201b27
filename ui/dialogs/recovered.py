"""The account of a recovery: what stands in the new register, where it came from, and what is missing."""

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from crm import table_words
from crm.i18n import _
from ui.kit import text
from ui.kit.dialog import Dialog


def ask(parent: QWidget | None, *, file: str, damaged: str, lines: Sequence[str]) -> Dialog:
    """Tell what became of a damaged register; `file` is the new one, which is open now."""
    lines = [_ROW.sub(_called, line) for line in lines]
    dialog = Dialog(parent, _("What was recovered"), save=_("Close"), width=640)
    told = _(
        "What could be read of {damaged} stands in {file}, which is open now. The damaged file is as it was; keep it"
        " until you have looked over the new one."
    )
    dialog.body.addWidget(text.label(told.format(damaged=damaged, file=file), wrap=True))
    for line in lines:
        dialog.body.addWidget(text.label(line, wrap=True, selectable=True))
    dialog.add_button(_("Copy"), lambda: QApplication.clipboard().setText("\n".join(lines)), icon="copy")
    dialog.on_save(lambda: None)
    dialog.cancel_button.hide()
    dialog.open()
    return dialog


_ROW = re.compile(r"\b([a-z_]+):(\d+)")
"""A record as the command line names it: "interaction:31"."""


def _called(row: re.Match[str]) -> str:
    table, number = row.groups()
    return f"{table_words.kind(table)}\u00a0{number}" if table in table_words.KINDS else row[0]
