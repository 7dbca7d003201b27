"""The icon of a file, by what its name says it is."""

from PySide6.QtWidgets import QLabel

from crm.rules import file_names
from ui.kit import icons, theme, tokens

ICONS = {
    "table": "columns",
    "slides": "reports",
    "picture": "eye",
    "sound": "video",
    "film": "video",
    "mail": "mail",
    "archive": "archive",
    "program": "warning",
}


def of(name: str) -> str:
    """The name of the icon (ui.kit.icons)."""
    return ICONS.get(file_names.kind(name), "file")


class FileIcon(QLabel):
    """The icon before the name of a file; `name` is that of the icon."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.name = of(file)
        theme.news.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(icons.pixmap(self.name, theme.px(tokens.ICON_SMALL), "muted"))
