"""Where one is on a way of a few steps, File › Columns › Check › Finish, and the one of them that is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm.i18n import _
from ui.kit import text, tokens


class Stack(QStackedWidget):
    """One step at a time; it asks for the room of the one that is shown, not of the largest."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return shown.sizeHint() if (shown := self.currentWidget()) else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return shown.minimumSizeHint() if (shown := self.currentWidget()) else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return (shown := self.currentWidget()) is not None and shown.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return shown.heightForWidth(width) if (shown := self.currentWidget()) else -1


class Steps(QWidget):
    """The names of the steps, the present one in the accent colour and bold."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names
        self._labels = [text.label(f"{number}  {name}") for number, name in enumerate(names, start=1)]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.M)
        for number, label in enumerate(self._labels):
            if number:
                line.addWidget(text.label("›", "muted"))
            line.addWidget(label)
        line.addStretch(1)
        self.set_current(0)

    def set_current(self, place: int) -> None:
        """Mark the step one is on."""
        for number, label in enumerate(self._labels):
            text.restyle(label, "role", "strong" if number == place else "muted")
            text.set_tone(label, "accent" if number == place else "")
        where = _("Step {number} of {count}: {name}")
        self.setAccessibleName(where.format(number=place + 1, count=len(self._names), name=self._names[place]))
