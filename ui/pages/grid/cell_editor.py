"""Editing a cell of a wide table where it stands: F2 or typing begins, Enter keeps, Esc leaves; a block is pasted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crm.commands import round_trip as commands
from crm.commands.round_trip import Taken
from crm.errors import CrmError, Invalid
from crm.exchange.round_trip import cells, editable, pasting
from crm.i18n import _
from crm.queries.lists import fields
from crm.queries.lists.field import Field
from ui.kit.grid_view import GridView
from ui.pages import doing
from ui.pages.desk import Desk
from ui.pages.grid import cell_widgets

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class CellEditor(QObject):
    """Watches the keys of a table of the records `about`; `record(id)` is a row as it is shown."""

    def __init__(self, desk: Desk, view: GridView, about: str, record: Callable[[int | None], Any]) -> None:
        super().__init__(view)
        self._desk, self._view, self._about, self._record = desk, view, about, record
        self.widget: QWidget | None = None
        self._field: Field | None = None
        self._row: int | None = None
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self._view:
            return self._view_key(event)
        if isinstance(event, QKeyEvent) and watched is self.widget:
            return self._editor_key(event)
        left = watched is self.widget and event.type() == QEvent.Type.FocusOut
        if left and not cell_widgets.is_choosing(self.widget):
            self.leave()
        return False

    def begin(self, text: str | None = None) -> None:
        """Edit the current cell; with `text` in the place of what stands there."""
        field, row = self._current()
        if field is None or row is None:
            return
        if not self._desk.writable() or not self._can(field):
            self._tell(_("“{field}” is not written here.").format(field=field.name))
            return
        self.leave()
        self._field, self._row = field, row
        given = self._record(row)
        value = given.get(field.key) if given is not None else None
        self.widget = made = cell_widgets.make(field, value, text)
        made.setAccessibleName(field.name)
        made.setParent(self._view.viewport())
        made.setGeometry(self._view.visualRect(self._view.currentIndex()))
        made.installEventFilter(self)
        made.show()
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(made, QComboBox) and text is None:
            made.showPopup()
        if isinstance(made, QLineEdit) and made.completer() is not None:
            # Only then the name that was chosen stands in the line.
            made.completer().activated.connect(lambda _name: QTimer.singleShot(0, made, self.keep))

    def keep(self) -> None:
        """Write what stands in the editor; where it is no value it says why and stays."""
        field, row, made = self._field, self._row, self.widget
        if field is None or row is None or made is None:
            return
        today = self._desk.today()
        try:
            value = made.currentData() if isinstance(made, QComboBox) else cells.typed(field, _text(made), today)
            why = editable.problem(self._about, field, row, value, today)
            if why:
                raise Invalid({field.key: why})
            commands.put(self._about, row, field, value, on=today)
        except Invalid as problem:
            self._refuse(made, " ".join(problem.fields.values()))
            return
        except CrmError as problem:
            self._refuse(made, str(problem))
            return
        self.leave()

    def leave(self) -> None:
        """Let the cell be as it was."""
        made, self.widget, self._field, self._row = self.widget, None, None, None
        if made is not None:
            made.removeEventFilter(self)
            made.hide()
            made.deleteLater()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Show what the copied cells would change, from the current cell on; from the first of a block, or of several
        selected rows. One cell fills the whole block.
        """
        from ui.dialogs import round_trip

        field, row = self._current()
        if field is None or row is None:
            return
        table, header = self._view.grid(), self._view.horizontalHeader()
        shown = [header.logicalIndex(place) for place in range(header.count())]
        keys = [table.columns[one].key for one in shown if not header.isSectionHidden(one)]
        selected, block = self._view.selected_ids(), self._view.block()
        first = table.row_of(selected[0]) if len(selected) > 1 else self._view.currentIndex().row()
        below = [id for id in table.ids()[first:] if id > 0]
        begin = table.columns[block[0]].key if block else field.key
        rows = pasting.table(QGuiApplication.clipboard().text())
        if len(block) > 1 and len(rows) == len(rows[0]) == 1:
            rows = [rows[0] * len(block)]
        ids = selected if len(rows) == 1 and len(selected) > 1 else below
        if len(rows) == 1 and len(selected) <= 1:
            ids = below[:1]
        dialog = round_trip.pasted(
            self._view.window(),
            about=self._about,
            ids=ids,
            keys=keys[keys.index(begin) :],
            rows=rows,
            today=self._desk.today(),
        )
        dialog.saved.connect(lambda done: _said(self._desk, done))

    def fill_down(self) -> None:
        """Put what stands in the first selected row into the rows below: in the block, else in the current column."""
        from crm.exchange.round_trip import filling

        if self.widget is not None:
            self.keep()
        if self.widget is not None:
            return  # what was written is no value, and it says why
        table = self._view.grid()
        keys = [table.columns[section].key for section in self._view.block()] or [self._view.current_key()]
        about, ids, today = self._about, self._view.selected_ids(), self._desk.today()
        if refused := filling.refusal(about, ids, keys):
            self._tell(refused)
            return
        self._desk.jobs.run(
            lambda progress: filling.down(about, ids, keys, today, progress),
            title=_("Fill down"),
            window=self._desk.window(),
            done=lambda done: _said(self._desk, done),
        )

    # Keys

    def _view_key(self, event: QKeyEvent) -> bool:
        paste = event.matches(QKeySequence.StandardKey.Paste)
        edit = event.key() == Qt.Key.Key_F2 and event.modifiers() == Qt.KeyboardModifier.NoModifier
        can = self._about in editable.LISTS and self._current()[0] is not None
        if event.type() == QEvent.Type.ShortcutOverride and can and (edit or (paste and self._desk.writable())):
            event.accept()  # the menus have these keys too
            return True
        if event.type() != QEvent.Type.KeyPress or not can:
            return False
        if edit:
            self.begin()
            return True
        if paste and self._desk.writable():
            self.paste()
            return True
        letters = event.text()
        field = self._current()[0]
        if event.modifiers() in _PLAIN and letters.isprintable() and letters.strip() and field and self._can(field):
            self.begin(letters)
            return True
        return False

    def _editor_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F2):
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._keep_and_step(-1 if event.key() == Qt.Key.Key_Backtab else 1)
            return True
        return False

    def _keep_and_step(self, by: int) -> None:
        self.keep()
        if self.widget is None:
            header = self._view.horizontalHeader()
            index = self._view.currentIndex()
            place = header.visualIndex(index.column()) + by
            while 0 <= place < header.count() and header.isSectionHidden(header.logicalIndex(place)):
                place += by
            if 0 <= place < header.count():
                self._view.setCurrentIndex(index.siblingAtColumn(header.logicalIndex(place)))

    # What is edited

    def _current(self) -> tuple[Field | None, int | None]:
        key = self._view.current_key()
        return (fields.find(self._about, key) if key else None), self._view.current_id()

    def _can(self, field: Field) -> bool:
        return self._about in editable.LISTS and editable.is_editable(self._about, field)

    def _refuse(self, made: QWidget, why: str) -> None:
        self._tell(why)
        made.setProperty("wrong", True)
        made.style().polish(made)
        made.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        (self.widget or self._view).setAccessibleDescription(words)
        self._desk.say(words)


def _said(desk: Desk, done: Taken) -> None:
    """Say what was written and what was left out, with the way back where there is one."""
    from ui.dialogs import round_trip

    words = f"{round_trip.told(done)} {round_trip.left(done)}".strip()
    if done.changed:
        doing.told(desk, words)
    else:
        desk.say(words)


def _text(made: QWidget) -> str:
    assert isinstance(made, QLineEdit)
    return made.text()
