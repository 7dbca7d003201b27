"""The history of a record, field by field: who, when, before, after."""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.commands import put_back
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import history, named
from crm.queries.history import HistoryEntry
from crm.rules import code_lists
from ui.dialogs import wording
from ui.dialogs.listing import Listing
from ui.kit import text, tokens
from ui.kit.combo import Combo, set_choices
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
    entry: HistoryEntry


def ask(parent: QWidget | None, *, table: str, row: int, step: int | None = None) -> "HistoryDialog":
    """Show who changed what of a record, the newest change first; it stands on what that `step` changed.

    Where the register can be written to, the value before a change is put back by one button.
    """
    dialog = HistoryDialog(parent, table, row, _may_write(parent))
    dialog.open()
    dialog.show_step(step)
    return dialog


def _may_write(widget: QWidget | None) -> bool:
    """Whether the nearest window with a desk says that the register can be written to."""
    while widget is not None:
        ask_desk = getattr(getattr(widget, "desk", None), "writable", None)
        if callable(ask_desk):
            return bool(ask_desk())
        widget = widget.parentWidget()
    return True


class HistoryDialog(Dialog):
    """The changes of one record, of all its fields or of one, and the way back to an older value."""

    def __init__(self, parent: QWidget | None, table: str, row: int, writable: bool) -> None:
        name = named.names(table, [row]).get(row, "")
        title = _("History of {name}").format(name=name) if name else _("History")
        super().__init__(parent, title, save=_("Close"), width=900)
        self.cancel_button.hide()
        self._table, self._row, self._writable = table, row, writable
        self._lines: list[Line] = []
        self.fields = Combo()
        self.fields.setAccessibleName(_("Field"))
        self.listing = Listing(
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
        self._in_full = _Whole()
        self._none = text.label(_("Nothing has been changed since it was registered."), "muted", wrap=True)
        self.body.addWidget(self.fields, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.listing, 1)
        self.body.addWidget(self._in_full)
        self.body.addWidget(self._none)
        self.back_button = self.add_button(_("Restore the earlier value"), self.put_back, icon="undo")
        self.back_button.setVisible(writable)
        self.fields.currentIndexChanged.connect(lambda _place: self._fill())
        self.listing.current_changed.connect(lambda _id: self._stand())
        self._read()

    def show_step(self, step: int | None) -> None:
        """Stand on what a step changed; on the newest change for None."""
        lines = self.listing.rows()
        if lines:
            self.listing.go_to(next((place for place, line in enumerate(lines) if line.number == step), 0))
        self._stand()
        (self.listing if lines else self.save_button).setFocus()

    def put_back(self) -> None:
        """Let the field of the change one is on say what it said before."""
        line = self.listing.current_row()
        if line is None or not self.back_button.isEnabled():
            return
        try:
            put_back.put_back(self._table, self._row, line.entry)
        except CrmError as problem:
            self.say(str(problem))
            return
        self._read()
        self.show_step(None)
        self.say(_("{field}: {value} stands again.").format(field=line.field, value=line.before), "success")

    def _read(self) -> None:
        self._lines = [_line(self._table, entry) for entry in history.of(self._table, self._row)]
        named_fields = list(dict.fromkeys(line.field for line in self._lines if line.entry.field))
        set_choices(self.fields, [("", _("All fields")), *((name, name) for name in named_fields)])
        if self.fields.currentIndex() < 0:
            self.fields.setCurrentIndex(0)
        self._fill()

    def _fill(self) -> None:
        chosen = self.fields.currentData()
        lines = [line for line in self._lines if not chosen or line.field == chosen]
        self.listing.show_rows(lines)
        for one in (self.fields, self.listing):
            one.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)
        self._stand()

    def _stand(self) -> None:
        line = self.listing.current_row()
        self._in_full.show_line(line)
        able = line is not None and self._writable and put_back.can_put_back(self._table, self._row, line.entry)
        self.back_button.setEnabled(able)


def _line(table: str, entry: HistoryEntry) -> Line:
    who = entry.staff or ("–" if entry.origin == "window" else code_lists.label("origin", entry.origin))
    told = (wording.moment(entry.at), who, entry.label)
    if not entry.field:
        return Line(*told, _("Created") if entry.before is None else _("Removed"), "", "", entry.step, entry)
    before, after = (wording.value(table, entry.field, value) for value in (entry.before, entry.after))
    return Line(*told, wording.field(table, entry.field), before, after, entry.step, entry)


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
