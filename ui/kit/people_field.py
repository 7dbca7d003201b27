"""Several people (or tags) in one field: letters, Enter, a chip; letters, Enter, the next."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from crm.i18n import _
from ui.kit import flow, icons, text, theme, tokens
from ui.kit.drop_down import DropDown
from ui.kit.flow import FlowLayout
from ui.kit.pick_list import Row


class Suggestion(NamedTuple):
    """Somebody to choose; `id` is None for one that is not in the register yet."""

    id: int | None
    title: str
    subtitle: str = ""


Suggest = Callable[[str], Sequence[Suggestion]]
Create = Callable[[str], Suggestion | None]
_NEW = object()


class PeopleField(QFrame):
    """Enter, Tab or ; takes the marked suggestion (the first, until the arrows move), Backspace removes the last chip.

    `suggest(text)` answers while typing; with `create(text)` a row at the end offers to make a new one.
    A leading @ is ignored.
    """

    changed = Signal()

    def __init__(
        self,
        suggest: Suggest,
        create: Create | None = None,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        avatars: bool = True,
        chip: Callable[[Suggestion], str] | None = None,
    ) -> None:
        """`chip` says what stands on the chip of somebody chosen; the name alone where it is not given."""
        super().__init__(parent)
        self._words = chip or (lambda one: one.title)
        self._suggest, self._create, self._avatars = suggest, create, avatars
        self._chosen: list[Suggestion] = []
        self._placeholder = placeholder
        self.setProperty("field", True)
        self._flow = FlowLayout(self, gap=tokens.XS)
        edge = theme.px(3)
        self._flow.setContentsMargins(5, edge, 5, edge)
        self.edit = QLineEdit(self)
        self.edit.setProperty("bare", True)
        self.edit.setMinimumWidth(120)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._typed)
        self._flow.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self._drop = DropDown(self)
        self._drop.picked.connect(self._take)
        self._show_placeholder()

    def chosen(self) -> list[Suggestion]:
        """Who stands in the field, in the order they were chosen."""
        return list(self._chosen)

    def set_chosen(self, chosen: Sequence[Suggestion]) -> None:
        """Put exactly these in, without telling."""
        self._chosen = list(chosen)
        self.edit.clear()
        self._rebuild()

    def add(self, one: Suggestion) -> None:
        """Put one more in, unless it stands there already."""
        self.edit.clear()
        self._drop.hide()
        if not any(self._same(one, other) for other in self._chosen):
            self._chosen.append(one)
            self._rebuild()
            self.changed.emit()

    def pending(self) -> str:
        """Letters that were typed and not yet taken."""
        return self.edit.text().strip().removeprefix("@").strip()

    def catch(self, line: QLineEdit) -> None:
        """Let "@" typed in another line, at its start or after a blank, jump here."""
        line.installEventFilter(self)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.edit:
                return self._key(event)
            if event.text() == "@" and isinstance(watched, QLineEdit):
                before = watched.text()[: watched.cursorPosition()]
                if not before or before.endswith(" "):
                    self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return True
        if watched is self.edit and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            text.restyle(self, "lit", event.type() == QEvent.Type.FocusIn)
            if event.type() == QEvent.Type.FocusOut:
                self._drop.hide()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus()

    def tell_again(self) -> None:
        """Write the chips anew: what `chip` says of them has changed."""
        self._rebuild()

    def _key(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        nothing = plain == Qt.KeyboardModifier.NoModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and nothing:
            self._take(self._drop.current_row())
            return True  # Enter never presses the button of the dialog from here
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._drop.is_open():
            self._drop.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Down and nothing and not self._drop.is_open():
            self._typed()
            return True
        if key == Qt.Key.Key_Escape and self._drop.is_open():
            self._drop.hide()
            return True
        if key == Qt.Key.Key_Backspace and not self.edit.text() and self._chosen:
            self._remove(self._chosen[-1])
            return True
        if (key == Qt.Key.Key_Tab or event.text() == ";") and self._drop.is_open() and self.pending():
            self._take(self._drop.current_row())
            return event.text() == ";"
        return False

    def _typed(self) -> None:
        words = self.pending()
        found = [one for one in self._suggest(words) if not any(self._same(one, other) for other in self._chosen)]
        rows = [
            Row(
                one.title,
                one.subtitle,
                key=(one.id if one.id is not None else one.title) if self._avatars else None,
                icon="" if self._avatars else "tag",
                data=one,
            )
            for one in found
        ]
        known = any(one.title.casefold() == words.casefold() for one in found)
        if words and self._create is not None and not known:
            rows.append(Row(_("New: {name}").format(name=words), icon="plus", data=_NEW))
        self._drop.offer(rows)

    def _take(self, row: Row | None) -> None:
        if row is None:
            return
        one = row.data
        if one is _NEW:
            one = self._create(self.pending()) if self._create is not None else None
        if one is not None:
            self.add(one)
            self.edit.setFocus()

    def _remove(self, one: Suggestion) -> None:
        self._chosen.remove(one)
        self._rebuild()
        self.edit.setFocus()
        self.changed.emit()

    def _same(self, one: Suggestion, other: Suggestion) -> bool:
        return one.id == other.id if one.id is not None else one.title.casefold() == other.title.casefold()

    def _rebuild(self) -> None:
        self._flow.removeWidget(self.edit)
        flow.clear(self._flow)
        for one in self._chosen:
            chip = self._chip(one)
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.edit)
        self._show_placeholder()
        self.updateGeometry()

    def _chip(self, one: Suggestion) -> QPushButton:
        chip = QPushButton(self._words(one).replace("&", "&&"), self)
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setAccessibleName(_("Remove {name}").format(name=one.title))
        chip.setToolTip(text.plain_tip(" · ".join(filter(None, (one.title, one.subtitle)))))
        icons.put(chip, "close", "muted", gap=4, size=12)
        chip.clicked.connect(lambda: self._remove(one))
        return chip

    def _show_placeholder(self) -> None:
        self.edit.setPlaceholderText("" if self._chosen else self._placeholder)
