"""The frame of the window: navigation at the left, a message bar and the pages beside it, the status line below."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from crm.i18n import _, ngettext
from ui.kit import icons, text, tokens
from ui.kit.bar import Bar
from ui.kit.buttons import button
from ui.kit.sidebar import Sidebar


class SampleMark(QFrame):
    """Says below the name of the register that its data is invented, and leads back to one's own with one click."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._words = text.label("", "strong", tone="warning")
        self._why = text.label("", "hint", wrap=True)
        self._leave = button("", leave, icon="chevron-left")
        framed = QFrame()
        framed.setProperty("bar", "warning")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(tokens.S, 0, tokens.S, 0)
        outer.addWidget(framed)
        column = QVBoxLayout(framed)
        column.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        column.setSpacing(tokens.XS)
        for one in (self._words, self._why, self._leave):
            column.addWidget(one)
        self.hide()

    def show_mark(self, on: bool, own: str) -> None:
        """Show it, or not; `own` is what the file of one's own is called, "" where there is none yet."""
        self._words.setText(_("Sample data"))
        self._why.setText(_("Everything here is invented."))
        self._leave.setText(_("Back to my file") if own else _("Make my own"))
        self._leave.setToolTip(text.plain_tip(own))
        self.setVisible(on)


class Shell(QWidget):
    """What stays while pages come and go."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        find: Callable[[], object],
        leave_sample: Callable[[], object],
        backups: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__()
        self.sidebar = Sidebar()
        self._find = button("", find, icon="search")
        self._find.setStyleSheet("text-align: left; padding: 0 8px;")
        self._find.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setContentsMargins(tokens.S, 0, tokens.S, tokens.XS)
        row.addWidget(self._find)
        layout = self.sidebar.layout()
        assert isinstance(layout, QVBoxLayout)
        self.sample = SampleMark(leave_sample)
        layout.insertWidget(1, self.sample)
        layout.insertLayout(2, row)
        self.bar = Bar()
        self.stack = QStackedWidget()
        above = QVBoxLayout()
        above.setContentsMargins(tokens.XL, tokens.S, tokens.XL, 0)
        above.addWidget(self.bar)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(above)
        right.addWidget(self.stack, 1)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.sidebar)
        body.addLayout(right, 1)
        self._line = window.statusBar()
        self._line.setSizeGripEnabled(False)
        self._count, self._selected = text.Elided("", "small"), text.label("", "small")
        self._locked, self._file = text.label("", "small", tone="warning"), text.label("", "small")
        self._lock = text.label()
        self._line.addWidget(self._count, 1)
        self.backup = button("", backups, quiet=True)
        self.backup.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard it is in the File menu
        self.backup.hide()
        for one in (self._selected, self.backup, self._lock, self._locked, self._file):
            self._line.addPermanentWidget(one)
        self._line.setContentsMargins(tokens.M, 0, tokens.M, 0)
        self.name()

    def name(self) -> None:
        """Say everything that stays in the present language."""
        self.sidebar.set_accessible_name(_("Pages"))
        self.bar.name()
        self._find.setText(_("Find and do  (Ctrl+K)"))
        self.stack.setAccessibleName(_("Page"))

    def tell(self, words: str, selected: int, sums: str = "") -> None:
        """Show how many there are, and how many are selected where it is more than one, with what they come to."""
        self._count.setText(words)
        many = ngettext("{count} selected", "{count} selected", selected).format(count=selected)
        self._selected.setText(" · ".join(filter(None, (many, sums))) if selected > 1 else "")

    def tell_file(self, name: str, tip: str, read_only: str) -> None:
        """Show which register is open, and why it cannot be written to."""
        self._file.setText(name)
        self._file.setToolTip(text.plain_tip(tip))
        self._locked.setText(_("Read-only: {reason}").format(reason=read_only) if read_only else "")
        self._lock.setPixmap(
            icons.pixmap("lock", tokens.ICON_SMALL, "warning") if read_only else icons.pixmap("lock", 1)
        )
        self._lock.setVisible(bool(read_only))

    def tell_backup(self, words: str, tip: str = "", problem: str = "") -> None:
        """Show when the last backup was made ("" shows nothing); `problem` is "danger" or "warning" where one is."""
        self.backup.setText(words)
        self.backup.setToolTip(text.plain_tip(tip))
        self.backup.setAccessibleDescription(tip)
        icons.put(self.backup, problem or "restore", problem or "link", gap=2)
        self.backup.setVisible(bool(words))
