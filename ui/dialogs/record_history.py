"""The history of a record, field by field: who, when, before, after."""

from typing import Any, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries import history, named
from crm.queries.history import HistoryEntry
from crm.rules import code_lists
from ui.dialogs import wording
from ui.dialogs.listing import Listing
from ui.kit import text, tokens
from ui.kit.dialog import Dialog
from ui.kit.table import Column


class Line(NamedTuple):
    """One changed field, in words."""

    at: str
    who: str
    step: str
    field: str
    before: str
    after: str
    number: int  # of the step


def ask(parent: QWidget | None, *, table: str, row: int, step: int | None = None) -> Dialog:
    """Show who changed what of a record, the newest change first; it stands on what that `step` changed."""
    name = named.names(table, [row]).get(row, "")
    title = _("History of {name}").format(name=name) if name else _("History")
    dialog = Dialog(parent, title, save=_("Close"), width=900)
    dialog.cancel_button.hide()
    lines = [_line(table, entry) for entry in history.of(table, row)]
    listing = Listing(
        title,
        [
            Column("at", _("When"), 132, sortable=False),
            Column("who", _("Who"), 148, sortable=False),
            Column("step", _("What was done"), 170, sortable=False),
            Column("field", _("Field"), 120, sortable=False),
            Column("before", _("Before"), 120, sortable=False),
            Column("after", _("After"), 130, sortable=False),
        ],
    )
    whole = _Whole()
    if lines:
        dialog.body.addWidget(listing, 1)
        dialog.body.addWidget(whole)
        listing.current_changed.connect(lambda _id: whole.show_line(listing.current_row()))
        listing.show_rows(lines)
        listing.go_to(next((place for place, line in enumerate(lines) if line.number == step), 0))
        whole.show_line(listing.current_row())
    else:
        dialog.body.addWidget(text.label(_("Nothing has been changed since it was registered."), "muted", wrap=True))
    dialog.open()
    listing.setFocus()
    return dialog


def _line(table: str, entry: HistoryEntry) -> Line:
    who = entry.staff or ("–" if entry.origin == "window" else code_lists.label("origin", entry.origin))
    told = (wording.moment(entry.at), who, entry.label)
    if not entry.field:
        return Line(*told, _("Created") if entry.before is None else _("Removed"), "", "", entry.step)
    before, after = (wording.value(table, entry.field, value) for value in (entry.before, entry.after))
    return Line(*told, wording.field(table, entry.field), before, after, entry.step)


class _Whole(QWidget):
    """The two values of the current line in full: a note does not fit in a cell."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.XL)
        self._values = []
        for title in (_("Before"), _("After")):
            column = QVBoxLayout()
            column.setSpacing(tokens.XS)
            column.addWidget(text.label(title, "strong"))
            value = text.label(wrap=True, selectable=True)
            value.setAccessibleName(title)
            column.addWidget(value)
            column.addStretch(1)
            line.addLayout(column, 1)
            self._values.append(value)

    def show_line(self, line: Any) -> None:
        """Show another line, nothing for None."""
        before, after = (line.before, line.after) if line is not None else ("", "")
        self.setVisible(bool(before or after))
        for label, words in zip(self._values, (before, after), strict=True):
            label.setText(words)
