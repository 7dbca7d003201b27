"""The top of a page: what it is, a search line and the one thing most wanted here."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.search_field import SearchField


class PageHeader(QWidget):
    """Title (18 semibold), a line below it, a search field, further buttons, one primary button at the right."""

    def __init__(
        self,
        title: str,
        *,
        search: str = "",
        primary: tuple[str, Callable[[], object]] | None = None,
        icon: str = "plus",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = text.Elided(title, "title")
        self._subtitle = text.Elided("", "muted")
        self._subtitle.hide()
        self.search: SearchField | None = None
        self.primary: QPushButton | None = None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(tokens.S)
        self._line.addLayout(words, 1)
        if search:
            self.search = SearchField(search)
            self.search.setMinimumWidth(100)
            self.search.setMaximumWidth(300)
            self._line.addWidget(self.search, 1, Qt.AlignmentFlag.AlignVCenter)
        if primary:
            self.primary = button(primary[0], primary[1], icon=icon, primary=True)
            self._line.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_subtitle(self, words: str) -> None:
        """Show a quiet line below the title; none for ""."""
        self._subtitle.setText(words)
        self._subtitle.setVisible(bool(words))

    def add(self, widget: QWidget) -> None:
        """Put a widget before the primary button."""
        place = self._line.count() - (1 if self.primary else 0)
        self._line.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignVCenter)
