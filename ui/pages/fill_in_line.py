"""The one field that a record lacks, to fill in where it is told that it is missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.errors import Invalid
from crm.i18n import _
from ui.dialogs import fill_in
from ui.dialogs.fill_in import Blank
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.forms import Form
from ui.pages import doing
from ui.pages.desk import Desk


class FillIn(QWidget):
    """Shows a field with Save, and Enter saves; `saved` when it is kept. Without one it says where to mend it instead.

    `go` leads to the record.
    """

    saved = Signal()
    go = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.form: Form | None = None
        self._blank: Blank | None = None
        self._shown: tuple[object, ...] = ()
        self._words = text.label("", "muted", wrap=True)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.save = button(_("Save"), self.keep, icon="check")
        self.open = button(_("Go there"), self.go.emit, icon="chevron-right")
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.save)
        row.addWidget(self.open)
        row.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        body.setSpacing(tokens.S)
        body.addWidget(self._words)
        body.addLayout(self._place)
        body.addLayout(row)
        self.hide()

    def ask(self, record: str, id: int, name: str, year: int, *, leads: bool = True, words: str = "") -> None:
        """Ask for a field of a record; `leads` says whether one can go to it, `words` what else is to be said."""
        shown = (record, id, name, year)
        if shown == self._shown and self.form is not None:
            return  # somebody may be typing
        self._shown = shown
        self._take_away()
        self._blank = fill_in.blank(record, id, name, year) if self.desk.writable() else None
        if self._blank is not None:
            self.form = Form([self._blank.field])
            self._place.addWidget(self.form)
            widget = self._blank.field.widget
            if isinstance(widget, QLineEdit):
                widget.returnPressed.connect(self.keep)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.save.setVisible(self._blank is not None)
        self.open.setVisible(leads)
        self.setVisible(self._blank is not None or leads or bool(words))

    def nothing(self) -> None:
        """Ask for nothing."""
        self._shown = ()
        self._take_away()
        self.hide()

    def keep(self) -> None:
        """Keep what was filled in."""
        if self.form is None or self._blank is None:
            return
        try:
            value = self.form.values()[self._blank.field.name]
            self._blank.save(value)
        except Invalid as problem:
            self.form.show_problems({self._blank.field.name: next(iter(problem.fields.values()), str(problem))})
            return
        self._shown = ()
        doing.told(self.desk, _("Filled in."))
        self.saved.emit()

    def _take_away(self) -> None:
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = self._blank = None
