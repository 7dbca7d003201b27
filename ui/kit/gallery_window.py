"""The gallery's own window: a tab for each page that scrolls, and above them what the pieces have to bear."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui.kit import fields, text, theme, tokens

MODES: tuple[theme.Mode, ...] = ("light", "dark")
SCALES = (90, 100, 120, 140)


def open_window(app: QApplication, pages: Mapping[str, Callable[[], QWidget]], scale: int = 100) -> QWidget:
    """Show the pages; the caller keeps the window."""
    window = QWidget()
    window.setWindowTitle("Klynge: gallery")
    tabs = QTabWidget()
    tabs.setDocumentMode(True)
    tabs.setAccessibleName("Pages")
    tabs.tabBar().setAccessibleName("Pages")
    for name, make in pages.items():
        tabs.addTab(_scrolling(make(), name), name)
    mode = _choice("Theme", [(one, one) for one in MODES], "dark" if theme.is_dark() else "light")
    size = _choice("Font", [(one, f"{one} %") for one in SCALES], scale)

    def dress() -> None:
        theme.apply(app, mode.currentData(), size.currentData())

    for one in (mode, size):
        one.currentIndexChanged.connect(dress)
    head = QHBoxLayout()
    head.setContentsMargins(tokens.XL, tokens.S, tokens.XL, tokens.S)
    head.setSpacing(tokens.S)
    head.addWidget(text.Elided("What would serve any program", "section"), 1)
    head.addWidget(mode)
    head.addWidget(size)
    body = QVBoxLayout(window)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(0)
    body.addLayout(head)
    body.addWidget(tabs, 1)
    window.resize(1240, 860)
    window.show()
    return window


def _scrolling(page: QWidget, name: str) -> QScrollArea:
    page.setProperty("plain", True)
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(page)
    return area


def _choice(name: str, choices: Sequence[tuple[object, str]], chosen: object) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    fields.set_choices(made, choices)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made
