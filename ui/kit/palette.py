"""One line that finds everything: people, organisations, meetings, pages, actions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crm.i18n import _
from ui.kit import paint, text, theme, tokens
from ui.kit.pick_list import PickList, Row

WIDTH, SHADOW = 560, 14


class Hit(NamedTuple):
    """Something found; `run` is called once the palette is closed. `shortcut` is shown at the right, as words.

    `snippet` is a second line; `marks` and `snippet_marks` are the letters of title and snippet that were found, as
    (from, to).
    """

    title: str
    run: Callable[[], object]
    subtitle: str = ""
    icon: str = ""
    shortcut: str = ""
    snippet: str = ""
    marks: Sequence[tuple[int, int]] = ()
    snippet_marks: Sequence[tuple[int, int]] = ()


class Group(NamedTuple):
    """Hits of one kind under a heading."""

    title: str
    hits: Sequence[Hit]


class Palette(QWidget):
    """Opened over a window, gone when something is picked, at Esc or a click elsewhere.

    `search("")` gives the recent things.
    """

    def __init__(self, search: Callable[[str], Sequence[Group]], placeholder: str = "", nothing: str = "") -> None:
        super().__init__()
        self._search = search
        self._nothing = nothing or _("Nothing found. Try fewer letters.")
        self.setWindowFlags(
            Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(_("Find and do"))
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setProperty("big", True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(placeholder or _("Find and do"))
        self.edit.textChanged.connect(self._ask)
        self.edit.installEventFilter(self)
        self.list = PickList(34)
        self.list.setStyleSheet("QListWidget { background: transparent; }")
        self.list.picked.connect(self._run)
        self.empty = text.label(self._nothing, "muted", wrap=True)
        self.empty.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        body = QVBoxLayout(self)
        body.setContentsMargins(SHADOW + 9, SHADOW + tokens.M, SHADOW + 9, SHADOW + 9)
        body.setSpacing(tokens.S)
        self.edit.setContentsMargins(tokens.M, 0, tokens.M, 0)
        body.addWidget(self.edit)
        body.addWidget(self.list, 1)
        body.addWidget(self.empty)

    def open_over(self, window: QWidget, words: str = "") -> None:
        """Show it near the top of a window, with the recent things or what `words` finds."""
        self._over = window.window()
        self.edit.blockSignals(True)
        self.edit.setText(words)
        self.edit.blockSignals(False)
        self._ask()
        self.show()
        self.activateWindow()
        self.edit.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        inside = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        for step in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 5 if not theme.is_dark() else 12))
            painter.drawRoundedRect(inside.adjusted(-step, -step + 4, step, step), step + 12, step + 12)
        paint.rounded(painter, inside, "raised", tokens.RADIUS_POPUP, "control_border")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.edit or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            for _turn in range(6):
                self.list.step(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.current_row())
        elif key == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return super().eventFilter(watched, event)
        return True

    def _ask(self) -> None:
        rows: list[Row] = []
        for group in self._search(self.edit.text().strip()):
            if group.hits and group.title:
                rows.append(Row(group.title, heading=True))
            rows += [_row(hit) for hit in group.hits]
        first = next((place for place, row in enumerate(rows) if not row.heading), None)
        if first is not None and not rows[first].right:
            rows[first] = replace(rows[first], right=_("Enter"))
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._size()

    def _size(self) -> None:
        """As high as its rows, at most half the window."""
        window = self._over
        width = min(theme.px(WIDTH), window.width() - 2 * tokens.L)
        most = max(180, round(window.height() * 0.62))
        rows = self.list.rows_height(200) + 2 if not self.list.isHidden() else theme.px(40)
        height = min(most, rows) + self.edit.sizeHint().height() + 2 * tokens.M + 6
        corner = window.mapToGlobal(QPoint((window.width() - width) // 2, min(70, window.height() // 8)))
        self.setGeometry(
            QRect(corner, QPoint(corner.x() + width, corner.y() + height)).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW)
        )

    def _run(self, row: Row | None) -> None:
        if row is not None and isinstance(row.data, Hit):
            self.close()
            row.data.run()


def _row(hit: Hit) -> Row:
    return Row(
        *(hit.title, hit.subtitle, hit.shortcut, hit.icon),
        data=hit,
        second=hit.snippet,
        marks=hit.marks,
        second_marks=hit.snippet_marks,
    )
